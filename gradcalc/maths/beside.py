"""Calls of a function beside a single point, on lines through it."""

from collections.abc import Sequence

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.ladder import precision
from gradcalc.maths.lines import Line

Row = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # of trials: steps, slopes, bends, sizes
FEW = 500  # answers that tell how precise all are


class Neighbours:
    """What f answers at a single point's neighbours. value is f there.

    What it raises there counts as undefined; the first of these errors is kept.
    """

    def __init__(self, f: ScalarField, at: Point, lines: Sequence[Line], value: np.ndarray):
        self.lines, self.value = lines, float(value)
        self._f, self._at, self._answers = f, at, [value]
        self.error: Exception | None = None
        self._known, self._precision = 0, 0.0
        self._terms = 0.0

    def precision(self) -> float:
        """The relative precision of the answers so far."""
        if self._known != len(self._answers):
            self._known = len(self._answers)
            self._precision = precision(np.array(self._answers), float(np.finfo(self._at.x.dtype).eps))
        return self._precision

    def row(self, steps: np.ndarray, which: Sequence[int]) -> Row:
        """What a step gives along each of some lines."""
        moving = getattr(self.lines, "moving", None)
        with np.errstate(all="ignore"):
            if moving:
                places = self._at.x[which] + steps, self._at.x[which] - steps
                answers = [
                    (self._answer(moving(i, ahead)), self._answer(moving(i, behind)))
                    for i, ahead, behind in zip(which, *places, strict=True)
                ]
                ahead, behind = np.array(answers, dtype=float).T
                distance = places[0].astype(float) - places[1].astype(float)  # float32 would round it
            else:
                parts = [self._pair(self.lines[i], step) for i, step in zip(which, steps, strict=True)]
                ahead, behind, distance = np.array(parts, dtype=float).T
            slopes = (ahead - behind) / distance
            # Where f has no value at the point itself, nothing is said about bends.
            bends = ahead / 2 + behind / 2 - self.value if np.isfinite(self.value) else np.zeros(len(steps))
        sizes = np.fmax(np.fmax(np.abs(ahead), np.abs(behind)), abs(self.value)) + self._terms
        return steps, slopes, bends, sizes

    def with_terms(self, rows: Sequence[Row], far: np.ndarray) -> list[Row]:
        """Two rows that are the first of their lines, from which it is known how large the terms of f are.

        They may cancel, so that f is near 0 and its rounding is not: what rounding of each coordinate, of size far,
        changes f by. Of two steps the lesser slope counts, or else a jump would.
        """
        with np.errstate(all="ignore"):
            each = far * np.minimum(*(np.abs(row[1]) for row in rows))
            more = float(each[np.isfinite(each)].sum())
        self._terms += more
        return [(*row[:3], row[3] + more) for row in rows]

    def together(self, moves: np.ndarray) -> tuple[float, float]:
        """f where all coordinates have moved at once, and where they have moved the other way."""
        line = self._at.line(moves)
        with np.errstate(all="ignore"):
            return float(self._f_at(line, line.position(1))), float(self._f_at(line, line.position(-1)))

    def _pair(self, line: Line, step) -> tuple:
        ahead, behind = line.position(step), line.position(-step)
        distance = line.distance(np.asarray(ahead, float), np.asarray(behind, float))
        return self._f_at(line, ahead), self._f_at(line, behind), distance

    def _f_at(self, line: Line, position):
        return self._answer(*line.arguments(position))

    def _answer(self, *arguments):
        try:
            answer = self._f.at_point(arguments, self._at.x.dtype)
        except Exception as error:  # whatever f raises far from where it was meant
            self.error = self.error or error
            return np.nan
        if len(self._answers) < FEW:
            self._answers.append(answer)
        return answer
