"""A function or a surface from whatever somebody gives: where names and formulas are read."""

from collections.abc import Callable
from dataclasses import replace

from numpy.typing import ArrayLike

from gradcalc.functions.formula import Formula, formula
from gradcalc.functions.gallery import GALLERY, of_formula
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.callables import is_expression
from gradcalc.maths.fields import read_limits


def function_in_words(text: str) -> Callable:
    """The function that a text stands for: the name of one in the gallery, or a formula.

    >>> float(function_in_words("bowl")(1.0, 2.0))
    5.0
    """
    return GALLERY[text].f if text in GALLERY else formula(text)


def as_surface(f: Surface | str | Callable, xlim: ArrayLike | None = None, ylim: ArrayLike | None = None) -> Surface:
    """A surface from a surface, the name of one in the gallery, a formula as text, or a function f(x, y).

    xlim and ylim, where given, replace the window. Raises TypeError for anything else and
    ValueError for a formula that cannot be read.

    >>> as_surface("x*y", xlim=(0, 1)).xlim
    (0.0, 1.0)
    """
    if isinstance(f, Surface):
        surface = f
    elif isinstance(f, str):
        surface = GALLERY[f] if f in GALLERY else of_formula(f.strip(), f)
    elif isinstance(f, Formula):
        surface = of_formula(f.text, f.text)
    elif callable(f) or is_expression(f):
        name = getattr(f, "__name__", "<lambda>")
        surface = Surface("your function" if name == "<lambda>" else name, f)
    else:
        raise TypeError(f"f must be a surface, a function of x and y, or a formula as text, got {type(f).__name__}.")
    if xlim is None and ylim is None:
        return surface
    (x0, x1) = window_x = surface.xlim if xlim is None else read_limits(xlim, "xlim")
    (y0, y1) = window_y = surface.ylim if ylim is None else read_limits(ylim, "ylim")
    inside = x0 <= surface.start[0] <= x1 and y0 <= surface.start[1] <= y1
    return replace(surface, xlim=window_x, ylim=window_y, start=surface.start if inside else None)  # type: ignore[arg-type]  # as in Surface
