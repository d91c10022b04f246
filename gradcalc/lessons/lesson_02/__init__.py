"""What lesson 02 asks: the gradient field."""
