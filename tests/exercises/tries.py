"""Answers tried on the cases of several seeds, for the tests of all lessons."""

import functools
import pathlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

import gradcalc
from gradcalc.grading.making.versions import read_answers
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions import inputs
from gradcalc.questions.calling import reply_of
from gradcalc.questions.judging import Verdict, judge
from gradcalc.questions.model import Answer, Case, Exercise, Mistake
from gradcalc.questions.replies import UNANSWERED, Reply
from gradcalc.questions.trying import replies_to

SOLUTIONS = pathlib.Path(gradcalc.__file__).parents[1] / "course" / "solutions"

# The first is the one of check; the others stand for those of a class.
SEEDS = (0, 1, 2, 3, 20_261)
SECONDS = 600.0


@functools.cache
def cases(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    """The cases of a seed, made once, so that what a known mistake gives on them is found once as well."""
    return exercise.cases(seed)


def verdicts(exercise: Exercise, answers: Sequence, seed: int = 0) -> tuple[Verdict, ...]:
    """The verdicts on answers, in the order in which the exercise asks for them."""
    asked = cases(exercise, seed)
    return judge(exercise, asked, replies_to(exercise, asked, answers, SECONDS))


def verdicts_on(answer: Answer, given: Any, seed: int = 0) -> list[Verdict]:
    """The verdicts on one answer alone, whatever else its exercise asks for."""
    exercise = _exercise_with(answer)
    answers = [given if asked is answer else ... for asked in exercise.answers]
    return [verdict for verdict in verdicts(exercise, answers, seed) if verdict.answer is answer]


def answer_of(lesson: str, name: str) -> Answer:
    """The answer of a lesson that is asked for by this name."""
    (answer,) = (a for exercise in EXERCISES.values() if exercise.lesson == lesson for a in exercise.answers
                 if a.name == name)  # fmt: skip
    return answer


def accepted(lesson: str, name: str, given: Any) -> bool:
    """Whether an answer is right in every kind of case, for every seed."""
    answer = answer_of(lesson, name)
    return all(verdict.mark == "right" for seed in SEEDS for verdict in verdicts_on(answer, given, seed))


def verdicts_on_mistake(answer: Answer, mistake: Mistake, seed: int = 0) -> list[Verdict]:
    """The verdicts on somebody who makes this mistake. gradcalc's own code stands for theirs, so it is in reach."""
    exercise = _exercise_with(answer)
    asked = cases(exercise, seed)
    replies = [_reply_of(mistake, case) if case.answer is answer else UNANSWERED for case in asked]
    return [verdict for verdict in judge(exercise, asked, replies) if verdict.answer is answer]


def mistaken(answer: Answer, mistake: Mistake) -> Any:
    """What somebody who makes this mistake gives."""
    return mistake.wrong if answer.kind == "function" else mistake.wrong()


def _reply_of(mistake: Mistake, case: Case) -> Reply:
    with np.errstate(all="ignore"):
        return reply_of(case.answer.kind, mistaken(case.answer, mistake), tuple(map(inputs.build, case.inputs)))


def _exercise_with(answer: Answer) -> Exercise:
    return next(exercise for exercise in EXERCISES.values() if answer in exercise.answers)


def model_answers(exercise: Exercise) -> list:
    """What the model answer in course/solutions defines, in the order in which the exercise asks for it."""
    (path,) = SOLUTIONS.glob(f"{exercise.lesson}_*.py")
    text = path.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(text.partition("# %% ")[0], names)  # the lesson's imports
    exec(read_answers(text)[exercise.id], names)
    return [names[answer.name] for answer in exercise.answers]


def pairs(ways: dict[str, Sequence]) -> list:
    """What pytest runs one by one: the name of an answer, and one way to give it."""
    return [
        pytest.param(name, way, id=f"{name}-{getattr(way, '__name__', number)}")
        for name, several in ways.items()
        for number, way in enumerate(several)
    ]


def ten_for_each(lesson: str, ways: dict[str, Sequence]) -> bool:
    """Whether there are ten ways or more for every answer of a lesson, and for nothing else."""
    asked = {answer.name for e in EXERCISES.values() if e.lesson == lesson for answer in e.answers}
    return set(ways) == asked and all(len(several) >= 10 for several in ways.values())
