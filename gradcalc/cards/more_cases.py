"""Fresh cases for answers that were checked, as many as a reader likes. They change no points."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from gradcalc.questions.judging import Verdict, is_right, judge
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.trying import replies_to

CASES = 10


@dataclass(frozen=True, eq=False)
class MoreCases:
    """What fresh cases found, in a sentence, and the verdict on the first case that is not right."""

    sentence: str
    wrong: Verdict | None = None


def has_more(exercise: Exercise) -> bool:
    """Whether there are other cases than those of the check: a value or a choice is one and the same for ever."""
    return any(answer.kind == "function" for answer in exercise.answers)


def fresh_seed() -> int:
    """A seed that nobody has seen, for other cases than the last time.

    >>> 0 < fresh_seed() <= 2**62
    True
    """
    return 1 + secrets.randbelow(2**62)


def fresh_cases(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    """Ten cases of functions from this seed on, of every kind in turn.

    Raises ValueError for an exercise that asks for no function.
    """
    if not has_more(exercise):
        raise ValueError(f"{exercise.id} asks for no function: there are no other cases of it.")
    kinds: dict[tuple[str, str], list[Case]] = {}
    while sum(map(len, kinds.values())) < CASES:
        for case in exercise.cases(seed):
            if case.answer.kind == "function":
                kinds.setdefault((case.answer.name, case.stratum.name), []).append(case)
        seed += 1
    in_turn = chain.from_iterable(zip_longest(*kinds.values()))
    return tuple(case for case in in_turn if case is not None)[:CASES]


def try_more(exercise: Exercise, answers: Sequence[Any], seconds: float, seed: int) -> MoreCases:
    """Try the answers on ten fresh cases, and say which is the first that is not right, or that all are."""
    cases = fresh_cases(exercise, seed)
    replies = replies_to(exercise, cases, answers, seconds)
    for right, (case, reply) in enumerate(zip(cases, replies, strict=True)):
        if reply is not None and not is_right(case, reply):
            found = judge(exercise, cases, replies)
            hint = next(v.hint for v in found if (v.answer, v.stratum) == (case.answer, case.stratum))
            before = (
                ("", " The one before it is right.")[right] if right < 2 else f" The {right} before it are right."
            )
            sentence = f"Number {right + 1} of {CASES} fresh cases is not right.{before}"
            return MoreCases(sentence, Verdict(case.answer, case.stratum, "wrong", case, reply, hint))
    return MoreCases(f"All {CASES} fresh cases are right.")
