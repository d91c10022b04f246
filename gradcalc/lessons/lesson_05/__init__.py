"""What lesson 05 asks: step size."""
