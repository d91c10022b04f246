"""A graph that is sketched by hand, read from left to right as one value for each place of its axis."""

from dataclasses import dataclass

import numpy as np

from gradcalc.questions.drawn.lines import filled
from gradcalc.questions.drills.judging import Judgement

ENDS = 1 / 18  # of the axis: what may be missing at each end
BACK = 1 / 30  # of the axis: how far a line may go back without meaning it
ONE_POINT = "One point is no curve yet: draw on."


@dataclass(frozen=True)
class Axis:
    """The axis that a graph is drawn along, from low to high.

    told writes a place on it in words, and thing says what one place has: the line has to be a graph.
    """

    low: float
    high: float
    told: str
    thing: str

    def place(self, value: float) -> str:
        """A place in words.

        >>> Axis(0, 360, "{:.0f}°", "an angle has one slope").place(20.2)
        '20°'
        """
        return self.told.format(value)


def read_across(
    drawn: np.ndarray, axis: Axis, at: np.ndarray, unit: float
) -> tuple[np.ndarray, np.ndarray] | Judgement:
    """Those of the places `at` that a line reaches, and its heights there; or what keeps it from being a graph.

    drawn has the shape (n, 2), from left to right or from right to left. Where the line is filled up between its
    points, a step of 1 along the axis counts as much as one of unit upwards.
    """
    if len(drawn) < 2:
        return Judgement("unreadable", ONE_POINT)
    drawn = drawn if drawn[0, 0] <= drawn[-1, 0] else drawn[::-1]
    width = axis.high - axis.low
    back = np.maximum.accumulate(drawn[:, 0]) - drawn[:, 0]
    if back.max() > BACK * width:
        where = axis.place(drawn[int(np.argmax(back)), 0])
        return Judgement(
            "wrong", f"At {where} the curve goes back: {axis.thing} alone. Clear begins anew.", "goes back"
        )
    low, high = drawn[0, 0], drawn[:, 0].max()
    if low > axis.low + ENDS * width or high < axis.high - ENDS * width:
        left = low - axis.low > axis.high - high
        one, other = (axis.low, low) if left else (high, axis.high)
        return Judgement(
            "wrong", f"A part of the curve is missing, from {axis.place(one)} to {axis.place(other)}.", "missing"
        )
    line = filled(drawn / (1, unit), width / 360) * (1, unit)
    line = line[np.argsort(line[:, 0], kind="stable")]
    reached = at[(low <= at) & (high >= at)]
    return reached, np.interp(reached, *line.T)
