"""Methods, steps, and the complex step's manners."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc import GALLERY, directional_derivative, gradient, sample_field
from gradcalc.maths.differences import METHODS

REAL_METHODS = [method for method in METHODS if method != "complex"]
SMOOTH = [surface for surface in GALLERY.values() if surface.smooth]


def bowl(x, y):
    return x**2 + y**2


def test_unknown_method_is_refused_with_the_list_of_methods():
    with pytest.raises(ValueError, match="forward, backward, five-point, complex, got 'centrall'"):
        gradient(bowl, 1.0, 1.0, method="centrall")
    with pytest.raises(ValueError, match="central, forward"):
        sample_field(bowl, (0, 1), (0, 1), method=None)


@pytest.mark.parametrize("h", [0, 0.0, -1e-6, np.nan, np.inf, -np.inf])
def test_step_that_is_not_positive_and_finite_is_refused(h):
    for call in (lambda: gradient(bowl, 1.0, 1.0, h=h), lambda: directional_derivative(bowl, 1.0, 1.0, [1, 0], h=h)):
        with pytest.raises(ValueError, match="positive number such as 1e-6"):
            call()


@pytest.mark.parametrize("h", ["1e-6", True, [1e-6], np.array([1e-6, 1e-6]), 1e-6j])
def test_step_that_is_not_a_number_is_refused(h):
    with pytest.raises(TypeError, match="h must be a number such as 1e-6, or None"):
        gradient(bowl, 1.0, 1.0, h=h)


def test_step_that_is_zero_in_float32_is_refused():
    with pytest.raises(ValueError, match="is 0 in float32: take a larger step"):
        gradient(bowl, np.float32(1), np.float32(1), h=1e-50)


@pytest.mark.parametrize("method", REAL_METHODS)
@pytest.mark.parametrize("h", [1e-20, 1e-320])
def test_step_that_is_lost_beside_the_point_gives_0(h, method):
    assert gradient(bowl, 1.0, 1.0, h=h, method=method).tolist() == [0, 0]
    assert directional_derivative(bowl, 1.0, 1.0, [1, 1], h=h, method=method) == 0


@pytest.mark.parametrize("h", [1e-20, 1e-320])
def test_tiny_step_is_used_as_given_where_it_is_not_lost(h):
    assert gradient(lambda x: x, 0.0, h=h, method="forward").tolist() == [1]


@given(st.floats(1e-12, 1))
def test_given_step_is_what_the_difference_is_divided_by(h):
    assert gradient(np.exp, 1.3, h=h, method="forward")[0] == (np.exp(1.3 + h) - np.exp(1.3)) / h
    assert gradient(np.exp, 1.3, h=h, method="backward")[0] == (np.exp(1.3) - np.exp(1.3 - h)) / h
    assert gradient(np.exp, 1.3, h=h)[0] == (np.exp(1.3 + h) - np.exp(1.3 - h)) / (2 * h)


@pytest.mark.parametrize("number", [1, np.float32(1), np.float64(1), np.int64(1)])
def test_step_may_be_any_real_number(number):
    assert gradient(bowl, 1.0, 1.0, h=number, method="forward").tolist() == [3, 3]


@pytest.mark.parametrize("method", ["central", "forward", "backward"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(x=st.floats(-1e6, 1e6))
def test_automatic_step_divides_by_the_distance_really_stepped(method, dtype, x):
    # With the nominal step in the denominator, the slope of x itself would not be exactly 1.
    assert gradient(lambda x: x, dtype(x), method=method).tolist() == [1]


@pytest.mark.parametrize("x", [1e-9, 1.0, 1e9, 1e150])
def test_automatic_step_grows_with_the_coordinate(x):
    assert gradient(lambda x: x**2, x)[0] == pytest.approx(2 * x, rel=1e-8, abs=1e-8)


def test_every_coordinate_has_a_step_of_its_own():
    g = gradient(lambda x, y: np.sin(x) + 1e-6 * y, 0.5, 1e6)
    np.testing.assert_allclose(g, [math.cos(0.5), 1e-6], rtol=1e-8)


def whole_grids(shapes, grid, looks):
    """The calls for whole grids. Some more, for few points, tell which step fits, and whether grids are taken."""
    few = [shape for shape in shapes if shape != grid]
    assert few.count(()) <= 1
    assert len(few) <= 3
    assert sum(map(math.prod, few)) <= 36 * 18 * looks + 36 + 1
    return [shape for shape in shapes if shape == grid]


@pytest.mark.parametrize(
    ("method", "calls"), [("central", 5), ("forward", 3), ("backward", 3), ("five-point", 8), ("complex", 2)]
)
def test_gradient_on_a_grid_takes_a_handful_of_calls(method, calls):
    seen = []

    def f(x, y):
        seen.append(np.shape(x))
        return x**2 * y

    X, Y = np.meshgrid(np.linspace(0, 1, 30), np.linspace(0, 1, 20))
    gradient(f, X, Y, method=method, check=False)
    assert whole_grids(seen, (20, 30), looks=2) == [(20, 30)] * calls


@pytest.mark.parametrize(("method", "calls"), [("central", 5), ("forward", 3), ("complex", 3), ("five-point", 9)])
def test_sample_field_takes_a_handful_of_calls_with_the_values(method, calls):
    seen = []

    def f(x, y):
        seen.append(np.shape(x))
        return x**2 * y

    sample_field(f, (0, 1), (0, 1), 20, method=method, check=False)
    assert whole_grids(seen, (20, 20), looks=2) == [(20, 20)] * calls


@pytest.mark.parametrize(("method", "calls"), [("central", 3), ("forward", 2), ("five-point", 4), ("complex", 1)])
def test_directional_derivative_on_a_grid_takes_a_handful_of_calls(method, calls):
    seen = []

    def f(x, y):
        seen.append(np.shape(x))
        return x * y

    directional_derivative(f, np.ones((5, 5)), np.ones((5, 5)), [1, 2], method=method, check=False)
    assert whole_grids(seen, (5, 5), looks=1) == [(5, 5)] * calls


@pytest.mark.parametrize(("method", "calls"), [("central", 41), ("forward", 51), ("backward", 51), ("complex", 10)])
def test_function_of_an_array_sees_one_point_at_a_time(method, calls):
    seen = []

    def f(w):
        seen.append(np.shape(w))
        return np.sum(w**2)

    gradient(f, np.ones(10), method=method, check=False)
    assert seen == [(10,)] * calls
