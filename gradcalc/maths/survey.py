"""Steps that fit a function on a grid: found at a few dozen of its points, one for each region."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.ladder import RATIO, Trials, Verdict, judge, precision

RUNGS = RATIO ** np.arange(-5, 4)  # steps that are tried, as multiples of the one that is taken for granted
LATTICE = 6  # points along each axis of the grid that are looked at
FEW_CALLS = 4  # and how many where f is called for each of them
FEW = 36  # and how many where the grid has one axis
# Fitting steps that differ by less are replaced by one in between. One step has fewer passes over the grid, and where
# regions meet it may fit better than that of a neighbour.
ALIKE = 30.0


def trials_on_grid(f: ScalarField, at: Point, u: np.ndarray, value: np.ndarray, start: np.ndarray) -> Trials:
    """What f gives beside each of some points, of a grid of one axis, along u of shape (k, points), from one call.

    Where f cannot be called, nothing is known: every number is nan.
    """
    steps = start * RUNGS[:, np.newaxis].astype(start.dtype)
    moves = np.array([1, -1], start.dtype)[:, np.newaxis, np.newaxis] * steps
    places = at.x[:, np.newaxis, np.newaxis] + moves * u[:, np.newaxis, np.newaxis]
    try:
        found = f(list(places.reshape(len(at.x), -1)), (moves.size,), at.x.dtype)
    except Exception:  # here and there, perhaps far from where f was meant: step by step some are left
        found = np.stack([_called(f, places[:, :, i], at.x.dtype) for i in range(len(steps))], axis=1).ravel()
    ahead, behind = found.reshape(moves.shape)
    eps = precision(np.concatenate([found, value]).astype(found.dtype), float(np.finfo(at.x.dtype).eps))
    with np.errstate(all="ignore"):
        slopes = (ahead - behind) / ((places[:, 0] - places[:, 1]) * u[:, np.newaxis]).sum(axis=0)
        bends = (ahead + behind) / 2 - value
        sizes = np.maximum(np.maximum(np.abs(ahead), np.abs(behind)), np.abs(value))
    far = (np.abs(at.x) * (u != 0)).max(axis=0)
    return Trials(steps, slopes.astype(float), bends.astype(float), sizes.astype(float), far, eps)


def _called(f: ScalarField, places: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """f at some places, of shape (k, 2, points), or nan where it cannot be called."""
    try:
        return f(list(places.reshape(len(places), -1)), (places[0].size,), dtype).reshape(places.shape[1:])
    except Exception:  # whoever asked calls f at the points themselves
        return np.full(places.shape[1:], np.nan)


@dataclass(frozen=True, eq=False)
class Fit:
    """A step for each point of a grid (or one for all), and slopes that are met everywhere on it."""

    step: np.ndarray
    scale: float


def fit(
    f: ScalarField, at: Point, ways: Sequence[np.ndarray], order: int, first: Callable, value: np.ndarray | None
) -> list[Fit]:
    """Steps for a method of an order along each of some ways, of shape (k, *grid) or (k, 1, ...).

    first(x, u) gives steps for coordinates x along u, which serve where nothing better is found. value is f on the
    grid, where it is known.
    """
    chosen, per_axis = _lattice(at.grid, FEW_CALLS if f.pointwise else LATTICE)
    few = at.take(chosen)
    if value is not None:
        value = value.reshape(-1)[chosen]
    else:
        try:
            value = f(few.arguments(), few.grid, at.x.dtype)
        except Exception:
            value = np.full(few.grid, np.nan)
    # The lines of all ways at once, which takes little longer than those of one.
    beside = Point(np.concatenate([few.x] * len(ways), axis=1), packed=False)
    u = np.concatenate([at.taken(u, chosen) for u in ways], axis=1)
    verdict = judge_points(f, beside, u, np.concatenate([value] * len(ways)), first(beside.x, u))
    steps = verdict.fitting(order).astype(at.x.dtype).reshape(len(ways), -1)
    scales = verdict.scale.reshape(steps.shape)
    return [
        _fit(at, order, step, scale, per_axis) or Fit(first(at.x, u), 0.0)
        for u, step, scale in zip(ways, steps, scales, strict=True)
    ]


def _fit(at: Point, order: int, step: np.ndarray, scales: np.ndarray, per_axis: list[int]) -> Fit | None:
    """From the steps that fit at the points of a lattice; None where none does."""
    known = step > 0
    some = step[known]
    if not some.size:
        return None
    least, greatest, scale = some.min(), some.max(), float(scales[known].min())
    if greatest <= ALIKE * least:
        # Where the error of the longest and that of the shortest have grown alike.
        return Fit(least * (greatest / least) ** some.dtype.type(1 / (order + 1)), scale)
    # Where a point is not resolved, as beside a kink, no step is wrong and the shortest does least harm.
    return Fit(_spread(np.where(known, step, least), at.grid, per_axis), scale)


def _lattice(grid: tuple[int, ...], count: int) -> tuple[np.ndarray, list[int]]:
    """Points of a lattice in a grid, by flat index, and how many it has along each axis, at most count."""
    per_axis = [min(count if len(grid) > 1 else FEW, size) for size in grid]
    chosen = np.zeros((), int)
    for n, size in zip(per_axis, grid, strict=True):
        chosen = np.add.outer(chosen * size, (np.arange(n) * 2 + 1) * size // (2 * n))
    return chosen.ravel(), per_axis


def _spread(numbers: np.ndarray, grid: tuple[int, ...], per_axis: list[int]) -> np.ndarray:
    """For each point of the grid the number of the nearest point of a lattice."""
    numbers = numbers.reshape(per_axis)
    for axis, (n, size) in reversed([*enumerate(zip(per_axis, grid, strict=True))]):  # whole rows last
        numbers = numbers.take(np.arange(size) * n // size, axis)
    return numbers


def judge_points(f: ScalarField, at: Point, u: np.ndarray, value: np.ndarray, start: np.ndarray) -> Verdict:
    """The slope along u at each of some points, of a grid of one axis."""
    return judge(trials_on_grid(f, at, u, value, start))
