"""How far one value is from another in a drill, counted in tolerances: at most 1 is right."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from gradcalc.questions.drills.terms import value

DECIMALS = 0.00501  # whoever rounds to two decimals is right
SHARE = 1e-3  # and whoever rounds a large number to four digits
DEGREES = 0.501  # whole degrees are enough
EXACT = 1e-6  # of formulas at each point, as a share of the value there where it exceeds 1
# Formulas are compared where they have a value, on both sides of each axis.
POINTS = np.random.default_rng(21).uniform(-1.6, 1.6, (2, 24))


def error(kind: str, typed: Any, right: Any) -> float:
    """How far a value is from the right one, in tolerances of its kind; infinite where one of them has no value.

    >>> error("angle", -45.0, 315.0), error("direction", (2, 2), (-1, -1))
    (0.0, 0.0)
    """
    with np.errstate(all="ignore"):
        found = float(_ERRORS[kind](typed, right))
    return found if np.isfinite(found) else np.inf


def angle_of(vector: tuple[float, float] | np.ndarray) -> float:
    """The angle of a vector in degrees, from the x-axis towards the y-axis."""
    return float(np.degrees(np.arctan2(vector[1], vector[0])))


@functools.lru_cache(256)  # an answer is compared with each known mistake, and with each try
def values(tree: Any) -> np.ndarray:
    """The values of a formula at the points where formulas are compared."""
    return value(tree, *POINTS)


def _of_formulas(typed: Any, right: Any) -> float:
    wanted = values(right)
    there = np.isfinite(wanted)
    away = np.abs(values(typed) - wanted) / np.maximum(1.0, np.abs(wanted))
    return away[there].max() / EXACT


def _of_numbers(typed: float, right: float) -> float:
    return abs(typed - right) / max(DECIMALS, SHARE * abs(right))


def _of_vectors(typed: tuple[float, float], right: tuple[float, float]) -> float:
    return np.max([_of_numbers(one, other) for one, other in zip(typed, right, strict=True)])


def _turn(typed: float, right: float, whole: float) -> float:
    """How far one angle is from another in degrees, where a whole turn counts as none."""
    away = np.mod(typed - right, whole)
    return min(away, whole - away)


def _of_angles(typed: float, right: float) -> float:
    return _turn(typed, right, 360) / DEGREES


def _of_directions(typed: tuple[float, float], right: tuple[float, float]) -> float:
    return _turn(angle_of(typed), angle_of(right), 180) / DEGREES if any(typed) else np.inf


_ERRORS: dict[str, Callable[[Any, Any], float]] = {
    "formula": _of_formulas,
    "number": _of_numbers,
    "vector": _of_vectors,
    "direction": _of_directions,
    "angle": _of_angles,
}
