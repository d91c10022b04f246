import numpy as np

import gradcalc as gc


# %% 03.directional_derivative
def directional_derivative(f, x, y, direction):
    """The slope of f at (x, y) along the direction."""
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError("a zero direction has no slope")
    u = direction / length
    h = 1e-6
    return (f(x + h * u[0], y + h * u[1]) - f(x - h * u[0], y - h * u[1])) / (2 * h)


# %% 03.angles_of_a_slope
def angles_of_slope(gradient, c):
    """All the angles in degrees along which the slope is c."""
    length = np.linalg.norm(gradient)
    if abs(c) > length:
        return np.array([])
    towards = np.degrees(np.arctan2(gradient[1], gradient[0]))
    away = np.degrees(np.arccos(c / length))
    angles = np.array([towards + away, towards - away]) % 360
    return angles[:1] if abs(c) == length else angles


# %% 03.steepest_direction
def steepest_direction(f, x):
    """The unit vector along which f grows fastest at x."""
    gradient = gc.gradient(f, x)
    return gradient / np.linalg.norm(gradient)


def greatest_slope(f, x):
    """The slope of f at x along its steepest direction."""
    return np.linalg.norm(gc.gradient(f, x))


# %% 03.best_share
def best_share(gradient, directions):
    """The greatest slope along the directions, divided by the length of the gradient."""
    slopes = directions @ gradient / np.linalg.norm(directions, axis=1)
    return slopes.max() / np.linalg.norm(gradient)


# %% 03.flat_both_ways
flat_choice = "c"

# %% 03.flat_both_ways [markdown]
# If $f$ is differentiable at the point, then $D_{\mathbf{u}} f = \nabla f \cdot \mathbf{u} = 0$ along every
# $\mathbf{u}$, because $\nabla f$ is zero. If it is not, the two partial derivatives say nothing about other
# directions: $xy^2/(x^2 + y^2)$ has the slope $\cos t\,\sin^2 t$ at the origin. That rules out **a**. The bowl
# $x^2 + y^2$ rules out **b**, and the saddle $x^2 - y^2$ rules out **d**.
