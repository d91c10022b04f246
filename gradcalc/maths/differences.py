"""Difference schemes: the slope of a function along a line, from a few of its values.

Every scheme here is a weighted sum of secant slopes. The complex step is the exception: it
reads the derivative off the imaginary part.
"""

import numbers
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField, warn_caller
from gradcalc.maths.lines import Line
from gradcalc.maths.watching import reason


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
# No difference is taken, so nothing cancels: W. Squire and G. Trapp, SIAM Review 40, 1998. The step is this part of
# the coordinate, and at least that; the imaginary part of f has to be no smaller than the type's smallest numbers.
COMPLEX_STEPS = {False: (1e-10, 1e-15), True: (1e-20, 1e-100)}  # in float32, in float64
COMPLEX_LONGEST = 1e-8  # part of the coordinate, where f itself is among the smallest numbers
KEPT = 1e3  # times the smallest number with all its digits: what is computed on the way may be smaller


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
        if method == "complex":
            relative, least = COMPLEX_STEPS[magnitude.dtype.itemsize > 4]
            return np.maximum(magnitude * dtype(relative), dtype(least))
        steps = np.maximum(magnitude, dtype(1))
        steps *= dtype(eps ** (1 / (SCHEMES[method].order + 1)))
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
        return _complex_slope(f, at, line, step, h)

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


def _complex_slope(f, at, line, step, h) -> np.ndarray:
    def value_with(step) -> np.ndarray:
        return f(line.arguments(line.position(1j * step)), at.grid, np.result_type(at.x, np.complex64))

    try:
        value = value_with(step)
        if h is None and value.dtype.kind == "c" and _is_lost(value):
            longest = _longest(step)
            slope = np.abs(value_with(longest).imag).max() / longest.max()
            if slope:  # a step that is just long enough is the most exact
                least = np.finfo(value.dtype).tiny * KEPT / slope
                step = np.clip(least, step, longest).astype(step.dtype)
                value = value_with(step)
    except TypeError as error:
        why = reason(f, at.take(np.zeros(1, int)).arguments(), refused=True)
        if why is None:
            error.add_note(
                "method='complex' calls f with complex numbers: use NumPy functions in f, or method='central'."
            )
            raise
        raise TypeError(
            f"method='complex' calls {f.name} with complex numbers. {why} Otherwise use method='central'."
        ) from error
    return value.imag / step


def _is_lost(value: np.ndarray) -> bool:
    """Whether f is so small everywhere that its imaginary part is too small to be kept with all digits."""
    least = np.finfo(value.dtype).tiny * KEPT
    return bool(np.abs(value.imag).max() < least and np.abs(value.real).max() < least / COMPLEX_LONGEST)


def _longest(step: np.ndarray) -> np.ndarray:
    relative, least = COMPLEX_STEPS[step.dtype.itemsize > 4]
    return np.where(step > least, step / relative, 1) * step.dtype.type(COMPLEX_LONGEST)


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
