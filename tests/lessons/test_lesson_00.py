"""What lesson 00 says of its hill, each statement computed on both sides."""

import pathlib

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.lessons.guides import GUIDES
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.pictures.background import levels_of, sample_map
from gradcalc.pictures.marks import Arrow
from gradcalc.pictures.space import Flat, Line, Word

PATH = pathlib.Path(__file__).parents[2] / "notebooks" / "00_start_here.ipynb"
CELLS = {cell.id: cell.source for cell in nbformat.read(PATH, 4).cells}
coordinates = st.floats(-1.9, 1.9)


def bowl(x, y):
    return x**2 + y**2


@pytest.fixture(scope="module")
def explorer():
    """The first picture of the lesson."""
    names = {"gc": gc}
    exec(CELLS["start_here-04"], names)
    return names["e"]


@pytest.fixture(scope="module")
def hill(explorer):
    return explorer._stage.panels["surface"]


def test_the_first_picture_shows_the_map_and_the_hill(explorer):
    assert explorer.views == ("map", "surface")


@given(coordinates, coordinates)
def test_an_arrow_up_the_hill_or_out_of_it_has_a_third_number_that_the_gradient_lacks(x, y):
    gradient = gc.gradient(bowl, x, y)
    assert gradient.shape == (2,)
    h = 1e-6
    climbed = bowl(*(np.array([x, y]) + h * gradient)) - bowl(x, y)
    up_the_hill = np.array([*(h * gradient), climbed])
    assert climbed == pytest.approx(h * (gradient @ gradient), abs=1e-9)
    # Out of the hill: at a right angle to the ways that lead along it, east, north and up.
    out = np.array([-gradient[0], -gradient[1], 1.0])
    for way in ([1, 0, gradient[0]], [0, 1, gradient[1]], up_the_hill / h):
        assert out @ np.array(way) == pytest.approx(0, abs=1e-4)
    assert PREDICTIONS["00.where_it_points"].answers == ["flat on the floor, along the map"]


def test_the_arrows_lie_on_the_floor_and_the_hill_has_none(hill, explorer):
    solids = hill.solids(explorer.reading)
    on_the_floor = [solid.mark.role for solid in solids if isinstance(solid, Flat) and isinstance(solid.mark, Arrow)]
    assert {"gradient", "direction", "projection"} <= set(on_the_floor)
    assert not [solid for solid in solids if isinstance(solid, Arrow)]


def test_the_small_triangle_measures_the_slope_along_u(hill, explorer):
    solids = hill.solids(explorer.reading)
    (triangle,) = [solid for solid in solids if isinstance(solid, Line) and solid.role == "rise"]
    (x0, x1, _), (y0, y1, _), (z0, _, z1) = triangle.x, triangle.y, triangle.z
    run, rise = np.hypot(x1 - x0, y1 - y0), z1 - z0
    assert run == pytest.approx(1)
    assert rise == pytest.approx([2, 2] @ gc.from_angle(15), abs=1e-5)
    assert any(solid.text == "rise 2.45, run 1" for solid in solids if isinstance(solid, Word))
    assert "the tangent rises by 2.45" in CELLS["start_here-05-space"]


def test_the_scales_are_those_of_the_text(hill, explorer):
    assert hill.hill.factor != 1  # so the title names it
    assert explorer._stage.scale == pytest.approx(1 / 3)


def test_from_each_level_curve_to_the_next_the_height_changes_by_the_same_amount(hill):
    levels = sorted({level for level, _ in hill.hill.contours})
    np.testing.assert_allclose(np.diff(levels), levels[1] - levels[0])


@given(st.floats(0.3, 1.5), st.floats(0, 2 * np.pi))
def test_where_level_curves_are_twice_as_dense_the_gradient_is_twice_as_long(radius, turn):
    # On the bowl, the curves of the heights c and c + rise have the radii √c and √(c + rise).
    rise = 1e-4
    apart = np.sqrt(radius**2 + rise) - radius
    length = np.hypot(*gc.gradient(bowl, radius * np.cos(turn), radius * np.sin(turn)))
    assert length * apart == pytest.approx(rise, rel=1e-3)


def test_from_close_by_the_hill_is_a_plane():
    gaps = []
    for half in (1.0, 0.5, 0.25):  # of what is seen around (1, 1): the gap to the tangent plane, beside the height
        X, Y = np.meshgrid(*(1 + half * np.linspace(-1, 1, 21),) * 2)
        plane = 2 + 2 * (X - 1) + 2 * (Y - 1)
        gaps.append(np.abs(bowl(X, Y) - plane).max() / np.ptp(bowl(X, Y)))
    assert gaps == pytest.approx([1 / 4, 1 / 8, 1 / 16], rel=0.2)


def test_the_curves_of_rosenbrock_stand_for_uneven_steps_where_those_of_the_bowl_are_even():
    bowl_levels, bent_levels = (levels_of(sample_map(gc.GALLERY[name]))[2] for name in ("bowl", "Rosenbrock"))
    np.testing.assert_allclose(np.diff(bowl_levels), np.diff(bowl_levels)[0])
    assert np.diff(bent_levels).max() > 10 * np.diff(bent_levels).min()


def seen(x, y, angle, elevation=30, function="bowl"):
    """What is seen of the bowl or the saddle, by its formula."""
    gradient = np.array([2 * x, 2 * y if function == "bowl" else -2 * y])
    steepness, slope = np.hypot(*gradient), gradient @ gc.from_angle(angle)
    share = slope / steepness if steepness else 0
    names = ("x", "y", "angle", "elevation", "function", "steepness", "slope", "share")
    return dict(zip(names, (x, y, angle, elevation, function, steepness, slope, share), strict=True))


def is_met(goal, state):
    return all(
        state[name] == wanted if isinstance(wanted, str) else wanted[0] <= state[name] <= wanted[1]
        for name, wanted in goal.items()
    )


WAY = [(1, 1, 15), (-1, 1, 15), (0, 0, 15), (1, 0, 180), (1, 0, 90), (1, 0, 90, 90), (1, 0, 90, 90, "saddle")]


@pytest.mark.parametrize("number", range(6))
def test_each_task_of_the_guided_start_is_done_by_what_it_says_and_not_before(number):
    goal = GUIDES["00"].tasks[number].goal
    assert not is_met(goal, seen(*WAY[number]))
    assert is_met(goal, seen(*WAY[number + 1]))


@given(coordinates, coordinates)
def test_the_third_task_asks_to_turn_u_and_the_fourth_allows_a_slope_of_nearly_zero_alone(x, y):
    assert not is_met(GUIDES["00"].tasks[2].goal, seen(x, y, 15))
    for angle in range(0, 360, 15):
        state = seen(x, y, angle)
        if is_met(GUIDES["00"].tasks[3].goal, state):
            assert abs(state["slope"]) < 0.05 * state["steepness"]
