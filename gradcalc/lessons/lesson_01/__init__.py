"""What lesson 01 asks: the gradient vector."""
