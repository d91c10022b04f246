"""Families of functions that answers are called with: a name and a few parameters make a function.

The name and the parameters are plain data, so that a function can be sent to another process and
rebuilt there. This file needs nothing but NumPy and knows no gradients, so it can be loaded there alone.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType

import numpy as np

Parameter = float | tuple[float, ...]


@dataclass(frozen=True)
class Family:
    """A formula in the arguments of a function and in parameters, written in Python with NumPy as np.

    Every formula but that of the kinks is smooth. All take numbers, grids and complex numbers alike.
    """

    arguments: str
    parameters: str
    formula: str


FAMILIES: dict[str, Family] = {
    "quadratic": Family("x, y", "a, b, c, d, e", "a*x**2 + b*x*y + c*y**2 + d*x + e*y"),
    "wave": Family("x, y", "a, b, c, d", "a*np.sin(b*x)*np.cos(c*y) + d*x"),
    "quartic": Family("x, y", "a, b, c, d", "a*(x - c)**4 + b*(y - d)**4"),
    "monkey": Family(
        "x, y",
        "a, b, c, d",
        "a*((x - c)**3 - 3*(x - c)*(y - d)**2) + b*(3*(x - c)**2*(y - d) - (y - d)**3)",
    ),
    "hill": Family("x, y", "a, b, c, d", "a*np.exp(-((x - b)**2) - c*(y - d)**2)"),
    "valley": Family("x", "a, b", "np.sum(a * x**2) + np.sum(b * x)**2"),
    "chain": Family("x", "a, b, c", "a*np.sum(x**2) + b*np.sum(np.sin(x)) + c*np.sum(x[1:] * x[:-1])"),
    "cubic": Family("x", "a, b, c, d", "a*x**3 + b*x**2 + c*x + d"),
    "sine": Family("x", "a, b, c", "a*np.sin(b*x + c)"),
    "exponential": Family("x", "a, b", "a*np.exp(b*x)"),
    "kinks": Family("x", "a, b, c, d, e", "a*np.abs(x - b) + c*np.sqrt((x - d)**2 + e**2) + np.sin(x)"),
    "soft maximum": Family("x", "a, b", "b*np.log(np.sum(np.exp(a * x)))"),
    "logistic": Family("w", "a, b", "np.log(1 + np.exp(-np.dot(a, w))) + b*np.sum(w**2)"),
    "one neuron": Family("w", "a, b, c", "(np.tanh(np.dot(a, w)) - b)**2 + c*np.sum(w**2)"),
}


def source(family: str, parameters: tuple[Parameter, ...]) -> str:
    """The function as a line of Python that a reader can copy; a tuple of numbers becomes an array.

    >>> source("quadratic", (1.0, 0.0, -2.0, 0.5, 0.0))
    'lambda x, y: 1.0*x**2 + 0.0*x*y - 2.0*y**2 + 0.5*x + 0.0*y'
    """
    return f"lambda {FAMILIES[family].arguments}: {formula(family, parameters)}"


def formula(family: str, parameters: tuple[Parameter, ...]) -> str:
    """What that line computes, with its numbers.

    >>> formula("quadratic", (1.0, 0.0, -2.0, 0.5, 0.0))
    '1.0*x**2 + 0.0*x*y - 2.0*y**2 + 0.5*x + 0.0*y'
    """
    recipe = FAMILIES[family]
    values = dict(zip(recipe.parameters.split(", "), map(_literal, parameters), strict=True))
    written = re.sub(r"\b[a-e]\b", lambda match: values[match[0]], recipe.formula)
    return written.replace("+ -", "- ").replace("- -", "+ ")


def _literal(value: Parameter) -> str:
    if isinstance(value, tuple):
        return f"np.array({[float(v) for v in value]})"
    return f"{float(value)}"


def build(family: str, parameters: tuple[Parameter, ...], calls: int | None = None) -> Callable:
    """The function itself, a plain Python function; where calls is given, it refuses to be called more often.

    >>> build("quadratic", (1.0, 0.0, -2.0, 0.5, 0.0))(2.0, 1.0)
    3.0
    """
    make = eval(_code(family), {"np": np})
    function = make(*(np.array(value) if isinstance(value, tuple) else float(value) for value in parameters))
    return function if calls is None else _counted(function, calls)


@functools.cache
def _code(family: str) -> CodeType:
    recipe = FAMILIES[family]
    # The text is one of the formulas above, never anything that came from elsewhere.
    return compile(f"lambda {recipe.parameters}: lambda {recipe.arguments}: {recipe.formula}", "<string>", "eval")


def _counted(function: Callable, calls: int) -> Callable:
    """The function, which ends a loop over many points: it is called on whole arrays or not at all."""
    left = iter(range(calls))

    def f(*arguments):
        if next(left, None) is None:
            raise RuntimeError(f"f was called more than {calls} times")
        return function(*arguments)

    return f
