"""What lesson 09 asks: a network of your own, and how it is trained."""
