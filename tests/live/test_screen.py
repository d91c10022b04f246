"""What one page has told of its screen, all pictures begin with that are made later."""

import pytest

import gradcalc as gc
from gradcalc.live import screen


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    monkeypatch.setattr(screen, "_known", {"pixel_ratio": 1, "dark": False})


def in_python(x, y):
    return x**2 + y**2


def test_a_picture_is_drawn_once_for_the_screen_that_another_was_told_of():
    first = gc.explore(in_python)
    assert not first.view.panels[0]["dark"]
    first.view.set_state({"screen": {"pixel_ratio": 2, "dark": True}})  # what a browser sends
    later, board = gc.explore(in_python), gc.explore_descent("bowl")
    for view in (first.view, later.view, board.view):
        assert view.screen == {"pixel_ratio": 2, "dark": True}
    assert first.view.panels[0]["png"] == later.view.panels[0]["png"]
    assert all(background["dark"] for background in board.view.backgrounds.values())


def test_what_python_sets_is_for_one_picture_alone():
    first = gc.explore()
    first.view.screen = {"pixel_ratio": 2, "dark": True}
    assert gc.explore().view.screen == {"pixel_ratio": 1, "dark": False}


def test_contours_and_hills_have_the_colours_of_both_themes():
    panels = {panel["kind"]: panel for panel in gc.explore(in_python, views=("map", "surface")).view.panels}
    for panel in panels.values():
        assert all(light != dark for _, (light, dark), _, _ in panel["levels"]["shapes"][:1])
        assert len(panel["levels"]["ink"]) == len(panel["levels"]["alpha"]) == 2
    light, dark = panels["surface"]["hill"]["colours"]
    assert light != dark
    assert len(light) == len(dark)


@pytest.mark.parametrize(
    ("views", "field", "gradient"),
    [
        (("map", "surface"), True, True),
        (("level", "surface", "slopes", "slice"), False, True),
        (("components",), False, True),
        (("slopes", "slice"), False, False),
    ],
)
def test_the_note_speaks_of_arrows_that_are_in_the_picture_alone(views, field, gradient):
    note = gc.explore(views=views).view.frame["note"]
    assert note.startswith("Forward differences, h = 1.0e-07.")
    assert ("The grey field has" in note) is field
    assert ("∇f" in note) is gradient
