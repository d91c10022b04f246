import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gradcalc import directional_derivative, from_angle, gradient, gradient_2d
from gradcalc.maths.differences import METHODS

TOLERANCE = {"forward": 1e-6, "backward": 1e-6, "central": 1e-9, "five-point": 1e-9, "complex": 1e-14}

coordinate = st.floats(-2, 2)
angle = st.floats(0, 360)


def bowl(x, y):
    return x**2 + y**2


SMOOTH = [
    (lambda x: np.sin(x) * np.exp(x / 3),
     lambda x: [np.exp(x / 3) * (np.cos(x) + np.sin(x) / 3)], (0.7,)),
    (lambda x, y: x**2 * y + np.exp(x) * np.cos(y),
     lambda x, y: [2 * x * y + np.exp(x) * np.cos(y), x**2 - np.exp(x) * np.sin(y)], (0.7, -1.2)),
    (lambda x, y, z: x * y * z + np.sin(x * z),
     lambda x, y, z: [y * z + z * np.cos(x * z), x * z, x * y + x * np.cos(x * z)], (0.7, -1.2, 1.5)),
]  # fmt: skip


def packed(w):
    return np.sum(w**3) + w[0] * np.exp(w[-1])


def packed_gradient(w):
    g = 3 * np.asarray(w) ** 2
    g[0] += np.exp(w[-1])
    g[-1] += w[0] * np.exp(w[-1])
    return g


def close(found, exact, tolerance):
    return np.abs(found - exact).max() <= tolerance * np.abs(exact).max()


def test_gradient_of_the_notes_example():
    np.testing.assert_allclose(gradient(bowl, 1.0, 1.0), [2, 2], atol=5e-7)
    np.testing.assert_allclose(gradient_2d(bowl, 1.0, 1.0), [2, 2], atol=5e-7)


@pytest.mark.parametrize(
    ("direction", "printed"),
    [([1, 0], "2.000000"), ([0, 1], "2.000000"), ([1, 1], "2.828427"), ([1, -1], "0.000000")],
)
def test_directional_derivatives_of_the_notes_example(direction, printed):
    assert f"{abs(directional_derivative(bowl, 1.0, 1.0, direction)):.6f}" == printed
    assert (
        f"{abs(directional_derivative(bowl, 1.0, 1.0, np.array(direction), method='forward', h=1e-7)):.6f}" == printed
    )


def test_gradient_2d_is_the_notes_double_loop():
    def notes_gradient_2d(f, x, y, h=1e-7):
        df_dx = (f(x + h, y) - f(x, y)) / h
        df_dy = (f(x, y + h) - f(x, y)) / h
        return np.array([df_dx, df_dy])

    X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
    U, V = np.zeros_like(X), np.zeros_like(Y)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            U[i, j], V[i, j] = notes_gradient_2d(bowl, X[i, j], Y[i, j])
    # One last digit of f, divided by h: NumPy may square a number and an array differently.
    np.testing.assert_allclose(gradient_2d(bowl, X, Y), [U, V], rtol=0, atol=2e-8)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("f", "exact", "point"), SMOOTH)
def test_gradient_at_a_point_agrees_with_the_closed_form(f, exact, point, method):
    g = gradient(f, *point, method=method)
    assert g.shape == (len(point),)
    assert close(g, np.array(exact(*point)), TOLERANCE[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("f", "exact", "point"), SMOOTH[1:])
def test_gradient_on_a_grid_agrees_with_the_closed_form(f, exact, point, method):
    grids = np.meshgrid(*[np.linspace(-1, 2, n) for n in (4, 5, 6)[: len(point)]])
    g = gradient(f, *grids, method=method)
    assert g.shape == (len(point), *grids[0].shape)
    assert close(g, np.array(exact(*grids)), TOLERANCE[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("n", [1, 2, 30])
def test_gradient_of_a_function_of_an_array_agrees_with_the_closed_form(n, method):
    w = np.linspace(-1.5, 1.7, n)
    assert close(gradient(packed, w, method=method), packed_gradient(w), TOLERANCE[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("f", "exact", "point"), SMOOTH)
def test_directional_derivative_agrees_with_the_closed_form(f, exact, point, method):
    v = np.array([3.0, -4.0, 12.0])[: len(point)]
    expected = np.array(exact(*point)) @ v / math.hypot(*v)
    slope = directional_derivative(f, *point, v, method=method)
    assert type(slope) is float
    assert slope == pytest.approx(expected, rel=10 * TOLERANCE[method])


@pytest.mark.parametrize("method", METHODS)
def test_directional_derivative_of_a_function_of_an_array(method):
    w, v = np.linspace(-1.5, 1.7, 7), np.arange(7.0)
    expected = packed_gradient(w) @ v / math.hypot(*v)
    assert directional_derivative(packed, w, v, method=method) == pytest.approx(expected, rel=10 * TOLERANCE[method])


@pytest.mark.parametrize("method", METHODS)
def test_directional_derivative_on_a_grid_with_one_direction_and_with_many(method):
    f, exact, _ = SMOOTH[1]
    X, Y = np.meshgrid(np.linspace(-1, 1, 4), np.linspace(0, 2, 3))
    g, many = np.array(exact(X, Y)), from_angle(np.arange(12).reshape(3, 4) * 30)
    for direction, u in (([1, 1], np.full((2, 3, 4), math.sqrt(0.5))), (5 * many, many)):
        slope = directional_derivative(f, X, Y, direction, method=method)
        assert slope.shape == (3, 4)
        np.testing.assert_allclose(slope, (g * u).sum(axis=0), rtol=0, atol=20 * TOLERANCE[method])


FIELDS = [
    lambda x, y: x**3 - 3 * x * y**2,
    lambda x, y: np.sin(x) * np.cos(y),
    lambda x, y: np.exp(x / 2 - y / 3),
    lambda x, y: 1 / (1 + x**2 + y**2),
]
field = st.sampled_from(FIELDS)


@given(field, field, st.floats(-5, 5), st.floats(-5, 5), coordinate, coordinate)
def test_gradient_is_linear(f, g, a, b, x, y):
    combined = gradient(lambda x, y: a * f(x, y) + b * g(x, y), x, y)
    np.testing.assert_allclose(combined, a * gradient(f, x, y) + b * gradient(g, x, y), atol=2e-7)


@given(field, angle, coordinate, coordinate)
def test_gradient_turns_with_the_coordinates(f, degrees, x, y):
    cos, sin = from_angle(degrees)
    R = np.array([[cos, -sin], [sin, cos]])
    turned = gradient(lambda x, y: f(cos * x - sin * y, sin * x + cos * y), x, y)
    np.testing.assert_allclose(turned, R.T @ gradient(f, *(R @ [x, y])), atol=1e-8)


@given(field, angle, coordinate, coordinate)
def test_directional_derivative_is_the_gradient_times_the_direction(f, degrees, x, y):
    u = from_angle(degrees)
    assert directional_derivative(f, x, y, u) == pytest.approx(gradient(f, x, y) @ u, abs=1e-8)


@given(field, angle, coordinate, coordinate, st.floats(allow_nan=False, allow_infinity=False, min_value=5e-324))
def test_the_length_of_the_direction_changes_nothing(f, degrees, x, y, size):
    v = from_angle(degrees) / 2 * size
    # Tiny vectors are stored with few digits; what counts is the direction that they still have.
    assume(np.abs(v).max() > 0)
    expected = gradient(f, x, y) @ (v / np.abs(v).max()) / math.hypot(*(v / np.abs(v).max()))
    assert directional_derivative(f, x, y, v) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("size", [1.7e308, 1e-300, 5e-324])
def test_huge_and_tiny_directions_are_normalised(size):
    assert directional_derivative(bowl, 1.0, 1.0, [size, size]) == pytest.approx(math.sqrt(8))


@pytest.mark.parametrize("size", [1e50, 1e-50])
def test_direction_outside_the_range_of_float32_is_normalised(size):
    one = np.float32(1)
    assert directional_derivative(bowl, one, one, [size, size]) == pytest.approx(math.sqrt(8), rel=1e-4)


@given(field, angle, coordinate, coordinate, st.floats(1e-100, 1e100))
def test_without_normalising_the_derivative_grows_with_the_vector(f, degrees, x, y, size):
    u = from_angle(degrees)
    expected = size * directional_derivative(f, x, y, u)
    assert directional_derivative(f, x, y, size * u, unit=False) == pytest.approx(expected, abs=1e-8 * size)


@given(field, angle, coordinate, coordinate)
def test_no_direction_is_steeper_than_the_gradients(f, degrees, x, y):
    g = gradient(f, x, y)
    assume(np.hypot(*g) > 1e-3)
    steepest = directional_derivative(f, x, y, g)
    assert steepest == pytest.approx(np.hypot(*g), abs=1e-8)
    assert directional_derivative(f, x, y, from_angle(degrees)) <= steepest + 1e-8


def test_what_follows_the_point_is_keyword_only():
    assert gradient(bowl, 1.0, 1.0, h=1e-4, method="five-point") == pytest.approx([2, 2])


def test_a_list_as_method_is_refused_like_any_other():
    with pytest.raises(ValueError, match="five-point"):
        gradient(lambda x, y: x, 1.0, 1.0, method=["central"])


@pytest.mark.parametrize("direction", [[], [[1, 0]]])
def test_a_direction_of_the_wrong_shape_is_named_as_that(direction):
    with pytest.raises(ValueError, match="direction has"):
        directional_derivative(lambda x, y: x, 1.0, 1.0, direction)


def test_rows_of_different_lengths_from_f_are_refused():
    with pytest.raises(TypeError, match="must return a number"):
        gradient(lambda x, y: [[1], [1, 2]], 1.0, 1.0)


def test_one_array_for_a_function_of_two_numbers_is_explained():
    with pytest.raises(TypeError) as caught:
        gradient(lambda x, y: x + y, [1.0, 1.0])
    assert "gradient(f, x, y)" in caught.value.__notes__[0]


# Along their level curves these change by rounding alone.
LEVEL = [
    (lambda x, y: x + 2 * y, [2, -1]),
    (lambda x, y: 1e9 * (3 * x - 7 * y), [7, 3]),
    (lambda x, y: np.exp(x - y), [1, 1]),
    (lambda x, y, z: x - 1e-9 * (y + z), [0, 1, -1]),
    (lambda x, y, z: np.sin(x + y + z) / 3, [1, 1, -2]),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "direction"), LEVEL)
def test_along_a_level_curve_rounding_is_no_kink(f, direction):
    for place in np.random.default_rng(1).uniform(-3, 3, (40, len(direction))):
        slope = directional_derivative(f, *place, direction)
        assert abs(slope) < 1e-7 * np.linalg.norm(gradient(f, *place))


def test_a_kink_across_a_steep_slope_is_still_told():
    with pytest.warns(UserWarning, match="kink"):
        directional_derivative(lambda x, y: 1000 * (x + y) + abs(x - y), 1.0, 1.0, [1, -1])


def test_a_step_is_never_lost_in_the_point_where_the_function_vanishes_along_a_line():
    angles = np.radians(np.arange(0, 360, 5))
    u = np.array([np.cos(angles), np.sin(angles)])
    x, y = np.array([[-0.2], [0.3]]) + 0.1 * u  # on the diagonals f is 0
    exact = 4 * 1.3 * ((x + 0.2) ** 3 * u[0] - (y - 0.3) ** 3 * u[1])
    slopes = directional_derivative(lambda x, y: 1.3 * ((x + 0.2) ** 4 - (y - 0.3) ** 4), x, y, u)
    np.testing.assert_allclose(slopes, exact, atol=1e-8)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "point", [(0.0, 2.0, 1.0, 1.0), (2.0, 3.17e-28, 0.0, 2**-8), (0.5, 2.0, 0.0, 1.0), (1e-3, 3.0, 2.0, 4.003)]
)
def test_where_terms_cancel_slopes_are_as_exact_as_elsewhere(point):
    x = np.array(point)
    found = gradient(lambda x: x[0] * x[1] + x[2] ** 2 - x[3], x)
    np.testing.assert_allclose(found, [x[1], x[0], 2 * x[2], -1], atol=1e-9)
