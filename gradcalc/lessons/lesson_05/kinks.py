"""The exercise of lesson 05 that looks for kinks."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_05 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _gaps(f: Callable, points: np.ndarray, h: float) -> np.ndarray:
    """Forward minus backward difference."""
    return (f(points + h) - 2 * f(points) + f(points - h)) / h


def _found(f: Callable, points: np.ndarray) -> np.ndarray:
    """The points at which f has a kink, by a difference; known mistakes go on from there."""
    return points[np.abs(_gaps(f, points, 1e-6)) > 0.1]


KINKS = Answer(
    name="find_kinks",
    kind="function",
    arguments="f, points",
    gives="an array of those points at which f has a kink, in the order of points",
    exact=cases.found_kinks,
    tolerance=1e-9,
    strata=(
        Stratum("kinks beside gentle bends", 1, cases.plain_kinks),
        Stratum("kinks beside bends that look like one from afar", 1, cases.sharp_bends),
    ),
    mistakes=(
        Mistake(
            "A smooth bend was taken for a kink: h was too long. There, forward minus backward still shrinks with h.",
            lambda f, points: points[np.abs(_gaps(f, points, 2e-3)) > 0.1],
        ),
        Mistake(
            "These are all the points. Without a kink, forward minus backward is small, but hardly ever exactly 0: "
            "compare it with a small number. If you do, look at the differences: each needs brackets before / h.",
            lambda f, points: points,
        ),
        Mistake(
            "The slopes ahead and behind are added here, not subtracted, as it comes from a sign that is turned: "
            "the backward difference is f(x) - f(x - h), over h, and it is subtracted.",
            lambda f, points: points[np.abs(f(points + 1e-6) - f(points - 1e-6)) / 1e-6 > 0.1],
        ),
        Mistake(
            "This is where the second derivative is not small. Divide by h once, not twice: at a bend forward minus "
            "backward then shrinks with h, and at a kink it does not.",
            lambda f, points: points[np.abs(_gaps(f, points, 1e-6)) / 1e-6 > 0.1],
        ),
        Mistake(
            "A kink may bend down as well as up: look at the size of forward minus backward.",
            lambda f, points: points[_gaps(f, points, 1e-6) > 0.1],
        ),
        Mistake(
            "A weak kink is missing: here the slope jumps by no more than 0.3. Is your threshold too high?",
            lambda f, points: points[np.abs(_gaps(f, points, 1e-6)) > 0.8],
        ),
        Mistake(
            "Only the first kink is found. Does a return stand inside the loop? It ends there.",
            lambda f, points: _found(f, points)[:1],
        ),
        Mistake(
            "These are the points without a kink.",
            lambda f, points: points[np.abs(_gaps(f, points, 1e-6)) < 0.1],
        ),
        Mistake(
            "These are the indices of the points. Return the points: points[indices].",
            lambda f, points: np.flatnonzero(np.abs(_gaps(f, points, 1e-6)) > 0.1),
        ),
        Mistake(
            "These are True and False. Return the points themselves: points[mask] picks those where a mask is True.",
            lambda f, points: np.abs(_gaps(f, points, 1e-6)) > 0.1,
        ),
        Mistake(
            "With so short a step, rounding looks like kinks. Take a step around 1e-6.",
            lambda f, points: points[np.abs(_gaps(f, points, 1e-15)) > 0.1],
        ),
    ),
)
