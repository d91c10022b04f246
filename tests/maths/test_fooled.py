"""Functions written to fool the search for a step: details between two steps, noise, rounding, periods, edges."""

import math
import warnings
import zlib

import numpy as np
import pytest

from gradcalc import gradient, sample_field

FIRST = np.cbrt(np.finfo(float).eps)  # the step with which the search begins below 1


def one(f, x):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        slope = float(gradient(f, x)[0])
    return slope, [str(w.message) for w in caught]


def noisy(f, size):
    return lambda x: f(x) + size * (zlib.crc32(np.float64(x).tobytes()) / 2**32 - 0.5)


@pytest.mark.parametrize(("size", "width"), [(1e-6, 1e-4), (1e-6, 1e-5), (1e-3, 1e-7), (1, 1e-8)])
def test_details_that_long_steps_pass_over_are_seen(size, width):
    def bump(x):
        return math.exp(-((x / width) ** 2))

    x = 1 + 0.7 * width
    exact = 1 - 2 * size * (x - 1) / width**2 * bump(x - 1)
    slope, words = one(lambda x: x + size * bump(x - 1), x)
    assert slope == pytest.approx(exact, rel=1e-5)
    assert words == []


def test_a_function_of_three_scales_has_the_slope_of_all():
    def f(x):
        return np.sin(x) + 1e-3 * np.sin(1e3 * x) + 1e-6 * np.sin(1e6 * x)

    assert one(f, 0.3)[0] == pytest.approx(np.cos(0.3) + np.cos(300.0) + np.cos(0.3e6), abs=1e-5)


@pytest.mark.parametrize("factor", [0.5, 1, 2, 100])
def test_no_period_hides_in_the_steps(factor):
    w = 2 * math.pi / (factor * FIRST)
    assert one(lambda x: math.sin(w * (x - 0.25)), 0.25)[0] == pytest.approx(w, rel=1e-6)


@pytest.mark.parametrize(
    ("f", "x", "exact"),
    [
        (lambda x: np.float32(np.tanh(x) + 0.729), 0.4, 1 - np.tanh(0.4) ** 2),
        (lambda x: np.float32(2.01 * np.sin(1.1 * x) + np.cos(0.7 * x)), 1.1, None),
        (lambda x: float(np.float32(1000 + 0.001 * x)), 0.5, 0.001),
    ],
)
def test_answers_of_float32_are_not_kinks(f, x, exact):
    exact = 2.211 * np.cos(1.21) - 0.7 * np.sin(0.77) if exact is None else exact
    slope, words = one(f, x)
    assert not any("kink" in sentence for sentence in words)
    assert slope == pytest.approx(exact, rel=1e-4) or words


@pytest.mark.parametrize("x", [1e-15, 1e-20, 1e-50, 1e-300])
def test_a_domain_may_end_anywhere_near_0(x):
    assert one(np.log, x)[0] == pytest.approx(1 / x, rel=1e-6)
    assert one(np.sqrt, x)[0] == pytest.approx(0.5 / math.sqrt(x), rel=1e-6)


@pytest.mark.parametrize(
    "f", [lambda x: 1e300 * np.sin(x), lambda x: 1e-300 * np.sin(x), lambda x: 1e307 * np.exp(x)]
)
def test_tall_and_tiny_functions(f):
    assert one(f, 0.7)[0] == pytest.approx(f(0.7 + math.pi / 2) if f(1.0) < 2e300 else f(0.7), rel=1e-6)


def test_a_function_that_overflows_beside_the_point():
    assert one(np.exp, 709.5)[0] == pytest.approx(np.exp(709.5), rel=1e-6)


@pytest.mark.parametrize("size", [1e-8, 1e-6])
def test_noise_is_stepped_over_and_spoken_of(size):
    slope, words = one(noisy(np.sin, size), 0.7)
    assert slope == pytest.approx(np.cos(0.7), rel=1e-3)
    assert "may be off" in words[0]


@pytest.mark.parametrize("digits", [6, 8])
def test_a_rounded_function_is_not_flat(digits):
    slope, words = one(lambda x: round(math.sin(x), digits), 0.7)
    assert slope == pytest.approx(np.cos(0.7), rel=1e-2)
    assert "may be off" in words[0]


@pytest.mark.parametrize("size", [1, 1e-2, 1e-4, 1e-6])
@pytest.mark.parametrize("jump", [np.sign, lambda x: np.heaviside(x, 1)])
def test_a_small_jump_on_a_slope_is_no_noise(size, jump):
    with pytest.raises(ValueError, match="no digit"):
        one(lambda x: np.sin(x + 0.3) + size * jump(x), 0.0)


@pytest.mark.parametrize("size", [1e-7, 1e-8, 1e-9])
@pytest.mark.parametrize("jump", [np.sign, lambda x: np.heaviside(x, 1)])
def test_a_tiny_jump_is_spoken_of_where_it_matters(size, jump):
    try:
        slope, words = one(lambda x: x + size * jump(x), 0.0)
    except ValueError:
        return
    assert words or slope == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize("x", [1e-1, 1e-3, 1e-6, 1e-9, 1e-12])
def test_beside_a_kink_and_a_jump_the_slope_is_that_of_its_side(x):
    assert one(abs, x) == (pytest.approx(1), [])
    assert one(lambda x: max(x, 0.0), -x) == (0, [])
    assert one(np.sign, x) == (0, [])


@pytest.mark.parametrize("f", [np.floor, lambda x: 3, lambda x: int(x), lambda x: x > 1])
def test_what_does_not_change_has_slope_0(f):
    assert one(f, 2.3) == (0, [])


@pytest.mark.parametrize(
    ("f", "scale"),
    [(lambda x: x**3, 1e-6), (lambda x: x * abs(x), 1e-3), (lambda x: max(x, 0) ** 2, 1e-3), (lambda x: x**101, 1e-9),
     (lambda x: x**2 * np.sin(1 / x) if x else 0.0, 1e-3), (lambda x: np.exp(-1 / x**2) if x else 0.0, 1e-9)],
)  # fmt: skip
def test_slopes_that_vanish(f, scale):
    assert abs(one(f, 0.0)[0]) < scale


def test_a_forward_difference_goes_by_the_bend():
    # To both sides alike: the length over which a central slope changes says nothing of it.
    for width in (1e-9, 1e-6, 1e6):
        slope = gradient(lambda x, w=width: np.exp(-((x / w) ** 2)), 0.7 * width, method="forward")[0]
        assert slope * width == pytest.approx(-1.4 * np.exp(-0.49), rel=1e-6)


@pytest.mark.parametrize("method", ["central", "five-point"])
def test_a_field_sees_small_details_that_long_steps_pass_over(method):
    field = sample_field(lambda x, y: np.sin(x) + 1e-6 * np.sin(1e5 * x) + y, (-2, 2), (-2, 2), 40, method=method)
    np.testing.assert_allclose(field.U, np.cos(field.X) + 0.1 * np.cos(1e5 * field.X), atol=1e-4)


def test_five_points_too_far_apart_are_noticed():
    field = sample_field(lambda x, y: np.sin(1 / x) + y, (0.001, 1), (-2, 2), 40, method="five-point")
    exact = -np.cos(1 / field.X) / field.X**2
    assert np.abs(field.U - exact).max() < 1e-7 * np.abs(exact).max()
