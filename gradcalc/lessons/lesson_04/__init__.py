"""What lesson 04 asks: level curves."""
