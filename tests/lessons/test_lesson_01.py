"""What lesson 01 says, each statement computed on both sides."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.lessons.predictions import PREDICTIONS

coordinates = st.floats(-3, 3)
A = (1.6, -0.8)


def answer(name):
    (only,) = PREDICTIONS[name].answers
    return only


def mixed(x, y):
    return x**2 * y + 3 * y


@given(coordinates, coordinates)
def test_treating_the_other_letter_as_a_number_gives_the_partial_derivatives(x, y):
    np.testing.assert_allclose(gc.gradient(mixed, x, y), [2 * x * y, x**2 + 3], atol=1e-6)


@given(coordinates, coordinates, st.floats(0.01, 1))
def test_the_forward_difference_of_the_example_misses_by_h_times_y(x, y, h):
    assert (mixed(x + h, y) - mixed(x, y)) / h == pytest.approx(2 * x * y + h * y, abs=1e-9)


@given(coordinates, coordinates)
def test_the_gradient_of_the_saddle_is_as_stated(x, y):
    np.testing.assert_allclose(gc.gradient(lambda x, y: x**2 - y**2, x, y), [2 * x, -2 * y], atol=1e-7)


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(np.array))
def test_the_gradient_of_the_function_of_four_variables_is_as_stated(x):
    found = gc.gradient(lambda x: x[0] * x[1] + x[2] ** 2 - x[3], x)
    np.testing.assert_allclose(found, [x[1], x[0], 2 * x[2], -1], atol=1e-7)


@given(coordinates, coordinates)
def test_the_length_is_the_slope_along_the_gradient_and_no_direction_is_steeper(x, y):
    gradient = gc.gradient(mixed, x, y)
    slopes = [gc.directional_derivative(mixed, x, y, gc.from_angle(angle)) for angle in range(0, 360, 5)]
    length = np.sqrt(gradient[0] ** 2 + gradient[1] ** 2)  # at least 3: ∂f/∂y is x² + 3
    assert gc.directional_derivative(mixed, x, y, gradient) == pytest.approx(length, abs=1e-6)
    assert max(slopes) <= length + 1e-6


def test_the_map_of_the_two_hills_is_as_described():
    hills = gc.GALLERY["two hills"]
    assert hills(1, 0) == pytest.approx(1, abs=0.05)
    assert hills(-1, 0.5) == pytest.approx(0.7, abs=0.05)
    assert 0.3 < hills(*A) < 0.4


def test_from_a_the_ground_falls_to_the_east_and_rises_to_the_north():
    east, north = np.sign(gc.gradient(gc.GALLERY["two hills"], *A))
    words = {1: "up", -1: "down"}
    assert answer("01.signs") == f"east {words[east]}, north {words[north]}"


def test_the_signs_on_the_saddle():
    gradient = gc.gradient(gc.GALLERY["saddle"], -1.0, -1.5)
    np.testing.assert_allclose(gradient, [-2, 3], atol=1e-8)
    assert answer("01.saddle_signs") == "∂f/∂x negative, ∂f/∂y positive"


def test_there_is_one_component_for_each_variable():
    assert gc.gradient(mixed, 1.0, 2.0).shape == (2,)
    assert answer("01.components") == "two"


def test_equally_steep_places_may_have_different_gradients():
    first, second = (gc.gradient(gc.GALLERY["bowl"], *point) for point in ((1.0, 0.0), (0.0, 1.0)))
    assert np.linalg.norm(first) == pytest.approx(np.linalg.norm(second))
    assert not np.allclose(first, second)
    assert answer("01.same_gradient") == "no"


@pytest.mark.parametrize("n", [1, 7, 1000])
def test_forward_differences_need_one_call_for_each_variable_and_one_more(n):
    calls = []
    gc.gradient(lambda x: calls.append(1) or np.sum(x**2), np.ones(n), method="forward", h=1e-7)
    assert len(calls) == n + 1
    assert answer("01.calls") == 1000 + 1


def test_at_the_kink_the_slopes_on_both_sides_differ():
    kinks, h = gc.GALLERY["kinks"], 1e-6
    assert (kinks(h, 1.0) - kinks(0.0, 1.0)) / h == pytest.approx(1)
    assert (kinks(0.0, 1.0) - kinks(-h, 1.0)) / h == pytest.approx(-1)
    assert not gc.explore("kinks", views="components", x=0, y=1).reading.diagnosis.exists


def test_at_the_kink_the_orange_arrow_is_gone_and_away_from_the_axes_it_is_back():
    explorer = gc.explore("kinks", views="components", x=0, y=1)

    def orange():
        marks = explorer.view.frame["marks"]["components"]
        return [mark for mark in marks if mark["kind"] == "Arrow" and mark["role"] == "gradient"]

    assert not orange()
    explorer.x = 0.5
    assert orange()
