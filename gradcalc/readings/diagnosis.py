"""Whether a function has a gradient at a point, and whether that gradient tells the slopes."""

from dataclasses import dataclass

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.vectors import from_angle

NEAR, FAR = 1e-7, 1e-5  # steps, relative to the point: what shrinks from far to near is no fault of the function
# Directions between the axes, in degrees: a slope that is not ∇f · u may hide from u and from the axes.
BETWEEN = (27.0, 63.0, 117.0, 153.0)
AXES, ALONG_U = slice(0, 2), 2  # where they stand among the directions looked along


@dataclass(frozen=True)
class Diagnosis:
    """exists: there is a gradient to draw. differentiable: it tells the slopes. sloped: there is a slope
    along u. flat: the gradient is zero, whatever the differences give. remark: what there is to say about
    it, in a sentence; empty at an ordinary point."""

    exists: bool = True
    differentiable: bool = True
    sloped: bool = True
    flat: bool = False
    remark: str = ""


def diagnose(
    f: ScalarField, at: Point, u: np.ndarray, value: np.ndarray, gradient: np.ndarray, slope: np.ndarray, method: str
) -> Diagnosis:
    """The diagnosis of f at a single point, looking along the axes, the unit vector u, and between the axes.

    value, gradient of shape (2,) and slope along u are what a method found; they are compared
    with forward and backward differences at two steps of their own.
    """
    where = f"({short(at.x[0])}, {short(at.x[1])})"
    scale = max(1.0, *np.abs(at.x))

    def none(why: str) -> Diagnosis:
        return Diagnosis(exists=False, differentiable=False, sloped=False, remark=why)

    def not_differentiable(why: str) -> Diagnosis:
        return Diagnosis(differentiable=False, remark=f"f is not differentiable at {where}: {why}.")

    if not np.isfinite(value):
        return none(f"f is {value} at {where}, so there is no gradient here.")
    near, far = _roughness(f, at, u, value, np.array([NEAR, FAR]) * scale)
    known = np.isfinite(near.kinks)
    if not np.isfinite([*gradient, slope]).all() or not known[: ALONG_U + 1].all():
        return none(f"f is undefined or without bound right beside {where}, so there is no gradient here.")
    # What rounding makes of f and of the point itself, divided by the step.
    rounding = 100 * np.finfo(float).eps * (abs(value) / scale + near.steepest) / NEAR
    noise = rounding + 1e-3 * np.abs(near.slopes)
    kinked = (near.kinks > noise) & (near.kinks > far.kinks / 2)
    twisted = (near.twists > noise) & (near.twists > far.twists / 2)
    kink = near.kinks[AXES].max()
    if kinked[AXES].any():
        return none(f"f has a kink at {where}: ahead and behind the slopes differ, so there is no gradient here.")
    if method == "complex" and np.abs(gradient - near.gradient).max() > 1e-3 * near.steepest + rounding + kink:
        return none(f"The complex step is wrong for this function at {where}: choose another method.")
    if kinked[ALONG_U]:
        ahead = "ahead and behind the slopes differ, so f is not differentiable here"
        return Diagnosis(differentiable=False, sloped=False, remark=f"f has a kink along u at {where}: {ahead}.")
    if twisted[ALONG_U]:
        along, projection = float(near.slopes[ALONG_U]), float(near.gradient @ u)
        return not_differentiable(f"the slope along u is {short(along)}, but ∇f · u is {short(projection)}")
    if not known.all():
        return not_differentiable("there are directions along which it is undefined or without bound right beside it")
    if kinked.any():
        return not_differentiable("there are directions along which it has a kink")
    if twisted.any():
        return not_differentiable("there are directions along which the slope is not ∇f · u")
    if near.length <= max(kink, near.kinks[ALONG_U], rounding) or near.length < far.length / 10:
        return Diagnosis(flat=True, remark=f"The gradient is zero at {where}: there is no steepest direction.")
    return Diagnosis()


@dataclass(frozen=True, eq=False)
class _Roughness:
    """How far f is from being differentiable, seen with one step: a number for each direction. The gaps
    shrink with the step where f is smooth, and stay where it is not."""

    kinks: np.ndarray  # the gap between the slopes ahead and behind
    twists: np.ndarray  # the gap between the slope and the projection of the gradient
    slopes: np.ndarray  # by central differences, and so is the gradient
    steepest: float

    @property
    def gradient(self) -> np.ndarray:
        return self.slopes[AXES]

    @property
    def length(self) -> float:
        return float(np.hypot(*self.gradient))


def _roughness(f: ScalarField, at: Point, u: np.ndarray, value: np.ndarray, steps: np.ndarray) -> list[_Roughness]:
    """For each step, from one call of f."""
    directions = np.column_stack([np.eye(2), u, from_angle(np.array(BETWEEN))])
    # Axes: coordinate, ahead or behind, step, direction.
    shifts = np.array([1, -1])[:, np.newaxis] * steps
    moves = shifts[..., np.newaxis] * directions[:, np.newaxis, np.newaxis]
    places = at.x[:, np.newaxis, np.newaxis, np.newaxis] + moves
    # In a field of its own, which does not warn that f takes no arrays: this is no grid of the reader's.
    found = ScalarField(f.f, silent=True)(list(places), places.shape[1:], at.x.dtype)
    with np.errstate(invalid="ignore", over="ignore"):
        ahead, behind = (found - value) / shifts[..., np.newaxis]
        slopes = (ahead + behind) / 2
        kinks = np.abs(ahead - behind)
        twists = np.abs(slopes - slopes[:, AXES] @ directions)
        steepest = np.abs([ahead, behind])[..., : ALONG_U + 1].max(axis=(0, 2))
    return [_Roughness(*parts) for parts in zip(kinks, twists, slopes, steepest, strict=True)]


def kinked(f: ScalarField, at: Point) -> np.ndarray:
    """At which points of a grid f has a kink along an axis, and so no gradient: a mask of the grid's shape."""
    scale = max(1.0, np.abs(at.x).max())
    shifts = np.array([1, -1])[:, np.newaxis] * [NEAR, FAR] * scale
    # Axes: coordinate, ahead or behind, step, along which axis, and those of the grid.
    moves = (shifts[..., np.newaxis] * np.eye(2)[:, np.newaxis, np.newaxis])[..., np.newaxis, np.newaxis]
    places = at.x[:, np.newaxis, np.newaxis, np.newaxis] + moves
    quiet = ScalarField(f.f, silent=True)
    value = quiet(at.arguments(), at.grid, at.x.dtype)
    with np.errstate(invalid="ignore", over="ignore"):
        ahead, behind = (quiet(list(places), places.shape[1:], at.x.dtype) - value) / shifts[..., *[np.newaxis] * 3]
        near, far = np.abs(ahead - behind)
        steepest = np.abs([ahead, behind]).max(axis=(0, 1, 2))
        rounding = 100 * np.finfo(float).eps * (np.abs(value) / scale + steepest) / NEAR
        noise = rounding + 1e-3 * np.abs(ahead + behind)[0] / 2
        return ((near > noise) & (near > far / 2)).any(axis=0)


def short(value: float, noise: float = 0.0) -> str:
    """Two decimals for moderate numbers, three digits for others, 0.00 below the noise, never "-0.00"."""
    if abs(value) <= noise:
        return "0.00"
    return f"{value:.2f}" if 0.01 <= abs(value) < 1e5 else f"{value:.3g}"
