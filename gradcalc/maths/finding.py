"""Steps that fit a function: found by trying, at a point for each line through it."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from gradcalc.maths.beside import Neighbours, Row
from gradcalc.maths.climbing import DOWN, climb, trials
from gradcalc.maths.ladder import RATIO, Verdict, judge


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
    rungs = calls.with_terms(rungs, far)
    found = judge(trials(rungs, far, calls.precision()))
    found.slope[~found.resolved] = rungs[0][1][~found.resolved]
    for i in np.flatnonzero(~found.good).tolist():
        along = partial(calls.row, which=[which[i]])
        one = climb(along, calls.precision, [_column(row, i) for row in rungs], far[i : i + 1])
        near = far[i : i + 1] * np.cbrt(np.finfo(start.dtype).eps)
        if not one.resolved[0] and 0 < near[0] < start[i] * RATIO**DOWN:  # so near to 0 that no step was short enough
            nearer = climb(along, calls.precision, [along(near * RATIO**k) for k in (0, 1)], far[i : i + 1])
            one = nearer if nearer.scale[0] else one
        for whole, part in zip(vars(found).values(), vars(one).values(), strict=True):
            whole[i] = part[0]
    return found


def _column(row: Row, i: int) -> Row:
    steps, slopes, bends, sizes = row
    return steps[i : i + 1], slopes[i : i + 1], bends[i : i + 1], sizes[i : i + 1]
