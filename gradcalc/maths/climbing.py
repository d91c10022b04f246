"""From step to step along one line, until the slope of a function is known as exactly as it can be."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from gradcalc.maths.beside import Row
from gradcalc.maths.ladder import AGREES, EXACT, HALVINGS, RATIO, Trials, Verdict, extrapolate, judge

DOWN, UP = -6, 7  # how far the search goes from its first step, each time by RATIO
NOISY_UP = 3  # and how far up, where all that is shorter is noise


def climb(
    row: Callable[[np.ndarray], Row], precision: Callable[[], float], rows: Sequence[Row], far: np.ndarray
) -> Verdict:
    """Go on from two steps, towards shorter ones until f is resolved, towards longer ones until its slope is exact.

    row gives what a step does, precision that of f's answers so far; far is the size of the coordinates that move.
    """
    rungs = dict(enumerate(rows))
    start = rows[0][0]
    doubted: Verdict | None = None  # what longer steps said, before shorter ones said something else
    longer: dict[int, Row] = {}  # the steps by which they said it
    noisy = False
    while True:
        found = judge(trials([rungs[k] for k in sorted(rungs)], far, precision()))
        low, high = min(rungs), max(rungs)
        if doubted and not _settles(found, rungs | longer):
            found = replace(found, error=np.full(1, np.inf))
        if low < 0 and found.error[0] > found.scale[0] / 10 > 0:  # steps so short that they agree in rounding alone
            found = replace(found, error=np.full(1, np.inf))
        if not found.resolved[0] and low > DOWN:
            rungs[low - 1] = row(start * RATIO ** (low - 1))
        elif not (found.resolved[0] or found.kinked[0] or doubted or _jumps(rungs)) and high < NOISY_UP:
            noisy = True
            rungs[high + 1] = row(start * RATIO ** (high + 1))
        elif found.longer[0] and not found.good[0] and not doubted and high < UP:
            high += 1 if found.scale[0] else 2  # along what does not depend on it at all
            rungs[high] = row(start * RATIO**high)
        elif not found.resolved[0]:
            found = replace(found, slope=rows[0][1])
            break
        elif not found.scale[0]:
            found = found if doubted else _rounded(found, rungs)
            break
        elif found.good[0] or found.error[0] <= EXACT * found.scale[0]:
            break
        else:
            halved = [row(found.top / 2**k) for k in range(HALVINGS)]
            slope, error = extrapolate(trials(halved[::-1], far, precision()), found.scale)
            apart = np.abs(slope - found.slope)
            shorter = {k: rung for k, rung in rungs.items() if rung[0][0] < found.top[0]}
            # Where shorter steps say something else, f has details that the longer ones passed over.
            if apart[0] > found.error[0] + error[0] and shorter and min(shorter) > DOWN and not (noisy or doubted):
                low, longer = min(shorter) - 1, {k: rung for k, rung in rungs.items() if k not in shorter}
                rungs = {low: row(start * RATIO**low), **shorter}
                doubted = replace(found, error=np.maximum(found.error, apart))
                continue
            if error[0] < found.error[0]:
                found = replace(found, slope=slope, error=error)
            break
    if doubted and not (found.scale[0] and found.error[0] < doubted.error[0]):
        return doubted
    if found.resolved[0] and noisy:
        below = max((k for k, rung in rungs.items() if rung[0][0] < found.best[0]), default=min(rungs))
        return replace(found, error=np.fmax(found.error, np.abs(found.slope - rungs[below][1])))
    return found


def _jumps(rungs: dict[int, Row]) -> bool:
    """Whether f differs by as much over each of the shortest steps: it jumps, and longer ones would only hide it."""
    differences = [float(slope[0] * step[0]) for _, (step, slope, _, _) in sorted(rungs.items())]
    shortest = [size for size in differences if np.isfinite(size)][:3]
    return len(shortest) == 3 and np.ptp(shortest) < AGREES * max(np.abs(shortest))


def _settles(found: Verdict, rungs: dict[int, Row]) -> bool:
    """Whether slopes differ less from the best step to the next than from there on: so they do of details seen."""
    k = min((k for k, rung in rungs.items() if rung[0][0] >= found.best[0]), default=0)
    near, next_, far = (float(rungs[k + i][1][0]) if k + i in rungs else np.nan for i in range(3))
    return not abs(near - next_) > abs(next_ - far) / 2


def _rounded(found: Verdict, rungs: dict[int, Row]) -> Verdict:
    """What is true where f does not change at all: its slope is 0, unless f is rounded, and longer steps show it."""
    (near, s, _, _), (far, slope, bend, _) = rungs[0], rungs[1]
    small = abs(rungs[0][2][0]) < 0.3 * abs(s[0]) * near[0] and abs(bend[0]) < 0.3 * abs(slope[0]) * far[0]
    if small and abs(s[0] - slope[0]) < AGREES * abs(slope[0]):
        size = np.abs(slope)
        return replace(found, slope=slope, scale=size, error=np.abs(s - slope) + np.abs(rungs[0][2]) / far)
    return replace(found, error=np.zeros(1))


def trials(rows: Sequence[Row], far: np.ndarray, eps: float) -> Trials:
    """Rows, in ascending order of their steps, as the trials of a judge."""
    steps, slopes, bends, sizes = (np.array(part) for part in zip(*rows, strict=True))
    return Trials(steps, slopes, bends, sizes, far, eps)
