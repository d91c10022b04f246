import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.maths.vectors import angle_between, from_angle, length, project, real_array, unit

finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-1e3, 1e3)


def vectors(numbers, smallest=0.0):
    lists = st.integers(1, 5).flatmap(lambda n: st.lists(numbers, min_size=n, max_size=n))
    return lists.map(np.array).filter(lambda v: np.abs(v).max() > smallest)


def pairs(numbers, smallest=0.0):
    return st.integers(1, 5).flatmap(
        lambda n: st.tuples(*[st.lists(numbers, min_size=n, max_size=n).map(np.array)] * 2).filter(
            lambda pair: all(np.abs(v).max() > smallest for v in pair)
        )
    )


def test_unit_of_3_4():
    np.testing.assert_allclose(unit([3, 4]), [0.6, 0.8], rtol=1e-15)


@given(vectors(finite))
def test_unit_has_length_one_whatever_the_size(v):
    assert math.hypot(*unit(v)) == pytest.approx(1, abs=1e-14)


@pytest.mark.parametrize("size", [1e308, 1.7e308, 1e-300, 1e-320, 5e-324])
def test_unit_of_huge_and_tiny_vectors(size):
    np.testing.assert_allclose(unit([size, -size]), [math.sqrt(0.5), -math.sqrt(0.5)], rtol=1e-15)


@pytest.mark.parametrize("size", [1e38, 1e-45])
def test_unit_of_huge_and_tiny_float32_vectors(size):
    u = unit(np.array([size, size], dtype=np.float32))
    assert u.dtype == np.float32
    np.testing.assert_allclose(u, math.sqrt(0.5), rtol=1e-6)


def test_unit_of_a_grid_of_vectors_works_point_by_point():
    v = np.array([[[3.0, 1.0], [0.0, -2.0]], [[4.0, 0.0], [5.0, 2.0]]])
    np.testing.assert_allclose(unit(v)[:, 0, 0], [0.6, 0.8])
    np.testing.assert_allclose(unit(v)[:, 1, 1], [-math.sqrt(0.5), math.sqrt(0.5)])
    np.testing.assert_allclose(np.hypot(*unit(v)), 1)


def test_unit_leaves_its_argument_alone():
    v = np.array([3.0, 4.0])
    unit(v)
    assert v.tolist() == [3, 4]


def test_length_neither_overflows_nor_underflows():
    assert length(np.array([3e200, 4e200])) == pytest.approx(5e200)
    assert length(np.array([3e-200, 4e-200])) == pytest.approx(5e-200)
    assert length(np.zeros(3)) == 0


@pytest.mark.parametrize("refused", [[0, 0], [0.0], np.zeros(4), [[0, 1], [0, 1]]])
def test_zero_vector_is_refused(refused):
    with pytest.raises(ValueError, match="must not be zero: it has no direction"):
        unit(refused)


@pytest.mark.parametrize("refused", [[np.nan, 1], [1, np.inf], [-np.inf, np.inf]])
def test_vector_that_is_not_finite_is_refused(refused):
    with pytest.raises(ValueError, match="finite components"):
        unit(refused)


@pytest.mark.parametrize(
    ("refused", "reason"),
    [(3.0, r"such as \[1, 0\]"), ("north", "not of text"), ([1j, 0], "complex"), ([None, 1], "Python objects"),
     ([[1], [1, 2]], "differ in length")],
)  # fmt: skip
def test_what_is_not_a_real_vector_is_refused(refused, reason):
    with pytest.raises(TypeError, match=reason):
        unit(refused)


@pytest.mark.parametrize(
    ("values", "dtype"),
    [([1, 2], np.float64), (np.array([1, 2], dtype=np.int8), np.float64), (True, np.float64),
     (np.float32([1]), np.float32), (np.float16([1]), np.float64), ([1, 2.5], np.float64)],
)  # fmt: skip
def test_integers_become_float64_and_float32_stays(values, dtype):
    assert real_array(values, "values").dtype == dtype


@pytest.mark.parametrize(
    ("degrees", "u"), [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (270, (0, -1)), (-90, (0, -1)), (720, (1, 0))]
)
def test_quarter_turns_are_exact_and_never_minus_zero(degrees, u):
    assert from_angle(degrees).tolist() == list(u)
    assert not np.signbit(from_angle(degrees)[from_angle(degrees) == 0]).any()


@given(st.floats(-1e4, 1e4))
def test_from_angle_agrees_with_sine_and_cosine(degrees):
    expected = [math.cos(math.radians(degrees)), math.sin(math.radians(degrees))]
    np.testing.assert_allclose(from_angle(degrees), expected, atol=1e-12)


def test_from_angle_of_a_grid():
    angles = np.array([[0, 30, 60], [90, 135, 200]])
    assert from_angle(angles).shape == (2, 2, 3)
    np.testing.assert_allclose(from_angle(angles)[:, 0, 1], [math.sqrt(3) / 2, 0.5])


def test_project_of_the_notes_gradient():
    along, across = project([2, 2], [1, 0])
    assert (along.tolist(), across.tolist()) == ([2, 0], [0, 2])


@given(pairs(moderate, smallest=1e-3))
def test_projection_parts_add_up_and_are_orthogonal(pair):
    g, v = pair
    along, across = project(g, v)
    size = math.hypot(*g)
    np.testing.assert_allclose(along + across, g, atol=1e-14 * size)
    assert abs(across @ v) <= 1e-14 * size * math.hypot(*v) * len(v)
    assert abs(along @ across) <= 1e-14 * size**2 * len(v)


@given(pairs(moderate, smallest=1e-3), st.floats(1e-300, 1e300))
def test_projection_does_not_depend_on_the_length_of_the_direction(pair, scale):
    g, v = pair[0], pair[1] / np.abs(pair[1]).max()
    np.testing.assert_allclose(project(g, scale * v), project(g, v), atol=1e-12 * np.abs(g).max())


def test_projection_of_zero_is_zero():
    assert np.array_equal(project([0, 0], [1, 1]), np.zeros((2, 2)))


def test_projection_on_a_grid_works_point_by_point():
    g, u = np.array([[2.0, 3.0], [2.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 5.0]])
    along, across = project(g, u)
    np.testing.assert_array_equal(along, [[2, 0], [0, 4]])
    np.testing.assert_array_equal(across, [[0, 3], [2, 0]])


def test_one_direction_serves_a_whole_grid_of_vectors():
    # Two vectors of two components: broadcast along the wrong axis, the shapes fit and the answer does not.
    g = np.array([[2.0, 3.0], [2.0, 4.0]])
    np.testing.assert_array_equal(project(g, [1, 0])[0], [[2, 3], [0, 0]])
    np.testing.assert_allclose(angle_between(g, [1, 0]), np.arctan2(g[1], g[0]))


def test_projection_on_a_zero_direction_is_refused():
    with pytest.raises(ValueError, match="must not be zero"):
        project([1, 2], [0, 0])


@pytest.mark.parametrize("g", [[1, 2, 3], 1.0])
def test_projection_of_a_vector_of_another_size_is_refused(g):
    with pytest.raises(ValueError, match="same number of components"):
        project(g, [1, 0])


@given(pairs(moderate, smallest=1e-3))
def test_angle_between_is_symmetric_and_from_0_to_pi(pair):
    a, b = pair
    assert angle_between(a, b) == angle_between(b, a)
    assert 0 <= angle_between(a, b) <= math.pi


@given(st.floats(0, 360), st.floats(0, 180), st.floats(1e-200, 1e200))
def test_angle_between_measures_the_turn(start, turn, size):
    angle = angle_between(from_angle(start), size * from_angle(start + turn))
    assert angle == pytest.approx(math.radians(turn), abs=1e-13)


@given(st.floats(1e-300, 1e-3))
def test_tiny_angles_are_accurate(tiny):
    # The arc cosine of the dot product gives 0 for every angle under 1e-8.
    assert angle_between([1, 0], [1, tiny]) == pytest.approx(math.atan(tiny), rel=1e-12)


@given(st.floats(1e-14, 1e-3))
def test_angles_just_short_of_pi_are_accurate(tiny):
    assert math.pi - angle_between([1, 0], [-1, tiny]) == pytest.approx(math.atan(tiny), abs=1e-15)


def test_angle_between_on_a_grid():
    angles = angle_between([[1, 1], [0, 0]], [[0, -1], [1, 0]])
    np.testing.assert_allclose(angles, [math.pi / 2, math.pi])


def test_angle_between_is_a_plain_number_for_two_vectors():
    assert type(angle_between([1, 0], [0, 1])) is float


def test_angle_with_a_zero_vector_is_refused():
    with pytest.raises(ValueError, match="must not be zero"):
        angle_between([0, 0], [1, 0])


def test_angle_between_vectors_of_different_sizes_is_refused():
    with pytest.raises(ValueError, match="same number of components"):
        angle_between([1, 0, 0], [1, 0])
