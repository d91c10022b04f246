"""The graded kind "drawn", with an exercise made here: the value of `drawn` alone is judged, as on the card."""

import numpy as np
import pytest

from gradcalc.functions.gallery import GALLERY
from gradcalc.questions.drawn.arrows import Arrows
from gradcalc.questions.drawn.graded import drawing_of
from gradcalc.questions.drawn.points import Points
from gradcalc.questions.judging import judge
from gradcalc.questions.model import Answer, Exercise, Stratum
from gradcalc.questions.trying import replies_to

DESCENT = Arrows(GALLERY["elliptic bowl"], ((1.0, 0.25), (-1.5, 0.5)), "descent")
EXERCISE = Exercise(
    id="09.descent",
    title="Steepest descent, drawn",
    answers=(
        Answer(
            name="drawn",
            kind="drawn",
            gives="the line under your drawing, a list of two arrows",
            exact=lambda: drawing_of(DESCENT),
            strata=(Stratum("the steepest ways down", 2),),
        ),
    ),
)


def verdict_on(drawn):
    cases = EXERCISE.cases(seed=1)
    (verdict,) = judge(EXERCISE, cases, replies_to(EXERCISE, cases, [drawn], 5))
    return verdict


@pytest.mark.parametrize("drawn", [[(-2, -2), (3, -4)], [[-0.5, -0.6], [0.9, -1.1]], np.array([[-1, -1], [3, -4]])])
def test_what_a_hand_may_mean_earns_the_points(drawn):
    assert verdict_on(drawn).points == 2


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ([(2, 2), (-3, 4)], "A and B: The arrow is reversed: that is the way of steepest ascent."),
        ([(-2, -2)], "A: Right. B: An arrow is missing."),
        ([(-2, -2), (4, 3)], "B: The arrow runs along the contour."),
        ([], "No arrows are drawn yet."),
        (7, "drawn is a list of pairs of numbers"),
        ([(1, 2, 3), (1, 2, 3)], "is a pair of numbers"),
        ([(1, float("nan")), (1, 1)], "finite"),
        ("a drawing", "the line under your drawing"),
    ],
)
def test_a_slip_earns_nothing_and_is_named_without_signs_of_markdown(drawn, said):
    verdict = verdict_on(drawn)
    assert (verdict.mark, verdict.points) == ("wrong", 0)
    assert said in verdict.hint
    assert "$" not in verdict.hint
    assert "*" not in verdict.hint


def test_a_stub_is_not_answered_yet():
    assert verdict_on(...).mark == "not answered"


def test_a_drawn_answer_is_never_secret_and_the_same_for_everybody():
    assert not EXERCISE.secret
    (one,), (other,) = EXERCISE.cases(1), EXERCISE.cases(2)
    assert one.inputs == other.inputs == ()


def test_points_are_graded_in_the_same_way():
    fitting = drawing_of(Points(GALLERY["saddle"], ((0.0, 0.0),)))
    assert fitting.fault(np.array([[0.1, -0.1]])) == ""
    assert fitting.fault(np.array([[1.0, 0.0]])).startswith("At (1, 0) the gradient is not zero")
