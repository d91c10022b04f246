"""Arrows drawn at given places of a contour map: gradients, ways down, and ways that stay level."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.vectors import angle_between
from gradcalc.questions.drawn.said import SAID, Want
from gradcalc.questions.drawn.task import Shape
from gradcalc.questions.drawn.words import LETTERS, listed, short
from gradcalc.questions.drills.judging import Judgement, Verdict

DEGREES = 15.0  # what a hand and an eye may be off
DEGREES_CLOSE = 25.0
TIMES = 1.35  # how many times too long, or too short, an arrow may be
TIMES_CLOSE = 1.7
SEEN = 0.02  # of the window's width: what is shorter has no direction that a hand could mean
LEAST = 0.2  # of gradients: a shorter one has a direction that no contour shows
SHORTEST, LONGEST = 0.07, 0.36  # of right arrows on the map, in widths of the window
APART = 2 * DEGREES  # between a right arrow and a mistaken one

Found = tuple[Verdict, str, str]  # what one arrow is, in words, and the name of its mistake


@dataclass(frozen=True)
class Arrows:
    """Arrows to be drawn at places of a map of a surface that knows its gradient.

    want says which: the "gradient", with its length; the way of steepest "descent", of any length; or a "level"
    direction, of any length and either way. scale is how long an arrow of length 1 lies on the map. What is drawn
    are the components of each arrow, one row for each place.
    """

    shape: ClassVar[Shape] = "arrows"
    what: ClassVar[str] = "arrows"

    surface: Surface
    places: tuple[tuple[float, float], ...]
    want: Want = "gradient"
    scale: float = 1.0

    @property
    def most(self) -> int:
        """One arrow for each place."""
        return len(self.places)

    @property
    def gradients(self) -> np.ndarray:
        """The gradients at the places, shape (n, 2)."""
        assert self.surface.gradient
        return np.array([self.surface.gradient(*place) for place in self.places], float)

    def right(self) -> np.ndarray:
        """The right arrows, shape (n, 2); a direction has a quarter of the window's width."""
        g = self.gradients
        if self.want == "gradient":
            return g
        unit = g / np.hypot(*g.T)[:, None] * np.ptp(self.surface.xlim) / 4
        return -unit if self.want == "descent" else _turned(unit)

    @property
    def is_clear(self) -> bool:
        """Whether each arrow has a direction and fits the map, and each known mistake shows in one of them."""
        if (np.hypot(*self.gradients.T) < LEAST).any():
            return False
        right = self.right()
        lengths = np.hypot(*right.T) * self.scale / np.ptp(self.surface.xlim)
        if lengths.min() < SHORTEST or lengths.max() > LONGEST:
            return False
        tips = np.array(self.places) + self.scale * right
        inside = all(
            low <= v <= high
            for column, (low, high) in zip(tips.T, (self.surface.xlim, self.surface.ylim), strict=True)
            for v in column
        )
        slips = self._mistaken(right)
        shows = [max(self._turn(*pair) for pair in zip(slips[name], right, strict=True)) > APART for name in slips]
        return inside and all(shows)

    def judge(self, drawn: np.ndarray) -> Judgement:
        """What is right and what is not, arrow by arrow."""
        right = self.right()
        found = [
            self._one(drawn[i], right[i], i) if i < len(drawn) else ("wrong", "An arrow is missing.", "missing")
            for i in range(len(self.places))
        ]
        verdicts = [verdict for verdict, *_ in found]
        if all(verdict == "right" for verdict in verdicts):
            return Judgement("right", "")
        slip = next((name for verdict, _, name in found if verdict == "wrong"), "")
        return Judgement("wrong" if "wrong" in verdicts else "close", self._put_together(found), slip)

    def _put_together(self, found: list[Found]) -> str:
        if len(found) == 1:
            return found[0][1]
        groups: dict[str, list[str]] = {}
        for letter, (_, words, _) in zip(LETTERS, found, strict=False):
            groups.setdefault(words, []).append(letter)
        return " ".join(f"**{listed(letters)}**: {words}" for words, letters in groups.items())

    def _one(self, drawn: np.ndarray, right: np.ndarray, i: int) -> Found:
        if np.hypot(*drawn) * self.scale < SEEN * np.ptp(self.surface.xlim):
            return "wrong", "An arrow is missing.", "missing"
        off = self._turn(drawn, right)
        times = np.hypot(*drawn) / np.hypot(*right) if self.want == "gradient" else 1.0
        too_long = max(times, 1 / times)
        if off <= DEGREES and too_long <= TIMES:
            return "right", "Right.", ""
        if off > DEGREES and (slip := self._slip(drawn, i)):
            return "wrong", SAID[self.want][slip], slip
        if off <= DEGREES:
            much = f"about {short(times)} times as long as it should be" if times > 1 else _share(times)
            verdict: Verdict = "close" if too_long <= TIMES_CLOSE else "wrong"
            return verdict, f"The direction is right, but the arrow is {much}.", "length"
        if off <= DEGREES_CLOSE and too_long <= TIMES_CLOSE:
            return "close", f"About {off:.0f}° off.", "off"
        return "wrong", SAID[self.want]["off"].format(off=round(off)), "off"

    def _slip(self, drawn: np.ndarray, i: int) -> str:
        """The known mistake that an arrow is nearest to, if it is near one."""
        mistaken = self._mistaken(self.right())
        offs = {name: _degrees(drawn, wrong[i]) for name, wrong in mistaken.items()}
        if self.want == "level":  # either way is the same mistake
            offs = {name: min(off, 180 - off) for name, off in offs.items()}
        name = min(offs, key=lambda name: round(offs[name]))  # of those as near, the one that is named first
        return name if offs[name] <= DEGREES else ""

    def _mistaken(self, right: np.ndarray) -> dict[str, np.ndarray]:
        """What those draw who make a known mistake, by its name."""
        g = self.gradients
        if self.want == "level":
            return {"across": g, "swapped": g[:, ::-1]}
        flipped = {"wrong sign of x": right * (-1, 1), "wrong sign of y": right * (1, -1)}
        sides = {"along": _turned(right), "along, the other way": -_turned(right)}
        return {"reversed": -right, **sides, "swapped": right[:, ::-1], **flipped}

    def _turn(self, one: np.ndarray, other: np.ndarray) -> float:
        """The angle between two arrows in degrees; a level direction counts either way."""
        off = _degrees(one, other)
        return min(off, 180 - off) if self.want == "level" else off


def _degrees(one: np.ndarray, other: np.ndarray) -> float:
    """The angle between two vectors in degrees, from 0 to 180."""
    return float(np.degrees(angle_between(one, other)))


def _turned(vectors: np.ndarray) -> np.ndarray:
    """Vectors after a quarter turn to the left."""
    return np.stack([-vectors[:, 1], vectors[:, 0]], axis=1)


def _share(times: float) -> str:
    return f"only about {round(100 * times, -1):.0f} % as long as it should be"
