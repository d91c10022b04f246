"""Unit vectors, projections and angles: the geometry behind the directional derivative.

A vector is an array whose first axis holds the components: shape (k,) for one vector,
(k, *grid) for a vector at every point of a grid.
"""

import numbers

import numpy as np
from numpy.typing import ArrayLike

# What is said of a tensor that NumPy cannot read. Its own words name neither the argument nor the cell that made it.
TRACKED = "cannot be read as numbers: of a tensor that records gradients hand over tensor.detach().numpy()."
TRACKED_ANSWER = "returned a tensor that records gradients: return tensor.item()."


def real_array(values: ArrayLike, name: str) -> np.ndarray:
    """Values as a floating-point array: integers and lists become float64, float32 stays float32.

    Raises TypeError, naming the argument, for anything that is not made of real numbers.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise TypeError(f"{name} must be an array of numbers, but its rows differ in length.") from None
    except RuntimeError as error:  # PyTorch's, for a tensor that remembers what it was made of
        raise TypeError(f"{name} {TRACKED}") from error
    if array.dtype.kind == "O" and all(isinstance(value, numbers.Real) for value in array.flat):
        array = array.astype(np.float64)  # fractions, or whole numbers too large for NumPy's own
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must be made of real numbers, not of {_kind(array)}.")
    if array.dtype.kind == "f" and array.dtype.itemsize >= 4:
        return array
    return array.astype(np.float64)


def _kind(array: np.ndarray) -> str:
    names = {"c": "complex numbers", "U": "text", "S": "bytes", "O": "Python objects"}
    return names.get(array.dtype.kind, f"{array.dtype} values")


def require_vector(v: ArrayLike, name: str = "vector") -> np.ndarray:
    """The vector as an array of shape (k, *grid), finite and not zero anywhere.

    Raises TypeError for a single number or for components that are not real numbers,
    ValueError for a zero vector or for nan and infinity.
    """
    array = real_array(v, name)
    if array.ndim == 0:
        raise TypeError(f"{name} must be a vector such as [1, 0], not the single number {array}.")
    if not array.size:
        raise ValueError(f"{name} must have at least one component, but it is empty.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must have finite components, got {_short(array)}.")
    if not array.any(axis=0).all():
        raise ValueError(f"{name} must not be zero: it has no direction to differentiate along.")
    return array


def _short(array: np.ndarray) -> str:
    return np.array2string(array, threshold=6, edgeitems=2)


def length(v: np.ndarray) -> np.ndarray:
    """Euclidean length along the first axis, without overflow or underflow; shape of the grid."""
    largest = np.abs(v).max(axis=0)
    scale = np.where((largest > 0) & np.isfinite(largest), largest, 1)
    return scale * np.sqrt(((v / scale) ** 2).sum(axis=0))


def unit(v: ArrayLike) -> np.ndarray:
    """The vector of length 1 that points the same way.

    v has shape (k,) or (k, *grid); so has the result. Raises ValueError for a zero or
    non-finite vector, TypeError for a single number.

    >>> unit([3, 4])
    array([0.6, 0.8])
    """
    array = require_vector(v)
    array = array / np.abs(array).max(axis=0)
    return array / length(array)


def _aligned(a: np.ndarray, b: np.ndarray, names: str) -> tuple[np.ndarray, np.ndarray]:
    """Two vectors of equal length, or a grid of vectors and one vector for all of it, ready for arithmetic."""
    if a.ndim == 0 or len(a) != len(b):
        raise ValueError(f"{names} must have the same number of components, got shapes {a.shape} and {b.shape}.")
    if 1 not in (a.ndim, b.ndim) and a.shape != b.shape:
        raise ValueError(f"{names} must lie on the same grid, got shapes {a.shape} and {b.shape}.")
    ndim = max(a.ndim, b.ndim)
    a, b = (v.reshape(len(v), *[1] * (ndim - 1)) if v.ndim == 1 else v for v in (a, b))
    return a, b


def from_angle(degrees: ArrayLike) -> np.ndarray:
    """The unit vector at an angle in degrees, counted from the x-axis towards the y-axis.

    An angle of shape grid gives a result of shape (2, *grid). Multiples of 90 degrees are exact.
    Raises ValueError for nan and infinity.

    >>> from_angle(90)
    array([0., 1.])
    """
    angle = real_array(degrees, "degrees")
    if not np.isfinite(angle).all():
        raise ValueError("degrees must be finite: take out nan and infinity.")
    angle = np.remainder(angle, 360)
    quarter_turns, rest = np.divmod(angle + 45, 90)
    cos, sin = np.cos(np.deg2rad(rest - 45)), np.sin(np.deg2rad(rest - 45))
    quadrant = quarter_turns.astype(int) % 4
    # Adding 0 turns -0.0 into 0.0, so that no picture ever says "-0.00".
    return np.stack([np.choose(quadrant, [cos, -sin, -cos, sin]), np.choose(quadrant, [sin, cos, -sin, -cos])]) + 0


def project(g: ArrayLike, u: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Split g into its part along u and the part perpendicular to u; the two add up to g.

    g and u have shape (k,) or (k, *grid). u may have any length but zero (ValueError).
    Source: the directional derivative as a projection, (∇f·u) u for a unit vector u.

    >>> along, across = project([2, 2], [1, 0])
    >>> along, across
    (array([2., 0.]), array([0., 2.]))
    """
    g, direction = _aligned(real_array(g, "g"), unit(u), "g and u")
    along = (g * direction).sum(axis=0) * direction
    return along, g - along


def angle_between(a: ArrayLike, b: ArrayLike) -> np.ndarray | float:
    """The angle between two vectors in radians, from 0 to pi, accurate also for tiny angles.

    a and b have shape (k,) or (k, *grid); the result has the shape of the grid. A zero
    vector has no angle (ValueError).
    Source: W. Kahan, "How Futile are Mindless Assessments of Roundoff", 2006, section 12.

    >>> round(angle_between([1, 0], [1, 1]) / np.pi, 12)
    0.25
    """
    a, b = _aligned(unit(a), unit(b), "a and b")
    angle = 2 * np.arctan2(length(a - b), length(a + b))
    return angle if angle.ndim else float(angle)
