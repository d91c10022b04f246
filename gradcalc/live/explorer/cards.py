"""What the page is told of a function: all that it needs to compute a formula by itself."""

from gradcalc.functions.formula import Formula
from gradcalc.functions.surfaces import Surface


def given(surface: Surface) -> dict:
    """The tree of a formula with its name and, where its title is not that tree, a title; else nothing.

    What has another gradient than the formula's own stays with Python.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> given(GALLERY["tilted plane"])
    {'name': 'tilted plane', 'tree': ('+', ('*', 'x', ('over', ('number', '2'))), 'y'), 'title': ''}
    """
    f = surface.f
    if not isinstance(f, Formula) or surface.gradient != f.gradient:
        return {}
    title = "" if surface.latex == f.latex else f"f(x, y): {surface.name}"
    return {"name": surface.name, "tree": f.tree, "title": title}


def card(surface: Surface) -> dict:
    """A formula with the window it comes with and its first test point; else nothing."""
    found = given(surface)
    return {**found, "xlim": surface.xlim, "ylim": surface.ylim, "start": surface.start} if found else {}
