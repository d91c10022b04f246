import numpy as np

import gradcalc as gc


# %% 02.gradient_field
def gradient_field(f, x, y):
    """∂f/∂x and ∂f/∂y at every point of the grid."""
    X, Y = np.meshgrid(x, y)
    h = 1e-6
    U = (f(X + h, Y) - f(X - h, Y)) / (2 * h)
    V = (f(X, Y + h) - f(X, Y - h)) / (2 * h)
    return np.array([U, V])


# %% 02.steepest_point
def steepest_point(f, xlim, ylim):
    """The point of the window where the slope is greatest."""
    X, Y = np.meshgrid(np.linspace(*xlim, 401), np.linspace(*ylim, 401))
    U, V = gc.gradient(f, X, Y)
    steepest = np.hypot(U, V).argmax()
    return np.array([X.flat[steepest], Y.flat[steepest]])


# %% 02.kind_of_point
def kind_of_point(f, x, y):
    """What kind of point (x, y) is, where the gradient is zero."""
    t = np.radians(np.arange(0, 360, 5))
    U, V = gc.gradient(f, x + 0.1 * np.cos(t), y + 0.1 * np.sin(t))
    outward = U * np.cos(t) + V * np.sin(t)
    if outward.min() > 0:
        return "minimum"
    if outward.max() < 0:
        return "maximum"
    return "saddle"


# %% 02.longer_arrow
arrow_choice = "b"
