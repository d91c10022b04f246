"""Whether what somebody typed into a drill is right, close, or a known mistake, in words."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from gradcalc.questions.drills.drill import Item
from gradcalc.questions.drills.errors import angle_of, error, values
from gradcalc.questions.drills.reading import Unreadable, read

Verdict = Literal["right", "close", "wrong", "unreadable"]

NEARLY = 0.03  # of the right value: as far off as a careless rounding
DEGREES_OFF = 3.0
WRONG = "Go through your own steps once more, one by one."


@dataclass(frozen=True)
class Judgement:
    """What is said of one try: the verdict, a sentence in Markdown, and the name of a known mistake, or nothing."""

    verdict: Verdict
    words: str
    slip: str = ""


def judge(item: Item, typed: str) -> Judgement:
    """Judge what was typed, whatever it is. Values count: every way to write a right one is right.

    >>> item = Item("How much is $1/3$ and $1/3$?", "number", (2 / 3,), (), ())
    >>> judge(item, "4/6").verdict, judge(item, "0.66").words
    ('right', 'Yours is about 1 % off. Keep more decimals.')
    """
    try:
        value = read(item.kind, typed)
    except Unreadable as problem:
        return Judgement("unreadable", str(problem))
    errors = [error(item.kind, value, right) for right in item.answers]
    if min(errors) <= 1:
        return Judgement("right", "")
    for slip in item.slips:
        if any(error(item.kind, value, wrong) <= 1 for wrong in slip.values):
            return Judgement("wrong", slip.words, slip.name)
    nearest = item.answers[int(np.argmin(errors))]
    close = _how_close(item.kind, value, nearest)
    return Judgement("close", close) if close else Judgement("wrong", WRONG)


def _how_close(kind: str, value: Any, right: Any) -> str:
    """How close it is, in words; empty where it is not."""
    if kind == "formula":
        return _how_close_is_formula(values(value), values(right))
    if kind in ("angle", "direction"):
        whole, one, other = (360, value, right) if kind == "angle" else (180, angle_of(value), angle_of(right))
        away = np.mod(one - other, whole)
        off = min(away, whole - away)
        said = any(np.atleast_1d(value)) or kind == "angle"  # (0, 0) has no direction
        return f"Yours is about {off:.0f}° off. Compute more precisely." if said and off <= DEGREES_OFF else ""
    away, size = np.linalg.norm(np.subtract(value, right)), np.linalg.norm(right)
    if size == 0 or away > NEARLY * size:
        return ""
    percent = 100 * away / size
    off = f"about {percent:.0f} %" if percent >= 0.5 else "less than 1 %"
    return f"Yours is {off} off. Keep more decimals."


def _how_close_is_formula(typed: np.ndarray, right: np.ndarray) -> str:
    there = np.isfinite(typed) & np.isfinite(right)
    if not there.any():
        return ""
    away, sizes = np.abs(typed - right)[there], np.abs(right[there])
    if not there[np.isfinite(right)].all():
        seen = away.max() <= 1e-6 * sizes.max()
        return "It is right where it has a value, but at some points it has none." if seen else ""
    # At each point: beside a great number at one of them, a whole term too many would pass for rounding.
    if (away <= NEARLY * sizes).all():
        return "It differs by a few per cent at most. Write fractions and roots instead of rounded decimals."
    return ""
