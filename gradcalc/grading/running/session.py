"""The grader's side of one submission: sends cells and cases, and takes what comes back."""

import itertools
import json
import math
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

from gradcalc.grading.running.inside.naming import Used
from gradcalc.grading.running.inside.wire import (
    ASK,
    CALL,
    CELL,
    ERROR,
    LARGEST,
    NAMES,
    NOTHING,
    RAN,
    REPLY,
    VALUE,
    WITHHOLD,
    Closed,
    Function,
    Wire,
    pack,
    unpack,
)
from gradcalc.grading.running.reading import Ended, read_ended, read_reply, read_used
from gradcalc.questions import families
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Case
from gradcalc.questions.replies import LARGEST_ARRAY, LONGEST_TEXT, Reply

# How long a process may take until it answers.
START_SECONDS = 60.0

# How many numbers one call of a function may come to; arguments in a short message cannot come to more.
MOST_NUMBERS, SHORT = LARGEST // 10, 1000
TOO_MANY = "f was called with too many numbers at once"

# Nobody asks for what another question or cell gave, so an honest process never tells it.
MOST_UNASKED = 5_000
_Read = TypeVar("_Read", Reply, Ended)


class Session:
    """A process that runs one submission, as far as it can be spoken to."""

    def __init__(self, wire: Wire):
        self._wire = wire
        self._functions: dict[int, tuple[Callable, tuple]] = {}
        self._numbers = iter(range(1, 2**32))

    def run(self, source: str, deadline: float) -> Ended:
        """Run a cell, and say how it ended. Raises Closed or OutOfTime."""
        self._functions, number = {}, next(self._numbers)
        self._wire.send(CELL, pack((number, source)), deadline)
        return self._told(RAN, lambda content: read_ended(content, number), deadline)

    def names_used(self, sources: Sequence[str], deadline: float) -> Used:
        """The names that these cells look up. Raises Closed or OutOfTime."""
        self._wire.send(NAMES, json.dumps(list(sources)).encode(), deadline)
        kind, content = self._wire.receive(deadline)
        if kind != REPLY:
            raise Closed
        return read_used(content)

    def withhold_all_but(self, allowed: Sequence[str], deadline: float) -> None:
        """Put all functions of gradcalc out of reach but these."""
        self._wire.send(WITHHOLD, ",".join(allowed).encode(), deadline)

    def withhold_nothing(self, deadline: float) -> None:
        """Put them back."""
        self._wire.send(WITHHOLD, NOTHING, deadline)

    def ask(self, case: Case, deadline: float) -> Reply:
        """The reply to one case. Raises Closed or OutOfTime."""
        self._functions, number = {}, next(self._numbers)
        sent: list = []
        for value in case.inputs:
            if isinstance(value, InputFunction):
                key = next(self._numbers)
                self._functions[key] = value.build(), value.parameters
                arguments = "*arguments" if value.calls else families.FAMILIES[value.family].arguments
                sent.append(Function(key, arguments))
            else:
                sent.append(value)
        self._wire.send(ASK, pack((number, case.answer.kind, case.answer.name, *sent)), deadline)
        return self._told(REPLY, lambda content: read_reply(content, number), deadline)

    def close(self) -> None:
        """Hang up."""
        self._wire.connection.close()

    def _told(self, wanted: bytes, read: Callable[[bytes], _Read | None], deadline: float) -> _Read:
        """What came of a cell or an answer, which calls functions meanwhile as often as it likes."""
        unasked = 0
        with np.errstate(all="ignore"):
            while unasked < MOST_UNASKED:
                kind, content = self._wire.receive(deadline)
                if kind == CALL:
                    self._wire.send(*self._called(content), deadline)
                elif kind not in (REPLY, RAN):
                    raise Closed
                elif kind == wanted and (told := read(content)) is not None:
                    return told
                else:
                    unasked += 1
        raise Closed

    def _called(self, content: bytes) -> tuple[bytes, bytes]:
        found = self._functions.get(int.from_bytes(content[:4], "little"))
        if found is None:
            return ERROR, _error("RuntimeError", "this function was for another call of the answer")
        try:
            return VALUE, _value(*found, content[4:])
        except Exception as error:
            name = next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
            return ERROR, _error(name, str(error)[:LONGEST_TEXT])


def _value(function: Callable, parameters: tuple, content: bytes) -> bytes:
    arguments = unpack(content, LARGEST_ARRAY)
    if type(arguments) is not tuple:
        raise ValueError("these are no arguments")
    if len(content) > SHORT and most_numbers(*parameters, *arguments) > MOST_NUMBERS:
        raise MemoryError(TOO_MANY)
    value = pack(function(*arguments))
    if len(value) > LARGEST:
        raise MemoryError(TOO_MANY)
    return value


def most_numbers(*values: Any) -> int:
    """How many numbers may come of computing with these values: a few bytes can stand for very many.

    >>> most_numbers(np.zeros((3000, 1)), np.zeros((1, 4000)))
    12000000
    """
    shapes, sizes = zip(*map(_measure, values), strict=True)
    longest = itertools.zip_longest(*map(reversed, shapes), fillvalue=1)
    return _product(itertools.chain(map(max, longest), sizes))


def _product(factors: Iterable[int]) -> int:
    """The product, or what it has come to as soon as it is far beyond every limit: the numbers may be long."""
    product = 1
    for factor in factors:
        product *= factor
        if product > LARGEST**2:
            break
    return product


def _measure(value: Any) -> tuple[tuple[int, ...], int]:
    """The shape that a value has among arrays, and the size of what may be one element of it."""
    if type(value) is str:
        return (), max(1, len(value))
    if type(value) is int:
        return (), max(1, value.bit_length() // 64) ** 2  # as long as two of them take to multiply
    if type(value) is list or type(value) is tuple:
        shapes, sizes = zip(*map(_measure, value), strict=True) if value else ((), ())
        return (len(value), *max(shapes, key=math.prod, default=())), max(sizes, default=1)
    if type(value) is np.ndarray and value.dtype == object:
        parts = [_measure(part) for part in value.ravel().tolist()]
        return value.shape, max((math.prod(shape) * size for shape, size in parts), default=1)
    return np.shape(value), 1


def _error(name: str, message: str) -> bytes:
    return json.dumps([name, message]).encode()


def seconds_from_now(seconds: float) -> float:
    """A deadline."""
    return time.monotonic() + seconds
