"""The gallery: twelve surfaces to explore, each with its exact gradient."""

import numpy as np

from gradcalc.functions.surfaces import Surface


def _hills(x, y):
    return np.exp(-((x - 1) ** 2) - y**2) + 0.7 * np.exp(-((x + 1) ** 2) - (y - 0.5) ** 2)


def _hills_gradient(x, y):
    right = np.exp(-((x - 1) ** 2) - y**2)
    left = 0.7 * np.exp(-((x + 1) ** 2) - (y - 0.5) ** 2)
    return np.array([-2 * (x - 1) * right - 2 * (x + 1) * left, -2 * y * right - 2 * (y - 0.5) * left])


def _himmelblau_gradient(x, y):
    a, b = x**2 + y - 11, x + y**2 - 7
    return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


def _ridge_gradient(x, y):
    bell = np.exp(-((x - y) ** 2))
    return np.array([0.25 - 2 * (x - y) * bell, 2 * (x - y) * bell])


def _kinks_gradient(x, y):
    # The slope from the left and from the right differ where a coordinate is 0.
    on_axis = (np.equal(x, 0)) | (np.equal(y, 0))
    return np.where(on_axis, np.nan, np.array(np.broadcast_arrays(np.sign(x), np.sign(y)), dtype=float))


def _divided(numerator, denominator):
    """The quotient, with 0 where the denominator is 0."""
    safe = np.where(denominator == 0, 1, denominator)
    return np.where(denominator == 0, 0, numerator / safe)[()]


def _not_differentiable(x, y):
    return _divided(x * y**2, x**2 + y**2)


def _not_differentiable_gradient(x, y):
    r4 = (x**2 + y**2) ** 2
    return np.array([_divided(y**2 * (y**2 - x**2), r4), _divided(2 * x**3 * y, r4)])


_SURFACES = [
    Surface(
        "bowl", lambda x, y: x**2 + y**2, "x^2 + y^2",
        start=(1.0, 1.0), gradient=lambda x, y: np.array([2 * x, 2 * y]), smooth=True,
    ),
    Surface(
        "elliptic bowl", lambda x, y: x**2 + 4 * y**2, "x^2 + 4y^2",
        start=(1.2, 0.6), gradient=lambda x, y: np.array([2 * x, 8 * y]), smooth=True,
    ),
    Surface(
        "tilted plane", lambda x, y: x / 2 + y, r"x/2 + y",
        start=(0.5, -0.5), gradient=lambda x, y: np.array([0.5 + 0 * x + 0 * y, 1 + 0 * x + 0 * y]), smooth=True,
    ),
    Surface(
        "saddle", lambda x, y: x**2 - y**2, "x^2 - y^2",
        start=(1.0, 0.5), gradient=lambda x, y: np.array([2 * x, -2 * y]), smooth=True,
    ),
    Surface(
        "monkey saddle", lambda x, y: x**3 - 3 * x * y**2, "x^3 - 3xy^2",
        start=(1.4, 0.8), gradient=lambda x, y: np.array([3 * x**2 - 3 * y**2, -6 * x * y]), smooth=True,
    ),
    Surface(
        "Rosenbrock", lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, "(1 - x)^2 + 100\\,(y - x^2)^2",
        ylim=(-1.0, 3.0), start=(-1.0, 1.8), smooth=True,
        gradient=lambda x, y: np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)]),
    ),
    Surface(
        "Himmelblau", lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        xlim=(-5.0, 5.0), ylim=(-5.0, 5.0), start=(-4.0, 1.0), gradient=_himmelblau_gradient, smooth=True,
    ),
    Surface(
        "two hills", _hills, r"e^{-(x-1)^2 - y^2} + 0.7\,e^{-(x+1)^2 - (y-0.5)^2}",
        start=(0.4, 0.9), gradient=_hills_gradient, smooth=True,
    ),
    Surface(
        "ripple", lambda x, y: np.sin(x) * np.cos(y), r"\sin x\,\cos y",
        xlim=(-3.0, 3.0), ylim=(-3.0, 3.0), start=(0.8, 0.8), smooth=True,
        gradient=lambda x, y: np.array([np.cos(x) * np.cos(y), -np.sin(x) * np.sin(y)]),
    ),
    Surface(
        "ridge", lambda x, y: np.exp(-((x - y) ** 2)) + x / 4, "e^{-(x-y)^2} + x/4",
        start=(0.5, -0.3), gradient=_ridge_gradient, smooth=True,
    ),
    Surface(
        "kinks", lambda x, y: np.abs(x) + np.abs(y), "|x| + |y|",
        start=(1.0, 0.5), gradient=_kinks_gradient,
    ),
    Surface(
        "not differentiable", _not_differentiable, r"xy^2 / (x^2 + y^2),\ \ f(0, 0) = 0",
        start=(0.0, 0.0), gradient=_not_differentiable_gradient,
    ),
]  # fmt: skip

GALLERY: dict[str, Surface] = {surface.name: surface for surface in _SURFACES}
