"""What lesson 00 asks: start here."""
