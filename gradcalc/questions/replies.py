"""What came back from calling an answer, as plain data that another process can send.

An answer is somebody else's code, so nothing is asked of what it returns but its exact type, and where that is none
that is known, the array that it says it stands for.
"""

import builtins
from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from gradcalc.questions.places import Place, place_of
from gradcalc.questions.time_limit import OutOfTime

LARGEST_ARRAY = 100_000
LONGEST_TEXT = 300
DEEPEST_LIST = 8

# What a stub gives, and what a function without `return` gives.
ELLIPSIS, NOTHING = "ellipsis", "NoneType"
WITH_GRADIENT = "that requires a gradient"

# Read past whatever a metaclass may have put in their place.
_type_name = type.__dict__["__name__"].__get__
_ancestors = type.__dict__["__mro__"].__get__
_attributes = type.__dict__["__dict__"].__get__

_BUILTIN_ERRORS = {
    id(kind): kind.__name__
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}


@dataclass(frozen=True, eq=False)
class Reply:
    """One reply: a value, an error that was raised, a time that ran out, or something that is no plain data.

    value is an array of float64 or complex128, or a text, and None where the outcome is no value. name is the
    builtin class of the error, or the type of what could not be sent; message is the error's own. place is where in
    the answer's own code the error came from, None where that was not entered. changed are the numbers of the
    arguments that the answer changed, printed is the beginning of what it printed.

    Raises TypeError for a value of another kind, so that whoever reads a reply need not look.
    """

    outcome: Literal["value", "raised", "timeout", "unsendable"]
    value: Any = None
    name: str = ""
    message: str = ""
    place: Place | None = None
    changed: tuple[int, ...] = ()
    printed: str = ""

    def __post_init__(self):
        kind = type(self.value)
        plain = kind is str or (kind is np.ndarray and self.value.dtype in (float, complex))
        if plain != (self.outcome == "value") or not (plain or self.value is None):
            raise TypeError(f"a reply with the outcome {self.outcome!r} cannot hold a {_type_name(kind)}")

    @property
    def unanswered(self) -> bool:
        """Whether this is what a stub gives."""
        return self.outcome == "unsendable" and self.name == ELLIPSIS

    @property
    def uncalled(self) -> bool:
        """Whether nothing was called, because there is only a stub."""
        return self.unanswered and self.message == NOT_CALLED


# message says that nothing was called: the inputs are still unknown to whoever answers.
NOT_CALLED = "not called"
UNANSWERED = Reply("unsendable", name=ELLIPSIS, message=NOT_CALLED)
TIMEOUT = Reply("timeout")


class _NoPlainData(Exception):
    """What was found instead, as the only argument."""


def read(value: Any) -> Reply:
    """The reply that holds a value, if it is made of numbers or is a text.

    >>> read([1, 2.5]).value
    array([1. , 2.5])
    >>> read({1, 2}).name
    'set'
    """
    if type(value) is str:
        return Reply("value", value[:LONGEST_TEXT])
    try:
        return Reply("value", _numbers(value, DEEPEST_LIST, LARGEST_ARRAY))
    except _NoPlainData as found:
        return Reply("unsendable", name=_beginning(found.args[0]))


def _numbers(value: Any, depth: int, room: int) -> np.ndarray:
    """The value as an array of at most this many numbers."""
    kind = type(value)
    if not depth:
        raise _NoPlainData("list of lists, too deep")
    if kind is np.ndarray and value.dtype.kind == "O":
        return _numbers(value.tolist(), depth - 1, room)
    if kind is list or kind is tuple or kind is range:
        return _stacked(value, depth, room)
    if kind is int or kind is float or kind is complex:
        try:
            return np.array(complex(value) if kind is complex else float(value))
        except OverflowError:
            raise _NoPlainData("int too large for a float") from None
    if kind is Fraction or kind is Decimal:
        try:
            return np.array(float(value))
        except (OverflowError, ValueError):  # a Decimal may be a signalling nan
            raise _NoPlainData(f"{_type_name(kind)} too large for a float, or none") from None
    if kind is np.ndarray or id(kind) in _NUMPY_NUMBERS:
        return _of_array(value, "array" if kind is np.ndarray else _type_name(kind), room)
    if _stands_for_an_array(kind):
        return _of_array(_array_of(value), _type_name(kind), room)
    whole = depth == DEEPEST_LIST or value is ...  # three dots in a list are left from a stub, too
    raise _NoPlainData(_type_name(kind) if whole else f"list or array that holds a {_type_name(kind)}")


# By identity, here and elsewhere: a class may say that it equals another.
_NUMPY_NUMBERS = {id(np.dtype(code).type) for code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"]}
_OF_OTHERS = 2  # what `isbuiltin` of a dtype says where another library has made it, such as bfloat16


def _of_array(value: Any, name: str, room: int) -> np.ndarray:
    """The numbers of an array of NumPy, or of one number of it; name is what it was handed over as."""
    dtype = value.dtype
    if dtype.kind not in "iufc" and not (dtype.kind == "V" and dtype.isbuiltin == _OF_OTHERS):
        raise _NoPlainData(f"{name} of {dtype}" if type(value) is np.ndarray else name)
    if value.size > room:
        raise _NoPlainData(f"{name} of more than {LARGEST_ARRAY} numbers")
    with np.errstate(all="ignore"):
        return np.array(value, dtype=complex if dtype.kind == "c" else float, order="C")


def _stands_for_an_array(kind: type) -> bool:
    return kind is array or kind is memoryview or any("__array__" in _attributes(base) for base in _ancestors(kind))


def _array_of(value: Any) -> np.ndarray:
    """The array that stands behind a value of another library, or of a class derived from NumPy's."""
    kind = type(value)
    name = _type_name(kind)
    try:
        if any(base is np.ma.MaskedArray for base in _ancestors(kind)):
            if np.ma.is_masked(value):
                raise _NoPlainData("masked array, some of whose numbers are not there")
            value = value.data
        if getattr(value, "requires_grad", False) is True:
            raise _NoPlainData(f"{name} {WITH_GRADIENT}")
        found = np.array(value) if kind is array or kind is memoryview else type(value).__array__(value)
    except (KeyboardInterrupt, OutOfTime, _NoPlainData):
        raise
    except BaseException as error:
        raise _NoPlainData(f"{name} whose array cannot be had ({raised(error).name})") from None
    if not any(base is np.ndarray for base in _ancestors(type(found))):
        raise _NoPlainData(name)
    return np.ndarray.view(found, np.ndarray)


def taken_by_functions(value: Any) -> Any:
    """What NumPy's functions make of a number or an array of another library: a plain one; None of all else."""
    try:
        if type(value) is Fraction or _stands_for_an_array(type(value)):
            return _numbers(value, 1, LARGEST_ARRAY)
    except _NoPlainData:
        pass
    return None


def _stacked(values: list | tuple | range, depth: int, room: int) -> np.ndarray:
    name = _type_name(type(values))
    if len(values) > room:
        raise _NoPlainData(f"{name} of more than {LARGEST_ARRAY} numbers")
    # The parts must be alike, so that each has the same share of the room.
    parts = [_numbers(value, depth - 1, room // len(values)) for value in values]
    if len({part.shape for part in parts}) > 1:
        raise _NoPlainData(f"{name} whose elements differ in shape")
    return np.array(parts, dtype=np.result_type(float, *parts))


def _beginning(text: str) -> str:
    """A plain text, whatever a class derived from str makes of itself. Raises TypeError for what is no text."""
    return str.__getitem__(text, slice(LONGEST_TEXT))


def raised(error: BaseException) -> Reply:
    """The reply for an error: the nearest builtin class, and the message if it has one that can be read.

    >>> raised(np.linalg.LinAlgError("singular")).name
    'ValueError'
    """
    name = next(_BUILTIN_ERRORS[id(kind)] for kind in _ancestors(type(error)) if id(kind) in _BUILTIN_ERRORS)
    try:
        message = _beginning(str(error))
    except (KeyboardInterrupt, OutOfTime):
        raise
    except BaseException:
        message = ""
    return Reply("raised", name=name, message=message)


def call(answer: Callable, inputs: tuple) -> Reply:
    """Call an answer and say what came back; only the user's own interrupt and a time limit pass through.

    >>> call(lambda x: 1 / x, (0.0,)).name
    'ZeroDivisionError'
    """
    before = [_contents(value) for value in inputs]
    try:
        reply = read(answer(*inputs))
    except (KeyboardInterrupt, OutOfTime):
        raise
    except BaseException as error:  # an answer may well call exit()
        reply = replace(raised(error), place=place_of(error, answer))
    changed = [number for number, value in enumerate(inputs) if _contents(value) != before[number]]
    return replace(reply, changed=tuple(changed))


def _contents(value: Any) -> tuple | None:
    return (value.shape, value.dtype, value.tobytes()) if type(value) is np.ndarray else None
