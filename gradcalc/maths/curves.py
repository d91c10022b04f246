"""Walks on a surface: along a level curve, where f stays put, and up the gradient, where it climbs."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths.derivatives import gradient_at
from gradcalc.maths.evaluation import Point, ScalarField, read_point
from gradcalc.maths.vectors import require_vector, unit

CORRECTIONS = 6  # each squares the error, where f is smooth
ON_THE_CURVE = 1e-9  # of a step: nearer than this the corrections end
OFF_THE_CURVE = 1e-3  # of a step: farther than this the walk is given up

NO_WAY = "Here the walk ends: the gradient is zero or too small to say which way the level curve goes."
NO_GROUND = "Here the walk ends: f has no gradient at the next point."
NO_HIGHER = (
    "Here the walk ends: a whole step along the gradient would end no higher than here. "
    "A top may be near, or the crest of a ridge: shorter steps lead on."
)


@dataclass(frozen=True, eq=False)
class Walk:
    """points of shape (m + 1, 2), the start first, and f at each, shape (m + 1,).

    ending says in a sentence why there are fewer steps than were asked for, or is empty.
    """

    points: np.ndarray
    values: np.ndarray
    ending: str = ""


def level_direction(gradient: ArrayLike) -> np.ndarray:
    """The unit vector along the level curve, with the higher ground on the left.

    gradient has shape (2,) or (2, *grid); so has the result. Where f is differentiable, its slope
    along this direction is zero. Raises ValueError for a zero gradient, which has no such direction.

    >>> level_direction([0, 2])
    array([1., 0.])
    """
    g = require_vector(gradient, "gradient")
    if len(g) != 2:
        raise ValueError(f"gradient must have two components, got {len(g)}: only then is there one line across it.")
    along = unit(g)
    return np.stack([along[1], -along[0]]) + 0.0


def follow_level(
    f: Callable, x: float, y: float, step: float, n: int, correct: bool = True, gradient: Callable | None = None
) -> Walk:
    """A walk of n steps along the level curve through (x, y), with the higher ground on the left.

    Each step goes straight along the tangent, and then back onto the curve along the gradient. With
    correct=False it stays where the tangent led: that is Euler's method, and it drifts. A negative
    step walks the other way. f is a function of two numbers, and so is gradient, its exact gradient;
    without one, f is differenced.

    Raises ValueError for a step of zero, and what `gradcalc.gradient` raises for a bad point.
    Source: E. L. Allgower and K. Georg, Introduction to Numerical Continuation Methods, 2003, chapter 2.

    >>> walk = follow_level(lambda x, y: x**2 + y**2, 1.0, 0.0, 0.1, 100)
    >>> bool(abs(walk.values - 1).max() < 1e-8)
    True
    """
    place, read = _start(f, x, y, step, n, gradient)
    level = place.value

    def onward(here: "_Place") -> "_Place | str":
        if not here.gradient.any():
            return NO_WAY
        there = read(here.at + step * _across(here.gradient))
        if not correct:
            return there if there.known else NO_GROUND
        for _ in range(CORRECTIONS):
            away = there.distance_to(level)
            if not there.known:
                return NO_GROUND
            if not away <= abs(step) / 2:
                return NO_WAY
            if away <= ON_THE_CURVE * abs(step):
                break
            there = read(there.at - (there.value - level) / (there.gradient @ there.gradient) * there.gradient)
        return there if there.distance_to(level) <= OFF_THE_CURVE * abs(step) else NO_WAY

    return _walk(place, onward, n)


def climb(f: Callable, x: float, y: float, step: float, n: int, gradient: Callable | None = None) -> Walk:
    """A walk of n steps of one length up the gradient from (x, y); it ends where a step no longer climbs.

    f and gradient are as for `follow_level`; step is positive. Raises ValueError for another step, and what
    `gradcalc.gradient` raises for a bad point.

    >>> climb(lambda x, y: x + 0 * y, 0.0, 0.0, 0.5, 3).points[:, 0]
    array([0. , 0.5, 1. , 1.5])
    """
    if not step > 0:
        raise ValueError(f"step must be positive, got {step}: the gradient says which way is up.")
    place, read = _start(f, x, y, step, n, gradient)

    def onward(here: "_Place") -> "_Place | str":
        if not here.gradient.any():
            return "Here the walk ends: the gradient is zero, so there is no steepest way."
        there = read(here.at + step * unit(here.gradient))
        if not there.known:
            return NO_GROUND
        return there if there.value > here.value else NO_HIGHER

    return _walk(place, onward, n)


@dataclass(frozen=True, eq=False)
class _Place:
    at: np.ndarray
    value: float
    gradient: np.ndarray

    @property
    def known(self) -> bool:
        return bool(all(map(math.isfinite, (self.value, *self.gradient))))

    def distance_to(self, level: float) -> float:
        """How far the curve f = level is, to first order: |f - level| / |∇f|."""
        slope = math.hypot(*self.gradient)
        return abs(self.value - level) / slope if slope else math.inf


def _across(g: np.ndarray) -> np.ndarray:
    """As level_direction, for one vector that is known to be a good one: a walk needs it at every step."""
    return np.array([g[1], -g[0]]) / math.hypot(*g)


def _start(f, x, y, step, n, gradient) -> tuple[_Place, Callable[[np.ndarray], _Place]]:
    if not (np.isfinite(step) and step != 0):
        raise ValueError(f"step must be a finite number and not zero, got {step}.")
    if n < 0:
        raise ValueError(f"n must be 0 or more steps, got {n}.")
    field = ScalarField(f)

    def read(at: np.ndarray) -> _Place:
        if gradient is not None:
            return _Place(at, float(f(*at)), np.asarray(gradient(*at), dtype=float))
        point = Point(at, packed=False)
        value = field(point.arguments(), point.grid, at.dtype)
        return _Place(at, float(value), np.array(gradient_at(field, point, "central", None), dtype=float))

    place = read(np.array(read_point((x, y), "follow_level(f, x, y, step, n)").x, dtype=float))
    if not place.known:
        raise ValueError(f"f has no gradient at the start ({x:g}, {y:g}): start where it has one.")
    return place, read


def _walk(place: _Place, onward: Callable[[_Place], "_Place | str"], n: int) -> Walk:
    places, ending = [place], ""
    for _ in range(n):
        following = onward(places[-1])
        if isinstance(following, str):
            ending = following
            break
        places.append(following)
    return Walk(np.array([p.at for p in places]), np.array([p.value for p in places]), ending)
