"""What lesson 03 asks: directional derivatives."""
