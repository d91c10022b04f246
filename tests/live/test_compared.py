"""explore(f, gradient=mine): the live picture of somebody's gradient over the true one."""

import matplotlib.colors
import numpy as np
import pytest

import gradcalc as gc
from gradcalc.live.compared.fields import BY_DIFFERENCES, WORST
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.error_layer import BANDS, COLOURS, WORDS, draw_errors, framed
from gradcalc.pictures.frames import axes_on, sheet


def half_y(x, y):
    return [2 * x, y]


def test_both_arrows_lie_at_the_point_and_end_where_the_closed_forms_say():
    board = gc.explore("x^2 + y^2", gradient=half_y, x=0.5, y=0.6)
    marks = {mark["role"]: mark for mark in board.view.frame["marks"]["map"] if mark["kind"] == "Arrow"}
    scale = marks["gradient"]["dx"]  # of which 2 x is 1
    assert marks["gradient"]["dy"] == pytest.approx(1.2 * scale)
    assert (marks["yours"]["dx"], marks["yours"]["dy"]) == pytest.approx((scale, 0.6 * scale))
    (line,) = [mark for mark in board.view.frame["marks"]["map"] if mark["kind"] == "Polyline"]
    assert line["y"] == pytest.approx((0.6 + 0.6 * scale, 0.6 + 1.2 * scale))


def test_a_hand_moves_the_point_and_the_words_follow():
    board = gc.explore("x^2 + y^2", gradient=half_y)
    board.view.hand = {"panel": "map", "at": [1.0, -1.0], "move": 1}
    assert board.sentence.startswith("The point is at (1.00, -1.00). They differ most near")
    assert board.view.frame["remark"].startswith("At (1.00, -1.00) your gradient is (2.00, -1.00)")


def test_the_button_leads_to_where_they_differ_most():
    board = gc.explore("x^2 + y^2", gradient=lambda x, y: [2 * x + (x > 1), 2 * y])
    board.view._handle_custom_msg({"act": WORST}, [])
    assert board.x > 1
    assert board.reading.apart == pytest.approx(1)


def test_a_gradient_that_fails_is_said_to_and_the_picture_goes_on():
    def mine(x, y):
        return [2 * x, 2 * y] if x > 0 else [0, 0, 0]

    board = gc.explore("x^2 + y^2", gradient=mine, x=-1, y=1)
    assert "your gradient gives an array of shape (3,)" in board.sentence
    assert board.view.message == ""
    board.x = 1
    assert "the true one are (2.00, 2.00), length 2.83, both" in board.sentence
    assert board.figure().axes


def test_an_error_of_f_itself_stays_under_the_picture():
    def f(x, y):
        if np.any(np.asarray(x) == 1.5):
            raise RuntimeError("no value")
        return x + y

    board = gc.explore(f, gradient=lambda x, y: [1, 1], x=0, y=0)
    assert BY_DIFFERENCES in board.view.frame["note"]
    board.x = 1.5
    assert board.view.message == "RuntimeError: no value"
    board.x = 1.0
    assert board.view.message == ""


@pytest.mark.parametrize("dark", [False, True])
def test_each_band_of_error_has_the_colour_that_the_scale_says(dark):
    shares = [1e-4, 5e-3, 5e-2, 0.2, 0.5, 5.0]  # one inside of each band
    for share, colour in zip(shares, COLOURS[dark], strict=True):
        surface = gc.explore("x").surface
        board = gc.explore("x", gradient=lambda x, y, share=share: [1, share])
        over, chart = board.reading.over, sample_map(surface)
        axes = axes_on(sheet(framed(chart).width, framed(chart).height), framed(chart), dark)
        draw_errors(axes, chart, over, dark)
        axes.figure.canvas.draw()
        place = axes.transData.transform((0.3, 0.7))
        row = int(axes.figure.canvas.buffer_rgba().shape[0] - place[1])
        pixel = np.asarray(axes.figure.canvas.buffer_rgba())[row, int(place[0]), :3]
        assert pixel / 255 == pytest.approx(matplotlib.colors.to_rgb(colour), abs=0.02)
    words = [text.get_text() for text in axes.texts]
    assert words[-len(WORDS) :] == list(WORDS)
    assert len(WORDS) == len(COLOURS[dark]) + 1 == len(BANDS) + 2
    assert "How far apart, as a share of the greatest slope in this window" in words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"angle": 90}, "takes x and y alone: leave angle out"),
        ({"views": ("map", "slopes")}, "leave views out"),
        ({"field": True}, "leave field out"),
    ],
)
def test_what_the_one_map_does_not_have_is_refused(asked, words):
    with pytest.raises(TypeError, match=words):
        gc.explore("x*y", gradient=half_y, **asked)


def test_bad_gradients_points_and_links_are_refused_in_words():
    with pytest.raises(TypeError, match="gradient must be a function"):
        gc.explore("x*y", gradient=[1, 2])
    with pytest.raises(ValueError, match="x must lie from -2 to 2, got 7"):
        gc.explore("x*y", gradient=half_y, x=7)
    with pytest.raises(TypeError, match="a link says all"):
        gc.explore("#gradcalc=1&f=x*y", gradient=half_y)


def test_a_window_of_ones_own_is_where_the_error_is_measured():
    board = gc.explore("x^2 + y^2", gradient=half_y, xlim=(0, 1), ylim=(0, 1))
    assert board.reading.over.unit == pytest.approx(np.sqrt(8))
    assert board.reading.over.worst[1] == 1
