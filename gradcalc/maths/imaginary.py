"""The complex step: a derivative read off the imaginary part, and the comparison that finds where it is wrong."""

import numpy as np

from gradcalc.maths.claims import AGREES, CLEAR, Comparison, along, compare, digits
from gradcalc.maths.differences import step_size
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.second_look import confirm
from gradcalc.maths.survey import judge_points
from gradcalc.maths.watching import OTHERWISE, reason

APART = 1e-6  # relative difference of a slope that is called wrong
LOOKS = 8  # points of a grid that are looked at
AXES = 4  # coordinates that are looked at one by one


def refuse_wrong_gradient(f: ScalarField, at: Point, slopes: list[np.ndarray], value: np.ndarray) -> None:
    """Raise ValueError if central differences are certain enough to show that partial derivatives are wrong.

    slopes are the partial derivatives by complex steps, value is f at the points. What differences cannot decide
    is not called wrong.
    """
    if not at.grid:
        claimed = np.array(slopes, dtype=float)
        if np.isfinite(claimed).all():
            _refuse_at_point(f, at, claimed)
        return
    axes = np.eye(len(at.x)).reshape(len(at.x), -1, *[1] * len(at.grid))
    for u, slope in zip(axes, slopes, strict=True):
        refuse_wrong_slope(f, at, u, slope, value)


def _refuse_at_point(f: ScalarField, at: Point, claimed: np.ndarray) -> None:
    count = min(len(claimed), AXES)
    try:
        found = compare(f, at, claimed, count, seed=0, groups=count if count == len(claimed) else count - 1)
    except (ValueError, ArithmeticError):  # undefined beside the point: nothing to compare with
        return
    _refuse(f, at, found)


def refuse_wrong_slope(f: ScalarField, at: Point, u: np.ndarray, slope: np.ndarray, value: np.ndarray) -> None:
    """The same for slopes along u, of shape (k, *grid) or (k, 1, ...)."""
    if not at.grid:
        if np.isfinite(slope):
            _refuse_along(f, at, u, slope)
        return
    finite = np.flatnonzero(np.isfinite(slope) & np.isfinite(value))
    chosen = np.random.default_rng(0).choice(finite, size=min(finite.size, LOOKS), replace=False)
    if not chosen.size:
        return
    few, claims = at.take(chosen), np.ravel(slope)[chosen].astype(float)
    v = np.broadcast_to(u, at.x.shape).reshape(len(u), -1)[:, chosen].astype(at.x.dtype)
    start = step_size("central", None, (np.abs(few.x) * (v != 0)).max(axis=0))
    verdict = judge_points(f, few, v, np.ravel(value)[chosen], start)
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(verdict.slope), np.abs(claims))
        apart = np.abs(verdict.slope - claims) > APART * size + AGREES * verdict.error
    for i in np.flatnonzero(apart).tolist():  # looked at by themselves, with as many steps as it takes
        _refuse_along(f, Point(few.x[:, i], packed=False), v[:, i], claims[i])


def _refuse_along(f: ScalarField, at: Point, u: np.ndarray, slope: np.ndarray) -> None:
    claims = np.array([float(slope)])
    size = np.abs(claims)
    try:
        value = float(f(at.arguments(), (), at.x.dtype))
        found = along(f, at, u.reshape(1, -1).astype(float), claims, size, value, digits(claims) * size)[0]
    except (ValueError, ArithmeticError):
        return
    _refuse(f, at, found)


def _refuse(f: ScalarField, at: Point, found: Comparison) -> None:
    # Slopes whose squares are no numbers any more are lost to differences beside whatever cancels along the line.
    lost = np.maximum(np.abs(found.claims), np.abs(found.slopes)) < np.sqrt(np.finfo(at.x.dtype).tiny)
    for k in np.flatnonzero((found.times >= CLEAR) & (found.shares > APART) & ~lost).tolist():
        found = confirm(f, at, found, k)
        if found.times[k] >= CLEAR:
            why = reason(f, at.arguments()) or OTHERWISE
            raise ValueError(
                f"method='complex' fails for {f.name}: at {at.name()} it gives a slope of {found.claims[k]:.6g} "
                f"where central differences give {found.slopes[k]:.6g}. {why} "
                "Otherwise use another method, or check=False to see the wrong values."
            )
