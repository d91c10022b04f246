"""A level curve sketched by hand: through one point of a contour map, as far as the window goes."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.questions.drawn.across import ONE_POINT
from gradcalc.questions.drawn.lines import filled, longest_gap, thinned, to_line
from gradcalc.questions.drawn.rows import MOST
from gradcalc.questions.drawn.task import Shape
from gradcalc.questions.drawn.words import place, short
from gradcalc.questions.drills.judging import Judgement

OFF = 0.06  # of the window's width: as far from the curve as a hand may be
OFF_CLOSE = 0.1
COVERED = 0.92  # how much of the curve has to be there
STRAIGHT = 0.02  # of its length: a line that bends less looks straight
ACROSS = 0.8  # the cosine between a line and the gradient from which on it runs across the contours
SAME = 0.6  # how much f may change along another level curve, in differences of its height from the right one
LEVEL = 0.3  # the cosine between a line and the gradient up to which it starts out along the contour
LEAST = 0.2  # of the gradient at the point: where it is zero there need be no curve
WIDE = 0.22  # of the window's width: a narrower curve cannot be told from its tangent


@dataclass(frozen=True, eq=False)
class LevelCurve:
    """The level curve of a surface through a point. curve, shape (n, 2), is all of it that lies in the window.

    What is drawn are the points of a line, in their order along it, from any end.
    """

    shape: ClassVar[Shape] = "curve"
    what: ClassVar[str] = "points"
    most: ClassVar[int] = MOST

    surface: Surface
    start: tuple[float, float]
    curve: np.ndarray

    @property
    def width(self) -> float:
        """The width of the window, in which tolerances are counted."""
        return float(np.ptp(self.surface.xlim))

    def right(self) -> np.ndarray:
        """The curve, with no more points than one can see."""
        return thinned(self.curve)

    @property
    def is_clear(self) -> bool:
        """Whether the curve is in one piece and wide enough, and its tangent is not taken for it."""
        if np.hypot(*self._gradient(np.array(self.start))) < LEAST or len(self.curve) < 2:
            return False
        verdicts = [self.judge(line).verdict for line in (self.right(), self.tangent())]
        return bool(np.ptp(self.curve, axis=0).min() > WIDE * self.width and verdicts == ["right", "wrong"])

    def tangent(self) -> np.ndarray:
        """The tangent at the point, as long as the curve reaches on both sides: a known mistake."""
        fx, fy = self._gradient(np.array(self.start))
        along = np.array([-fy, fx]) / np.hypot(fx, fy) * self.width / 2
        return np.array([self.start - along, self.start + along])

    def judge(self, drawn: np.ndarray) -> Judgement:
        """Where the curve leaves its level, and what of it is missing."""
        if len(drawn) < 2:
            return Judgement("unreadable", ONE_POINT)
        line = self._inside(filled(drawn, self.width / 100))
        if len(line) < 2:
            return Judgement("wrong", "The curve lies outside of the window.", "start")
        away = to_line(line, self.curve) / self.width
        from_start = np.hypot(*(line - self.start).T)
        off = np.flatnonzero(away > OFF)
        if len(off) and (slip := self._slip(line, from_start.min())):
            return slip
        if from_start.min() > OFF * self.width:
            return Judgement("wrong", "The curve does not pass through $P$.", "start")
        if len(off):
            nearest = int(np.argmin(from_start))
            first = line[off[np.argmin(np.abs(off - nearest))]]  # on the way along the line from the point
            height, wanted = self._heights(first[None])[0], self._heights(np.array([self.start]))[0]
            told = f"The curve leaves its level near ${place(*first)}$: there $f$ is about {short(height)}"
            if away.max() <= OFF_CLOSE:
                return Judgement("close", f"{told}. Otherwise it is near.")
            return Judgement("wrong", f"{told}, and at $P$ it is {short(wanted)}.", "leaves its level")
        there = to_line(self.curve, line) <= 1.5 * OFF * self.width
        if there.mean() < COVERED:
            middle = self.curve[longest_gap(there)]
            return Judgement("wrong", f"A part of the curve is missing, around ${place(*middle)}$.", "missing")
        return Judgement("right", "")

    def _slip(self, line: np.ndarray, to_start: float) -> Judgement | None:
        """A known mistake that is all over the line."""
        steps = np.diff(line, axis=0)
        lengths = np.hypot(*steps.T)
        gradients = np.array([self._gradient(point) for point in line[1:]])
        cosines = np.abs((steps * gradients).sum(axis=1)) / (lengths * np.hypot(*gradients.T) + 1e-12)
        if np.average(cosines, weights=lengths) > ACROSS:
            words = "The curve runs across the contours, along the gradient. A level curve is perpendicular to it."
            return Judgement("wrong", words, "across")
        heights, wanted = self._heights(line), self._heights(np.array([self.start]))[0]
        if to_start > OFF * self.width and np.ptp(heights) < SAME * abs(heights.mean() - wanted):
            words = f"That is a level curve, but another one: $f$ is about {short(heights.mean())} there. "
            return Judgement("wrong", f"{words}At $P$ it is {short(wanted)}.", "another level")
        chord = line[-1] - line[0]
        aside = np.abs(chord[0] * (line - line[0])[:, 1] - chord[1] * (line - line[0])[:, 0]) / np.hypot(*chord)
        is_straight = aside.max() < STRAIGHT * lengths.sum()
        if is_straight and to_start <= OFF * self.width and cosines.min() < LEVEL:
            words = "That is a straight line, such as the tangent at $P$. The level curve bends away from it."
            return Judgement("wrong", words, "tangent")
        return None

    def _inside(self, line: np.ndarray) -> np.ndarray:
        """What of a line lies in the window: a hand may go on beyond it."""
        low, high = zip(self.surface.xlim, self.surface.ylim, strict=True)
        return line[((line >= low) & (line <= high)).all(axis=1)]

    def _gradient(self, point: np.ndarray) -> np.ndarray:
        assert self.surface.gradient
        return np.asarray(self.surface.gradient(*point), float)

    def _heights(self, points: np.ndarray) -> np.ndarray:
        return np.asarray(self.surface(points[:, 0], points[:, 1]), float)
