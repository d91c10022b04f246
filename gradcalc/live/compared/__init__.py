"""What somebody has written, drawn over what is true, in a live picture."""
