"""What a check shows in a live picture: the case, both arrows, and where it starts."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.cards.check import check
from gradcalc.cards.in_picture import HIDE, SHOW
from gradcalc.cards.live_check import CheckCard
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.pictured import PICTURED
from tests.cards.pictured import RIGHT, WALKS, board_of, field, level, parts, picture_for, slopes


def test_every_exercise_with_a_picture_is_tried_here():
    assert sorted([*RIGHT, *WALKS]) == sorted(PICTURED)
    assert set(PICTURED) <= set(EXERCISES)
    assert all(EXERCISES[name].secret for name in PICTURED)  # whose cases in a class are others than these


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_is_shown_on_the_first_case_and_agrees_all_over_the_window(name):
    board = board_of(name, *RIGHT[name])
    known = board.reading.over.shares[np.isfinite(board.reading.over.shares)]
    assert known.size > 1000
    assert known.max() < 1e-3
    assert "less than 0.1 %" in board.sentence
    first = next(case for case in EXERCISES[name].cases(0) if PICTURED[name][0].plane(case.answer.name, case.inputs))
    assert (board.x, board.y) == pytest.approx(PICTURED[name][0].plane(first.answer.name, first.inputs).at, abs=0.01)


def test_the_true_arrow_of_a_gradient_is_that_of_the_closed_form():
    board = board_of("01.gradient_2d", slopes)
    board.set(x=0.5, y=0.2)
    f = EXERCISES["01.gradient_2d"].cases(0)[0].inputs[0]
    a, b, c, d, e = f.parameters
    assert board.reading.true == pytest.approx([a + 0.2 * b + d, 0.5 * b + 0.4 * c + e])


def test_a_known_mistake_starts_where_the_two_differ_most():
    board = board_of("03.directional_derivative", lambda f, x, y, v: slopes(f, x, y) @ v)
    reading = board.reading
    assert reading.apart / reading.over.unit > 0.99 * np.nanmax(reading.over.shares)
    (case,) = [v.case for v in check("03.directional_derivative", lambda f, x, y, v: slopes(f, x, y) @ v).verdicts
               if v.stratum.name.endswith("uphill")]  # fmt: skip
    length = np.hypot(*case.inputs[3])
    assert reading.yours.vector == pytest.approx(length * reading.true, rel=1e-5)


def test_another_mistake_starts_at_the_point_that_the_card_shows():
    board = board_of("01.gradient_2d", lambda f, x, y: slopes(f, x, y) * [1, -1] if np.ndim(x) == 0 else None)
    _, x, y = EXERCISES["01.gradient_2d"].cases(0)[0].inputs
    assert (board.x, board.y) == pytest.approx((x, y), abs=0.01)


def test_of_many_points_the_first_is_moved_and_the_others_stay():
    seen = []

    def answer(f, x, y):
        seen.append((np.copy(x), np.copy(y)))
        g = np.zeros(2)
        g[0], g[1] = slopes(f, x, y)
        return g

    board = board_of("01.gradient_2d", answer)
    case = EXERCISES["01.gradient_2d"].cases(0)[7]
    x, y = seen[-1]
    assert np.ndim(x) == 1
    assert (x[1:] == case.inputs[1][1:]).all()
    assert (y[1:] == case.inputs[2][1:]).all()
    assert x[0] == pytest.approx(board.x, abs=0.01)
    assert "your gradient raises ValueError: setting an array element with a sequence" in board.sentence


def test_a_field_of_another_shape_is_said_to_have_it():
    board = board_of(
        "02.gradient_field", lambda f, x, y: np.swapaxes(field(f, x, y), 1, 2) if len(x) != len(y) else field(f, x, y)
    )
    assert "is found in an array of shape (2, 5, 3), and one of shape (2, 3, 5) is asked for" in board.sentence


def test_rows_and_columns_that_are_crossed_are_seen_on_a_square_grid():
    board = board_of("02.gradient_field", lambda f, x, y: np.swapaxes(field(f, x, y), 1, 2))
    assert board.reading.apart > 0.5


def test_the_part_along_u_is_drawn_from_the_origin_and_g_is_under_the_hand():
    board = board_of("04.project", lambda g, u: [p * (2 if k == 0 else 1) for k, p in enumerate(parts(g, u))])
    board.set(x=1.0, y=2.0)
    u = np.array(board.reading.over.fields.foot.along)
    assert board.reading.true == pytest.approx((u[0] + 2 * u[1]) / (u @ u) * u)
    arrows = {mark["role"]: mark for mark in board.view.frame["marks"]["map"] if mark["kind"] == "Arrow"}
    assert {(arrow["x"], arrow["y"]) for arrow in arrows.values()} == {(0.0, 0.0)}
    assert (arrows["direction"]["dx"], arrows["direction"]["dy"]) == (1.0, 2.0)
    assert (arrows["gradient"]["dx"], arrows["gradient"]["dy"]) == pytest.approx(tuple(board.reading.true))
    assert "For g = (1.00, 2.00) your part along u is" in board.sentence


def test_where_the_first_part_is_right_the_remainder_is_drawn():
    board = board_of("04.project", lambda g, u: (parts(g, u)[0], -parts(g, u)[1]))
    assert "your remainder is" in board.sentence
    assert board.reading.yours.vector == pytest.approx(-board.reading.true)


def test_one_vector_where_two_are_asked_for_is_said():
    board = board_of("04.project", lambda g, u: parts(g, u)[0])
    assert "is found in an array of shape (2,), and one of shape (2, 2) is asked for" in board.sentence


def test_where_nothing_can_be_drawn_there_is_no_button():
    assert picture_for("01.gradient_2d", ...) is None
    assert picture_for("03.angles_of_a_slope", lambda g, c: np.array([0.0])) is None  # its answer is no arrow
    no_refusal = lambda f, x, y, v: slopes(f, x, y) @ v / (np.hypot(*v) or 1.0)  # noqa: E731
    assert picture_for("03.directional_derivative", no_refusal) is None  # along no direction there is none


def card_with_picture(answer, make=None):
    report = check("04.level_direction", answer)
    return CheckCard(report, [answer], make or picture_for("04.level_direction", answer))


def test_what_was_out_of_reach_while_it_was_tried_is_not_drawn():
    assert picture_for("01.gradient_2d", lambda f, x, y: gc.gradient(f, x, y)) is None


def test_the_button_shows_and_hides_and_makes_the_picture_once():
    card = card_with_picture(level)
    words = lambda: card.shown["actions"][-1]["words"]  # noqa: E731
    assert (words(), card.box.children) == (SHOW, (card,))
    card.act("picture")
    made = card.box.children[1]
    assert (words(), made.layout.display) == (HIDE, None)
    card.act("picture")
    assert (words(), made.layout.display) == (SHOW, "none")
    card.act("picture")
    assert (words(), card.box.children, made.layout.display) == (HIDE, (card, made), None)


def test_the_box_takes_card_and_picture_with_it_when_it_ends():
    card = card_with_picture(level)
    card.act("picture")
    board = card.box.below
    card.box.close()
    assert card.comm is None
    assert board.comm is None


def test_what_cannot_be_made_is_said_under_the_button():
    def fails():
        raise ArithmeticError("no map")

    card = card_with_picture(level, fails)
    card.act("picture")
    assert card.box.children[1].value == "There is no picture: ArithmeticError: no map"


def test_without_a_picture_the_card_stands_alone():
    report = check("03.angles_of_a_slope", lambda g, c: np.array([0.0]))
    assert CheckCard(report, [None]).box is None
