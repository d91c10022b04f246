"""What lesson 08 asks: backpropagation."""
