import numpy as np

import gradcalc as gc


# %% 06.descend
def descend(f, x, rate, steps):
    """The points of gradient descent, start included: an array of shape (steps + 1, n)."""
    path = [x]
    for _ in range(steps):
        x = x - rate * gc.gradient(f, x)
        path.append(x)
    return np.array(path)


# %% 06.rate_limit
def rate_limit(hessian, momentum):
    """The rate below which descent converges from every start."""
    return 2 * (1 + momentum) / np.linalg.eigvalsh(hessian).max()


# %% 06.heavy_ball
def heavy_ball(f, x, rate, momentum, steps):
    """The points of gradient descent with momentum, start included."""
    path, v = [x], np.zeros_like(x)
    for _ in range(steps):
        v = momentum * v - rate * gc.gradient(f, x)
        x = x + v
        path.append(x)
    return np.array(path)


# %% 06.backtrack
def backtrack(f, x, v, c):
    """The first of t = 1, 1/2, 1/4, ... that meets Armijo's condition along v."""
    slope = gc.directional_derivative(f, x, v, unit=False)
    if slope >= 0:
        raise ValueError("v does not lead down")
    t = 1.0
    while f(x + t * v) > f(x) + c * t * slope:
        t = t / 2
    return t
