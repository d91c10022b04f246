"""What a check shows of a walk: somebody's over the true one, and where they part."""

import numpy as np
import pytest

from gradcalc.lessons.exercises import EXERCISES
from tests.cards.pictured import WALKS, board_of, descend, trace


@pytest.mark.parametrize("name", WALKS)
def test_a_right_walk_lies_under_the_true_one(name):
    board = board_of(name, WALKS[name])
    assert board.reading.complaint == ""
    assert "Yours is never farther from the" in board.sentence
    board.x = 0.9
    assert board.reading.farthest < 1e-3
    assert board.reading.yours[0] == pytest.approx(board.reading.true[0])


def test_the_true_path_of_a_descent_is_that_of_the_closed_form():
    board = board_of("06.descend", descend)
    f, _, rate, _ = EXERCISES["06.descend"].cases(0)[0].inputs
    hessian = np.column_stack([f.gradient(e) for e in np.eye(2)])
    start = board.reading.true[0]
    assert board.reading.true[1] == pytest.approx(start - rate * hessian @ start)


def test_a_path_that_climbs_starts_where_it_goes_farthest_and_says_how_far():
    board = board_of("06.descend", lambda *given: descend(*given, sign=-1))
    reading = board.reading
    assert reading.turn == pytest.approx(180)
    assert reading.farthest == pytest.approx(2 * np.hypot(*(reading.true[1] - reading.true[0])), rel=1e-5)
    assert max(abs(board.x), abs(board.y)) > 1
    assert "Their first steps make an angle of 180°" in board.sentence
    assert "It parts at point 1" in board.sentence


def test_a_walk_along_tangents_drifts_and_the_point_where_it_parts_is_told():
    board = board_of("04.trace", lambda *given: trace(*given, back=0))
    f, x, y, *_ = EXERCISES["04.trace"].cases(0)[0].inputs
    assert (board.x, board.y) == pytest.approx((x, y), abs=0.01)
    off, value = board.reading.off, f.build()
    assert off[-1] == pytest.approx(
        abs(value(*board.reading.yours[-1]) - value(x, y)) / np.hypot(*f.gradient(*board.reading.yours[-1])), rel=0.1
    )
    part = int(np.argmax(off > 4e-3))
    assert f"It parts at point {part}, and is farthest from the level curve" in board.sentence


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            lambda *given: descend(*given)[1:],
            "It gives an array of shape (1, 2), and one of shape (2, 2) is asked for",
        ),
        (lambda *given: descend(*given).T[0], "gives an array of shape (2,), and one of shape (2, 2) is asked for"),
        (lambda *given: descend(*given).sort(), "gives None: does its last line say return?"),
        (lambda f, x, rate, steps: x.nothing, "raises AttributeError"),
        (lambda f, x, rate, steps: np.array([x, x / 0]), "is beyond all numbers from point 1 on"),
        (lambda f, x, rate, steps: "down", "gives what is no array of numbers"),
    ],
)
def test_a_path_of_another_form_is_said_to_be_one_and_the_picture_lives(answer, words):
    board = board_of("06.descend", answer)
    assert words in board.sentence
    assert board.view.message == ""
    assert board.figure().axes
