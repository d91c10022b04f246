"""Whether what a reader predicted is right, close or not, and how close it came.

Its twin for pages without Python is cards/prediction_verdict.js; tests/cards/verdicts.json holds both to the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gradcalc.questions.prediction import Answer, Closeness, Prediction

WHOLE, FRACTION = 1e-9, 1e-3  # how far off whole answers and others may be and still count, as a share of them
CLOSE_NUMBER = 0.1  # as such a share, too
CLOSE_ANGLE = 15  # degrees
RIGHT_PLACE, CLOSE_PLACE = 0.04, 0.1  # as shares of the window: a hand meets a place no better
_HEADS = {"right": "Right", "close": "Close", "not": "Not so"}


@dataclass(frozen=True)
class Verdict:
    """A verdict, "right", "close" or "not", and where it is not "right", how close the answer came in words."""

    name: str
    how: str = ""

    @property
    def words(self) -> str:
        """The verdict as a sentence.

        >>> Verdict("close", "2 of 4 pairs are right").words
        'Close: 2 of 4 pairs are right.'
        """
        return f"{_HEADS[self.name]}{': ' if self.how else ''}{self.how}."


def judge(prediction: Prediction, answers: Sequence[Answer], commitment) -> Verdict:
    """The verdict on an answer that fits the question, where `answers` are the right ones.

    >>> judge(Prediction("Which way is half a turn?", [180], unit="°"), [180], -180)
    Verdict(name='right', how='')
    >>> judge(Prediction("How many?", [1001], unit="calls"), [1001], 1000)
    Verdict(name='close', how='you are off by 1 call')
    """
    accepted = [*answers, *prediction.also]
    match prediction.kind:
        case "choice":
            return Verdict("right" if commitment in accepted else "not")
        case "match":
            return _pairs(accepted, commitment)
        case "number":
            return _number(prediction, accepted, commitment)
    return _place(prediction, accepted, commitment)


def _pairs(accepted: Sequence, commitment: Sequence[str]) -> Verdict:
    right = max(sum(a == b for a, b in zip(answer, commitment, strict=True)) for answer in accepted)
    count = len(commitment)
    if right == count:
        return Verdict("right")
    how = f"{right} of {count} pairs {'is' if right == 1 else 'are'} right"
    return Verdict("close" if 2 * right >= count else "not", how)


def _number(prediction: Prediction, accepted: Sequence, value: float) -> Verdict:
    turns = prediction.unit == "°"
    offs = [_off(value, answer, turns) for answer in accepted]
    if any(off <= _allowed(answer) for off, answer in zip(offs, accepted, strict=True)):
        return Verdict("right")
    if prediction.closeness:
        angle = prediction.closeness.steepest
        assert not isinstance(angle, tuple)
        return _by_slope(prediction.closeness, math.cos(math.radians(value - angle)))
    bounds = [CLOSE_ANGLE if turns else CLOSE_NUMBER * abs(answer) for answer in accepted]
    off, bound = min(zip(offs, bounds, strict=True))
    return Verdict("close", f"you are off by {prediction.words(off)}") if off <= bound else Verdict("not")


def _off(value: float, answer: float, turns: bool) -> float:
    """How far off a number is; of angles up to a full turn, on the circle."""
    if turns and abs(answer) <= 360:
        return abs((value - answer + 180) % 360 - 180)
    return abs(value - answer)


def _allowed(answer: float) -> float:
    return (FRACTION if answer % 1 else WHOLE) * max(abs(answer), WHOLE)


def _place(prediction: Prediction, accepted: Sequence, place: tuple[float, float]) -> Verdict:
    surface = prediction.surface
    assert surface  # which the kind is read from
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    x, y = place
    off = min(math.hypot((x - a) / (x1 - x0), (y - b) / (y1 - y0)) for a, b in accepted)
    if off <= RIGHT_PLACE:
        return Verdict("right")
    if prediction.closeness:
        assert surface.gradient  # as Prediction asks for
        steepest = prediction.closeness.steepest
        assert isinstance(steepest, tuple)
        here, greatest = (math.hypot(*surface.gradient(*at)) for at in (place, steepest))
        return _by_slope(prediction.closeness, here / greatest)
    how = f"you are {percent(off)} of the map's width away"
    return Verdict("close", how) if off <= CLOSE_PLACE else Verdict("not")


def _by_slope(closeness: Closeness, share: float) -> Verdict:
    close = closeness.low <= share <= closeness.high
    return Verdict("close" if close else "not", closeness.words.format(percent(share)))


def percent(share: float) -> str:
    """A share in whole percent, which says "nearly" rather than 0 or 100 where it is neither.

    >>> percent(0.934), percent(0.998), percent(1), percent(-0.5)
    ('93 %', 'nearly 100 %', '100 %', '-50 %')
    """
    whole = math.floor(100 * share + 0.5)
    nearly = "nearly " if whole in (0, 100) and abs(100 * share - whole) > 1e-6 else ""
    return f"{nearly}{whole} %"
