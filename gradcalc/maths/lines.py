"""Straight lines through a point, or through every point of a grid."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import getrefcount

import numpy as np

LONG = 1000  # coordinates of a point, from which on no copy is made of them for each call


@dataclass(frozen=True)
class Line:
    """One line, or one through each point of a grid.

    position(shift) is where a shift leads; the shift may be complex. arguments(position) is what
    f is called with there. distance(ahead, behind) is measured between two positions, so that it
    includes their rounding.
    """

    position: Callable
    arguments: Callable
    distance: Callable


class AxisLines(Sequence):
    """The lines along each coordinate, made when they are asked for: there may be thousands.

    x has the shape (k, *grid); packed says that f takes all coordinates as one array. spans are the same coordinates
    where they do not change along some axes of the grid: of length 1 along these. moving, where there are many
    coordinates, is what f is called with.
    """

    def __init__(self, x: np.ndarray, packed: bool, spans: Sequence[np.ndarray] = ()):
        self._x, self._packed, self._spans = x, packed, spans or x
        self.moving = Moving(x) if packed and len(x) > LONG else None

    def __len__(self) -> int:
        return len(self._x)

    def __getitem__(self, axis: int) -> Line:  # type: ignore[override]  # no slices of it
        here = self._spans[axis]
        return Line(lambda shift: here + shift, lambda moved: self._arguments(axis, moved), operator.sub)

    def _arguments(self, axis: int, moved: np.ndarray) -> list[np.ndarray]:
        if self.moving:
            return [self.moving(axis, moved)]
        if not self._packed:
            arguments = [coordinate[()] for coordinate in self._x]
            arguments[axis] = moved if moved.shape == self._x.shape[1:] else _spread(moved, self._x.shape[1:])
            return arguments
        x = self._x.astype(np.result_type(self._x, moved))  # a copy: f may change what it is given
        x[axis] = moved
        return [x]


def _spread(numbers: np.ndarray, grid: tuple[int, ...]) -> np.ndarray:
    whole = np.empty(grid, numbers.dtype)
    whole[...] = numbers
    return whole


class Moving:
    """Gives an array in which one coordinate has been moved, the same array each time, for reading only.

    A copy for each call would cost more than many functions. Where somebody has kept the one that they were given,
    the next is another.
    """

    def __init__(self, x: np.ndarray):
        self._x, self._last = x, 0
        self._holders = self._seers = 0
        self._array = self._renew(x.dtype)

    def __call__(self, axis: int, moved: np.ndarray) -> np.ndarray:
        """The array, in the type of moved, which may be complex."""
        array = self._array
        if (
            moved.dtype != self._dtype
            or getrefcount(array) != self._holders
            or getrefcount(self._view) != self._seers
        ):
            array = self._renew(moved.dtype)
        array[self._last] = self._x[self._last]
        array[axis] = moved
        self._last = axis
        return self._view

    def _renew(self, dtype: np.dtype) -> np.ndarray:
        array = self._array = self._x.astype(np.result_type(self._x, dtype))
        self._view = read_only(array)
        self._dtype, self._last = dtype, 0
        # Of the array itself or a part of it, and of what is given: as many as there are where nobody keeps one.
        self._holders, self._seers = getrefcount(array), getrefcount(self._view)
        return array


def read_only(array: np.ndarray) -> np.ndarray:
    """The same array, for reading only."""
    view = array.view()
    view.flags.writeable = False
    return view
