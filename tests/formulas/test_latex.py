"""Titles of formulas, which Matplotlib has to read."""

import pytest
from hypothesis import given, settings
from matplotlib.mathtext import MathTextParser

from gradcalc.formulas.latex import latex
from gradcalc.formulas.parser import parse
from tests.formulas.trees import trees

reader = MathTextParser("path")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2x", r"2 \, x"), ("x*2", r"x \cdot 2"), ("x^2 y - sin 3x", r"x^{2} \, y - \sin\left(3 \, x\right)"),
        ("(x+y)/(x-y)", r"\frac{x + y}{x - y}"), ("sin^2 x", r"\sin^{2}\left(x\right)"), ("2e-3", r"2 \cdot 10^{-3}"),
        ("(-x)^2", r"\left(-x\right)^{2}"), ("|x|^2", r"\left|x\right|^{2}"), ("ln x", r"\ln\left(x\right)"),
        ("x/y*2", r"\frac{x}{y} \cdot 2"), ("x(y - 1)", r"x \, \left(y - 1\right)"), ("√2", r"\sqrt{2}"),
    ],
)  # fmt: skip
def test_a_formula_is_typeset(typed, written):
    assert latex(parse(typed)) == written


@settings(max_examples=60)
@given(trees())
def test_matplotlib_reads_every_title(tree):
    reader.parse(f"$f(x, y) = {latex(tree)}$")
