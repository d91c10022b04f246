"""Questions to practise with a pencil: what one is, what may be typed, and what is said of it."""
