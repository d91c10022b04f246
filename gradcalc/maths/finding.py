"""Steps that fit a function: found by trying, at a point for each line through it, on a grid for each region."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from gradcalc.maths.climbing import DOWN, Row, climb, trials
from gradcalc.maths.evaluation import Line, Point, ScalarField
from gradcalc.maths.ladder import RATIO, Verdict, judge, precision

RECENT = 64  # answers by which the precision of all is known
MANY = 1000  # lines through one point, from which on few of them are searched for all


def search(
    f: ScalarField, at: Point, lines: Sequence[Line], value: np.ndarray, start: np.ndarray, far: np.ndarray
) -> Verdict:
    """The slopes of f at a single point along some lines, from as few calls as will do.

    value is f there, start a step for each line to begin with, far the size of the coordinates that move. What f
    raises at a step away from the point counts as undefined there, unless it is undefined everywhere beside it.
    Where nothing agrees, the slope is that with the step to begin with.
    """
    calls = _Calls(f, at, lines, value)
    rungs = [calls.row(start, range(len(lines))), calls.row(start * start.dtype.type(RATIO), range(len(lines)))]
    found = judge(trials(rungs, far, calls.precision()))
    found.slope[~found.resolved] = rungs[0][1][~found.resolved]
    for i in np.flatnonzero(~found.good).tolist():
        along = partial(calls.row, which=[i])
        one = climb(along, calls.precision, [_column(row, i) for row in rungs], far[i : i + 1])
        near = far[i : i + 1] * np.cbrt(np.finfo(start.dtype).eps)
        if not one.resolved[0] and 0 < near[0] < start[i] * RATIO**DOWN:  # so near to 0 that no step was short enough
            nearer = climb(along, calls.precision, [along(near * RATIO**k) for k in (0, 1)], far[i : i + 1])
            one = nearer if nearer.scale[0] else one
        for whole, part in zip(vars(found).values(), vars(one).values(), strict=True):
            whole[i] = part[0]
    if calls.error and not np.isfinite(found.slope).any():
        raise calls.error
    return found


def _column(row: Row, i: int) -> Row:
    steps, slopes, bends, sizes = row
    return steps[i : i + 1], slopes[i : i + 1], bends[i : i + 1], sizes[i : i + 1]


class _Calls:
    """Calls of f at a single point's neighbours, with all that it answered."""

    def __init__(self, f: ScalarField, at: Point, lines: Sequence[Line], value: np.ndarray):
        self._f, self._at, self._lines, self._value = f, at, lines, float(value)
        self.answers = [value]
        self.error: Exception | None = None

    def precision(self) -> float:
        """The relative precision of what f answers."""
        return precision(np.array(self.answers[-RECENT:]), float(np.finfo(self._at.x.dtype).eps))

    def row(self, steps: np.ndarray, which: Sequence[int]) -> Row:
        """What a step gives along each of some lines."""
        parts = [self._pair(self._lines[i], step) for i, step in zip(which, steps, strict=True)]
        ahead, behind, distance = np.array(parts, dtype=float).T
        with np.errstate(all="ignore"):
            slopes = (ahead - behind) / distance
            # Where f has no value at the point itself, nothing is said about bends.
            bends = ahead / 2 + behind / 2 - self._value if np.isfinite(self._value) else np.zeros(len(steps))
        return steps, slopes, bends, np.fmax(np.fmax(np.abs(ahead), np.abs(behind)), abs(self._value))

    def _pair(self, line: Line, step) -> tuple:
        ahead, behind = line.position(step), line.position(-step)
        distance = line.distance(np.asarray(ahead, float), np.asarray(behind, float))  # float32 would round it
        return self._f_at(line, ahead), self._f_at(line, behind), distance

    def _f_at(self, line: Line, position):
        try:
            answer = self._f(line.arguments(position), (), self._at.x.dtype)
        except (ValueError, ArithmeticError) as error:
            self.error = self.error or error
            return np.nan
        self.answers.append(answer)
        return answer
