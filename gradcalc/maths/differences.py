"""Difference schemes: the slope of a function along a line, from a few of its values.

Every scheme here is a weighted sum of secant slopes. The complex step is the exception: it
reads the derivative off the imaginary part.
"""

import math
import numbers
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField, warn_caller
from gradcalc.maths.lines import Line


@dataclass(frozen=True)
class Scheme:
    """A difference scheme: (weight, left, right) for each secant, ends in units of h."""

    secants: tuple[tuple[float, int, int], ...]
    order: int  # the power of h with which its error shrinks

    @property
    def uses_the_point(self) -> bool:
        """Whether any of the differences needs f at the point itself."""
        return any(0 in (left, right) for _, left, right in self.secants)


# The automatic steps balance truncation against rounding: Press et al., Numerical Recipes, 3rd ed., 5.7.
SCHEMES = {
    "central": Scheme(((1, -1, 1),), 2),
    "forward": Scheme(((1, 0, 1),), 1),
    "backward": Scheme(((1, -1, 0),), 1),
    # The central difference, improved by one step of Richardson extrapolation.
    "five-point": Scheme(((4 / 3, -1, 1), (-1 / 3, -2, 2)), 4),
}
METHODS = (*SCHEMES, "complex")
COMPLEX_STEP = 1e-30  # no difference is taken, so nothing cancels: W. Squire and G. Trapp, SIAM Review 40, 1998


def step_size(method: str, h: float | None, magnitude: np.ndarray) -> np.ndarray:
    """The step of a method at coordinates of the given magnitude, or h itself once it is found fit.

    Raises ValueError for an unknown method, and for an h that is not a positive finite number; TypeError for
    one that is no number.
    """
    dtype = magnitude.dtype.type
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}.")
    if h is None:
        eps = float(np.finfo(dtype).eps)
        step = COMPLEX_STEP if method == "complex" else eps ** (1 / (SCHEMES[method].order + 1))
        steps = np.maximum(magnitude, dtype(1))
        steps *= dtype(step)
        return steps
    if isinstance(h, np.ndarray) and not h.ndim:
        h = h.item()
    if not isinstance(h, numbers.Real) or isinstance(h, bool):
        raise TypeError(f"h must be a number such as 1e-6, or None for an automatic step, got {h!r}.")
    try:
        with np.errstate(over="ignore"):
            step = dtype(h)
    except OverflowError:  # a whole number of more than 308 digits
        step = dtype(np.inf)
    if h > 0 and step == 0:
        raise ValueError(f"h = {h} is 0 in {magnitude.dtype}: take a larger step.")
    if not 0 < step < np.inf:
        raise ValueError(f"h must be a positive number such as 1e-6, got {h!s:.40}.")
    return step


def slope_on(f: ScalarField, at: Point, line: Line, method: str, step, h: float | None, value=None) -> np.ndarray:
    """The slope of f along a line through the point, by one method."""
    if method == "complex":
        return _complex_slope(f, at, line, step)

    def f_at(shift: int, position: np.ndarray) -> np.ndarray:
        if shift == 0 and value is not None:
            return value
        return f(line.arguments(position), at.grid, at.x.dtype)

    def secant_slope(left: int, right: int) -> np.ndarray:
        behind, ahead = (line.position(step if shift == 1 else shift * step) for shift in (left, right))
        slope = f_at(right, ahead) - f_at(left, behind)
        # An automatic step divides by the distance really stepped; a given h is taken at its word.
        slope /= line.distance(ahead, behind) if h is None else (right - left) * step
        return slope

    with np.errstate(invalid="ignore", over="ignore"):
        secants = SCHEMES[method].secants
        if len(secants) == 1:
            return secant_slope(*secants[0][1:])
        return np.sum([weight * secant_slope(left, right) for weight, left, right in secants], axis=0)


def _complex_slope(f, at, line, step) -> np.ndarray:
    try:
        value = f(line.arguments(line.position(1j * step)), at.grid, np.result_type(at.x, np.complex64))
    except TypeError as error:
        error.add_note(
            "method='complex' calls f with complex numbers: use NumPy functions in f, or method='central'."
        )
        raise
    return value.imag / step


def refuse_wrong_complex_step(f: ScalarField, at: Point, u: np.ndarray, found: np.ndarray) -> None:
    """Raise ValueError if central differences agree with each other, but not with the complex step."""
    count = math.prod(at.grid)
    chosen = np.random.default_rng(0).choice(count, size=min(count, 8), replace=False)
    few, found = at.take(chosen), np.ravel(found)[chosen].reshape((-1,) if at.grid else ())
    u = u.reshape(len(u), -1)[:, chosen] if at.grid else u
    step = step_size("central", None, np.abs(few.x).max(axis=0))
    line = few.line(u)
    near, far = (slope_on(f, few, line, "central", s, None) for s in (step, 4 * step))
    # Its size beside the point as well, and off the line: where terms of f cancel, as x^2 - y^2 along
    # a diagonal, the value itself says nothing about rounding.
    tilted = few.line(u + np.random.default_rng(1).normal(size=u.shape))
    sizes = [f(on.arguments(on.position(s)), few.grid, at.x.dtype) for on in (line, tilted) for s in (0 * step, step)]
    noise = 100 * np.finfo(at.x.dtype).eps * np.abs(sizes).max(axis=0) / step
    size = np.maximum(np.abs(near), np.abs(far))
    agree = np.abs(near - far) <= 1e-3 * size + noise
    apart = np.abs(found - near) > 1e-6 * size + 100 * np.abs(near - far) + noise
    wrong = np.flatnonzero(agree & apart)
    if wrong.size:
        i = wrong[0]
        raise ValueError(
            f"method='complex' fails for {f.name}: at {few.name(i)} it gives a slope of {np.ravel(found)[i]:.6g} "
            f"where central differences give {np.ravel(near)[i]:.6g}. abs, conj and real do that. "
            "Use another method, or check=False to see the wrong values."
        )


def report_undefined(f: ScalarField, at: Point, defined: np.ndarray) -> None:
    """Warn if a derivative is not defined, by a mask of the grid's shape; ValueError if it is nowhere."""
    if defined.all():
        return
    one = at.take(np.flatnonzero(~defined)[:1])
    value = np.ravel(f(one.arguments(), one.grid, at.x.dtype))[0]
    if np.isfinite(value):
        reason = f"{f.name} is undefined or without bound within a step of {one.name()}"
    else:
        reason = f"{f.name} is {value} at {one.name()}"
    if not defined.any():
        raise ValueError(f"there is no derivative: {reason}. Choose a point where it is defined all around.")
    warn_caller(f"the derivative is undefined at {1 - defined.mean():.1%} of the points: {reason}.")
