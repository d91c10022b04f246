"""What a process that runs a submission has sent, read as if it were forged."""

import builtins
import json
from typing import Any

import numpy as np

from gradcalc.grading.running.inside.naming import Used
from gradcalc.questions.calling import PRINTED
from gradcalc.questions.replies import LARGEST_ARRAY, LONGEST_TEXT, Reply

LARGEST_REPLY = 8_000_000

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
        if len(content) > LARGEST_REPLY:
            return NOT_READABLE
        plain = json.loads(content, parse_constant=_refuse)
        return _read(plain) if plain["number"] == number else None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, MemoryError):
        return NOT_READABLE


NOT_KNOWN = Used(frozenset(), False)


def read_used(content: bytes) -> Used:
    """The names in a message; NOT_KNOWN if it is not as it should be.

    >>> read_used(b'[["f"], true]')
    Used(names=frozenset({'f'}), surely_all=True)
    >>> read_used(b'["f"]')
    Used(names=frozenset(), surely_all=False)
    """
    try:
        names, surely_all = json.loads(content) if len(content) <= LARGEST_REPLY else ([], False)
        return Used(frozenset(map(_name, names)), surely_all is True) if type(names) is list else NOT_KNOWN
    except (ValueError, TypeError, RecursionError, MemoryError):
        return NOT_KNOWN


def _name(value: Any) -> str:
    return _text(value, LONGEST_TEXT)


def read_raised(name: Any, message: Any) -> Reply:
    """The reply for an error of which a kernel tells; one that is no builtin's stands for an Exception."""
    kind = vars(builtins).get(name) if type(name) is str else None
    known = isinstance(kind, type) and issubclass(kind, BaseException)
    said = _text(message, LONGEST_TEXT) if type(message) is str else ""
    return Reply("raised", name=name if known else "Exception", message=said)


def _refuse(name: str) -> None:
    raise ValueError(name)


def _read(plain: dict) -> Reply:
    outcome = plain["outcome"]
    printed = _text(plain.get("printed", ""), PRINTED)
    beside: dict[str, Any] = {"changed": plain.get("changed") is True, "printed": printed}
    if outcome == "value":
        return Reply("value", _numbers(plain), **beside)
    name, message = _text(plain["name"], LONGEST_TEXT), _text(plain.get("message", ""), LONGEST_TEXT)
    if outcome == "raised":
        kind = vars(builtins).get(name)
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            raise ValueError("no error of this name")
        return Reply("raised", name=name, message=message, **beside)
    if outcome == "unsendable":
        return Reply("unsendable", name=name, **beside)
    raise ValueError("no outcome of this name")


def _text(value: Any, longest: int) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value[:longest].encode("utf-8", "replace").decode("utf-8")


def _numbers(plain: dict) -> np.ndarray | str | None:
    if "text" in plain:
        return _text(plain["text"], LONGEST_TEXT)
    if "numbers" not in plain:
        return None
    shape, numbers, kind = plain["shape"], plain["numbers"], plain["dtype"]
    if type(shape) is not list or type(numbers) is not list or kind not in ("f", "c"):
        raise TypeError("no array")
    if len(shape) > 32 or any(type(size) is not int or size < 0 for size in shape):
        raise ValueError("no shape")
    if len(numbers) > LARGEST_ARRAY * (1 + (kind == "c")):
        raise ValueError("too many numbers")
    if any(type(x) is not float and type(x) is not int and x not in ("nan", "inf", "-inf") for x in numbers):
        raise TypeError("no numbers")
    flat = np.array([float(x) for x in numbers], dtype=float)
    return (flat.view(complex) if kind == "c" else flat).reshape(shape)
