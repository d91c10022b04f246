"""The error of a difference against its step, sketched by hand on logarithmic axes: a V that two errors make."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from gradcalc.questions.drawn.across import Axis, read_across
from gradcalc.questions.drawn.rows import MOST
from gradcalc.questions.drawn.task import Shape
from gradcalc.questions.drills.judging import Judgement

OFF = 1.25  # decades: as far as a hand may be off; the 6 in the central method's h^2/6 is most of one
OFF_CLOSE = 2.0
SHORTEST = -12.0  # the exponent of the shortest step on the axes
EXPONENTS = np.linspace(SHORTEST, 0.0, 61)
AXIS = Axis(SHORTEST, 0.0, "$h = 10^{{{:.0f}}}$", "a step has one error")
REACH = (-14.0, 6.0)  # the exponents of the errors on the axes

Method = Literal["forward", "central"]
ORDER: dict[Method, int] = {"forward": 1, "central": 2}

SAID = {
    "rounding forgotten": "The left half is missing: the errors of $f$ are divided by $h$, so they grow as $h$ "
    "shrinks.",
    "truncation forgotten": "The right half is missing: a long step does not see the slope at the point. That error "
    "grows with $h$.",
    "upside down": "The curve is upside down: the error is least in between, and large at both ends.",
    "level": "To the left the error does not stay level: the errors of $f$ are divided by $h$, so each step that is "
    "ten times shorter makes ten times as much of them.",
    "the other method": "The right arm has the slope of the other method: the forward difference's error grows as "
    "$h$, the central one's as $h^2$.",
}


@dataclass(frozen=True)
class ErrorGraph:
    """The exponent of a difference's error against the exponent of its step h.

    The values of f are off by about 10**noise, and its derivatives are about 1 in size. What is drawn are the points
    (exponent of h, exponent of the error) of a line, from left to right or from right to left.

    >>> ErrorGraph(-8, "forward").judge(np.array([(-12, 4), (-4, -4), (0, 0)])).verdict
    'right'
    """

    shape: ClassVar[Shape] = "curve"
    what: ClassVar[str] = "points"
    most: ClassVar[int] = MOST

    noise: int
    method: Method = "forward"

    @property
    def best(self) -> float:
        """The exponent of the step at which both errors are alike."""
        return self.noise / (1 + ORDER[self.method])

    def right(self) -> np.ndarray:
        """The curve, shape (n, 2)."""
        return np.stack([EXPONENTS, self._errors(EXPONENTS)], axis=1)

    @property
    def is_clear(self) -> bool:
        """Whether no known mistake gives nearly the same curve."""
        right = self._errors(EXPONENTS)
        return all(np.abs(wrong - right).max() > 2 * OFF for wrong in self.mistaken(EXPONENTS).values())

    def mistaken(self, h: np.ndarray) -> dict[str, np.ndarray]:
        """The curves of those who make a known mistake, by its name."""
        other: Method = "central" if self.method == "forward" else "forward"
        truncation, rounding = ORDER[self.method] * h, self.noise - h
        return {
            "rounding forgotten": truncation,
            "truncation forgotten": rounding,
            "upside down": np.minimum(truncation, rounding),
            "level": np.maximum(truncation, self.noise / (1 + 1 / ORDER[self.method])),
            "the other method": ErrorGraph(self.noise, other)._errors(h),
        }

    def judge(self, drawn: np.ndarray) -> Judgement:
        """Whether the curve is that of the error, and if not, in what it differs."""
        read = read_across(drawn, AXIS, EXPONENTS, 1.0)
        return read if isinstance(read, Judgement) else self._compare(*read)

    def _compare(self, h: np.ndarray, errors: np.ndarray) -> Judgement:
        off = np.abs(errors - self._errors(h))
        if off.max() <= OFF:
            return Judgement("right", "")
        offs = {name: np.abs(errors - np.clip(wrong, *REACH)).max() for name, wrong in self.mistaken(h).items()}
        slip = min(offs, key=lambda name: offs[name])
        if offs[slip] <= OFF:
            return Judgement("wrong", SAID[slip], slip)
        at = int(np.argmax(off))
        told = f"It is off most near {AXIS.place(h[at])}: there you drew an error of about $10^{{{errors[at]:.0f}}}$."
        return Judgement("close", told) if off[at] <= OFF_CLOSE else Judgement("wrong", told, "off")

    def _errors(self, h: np.ndarray) -> np.ndarray:
        return np.maximum(ORDER[self.method] * h, self.noise - h)
