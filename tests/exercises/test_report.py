"""A report helps on without giving the answer away."""

import html
import re

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.cards.report import Report
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions import inputs
from gradcalc.questions.judging import judge
from gradcalc.questions.model import Fitting, Refusal
from gradcalc.questions.trying import replies_to
from tests.exercises import tries

exercises = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[-+]?\d+)?")


def report_on(exercise, answers, seed):
    cases = exercise.cases(seed)
    return Report(exercise, judge(exercise, cases, replies_to(exercise, cases, answers, tries.SECONDS)), 5.0)


def shown_of(report, call_and_reply):
    """The numbers of a report without those of the call itself and of what came back."""
    text = repr(report)
    for known in call_and_reply:
        text = text.replace(known, "")
    return {float(number) for number in NUMBER.findall(text)}


def wrong_answers(exercise, rng):
    return [
        (lambda *inputs, value=value: value) if answer.kind == "function" else value
        for answer in exercise.answers
        for value in [rng.choice([rng.normal(0, 1000), np.nan])]
    ]


def right_answer(exercise, case):
    """The exact answer, or where there are many, the one that the model answer gives."""
    exact = case.answer.exact(*case.inputs)
    if not isinstance(exact, Fitting):
        return exact
    model = tries.model_answers(exercise)[exercise.answers.index(case.answer)]
    return model(*map(inputs.build, case.inputs))


@exercises
def test_no_report_on_a_wrong_answer_holds_the_right_one(exercise):
    rng = np.random.default_rng(7)
    for seed in range(20 if exercise.id != "08.network" else 5):  # it has a case that takes its time
        report = report_on(exercise, wrong_answers(exercise, rng), seed)
        assert report.status == "wrong"
        case = next(verdict.case for verdict in report.verdicts if verdict.mark == "wrong")
        exact = right_answer(exercise, case)
        if isinstance(exact, Refusal):
            continue
        if isinstance(exact, str):
            assert f'"{exact}"' not in repr(report).replace(case.answer.gives, "")
            continue
        call = [line for line in repr(report).splitlines() if line.startswith("    ")]
        seen = shown_of(report, call)
        numbers = {round(float(x), 3) for x in np.ravel(exact)}
        # Whole numbers may be points or shapes: an answer is given away by all of its numbers.
        assert not numbers or not numbers <= {round(x, 3) for x in seen} or all(x == int(x) for x in numbers)


@exercises
def test_no_hint_holds_the_right_answer(exercise):
    for answer in exercise.answers:
        if answer.kind == "function":
            continue
        exact = answer.exact()
        for mistake in answer.mistakes:
            if isinstance(exact, str):
                assert not re.search(rf'["“*]{exact}["”*]', mistake.hint)
            else:
                numbers = {float(number) for number in NUMBER.findall(mistake.hint)}
                assert not set(np.ravel(exact).tolist()) <= numbers


def test_the_same_answer_shows_the_same_report_each_time():
    assert repr(gc.check("03.best_share", max)) == repr(gc.check("03.best_share", max))


def half_right(f, x, y, direction):
    if not direction.any():
        raise ValueError("no direction")
    return gc.gradient(f, x, y) @ direction


@pytest.mark.parametrize("answer", [..., half_right, 0.5, lambda *inputs: "<script>alert(1)</script>"])
def test_the_card_says_what_the_text_says(answer):
    report = gc.check("03.directional_derivative", answer)
    data = report._repr_mimebundle_()
    assert data["text/plain"] == repr(report)
    card = html.unescape(re.sub("<[^>]*>", "\n", data["text/html"].split("</style>")[1]))
    lines = [line.strip() for line in repr(report).splitlines()[1:]]
    position = 0
    for line in lines:  # in this order
        position = card.index(line, position)
    assert "<script" not in data["text/html"]
    assert 'role="group" aria-label="Check: The slope along a direction"' in data["text/html"]


def test_nbgrader_reads_the_points_and_nothing_else(monkeypatch):
    report = gc.check("03.directional_derivative", half_right)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert report._repr_mimebundle_()["text/plain"] == "1"


def test_an_unknown_exercise_and_a_missing_answer_are_named():
    with pytest.raises(ValueError, match=r'no exercise "03.best_shore": did you mean "03.best_share"\?'):
        gc.check("03.best_shore", max)
    with pytest.raises(TypeError, match=r'call check\("03.steepest_direction", steepest_direction, greatest_slope\)'):
        gc.check("03.steepest_direction", max)
    with pytest.raises(TypeError, match="the id of an exercise is a text"):
        gc.check(max, max)
