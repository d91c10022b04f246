"""The exercise of lesson 05 that looks for kinks."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_05 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _gaps(f: Callable, points: np.ndarray, h: float) -> np.ndarray:
    """Forward minus backward difference."""
    return (f(points + h) - 2 * f(points) + f(points - h)) / h


KINKS = Answer(
    name="find_kinks",
    kind="function",
    arguments="f, points",
    gives="an array of those points at which f has a kink, in the order of points",
    exact=cases.kinks,
    tolerance=1e-9,
    strata=(
        Stratum("kinks beside gentle bends", 1, cases.plain_kinks),
        Stratum("kinks beside bends that look like one from afar", 1, cases.sharp_bends),
    ),
    mistakes=(
        Mistake(
            "A smooth bend was taken for a kink: h was too long. There, forward minus backward still shrinks with h.",
            lambda f, points: points[np.abs(_gaps(f, points, 0.05)) > 0.1],
        ),
        Mistake(
            "Forward minus backward is hardly ever exactly 0, even without a kink. Compare it with a small number.",
            lambda f, points: points[_gaps(f, points, 1e-5) != 0],
        ),
        Mistake(
            "A kink may bend down as well as up: look at the size of forward minus backward.",
            lambda f, points: points[_gaps(f, points, 1e-6) > 0.1],
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
            "With so short a step, rounding looks like kinks. Take a step around 1e-6.",
            lambda f, points: points[np.abs(_gaps(f, points, 1e-15)) > 0.1],
        ),
    ),
)
