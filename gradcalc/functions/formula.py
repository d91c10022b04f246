"""Formulas typed as text, such as "x² + sin y", as functions of x and y with their exact gradient.

The text is parsed into a tree of numbers, letters and known functions. Raw text is never evaluated.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.formulas.parser import parse
from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.tree import Node, depends_on
from gradcalc.formulas.values import Function, function


@dataclass(frozen=True)
class Formula:
    """A function of x and y that somebody typed; it takes numbers, grids and complex numbers.

    text is what was typed, tree what it means. Where no y stands in it, it is a function of x alone as well.
    """

    text: str
    tree: Node

    def __call__(self, x: Any, y: Any = None) -> Any:
        if y is None:
            if depends_on(self.tree, "y"):
                raise TypeError(f"the formula {self.text:.40} is one of x and y: it needs two numbers.")
            y = 0.0
        x, y = (np.asanyarray(v) if np.asanyarray(v).dtype.kind in "fc" else np.asarray(v, float) for v in (x, y))
        with np.errstate(all="ignore"):
            # Adding zeros gives a constant the shape of the grid.
            return self._function(x, y) + np.zeros(np.broadcast_shapes(x.shape, y.shape))

    @cached_property
    def _function(self) -> Function:
        return function(self.tree)

    @property
    def __name__(self) -> str:
        return self.text if len(self.text) <= 40 else "the formula"

    @property
    def latex(self) -> str:
        """The formula as LaTeX, in the part of it that Matplotlib reads."""
        return latex(self.tree)

    def gradient(self, x: Any, y: Any) -> np.ndarray:
        """The exact partial derivatives at x and y, shape (2, *grid), nan where there is none."""
        return gradient(self.tree, x, y)


def formula(text: str) -> Formula:
    """The function of x and y that a formula describes, written as on a blackboard.

    Powers are x^2, x**2 or x²; 2x, x y and 3(x + y) are products; sin x, |x|, ln x and √x are known. Numbers are
    floats, so that 9^9^9^9 is infinite instead of endless. Raises TypeError for anything but text, and FormulaError,
    a ValueError that names the place and the mend, for text that is no formula or may mean two things.

    >>> f = formula("x² + sin(πy)")
    >>> float(f(3, 0.5))
    10.0
    >>> f.gradient(3, 1).round(3)
    array([ 6.   , -3.142])
    """
    if not isinstance(text, str):
        raise TypeError(f"the formula must be text such as 'x**2 + y**2', got {type(text).__name__}.")
    return Formula(text.strip(), parse(text))
