"""Trying answers on cases in the process of whoever wrote them, undisturbed by whatever the answers do."""

import contextlib
import functools
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gradcalc.questions import inputs
from gradcalc.questions.calling import FirstWords, reply_of
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.replies import TIMEOUT, Reply, raised
from gradcalc.questions.time_limit import finishes
from gradcalc.questions.withholding import Withholding


def replies_to(exercise: Exercise, cases: Sequence[Case], answers: Sequence, seconds: float) -> list[Reply | None]:
    """The reply to each case until the time is up, and None for those after that.

    answers come in the order in which the exercise asks for them, and may take these seconds together.
    """
    given = {answer.name: value for answer, value in zip(exercise.answers, answers, strict=True)}
    replies: list[Reply | None] = []
    printed = FirstWords()

    def work() -> None:
        for case in cases:
            reply = _reply(case, given[case.answer.name])
            replies.append(replace(reply, printed=printed.taken()))

    # All of it is put in place and taken away again outside the time limit, which may strike at any line within.
    try:
        with _withholding().only(exercise.allowed), _quiet(printed):
            if not finishes(work, seconds) and len(replies) < len(cases):
                replies.append(replace(TIMEOUT, printed=printed.taken()))
    except NotImplementedError as error:  # it cannot be put out of reach
        replies = [raised(error)] * len(cases)
    return replies + [None] * (len(cases) - len(replies))


def is_trying() -> bool:
    """Whether an answer is being called, by this process."""
    return _withholding().is_on


@contextlib.contextmanager
def _quiet(printed: FirstWords) -> Iterator[None]:
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("ignore")
        yield


def _reply(case: Case, given: Any) -> Reply:
    return reply_of(case.answer.kind, given, tuple(map(inputs.build, case.inputs)))


# Made once; what is put out of reach is found anew each time.
_withholding = functools.cache(Withholding)
