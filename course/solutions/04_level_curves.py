import numpy as np

import gradcalc as gc


# %% 04.project
def project(g, u):
    """The part of g along u, and the remainder across u."""
    if not np.any(u):
        raise ValueError("there is no projection on a zero direction")
    along = (g @ u) / (u @ u) * u
    return along, g - along


# %% 04.level_direction
def level_direction(f, x, y):
    """The unit vector along the level curve, with the higher ground on the left."""
    fx, fy = gc.gradient(f, x, y)
    length = np.hypot(fx, fy)
    if length < 0.001:
        raise ValueError("the gradient is zero, and says nothing about the level curve")
    return np.array([fy, -fx]) / length


# %% 04.trace
def trace(f, x, y, s, n):
    """The points of a walk along the level curve through (x, y), with the higher ground on the left."""
    c = f(x, y)
    points = [np.array([x, y])]
    for _ in range(n):
        gx, gy = gc.gradient(f, *points[-1])
        point = points[-1] + s * np.array([gy, -gx]) / np.hypot(gx, gy)
        for _ in range(2):
            g = gc.gradient(f, *point)
            point = point - (f(*point) - c) / (g @ g) * g
        points.append(point)
    return np.array(points)
