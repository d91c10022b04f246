"""Fresh cases: ten of them, of every kind, which change no points and say the first that is not right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.cards.more_cases import CASES, fresh_cases, fresh_seed, has_more, try_more
from gradcalc.lessons.exercises import EXERCISES
from tests.exercises import tries

WITH_CASES = [exercise for exercise in EXERCISES.values() if has_more(exercise)]
SHARE = EXERCISES["03.best_share"]


def right(gradient, directions):
    return (directions @ gradient / np.linalg.norm(directions, axis=1)).max() / np.linalg.norm(gradient)


def right_where_one_leads_up(gradient, directions):
    return abs(right(gradient, directions))


@pytest.mark.parametrize("exercise", WITH_CASES, ids=lambda exercise: exercise.id)
def test_there_are_ten_fresh_cases_of_every_kind(exercise):
    cases = fresh_cases(exercise, 3)
    assert len(cases) == CASES
    kinds = {(a.name, s.name) for a in exercise.answers if a.kind == "function" for s in a.strata}
    assert {(case.answer.name, case.stratum.name) for case in cases} == kinds


@pytest.mark.parametrize("name", ["01.gradient_2d", "03.steepest_direction", "05.kinks", "08.linear"])
def test_the_model_answer_is_right_in_all_of_them(name):
    exercise = EXERCISES[name]
    answers = tries.model_answers(exercise)
    assert try_more(exercise, answers, tries.SECONDS, fresh_seed()).sentence == "All 10 fresh cases are right."


def test_a_value_and_a_choice_have_no_other_cases():
    assert not has_more(EXERCISES["00.gradient_of_the_bowl"])
    with pytest.raises(ValueError, match=r"02\.longer_arrow asks for no function"):
        fresh_cases(EXERCISES["02.longer_arrow"], 1)


@settings(max_examples=20)
@given(st.integers(1, 2**62))
def test_the_first_case_that_is_not_right_is_shown_with_what_came_back(seed):
    found = try_more(SHARE, [right_where_one_leads_up], tries.SECONDS, seed)
    downhill = [
        (directions @ gradient < 0).all() for gradient, directions in (c.inputs for c in fresh_cases(SHARE, seed))
    ]
    number = downhill.index(True) + 1
    assert found.sentence.startswith(f"Number {number} of 10 fresh cases is not right.")
    assert found.wrong.reply.value == pytest.approx(abs(right(*found.wrong.case.inputs)))
    assert found.wrong.hint


def test_a_loop_that_never_ends_is_said_and_the_rest_is_not_tried():
    def endless(gradient, directions):
        while True:
            pass

    found = try_more(SHARE, [endless], 0.2, 5)
    assert found.sentence == "Number 1 of 10 fresh cases is not right."
    assert found.wrong.reply.outcome == "timeout"


def test_an_answer_that_gives_nothing_is_not_right():
    assert try_more(SHARE, [lambda gradient, directions: ...], 1, 5).wrong.case is not None
