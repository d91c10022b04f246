"""The live picture of one function: a point, a direction, and the controls that move them."""
