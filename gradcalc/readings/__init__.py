"""What there is to read off, in numbers and in words: at a point, along a run, for a step size."""
