"""The function that a tree is, of numbers, grids and complex numbers: the NumPy that one would write by hand."""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from gradcalc.formulas.tree import Node, kind

CONSTANTS = {"pi": np.float64(np.pi), "e": np.float64(np.e)}
FUNCTIONS: dict[str, Callable] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan,
    "arctan2": np.arctan2, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp, "log": np.log,
    "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "hypot": np.hypot, "abs": np.abs, "sign": np.sign,
    "minimum": np.minimum, "maximum": np.maximum, "neg": np.negative,
    "^": operator.pow,
}  # fmt: skip


Function = Callable[[Any, Any], Any]


def function(node: Node) -> Function:
    """The function of x and y that a tree is, of float or complex arrays that broadcast.

    >>> float(function(("*", ("number", "2"), "x"))(np.array(3.0), np.array(0.0)))
    6.0
    """
    what = kind(node)
    if what == "x":
        return lambda x, y: x
    if what == "y":
        return lambda x, y: y
    if what in CONSTANTS or what == "number":
        number = CONSTANTS[what] if what in CONSTANTS else np.float64(node[1])
        return lambda x, y: number
    if what == "+":
        return _one_after_another(node, "neg", operator.sub, operator.add)
    if what == "*":
        return _one_after_another(node, "over", operator.truediv, operator.mul)
    f = FUNCTIONS[what]
    if len(node) == 2:
        inner = function(node[1])
        return lambda x, y: f(inner(x, y))
    one, two = function(node[1]), function(node[2])
    if what == "^" and node[2] == ("number", "2"):
        return lambda x, y: np.square(one(x, y))  # rounded once, also at a single point, where NumPy asks C's pow
    return lambda x, y: f(one(x, y), two(x, y))


def _one_after_another(node: Node, reverse: str, backward: Callable, forward: Callable) -> Function:
    """A sum or a product from left to right, in which what is marked as the reverse is taken away again."""
    first = function(node[1])
    rest = [
        (backward, function(part[1])) if kind(part) == reverse else (forward, function(part)) for part in node[2:]
    ]

    def total(x: Any, y: Any) -> Any:
        so_far = first(x, y)
        for join, part in rest:
            so_far = join(so_far, part(x, y))
        return so_far

    return total
