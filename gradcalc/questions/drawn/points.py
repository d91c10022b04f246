"""Points marked on a contour map: all those where the gradient is zero, or where the slope is greatest."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.questions.drawn.task import Shape
from gradcalc.questions.drawn.words import place, short
from gradcalc.questions.drills.judging import Judgement, Verdict

RADIUS = 0.06  # of the window's width: as far off as a hand may be
RADIUS_CLOSE = 0.12
NEARLY = 0.97  # of the greatest slope: around its place it hardly changes, so that an eye cannot tell
LEVEL = 0.1  # of the greatest slope: what is less looks level
MOST = 8

SWAPPED = "The coordinates are swapped: a point is $(x, y)$, with $x$ to the right."

Sought = Literal["zero", "greatest"]


@dataclass(frozen=True)
class Points:
    """All points of a surface's window where something is so; the surface knows its gradient.

    sought says what: the gradient is "zero", or the slope, its length, is the "greatest" of the window. places are
    all these points. What is drawn are points (x, y), in any order.
    """

    shape: ClassVar[Shape] = "points"
    what: ClassVar[str] = "points"

    surface: Surface
    places: tuple[tuple[float, float], ...]
    sought: Sought = "zero"

    @property
    def most(self) -> int:
        """More than there are, so that their number is not given away."""
        return MOST

    @property
    def width(self) -> float:
        """The width of the window, in which tolerances are counted."""
        return float(np.ptp(self.surface.xlim))

    def right(self) -> np.ndarray:
        """The points, shape (n, 2)."""
        return np.array(self.places, float)

    @property
    def is_clear(self) -> bool:
        """Whether all points lie in the window, and so far apart that no drawn one could mean two of them."""
        right = self.right()
        inside = all(
            low <= v <= high
            for column, (low, high) in zip(right.T, (self.surface.xlim, self.surface.ylim), strict=True)
            for v in column
        )
        gaps = np.hypot(*(right[:, None] - right).T)[~np.eye(len(right), dtype=bool)]
        return inside and gaps.min(initial=np.inf) > 2.5 * RADIUS * self.width

    def judge(self, drawn: np.ndarray) -> Judgement:
        """Which points are there, which are missing, and which do not belong there."""
        hits = self._hits(drawn)
        strays = drawn[~hits.any(axis=1)]
        if not len(strays) and hits.any(axis=0).all():
            return Judgement("right", "")
        swapped = self._hits(drawn[:, ::-1])
        if len(strays) and swapped.any(axis=1).all() and swapped.any(axis=0).all():
            return Judgement("wrong", SWAPPED, "swapped")
        found = [self._stray(stray) for stray in strays]
        absent = int((~hits.any(axis=0) & (self._away(drawn).min(axis=0) > RADIUS_CLOSE)).sum())
        if absent and (hits.any() or all(verdict == "close" for verdict, *_ in found)):
            words = "A point is missing." if absent == 1 else f"{absent} points are missing."
            found.append(("wrong", words, "missing"))
        slip = next((name for verdict, _, name in found if verdict == "wrong"), "")
        verdict: Verdict = "wrong" if slip else "close"
        return Judgement(verdict, " ".join(dict.fromkeys(words for _, words, _ in found)), slip)

    def _away(self, drawn: np.ndarray) -> np.ndarray:
        """How far each drawn point is from each right one, in widths of the window, shape (m, n)."""
        return np.hypot(*(drawn[:, None] - self.right()).transpose(2, 0, 1)) / self.width

    def _hits(self, drawn: np.ndarray) -> np.ndarray:
        """Which drawn point is meant for which right one, shape (m, n)."""
        away = self._away(drawn)
        hits = away <= RADIUS
        if self.sought == "greatest":
            hits |= (self._shares(drawn)[:, None] >= NEARLY) & (away <= 2 * RADIUS)
        return hits

    def _gradients(self, points: np.ndarray) -> np.ndarray:
        assert self.surface.gradient
        return np.array([self.surface.gradient(*point) for point in points], float)

    def _shares(self, points: np.ndarray) -> np.ndarray:
        """The slopes at points, as shares of the greatest."""
        return np.hypot(*self._gradients(points).T) / np.hypot(*self._gradients(self.right()[:1])[0])

    def _stray(self, point: np.ndarray) -> tuple[Verdict, str, str]:
        """What is said of a point that does not belong there."""
        at = f"At ${place(*point)}$"
        if self._away(point[None]).min() <= RADIUS_CLOSE:
            return "close", f"{at} you are near, but not near enough.", ""
        (g,) = self._gradients(point[None])
        if self.sought == "zero":
            return "wrong", f"{at} the gradient is not zero: it is about ${place(*g)}$.", "not zero"
        (share,) = self._shares(point[None])
        if share < LEVEL:
            return "wrong", f"{at} it is nearly level: the slope there is about {short(np.hypot(*g))}.", "level"
        if share > 1:
            return "wrong", f"{at} you are outside of the window.", "outside"
        return "wrong", f"{at} the slope is only {100 * share:.0f} % of the greatest.", "less"
