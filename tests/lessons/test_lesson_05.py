"""The statements of lesson 05, each computed both ways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.functions.curves import CURVES
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.maths.steps import error_model, measured_error

EPS = 2.0**-52
REFERENCE = CURVES["eˣ sin x"]


@pytest.mark.parametrize(
    ("name", "curve", "method"),
    [("05.best_forward_step", "eˣ sin x", "forward"), ("05.central_on_a_parabola", "x²", "central")],
)
def test_the_predicted_answer_has_the_smallest_error(name, curve, method):
    prediction = PREDICTIONS[name]
    steps = [float(choice.removeprefix("h = ")) for choice in prediction.choices]
    errors = measured_error(CURVES[curve], 1.3, steps, method)
    assert [prediction.choices[int(errors.argmin())]] == list(prediction.answers)


def test_eps_is_the_gap_after_one_and_rounding_is_off_by_half_of_it_at_most():
    assert np.spacing(1.0) == EPS
    assert np.spacing(2.0) == 2 * EPS
    assert 1 + 0.49 * EPS == 1
    assert 1 + 0.51 * EPS == 1 + EPS
    assert np.finfo(np.float32).eps == 2.0**-23
    assert np.spacing(0.0) == np.spacing(1e-310) == 5e-324


@given(x=st.floats(-1e3, 1e3), h=st.floats(1e-3, 10))
def test_on_a_parabola_central_is_exact_and_forward_is_off_by_h(x, h):
    noise = 4 * EPS * (abs(x) + 2 * h) ** 2 / h
    assert ((x + h) ** 2 - (x - h) ** 2) / (2 * h) == pytest.approx(2 * x, abs=noise, rel=1e-12)
    assert ((x + h) ** 2 - x**2) / h == pytest.approx(2 * x + h, abs=noise, rel=1e-12)


def test_far_beyond_x_rounding_spoils_even_the_central_difference_of_a_parabola():
    square = CURVES["x²"]
    steps = 10.0 ** np.linspace(-0.02, 0.02, 41)
    worst = {h: measured_error(square, 1.3, h * steps, "central").max() for h in (1e-2, 1e-1, 1.0, 1e5, 1e10)}
    assert worst[1e-2] > worst[1e-1] > worst[1.0]  # the left arm, lowest at the end of the picture
    assert worst[1.0] < worst[1e5] < worst[1e10]
    assert 1e-7 < worst[1e10] < 1e-5


@given(power=st.integers(-60, 60))
def test_at_a_power_of_two_a_step_back_may_lead_away_where_one_ahead_does_not(power):
    x, h = 2.0**power, 2.0**power * 1e-16
    assert x + h == x
    assert x - h < x
    assert np.spacing(x) == 2 * (x - np.nextafter(x, 0))


@given(f=st.floats(1e-3, 1e3), d=st.floats(1e-3, 1e3), eps=st.sampled_from([EPS, 2.0**-23]))
def test_the_best_steps_are_where_the_modelled_errors_are_least(f, d, eps):
    forward, central = 2 * np.sqrt(eps * f / d), np.cbrt(3 * eps * f / d)
    for best, error in (
        (forward, lambda h: h / 2 * d + 2 * eps * f / h),
        (central, lambda h: h**2 / 6 * d + eps * f / h),
    ):
        around = best * 10.0 ** np.linspace(-3, 3, 6001)
        assert around[error(around).argmin()] == pytest.approx(best, rel=0.01)


def test_the_model_holds_the_formulas_of_the_lesson():
    for curve in CURVES.values():
        f, first, second, third, _, fifth = (abs(float(curve.derivative(1.3, n))) for n in range(6))
        models = {method: error_model(curve, 1.3, method) for method in ("forward", "central", "five-point")}
        assert models["forward"].best == pytest.approx(2 * np.sqrt(EPS * (f + 1.3 * first / 2) / second))
        if third:
            assert models["central"].best == pytest.approx(np.cbrt(3 * EPS * (f + 1.3 * first) / third))
        assert models["five-point"](0.1) == pytest.approx(1e-4 / 30 * fifth + 15 * EPS * (f + 1.3 * first))


@pytest.mark.parametrize("method", ["forward", "central"])
@pytest.mark.parametrize("name", CURVES)
def test_the_dots_scatter_about_a_line_and_most_lie_somewhat_below_that_of_the_formula(name, method):
    curve, h = CURVES[name], 10.0 ** np.random.default_rng(0).uniform(-13, -11, 2000)
    errors, model = measured_error(curve, 1.3, h, method), error_model(curve, 1.3, method)
    shares = errors * h / model.rounding
    assert np.mean(shares < 1) > 0.95
    assert 0.02 < np.median(shares) < 0.5
    middle = np.median(shares)
    for half in (h < 1e-12, h >= 1e-12):  # as many above the middle line as below it, wherever you look
        assert 0.35 < np.mean(shares[half] > middle) < 0.65


def test_without_the_rounding_of_x_plus_h_most_dots_of_a_steep_wave_would_lie_above_the_line():
    curve, h = CURVES["sin 30x"], 10.0 ** np.linspace(-13, -11, 500)
    only_f = 2 * EPS * abs(curve.derivative(1.3, 0)) / h
    assert np.mean(measured_error(curve, 1.3, h, "forward") > only_f) > 0.5


@pytest.mark.parametrize(("name", "low", "high"), [("eˣ sin x", 1.3, 1.45), ("sin 30x", 2.0, 3.0)])
def test_counting_the_rounding_of_x_makes_the_best_step_longer_by_the_factor_that_the_lesson_says(name, low, high):
    f, _, second, third, *_ = (abs(float(CURVES[name].derivative(1.3, n))) for n in range(6))
    for method, plain in (("forward", 2 * np.sqrt(EPS * f / second)), ("central", np.cbrt(3 * EPS * f / third))):
        assert low < error_model(CURVES[name], 1.3, method).best / plain < high


def test_the_derivatives_in_the_lesson_are_those_of_the_curve():
    x = 1.3
    assert REFERENCE.derivative(x, 1) == pytest.approx(np.exp(x) * (np.sin(x) + np.cos(x)))
    assert REFERENCE.derivative(x, 2) == pytest.approx(2 * np.exp(x) * np.cos(x))
    assert REFERENCE.derivative(x, 3) == pytest.approx(2 * np.exp(x) * (np.cos(x) - np.sin(x)))
    assert REFERENCE.derivative(x, 5) != 0


@pytest.mark.parametrize("order", [3, 5])
def test_the_difference_formulas_have_the_order_of_the_table(order):
    f, h = (lambda x: x**order), 0.1
    central = (f(1 + h) - f(1 - h)) / (2 * h)
    five = (8 * f(1 + h) - 8 * f(1 - h) - f(1 + 2 * h) + f(1 - 2 * h)) / (12 * h)
    assert five == pytest.approx(gc.gradient(f, 1.0, method="five-point", h=h)[0])
    if order == 3:
        assert central == pytest.approx(3 + h**2 / 6 * 6)
        assert five == pytest.approx(3)
    else:
        assert abs(five - 5) == pytest.approx(h**4 / 30 * 120)


def test_central_gains_three_digits_and_the_complex_step_nearly_all():
    best = {m: measured_error(REFERENCE, 1.3, h, m) for m, h in
            (("forward", 1e-7), ("central", 1e-5), ("complex", 1e-20))}  # fmt: skip
    assert 100 < best["forward"] / best["central"] < 10_000
    assert best["complex"] < 1e-14


def test_in_float32_the_step_of_the_note_is_useless_and_a_thousandth_is_not():
    assert measured_error(REFERENCE, 1.3, 1e-7, "forward", "float32") > 0.1
    around = measured_error(REFERENCE, 1.3, 10.0 ** np.linspace(-3.5, -2.5, 50), "forward", "float32")
    assert around.max() < 0.02


def test_the_complex_step_lies_for_the_function_of_the_exercise_and_for_no_other():
    functions = {
        "a": (lambda x: np.exp(x) * np.sin(x), np.e * (np.sin(1) + np.cos(1))),
        "b": (lambda x: np.abs(x) ** 2, 2.0),
        "c": (lambda x: 1 / (1 + x**2), -0.5),
        "d": (lambda x: np.sqrt(1 + x**4), np.sqrt(2)),
    }
    wrong = [name for name, (f, exact) in functions.items() if abs(np.imag(f(1 + 1e-20j)) / 1e-20 - exact) > 1e-12]
    assert wrong == ["b"]


@pytest.mark.parametrize("x", [-1.1, -0.9, 0.9, 1.1])
@pytest.mark.parametrize("power", [2, 3, 50, 99, -5, 100, 101, 150])
def test_the_complex_step_of_a_whole_power_is_right_unless_it_goes_by_the_logarithm_at_negative_x(x, power):
    exact = power * x ** (power - 1)
    found = np.imag(np.array([x + 1e-20j]) ** power)[0] / 1e-20
    if x > 0 or power < 100:
        assert found == pytest.approx(exact, rel=1e-13)
    else:
        assert abs(found - exact) > 10 * abs(exact)
    # The angle of x + ih is π at negative x: a short h is lost.
    assert (np.angle(x + 1e-20j) == np.pi) == (x < 0)


def test_no_single_step_does_for_every_function_and_the_gradient_finds_its_own():
    exact = -1e12  # of 1/x at 1e-6
    for h in (2**-26, np.cbrt(EPS)):
        assert abs(gc.gradient(lambda x: 1 / x, 1e-6, h=h)[0] / exact - 1) > 1e-4
    assert gc.gradient(lambda x: 1 / x, 1e-6)[0] == pytest.approx(exact, rel=1e-6)
    with pytest.warns(UserWarning, match="kink"):
        gc.gradient(np.abs, 0.0)
    with pytest.raises(ValueError, match="no digit"):
        gc.gradient(np.sign, 0.0)
    with pytest.warns(UserWarning, match="may be off"):
        gc.gradient(lambda x: 1e11 + np.sin(x), 1.0)


@pytest.mark.parametrize(("f", "derivatives"), [(np.exp, (1, 1, 1)), (np.sin, (np.sin(1), np.sin(1), np.cos(1)))])
def test_the_steps_to_remember_are_near_the_best_where_f_and_its_derivatives_are_of_similar_size(f, derivatives):
    value, second, third = derivatives
    assert 0.1 < np.sqrt(EPS) / (2 * np.sqrt(EPS * value / second)) < 10
    assert 0.1 < np.cbrt(EPS) / np.cbrt(3 * EPS * value / third) < 10


@given(h=st.floats(1e-6, 1e-2))
def test_forward_minus_backward_shrinks_with_h_except_at_a_kink(h):
    def gap(f):
        return (f(h) - f(0.0)) / h - (f(0.0) - f(-h)) / h

    assert gap(np.abs) == pytest.approx(2)
    assert gap(np.exp) == pytest.approx(h, rel=0.01)
    assert abs(gap(lambda x: x**3)) < 1e-12  # no second derivative at 0, nothing to shrink
    assert (abs(h) - abs(-h)) / (2 * h) == 0


def test_the_plot_of_the_exercise_is_lowest_where_its_answer_says():
    h = 10.0 ** np.linspace(-14, 0, 141)
    errors = np.abs((1000 + np.log(2 + h) - (1000 + np.log(2 - h))) / (2 * h) - 0.5)
    windows = np.lib.stride_tricks.sliding_window_view(errors, 9).max(axis=1)
    predicted = np.cbrt(3 * EPS * (1000 + np.log(2)) / 0.25)
    assert predicted / 5 < h[windows.argmin() + 4] < 5 * predicted


def test_a_small_update_of_a_float16_is_rounded_away():
    assert np.finfo(np.float16).eps == 2.0**-10
    for weight in np.linspace(0.1, 10, 500).astype(np.float16):
        assert np.spacing(weight) >= 2.0**-11 * weight
        assert weight + np.float16(0.0002 * float(weight)) == weight
        assert weight + np.float16(0.0006 * float(weight)) != weight


def test_a_gap_is_between_half_of_eps_and_eps_times_the_number_beside_it():
    x = np.linspace(0.1, 100, 9999)
    assert (np.spacing(x) <= EPS * x).all()
    assert (np.spacing(x) >= EPS / 2 * x).all()


def test_the_relatives_of_a_kink_do_what_the_text_says():
    h = 10.0 ** -np.arange(1, 9)
    np.testing.assert_allclose((np.sign(h) - np.sign(0)) / h, 1 / h)  # a jump
    root = np.sqrt(np.abs(h))
    assert (np.diff(root) < 0).all()
    assert root[-1] < 1e-3  # a cusp: the values come close,
    assert (np.diff(root / h) > 0).all()
    assert (root / h)[-1] > 1e3  # and the slopes grow
    assert (np.diff(1 / h) > 0).all()  # a pole
    np.testing.assert_allclose(np.sin(h[3:]) / h[3:], 1, atol=1e-8)  # a hole
    for formula, word in (("sign(x)", "jump"), ("sqrt(abs(x))", "cusp"), ("1/x", "pole"), ("sin(x)/x", "hole")):
        explorer = gc.explore(formula, x=0, y=1)
        assert f"a {word}" in explorer.sentence
        explorer.close()


def test_the_factors_of_the_five_point_formula_add_up_to_one_and_a_half_of_central():
    assert (8 + 8 + 1 + 1) / 12 == 1.5
    curve = REFERENCE
    five, central = (error_model(curve, 1.3, method).rounding for method in ("five-point", "central"))
    assert five == pytest.approx(1.5 * central)


def test_the_steps_for_a_cube_beside_a_large_number_are_those_of_the_formulas():
    value, second, third = 1e6 + 1.3**3, 6 * 1.3, 6
    assert 2 * np.sqrt(EPS * value / second) == pytest.approx(1e-5, rel=0.1)
    assert np.cbrt(3 * EPS * value / third) == pytest.approx(5e-4, rel=0.1)


def test_a_large_number_lifts_the_left_arm_and_a_fast_wave_the_right_one():
    large, wave, plain = (error_model(CURVES[n], 1.3, "forward") for n in ("1000 + sin x", "sin 30x", "eˣ sin x"))
    assert large.rounding > 100 * max(wave.rounding, plain.rounding)
    assert wave.truncation > 400 * max(large.truncation, plain.truncation)
    assert large.best == pytest.approx(1e-6, rel=0.1)
    assert 2e-9 < wave.best < 3e-9
    xs = np.linspace(0.2, 3, 2000)
    assert np.abs([CURVES["sin 30x"].derivative(x, 2) for x in xs]).max() == pytest.approx(900, rel=1e-3)


def test_where_the_second_derivative_vanishes_the_right_arm_of_forward_is_as_steep_as_that_of_central():
    h = np.array([0.01, 0.03, 0.1])
    errors = measured_error(REFERENCE, 1.57, h, "forward")
    assert np.diff(np.log(errors)) / np.diff(np.log(h)) == pytest.approx(2, abs=0.2)
    np.testing.assert_allclose(errors, h**2 / 6 * abs(REFERENCE.derivative(1.57, 3)), rtol=0.3)
    assert (errors > 3 * error_model(REFERENCE, 1.57, "forward")(h)).all()


def test_in_float32_the_step_of_the_note_has_one_right_digit_by_luck():
    reading = gc.explore_step(numbers="float32", h=1e-7).reading
    assert f"{reading.found:.2f}" == "4.77"
    assert f"{reading.exact:.2f}" == "4.52"
    around = measured_error(REFERENCE, 1.3, 1e-7 * 10.0 ** np.linspace(-0.4, 0.4, 200), "forward", "float32")
    assert around.max() > 1


def test_the_field_falls_apart_where_the_text_says():
    board = gc.explore_step_field("ripple", method="forward")
    for h, low, high in ((1e-14, 0.01, 0.06), (1e-15, 0.1, 0.4), (3e-16, 0.5, 1.1)):
        board.set(h=h)
        assert low < board.reading.errors.max() < high
    board.set(h=1e-15)
    (ex, ey), (fx, fy) = board.reading.exact, board.reading.found
    turned = np.degrees(np.abs(np.angle((fx + 1j * fy) / (ex + 1j * ey))))
    assert np.median(turned[np.hypot(ex, ey) > 0.5]) < 5
    board.set(h=1e-16)
    assert np.mean(~board.reading.found.any(axis=0)) > 0.5


@pytest.mark.parametrize("name", ["bowl", "saddle"])
def test_a_long_step_does_no_harm_to_central_on_a_quadratic_and_forward_is_off_by_it(name):
    board = gc.explore_step_field(name, method="central", h=1.0)
    assert board.reading.errors.max() < 1e-12
    board.set(method="forward")
    np.testing.assert_allclose(np.abs(board.reading.found - board.reading.exact), 1, atol=1e-12)
    wave = gc.explore_step_field("ripple", method="central", h=1.0)
    central = wave.reading.errors.max()
    wave.set(method="forward")
    assert 0.1 < central < wave.reading.errors.max()
