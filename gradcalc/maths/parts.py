"""Parameters of any shape: f takes them one by one, and they are moved as one long array."""

import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths.callables import as_function, name_of
from gradcalc.maths.evaluation import Point, ScalarField, read_point
from gradcalc.maths.vectors import real_array


@dataclass(frozen=True)
class Parts:
    """The shapes of the parts, in the order in which they lie in the long array, and what f calls them.

    >>> parts = Parts(((2, 3), (2,)), ("W", "b"))
    >>> parts.called(4), parts.called(7), parts.place(4)
    ('W[1, 1]', 'b[1]', (0, (1, 1)))
    """

    shapes: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]

    def slices(self) -> Iterator[slice]:
        """Where in the long array each part lies."""
        used = 0
        for shape in self.shapes:
            yield slice(used, used := used + math.prod(shape))

    def split(self, w: np.ndarray) -> list[np.ndarray]:
        """The parts of a long array, as views into it; a part without axes is a number."""
        return [w[piece].reshape(shape)[()] for piece, shape in zip(self.slices(), self.shapes, strict=True)]

    def place(self, i: int) -> tuple[int, tuple[int, ...]]:
        """In which part the i-th number of the long array lies, and with which index."""
        pieces = list(self.slices())
        k = next(k for k, piece in enumerate(pieces) if i < piece.stop)
        return k, tuple(map(int, np.unravel_index(i - pieces[k].start, self.shapes[k])))

    def called(self, i: int) -> str:
        """What the i-th number of the long array is called: W1[0, 2]."""
        k, index = self.place(i)
        return f"{self.names[k]}[{', '.join(map(str, index))}]" if index else self.names[k]

    def together(self, claimed: object) -> np.ndarray:
        """A gradient that is claimed, a list of arrays, as one long array.

        Raises TypeError where it is no list, and ValueError where its arrays are not as many as the parts, of
        another shape, or not finite.
        """
        if isinstance(claimed, np.ndarray) and (claimed.shape,) == self.shapes:
            claimed = [claimed]
        if not isinstance(claimed, list | tuple):
            raise TypeError(
                f"grad must return a list with one array for each part of params ({', '.join(self.names)}), but it "
                f"returned {_kind(claimed)}."
            )
        if len(claimed) != len(self.shapes):
            raise ValueError(
                f"grad must return {_counted(len(self.shapes), 'array')}, one for each part of params "
                f"({', '.join(self.names)}), but it returned {len(claimed)}."
            )
        return np.concatenate([self._one(k, part).ravel() for k, part in enumerate(claimed)])

    def _one(self, k: int, claimed: ArrayLike) -> np.ndarray:
        shape, name = self.shapes[k], self.names[k]
        part = real_array(claimed, f"what grad returned for {name}")
        if part.shape != shape:
            mend = " Transpose it." if part.shape[::-1] == shape else ""
            raise ValueError(
                f"grad must return shape {shape} for {name}, which has that shape, but it returned shape "
                f"{part.shape}.{mend}"
            )
        if not np.isfinite(part).all():
            raise ValueError(f"grad must return finite numbers, but for {name} some are nan or infinite.")
        return part


@dataclass(frozen=True)
class PointOfParts(Point):
    """A point whose coordinates are those of several arrays, one after the other."""

    parts: Parts = Parts((), ())

    def name(self, index: int = 0) -> str:
        """The point in words: too many numbers to be written out."""
        return "params"


def called(at: Point, i: int, otherwise: str) -> str:
    """What a coordinate of a point is called: its part and index, or otherwise."""
    return at.parts.called(i) if isinstance(at, PointOfParts) else otherwise


def read_params(f: Callable | str, params: object, point: Sequence, call: str) -> tuple[ScalarField, PointOfParts]:
    """f as a function of one long array, and the point that params are.

    call is the right call, shown in errors; point is what stands where a point would. Raises TypeError where both
    are given, where params are no list, or where f takes another number of arguments, and ValueError for parts that
    are empty or not finite.
    """
    if point:
        raise TypeError(f"the point is given twice, as an argument and by params=: call {call}.")
    if not isinstance(params, list | tuple):
        raise TypeError(f"params must be a list of arrays, not {_kind(params)}: call {call}.")
    if not params:
        raise ValueError(f"params must hold at least one array, but it is empty: call {call}.")
    function = as_function(f)
    names = _names(function, len(params))
    labels = [f"params[{k}]" + ("" if name.startswith("params[") else f" ({name})") for k, name in enumerate(names)]
    arrays = [real_array(part, label) for part, label in zip(params, labels, strict=True)]
    for part, label in zip(arrays, labels, strict=True):
        if not part.size:
            raise ValueError(f"{label} has no numbers in it: its shape is {part.shape}.")
        if not np.isfinite(part).all():
            raise ValueError(f"{label} must be finite: take out nan and infinity.")
    # Python numbers must not widen parts in float32.
    dtype = np.result_type(*[p if isinstance(p, int | float) else a for p, a in zip(params, arrays, strict=True)])
    x = np.concatenate([part.ravel() for part in arrays]).astype(dtype if dtype.kind == "f" else np.float64)
    parts = Parts(tuple(part.shape for part in arrays), names)
    return _of_one_array(function, parts), PointOfParts(x, packed=True, parts=parts)


def read_point_or_name_params(point: Sequence, call: str, call_of_params: str) -> Point:
    """The point behind positional arguments; of arrays that are none the error names the keyword params as well.

    Raises ValueError where `read_point` does.
    """
    try:
        return read_point(point, call)
    except ValueError as error:
        if len({np.shape(part) for part in point}) > 1 or (len(point) == 1 and np.ndim(point[0]) > 1):
            raise ValueError(f"{error} Parameters of any shape go by params: {call_of_params}.") from None
        raise


def alone(f: Callable | str, at: PointOfParts, k: int) -> tuple[ScalarField, PointOfParts]:
    """f as a function of the k-th part alone, with the others as they are, and the point that this part is."""
    function, whole = as_function(f), at.parts.split(at.x)
    one = Parts((at.parts.shapes[k],), (at.parts.names[k],))

    def of_one_part(part):
        return function(*[part if i == k else np.copy(other)[()] for i, other in enumerate(whole)])

    of_one_part.__name__ = name_of(function)
    return _of_one_array(of_one_part, one), PointOfParts(np.ravel(whole[k]), packed=True, parts=one)


def _of_one_array(function: Callable, parts: Parts) -> ScalarField:
    def of_one_array(w):
        return function(*parts.split(w))

    of_one_array.__name__ = name_of(function)
    field = ScalarField(of_one_array)
    field.note = (
        f"f was given {_counted(len(parts.names), 'argument')}, the parts of params: {', '.join(parts.names)}."
    )
    return field


def _names(f: Callable, count: int) -> tuple[str, ...]:
    """What f calls its first arguments, or their places where it does not say; TypeError for too few or many."""
    places = [f"params[{k}]" for k in range(count)]
    try:
        arguments = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):  # of some functions written in C nobody knows
        return tuple(places)
    named = [a for a in arguments if a.kind in (a.POSITIONAL_ONLY, a.POSITIONAL_OR_KEYWORD)]
    needed = sum(a.default is a.empty for a in named)
    if needed > count or (len(named) < count and not any(a.kind is a.VAR_POSITIONAL for a in arguments)):
        takes = f"{_counted(len(named), 'argument')} ({', '.join(a.name for a in named)})"
        raise TypeError(
            f"f takes {takes}, but params has {_counted(count, 'part')}: params needs one part for each argument "
            "of f, in the same order."
        )
    return tuple(([a.name for a in named] + places[len(named) :])[:count])


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def _kind(value: object) -> str:
    return f"one array of shape {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__
