"""Errors that stop an answer, told apart by their own words: of what kind one is, and what is said of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gradcalc.questions.hints import causes
from gradcalc.questions.model import Case
from gradcalc.questions.replies import Reply


@dataclass(frozen=True)
class Kind:
    """One kind of error: the builtin classes that it comes as, what it says, and what usually causes it."""

    classes: tuple[str, ...]
    words: str
    cause: str | Callable[[re.Match, Case], str]


# The first that fits counts. Two errors of one kind are alike where the groups in their words are.
KINDS = (
    Kind(("TypeError",), ".*positional arguments?.*", causes.arity),
    Kind(("TypeError",), ".*unexpected keyword argument|.*multiple values for argument", causes.arity),
    Kind(("TypeError",), r"unsupported operand type\(s\) for \^|ufunc 'bitwise_xor'", causes.POWER),
    Kind(("TypeError",), "(?:unsupported operand|bad operand|'[<>]=?' not supported).*", causes.kinds_in),
    Kind(("TypeError",), r"loop of ufunc does not support argument \d of type NoneType", causes.NONE),
    Kind(("TypeError",), r"'NoneType' object|float\(\) argument .*'NoneType'", causes.NONE),
    Kind(("TypeError", "AttributeError"), "'(?:function|method|builtin_function_or_method)' object", causes.NO_CALL),
    Kind(("TypeError",), "can only concatenate|can't multiply sequence", causes.LIST),
    Kind(
        ("TypeError",),
        r"'[\w.]+' object is not iterable|iteration over a 0-d|object of type '[\w.]+' has no len|"
        r"len\(\) of unsized",
        causes.loop,
    ),
    Kind(("TypeError", "IndexError"), r"'[\w.]+' object is not subscriptable|invalid index to scalar", causes.pick),
    Kind(("TypeError",), r"'[\w.]+' object does not support item assignment", causes.pick),
    Kind(
        ("TypeError",),
        r"'[\w.]+' object is not callable",
        "Brackets behind a number or an array call it, as if it were a function: is a * missing in front of them, "
        "or has a name that was a function been given another value?",
    ),
    Kind(("TypeError",), "only (?:0-dimensional|length-1|size-1|integer scalar) arrays", causes.ONE_NUMBER),
    Kind(("TypeError",), r"list indices must be|'[\w.]+' object cannot be interpreted as an integer", causes.WHOLE),
    Kind(
        ("TypeError",),
        "Cannot cast ufunc",
        "This array holds whole numbers, and +=, -=, *= and /= cannot put others into it: make it with "
        "dtype=float, or write x = x + ... .",
    ),
    Kind(
        ("ValueError",),
        "The truth value of an array",
        "if, and, or and not ask one question, and here an array answers for each of its elements. np.all or "
        "np.any makes one answer of them; np.where chooses element by element.",
    ),
    Kind(
        ("ValueError",),
        r"setting an array element with a sequence\. The requested|.*inhomogeneous",
        "The parts have different lengths or shapes, so that they make no array: print each of them.",
    ),
    Kind(
        ("ValueError",),
        "setting an array element with a sequence",
        "An array is put into a place that has room for one number: is the result made too small, as np.zeros(2) "
        "is for many points, or is one number meant to stand there?",
    ),
    Kind(("ValueError",), "operands could not be broadcast together with shapes ([^a-z]*)", causes.stack),
    Kind(("ValueError",), r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))", causes.room),
    Kind(("ValueError",), r"matmul: .*size (\d+) is different from (\d+)", causes.product),
    Kind(("ValueError",), r"shapes .* not aligned: (\d+) .* != (\d+)", causes.dot),
    Kind(
        ("ValueError",),
        "matmul: .*enough dimensions",
        "@ multiplies vectors and matrices, and one side is a single number here: numbers are multiplied by *.",
    ),
    Kind(("ValueError",), "(?:too many|not enough) values to unpack", causes.ORDER),
    Kind(
        ("ValueError",),
        "all the input arrays must have same number|all the input array dimensions|"
        "zero-dimensional arrays cannot be concat",
        "np.concatenate joins arrays of one kind: a.ravel() makes a plain list of numbers of each array a, and "
        "these can be joined.",
    ),
    Kind(
        ("ValueError",),
        r"cannot reshape array of size (\d+)",
        "A new shape has to hold as many numbers as there are.",
    ),
    Kind(
        ("ValueError",),
        r"max\(\)|min\(\)|zero-size array|need at least one array",
        "Here is nothing to choose from or to join: the list or array is empty. Is it filled before?",
    ),
    Kind(
        ("ValueError", "IndexError"),
        r"axis (-?\d+) is out of bounds",
        "The array has fewer axes than that: axis=0 goes down the columns, axis=1 along the rows, and a plain list "
        "of numbers has axis 0 only.",
    ),
    Kind(
        ("ValueError",),
        ".*(?:must|has to) be finite|.*take out nan and infinity",
        "A number had run away to inf or nan before this stopped: look at the first values of your loop, and at "
        "the sign and size of each step.",
    ),
    Kind(
        ("ValueError",),
        "math domain error|expected a (?:non|pos)",
        "The functions of math refuse what has no real value: the root of a negative number, the logarithm of 0, "
        "the arccos of more than 1.",
    ),
    Kind(("IndexError",), r"index (-?\d+) is out of bounds for axis \d with size (\d+)", causes.outside),
    Kind(
        ("IndexError",),
        "list (?:assignment )?index out of range",
        "A list has no such place: places are counted from 0, and a list that is still empty has none. append(...) "
        "adds one.",
    ),
    Kind(
        ("IndexError",),
        "only integers, slices",
        "An index has to be a whole number. `for i in x` goes over the numbers in x; `for i in range(len(x))` goes "
        "over their places.",
    ),
    Kind(
        ("IndexError",),
        "too many indices",
        "There are more indices in the square brackets than the array has axes: print its shape.",
    ),
    Kind(("NameError",), r"name '(\w+)' is not defined", causes.unknown),
    Kind(
        ("UnboundLocalError",),
        r"cannot access local variable '(\w+)'",
        lambda found, case: (
            f"{found[1]} has no value yet at this line: it gets one further down, or in an if or a loop that was "
            "not entered."
        ),
    ),
    Kind(("AttributeError",), "'NoneType' object", causes.NONE),
    Kind(
        ("AttributeError",),
        "'(?:float|int|list|tuple)' object has no attribute",
        "Only arrays have this; a single number and a list do not. np.array(...) makes an array of them.",
    ),
    Kind(
        ("AttributeError",),
        r"module '(\w+)' has no attribute '(\w+)'",
        lambda found, case: (
            f"{found[1]} has nothing of the name {found[2]}: is it spelled otherwise, or in another module?"
        ),
    ),
    Kind(("ZeroDivisionError",), "", "Something is divided by 0 in this call: look at what you divide by."),
    Kind(("RecursionError",), "", "The function calls itself and never comes to an end."),
    Kind(
        ("RuntimeError",),
        r"f was called more than (\d+) times",
        "The function is called for one point after the other here: hand it all the points at once, as arrays.",
    ),
)


def kind_of(reply: Reply) -> tuple[Kind, re.Match] | None:
    """The kind of an error, and what was found in its words; None where it is no known one."""
    for kind in KINDS:
        if reply.name in kind.classes and (found := re.match(kind.words, reply.message, re.DOTALL)):
            return kind, found
    return None


def are_alike(mistaken: Reply, reply: Reply) -> bool:
    """Whether an error may have come of a known mistake, which ends in one of the same class.

    They are of one kind, with the same sizes in their words. A mistake may raise the error that it stands for itself.
    """
    if mistaken.message == reply.message:
        return True
    known, found = kind_of(mistaken), None if _is_own(reply) else kind_of(reply)
    if known is None or found is None:
        return known is found
    return known[0] is found[0] and known[1].groups() == found[1].groups()


def _is_own(reply: Reply) -> bool:
    return reply.place is not None and reply.place.refused


def hint_for_error(case: Case, reply: Reply) -> str:
    """What usually causes such an error, in a sentence or two; nothing where it has to speak for itself."""
    answer = case.answer
    if reply.place is None and reply.name == "TypeError":
        return f"It is called as {answer.name}({answer.arguments})."
    if _is_own(reply):
        return "A raise of your own refuses these inputs, though they have an answer: look at its condition."
    known = kind_of(reply)
    if known is None:
        return ""
    kind, found = known
    return kind.cause if isinstance(kind.cause, str) else kind.cause(found, case)
