"""The walk as a board: what it reads, says and does."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.walk import LEFT, LEVEL, LONGEST, TANGENTS, UPHILL, walk


def test_along_the_level_curve_f_stays_put():
    board = walk(steps=80)
    assert np.abs(board.reading.values - 1.25).max() < 1e-8
    assert dict(board.view.frame["table"])["change of f"] == "0.000000"


def test_along_tangents_f_grows_by_the_square_of_each_step():
    board = walk(x=1.0, y=0.0, way=TANGENTS, step=0.1, steps=60)
    assert np.allclose(board.reading.values, 1 + 0.01 * np.arange(61))
    assert dict(board.view.frame["table"])["change of f"] == "+0.600000"


def test_uphill_f_climbs_until_a_step_leads_down_and_the_board_says_so():
    board = walk("two hills", 0.0, -1.0, UPHILL, steps=LONGEST)
    assert (np.diff(board.reading.values) > 0).all()
    assert "a whole step along the gradient would end no higher" in board.view.frame["remark"]
    assert board.reading.ahead is None


def test_a_walk_that_leaves_the_picture_ends_there():
    board = walk("saddle", 1.0, 0.5, steps=LONGEST)
    assert board.view.frame["remark"] == LEFT
    assert np.abs(board.reading.walk.points).max() <= 2


def test_play_walks_to_the_end_and_begins_anew():
    board = walk(steps=118)
    for action in ("Play", "Play"):
        board.view._handle_custom_msg({"act": action}, [])
        assert board.steps == LONGEST


def test_one_step_and_back():
    board = walk()
    for _ in range(3):
        board.view._handle_custom_msg({"act": "One step"}, [])
    assert board.steps == 3
    board.view._handle_custom_msg({"act": "Back to the start"}, [])
    assert board.steps == 0


@pytest.mark.parametrize("way", [LEVEL, TANGENTS, UPHILL])
def test_where_the_gradient_is_zero_the_walk_stays_and_says_why(way):
    board = walk("saddle", 0.0, 0.0, way, steps=5)
    assert board.reading.steps == 0
    assert "the gradient is zero" in board.view.frame["remark"]


def test_the_words_name_the_place_the_gradient_and_f():
    board = walk(x=1.0, y=0.0, steps=0)
    assert "the gradient is (2.00, 0.00)" in board.sentence
    assert "f was 1.00 at the start" in board.sentence


def test_the_next_step_of_a_level_walk_is_perpendicular_to_the_gradient():
    reading = walk("ripple", 0.8, 0.8, steps=7).reading
    assert abs(reading.ahead @ reading.gradient) < 1e-9
    up = walk("ripple", 0.8, 0.8, UPHILL, steps=3).reading
    assert np.allclose(up.ahead, gc.unit(up.gradient))
