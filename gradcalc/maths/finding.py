"""Steps that fit a function: found by trying, at a point for each line through it, on a grid for each region."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from gradcalc.maths.evaluation import Line, Point, ScalarField
from gradcalc.maths.ladder import EXACT, HALVINGS, RATIO, Trials, Verdict, extrapolate, judge, precision

DOWN, UP = -6, 7  # how far the search goes from its first step, each time by RATIO
MANY = 1000  # lines through one point, from which on few of them are searched for all

Row = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # of trials: steps, slopes, bends, sizes


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
    eps = precision(np.array(calls.answers), float(np.finfo(at.x.dtype).eps))
    found = judge(_trials(rungs, far, eps))
    found.slope[~found.resolved] = rungs[0][1][~found.resolved]
    for i in np.flatnonzero(~found.good).tolist():
        rows = [_column(row, i) for row in rungs]
        one = _climb(partial(calls.row, which=[i]), rows, far[i : i + 1], eps)
        for whole, part in zip(vars(found).values(), vars(one).values(), strict=True):
            whole[i] = part[0]
    if calls.error and not np.isfinite(found.slope).any():
        raise calls.error
    return found


def _climb(row: Callable[[np.ndarray], Row], rows: list[Row], far: np.ndarray, eps: float) -> Verdict:
    """Go on for one line, towards shorter steps until it is resolved, towards longer ones until it is exact."""
    rungs = dict(enumerate(rows))
    start = rows[0][0]

    def verdict() -> Verdict:
        return judge(_trials([rungs[k] for k in sorted(rungs)], far, eps))

    found = verdict()
    while True:
        low, high = min(rungs), max(rungs)
        if not found.resolved[0] and low > DOWN:
            rungs[low - 1] = row(start * RATIO ** (low - 1))
        elif found.longer[0] and not found.good[0] and high < UP:
            high += 1 if found.scale[0] else 2  # along what does not depend on it at all
            rungs[high] = row(start * RATIO**high)
        else:
            break
        found = verdict()
    slope, error = found.slope if found.resolved[0] else rungs[0][1], found.error
    if found.resolved[0] and not found.scale[0]:
        error = np.zeros(1)  # nothing that f gave was different
    if found.resolved[0] and not found.good[0] and error[0] > EXACT * found.scale[0]:
        halved = [row(found.top / 2**i) for i in range(HALVINGS)]
        better, off = extrapolate(_trials(halved[::-1], far, eps), found.scale)
        if off[0] < error[0]:
            slope, error = better, off
    return replace(found, slope=slope, error=error)


def _trials(rows: Sequence[Row], far: np.ndarray, eps: float) -> Trials:
    steps, slopes, bends, sizes = (np.array(part) for part in zip(*rows, strict=True))
    return Trials(steps, slopes, bends, sizes, far, eps)


def _column(row: Row, i: int) -> Row:
    steps, slopes, bends, sizes = row
    return steps[i : i + 1], slopes[i : i + 1], bends[i : i + 1], sizes[i : i + 1]


class _Calls:
    """Calls of f at a single point's neighbours, with all that it answered."""

    def __init__(self, f: ScalarField, at: Point, lines: Sequence[Line], value: np.ndarray):
        self._f, self._at, self._lines, self._value = f, at, lines, float(value)
        self.answers = [value]
        self.error: Exception | None = None

    def row(self, steps: np.ndarray, which: Sequence[int]) -> Row:
        """What a step gives along each of some lines."""
        parts = [self._pair(self._lines[i], step) for i, step in zip(which, steps, strict=True)]
        ahead, behind, distance = np.array(parts, dtype=float).T
        with np.errstate(all="ignore"):
            slopes = (ahead - behind) / distance
            # Where f has no value at the point itself, nothing is said about bends.
            bends = (ahead + behind) / 2 - self._value if np.isfinite(self._value) else np.zeros(len(steps))
        return steps, slopes, bends, np.fmax(np.fmax(np.abs(ahead), np.abs(behind)), abs(self._value))

    def _pair(self, line: Line, step) -> tuple:
        ahead, behind = line.position(step), line.position(-step)
        return self._f_at(line, ahead), self._f_at(line, behind), line.distance(ahead, behind)

    def _f_at(self, line: Line, position):
        try:
            answer = self._f(line.arguments(position), (), self._at.x.dtype)
        except (ValueError, ArithmeticError) as error:
            self.error = self.error or error
            return np.nan
        self.answers.append(answer)
        return answer
