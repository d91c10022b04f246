"""A function and its gradient, sampled over a rectangle."""

import operator
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths.derivatives import gradient_at
from gradcalc.maths.differences import report_undefined
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.vectors import real_array

# Grids in use at a time. The C library hands back to the system what large arrays have freed, and to fetch the
# memory for the next costs as much as several passes over it. It keeps twice the largest that it has seen freed: so
# one is made that nobody writes to, which costs nothing.
AT_A_TIME = 8


@dataclass(frozen=True, eq=False)
class Field:
    """Samples of a function and its gradient; every array has the shape (n, n) of the grid.

    X and Y are the coordinates, Z the values, U and V the partial derivatives along x and y.
    valid is False where a value or a derivative is not finite.

    >>> field = sample_field(lambda x, y: 3 * x + 4 * y, (-1, 1), (-1, 1), n=2)
    >>> field.magnitude.round(6)
    array([[5., 5.],
           [5., 5.]])
    """

    X: np.ndarray
    Y: np.ndarray
    Z: np.ndarray
    U: np.ndarray
    V: np.ndarray
    valid: np.ndarray

    @property
    def magnitude(self) -> np.ndarray:
        """The length of the gradient: the greatest slope at each point."""
        return np.hypot(self.U, self.V)


def sample_field(
    f: Callable,
    xlim: ArrayLike,
    ylim: ArrayLike,
    n: int = 20,
    *,
    method: str = "central",
    h: float | None = None,
    check: bool = True,
) -> Field:
    """Sample f and its gradient on n x n points, edges included, with no loop over points.

    xlim and ylim are pairs (low, high). method, h and check are those of `gradient`. Where f
    is undefined the field keeps nan, marks the point in `valid`, and one warning says so. Of a kink
    nothing is said: at a point on it stands the mean of the slopes on both sides, and `valid` is
    True. `gradient` at that point warns.

    Raises ValueError for limits that are reversed, equal or not finite, for n below 2, and
    where no point is valid, and TypeError for an n that is no whole number.

    >>> field = sample_field(lambda x, y: x**2 + y**2, (-2, 2), (-2, 2), n=5)
    >>> field.U[0].round(6)
    array([-4., -2.,  0.,  2.,  4.])
    """
    (x0, x1), (y0, y1) = read_limits(xlim, "xlim"), read_limits(ylim, "ylim")
    try:
        n = operator.index(n)
    except TypeError:
        raise TypeError(f"n must be a whole number of samples per axis, got {n!r}.") from None
    if n < 2:
        raise ValueError(f"n must be at least 2, one sample at each edge, got {n}.")
    np.empty(AT_A_TIME * n * n)
    spans = np.linspace(x0, x1, n)[np.newaxis], np.linspace(y0, y1, n)[:, np.newaxis]
    X, Y = x = np.empty((2, n, n))
    X[:], Y[:] = spans
    field, at = ScalarField(f), Point(x, packed=False, spans=spans)
    Z = field(at.arguments(), at.grid, at.x.dtype)
    U, V = gradient_at(field, at, method, h, check, value=Z)
    valid = np.isfinite(Z)
    valid &= np.isfinite(U)
    valid &= np.isfinite(V)
    report_undefined(field, at, valid)
    return Field(X, Y, Z, U, V, valid)


def read_limits(limits: ArrayLike, name: str) -> tuple[float, float]:
    """A pair (low, high) of finite numbers with low < high; ValueError, naming the argument, otherwise."""
    pair = real_array(limits, name)
    if pair.shape != (2,):
        raise ValueError(f"{name} must be a pair (low, high), got shape {pair.shape}.")
    low, high = map(float, pair)
    if not np.isfinite(pair).all() or not np.isfinite(high - low):
        raise ValueError(f"{name} must be finite, got ({low}, {high}).")
    if low == high:
        raise ValueError(f"{name} must not be of zero width, got ({low}, {high}): move the two ends apart.")
    if low > high:
        raise ValueError(f"{name} is reversed, got ({low}, {high}): write ({high}, {low}).")
    return low, high
