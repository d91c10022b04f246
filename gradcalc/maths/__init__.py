"""The maths: gradients, directional derivatives, level curves, descent and a small network, on NumPy alone."""
