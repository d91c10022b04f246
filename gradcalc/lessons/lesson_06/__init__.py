"""What lesson 06 asks: gradient descent."""
