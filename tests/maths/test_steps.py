"""Step sizes: measured errors against exact derivatives, and the model that predicts them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.formulas.values import function
from gradcalc.functions.curves import CURVES, TREES
from gradcalc.maths.differences import METHODS
from gradcalc.maths.steps import error_model, measured_error, slope

REAL = tuple(method for method in METHODS if method != "complex")
POWERS = np.arange(-15, 0.01, 0.05)
PLACES = (0.4, 0.7, 1.0, 1.3, 1.9, 2.6)

curves = pytest.mark.parametrize("curve", CURVES.values(), ids=list(CURVES))
methods = pytest.mark.parametrize("method", METHODS)


def measured_best(curve, x, method, dtype, powers):
    """The middle of the window of steps whose greatest error is least: a single dot may be low by chance."""
    errors = measured_error(curve, x, 10.0**powers, method, dtype)
    errors = np.where(np.isnan(errors), np.inf, errors)
    windows = np.lib.stride_tricks.sliding_window_view(errors, 9).max(axis=1)
    return 10.0 ** powers[int(windows.argmin()) + 4]


@curves
@given(x=st.floats(0.3, 2.9))
def test_the_first_derivative_is_that_of_the_complex_step(curve, x):
    assert curve.derivative(x, 0) == pytest.approx(float(curve.f(x)), rel=1e-12, abs=1e-12)
    assert curve.derivative(x, 1) == pytest.approx(float(curve.f(x + 1e-30j).imag / 1e-30), rel=1e-12, abs=1e-10)


@curves
def test_the_formula_of_a_curve_gives_the_same_doubles(curve):
    x = np.linspace(0.2, 3, 1001)
    assert (function(TREES[curve.name][0])(x, np.float64(0)) == curve.f(x)).all()


@curves
@given(x=st.floats(0.5, 2.9), n=st.integers(1, 5))
def test_each_derivative_is_the_slope_of_the_one_before(curve, x, n):
    h = 1e-5
    found = (curve.derivative(x + h, n - 1) - curve.derivative(x - h, n - 1)) / (2 * h)
    size = 30.0**n if curve.name == "sin 30x" else 50
    assert found == pytest.approx(curve.derivative(x, n), abs=1e-5 * size)


@curves
@methods
@pytest.mark.parametrize("h", [1e-3, 1e-7, 1e-15])
def test_a_slope_is_that_of_the_gradient_with_the_same_step(curve, method, h):
    found = slope(curve.f, 1.3, np.array([h]), method)[0]
    assert found == pytest.approx(gc.gradient(curve.f, 1.3, method=method, h=h, check=False)[0], rel=1e-15)


@methods
def test_numbers_of_32_bits_stay_so(method):
    assert slope(CURVES["√x"].f, 1.3, np.array([1e-3], dtype="float32"), method).dtype == np.float32


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="method must be one of"):
        slope(np.sin, 1.0, 0.1, "sideways")
    with pytest.raises(ValueError, match="method must be one of"):
        error_model(CURVES["x²"], 1.0, "sideways")


@curves
@pytest.mark.parametrize("x", PLACES)
@pytest.mark.parametrize("method", REAL)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_predicted_best_step_is_the_measured_one_within_a_factor_of_ten(curve, x, method, dtype):
    predicted = error_model(curve, x, method, dtype).best
    shortest = -14 if dtype == "float64" else -7
    powers = POWERS[shortest < POWERS]
    if not math.isfinite(predicted) or predicted > 0.1:
        return
    measured = measured_best(curve, x, method, dtype, powers)
    assert predicted / 10 < measured < predicted * 10


@curves
@pytest.mark.parametrize("method", ["forward", "central", "five-point"])
def test_the_right_arm_is_the_truncation_of_the_model(curve, method):
    model = error_model(curve, 1.3, method)
    if model.truncation == 0:
        return
    h = 30 * model.best
    assert measured_error(curve, 1.3, h, method) == pytest.approx(model(h), rel=0.25)


@curves
@pytest.mark.parametrize("method", REAL)
def test_the_left_arm_stays_below_the_rounding_of_the_model(curve, method):
    powers = np.arange(-14, -11, 0.01)
    model = error_model(curve, 1.3, method)
    assert (measured_error(curve, 1.3, 10.0**powers, method) < model(10.0**powers)).all()


def test_central_has_no_truncation_on_a_parabola_and_the_v_no_right_arm():
    model = error_model(CURVES["x²"], 1.3, "central")
    assert model.truncation == 0
    assert model.best == math.inf
    windows = [measured_error(CURVES["x²"], 1.3, 10.0 ** np.linspace(p, p + 1, 99), "central").max()
               for p in range(-12, 0)]  # fmt: skip
    assert windows == sorted(windows, reverse=True)


@given(power=st.floats(-320, -17))
def test_below_the_gaps_between_floats_a_difference_is_flat(power):
    for method in REAL:
        assert slope(CURVES["eˣ sin x"].f, 1.3, np.array([10.0**power]), method)[0] == 0


def test_the_complex_step_is_exact_down_to_the_smallest_normal_numbers_and_not_below():
    powers = np.arange(-300, -8, 1.0)
    curve = CURVES["eˣ sin x"]
    assert (measured_error(curve, 1.3, 10.0**powers, "complex") < 1e-14).all()
    assert 1e-6 < measured_error(curve, 1.3, 1e-320, "complex") < 1e-2


def test_a_step_that_is_zero_in_the_type_gives_no_number():
    assert np.isnan(measured_error(CURVES["x²"], 1.3, 1e-60, "forward", "float32"))
