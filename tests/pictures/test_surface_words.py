"""The hill in words: they say of its layers what is drawn, and no more."""

import functools

import pytest

import gradcalc as gc
from gradcalc.functions.given import as_surface
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.scenes.surface import surface_words
from gradcalc.pictures.space import Pane, Spot
from gradcalc.readings.point import State, read


@functools.cache
def hill(name):
    return hill_of(sample_map(gc.GALLERY[name]))


def shown(name, layer, **state):
    """What a layer draws on the hill of a function, and the words of that hill."""
    reading = read(gc.GALLERY[name], State(shows=(layer,), **state))
    return LAYERS[layer](hill(name), reading), surface_words(hill(name), reading)


@pytest.mark.parametrize("layer", ["plane", "rises"])
@pytest.mark.parametrize(("name", "x", "y"), [("kinks", 0, 1), ("not differentiable", 0, 0)])
def test_where_f_is_not_differentiable_there_is_no_tangent_plane_and_no_word_of_one(name, layer, x, y):
    solids, words = shown(name, layer, x=x, y=y, angle=55)
    assert solids == []
    assert "plane" not in words
    assert "Of the rise" not in words


def test_the_two_rises_are_said_and_add_up_to_the_slope():
    _, words = shown("bowl", "rises", x=1, y=1, angle=90 - 36.8698976458)  # u = (3/5, 4/5), the gradient (2, 2)
    assert "1.20 comes from its part along x, 1.60 from y" in words


@pytest.mark.parametrize(
    ("step", "said"), [(1e-7, "touches the hill"), (1.0, "three points of the hill, two of them 1")]
)
def test_the_plane_of_a_long_step_is_not_said_to_touch_the_hill(step, said):
    solids, words = shown("bowl", "plane", x=0.3, y=-0.5, step=step)
    assert said in words
    spots = [(spot.x, spot.y, spot.z) for spot in solids if isinstance(spot, Spot)]
    ends = [(x, y, pytest.approx(x**2 + y**2)) for x, y in ((1.3, -0.5), (0.3, 0.5))]  # on the hill itself
    assert spots == (ends if step == 1 else [])


def test_at_a_kink_the_cuts_along_the_axes_are_there_without_slopes():
    solids, words = shown("kinks", "slices", x=0, y=1)
    assert any(isinstance(solid, Pane) for solid in solids)
    assert "Two cuts lead through the point, along x and along y." in words


def test_on_the_floor_of_a_level_place_lies_no_arrow_and_the_cut_neither_climbs_nor_falls():
    _, words = shown("bowl", "cut", x=0, y=0)
    assert "no arrow lies on the floor" in words
    assert "is level there, with slope 0.00" in words


def test_where_the_hill_is_cut_off_nothing_is_said_of_layers_that_are_not_drawn():
    peak = as_surface("1/(x^2 + y^2)")
    for x, said in ((0.05, "Over (0.05, 0.00) the hill is cut off"), (1.5, "The level curve through the point")):
        words = surface_words(hill_of(sample_map(peak)), read(peak, State(x=x, y=0, shows=("level",))))
        assert said in words
        assert ("runs over the hill" in words) == (x == 1.5)


def test_the_arrow_on_the_floor_is_called_what_it_is():
    bowl = gc.GALLERY["bowl"]
    assert "lies the gradient (1.60, 0.00)." in surface_words(hill("bowl"), read(bowl, State(x=0.8, y=0)))
    long = surface_words(hill("bowl"), read(bowl, State(x=0.3, y=0.3, step=1)))
    assert "lies the arrow (1.60, 1.60) that the differences give." in long
