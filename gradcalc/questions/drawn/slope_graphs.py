"""The slope against the angle, sketched by hand: a cosine that two numbers fix."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gradcalc.questions.drawn.across import Axis, read_across
from gradcalc.questions.drawn.rows import MOST
from gradcalc.questions.drawn.task import Shape
from gradcalc.questions.drawn.words import short
from gradcalc.questions.drills.judging import Judgement

OFF = 0.25  # of the greatest slope: as far as a hand may be off; in the steep parts that is 14 degrees
OFF_CLOSE = 0.4
HIGH = 1.25  # how many times too high a curve has to be to be called so
ANGLES = np.arange(0.0, 361.0, 3.0)

SAID = {
    "upside down": "The curve is upside down: the slope is greatest along the gradient, and least against it.",
    "cosine of the angle alone": "The curve is greatest at 0°, along the x-axis. The slope is greatest along the "
    "gradient: at which angle does it point?",
    "angle with the wrong sign": "The gradient's angle has the wrong sign: it grows from the x-axis to the y-axis.",
    "a quarter turn": "The curve is zero where the slope is greatest or least: it is a quarter of a turn off.",
    "twice as many waves": "There are too many waves: from 0° to 360° there is one hill and one valley.",
    "never negative": "The slope is negative where you walk against the gradient: the curve goes below zero there.",
}
AXIS = Axis(0.0, 360.0, "{:.0f}°", "an angle has one slope")


@dataclass(frozen=True)
class SlopeGraph:
    """D_u f against the angle of u in degrees, from 0 to 360, at a point where the gradient is known.

    What is drawn are the points (angle, slope) of a line, from left to right or from right to left.
    """

    shape: ClassVar[Shape] = "curve"
    what: ClassVar[str] = "points"
    most: ClassVar[int] = MOST

    gradient: tuple[float, float]

    @property
    def greatest(self) -> float:
        """The length of the gradient."""
        return float(np.hypot(*self.gradient))

    @property
    def steepest(self) -> float:
        """The angle of the gradient, from 0 up to 360 degrees."""
        return float(np.degrees(np.arctan2(self.gradient[1], self.gradient[0])) % 360)

    def right(self) -> np.ndarray:
        """The curve, shape (n, 2)."""
        return np.stack([ANGLES, self._slopes(ANGLES)], axis=1)

    @property
    def is_clear(self) -> bool:
        """Whether no known mistake gives nearly the same curve."""
        right = self._slopes(ANGLES)
        return all(np.abs(wrong - right).max() > 2 * OFF * self.greatest for wrong in self.mistaken(ANGLES).values())

    def mistaken(self, angles: np.ndarray) -> dict[str, np.ndarray]:
        """The curves of those who make a known mistake, by its name."""
        turns, own = np.radians(angles), np.radians(self.steepest)
        waves = {
            "upside down": -np.cos(turns - own),
            "cosine of the angle alone": np.cos(turns),
            "angle with the wrong sign": np.cos(turns + own),
            "a quarter turn": np.sin(turns - own),
            "twice as many waves": np.cos(2 * (turns - own)),
            "never negative": np.abs(np.cos(turns - own)),
        }
        return {name: self.greatest * wave for name, wave in waves.items()}

    def judge(self, drawn: np.ndarray) -> Judgement:
        """Whether the curve is that of the slopes, and if not, in what it differs."""
        read = read_across(drawn, AXIS, ANGLES, self.greatest)
        return read if isinstance(read, Judgement) else self._compare(*read)

    def _compare(self, angles: np.ndarray, slopes: np.ndarray) -> Judgement:
        off = np.abs(slopes - self._slopes(angles)) / self.greatest
        if off.max() <= OFF:
            return Judgement("right", "")
        offs = {name: np.abs(slopes - wrong).max() for name, wrong in self.mistaken(angles).items()}
        slip = min(offs, key=lambda name: offs[name])
        if offs[slip] <= OFF * self.greatest:
            return Judgement("wrong", SAID[slip], slip)
        wave = self._slopes(angles) / self.greatest
        height = float(slopes @ wave / (wave @ wave))
        times = height / self.greatest
        if np.abs(slopes - height * wave).max() <= OFF * abs(height) and not 1 / HIGH < times < HIGH and times > 0:
            much = f"about {short(times)} times" if times > 1 else f"only about {round(100 * times, -1):.0f} %"
            return Judgement("wrong", f"The form is right, but it is {much} as high as it should be.", "height")
        at = int(np.argmax(off))
        told = f"It is off most near {angles[at]:.0f}°: there you drew a slope of {short(slopes[at])}."
        return Judgement("close", told) if off[at] <= OFF_CLOSE else Judgement("wrong", told, "off")

    def _slopes(self, angles: np.ndarray) -> np.ndarray:
        turns = np.radians(angles)
        return self.gradient[0] * np.cos(turns) + self.gradient[1] * np.sin(turns)
