"""The words of a reading in windows of any size and place, at any step."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc import GALLERY, Surface
from gradcalc.pictures.marks import Arrow, Label
from gradcalc.pictures.scenes.axis_slice import axis_slice_words
from gradcalc.pictures.scenes.components import components_scene
from gradcalc.pictures.scenes.projection import projection_scene
from gradcalc.readings.point import State, read, rows, sentence
from gradcalc.readings.writing import coordinate


def table(reading):
    return {name: value for name, value, _ in rows(reading)}


def labels(marks):
    return [mark.text for mark in marks if isinstance(mark, Label)]


def test_an_offset_does_not_make_a_gradient_zero():
    assert "the gradient is (-0.012, 0.001), length 0.012" in gc.explore("101325 - 0.012*x + 0.001*y").sentence


def test_a_narrow_hill_in_a_narrow_window_is_smooth_and_its_place_is_told():
    explorer = gc.explore("exp(-(x^2+y^2)/1e-12)", xlim=(-3e-6, 3e-6), ylim=(-3e-6, 3e-6), x=1e-6, y=0)
    assert explorer.sentence.startswith("At (1.000e-06, 0.00) the gradient is (-7.36e+05, 0.00)")
    assert explorer.reading.diagnosis.differentiable
    explorer.close()


def test_a_place_five_thousand_kilometres_north_is_told_to_the_centimetre():
    hill = Surface("hill", lambda x, y: 10 * np.exp(-(((x - 5e5) / 10) ** 2) - ((y - 5e6) / 10) ** 2), None,
                   (5e5 - 20, 5e5 + 20), (5e6 - 20, 5e6 + 20))  # fmt: skip
    explorer = gc.explore(hill, x=5e5 + 3.25, y=5e6 - 1.5)
    assert explorer.sentence.startswith("At (500003.25, 4999998.50) the gradient is (-0.57, 0.26), length 0.63")
    assert explorer.controls.y.readout_format == ".2f"
    explorer.close()


def test_at_a_jump_there_is_no_gradient_but_the_slope_along_y_is_there():
    explorer = gc.explore("sign(x)+y", x=0, y=1)
    assert "f has a jump at (0.00, 1.00)" in explorer.sentence
    assert "there is no gradient here. ∂f/∂x does not exist, ∂f/∂y does." in explorer.sentence
    found = table(explorer.reading)
    assert found["∂f/∂x"] == found["|∇f|"] == found["∇f · u"] == found["Dᵤf"] == "does not exist"
    assert float(found["∂f/∂y"]) == pytest.approx(1, abs=1e-6)
    explorer.close()


def test_at_a_kink_the_slope_along_it_is_drawn_and_in_the_table():
    reading = read(GALLERY["kinks"], State(0, 1, angle=90))
    found = table(reading)
    assert (found["∂f/∂x"], found["∂f/∂y"], found["Dᵤf"]) == ("does not exist", "1.000000", "1.000000")
    assert found["|∇f|"] == "does not exist"
    assert sentence(reading).endswith("∂f/∂x does not exist, ∂f/∂y does. Along 90° the slope is 1.00.")
    limits = (-2.4, 2.4)
    assert labels(projection_scene(reading, 1.0, limits, limits)) == ["Dᵤf = 1.00", "u"]
    parts = components_scene(reading, 1.0, limits, limits)
    assert labels(parts) == ["∂f/∂y"]
    [arrow] = [mark for mark in parts if isinstance(mark, Arrow)]
    assert (arrow.dx, arrow.dy) == (0.0, pytest.approx(1.0))
    assert axis_slice_words(reading, "x").endswith("because there is no ∂f/∂x at the point.")
    assert axis_slice_words(reading, "y").endswith("the slope of the tangent is 1.00.")


@pytest.mark.parametrize("angle", [0, 45, 90, 135, 200, 300])
@pytest.mark.parametrize("step", [1.0, 0.1, 1e-3, 1e-7])
@pytest.mark.parametrize("name", ["bowl", "saddle", "two hills"])
def test_the_label_of_the_arrow_is_a_number_of_the_table(name, step, angle):
    reading = read(GALLERY[name], State(1, 1, angle, step))
    limits = (-2.4, 2.4)
    for label in labels(projection_scene(reading, 0.2, limits, limits)):
        if " = " in label and not label.startswith("|"):
            name, value = label.split(" = ")
            assert float(table(reading)[name]) == pytest.approx(float(value), abs=0.0051)


def test_differences_that_are_far_from_the_gradient_are_called_differences():
    said = sentence(read(GALLERY["bowl"], State(1, 1, 200, step=1.0)))
    assert said == (
        "At (1.00, 1.00) with this step the differences give (3.00, 3.00); the gradient is (2.00, 2.00), "
        "length 2.83; along 200° the slope is -2.56."
    )
    said = sentence(read(Surface("f", lambda x, y: np.sin(40 * x) + y), State(0.1, 1, 0, step=0.5)))
    assert "with this step the differences give" in said
    assert f"the gradient is ({40 * np.cos(4):.2f}, 1.00)" in said  # as text and functions know no exact one


def test_the_words_beside_the_picture_call_them_differences_too():
    explorer = gc.explore("bowl", x=1, y=1, step=1.0)
    assert explorer.view.frame["remark"] == (
        "With this step the differences give (3.00, 3.00); the gradient is (2.00, 2.00)."
    )
    explorer.step = 1e-7
    assert explorer.view.frame["remark"] == ""
    explorer.close()


def test_a_step_that_is_lost_in_rounding_is_not_a_short_gradient():
    explorer = gc.explore("bowl", x=1, y=1, step=1e-16)
    assert explorer.view.frame["remark"] == (
        "Every difference is 0, because the step is lost in rounding: take a longer one."
    )
    said = "every difference is 0, because the step is lost in rounding; the gradient is (2.00, 2.00)"
    assert said in explorer.sentence
    explorer.step = 1e-7
    explorer.surface = Surface("f", lambda x, y: x + np.exp(5 * y), start=(-2, -2))
    assert explorer.view.frame["remark"] == "The gradient is too short to be drawn here."
    explorer.close()


@pytest.mark.parametrize(
    ("value", "limits", "text"),
    [
        (1, (-2, 2), "1.00"), (0, (-3e-6, 3e-6), "0.00"), (-0.004, (-2, 2), "-0.004"),
        (2023.456, (2020, 2026), "2023.46"), (2460000.125, (2460000, 2460000.5), "2460000.1250"),
        (0.01234, (0, 0.05), "0.01234"), (1.5e9, (0, 4e9), "1.500e+09"), (-1e-7, (-2, 2), "-1e-07"),
    ],
)  # fmt: skip
def test_places_have_the_digits_that_their_window_needs(value, limits, text):
    assert coordinate(value, limits) == text
