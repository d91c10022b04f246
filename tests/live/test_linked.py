"""A link says what an explorer shows, and an explorer shows what a link says, whoever has written it."""

import pytest

import gradcalc as gc
from gradcalc.functions.gallery import of_formula
from gradcalc.functions.surfaces import Surface
from gradcalc.live.explorer import link_to
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.explorer.link import write_link
from gradcalc.live.explorer.link_to import linked_state


def test_a_link_brings_the_whole_state_back():
    state = {"x": 0.25, "y": -1.5, "angle": 200, "step": 1e-3, "method": "central", "arrows": 9, "lengths": "equal"}
    look = {"azimuth": 10, "elevation": 60, "shows": ("plane", "cut")}
    shown = gc.explore("x^2 y - sin(3x)", xlim=(-1, 1), ylim=(-2, 0), views=("map", "surface"), **state, **look)
    again = gc.explore(write_link("1", linked_state(shown)))
    assert (again.state, again.window, again.views) == (shown.state, shown.window, shown.views)
    assert again.surface.tree == shown.surface.tree
    assert again.view.message == ""


@pytest.mark.parametrize("name", gc.GALLERY)
def test_functions_of_the_gallery_are_called_by_their_names(name):
    state = linked_state(Explorer(name))
    assert state["f"] == name
    again = gc.explore(write_link("1", state))
    assert again.surface == gc.GALLERY[name]


def test_a_function_with_the_name_of_another_is_written_as_its_formula():
    assert linked_state(Explorer(of_formula("bowl", "x*y")))["f"] == "x*y"


def test_where_there_is_no_link_the_reason_is_said(monkeypatch):
    explorer = Explorer("x*y", x=1, y=1)
    monkeypatch.setattr(link_to, "SITE", None)
    with pytest.raises(ValueError, match="no address on the web yet"):
        _ = explorer.link
    monkeypatch.setattr(link_to, "SITE", "https://somebody.example.org/gradcalc/")
    assert explorer.link.startswith("https://somebody.example.org/gradcalc/explorer.html#gradcalc=1&f=x*y&x=1&y=1&")
    for other in (lambda x, y: x * y, Surface("bowl", lambda x, y: x)):
        with pytest.raises(ValueError, match="written in Python"):
            _ = Explorer(other).link


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#gradcalc=1&f=x*y&x=nan", "“x”"),
        ("#gradcalc=1&f=<script>alert(1)</script>", "does not fit together"),
        ("#gradcalc=1&f=__import__('os')", "does not fit together"),
        ("#gradcalc=1&f=sqrt(-1)", "does not fit together"),
        ("#gradcalc=1&f=x*y&window=0,1e308,0,1e308", "does not fit together"),
        ("#gradcalc=1&f=x*y&x=50", "does not fit together"),
        ("#gradcalc=1&f=x^2%zz", "damaged"),
        ("#gradcalc=1&f=" + "(" * 1001, "“f”"),
        ("#gradcalc=1&f=" + "(" * 999, "does not fit together"),
        ("https://a.org/06.html#gradcalc=descent&function=bowl&rate=0.1", "board"),
        ("#gradcalc=", "names no picture"),
    ],
)
def test_what_cannot_be_shown_is_said_under_the_picture_as_it_stands_at_first(link, said):
    explorer = gc.explore(link)
    assert said in explorer.view.message
    assert "<" not in explorer.view.message
    assert explorer.surface == gc.GALLERY["bowl"]
