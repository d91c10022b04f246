"""Trying answers on cases in the process of whoever wrote them, undisturbed by whatever the answers do."""

import contextlib
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import FunctionType
from typing import Any

import numpy as np

import gradcalc
from gradcalc.questions import inputs
from gradcalc.questions.calling import FirstWords, reply_of
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.replies import TIMEOUT, Reply
from gradcalc.questions.time_limit import finishes


def replies_to(exercise: Exercise, cases: Sequence[Case], answers: Sequence, seconds: float) -> list[Reply | None]:
    """The reply to each case until the time is up, and None for those after that.

    answers come in the order in which the exercise asks for them, and may take these seconds together.
    """
    refusals = {id(getattr(gradcalc, name)): _refusing(name) for name in exercise.withheld}
    given = {a.name: refusals.get(id(value), value) for a, value in zip(exercise.answers, answers, strict=True)}
    replies: list[Reply | None] = []
    printed = FirstWords()

    def work() -> None:
        for case in cases:
            reply = _reply(case, given[case.answer.name])
            replies.append(replace(reply, printed=printed.taken()))

    # All of it is put in place and taken away again outside the time limit, which may strike at any line within.
    with (
        _withheld(refusals, answers),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("ignore")
        if not finishes(work, seconds) and len(replies) < len(cases):
            replies.append(replace(TIMEOUT, printed=printed.taken()))
    return replies + [None] * (len(cases) - len(replies))


def _reply(case: Case, given: Any) -> Reply:
    return reply_of(case.answer.kind, given, tuple(map(inputs.build, case.inputs)))


@contextlib.contextmanager
def _withheld(refusals: dict[int, Callable], answers: Sequence) -> Iterator[None]:
    """Put the functions that the student is to write out of reach, as the grader does.

    refusals holds what stands in for each of them, by its id. They go from gradcalc, and from where the
    answers were written: there they may have been imported by name.
    """
    places = [vars(gradcalc), *(given.__globals__ for given in answers if _is_written_outside(given))]
    taken = [(place, name, value) for place in places for name, value in list(place.items()) if id(value) in refusals]
    for place, name, value in taken:
        place[name] = refusals[id(value)]
    try:
        yield
    finally:
        for place, name, value in taken:
            place[name] = value


def _is_written_outside(given: Any) -> bool:
    package = given.__globals__.get("__package__") if type(given) is FunctionType else "gradcalc"
    return not (type(package) is str and package.partition(".")[0] == "gradcalc")


def _refusing(name: str) -> Callable:
    def refuse(*arguments, **options):
        raise NotImplementedError(f"write {name} yourself: gc.{name} is out of reach while this exercise is checked")

    return refuse
