"""Trying answers on cases in the process of whoever wrote them, undisturbed by whatever the answers do."""

import contextlib
import functools
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

import numpy as np

from gradcalc.questions import inputs
from gradcalc.questions.calling import FirstWords, reply_of
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.replies import TIMEOUT, Reply
from gradcalc.questions.time_limit import finishes
from gradcalc.questions.withholding import Withholding


def replies_to(exercise: Exercise, cases: Sequence[Case], answers: Sequence, seconds: float) -> list[Reply | None]:
    """The reply to each case until the time is up, and None for those after that.

    answers come in the order in which the exercise asks for them, and may take these seconds together.
    """
    given = {answer.name: value for answer, value in zip(exercise.answers, answers, strict=True)}
    replies: list[Reply | None] = []
    printed = FirstWords()
    work = functools.partial(_try, cases, given, replies, printed)
    # All of it is put in place and taken away again outside the time limit, which may strike at any line within.
    with _ONE_AT_A_TIME, _withholding().only(exercise.allowed), _quiet(printed):
        if not finishes(work, seconds) and len(replies) < len(cases):
            replies.append(replace(TIMEOUT, printed=printed.taken()))
    return replies + [None] * (len(cases) - len(replies))


# Of threads of one notebook. The thread that has it may take it again: a check may have been interrupted.
_ONE_AT_A_TIME = threading.RLock()


def _try(cases: Sequence[Case], given: dict[str, Any], replies: list[Reply | None], printed: FirstWords) -> None:
    for case in cases:
        reply = _reply(case, given[case.answer.name])
        replies.append(replace(reply, printed=printed.taken()))


def is_trying() -> bool:
    """Whether this is called from within an answer that is being tried.

    The frames say so, and nothing that an interrupt could leave behind. A picture that is moved meanwhile has a
    thread of its own, and is not kept from gradcalc.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame:
        if frame.f_code is _try.__code__:
            return True
        frame = frame.f_back
    return False


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


@functools.cache
def _withholding() -> Withholding:
    return Withholding(is_trying)
