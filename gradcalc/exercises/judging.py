"""Judging replies: which kinds of case are right, and what explains the ones that are not.

All of it is a pure function of plain data: it does not matter in which process the answers were called.
"""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from gradcalc.exercises import inputs
from gradcalc.exercises.model import Answer, Case, Exercise, Mistake, Refusal, Stratum
from gradcalc.exercises.replies import NOTHING, Reply, call

Mark = Literal["right", "wrong", "not answered", "not tried"]

LAZY = ("generator", "map", "filter", "zip", "range", "dict_keys", "dict_values", "set")


@dataclass(frozen=True, eq=False)
class Verdict:
    """What one stratum earned; for a wrong one the case that shows it, the reply to it, and a hint."""

    answer: Answer
    stratum: Stratum
    mark: Mark
    case: Case | None = None
    reply: Reply | None = None
    hint: str = ""

    @property
    def points(self) -> int:
        """The points of the stratum if it is right, else 0."""
        return self.stratum.points if self.mark == "right" else 0


def judge(exercise: Exercise, cases: Sequence[Case], replies: Sequence[Reply | None]) -> tuple[Verdict, ...]:
    """The verdict on each stratum, from the reply to each case; None stands for a case that was not tried.

    A stratum is right only if all its cases are. Raises ValueError where replies and cases do not pair up.
    """
    if len(cases) != len(replies):
        raise ValueError(f"there must be one reply for each of {len(cases)} cases, got {len(replies)}.")
    verdicts = []
    for answer in exercise.answers:
        tried = [(case, reply) for case, reply in zip(cases, replies, strict=True) if case.answer is answer]
        wrong = [(case, reply) for case, reply in tried if reply is not None and not is_right(case, reply)]
        mistakes = _by_explained(answer.mistakes, wrong)
        for stratum in answer.strata:
            of_stratum = [(case, reply) for case, reply in tried if case.stratum is stratum]
            verdicts.append(_verdict(answer, stratum, of_stratum, mistakes))
    return tuple(verdicts)


def is_right(case: Case, reply: Reply) -> bool:
    """Whether a reply is the right one, to the tolerance of the answer."""
    exact = case.answer.exact(*case.inputs)
    if isinstance(exact, Refusal):
        raised, wanted = vars(builtins).get(reply.name), getattr(builtins, exact.error)
        return reply.outcome == "raised" and isinstance(raised, type) and issubclass(raised, wanted)
    if reply.outcome != "value":
        return False
    if isinstance(exact, str) or isinstance(reply.value, str):
        return isinstance(reply.value, str) and reply.value.strip().casefold() == exact
    return _agrees(case.answer, reply.value, np.asarray(exact, dtype=float))


def _agrees(answer: Answer, got: np.ndarray, exact: np.ndarray) -> bool:
    with np.errstate(all="ignore"):
        return got.dtype.kind == "f" and answer.agrees(got, exact, answer.tolerance)


def _verdict(answer: Answer, stratum: Stratum, tried: list, mistakes: list[Mistake]) -> Verdict:
    if all(reply is not None and reply.unanswered for _, reply in tried):
        return Verdict(answer, stratum, "not answered")
    wrong = [(case, reply) for case, reply in tried if reply is not None and not is_right(case, reply)]
    if not wrong:
        right = all(reply is not None for _, reply in tried)
        return Verdict(answer, stratum, "right" if right else "not tried")
    for mistake in mistakes:
        for case, reply in wrong:
            if _explains(mistake, case, reply):
                return Verdict(answer, stratum, "wrong", case, reply, mistake.hint)
    case, reply = wrong[0]
    return Verdict(answer, stratum, "wrong", case, reply, _plain_hint(case, reply))


def _by_explained(mistakes: Sequence[Mistake], wrong: list[tuple[Case, Reply]]) -> list[Mistake]:
    """The mistakes that explain wrong replies, the one that explains most of them first."""
    explained = {id(m): sum(_explains(m, case, reply) for case, reply in wrong) for m in mistakes}
    return sorted((m for m in mistakes if explained[id(m)]), key=lambda m: -explained[id(m)])


def _explains(mistake: Mistake, case: Case, reply: Reply) -> bool:
    with np.errstate(all="ignore"):
        mistaken = call(mistake.wrong, tuple(map(inputs.build, case.inputs)))
    if (mistaken.outcome, mistaken.name) != (reply.outcome, reply.name) or reply.outcome == "timeout":
        return False
    if reply.outcome != "value":
        return True
    if isinstance(mistaken.value, str) or isinstance(reply.value, str):
        return isinstance(reply.value, str) and reply.value.strip().casefold() == mistaken.value
    got, nan = reply.value, np.isnan(reply.value)
    if nan.shape != mistaken.value.shape or (nan != np.isnan(mistaken.value)).any():
        return False
    return _agrees(case.answer, np.where(nan, 0, got), np.where(nan, 0, mistaken.value))


def _plain_hint(case: Case, reply: Reply) -> str:
    """A hint where no known mistake explains the reply, or nothing."""
    answer, exact = case.answer, case.answer.exact(*case.inputs)
    asked = f"Asked for: {answer.gives}."
    if isinstance(exact, Refusal):
        return f"These inputs have no answer. Asked for is a refusal: raise {exact.error}."
    if reply.outcome == "raised":
        called = f"It is called as {answer.name}({answer.arguments})." if reply.name == "TypeError" else ""
        return called
    if reply.outcome == "timeout":
        return ""
    if reply.outcome == "unsendable":
        if reply.name == NOTHING:
            return f"Is a return missing? {asked}"
        return f"np.array(list(...)) turns it into an array. {asked}" if reply.name in LAZY else asked
    if isinstance(exact, str) or isinstance(reply.value, str):
        return asked
    return _hint_for_numbers(answer, reply.value, np.asarray(exact, dtype=float)) or asked


def _hint_for_numbers(answer: Answer, got: np.ndarray, exact: np.ndarray) -> str:
    if got.dtype.kind == "c":
        return "This is complex. Asked for are real numbers: take .real or .imag, as your method needs."
    if np.isnan(got).any():
        return "nan is what 0 / 0 gives, or the square root or logarithm of a negative number."
    if _agrees(replace(answer, tolerance=100 * answer.tolerance), got, exact):
        return f"This is close, but not close enough: an error of {answer.tolerance:g} is accepted."
    return ""
