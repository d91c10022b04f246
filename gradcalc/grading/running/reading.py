"""What a process that runs a submission has sent, read as if it were forged."""

import builtins
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradcalc.grading.running.decoding import decoded
from gradcalc.grading.running.inside.naming import Used
from gradcalc.grading.running.printable import in_lines, one_line
from gradcalc.questions.calling import PRINTED
from gradcalc.questions.places import LONGEST_LINE, Place
from gradcalc.questions.replies import LARGEST_ARRAY, LONGEST_TEXT, NOT_CALLED, Reply

# An honest reply holds an array of complex numbers, its shape and a few texts, with whatever signs are in them.
LARGEST_REPLY = 8_000_000
MOST_SIGNS = 3 * LONGEST_TEXT + LONGEST_LINE + PRINTED + 100
MOST_PARTS = 2 * LARGEST_ARRAY + MOST_SIGNS
MOST_AXES, MOST_ARGUMENTS = 32, 100

# Of names a notebook has hundreds, and an error has a text of any length but no lists.
MOST_NAMES, LARGEST_NAMES = 100_000, 2_000_000
LARGEST_ENDING, MOST_SAID = 4_000_000, 200_000

MOST_LINES = 1_000_000
_AT_LINE = re.compile(r"Cell In\[\d+\], line (\d{1,7})")

NOT_READABLE = Reply("unsendable", name="reply that cannot be read")


def read_reply(content: bytes, number: int) -> Reply | None:
    """The reply in a message to a question of this number; None if it is to another one.

    A reply that is not as it should be stands for a value of no use.

    >>> read_reply(b'{"number": 7, "outcome": "value", "dtype": "f", "shape": [2], "numbers": [1, "nan"]}', 7).value
    array([ 1., nan])
    >>> read_reply(b'{"number": 7, "outcome": "value", "dtype": "f", "shape": [3], "numbers": [1]}', 7).name
    'reply that cannot be read'
    """
    try:
        plain = decoded(content, LARGEST_REPLY, MOST_PARTS, MOST_SIGNS)
        return _reply(plain) if _number(plain) == number else None
    except (ValueError, TypeError, KeyError, OverflowError, MemoryError):
        return NOT_READABLE


@dataclass(frozen=True)
class Ended:
    """How a cell ended: with an error of this builtin class and its message, both empty where there was none.

    line is that of the cell at which it stopped, 0 where that is not known.
    """

    error: str = ""
    message: str = ""
    line: int = 0


def read_ended(content: bytes, number: int) -> Ended | None:
    """How a cell of this number ended; None if the message is about another one.

    Of a message that is not as it should be nothing is believed, and no error is told.

    >>> read_ended(b'{"number": 7, "error": "ValueError", "message": "no", "line": 2}', 7)
    Ended(error='ValueError', message='no', line=2)
    """
    try:
        plain = decoded(content, LARGEST_ENDING, MOST_SAID, MOST_SAID)
        if _number(plain) != number:
            return None
        if not plain["error"]:
            return Ended()
        return Ended(_error(plain["error"]), _text(plain["message"], LONGEST_TEXT), _line(plain.get("line")))
    except (ValueError, TypeError, KeyError):
        return Ended()


NOT_KNOWN = Used(frozenset(), False)


def read_used(content: bytes) -> Used:
    """The names in a message; NOT_KNOWN if it is not as it should be.

    >>> read_used(b'[["f"], true]')
    Used(names=frozenset({'f'}), surely_all=True)
    >>> read_used(b'["f"]')
    Used(names=frozenset(), surely_all=False)
    """
    try:
        names, surely_all = decoded(content, LARGEST_NAMES, MOST_NAMES, 2)
        return Used(frozenset(map(_name, names)), surely_all is True) if type(names) is list else NOT_KNOWN
    except (ValueError, TypeError):
        return NOT_KNOWN


def _name(value: Any) -> str:
    return _text(value, LONGEST_TEXT)


def read_raised(name: Any, message: Any, traceback: Any = None) -> Ended:
    """How a cell ended of whose error a kernel tells; one that is no builtin's stands for an Exception."""
    said = _text(message, LONGEST_TEXT) if type(message) is str else ""
    told = "\n".join(t for t in traceback[:20] if type(t) is str)[:LARGEST_NAMES] if type(traceback) is list else ""
    found = _AT_LINE.search(in_lines(told))
    line = _line(int(found[1])) if found else 0
    try:
        return Ended(_error(name), said, line)
    except (ValueError, TypeError):
        return Ended("Exception", said, line)


def _line(number: Any) -> int:
    return number if type(number) is int and 0 < number <= MOST_LINES else 0


def read_part(content: bytes) -> dict:
    """A part of a message of a kernel, such as its header or its content. Raises ValueError."""
    text = bytes(content[: LARGEST_ENDING + 1]).decode("utf-8", "replace")  # a kernel sends halves of pairs as well
    plain = decoded(text.encode(), LARGEST_ENDING, MOST_SAID, MOST_SAID)
    if type(plain) is not dict:
        raise ValueError("a part of a message of Jupyter is an object")
    return plain


def _number(plain: Any) -> int:
    number = plain["number"] if type(plain) is dict else None
    if type(number) is not int:
        raise TypeError("no number of a question")
    return number


def _error(name: Any) -> str:
    kind = vars(builtins).get(_text(name, LONGEST_TEXT))
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        raise ValueError("no error of this name")
    return name


def _reply(plain: dict) -> Reply:
    outcome = plain["outcome"]
    printed = _text(plain.get("printed", ""), PRINTED)
    beside: dict[str, Any] = {"changed": _changed(plain.get("changed", [])), "printed": printed}
    if outcome == "value":
        value = _text(plain["text"], LONGEST_TEXT) if "text" in plain else _numbers(plain)
        return Reply("value", value, **beside)
    name, message = _text(plain["name"], LONGEST_TEXT), _text(plain.get("message", ""), LONGEST_TEXT)
    if outcome == "raised":
        return Reply("raised", name=_error(name), message=message, place=_place(plain.get("place")), **beside)
    if outcome == "unsendable":
        return Reply("unsendable", name=name, message=message if message == NOT_CALLED else "", **beside)
    raise ValueError("no outcome of this name")


def _changed(numbers: Any) -> tuple[int, ...]:
    if type(numbers) is not list or any(type(n) is not int or not 0 <= n < MOST_ARGUMENTS for n in numbers):
        raise TypeError("no numbers of arguments")
    return tuple(sorted(set(numbers)))


def _place(told: Any) -> Place | None:
    if told is None:
        return None
    if type(told) is not list:
        raise TypeError("no place")
    line, code, refused = told
    return Place(_line(line), one_line(_text(code, LONGEST_LINE), LONGEST_LINE), refused is True)


def _text(value: Any, longest: int) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value[:longest].encode("utf-8", "replace").decode("utf-8")


def _numbers(plain: dict) -> np.ndarray:
    shape, numbers, kind = plain["shape"], plain["numbers"], plain["dtype"]
    if type(shape) is not list or type(numbers) is not list or kind not in ("f", "c"):
        raise TypeError("no array")
    if len(shape) > MOST_AXES or any(type(size) is not int or not 0 <= size <= LARGEST_ARRAY for size in shape):
        raise ValueError("no shape")
    if len(numbers) > LARGEST_ARRAY * (1 + (kind == "c")):
        raise ValueError("too many numbers")
    if any(type(x) is not float and type(x) is not int and x not in ("nan", "inf", "-inf") for x in numbers):
        raise TypeError("no numbers")
    flat = np.array([float(x) for x in numbers], dtype=float)
    return (flat.view(complex) if kind == "c" else flat).reshape(shape)
