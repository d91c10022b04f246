"""Whether a function has a gradient at a point, and whether that gradient tells the slopes."""

from dataclasses import dataclass

import numpy as np

from gradcalc.derivatives import gradient_at, slope_along
from gradcalc.evaluation import Point, ScalarField

NEAR, FAR = 1e-7, 1e-5  # steps, relative to the point: what shrinks from far to near is no fault of the function


@dataclass(frozen=True)
class Diagnosis:
    """exists: there is a gradient to draw. differentiable: it tells the slope along u. remark: what
    there is to say about it, in a sentence; empty at an ordinary point."""

    exists: bool = True
    differentiable: bool = True
    remark: str = ""


def diagnose(
    f: ScalarField, at: Point, u: np.ndarray, value: np.ndarray, gradient: np.ndarray, slope: float, method: str
) -> Diagnosis:
    """The diagnosis of f at a single point, looking along the unit vector u.

    value, gradient of shape (2,) and slope along u are what a method found; they are compared
    with forward and backward differences at two steps of their own.
    """
    where = f"({short(at.x[0])}, {short(at.x[1])})"
    scale = max(1.0, *np.abs(at.x))

    def none(why: str) -> Diagnosis:
        return Diagnosis(exists=False, differentiable=False, remark=why)

    if not np.isfinite(value):
        return none(f"f is {value} at {where}, so there is no gradient here.")
    near, far = (_roughness(f, at, u, value, step * scale) for step in (NEAR, FAR))
    if not np.isfinite([*gradient, slope, near.kink, near.twist]).all():
        return none(f"f is undefined or without bound right beside {where}, so there is no gradient here.")
    # What rounding makes of f and of the point itself, divided by the step.
    rounding = 100 * np.finfo(float).eps * (abs(value) / scale + near.steepest) / NEAR
    noise = rounding + 1e-3 * abs(near.slope)
    if near.kink > noise and near.kink > far.kink / 2:
        return none(f"f has a kink at {where}: ahead and behind the slopes differ, so there is no gradient here.")
    if method == "complex" and np.abs(gradient - near.gradient).max() > 1e-3 * near.steepest + rounding + near.kink:
        return none(f"The complex step is wrong for this function at {where}: choose another method.")
    if near.twist > noise and near.twist > far.twist / 2:
        slopes = f"the slope along u is {short(near.slope)}, but ∇f · u is {short(near.projection)}"
        return Diagnosis(differentiable=False, remark=f"f is not differentiable at {where}: {slopes}.")
    if near.length <= max(near.kink, rounding) or near.length < far.length / 10:
        return Diagnosis(remark=f"The gradient is zero at {where}: there is no steepest direction.")
    return Diagnosis()


@dataclass(frozen=True, eq=False)
class _Roughness:
    """How far f is from being differentiable, seen with one step. Both gaps shrink with the step
    where f is smooth, and stay where it is not."""

    kink: float  # the greatest gap between a slope ahead and behind, along an axis or along u
    twist: float  # the gap between the slope along u and the projection of the gradient on u
    gradient: np.ndarray  # by central differences, and so is the slope
    slope: float
    projection: float
    steepest: float

    @property
    def length(self) -> float:
        return float(np.hypot(*self.gradient))


def _roughness(f, at, u, value, step) -> _Roughness:
    ahead, behind = (
        np.array([*gradient_at(f, at, method, step, value=value), slope_along(f, at, u, method, step, value=value)])
        for method in ("forward", "backward")
    )
    middle = (ahead + behind) / 2
    gradient, slope = middle[:2], float(middle[2])
    projection = float(gradient @ u)
    return _Roughness(
        kink=np.abs(ahead - behind).max(),
        twist=abs(slope - projection),
        gradient=gradient,
        slope=slope,
        projection=projection,
        steepest=np.abs([ahead, behind]).max(),
    )


def short(value: float, noise: float = 0.0) -> str:
    """Two decimals for moderate numbers, three digits for others, 0.00 below the noise, never "-0.00"."""
    if abs(value) <= noise:
        return "0.00"
    return f"{value:.2f}" if 0.01 <= abs(value) < 1e5 else f"{value:.3g}"
