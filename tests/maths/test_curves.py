"""Walks: closed forms for circles and ellipses, and properties of any smooth function."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.maths import curves
from gradcalc.maths.curves import climb, follow_level, level_direction

numbers = st.floats(-3, 3)


def bowl(x, y):
    return x**2 + y**2


def elliptic(x, y):
    return x**2 + 4 * y**2


@given(st.floats(0.3, 3), st.floats(0.01, 0.2), st.floats(0, 360), st.sampled_from([1, -1]))
def test_on_a_circle_every_step_turns_by_the_angle_whose_tangent_is_step_over_radius(radius, share, start, way):
    step = way * share * radius
    x, y = radius * gc.from_angle(start)
    walk = follow_level(bowl, x, y, step, 20)
    # Higher ground lies outside, on the left: clockwise, unless the step is negative.
    turned = np.radians(start) - way * np.arange(21) * math.atan(share)
    assert np.allclose(walk.points, radius * np.column_stack([np.cos(turned), np.sin(turned)]), atol=1e-6 * radius)
    assert walk.ending == ""


@given(st.floats(0.3, 3), st.floats(0.01, 0.2))
def test_without_correction_the_circle_grows_by_pythagoras_with_every_step(radius, share):
    walk = follow_level(bowl, radius, 0.0, share * radius, 30, correct=False)
    assert np.allclose(walk.values, radius**2 * (1 + share**2 * np.arange(31)), rtol=1e-6)


@given(st.floats(0.5, 2), st.floats(0, 360))
def test_a_walk_comes_all_the_way_round_an_ellipse_on_a_level(size, t):
    x, y = size * math.cos(math.radians(t)), size / 2 * math.sin(math.radians(t))
    step = 0.02 * size
    walk = follow_level(elliptic, x, y, step, 260)  # the ellipse is 4.84 times its longer half axis long
    assert np.abs(walk.values - size**2).max() < 1e-6 * size**2
    angles = np.unwrap(np.arctan2(2 * walk.points[:, 1], walk.points[:, 0]))
    assert (np.diff(angles) < 0).all()
    assert angles[0] - angles[-1] > 2 * math.pi
    lengths = np.hypot(*np.diff(walk.points, axis=0).T)
    assert (lengths > 0.9 * step).all()
    assert (lengths < 1.1 * step).all()


@given(numbers, numbers, st.floats(0.01, 0.1), st.sampled_from([s for s in gc.GALLERY.values() if s.smooth]))
def test_f_stays_put_along_a_level_curve_or_the_walk_says_why_it_ends(x, y, step, surface):
    walk = follow_level(surface.f, x, y, step, 40)
    slopes = np.array([np.hypot(*surface.gradient(*p)) for p in walk.points])
    noise = 1e-9 * (1 + np.abs(walk.values).max())
    assert (np.abs(walk.values - walk.values[0]) <= 1.01 * curves.OFF_THE_CURVE * step * slopes + noise).all()
    assert (len(walk.points) == 41) == (walk.ending == "")
    assert np.allclose(walk.values, [surface(*p) for p in walk.points])


@given(numbers, numbers, st.floats(0.01, 0.1), st.sampled_from([s for s in gc.GALLERY.values() if s.smooth]))
def test_uphill_f_climbs_with_every_step(x, y, step, surface):
    walk = climb(surface.f, x, y, step, 40)
    assert (np.diff(walk.values) > 0).all()
    assert np.allclose(np.hypot(*np.diff(walk.points, axis=0).T), step)
    assert (len(walk.points) == 41) == (walk.ending == "")


@given(st.floats(0, 360), st.floats(0.001, 1000))
def test_along_the_level_direction_the_slope_is_zero_and_the_gradient_is_on_the_left(angle, size):
    g = size * gc.from_angle(angle)
    t = level_direction(g)
    assert np.hypot(*t) == pytest.approx(1)
    assert g @ t == pytest.approx(0, abs=1e-12 * size)
    assert t[0] * g[1] - t[1] * g[0] == pytest.approx(size)


def test_the_level_direction_of_a_grid_of_gradients():
    g = np.array([[[1.0, 0.0]], [[0.0, 3.0]]])
    assert np.array_equal(level_direction(g), [[[0.0, 1.0]], [[-1.0, 0.0]]])


def test_on_a_plane_the_level_curve_is_straight():
    walk = follow_level(lambda x, y: x + 2 * y, 0.0, 0.0, math.sqrt(5), 3)
    assert np.allclose(walk.points, np.outer(range(4), [2, -1]), atol=1e-6)


def test_uphill_on_the_bowl_the_way_is_straight_and_f_is_the_square_of_the_distance():
    walk = climb(bowl, 0.6, 0.8, 0.5, 4)
    assert np.allclose(walk.points, np.outer(1 + 0.5 * np.arange(5), [0.6, 0.8]))
    assert np.allclose(walk.values, (1 + 0.5 * np.arange(5)) ** 2)


def test_where_the_gradient_is_zero_no_walk_sets_out():
    for walk in (follow_level(bowl, 0.0, 0.0, 0.1, 5), climb(bowl, 0.0, 0.0, 0.1, 5)):
        assert len(walk.points) == 1
        assert "gradient" in walk.ending


def test_a_climb_ends_less_than_a_step_below_the_top():
    walk = climb(lambda x, y: -bowl(x, y), 1.0, 0.0, 0.3, 50)
    assert walk.ending == curves.NO_HIGHER
    assert np.hypot(*walk.points[-1]) < 0.3


def test_a_walk_into_a_saddle_is_given_up_where_the_gradient_no_longer_tells_the_way():
    # The level curve through (1, 1) leads straight into the crossing at the origin.
    walk = follow_level(lambda x, y: x**2 - y**2, 1.0, 1.0, math.sqrt(2) / 4, 9)
    assert 4 <= len(walk.points) < 10
    assert np.abs(walk.values).max() < 1e-9


def test_a_walk_ends_where_f_is_undefined():
    walk = follow_level(lambda x, y: np.sqrt(x) + 0 * y, 0.01, 0.0, 0.1, 3)
    assert walk.ending == ""
    ends = climb(lambda x, y: -np.sqrt(x) + 0 * y, 0.35, 0.0, 0.1, 9)
    assert ends.ending == curves.NO_GROUND
    assert ends.points[-1, 0] > 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: level_direction([0.0, 0.0]), "gradient must not be zero"),
        (lambda: level_direction([1.0, 2.0, 3.0]), "two components"),
        (lambda: follow_level(bowl, 1.0, 0.0, 0.0, 3), "step must be a finite number and not zero"),
        (lambda: follow_level(bowl, 1.0, 0.0, 0.1, -1), "n must be 0 or more"),
        (lambda: climb(bowl, 1.0, 0.0, -0.1, 3), "step must be positive"),
        (lambda: follow_level(lambda x, y: np.log(x) + y, -1.0, 0.0, 0.1, 3), "no gradient at the start"),
    ],
)
def test_what_cannot_be_walked_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words), np.errstate(all="ignore"):
        call()


@pytest.mark.parametrize("surface", [s for s in gc.GALLERY.values() if s.smooth], ids=lambda surface: surface.name)
def test_with_the_exact_gradient_a_walk_is_the_same(surface):
    for walk in (follow_level, climb):
        found = walk(surface.f, *surface.start, 0.05, 30, gradient=surface.gradient)
        differenced = walk(surface.f, *surface.start, 0.05, 30)
        assert np.allclose(found.points, differenced.points, atol=1e-5)
        assert found.ending == differenced.ending
