import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc import GALLERY, Surface
from gradcalc.maths.differences import METHODS
from gradcalc.readings.diagnosis import Diagnosis, short
from gradcalc.readings.point import State, number, read, rows, sentence

SMOOTH = [surface for surface in GALLERY.values() if surface.smooth]
LEVEL = math.degrees(math.atan2(-1, 2))  # the way along which x/2 + y stays the same
MINUS_ZERO = re.compile(r"-0(\.0*)?(?![\d.e])")


def table(reading):
    return {name: (value, error) for name, value, error in rows(reading)}


def reading_of(f, x, y, angle=45.0, **state):
    return read(Surface("f", f), State(x, y, angle, **state))


def test_sentence_of_the_notes_example():
    assert sentence(read(GALLERY["bowl"], State(1, 1, angle=45))) == (
        "At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is 2.83."
    )


@pytest.mark.parametrize("method", METHODS)
def test_reading_of_the_notes_example(method):
    reading = read(GALLERY["bowl"], State(1.0, 1.0, 90.0, method=method))
    assert reading.value == 2
    assert reading.u.tolist() == [0, 1]
    np.testing.assert_allclose(reading.gradient, [2, 2], atol=1e-6)
    assert reading.slope == pytest.approx(2, abs=1e-6)
    assert reading.exact.tolist() == [2, 2]
    assert reading.diagnosis == Diagnosis()


def test_reading_uses_the_steps_of_its_state():
    reading = read(GALLERY["bowl"], State(1.0, 1.0, 0.0, step=0.5, method="forward"))
    assert reading.gradient.tolist() == [2.5, 2.5]
    assert reading.slope == 2.5
    assert read(GALLERY["bowl"], State(1.0, 1.0, step=1e-16)).gradient.tolist() == [0, 0]


def test_rows_show_values_and_their_errors():
    shown = table(read(GALLERY["bowl"], State(1.0, 1.0, 0.0, step=0.5)))
    assert shown == {
        "f(x, y)": ("2.000000", ""),
        "∂f/∂x": ("2.500000", "5.0e-01"),
        "∂f/∂y": ("2.500000", "5.0e-01"),
        "|∇f|": (f"{math.sqrt(12.5):.6f}", f"{math.sqrt(12.5) - math.sqrt(8):.1e}"),
        "u": ("(1.0000, 0.0000)", ""),
        "∇f · u": ("2.500000", "5.0e-01"),
        "Dᵤf": ("2.500000", "5.0e-01"),
    }


def test_rows_without_an_exact_gradient_show_no_errors():
    assert {error for _, error in table(reading_of(lambda x, y: x * y, 1.0, 2.0)).values()} == {""}


def test_rows_at_a_kink_show_the_error_of_the_slope_along_it_alone():
    """|x| + |y| has no slope along x at x = 0; that along y is 1, as its formula tells."""
    shown = table(read(GALLERY["kinks"], State(0.0, 1.0)))
    assert shown.pop("∂f/∂y") == ("1.000000", f"{abs(read(GALLERY['kinks'], State(0.0, 1.0)).gradient[1] - 1):.1e}")
    assert {error for _, error in shown.values()} == {""}


def test_rows_where_f_is_undefined_say_so():
    shown = table(reading_of(lambda x, y: np.log(x) + y, -1.0, 1.0))
    assert shown["f(x, y)"][0] == shown["∂f/∂x"][0] == shown["Dᵤf"][0] == "undefined"


TROUBLED = [
    (GALLERY["kinks"].f, 0.0, 1.0, "kink"),
    (GALLERY["kinks"].f, 1.0, 0.0, "kink"),
    (GALLERY["kinks"].f, 0.0, 0.0, "kink"),
    (lambda x, y: np.sqrt(x**2 + y**2), 0.0, 0.0, "kink"),
    (lambda x, y: np.maximum(x, y), 0.5, 0.5, "kink"),
    (lambda x, y: 1e30 * np.abs(x) + y, 0.0, 0.0, "kink"),
    (lambda x, y: 1 / x, 0.0, 1.0, "f is inf at (0.00, 1.00)"),
    (lambda x, y: np.log(x), -1.0, 2.0, "f is nan at (-1.00, 2.00)"),
    (lambda x, y: np.sqrt(x) * y, 0.0, 2.0, "undefined or without bound right beside (0.00, 2.00)"),
]


@pytest.mark.parametrize(("f", "x", "y", "words"), TROUBLED)
@pytest.mark.parametrize("method", METHODS)
def test_where_there_is_no_gradient_a_sentence_says_why(f, x, y, words, method):
    reading = reading_of(f, x, y, method=method)
    assert not reading.diagnosis.exists
    assert words in reading.diagnosis.remark
    assert "no gradient here" in reading.diagnosis.remark
    assert sentence(reading) == reading.diagnosis.remark


def test_where_f_is_not_differentiable_a_sentence_says_so():
    reading = read(GALLERY["not differentiable"], State(0.0, 0.0, 45.0))
    assert reading.diagnosis.exists
    assert (
        "not differentiable at (0.00, 0.00): the slope along u is 0.35, but ∇f · u is 0.00"
        in reading.diagnosis.remark
    )
    assert sentence(reading).endswith(reading.diagnosis.remark)
    assert sentence(reading).startswith("At (0.00, 0.00) the gradient is (0.00, 0.00)")
    shown = table(reading)
    assert shown["∂f/∂x"][1] == "0.0e+00"
    assert shown["∇f · u"][1] == shown["Dᵤf"][1] == ""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("angle", [0.0, 90.0, 180.0, 270.0])
def test_where_f_is_not_differentiable_looking_along_an_axis_does_not_hide_it(angle, method):
    # Along the axes the slope is ∇f · u; between them it is not.
    reading = read(GALLERY["not differentiable"], State(0.0, 0.0, angle, method=method))
    assert reading.diagnosis.exists
    assert not reading.diagnosis.differentiable
    assert sentence(reading).endswith(
        "f is not differentiable at (0.00, 0.00): there are directions along which the slope is not ∇f · u."
    )


ACROSS_THE_AXES = [lambda x, y: np.sqrt(np.abs(x * y)), lambda x, y: np.minimum(np.abs(x), np.abs(y))]


@pytest.mark.parametrize("f", ACROSS_THE_AXES)
def test_at_a_kink_along_u_alone_there_is_a_gradient_but_f_is_not_differentiable(f):
    # Both partial derivatives are 0 at the origin, and yet f climbs both ways along 45 degrees.
    reading = reading_of(f, 0.0, 0.0, 45.0)
    assert reading.slope > 0.7
    assert reading.diagnosis == Diagnosis(
        differentiable=False,
        sloped=False,
        remark="f has a kink along u at (0.00, 0.00): ahead and behind the slopes differ, "
        "so f is not differentiable here.",
    )
    assert (
        sentence(reading) == f"At (0.00, 0.00) the gradient is (0.00, 0.00), length 0.00. {reading.diagnosis.remark}"
    )


@pytest.mark.parametrize("f", ACROSS_THE_AXES)
@pytest.mark.parametrize("angle", [0.0, 90.0])
def test_kinks_between_the_axes_are_seen_from_the_axes(f, angle):
    diagnosis = reading_of(f, 0.0, 0.0, angle).diagnosis
    assert (diagnosis.exists, diagnosis.differentiable, diagnosis.sloped) == (True, False, True)
    assert diagnosis.remark.endswith("there are directions along which it has a kink.")


def test_where_f_is_undefined_between_the_axes_it_is_not_differentiable():
    diagnosis = reading_of(lambda x, y: np.sqrt(x * y) * x, 0.0, 0.0, 0.0).diagnosis
    assert not diagnosis.differentiable
    assert "undefined" in diagnosis.remark


def test_looking_between_the_axes_calls_a_function_of_numbers_without_a_warning():
    def bent(x, y):
        return x if x > 5 else x * y

    diagnosis = reading_of(bent, 1.0, 2.0, 0.0).diagnosis
    assert diagnosis == Diagnosis()


@pytest.mark.parametrize("surface", SMOOTH, ids=lambda surface: surface.name)
@given(data=st.data())
def test_smooth_surfaces_have_no_trouble(surface, data):
    x, y = (data.draw(st.floats(*limits)) for limits in (surface.xlim, surface.ylim))
    state = State(x, y, data.draw(st.floats(0, 360)), 10 ** data.draw(st.floats(-16, 0)))
    reading = read(surface, state)
    assert reading.diagnosis.differentiable
    assert reading.diagnosis.remark == "" or reading.length < 1e-3 or state.step > 1e-5 or state.step < 1e-13


@pytest.mark.parametrize("angle", [0.0, 30.0, 45.0, 90.0, 200.0])
@pytest.mark.parametrize(
    ("name", "x", "y"),
    [("bowl", 0.0, 0.0), ("elliptic bowl", 0.0, 0.0), ("saddle", 0.0, 0.0), ("monkey saddle", 0.0, 0.0),
     ("Rosenbrock", 1.0, 1.0), ("Himmelblau", 3.0, 2.0), ("ripple", math.pi / 2, 0.0)],
)  # fmt: skip
def test_critical_points_are_said_to_have_a_gradient_of_zero(name, x, y, angle):
    diagnosis = read(GALLERY[name], State(x, y, angle)).diagnosis
    assert diagnosis.differentiable
    assert diagnosis.flat
    assert "gradient is zero" in diagnosis.remark


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("step", "found"), [(1e-7, "(1e-07, 1e-07)"), (0.5, "(0.50, 0.50)")])
def test_sentence_where_the_gradient_is_zero_does_not_contradict_itself(step, found, directed):
    reading = read(GALLERY["bowl"], State(0.0, 0.0, 45.0, step, "forward"))
    assert sentence(reading, directed) == (
        f"At (0.00, 0.00) the differences give the gradient as {found}. "
        "It is zero there, and there is no steepest direction."
    )


@pytest.mark.parametrize("scale", [1e-30, 1e30])
@pytest.mark.parametrize("point", [(0.0, 0.0), (1.0, 1.0), (0.3, -1.7)])
@pytest.mark.parametrize("name", ["bowl", "monkey saddle", "ripple"])
def test_scale_of_a_smooth_function_is_no_trouble(name, point, scale):
    assert reading_of(lambda x, y: scale * GALLERY[name].f(x, y), *point, 20.0).diagnosis.differentiable


@pytest.mark.parametrize(
    ("name", "x", "y", "angle"),
    [("saddle", 1.0, 1.0, 45.0), ("saddle", 0.7, -0.7, 135.0),
     ("tilted plane", 1.0, -0.5, LEVEL), ("tilted plane", 0.7, -0.35, LEVEL),
     ("bowl", 1.0, 1.0, -45.0), ("ripple", 0.0, 1.0, 90.0), ("monkey saddle", 0.0, 1.0, 90.0)],
)  # fmt: skip
def test_walking_along_a_level_curve_is_no_trouble(name, x, y, angle):
    # The slope, and mostly the value too, is 0 here: rounding must not be measured against them alone.
    assert read(GALLERY[name], State(x, y, angle)).diagnosis == Diagnosis()


def test_constant_function_has_no_trouble():
    reading = reading_of(lambda x, y: 3.0, 1.0, 1.0)
    assert reading.diagnosis.differentiable
    assert "gradient is zero" in reading.diagnosis.remark
    assert "the gradient as (0.00, 0.00)" in sentence(reading)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0000001, "2.000000"), (0, "0.000000"), (-0.0, "0.000000"), (1e-9, "1.000e-09"), (-1.5e7, "-1.500e+07"),
     (np.nan, "undefined"), (np.inf, "undefined"), (1e-4, "0.000100")],
)  # fmt: skip
def test_number_has_digits_to_read(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2, "2.00"),
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (0.012, "0.01"),
        (-0.004, "-0.004"),
        (1e-9, "1e-09"),
        (2e5, "2e+05"),
    ],
)
def test_short_is_short_and_never_minus_zero(value, text):
    assert short(value) == text


@pytest.mark.parametrize("surface", GALLERY.values(), ids=lambda surface: surface.name)
@given(data=st.data())
def test_no_reading_says_minus_zero(surface, data):
    coordinate = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-1, 1).map(lambda c: c + 0))
    angle = data.draw(st.one_of(st.sampled_from([0.0, 90.0, 180.0, 270.0]), st.floats(0, 360)))
    reading = read(
        surface, State(data.draw(coordinate), data.draw(coordinate), angle, 1e-7, data.draw(st.sampled_from(METHODS)))
    )
    assert not MINUS_ZERO.search(sentence(reading))
    for row in rows(reading):
        assert not any(map(MINUS_ZERO.search, row))


@pytest.mark.parametrize(
    "state", [State(-0.0, 1.0), State(1.0, -0.0), State(1.0, 1.0, -0.0), State(1.0, 1.0, 90.001)]
)
def test_minus_zero_in_the_state_is_read_as_zero(state):
    reading = read(GALLERY["bowl"], state)
    assert not MINUS_ZERO.search(sentence(reading))
    assert not any(MINUS_ZERO.search(value) for _, value, _ in rows(reading))
