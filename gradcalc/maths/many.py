"""Slopes along thousands of lines through one point: steps are found for groups of them, from a few members.

All others are differenced once, with the step of their group. Whether it fits them is seen from their own numbers,
and from moving many at once by a much shorter step: f has to change by what their slopes add up to, and to bend by
far less. Those that stand out are a group of their own, down to single ones.
"""

from collections.abc import Callable

import numpy as np

from gradcalc.maths.beside import Neighbours
from gradcalc.maths.finding import search_some
from gradcalc.maths.ladder import ALIKE, CLEAR, RATIO, Verdict

MANY = 1000  # lines, from which on they are searched in groups
MEMBERS = 12  # of a group that are searched one by one
SINGLE = 4  # lines, up to which a group that does not fit is searched one by one
DEPTH = 4  # groups within groups
WORTHWHILE = 0.75  # share of a group up to which those left are a group: one by one takes five times as long
BLOCK, ZEROS = 32, 256  # lines that are tried at once, and such along which nothing has changed
SHORTER = (1e-3, 1e-2, 1e-1)  # of the step, for trying many at once: the first that rounding allows
OFF = 3e-4  # share of a slope by which many at once may miss what they add up to


def search_many(calls: Neighbours, start: np.ndarray, far: np.ndarray) -> Verdict:
    """As `finding.search`, with little more than two calls for each line where the function is alike along many."""
    found = _empty(len(start))
    with np.errstate(all="ignore"):
        sizes = np.floor(np.log(start / start.min()) / np.log(RATIO))
        for size in np.unique(sizes):
            _settle(calls, found, np.flatnonzero(sizes == size), start, far, DEPTH)
    if calls.error and not np.isfinite(found.slope).any():
        raise calls.error
    return found


def _settle(calls: Neighbours, found: Verdict, group: np.ndarray, start, far, depth: int) -> None:
    """Write into found what is known of the lines of a group."""
    if depth == 0 or len(group) <= 4 * MEMBERS:
        _put(found, group, search_some(calls, group.tolist(), start[group], far[group]))
        return
    count = min(MEMBERS, max(3, len(group) // 80))
    members = np.sort(np.random.default_rng(0).choice(group, count, replace=False))
    few = search_some(calls, members.tolist(), start[members], far[members])
    others = np.setdiff1d(group, members)
    steps = (start[others] * _factor(few, start[members])).astype(start.dtype)
    _, slopes, bends, sizes = calls.row(steps, others.tolist())
    eps = calls.precision()
    steep = np.maximum(np.abs(slopes), np.abs(bends) / steps)
    known = few.resolved & (few.scale > 0)
    # Rounding as the members have seen it: more than |f| tells where its terms cancel.
    seen = np.max((few.rounding - eps * far[members] * few.scale)[known], initial=0.0)
    noise = (np.maximum(eps * sizes, seen) + eps * far[others] * steep) / steps
    certain = max(CLEAR, 3 * np.median((few.error / few.scale)[known])) if known.any() else CLEAR
    length = np.min(few.length[known] / start[members][known], initial=np.inf) * start[others]
    no = np.zeros(len(others), bool)
    # What a shorter step was sure of: the line was set aside because of its neighbours, and a longer one is wrong.
    contradicted = np.abs(slopes - found.slope[others]) > 10 * found.error[others] + certain * steep
    _put(found, members, few)
    error = np.where(steep > 0, noise, 0.0)
    rounding, aim = noise * steps, np.full(len(others), certain)
    _put(found, others, Verdict(slopes, error, steep, steps, steps, length, length, rounding, no, no, aim))
    aside = ~np.isfinite(slopes) | ~np.isfinite(bends) | (error > certain * steep)
    aside[_unlike(calls, others, start, steps, (slopes, bends, noise), aside | contradicted)] = True
    again = others[contradicted]
    if len(again):
        _put(found, again, search_some(calls, again.tolist(), start[again], far[again]))
    left = others[aside & ~contradicted]
    if len(left):
        _settle(calls, found, left, start, far, depth - 1 if len(left) < WORTHWHILE * len(group) else 0)


def _factor(few: Verdict, start: np.ndarray) -> float:
    """The step that fits some lines, in units of their first ones; the shortest of them where they differ."""
    fitting = few.fitting(2) / start
    fitting = fitting[np.isfinite(fitting) & (fitting > 0)]
    if not fitting.size:
        return 1.0
    least, greatest = fitting.min(), fitting.max()
    return float((least**2 * greatest) ** (1 / 3)) if greatest <= ALIKE * least else float(least)


def _unlike(calls: Neighbours, lines, start, steps, numbers, aside) -> np.ndarray:
    """Which of some lines the step does not fit, as moving many of them at once shows."""
    slopes, bends, noise = numbers
    steep = np.maximum(np.abs(slopes), np.abs(bends) / steps)
    zero = (steep == 0) & ~aside
    signs = np.random.default_rng(1).choice([-1.0, 1.0], (2, len(lines)))

    def moved(which: np.ndarray, by: np.ndarray, k: int) -> tuple[float, float, np.ndarray]:
        moves = np.zeros(len(start))
        moves[lines[which]] = (signs[k] * by)[which]
        return *calls.together(moves), moves[lines[which]]

    def fits(which: np.ndarray, k: int) -> bool:
        rounding = float(np.sqrt(((noise * steps)[which] ** 2).sum()) + (noise * steps)[which].max())
        change = (steep * steps)[which].max()
        share = next((s for s in SHORTER if 4 * rounding < OFF * s * change), SHORTER[-1])
        ahead, behind, moves = moved(which, share * steps, k)
        missed = abs((ahead - behind) / 2 - float((slopes[which] * moves).sum()))
        bent = abs((ahead + behind) / 2 - calls.value)
        return bool(
            missed <= OFF * share * change + 4 * rounding
            and bent <= share / 100 * np.abs(bends[which]).sum() + 4 * rounding
        )

    def nothing_changes(which: np.ndarray, k: int) -> bool:
        for power in (1, 3, 5):
            ahead, behind, _ = moved(which, start[lines] * RATIO**power, k)
            change = max(abs(ahead - calls.value), abs(behind - calls.value))
            if change != 0:  # far away. A slope that leads there would have been seen, or been lost in rounding.
                shorter = (steps / (start[lines] * RATIO**power))[which].max()
                return bool(change * shorter > 4 * len(which) * (noise * steps)[which].max())
        return True

    order = np.flatnonzero(~aside & ~zero)
    order = order[np.argsort((steep * steps)[order])]
    found = [_failing(fits, order[i : i + BLOCK]) for i in range(0, len(order), BLOCK)]
    still = np.flatnonzero(zero)
    found += [_failing(nothing_changes, still[i : i + ZEROS]) for i in range(0, len(still), ZEROS)]
    return np.concatenate([np.zeros(0, int), *found])


def _failing(test: Callable[[np.ndarray, int], bool], which: np.ndarray, tries: int = 1) -> np.ndarray:
    """Those of which a test of many at once fails, to within a few, by halving.

    In what has failed each part is tried twice, with other signs: what several do may cancel once.
    """
    if all(test(which, k) for k in range(tries)):
        return which[:0]
    if len(which) <= SINGLE:
        return which
    half = len(which) // 2
    return np.concatenate([_failing(test, which[:half], 2), _failing(test, which[half:], 2)])


def _empty(count: int) -> Verdict:
    a, b, c, d, e, f, g, h, aim = np.full((9, count), np.nan)
    longer, kinked = np.zeros((2, count), bool)
    return Verdict(a, b, c, d, e, f, g, h, longer, kinked, aim)


def _put(found: Verdict, which: np.ndarray, part: Verdict) -> None:
    for whole, some in zip(vars(found).values(), vars(part).values(), strict=True):
        whole[which] = some
