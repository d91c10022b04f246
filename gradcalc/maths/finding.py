"""Steps that fit a function: found by trying, at a point for each line through it, on a grid for each region."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from gradcalc.maths.beside import Neighbours, Row
from gradcalc.maths.ladder import EXACT, HALVINGS, RATIO, Trials, Verdict, extrapolate, judge

DOWN, UP = -6, 7  # how far the search goes from its first step, each time by RATIO


def search(calls: Neighbours, start: np.ndarray, far: np.ndarray) -> Verdict:
    """The slopes of f at a single point along some lines, from as few calls as will do.

    start is a step for each line to begin with, far the size of the coordinates that move. What f
    raises at a step away from the point counts as undefined there, unless it is undefined everywhere beside it.
    Where nothing agrees, the slope is that with the step to begin with.
    """
    found = search_some(calls, range(len(calls.lines)), start, far)
    if calls.error and not np.isfinite(found.slope).any():
        raise calls.error
    return found


def search_some(calls: Neighbours, which: Sequence[int], start: np.ndarray, far: np.ndarray) -> Verdict:
    """As search, for some of the lines; start and far are of these."""
    rungs = [calls.row(start, which), calls.row(start * start.dtype.type(RATIO), which)]
    eps = calls.precision
    found = judge(_trials(rungs, far, eps))
    found.slope[~found.resolved] = rungs[0][1][~found.resolved]
    for i in np.flatnonzero(~found.good).tolist():
        rows = [_column(row, i) for row in rungs]
        one = _climb(partial(calls.row, which=[which[i]]), rows, far[i : i + 1], eps)
        for whole, part in zip(vars(found).values(), vars(one).values(), strict=True):
            whole[i] = part[0]
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
