"""Judging replies: which kinds of case are right, and what explains the ones that are not.

All of it is a pure function of plain data: it does not matter in which process the answers were called.
"""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from gradcalc.questions import inputs
from gradcalc.questions.hints.errors import are_alike
from gradcalc.questions.hints.hint import plain_hint
from gradcalc.questions.model import Answer, Case, Exercise, Fitting, Mistake, Refusal, Stratum, agrees, fault
from gradcalc.questions.replies import Reply, call

Mark = Literal["right", "wrong", "not answered", "not tried"]


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


@dataclass(frozen=True, eq=False)
class _Tried:
    case: Case
    reply: Reply
    right: bool


@dataclass(frozen=True, eq=False)
class _Explanation:
    """A mistake, and the tries that it explains."""

    mistake: Mistake
    tried: set[_Tried]


def judge(exercise: Exercise, cases: Sequence[Case], replies: Sequence[Reply | None]) -> tuple[Verdict, ...]:
    """The verdict on each stratum, from the reply to each case; None stands for a case that was not tried.

    A stratum is right only if all its cases are. Raises ValueError where replies and cases do not pair up.
    """
    if len(cases) != len(replies):
        raise ValueError(f"there must be one reply for each of {len(cases)} cases, got {len(replies)}.")
    verdicts = []
    for answer in exercise.answers:
        pairs = [(case, reply) for case, reply in zip(cases, replies, strict=True) if case.answer is answer]
        tried = [_Tried(case, reply, is_right(case, reply)) for case, reply in pairs if reply is not None]
        missing = [case.stratum for case, reply in pairs if reply is None]
        marks = {stratum: _mark([t for t in tried if t.case.stratum is stratum]) for stratum in answer.strata}
        marks |= {stratum: "not tried" for stratum in missing if marks[stratum] in ("right", "not answered")}
        explanations = _explanations(answer, tried, marks) if "wrong" in marks.values() else []
        all_wrong = [t for t in tried if not t.right]
        for stratum, mark in marks.items():
            verdicts.append(
                _wrong(answer, stratum, all_wrong, explanations)
                if mark == "wrong"
                else Verdict(answer, stratum, mark)
            )
    return tuple(verdicts)


def _mark(tried: list[_Tried]) -> Mark:
    if tried and all(t.reply.unanswered for t in tried):
        return "not answered"
    return "right" if all(t.right for t in tried) else "wrong"


def is_right(case: Case, reply: Reply) -> bool:
    """Whether a reply is the right one, to the tolerance of the answer."""
    exact = case.exact
    if isinstance(exact, Refusal):
        raised, wanted = vars(builtins).get(reply.name), getattr(builtins, exact.error)
        return reply.outcome == "raised" and isinstance(raised, type) and issubclass(raised, wanted)
    if reply.outcome != "value":
        return False
    if isinstance(exact, str) or isinstance(reply.value, str):
        return _is_same_text(reply.value, exact)
    if isinstance(exact, Fitting):
        return not fault(exact, reply.value)
    return agrees(case.answer, reply.value, np.asarray(exact, dtype=float))


def _wrong(answer: Answer, stratum: Stratum, all_wrong: list[_Tried], explanations: list[_Explanation]) -> Verdict:
    """The verdict on a stratum with wrong replies, with the hint of the mistake that explains most of them."""
    wrong = [t for t in all_wrong if t.case.stratum is stratum]
    best = max(explanations, key=lambda explanation: sum(t in explanation.tried for t in wrong), default=None)
    for t in wrong:
        if best and t in best.tried:
            return Verdict(answer, stratum, "wrong", t.case, t.reply, best.mistake.hint)
    hint = plain_hint([(t.case, t.reply) for t in wrong], [(t.case, t.reply) for t in all_wrong])
    return Verdict(answer, stratum, "wrong", wrong[0].case, wrong[0].reply, hint)


def _explanations(answer: Answer, tried: list[_Tried], marks: dict[Stratum, Mark]) -> list[_Explanation]:
    """The mistakes that may have been made, the one that explains most replies first.

    The right replies count too, and whoever makes a mistake fails the kinds of case that it fails:
    a mistake that would have spoilt a stratum that is right has not been made.
    """
    explanations = []
    for mistake in answer.mistakes:
        made = [(t, _reply_of(mistake, t.case)) for t in tried]
        if all(is_right(t.case, reply) for t, reply in made if marks[t.case.stratum] == "right"):
            alike = {t for t, reply in made if _is_same(answer, reply, t.reply)}
            explanations.append(_Explanation(mistake, alike))
    return sorted(explanations, key=lambda explanation: -len(explanation.tried))


# The answers of a whole class are judged on the same cases.
@lru_cache(maxsize=10_000)
def _reply_of(mistake: Mistake, case: Case) -> Reply:
    with np.errstate(all="ignore"):
        return call(mistake.wrong, tuple(map(inputs.build, case.inputs)))


def _is_same(answer: Answer, mistaken: Reply, reply: Reply) -> bool:
    if (mistaken.outcome, mistaken.name) != (reply.outcome, reply.name) or reply.outcome == "timeout":
        return False
    if reply.outcome == "raised":
        return are_alike(mistaken, reply)
    if reply.outcome != "value":
        return True
    if isinstance(mistaken.value, str) or isinstance(reply.value, str):
        return _is_same_text(reply.value, mistaken.value)
    got, nan = reply.value, np.isnan(reply.value)
    if nan.shape != mistaken.value.shape or (nan != np.isnan(mistaken.value)).any():
        return False
    return agrees(answer, np.where(nan, 0, got), np.where(nan, 0, mistaken.value))


def _is_same_text(got: object, wanted: object) -> bool:
    return isinstance(got, str) and isinstance(wanted, str) and got.strip().casefold() == wanted.casefold()
