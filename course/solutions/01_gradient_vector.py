import numpy as np


# %% 01.partial_derivatives
def partial_x(f, x, y, h):
    """The forward difference of f along x, with step h."""
    return (f(x + h, y) - f(x, y)) / h


def partial_y(f, x, y, h):
    """The forward difference of f along y, with step h."""
    return (f(x, y + h) - f(x, y)) / h


# %% 01.gradient_2d
def gradient_2d(f, x, y):
    """The gradient of f at (x, y)."""
    h = 1e-7
    df_dx = (f(x + h, y) - f(x, y)) / h
    df_dy = (f(x, y + h) - f(x, y)) / h
    return np.array([df_dx, df_dy])


# %% 01.gradient_n
def gradient_n(f, x):
    """The gradient of f at x, one component for each coordinate."""
    h = 1e-7
    here = f(x)
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        moved = x.copy()
        moved[i] += h
        gradient[i] = (f(moved) - here) / h
    return gradient
