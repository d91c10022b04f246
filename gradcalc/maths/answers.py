"""What a function answers, as numbers: those of Python, of NumPy and of other libraries."""

import math
import numbers
import sys

import numpy as np

from gradcalc.maths.callables import LAMBDIFY, is_expression
from gradcalc.maths.vectors import TRACKED_ANSWER


def read_answer(answer, grid: tuple[int, ...], dtype: np.dtype, name: str) -> np.ndarray:
    """The answer of a function of that name at a point, () as grid, or on a grid: an array of the grid's shape.

    Integers take dtype, which is complex where complex answers are expected; other types stay. What is masked is
    undefined: nan. Raises TypeError for what is no number, ValueError for answers of another shape.
    """
    if not grid and type(answer) in (np.float64, float):
        return np.float64(answer)  # type: ignore[return-value]  # an array without axes, for all that is done with it
    if answer is None:
        raise TypeError(_nothing(name))
    if is_masked(answer):
        values = unmasked(answer)
    else:
        try:
            values = np.asarray(answer)
        except ValueError:
            raise TypeError(_not_a_number(answer, name)) from None
        except RuntimeError as error:  # PyTorch's, for a tensor that remembers what it was made of
            raise TypeError(f"{name} {TRACKED_ANSWER}") from error
    if values.shape != grid:
        if not same_places(values.shape, grid):
            raise ValueError(f"{name} must return one number per point, but it returned shape {values.shape}.")
        values = values.reshape(grid)
    if values.dtype.kind == "O":
        values = _converted(values, np.dtype(dtype), name)
    if values.dtype.kind not in "biufc":
        raise TypeError(_not_a_number(answer, name))
    if values.dtype.kind == "c" and np.dtype(dtype).kind != "c":
        raise TypeError(_not_real(answer, name))
    # At a point a number, which f cannot change afterwards, as it can an array that it answers in each time.
    return (values if values.dtype.kind in "fc" else values.astype(dtype))[()]


def same_places(shape: tuple[int, ...], grid: tuple[int, ...]) -> bool:
    """Whether an array of that shape has one number for each point of a grid, in the same order."""
    return [size for size in shape if size != 1] == [size for size in grid if size != 1]


def is_masked(answer) -> bool:
    """Whether some of an array may be masked. NumPy loads what makes such arrays when somebody asks for it."""
    return "numpy.ma" in sys.modules and isinstance(answer, np.ma.MaskedArray)


def unmasked(answer) -> np.ndarray:
    """The numbers of a masked array, nan where they are masked."""
    return np.ma.filled(answer.astype(float) if answer.dtype.kind in "biu" else answer, np.nan)


def _converted(values: np.ndarray, dtype: np.dtype, name: str) -> np.ndarray:
    """Numbers that NumPy does not know: fractions, decimals, those of mpmath and SymPy."""
    kind = complex if dtype.kind == "c" else float
    return np.array([_number(value, kind, name) for value in values.flat], dtype=kind).reshape(values.shape)


def _number(value, kind: type, name: str) -> float | complex:
    if value is None:
        raise TypeError(_nothing(name))
    if is_masked(value):
        return math.nan
    if isinstance(value, str | bytes):  # float("2") is a number
        raise TypeError(_not_a_number(value, name))
    if isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real) and kind is float:
        raise TypeError(_not_real(value, name))
    try:
        return kind(value)
    except OverflowError:  # a whole number of more than 308 digits
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError):
        raise TypeError(_not_a_number(value, name)) from None


def _nothing(name: str) -> str:
    return f"{name} returned None: does its last line say `return`?"


def _not_real(answer, name: str) -> str:
    return f"{name} must return a real number, but it returned {answer!r:.60}."


def _not_a_number(answer, name: str) -> str:
    mend = f" It is an expression of SymPy: pass {LAMBDIFY}." if is_expression(answer) else ""
    return f"{name} must return a number, but it returned {answer!r:.60}.{mend}"
