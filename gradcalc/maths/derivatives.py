"""The gradient and the directional derivative, by differences of the function itself."""

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths import vectors
from gradcalc.maths.automatic import report_doubts, slopes_at_point, slopes_on_grid
from gradcalc.maths.differences import COMPLEX_LONGEST, SCHEMES, report_undefined, slope_on, step_size
from gradcalc.maths.doubts import beside_others, beside_rounding, slope_with_a_step_found
from gradcalc.maths.evaluation import Point, ScalarField, read_point
from gradcalc.maths.imaginary import refuse_wrong_gradient, refuse_wrong_slope
from gradcalc.maths.parts import called, read_params, read_point_or_name_params
from gradcalc.maths.vectors import length, real_array, require_vector

BY_PARTS = "gradient(f, params=[W1, b1])"


@overload
def gradient(
    f: Callable, *point: ArrayLike, params: None = None, method: str = ..., h: float | None = ..., check: bool = ...
) -> np.ndarray: ...
@overload
def gradient(
    f: Callable, *, params: Sequence[ArrayLike], method: str = ..., h: float | None = ..., check: bool = ...
) -> list[np.ndarray]: ...
def gradient(
    f: Callable,
    *point: ArrayLike,
    params: Sequence[ArrayLike] | None = None,
    method: str = "central",
    h: float | None = None,
    check: bool = True,
    **other: object,
) -> np.ndarray | list[np.ndarray]:
    """The vector of all partial derivatives of f at a point, or at every point of a grid.

    f is called as gradient is: k numbers or grids for a function of k arguments, one array of
    one axis for a function of one array. The result has shape (k,), (k, *grid) or (n,). A
    function of one number is differentiated at single points only: an array of one axis would
    be taken for a point.

    params is a list of arrays of any shape that f takes one by one, f(W1, b1), in place of a point. The result is
    then a list of arrays of the same shapes.

    method is "central", "forward", "backward", "five-point" or "complex". h is the step; without
    one, steps of very different sizes are tried and compared, for each coordinate by itself, and one that fits f is
    found. A warning says where f has a kink, and how far a slope may be off where it may be.

    The complex method needs an f made of smooth NumPy operations. Unless check is False, a few
    points are compared with central differences, and an f that it gets wrong is refused, with what
    to write instead. Where differences resolve nothing, it is taken at its word.

    Raises ValueError or TypeError for a bad point, method or step, TypeError for other keywords, and
    ValueError where at a single point f is undefined or no digit of a slope is certain. On a grid,
    points where f is undefined give nan and one warning.

    >>> gradient(lambda x, y: x**2 + y**2, 1.0, 1.0).round(6)
    array([2., 2.])
    >>> gradient(lambda w: np.sum(w**2), [1.0, 2.0, 3.0]).round(6)
    array([2., 4., 6.])
    >>> W, b = np.array([[1.0, 2.0]]), np.array([3.0])
    >>> [part.round(6).tolist() for part in gradient(lambda W, b: np.sum(W**2) + np.sum(b), params=[W, b])]
    [[[2.0, 4.0]], [1.0]]
    """
    if other:
        raise TypeError(f"gradient takes no {next(iter(other))}=: call gradient(f, x, y), with numbers or grids.")
    if params is not None:
        field, whole = read_params(f, params, point, BY_PARTS)
        return whole.parts.split(_reported(field, whole, method, h, check))
    alone = ScalarField(f)  # first: what is wrong with f is told before what is wrong with the point
    return _reported(alone, read_point_or_name_params(point, "gradient(f, x, y)", BY_PARTS), method, h, check)


def _reported(field: ScalarField, at: Point, method: str, h: float | None, check: bool) -> np.ndarray:
    """The partial derivatives, with what is to be said of them."""
    if _is_to_be_found(method, h) and not at.grid:
        lines, far = at.axis_lines(), np.abs(at.x)
        slopes, verdict = slopes_at_point(field, at, lines, far, method, None)
        report_undefined(field, at, np.isfinite(slopes).all(axis=0))
        verdict = beside_rounding(slopes, verdict, far)
        report_doubts(field, at, slopes, verdict, lambda i: called(at, i, f"coordinate {i + 1}"))
        return slopes
    slopes = np.array(gradient_at(field, at, method, h, check), dtype=at.x.dtype)
    report_undefined(field, at, np.isfinite(slopes).all(axis=0))
    return slopes


def gradient_at(
    f: ScalarField,
    at: Point,
    method: str,
    h: float | None,
    check: bool = True,
    value: np.ndarray | None = None,
) -> list[np.ndarray]:
    """The partial derivatives as they come, nan where undefined. value is f at the point, where it is known."""
    if isinstance(method, str) and method in SCHEMES and value is None and SCHEMES[method].uses_the_point:
        value = f(at.arguments(), at.grid, at.x.dtype)
    if _is_to_be_found(method, h):
        return _gradient_with_steps_found(f, at, method, value)
    slopes = []
    step_or_steps = step_size(method, h, np.abs(at.x))
    steps = step_or_steps if h is None else [step_or_steps] * len(at.x)
    for line, step in zip(at.axis_lines(), steps, strict=True):
        slopes.append(slope_on(f, at, line, method, step, h, value))
    if method == "complex" and check:
        value = f(at.arguments(), at.grid, at.x.dtype) if value is None else value
        slopes = [_where_defined(slope, value) for slope in slopes]
        short = gradient_at(f, at, method, None, check=False) if _is_long(h, at) else slopes
        refuse_wrong_gradient(f, at, [_where_defined(slope, value) for slope in short], value)
    return slopes


def _where_defined(slope: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Slopes by complex steps, nan where f has no value: the square root of -1 is a number to complex steps."""
    return slope if np.isfinite(value).all() else np.where(np.isfinite(value), slope, np.nan)


def _is_long(h: float | None, at: Point) -> bool:
    """Whether a complex step may be off by its length alone. It is taken at its word: f is judged by a short one."""
    return h is not None and bool((h > COMPLEX_LONGEST * np.abs(at.x)).any())


def _is_to_be_found(method: str, h: float | None) -> bool:
    """Whether there is a step to be found; nothing is to be found for what is no method at all."""
    return h is None and isinstance(method, str) and method in SCHEMES


def _gradient_with_steps_found(f: ScalarField, at: Point, method: str, value: np.ndarray | None) -> list[np.ndarray]:
    lines = at.axis_lines()
    if not at.grid:
        return list(slopes_at_point(f, at, lines, np.abs(at.x), method, value)[0])
    if method == "central" and value is None:
        value = f(at.arguments(), at.grid, at.x.dtype)
    axes = np.eye(len(at.x)).reshape(len(at.x), -1, *[1] * len(at.grid))
    return slopes_on_grid(f, at, lines, list(axes), method, value)


def directional_derivative(
    f: Callable,
    *point_and_direction: ArrayLike,
    unit: bool = True,
    method: str = "central",
    h: float | None = None,
    check: bool = True,
    **other: object,
) -> float | np.ndarray:
    """The rate of change of f at a point along a direction; the direction is the last positional argument.

    The direction has shape (k,), or (k, *grid) to differ from point to point, and any length
    but zero: it is normalised. With unit=False the result is the derivative along the vector
    itself, which grows with its length. The result is a number, or has the shape of the grid.

    f is differenced along the line through the point, not by way of the gradient, so that
    comparing the two is a real test of D_u f = ∇f · u. h is measured along the line. The
    other arguments and the errors are those of `gradient`. Raises TypeError also for a direction
    that is missing or no vector, and ValueError for one of the wrong shape or of length zero.

    >>> f = lambda x, y: x**2 + y**2
    >>> round(directional_derivative(f, 1.0, 1.0, [1, 1]), 6)
    2.828427
    """
    call = "directional_derivative(f, x, y, [1, 1]), with the direction as the last argument"
    if other:
        raise TypeError(f"directional_derivative takes no {next(iter(other))}=: call {call}.")
    if len(point_and_direction) < 2:
        raise TypeError(f"the direction is missing: call {call}.")
    *point, direction = point_and_direction
    v = real_array(direction, "direction")
    if v.ndim == 0:
        raise TypeError(f"the direction must be a vector, not a single number: call {call}.")
    at = read_point(point, call)
    if len(v) != len(at.x):
        raise ValueError(f"direction has {len(v)} components, but the point has {len(at.x)}: call {call}.")
    v = require_vector(v, "direction")
    if v.ndim > 1 and v.shape != at.x.shape:
        raise ValueError(f"direction must have shape {(len(v),)} or {at.x.shape}, got {v.shape}.")
    v = v.reshape(len(v), *[1] * len(at.grid)) if v.ndim == 1 else v
    # Normalised before it takes the point's precision, in which a long vector may not fit.
    field, u = ScalarField(f), vectors.unit(v).astype(at.x.dtype)
    if _is_to_be_found(method, h) and not at.grid:
        slopes, verdict = slope_with_a_step_found(field, at, u, method, None)
        slope = slopes[0]
        report_undefined(field, at, np.isfinite(slope))
        report_doubts(field, at, slopes, beside_others(field, at, u, slopes, verdict), lambda i: "the direction")
    else:
        slope = slope_along(field, at, u, method, h, check)
        report_undefined(field, at, np.isfinite(slope))
    slope = slope if unit else (slope * length(v)).astype(at.x.dtype)
    if at.grid:
        return slope
    return float(slope) if slope.dtype == np.float64 else slope[()]


def slope_along(
    f: ScalarField,
    at: Point,
    u: np.ndarray,
    method: str,
    h: float | None,
    check: bool = True,
    value: np.ndarray | None = None,
) -> np.ndarray:
    """The derivative along the unit vectors u as it comes, nan where undefined. value is f at the point."""
    if _is_to_be_found(method, h):
        if at.grid:
            return np.asarray(slopes_on_grid(f, at, [at.line(u)], [u], method, value)[0], dtype=at.x.dtype)
        return slope_with_a_step_found(f, at, u, method, value)[0][0]
    if method == "complex":
        magnitude = np.where(u != 0, np.abs(at.x), np.inf).min(axis=0).astype(at.x.dtype)
    else:
        magnitude = np.abs(at.x).max(axis=0)
    step = step_size(method, h, magnitude)
    slope = slope_on(f, at, at.line(u), method, step, h, value)
    if method == "complex" and check:
        value = f(at.arguments(), at.grid, at.x.dtype) if value is None else value
        slope = _where_defined(slope, value)
        short = slope_along(f, at, u, method, None, check=False) if _is_long(h, at) else slope
        refuse_wrong_slope(f, at, u, _where_defined(short, value), value)
    return np.asarray(slope, dtype=at.x.dtype)


def gradient_2d(f: Callable, x: ArrayLike, y: ArrayLike, h: float = 1e-7) -> np.ndarray:
    """The lecture note's gradient: forward differences with a fixed step, for numbers and grids.

    Returns shape (2,) or (2, *grid). Errors are those of `gradient`.

    >>> gradient_2d(lambda x, y: x**2 + y**2, 1.0, 1.0).round(6)
    array([2., 2.])
    """
    return gradient(f, x, y, method="forward", h=h)
