"""Surfaces with fresh numbers, and places on them, for drawings to be asked on."""

import numpy as np

from gradcalc.formulas.writing import text
from gradcalc.functions.formula import formula
from gradcalc.functions.surfaces import Surface
from gradcalc.questions.drills.terms import Polynomial, polynomial

Places = tuple[tuple[float, float], ...]

GRID = 0.25  # places are whole numbers of these
REACH = 1.5  # places lie so far from the axes at most
APART = 1.0  # between two places, so that their arrows can be told apart
SCALES = (1.0, 0.5, 0.25, 0.2, 0.1)


def of_polynomial(f: Polynomial, half: float = 2.0) -> Surface:
    """The surface of a polynomial, in a window that reaches as far on every side of the origin.

    >>> of_polynomial({(2, 0): 1, (0, 2): 3}).gradient(1, 1)
    array([2., 6.])
    """
    return surface(text(polynomial(f)), half)


def surface(formula_text: str, half: float = 2.0) -> Surface:
    """The surface of a formula that is typed, in a window like that."""
    f = formula(formula_text)
    return Surface("f", f, latex=f.latex, xlim=(-half, half), ylim=(-half, half), gradient=f.gradient, smooth=True)


def places(rng: np.random.Generator, number: int) -> Places:
    """Places on a grid, far enough from each other."""
    found: list[tuple[float, float]] = []
    steps = round(REACH / GRID)
    while len(found) < number:
        x, y = (GRID * int(step) for step in rng.integers(-steps, steps + 1, 2))
        if all(np.hypot(x - a, y - b) >= APART for a, b in found):
            found.append((x, y))
    return tuple(found)


def scale_for(ground: Surface, at: Places) -> float:
    """The scale at which the longest gradient at some places takes at most 0.35 of the window's width."""
    assert ground.gradient
    longest = max(float(np.hypot(*ground.gradient(*place))) for place in at)
    return next((scale for scale in SCALES if longest * scale <= 0.35 * np.ptp(ground.xlim)), SCALES[-1])


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """A whole number from low to high."""
    return int(rng.integers(low, high + 1))
