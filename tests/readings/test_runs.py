"""Runs of descent and their pictures."""

import math

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.descent import MOST_STEPS, elliptic, play
from gradcalc.pictures.marks import Arrow, Dot, Dots, Polyline
from gradcalc.pictures.scenes.path import path_scene, slopes_along_scene, values_scene
from gradcalc.readings.runs import run_descent, run_remark, run_words

BOWL = gc.GALLERY["bowl"]
WINDOW = (-2.4, 2.4), (-2.4, 2.4)


def marks_of(marks, kind, role):
    return [mark for mark in marks if isinstance(mark, kind) and mark.role == role]


def test_the_path_the_next_step_and_minus_the_gradient_stand_where_the_numbers_say():
    run = run_descent(BOWL, (1.6, -0.8), 0.25, 1)
    marks = path_scene(run, 0.5, *WINDOW)
    (line,) = marks_of(marks, Polyline, "path")
    assert (line.x, line.y) == ((1.6, 0.8), (-0.8, -0.4))
    (step,) = marks_of(marks, Arrow, "projection")
    assert (step.x, step.y, step.dx, step.dy) == pytest.approx((0.8, -0.4, -0.4, 0.2))
    (downhill,) = marks_of(marks, Arrow, "gradient")
    assert (downhill.dx, downhill.dy) == pytest.approx((-0.8, 0.4))
    assert marks_of(marks, Dot, "path") == [Dot(0.8, -0.4, "path")]


def test_a_path_that_runs_away_is_followed_as_far_as_it_can_be_drawn():
    run = run_descent(BOWL, (1.6, 1.0), 1e150, 40)
    marks = path_scene(run, 1.0, *WINDOW)
    assert np.isfinite([marks_of(marks, Dot, "point")[0].x]).all()
    assert not marks_of(marks, Arrow, "gradient")
    assert run.away
    assert "far beyond the map" in run_remark(run)
    assert "beyond all numbers" in run_words(run)
    for mark in values_scene(run, (-8.0, 1.0), True) + slopes_along_scene(run, (-5.0, 2.0)):
        if isinstance(mark, Polyline | Dots):
            assert np.isfinite([*mark.x, *mark.y]).all()


def test_f_is_drawn_on_a_logarithmic_axis():
    run = run_descent(BOWL, (1.0, 0.0), 0.05, 20)
    (line,) = marks_of(values_scene(run, (-8.0, 1.0), True), Polyline, "path")
    np.testing.assert_allclose(line.y, 2 * np.arange(21) * math.log10(0.9), atol=1e-12)


def test_the_dotted_line_is_the_steepest_fall():
    run = run_descent(BOWL, (1.0, 0.5), 0.1, 9, momentum=0.9)
    marks = slopes_along_scene(run, (-5.0, 5.0))
    (line,), (dots,) = marks_of(marks, Polyline, "line"), marks_of(marks, Dots, "projection")
    assert line.y == pytest.approx([-2 * np.hypot(*point) for point in run.path])
    assert all(low <= slope + 1e-12 for low, slope in zip(line.y, dots.y, strict=True))
    assert max(dots.y) > 0  # with momentum it rolls uphill


@pytest.mark.parametrize(
    ("rate", "steps", "remark"),
    [(0.05, 3, ""), (0.9, 3, "zigzags"), (1.02, 1, "The last step climbed: f went from 2.00 to 2.16."),
     (0.5, 1, "almost zero"), (1.5, 40, "far beyond the map")],
)  # fmt: skip
def test_the_remark_says_what_the_run_does(rate, steps, remark):
    assert remark in run_remark(run_descent(BOWL, (1.0, 1.0), rate, steps))
    if not remark:
        assert run_remark(run_descent(BOWL, (1.0, 1.0), rate, steps)) == ""


def test_a_run_that_momentum_carries_through_the_lowest_point_is_not_said_to_stand_still():
    run = run_descent(BOWL, (1.6, 1.0), 0.5, 1, momentum=0.7)
    assert run.lengths[-1] == 0
    assert np.hypot(*run.onward[-1]) > 1
    assert "steps" not in run_remark(run)
    assert "so are the steps" in run_remark(run_descent(BOWL, (1.6, 1.0), 0.5, 1))
    assert "so are the steps" in run_remark(run_descent(BOWL, (1.6, 1.0), 0.5, 40, momentum=0.1))


def test_a_run_far_beyond_the_map_may_come_back_and_nothing_else_is_said():
    runs = [run_descent(elliptic(1.8), (-1.8, 2.0), 2.2, steps, momentum=0.99) for steps in range(MOST_STEPS + 1)]
    away = [run.away for run in runs]
    assert not all(away[away.index(True) :])
    assert {run_remark(run) for run in runs if run.away} == {"The run has gone far beyond the map."}


def test_a_run_with_a_line_search_is_not_said_to_have_one_rate():
    words = run_words(run_descent(BOWL, (1.0, 2.0), 0.5, 2, search=True))
    assert words.startswith("After 2 steps with a line search, each rate at most 0.5, the point is at (0.00, 0.00)")
    assert run_words(run_descent(BOWL, (1.0, 2.0), 0.5, 2)).startswith("After 2 steps of rate 0.5 the point is at")


def test_where_there_is_no_gradient_the_run_stops_and_says_so():
    run = run_descent(gc.GALLERY["kinks"], (1.0, 0.0), 0.1, 3)
    assert "no gradient" in run_remark(run_descent(gc.GALLERY["kinks"], (1.0, 0.0), 0.1, 0))
    assert np.isnan(run.path[1:]).any()
    path_scene(run, 1.0, *WINDOW)


def test_a_function_without_an_exact_gradient_runs_the_same_way():
    plain = gc.Surface("mine", lambda x, y: x**2 + y**2)
    np.testing.assert_allclose(
        run_descent(plain, (1.0, 0.5), 0.2, 10).path, run_descent(BOWL, (1.0, 0.5), 0.2, 10).path, atol=1e-8
    )


@pytest.mark.parametrize("name", gc.GALLERY)
@pytest.mark.parametrize("momentum", [0, 0.9])
def test_every_surface_of_the_gallery_can_be_descended_at_every_rate(name, momentum):
    board = gc.explore_descent(name, momentum=momentum, steps=MOST_STEPS)
    for rate in (1e-4, 0.01, 0.1, 1, 10):
        board.rate = rate
        assert board.view.message == ""
        assert board.sentence


def test_a_new_function_brings_its_window_and_its_start():
    board = gc.explore_descent("bowl", x=-1.5)
    board.function = "Himmelblau"
    assert (board.x, board.y) == gc.GALLERY["Himmelblau"].start
    board.x = -5
    assert board.view.message == ""


def test_playing_takes_the_steps_to_the_end_and_begins_anew_there():
    board = gc.explore_descent("bowl", rate=0.1, steps=5)
    shares = list(play(board))
    assert shares[-1] == 1
    assert board.steps == MOST_STEPS
    assert next(play(board)) == 0
    assert board.steps == 0


def test_playing_ends_where_the_run_has_left_the_map():
    board = gc.explore_descent("bowl", rate=2.0)
    list(play(board))
    assert board.reading.away
    assert 0 < board.steps < 10


def test_unknown_states_are_refused():
    with pytest.raises(TypeError, match="does not know 'angle'"):
        gc.explore_descent("bowl", angle=3)
    with pytest.raises(ValueError, match=r"rate must lie from 0\.0001 to 10, got 0"):
        gc.explore_descent("bowl", rate=0)
