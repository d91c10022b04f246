"""A race of optimisers on the map, and its values and slopes against the number of gradients."""

import itertools
from collections.abc import Sequence

import numpy as np

from gradcalc.maths.optimisers import METHODS
from gradcalc.pictures.marks import Dot, Dots, Label, Mark, Polyline
from gradcalc.pictures.scenes.path import followed
from gradcalc.readings.race import Race, Runner

Limits = tuple[float, float]
CROWDED = 0.16  # of the picture's width: names that are closer would lie on each other
KEY_ROWS = 3
KEY_XLIM, KEY_YLIM = (0.0, 2.1), (-0.5, KEY_ROWS - 0.5)
SECOND = 1.3  # where the second column of names begins
NUMBERS = tuple(map(float, range(1000)))  # of steps
STEEPEST = (-1.15, 1.15)  # limits of D_u f / |∇f|


def race_scene(race: Race, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The paths in a map with the limits xlim and ylim, dots where a step begins uphill, and who is where now."""
    marks: list[Mark] = []
    heads: list[tuple[Runner, float, float]] = []
    for runner in race.runners:
        path = runner.path[: min(runner.count, followed(runner.path, xlim, ylim))]
        if len(path) > 1:
            marks.append(Polyline(*_columns(path), runner.method))
        climbing = path[runner.uphill[: len(path)]]
        if len(climbing):
            marks.append(Dots(*_columns(climbing), runner.method))
        x, y = path[-1].tolist()
        if race.steps and runner.left is None and xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]:
            heads.append((runner, x, y))
    marks += [Dot(x, y, runner.method) for runner, x, y in heads]
    x, y = race.start.tolist()
    return [
        *marks,
        *_names(heads, (x, y), xlim[1] - xlim[0]),
        Dot(x, y, "point"),
        Label("start", x, y, 0, 1, "point"),
    ]


def _names(heads: Sequence[tuple[Runner, float, float]], start: tuple[float, float], width: float) -> list[Mark]:
    """The names of those who stand alone; the key beside the picture tells the others."""
    taken = np.array([start, *((x, y) for _, x, y in heads)])
    return [
        Label(runner.method, x, y, 0.0, 1.0, runner.method)
        for runner, x, y in heads
        if (np.hypot(*(taken - (x, y)).T) < CROWDED * width).sum() == 1
    ]


def _columns(points: np.ndarray) -> tuple[tuple[float, ...], tuple[float, ...]]:
    x, y = points.T
    return tuple(x.tolist()), tuple(y.tolist())


def race_values_scene(race: Race, ylim: Limits, log: bool) -> list[Mark]:
    """f against the number of gradients; log says that heights are powers of ten."""
    marks = []
    for runner in race.runners:
        heights = runner.values[: runner.count]
        if log:
            with np.errstate(divide="ignore", invalid="ignore"):
                heights = np.log10(np.maximum(heights, 1e-300))
        marks += _against_gradients(heights, ylim, runner.method)
    return marks


def race_slopes_scene(race: Race) -> list[Mark]:
    """D_u f / |∇f| of each step, the next one included; dots where it is above 0, and the step leads uphill."""
    marks = []
    for runner in race.runners:
        shares = runner.shares[: runner.count]
        marks += _against_gradients(shares, STEEPEST, runner.method)
        if climbing := np.flatnonzero(runner.uphill[: runner.count]).tolist():
            marks.append(Dots(tuple(map(float, climbing)), tuple(shares[climbing].tolist()), runner.method))
    return marks


def _against_gradients(heights: np.ndarray, ylim: Limits, role: str) -> list[Mark]:
    """Heights against 0, 1, 2, ..., in pieces where one is no number, and a dot at the last."""
    reach = 2 * (ylim[1] - ylim[0])  # so that lines leave the picture at the right angle, and stay numbers
    finite = np.isfinite(heights)
    heights = np.clip(heights, ylim[0] - reach, ylim[1] + reach)
    marks: list[Mark] = []
    start = 0
    for there, group in itertools.groupby(finite.tolist()):
        count = len(list(group))
        if there and count > 1:
            marks.append(
                Polyline(NUMBERS[start : start + count], tuple(heights[start : start + count].tolist()), role)
            )
        start += count
    if len(heights) and finite[-1]:
        marks.append(Dot(float(len(heights) - 1), float(np.clip(heights[-1], *ylim)), role))
    return marks


def key_scene(race: Race) -> list[Mark]:
    """The names of the runners, each beside its line, in places that they keep whoever else takes part."""
    running = {runner.method for runner in race.runners}
    marks: list[Mark] = []
    for i, method in enumerate(METHODS):
        if method in running:
            x, y = SECOND * (i // KEY_ROWS), float(KEY_ROWS - 1 - i % KEY_ROWS)
            marks += [Polyline((x + 0.03, x + 0.25), (y, y), method), Label(method, x + 0.27, y, 1.0, 0.0, method)]
    return marks
