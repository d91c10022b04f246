"""The curves of lesson 05: functions of one variable, as NumPy computes them and as formulas, with derivatives."""

from collections.abc import Callable

import numpy as np

from gradcalc.formulas.parser import parse
from gradcalc.formulas.tree import Node
from gradcalc.formulas.values import function
from gradcalc.maths.steps import Curve

# In NumPy's words, because numbers of 32 bits stay so: the numbers in a formula are float64.
_CURVES: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "eˣ sin x": (
        lambda x: np.exp(x) * np.sin(x),
        (
            "exp(x) sin(x)", "exp(x)(sin(x) + cos(x))", "2exp(x) cos(x)", "2exp(x)(cos(x) - sin(x))",
            "-4exp(x) sin(x)", "-4exp(x)(sin(x) + cos(x))",
        ),
    ),
    "x²": (lambda x: x * x, ("x*x", "2x", "2", "0", "0", "0")),
    "√x": (
        lambda x: np.sqrt(x),
        ("sqrt(x)", "0.5/sqrt(x)", "-0.25x^(-1.5)", "0.375x^(-2.5)", "-0.9375x^(-3.5)", "3.28125x^(-4.5)"),
    ),
    "sin 30x": (
        lambda x: np.sin(30 * x),
        ("sin(30x)", "30cos(30x)", "-900sin(30x)", "-27000cos(30x)", "810000sin(30x)", "24300000cos(30x)"),
    ),
    "1000 + sin x": (
        lambda x: 1000 + np.sin(x),
        ("1000 + sin(x)", "cos(x)", "-sin(x)", "-cos(x)", "sin(x)", "cos(x)"),
    ),
}  # fmt: skip

TREES: dict[str, tuple[Node, ...]] = {name: tuple(map(parse, texts)) for name, (_, texts) in _CURVES.items()}
"""The formula of each curve and of its first five derivatives."""


def _curve(name: str, f: Callable, trees: tuple[Node, ...]) -> Curve:
    functions = [function(tree) for tree in trees]
    return Curve(name, f, lambda x, n: float(functions[n](np.float64(x), np.float64(0))))


CURVES = {name: _curve(name, f, TREES[name]) for name, (f, _) in _CURVES.items()}
