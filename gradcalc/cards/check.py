"""check: try a student's answers on the cases of an exercise, in the student's own notebook."""

import contextlib
import difflib
import dis
import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from types import FunctionType
from typing import Any

import numpy as np

import gradcalc
from gradcalc.cards.report import Report
from gradcalc.exercises import EXERCISES, inputs
from gradcalc.exercises.judging import judge
from gradcalc.exercises.model import Answer, Case, Exercise
from gradcalc.exercises.replies import TIMEOUT, UNANSWERED, Reply, call, read
from gradcalc.exercises.time_limit import finishes
from gradcalc.scores import record

SECONDS = 5.0
PRINTED = 400

# Always the same cases: the one that failed is still there when the answer has been mended.
SEED = 0


def check(exercise_id: str, *answers: Any) -> Report:
    """Try the answers to an exercise and report which kinds of case are right, with a hint for one that is not.

    The answers come in the order in which the exercise asks for them; `...` stands for one that is
    still missing. Whatever they are and do, the report says so and nothing is raised: only an unknown
    id (ValueError) and too few or too many answers (TypeError) are. Together they may take 5 seconds.

    >>> check("00.gradient_of_the_bowl", [-1, 3]).status
    'wrong'
    >>> check("00.gradient_of_the_bowl", ...).status
    'not answered'
    """
    exercise = _exercise(exercise_id)
    names = [answer.name for answer in exercise.answers]
    if len(answers) != len(names):
        raise TypeError(
            f'call check("{exercise.id}", {", ".join(names)}): it takes {len(names)}, got {len(answers)}.'
        )
    cases = exercise.cases(SEED)
    replies = _replies(exercise, cases, answers)
    changed = any(reply.changed for reply in replies if reply is not None)
    report = Report(exercise, judge(exercise, cases, replies), SECONDS, changed)
    if report.status != "not answered":
        record(exercise.id, report.points, report.out_of)
    return report


def _exercise(exercise_id: str) -> Exercise:
    if type(exercise_id) is str and exercise_id in EXERCISES:
        return EXERCISES[exercise_id]
    if type(exercise_id) is not str:
        raise TypeError('the id of an exercise is a text such as "03.directional_derivative".')
    close = difflib.get_close_matches(exercise_id, EXERCISES, n=1, cutoff=0.3) or list(EXERCISES)[:1]
    raise ValueError(f'there is no exercise "{exercise_id}": did you mean "{close[0]}"?')


def _replies(exercise: Exercise, cases: tuple[Case, ...], answers: tuple) -> list[Reply | None]:
    """The reply to each case until the time is up, and None for those after that."""
    given = {answer.name: value for answer, value in zip(exercise.answers, answers, strict=True)}
    replies: list[Reply | None] = []
    printed = _FirstWords()

    def work() -> None:
        for case in cases:
            reply = _reply(case, given[case.answer.name])
            replies.append(replace(reply, printed=printed.taken()))

    # All of it is put in place and taken away again outside the time limit, which may strike at any line within.
    with (
        _withheld(exercise.withheld),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("ignore")
        if not finishes(work, SECONDS) and len(replies) < len(cases):
            replies.append(replace(TIMEOUT, printed=printed.taken()))
    return replies + [None] * (len(cases) - len(replies))


def _reply(case: Case, given: Any) -> Reply:
    if _is_missing(case.answer, given):
        return UNANSWERED
    if case.answer.kind == "function":
        return call(given, tuple(map(inputs.build, case.inputs)))
    return read(given)


def _is_missing(answer: Answer, given: Any) -> bool:
    """Whether this is `...`, or for a function a body that does nothing, as that of a stub."""
    if answer.kind != "function" or type(given) is not FunctionType:
        return given is ... or (given is None and answer.kind != "function")
    steps = [step for step in dis.get_instructions(given) if step.opname not in ("RESUME", "NOP")]
    loads = ("LOAD_CONST", "RETURN_CONST")
    return all(step.opname == "RETURN_VALUE" or (step.opname in loads and step.argval is None) for step in steps)


class _FirstWords(io.TextIOBase):
    """Standard output that keeps the beginning of what is printed, however much there is."""

    def __init__(self):
        self._words = ""

    def write(self, text: str) -> int:
        if len(self._words) < PRINTED:
            self._words += text[: PRINTED - len(self._words)]
        return len(text)

    def taken(self) -> str:
        words, self._words = self._words, ""
        return words


@contextlib.contextmanager
def _withheld(names: tuple[str, ...]) -> Iterator[None]:
    """Put the functions that the student is to write out of reach, as the grader does."""
    ours = {name: getattr(gradcalc, name) for name in names}
    for name in names:
        setattr(gradcalc, name, _refusing(name))
    try:
        yield
    finally:
        for name in names:
            setattr(gradcalc, name, ours[name])


def _refusing(name: str):
    def refuse(*arguments, **options):
        raise NotImplementedError(f"write {name} yourself: gc.{name} is out of reach while this exercise is checked")

    return refuse
