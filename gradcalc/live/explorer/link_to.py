"""The link to what an explorer shows, on the site."""

from typing import Any

from gradcalc.address import NO_SITE, SITE
from gradcalc.formulas.writing import text
from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.surfaces import Surface
from gradcalc.live.explorer.cards import given
from gradcalc.live.explorer.link import write_link

PAGE = "explorer.html"  # of the site, with every picture, of which a link says which are shown
IN_PYTHON = "A function written in Python cannot stand in a link: only formulas and the gallery's functions can."


def link_to(explorer: Any) -> str:
    """The link to what an explorer shows now, on the site, as text that `gc.explore` reads too.

    Raises ValueError where there is none, with the reason: for a function written in Python, and as long as nothing
    says where the site is.

    >>> import gradcalc as gc
    >>> gc.explore(lambda x, y: x * y).link
    Traceback (most recent call last):
    ValueError: A function written in Python cannot stand in a link: only formulas and the gallery's functions can.
    """
    if not given(explorer.surface):
        raise ValueError(IN_PYTHON)
    if SITE is None:
        raise ValueError(NO_SITE)
    return f"{SITE}{PAGE}{write_link('1', linked_state(explorer))}"


def linked_state(explorer: Any) -> dict:
    """What a link says of an explorer: each picture adds what it depends on.

    >>> import gradcalc as gc
    >>> linked_state(gc.explore("bowl", x=1, y=1))["f"]
    'bowl'
    """
    state, views = explorer.state, explorer.views
    parts = {
        "f": _function(explorer.surface), "x": state.x, "y": state.y, "angle": state.angle, "h": state.step,
        "method": state.method, "window": [*explorer.window[0], *explorer.window[1]], "views": list(views),
    }  # fmt: skip
    if "surface" in views:
        parts |= {"camera": [state.azimuth, state.elevation], "shows": list(state.shows)}
    if "map" in views:
        parts |= {"arrows": state.arrows, "lengths": state.lengths}
    return parts


def _function(surface: Surface) -> str:
    """The name of a gallery's function, where that is what it is, or else the formula."""
    known = GALLERY.get(surface.name)
    return surface.name if known and known.f == surface.f else text(surface.tree)
