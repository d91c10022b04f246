"""A surface is a function of two variables with what a picture needs to know about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradcalc.maths.callables import as_function
from gradcalc.maths.fields import read_limits


@dataclass(frozen=True)
class Surface:
    """A function f(x, y) with a name, its LaTeX, a window to look at it through, and its exact gradient.

    xlim and ylim are pairs (low, high); start is the first test point. gradient takes x and y,
    numbers or grids, and returns an array of shape (2, *grid), nan where there is no gradient;
    None means that it is not known. smooth says that f is smooth all over the window. lowest holds the points (x, y)
    at which f is least, as far as they are known.

    A surface is called like its function:

    >>> Surface("bowl", lambda x, y: x**2 + y**2)(1.0, 2.0)
    5.0
    """

    name: str
    f: Callable
    latex: str | None = None
    xlim: tuple[float, float] = (-2.0, 2.0)
    ylim: tuple[float, float] = (-2.0, 2.0)
    start: tuple[float, float] = None  # type: ignore[assignment]  # __post_init__ puts a point there
    gradient: Callable | None = None
    smooth: bool = False
    lowest: tuple[tuple[float, float], ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "f", as_function(self.f))
        object.__setattr__(self, "xlim", read_limits(self.xlim, "xlim"))
        object.__setattr__(self, "ylim", read_limits(self.ylim, "ylim"))
        if self.start is None:
            # Off the middle, where so many functions have a gradient of zero.
            (x0, x1), (y0, y1) = self.xlim, self.ylim
            object.__setattr__(self, "start", (x0 + 0.75 * (x1 - x0), y0 + 0.75 * (y1 - y0)))
        if not all(
            low <= value <= high for value, (low, high) in zip(self.start, (self.xlim, self.ylim), strict=True)
        ):
            raise ValueError(
                f"start must lie in the window, got {self.start} for xlim {self.xlim} and ylim {self.ylim}."
            )

        if self.gradient is not None and np.shape(self.gradient(*self.start)) != (2,):
            raise ValueError(
                "gradient must return the two partial derivatives at a point, as an array of shape (2,)."
            )

    def __call__(self, x, y):
        return self.f(x, y)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the window that is nearest to a point."""
        return min(max(x, self.xlim[0]), self.xlim[1]), min(max(y, self.ylim[0]), self.ylim[1])

    @property
    def tree(self) -> Any:
        """The syntax tree of f where it is a formula, as nested tuples; else None. The page computes all from it.

        >>> Surface("product", "x*y").tree, Surface("in Python", lambda x, y: x * y).tree
        (('*', 'x', 'y'), None)
        """
        return getattr(self.f, "tree", None)

    @property
    def title(self) -> str:
        """The formula for a headline, in Matplotlib's mathtext."""
        return f"$f(x, y) = {self.latex}$" if self.latex else f"f(x, y): {self.name}"
