"""Calling a function of several variables: at one point, at every point of a grid, vectorised or not."""

import contextlib
import math
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.answers import is_masked, read_answer, same_places, unmasked
from gradcalc.maths.callables import as_function, name_of, whole_answers
from gradcalc.maths.lines import AxisLines, Line, read_only
from gradcalc.maths.patience import counted
from gradcalc.maths.slips import explain
from gradcalc.maths.vectors import real_array

SEVERAL = 36  # points at which integers that a function gives for a grid are compared with what it gives alone


@dataclass(frozen=True)
class Point:
    """Where a function is differentiated.

    x has shape (k, *grid): k coordinates, each a number (grid is ()) or a grid. packed says
    that the function takes all coordinates as one array instead of k arguments. spans are those of `AxisLines`.
    """

    x: np.ndarray
    packed: bool
    spans: tuple[np.ndarray, ...] = ()

    @property
    def grid(self) -> tuple[int, ...]:
        """The shape of the grid; () for a single point."""
        return self.x.shape[1:]

    def arguments(self) -> list[np.ndarray]:
        """What the function is called with."""
        return [self.x.copy()] if self.packed else [coordinate[()] for coordinate in self.x]

    def axis_lines(self) -> AxisLines:
        """The lines through the point along each of its coordinates."""
        return AxisLines(self.x, self.packed, self.spans)

    def line(self, u: np.ndarray) -> Line:
        """The line through the point along the unit vector u, of shape (k, *grid) or (k, 1, ...)."""
        return Line(
            position=lambda shift: self.x + shift * u,
            arguments=lambda moved: [moved.copy()] if self.packed else [coordinate[()] for coordinate in moved],
            distance=lambda ahead, behind: ((ahead - behind) * u).sum(axis=0),
        )

    def take(self, chosen: np.ndarray) -> "Point":
        """Some of the grid's points, by flat index, as a grid of one axis; a single point as it is."""
        return Point(self.x.reshape(len(self.x), -1)[:, chosen], packed=False) if self.grid else self

    def taken(self, u: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """The vectors u, of shape (k, *grid) or (k, 1, ...), at some of the grid's points: shape (k, points)."""
        alike, u = u.size == len(u), u.astype(self.x.dtype).reshape(len(u), -1)
        return u.repeat(len(chosen), axis=1) if alike else u[:, chosen]

    def name(self, index: int = 0) -> str:
        """One of the grid's points in words, by flat index: "(1.0, 2.0)"."""
        coordinates = [f"{c:.6g}" for c in self.x.reshape(len(self.x), -1)[:6, index]]
        return f"({', '.join(coordinates)}{', ...' if len(self.x) > 6 else ''})"


def read_point(arguments: Sequence, call: str) -> Point:
    """The point behind the positional arguments of gradient and its relatives.

    k arguments, each a number or a grid, are a point (or a grid of points) for a function of
    k arguments; one array of one axis is a point for a function of one array. call is the
    right call, shown in errors. Raises TypeError or ValueError for anything else.
    """
    if not arguments:
        raise TypeError(f"the point is missing: call {call}.")
    arrays = [real_array(a, f"coordinate {i + 1} of the point") for i, a in enumerate(arguments)]
    packed = len(arrays) == 1 and arrays[0].ndim == 1
    if len(arrays) == 1 and arrays[0].ndim > 1:
        raise ValueError(
            f"one array of shape {arrays[0].shape} is not a point: pass one array of one axis, "
            f"or one argument per coordinate, as in {call}."
        )
    if packed:
        x = arrays[0]
    else:
        # Python numbers must not widen float32 grids, so the type is asked of the arguments themselves.
        dtype = np.result_type(
            *[a if isinstance(a, (int, float)) else b for a, b in zip(arguments, arrays, strict=True)]
        )
        dtype = dtype if dtype.kind == "f" else np.dtype(np.float64)
        try:
            x = np.stack(np.broadcast_arrays(*arrays)).astype(dtype)
        except ValueError:
            shapes = ", ".join(str(a.shape) for a in arrays)
            raise ValueError(f"the coordinates of the point must have one common shape, got {shapes}.") from None
    if not x.size:
        raise ValueError("the point is an empty array: it needs at least one coordinate.")
    if not np.isfinite(x).all():
        raise ValueError("the coordinates of the point must be finite: take out nan and infinity.")
    return Point(x, packed)


def warn_caller(message: str) -> None:
    """Warn at the line that called the package, wherever inside it the warning arises."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] in ("gradcalc", "numpy"):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, stacklevel=level)


def _is_ours(answer) -> bool:
    """Whether nobody else has this array: f may answer with the same buffer every time, which is then copied."""
    return type(answer) is np.ndarray and answer.base is None and _holders(answer) == ALONE


def _holders(array: np.ndarray) -> int:
    return sys.getrefcount(array)


def _holders_of_a_new_one() -> int:
    answer = np.empty(1)
    return (lambda answer: _holders(answer))(answer)  # as _is_ours asks


ALONE = _holders_of_a_new_one()


def _alike(some: np.ndarray, others: np.ndarray) -> bool:
    """Whether two answers are the same but for rounding; `np.allclose` takes as long as a pass over a grid."""
    near = (np.abs(some - others) <= 1e-3 * np.abs(others) + 1e-12) & np.isfinite(others)
    return bool((near | (some == others) | (np.isnan(some) & np.isnan(others))).all())


class ScalarField:
    """A function that answers for whole grids, whether or not it was written for them.

    Calling it gives an array of the grid's shape. A function that cannot take arrays is
    called once per point instead, after one warning, or silently. An exception of the function
    itself passes through unchanged. Text stands for the function that it describes.
    """

    def __init__(self, f: Callable | str, silent: bool = False):
        function = as_function(f)
        self.name = name_of(function)
        self.f, self.silent = whole_answers(function), silent
        self.note = "f was given one array, as the point was. For f(x, y) call gradient(f, x, y)."
        self.trusted: set[bool] = set()  # its answers for grids, integers or others, have agreed with those at points
        self.writes = False  # it changes what it is given
        self.pointwise = False  # it must be called point by point, and the reader has been told

    def __call__(self, arguments: list[np.ndarray], grid: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
        # Undefined values are reported in words by whoever asked for them, not by NumPy's warnings.
        with np.errstate(all="ignore"):
            try:
                if not grid:
                    return self.at_point(arguments, dtype)
                answer = None if self.pointwise else self._vectorised(arguments, grid, dtype)
                return self._point_by_point(arguments, grid, dtype) if answer is None else answer
            except (TypeError, NameError) as error:
                explain(error)
                raise

    def at_point(self, arguments: Sequence, dtype: np.dtype) -> np.ndarray:
        """The answer at a single point."""
        packed = np.ndim(arguments[0]) > 0
        try:
            if packed and not arguments[0].flags.writeable:
                if not self.writes:
                    with contextlib.suppress(ValueError):  # perhaps f changes what it is given
                        return self._number(arguments, dtype)
                answer = self._number([arguments[0].copy()], dtype)
                self.writes = True
                return answer
            return self._number(arguments, dtype)
        except TypeError as error:
            if packed:
                error.add_note(self.note)
            raise

    def _vectorised(self, arguments, grid, dtype) -> np.ndarray | None:
        """The answer for a whole grid, or None where the function must be called point by point."""
        try:
            answer = self.f(*map(read_only, arguments))
        except Exception:  # perhaps f changes what it is given; copies of everything would cost each call
            try:
                answer = self.f(*map(np.copy, arguments))
            except Exception:  # perhaps f is only unfit for arrays: the calls point by point tell
                return None
        if False in self.trusted and _is_ours(answer) and answer.shape == grid and answer.dtype == dtype:
            return answer
        try:
            answer = unmasked(answer) if is_masked(answer) else answer if _is_ours(answer) else np.array(answer)
        except ValueError:  # rows of different lengths
            return None
        if same_places(answer.shape, grid):
            answer = answer.reshape(grid)
        elif answer.size == 1:
            answer = answer.reshape(())
        else:
            return None
        whole = answer.dtype.kind in "biu"
        if whole in self.trusted and answer.shape:
            return self._checked(answer, grid, dtype)
        # np.dot(x, y) has the right shape and np.max([x, y]) may stand for a constant, but at single
        # points they tell another story. So do integers, if only the first answer was one.
        size = math.prod(grid)
        chosen = (
            np.linspace(0, size - 1, SEVERAL if whole else 4).astype(int)
            if whole or not answer.shape
            else [size // 3]
        )
        try:
            alone = [self._number([a.reshape(-1)[i] for a in arguments], dtype) for i in chosen]
        except Exception:  # f may be fit for arrays alone
            return self._checked(answer, grid, dtype) if answer.shape else None
        together = answer.reshape(-1)[chosen] if answer.shape else answer
        together = self._checked(together, together.shape, dtype)
        if not _alike(together, np.array(alone)):
            return None
        self.trusted.add(whole)
        return self._checked(answer, grid, dtype) if answer.shape else np.full(grid, alone[0])

    def _point_by_point(self, arguments, grid, dtype) -> np.ndarray:
        points = zip(*(a.ravel().tolist() for a in np.broadcast_arrays(*arguments)), strict=True)
        each, f = counted(points, self.name, math.prod(grid)), self.f
        values: list = [self._number(next(each), dtype)]
        if not self.pointwise:
            self._warn()
        values += [
            answer if type(answer := f(*point)) is float else self._checked(answer, (), dtype) for point in each
        ]
        return np.array(values, dtype=dtype).reshape(grid)

    def _number(self, point, dtype) -> np.ndarray:
        return self._checked(self.f(*point), (), dtype)

    def _warn(self) -> None:
        self.pointwise = True
        if self.silent:
            return
        warn_caller(
            f"{self.name} does not take arrays, so it is called once per point, which is slow. Write it with "
            "NumPy to make it fast: np.sin(x) for math.sin(x), np.where(c, a, b) for `a if c else b`."
        )

    def _checked(self, answer, grid: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
        return read_answer(answer, grid, dtype, self.name)
