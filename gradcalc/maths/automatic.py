"""Slopes with steps that are found, because none was given; and what is said where they cannot be trusted."""

from collections.abc import Callable, Sequence

import numpy as np

from gradcalc.maths.beside import Neighbours
from gradcalc.maths.differences import SCHEMES, slope_on, step_size
from gradcalc.maths.evaluation import Point, ScalarField, warn_caller
from gradcalc.maths.finding import search
from gradcalc.maths.ladder import CLEAR, Verdict
from gradcalc.maths.lines import Line
from gradcalc.maths.many import MANY, search_many
from gradcalc.maths.survey import Fit, fit, judge_points

# A bend as large as this share of a step, measured by the slopes around, is that of a step which is too long.
BENT = 0.03
NOWHERE = np.zeros(0, bool)


def slopes_at_point(
    f: ScalarField, at: Point, lines: Sequence[Line], far: np.ndarray, method: str, value: np.ndarray | None
) -> tuple[np.ndarray, Verdict]:
    """The slope along each line through a single point, and what is known of it. far is the size of what moves."""
    if value is None:
        value = f(at.arguments(), (), at.x.dtype)
    find = search_many if len(lines) > MANY else search
    verdict = find(Neighbours(f, at, lines, value), step_size("central", None, far), far)
    if method == "central":
        return verdict.slope.astype(at.x.dtype), verdict
    fitting = verdict.fitting(SCHEMES[method].order).astype(at.x.dtype)
    steps = np.where(fitting > 0, fitting, step_size(method, None, far))
    slopes = [slope_on(f, at, line, method, step, None, value) for line, step in zip(lines, steps, strict=True)]
    return np.array(slopes, dtype=at.x.dtype), verdict


def slopes_on_grid(
    f: ScalarField,
    at: Point,
    lines: Sequence[Line],
    ways: Sequence[np.ndarray],
    method: str,
    value: np.ndarray | None,
) -> list[np.ndarray]:
    """The slopes along lines whose ways are of shape (k, *grid) or (k, 1, ...), at every point of a grid.

    Where f bends too much for the step of its region, the step of central differences is found for that point; a
    method of the first order cannot tell.
    """
    if method == "central":
        value = f(at.arguments(), at.grid, at.x.dtype) if value is None else value
        with np.errstate(over="ignore"):
            twice = 2 * value

    def first(x: np.ndarray, u: np.ndarray) -> np.ndarray:
        return step_size(method, None, (np.abs(x) * (u != 0)).max(axis=0))

    slopes = []
    for found, line, u in zip(fit(f, at, ways, SCHEMES[method].order, first, value), lines, ways, strict=True):
        if method == "five-point":
            slope, bent = _from_two_steps(f, at, line, found)
        elif method == "central":
            slope, bent = _from_one_step(f, at, line, found, twice)
        else:
            slope, bent = slope_on(f, at, line, method, found.step, None, value), NOWHERE
        if bent.any():
            places = np.flatnonzero(bent)
            few, along = at.take(places), at.taken(u, places)
            here = f(few.arguments(), few.grid, at.x.dtype) if value is None else value.reshape(-1)[places]
            verdict = judge_points(f, few, along, here, first(few.x, along))
            slope.reshape(-1)[places[verdict.resolved]] = verdict.slope[verdict.resolved]
        slopes.append(slope)
    return slopes


def _from_one_step(f: ScalarField, at: Point, line: Line, found: Fit, twice: np.ndarray):
    """Central differences, and where f bends too much for their step. twice are the values of f, times 2."""
    ahead, behind = line.position(found.step), line.position(-found.step)
    high, low = (f(line.arguments(position), at.grid, at.x.dtype) for position in (ahead, behind))
    with np.errstate(invalid="ignore", over="ignore"):
        slope = high - low
        slope /= line.distance(ahead, behind)
        # The bend, (f(x+h) + f(x-h)) / 2 - f(x), beside the slopes around. On large grids each pass takes its time.
        high += low
        high -= twice
        # Most often nothing is bent anywhere.
        if max(high.max(), -high.min()) <= 2 * BENT * found.scale * found.step.min():
            return slope, NOWHERE
        np.abs(high, out=high)
        limit = np.abs(slope, out=low)
        np.maximum(limit, found.scale, out=limit)
        limit *= 2 * BENT * found.step
        return slope, high > limit


def _from_two_steps(f: ScalarField, at: Point, line: Line, found: Fit):
    """Five-point differences, and where those of its two steps differ too much."""
    near, far = (slope_on(f, at, line, "central", step, None) for step in (found.step, 2 * found.step))
    with np.errstate(invalid="ignore", over="ignore"):
        slope = (4 * near - far) / 3
        return slope, np.abs(near - far) > BENT / 10 * np.maximum(np.abs(slope), found.scale)


def report_doubts(
    f: ScalarField, at: Point, slopes: np.ndarray, verdict: Verdict, name: Callable[[int], str]
) -> None:
    """Warn of slopes at a single point that may be clearly wrong; ValueError where no digit of one is certain.

    name says along what each of them was taken.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        size = np.maximum(np.abs(slopes), verdict.scale)
        doubtful = np.isfinite(slopes) & (verdict.error > CLEAR * size)
    none = doubtful & ~verdict.kinked & (verdict.error >= size)
    for kind in (none, doubtful & verdict.kinked, doubtful & ~verdict.kinked & ~none):
        if not kind.any():
            continue
        i = int(np.argmax(np.where(kind, verdict.error / np.maximum(size, np.finfo(float).tiny), -1)))
        along = name(i) + (f" (and {kind.sum() - 1} more)" if kind.sum() > 1 else "")
        if verdict.kinked[i]:
            warn_caller(
                f"{f.name} has a kink at {at.name()}: along {along} the slopes ahead and behind differ, so "
                f"there is no derivative. The mean of the two is given."
            )
        elif none[i]:
            raise ValueError(
                f"no digit of the slope of {f.name} at {at.name()} along {along} is certain: steps of every "
                f"size give another slope. {f.name} jumps there, grows without bound, has a cusp, or is noisy. "
                "With h= you get the difference quotient of that step."
            )
        else:
            share = verdict.error[i] / size[i]
            warn_caller(
                f"the slope of {f.name} at {at.name()} along {along} may be off by {share:.0e} of the slopes "
                f"around: rounding and too long a step cannot both be avoided. Move {f.name} towards 0, or give "
                "the exact derivative."
            )
