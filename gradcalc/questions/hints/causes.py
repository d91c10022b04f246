"""What usually causes an error that stops an answer, in a sentence or two for each kind that beginners meet.

What else may cause it, no sentence denies. Where the call itself tells more, such as which arguments are single
numbers, that is said as well.
"""

import re

from gradcalc.questions import families
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Case

NONE = "None stands where a number is needed: it is what a function without a return gives, and print() and append()."
LIST = "Lists are joined and repeated by + and *, not computed with: np.array(...) makes an array of one."
NO_CALL = "A function itself stands where its value is needed: call it, with its arguments in brackets."
OTHER = "One side of the sign is no number: print both, or their type(...)."
POWER = "In Python ^ is no power: x**2 is the square of x."
ONE_NUMBER = (
    "float(), math.sin() and the like take one number only, and here they got an array. NumPy's functions, such as "
    "np.sin, take whole arrays."
)
WHOLE = "range(), an index and the size of an array have to be whole numbers; len(x) is one."
ORDER = "The words on the left of = are as many as the parts on the right have to be: print what stands there."


def kinds_in(found: re.Match, case: Case) -> str:
    """By the types that an error names."""
    types = set(re.findall(r"'([\w.]+)'", found[0]))
    if "NoneType" in types:
        return NONE
    if types & {"function", "method", "builtin_function_or_method"}:
        return NO_CALL
    return LIST if types & {"list", "tuple"} else OTHER


def arity(found: re.Match, case: Case) -> str:
    """A function was called with too many or too few arguments: the one that is handed over, or another."""
    names = case.answer.arguments.split(", ")
    handed_over = [
        (n, value) for n, value in zip(names, case.inputs, strict=True) if isinstance(value, InputFunction)
    ]
    if not handed_over or not found[0].startswith("<lambda>.<locals>.<lambda>()"):
        return "A function is called with more or fewer arguments than it takes: compare the call with its def line."
    f, value = handed_over[0]
    taken = families.FAMILIES[value.family].arguments
    if "," in taken:
        return f"{f} takes two numbers, as {f}({taken}): here one is missing, or too many."
    return f"{f} takes one argument, as {f}({taken}): an array is handed over whole, and not as {f}(*{taken})."


def loop(found: re.Match, case: Case) -> str:
    """A single number was taken for many."""
    said = (
        "A for loop, sum() and max() go over a list or an array, and len() counts one; here they got a single number."
    )
    return said + _single(case)


def pick(found: re.Match, case: Case) -> str:
    """An element of a single number was asked for."""
    return f"[...] picks an element of a list or an array, and here it stands behind a single number.{_single(case)}"


def _single(case: Case) -> str:
    names = case.answer.arguments.split(", ")
    single = [n for n, value in zip(names, case.inputs, strict=True) if isinstance(value, (int, float))]
    if not single:
        return ""
    *first, last = single
    if not first:
        return f" In this call {last} is a single number."
    return f" In this call {', '.join(first)} and {last} are single numbers."


def outside(found: re.Match, case: Case) -> str:
    """A place that an array does not have."""
    size = int(found[2])
    if not size:
        return "The array is empty, so it has no place to look at or to fill: np.zeros(n) makes room for n numbers."
    return (
        f"There is no place {found[1]}: an array of {size} has the places 0 to {size - 1}. Is it made too small, as "
        "np.zeros(2) is for more than two numbers, or does the loop, or an i + 1, go too far?"
    )


def product(found: re.Match, case: Case) -> str:
    """Rows and columns of unlike lengths, said by @."""
    return _no_product(found[2], found[1])


def dot(found: re.Match, case: Case) -> str:
    """The same, said by np.dot."""
    return _no_product(found[1], found[2])


def _no_product(left: str, right: str) -> str:
    return (
        f"For a @ b each row of a has to be as long as each column of b: here they hold {left} and {right} numbers. "
        "Print a.shape and b.shape; .T exchanges rows and columns, and the order of a and b counts."
    )


def stack(found: re.Match, case: Case) -> str:
    """Two shapes that cannot be joined element by element."""
    return (
        f"Element by element, as +, -, * and / work, shapes {found[1].strip()} do not fit: counted from the last, "
        "each number has to be the same in both, or 1. A product of matrices is written a @ b."
    )


def room(found: re.Match, case: Case) -> str:
    """What is put into an array does not fit."""
    return (
        f"What has shape {found[1]} does not fit into room of shape {found[2]}: print both, and see which is wrong."
    )


def unknown(found: re.Match, case: Case) -> str:
    """A name that is not defined."""
    if found[1] in ("j", "i"):
        return f"The imaginary unit is written 1j, with the 1; Python takes {found[1]} alone for a name."
    return f"Nothing is called {found[1]} here: is it spelled differently further up, or its cell not run yet?"
