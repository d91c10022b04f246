"""Slopes at one point that are in doubt, beside what rounding does there: which of them are next to nothing?"""

from dataclasses import replace

import numpy as np

from gradcalc.maths.automatic import slopes_at_point
from gradcalc.maths.differences import slope_on, step_size
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.ladder import CLEAR, Verdict

OTHERS = 3  # how many other directions a doubtful slope is seen beside
NOTHING = 1e-7  # share of their slopes that is none


def slope_with_a_step_found(f: ScalarField, at: Point, u: np.ndarray, method: str, value: np.ndarray | None):
    """The slope along the unit vector u, as an array of one, and what is known of it."""
    moving = (u != 0).reshape(len(at.x))
    return slopes_at_point(f, at, [at.line(u)], np.abs(at.x[moving]).max(keepdims=True), method, value)


def beside_rounding(slopes: np.ndarray, verdict: Verdict, far: np.ndarray) -> Verdict:
    """The verdict on the slopes along the axes, where a coordinate does next to nothing: over its own size, and over
    a move by 1, it changes f by less than the rounding of all coordinates does."""
    own = np.maximum(np.abs(slopes), verdict.scale)
    rounding = np.finfo(slopes.dtype).eps * np.nansum(np.abs(slopes) * far)
    nothing = (own > 0) & (own * np.maximum(far, 1) <= rounding)  # nothing at all is seen of some poles
    return replace(verdict, error=np.where(nothing, 0, verdict.error), kinked=verdict.kinked & ~nothing)


def beside_others(f: ScalarField, at: Point, u: np.ndarray, slopes: np.ndarray, verdict: Verdict) -> Verdict:
    """The verdict on the slope along u, where that is in doubt beside the slopes along u with other signs.

    Along a level curve f changes by rounding alone, that of terms which cancel: next to nothing beside what each of
    them does by itself, and all that there is to see along u.
    """
    if (verdict.error <= CLEAR * np.maximum(np.abs(slopes), verdict.scale)).all():
        return verdict
    signs = np.random.default_rng(0).choice([-1, 1], size=(OTHERS, len(u)))
    signs[0] = np.where(np.arange(len(u)) % 2, -1, 1)
    along = [slope_with_a_step_found(f, at, (u * s).astype(u.dtype), "central", None)[1] for s in signs]
    others = np.max([other.scale for other in along if other.resolved.all()], axis=0, initial=0)
    far = np.abs(at.x).max(keepdims=True)
    sides = [
        slope_on(f, at, at.line(u), way, step_size("central", None, far), None) for way in ("forward", "backward")
    ]
    own = np.abs(sides).max(axis=0)
    nothing = own <= NOTHING * others
    scale = np.where(nothing, others, np.maximum(verdict.scale, others))
    error = np.where(nothing, own, verdict.error)
    return replace(verdict, scale=scale, error=error, kinked=verdict.kinked & ~nothing)
