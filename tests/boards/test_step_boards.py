"""The boards of lesson 05: the numbers behind the pictures, and the marks."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.functions.curves import CURVES
from gradcalc.pictures.marks import Dot, Dots, FieldArrows, Label, Polyline
from gradcalc.pictures.scenes.error_curve import error_scene
from gradcalc.pictures.scenes.field_pair import paired_arrows
from gradcalc.pictures.scenes.secant import close_scene, far_scene
from gradcalc.readings.step import StepReading, close_words, step_remark

XLIM, YLIM = (-20.0, 0.0), (-18.5, 5.0)


def reading(**changes):
    return StepReading(**{"curve": CURVES["eˣ sin x"], "x": 1.3, "h": 1e-7, "method": "forward"} | changes)


def slope_of(line):
    return (line.y[-1] - line.y[0]) / (line.x[-1] - line.x[0])


def lines(marks, role):
    return [mark for mark in marks if isinstance(mark, Polyline) and mark.role == role]


@pytest.mark.parametrize("method", ["forward", "backward", "central", "five-point", "complex"])
@pytest.mark.parametrize("h", [0.5, 1e-3])
def test_both_pictures_draw_the_tangent_and_the_slope_that_the_method_finds(method, h):
    now = reading(method=method, h=h)
    for marks in (far_scene(now, (0.0, 3.4), (-9.0, 11.0)), close_scene(now, (-15.0, 15.0))):
        assert slope_of(lines(marks, "tangent")[0]) == pytest.approx(now.exact)
        assert slope_of(lines(marks, "gradient")[0]) == pytest.approx(now.found)


@pytest.mark.parametrize("method", ["forward", "backward", "central"])
def test_the_secant_passes_through_the_points_that_it_is_named_for(method):
    now = reading(method=method, h=0.4)
    marks = far_scene(now, (0.0, 3.4), (-9.0, 11.0))
    (line,), (dots,) = lines(marks, "gradient"), [mark for mark in marks if isinstance(mark, Dots)]
    for x, y in zip(dots.x, dots.y, strict=True):
        assert line.y[0] + slope_of(line) * (x - line.x[0]) == pytest.approx(y)
        assert y == pytest.approx(float(now.curve.f(x)))


def test_close_up_the_curve_becomes_straight_then_a_staircase_then_flat():
    def curve(h):
        (line,) = lines(close_scene(reading(h=h), (-15.0, 15.0)), "curve")
        return np.array(line.x), np.array(line.y)

    x, y = curve(1e-6)
    assert np.abs(y - 4.517113 * x).max() < 1e-3
    x, y = curve(1e-15)
    assert 3 < len(np.unique(y)) < 50
    assert np.abs(y - 4.517113 * x).max() > 0.3
    assert not curve(1e-17)[1].any()


def test_the_present_step_is_marked_at_its_measured_error():
    marks = error_scene(reading(h=1e-5), XLIM, YLIM)
    (dot,) = (mark for mark in marks if isinstance(mark, Dot))
    assert dot.x == pytest.approx(-5)
    assert 10**dot.y == pytest.approx(reading(h=1e-5).error)
    assert any(mark.text == "h = 1e-5" for mark in marks if isinstance(mark, Label))


@pytest.mark.parametrize(
    ("beside", "texts"),
    [
        ("nothing", set()),
        ("the prediction", {"truncation", "rounding", "best"}),
        ("the other methods", {"central", "five-point", "complex"}),
        ("the other numbers", {"float32"}),
    ],
)
def test_what_stands_beside_the_dots_is_named(beside, texts):
    marks = error_scene(reading(beside=beside), XLIM, YLIM)
    assert {mark.text for mark in marks if isinstance(mark, Label)} - {"h = 1e-7"} == texts


def test_the_name_of_central_stands_clear_of_the_line_of_complex_and_rounding_below_the_name_of_h():
    marks = error_scene(reading(h=1e-5, beside="the other methods"), XLIM, YLIM)
    (central,) = (mark for mark in marks if isinstance(mark, Label) and mark.text == "central")
    slope = float(np.log10(abs(reading().curve.derivative(1.3, 3)) / 6))
    assert central.dx < 0
    assert slope + 2 * central.x < central.y - 1, "the right arm of complex lies lower"
    marks = error_scene(reading(h=1e-14, beside="the prediction"), XLIM, YLIM)
    named = {mark.text: mark for mark in marks if isinstance(mark, Label)}
    assert named["h = 1e-14"].y - named["rounding"].y > 0.1 * (YLIM[1] - YLIM[0])


def test_the_arms_of_the_prediction_cross_near_the_best_step():
    marks = error_scene(reading(beside="the prediction"), XLIM, YLIM)
    first, second = lines(marks, "tangent")
    assert {round(slope_of(first)), round(slope_of(second))} == {1, -1}
    cross = (second.y[0] - first.y[0] + slope_of(first) * first.x[0] - slope_of(second) * second.x[0]) / (
        slope_of(first) - slope_of(second)
    )
    (best,) = lines(marks, "drop")
    assert cross == pytest.approx(best.x[0], abs=0.02)


def test_what_goes_wrong_is_said():
    assert step_remark(reading()) == ""
    assert "rounded to x itself" in step_remark(reading(h=1e-17))
    assert "0 in float32" in step_remark(reading(h=1e-60, dtype="float32"))
    assert step_remark(reading(h=1e-60, method="complex")) == ""
    assert "digits get lost" in step_remark(reading(h=1e-320, method="complex"))
    assert "staircase" in close_words(reading(h=1e-15))
    assert "no other number" in close_words(reading(h=1e-20))


def test_below_a_power_of_two_a_step_back_may_lead_away_where_one_ahead_does_not():
    at_one = {
        method: step_remark(reading(x=1.0, h=1e-16, method=method)) for method in ("forward", "backward", "central")
    }
    assert at_one["forward"] == "x + h is rounded to x itself: this h is too small to take a step."
    assert at_one["backward"] == ""
    assert "x + h is rounded to x itself, but not the other side" in at_one["central"]
    both = step_remark(reading(x=1.0, h=1e-17, method="five-point"))
    assert (
        both == "x + h and x − h and x + 2h and x − 2h are rounded to x itself: this h is too small to take a step."
    )


def test_the_board_follows_its_controls_down_to_the_smallest_numbers():
    board = gc.explore_step(h=0.5)
    with pytest.raises(ValueError, match="h must lie"):
        board.h = 1e-300
    board.smallest = 1e-320
    board.set(h=1e-320, method="complex")
    assert board.reading.h == pytest.approx(1e-320, rel=1e-3)
    assert board.reading.found == pytest.approx(board.reading.exact, rel=1e-2)
    board.smallest = 1e-20
    assert board.reading.h == pytest.approx(1e-20)
    board.set(function="x²", x=2.0, method="forward", h=0.5)
    assert board.reading.found == 4.5
    assert gc.explore_step(smallest=1e-320, h=1e-300).h == pytest.approx(1e-300)


def test_every_state_of_the_board_can_be_drawn():
    board = gc.explore_step()
    for name in CURVES:
        for method in ("forward", "five-point", "complex"):
            for numbers in ("float64", "float32"):
                for beside in ("the prediction", "the other methods", "the other numbers"):
                    board.set(function=name, method=method, numbers=numbers, beside=beside, x=1.0, h=1.0)
                    board.h = 1e-20
                    assert board.view.message == ""
    assert board.figure()


def test_unknown_pictures_and_curves_are_refused():
    with pytest.raises(ValueError, match="views must name"):
        gc.explore_step(views=("near",))
    with pytest.raises(ValueError, match="function must be one of"):
        gc.explore_step("x³")


def test_the_field_by_differences_is_off_by_what_the_method_leaves():
    board = gc.explore_step_field("bowl", method="forward", h=0.25)
    np.testing.assert_allclose(board.reading.found - board.reading.exact, 0.25, atol=1e-12)
    board.set(method="central", h=1.0)
    assert board.reading.errors.max() < 1e-12
    board.h = 1e-18
    assert (board.reading.found == 0).all()


@pytest.mark.parametrize("name", list(gc.GALLERY))
def test_every_surface_of_the_gallery_has_its_pair_of_fields(name):
    board = gc.explore_step_field(name, method="central", h=1e-5)
    assert np.median(board.reading.errors) < 1e-6
    assert board.view.message == ""


def test_a_function_of_ones_own_is_compared_with_an_automatic_five_point_difference():
    board = gc.explore_step_field("x*y + sin(x)", method="complex", h=1e-20)
    assert board.reading.errors.max() < 1e-8


def test_both_fields_are_drawn_to_one_scale_and_far_too_long_arrows_are_cut():
    x = y = np.zeros(3)
    exact, found = np.array([[1.0, 0, 2], [0, 1, 0]]), np.array([[1.0, 0, 1e9], [0, np.nan, 0]])
    left, right = (paired_arrows(x, y, field, exact, 0.5) for field in (exact, found))
    assert isinstance(left, FieldArrows)
    np.testing.assert_allclose(left.arrows[:, 2:], [[0.25, 0], [0, 0.25], [0.5, 0]])
    np.testing.assert_allclose(right.arrows[:, 2:], [[0.25, 0], [1.25, 0]])
