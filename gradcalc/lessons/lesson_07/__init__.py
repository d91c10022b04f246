"""What lesson 07 asks: loss surfaces."""
