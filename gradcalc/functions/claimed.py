"""A gradient that somebody has written: how it is called, and what it gives, right or not."""

import contextlib
import inspect
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.answers import is_masked, unmasked
from gradcalc.maths.callables import LAMBDIFY, is_expression

CALLS = "mine(x, y), mine(point), mine(f, x, y) or mine(f, point)"
LONGEST = 120  # letters of a message of somebody else's code


@dataclass(frozen=True, eq=False)
class Claim:
    """What somebody's function gives at a point: a vector of shape (2,), or why it is none.

    complaint goes on after "your gradient": "raises ...", "gives ...".
    """

    vector: np.ndarray | None
    complaint: str = ""


def as_claimed(mine: Callable, f: Callable) -> Callable:
    """A function of x and y that calls somebody's gradient of f as that wants to be called.

    mine takes x and y, or the point as an array of shape (2,); where its first parameter is called f or func, it is
    given f before these. Raises TypeError for what is no function, and for one that takes something else.

    >>> as_claimed(lambda f, x, y: [f(x, y), x], lambda x, y: x * y)(2.0, 3.0)
    [6.0, 2.0]
    """
    if is_expression(mine):
        raise TypeError(f"gradient is an expression of SymPy, not a function: pass {LAMBDIFY}, for both slopes.")
    if not callable(mine):
        raise TypeError(
            f"gradient must be a function that gives the two slopes at a point, not {type(mine).__name__}: pass the "
            "function itself, without calling it."
        )
    try:
        signature = inspect.signature(mine)
    except (TypeError, ValueError):  # some that are written in C do not say
        return mine
    names = [name for name, parameter in signature.parameters.items() if parameter.kind in _BY_POSITION]
    first = (f,) if names[:1] in (["f"], ["func"]) else ()
    if _takes(signature, len(first) + 2):
        return lambda x, y: mine(*first, x, y)
    if _takes(signature, len(first) + 1):
        return lambda x, y: mine(*first, np.array([x, y], dtype=float))
    if not first and _takes(signature, 3):
        return lambda x, y: mine(f, x, y)
    raise TypeError(f"gradient must be a function to be called as {CALLS}, but yours is called with {signature}.")


_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _takes(signature: inspect.Signature, count: int) -> bool:
    try:
        signature.bind(*[None] * count)
    except TypeError:
        return False
    return True


def claim_at(gradient: Callable, x: float, y: float) -> Claim:
    """What a function of x and y gives at a point. Raises nothing: what goes wrong is said.

    >>> claim_at(lambda x, y: [x, y, 0], 1.0, 2.0).complaint
    'gives an array of shape (3,), and two numbers are asked for, of shape (2,)'
    """
    answer, complaint = called(gradient, x, y)
    return Claim(None, complaint) if complaint else read_claim(answer)


def called(function: Callable, x: float, y: float) -> tuple[object, str]:
    """What somebody's function answers at a point, and what it raises, in words after "your gradient"."""
    try:
        with _quiet():
            return function(np.float64(x), np.float64(y)), ""
    except Exception as error:  # whatever a reader's own function raises
        return None, raised(error)


def raised(error: Exception) -> str:
    """An error in words, after "your gradient"."""
    said = " ".join(str(error).split())[:LONGEST].rstrip(".")
    return f"raises {type(error).__name__}" + (f": {said}" if said else "")


def read_claim(answer: object) -> Claim:
    """The vector that an answer is, or why it is none.

    >>> read_claim(None).complaint
    'gives None: does its last line say return?'
    """
    if isinstance(answer, Claim):  # whoever called it has looked already
        return answer
    if answer is None:
        return Claim(None, "gives None: does its last line say return?")
    if answer is ...:
        return Claim(None, "gives three dots: they stand where your code belongs")
    try:
        array = np.asarray(unmasked(answer) if is_masked(answer) else answer)
    except ValueError:
        return Claim(None, "gives rows that differ in length, and two numbers are asked for")
    if array.dtype.kind == "O":
        with contextlib.suppress(TypeError, ValueError):  # fractions, or numbers of other libraries
            array = array.astype(float)
    if array.dtype.kind not in "biuf":
        what = "complex numbers" if array.dtype.kind == "c" else f"{answer!r:.40}"
        return Claim(None, f"gives {what}, and two real numbers are asked for")
    if array.shape != (2,):
        what = "a single number" if array.ndim == 0 else f"an array of shape {array.shape}"
        return Claim(None, f"gives {what}, and two numbers are asked for, of shape (2,)")
    vector = array.astype(float)
    if not np.isfinite(vector).all():
        return Claim(None, f"gives ({', '.join(f'{part:.3g}' for part in vector)}), which is no arrow")
    return Claim(vector)


def claims_on(gradient: Callable, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """What it gives at each point of a grid, call by call: shape (2, *grid), nan where there is no vector."""
    found = [claim_at(gradient, x, y).vector for x, y in zip(X.ravel().tolist(), Y.ravel().tolist(), strict=True)]
    rows = [(np.nan, np.nan) if vector is None else vector for vector in found]
    return np.array(rows, dtype=float).T.reshape(2, *X.shape)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """It is called a thousand times over: what it prints and warns of each time is for the cell that tries it."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
