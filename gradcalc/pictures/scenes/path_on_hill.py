"""The path of a descent on a hill, where every step goes over the ground, and on the floor below."""

import itertools
import math
from collections.abc import Iterator

import numpy as np

from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Dot, Dots, Mark, Polyline
from gradcalc.pictures.scenes.hill_layers import pieces
from gradcalc.pictures.scenes.path import Limits, followed, path_scene
from gradcalc.pictures.scenes.slice import reach_along
from gradcalc.pictures.scenes.surface import hill_notes, hill_words
from gradcalc.pictures.solids import Flat, Line, Solid, Spot, Spots, Word
from gradcalc.readings.runs import Run
from gradcalc.readings.writing import short

FINE = 24  # points of a step that is as long as the window
SAME = 1e-9  # relative: heights that differ by less are one

Window = tuple[Limits, Limits]


def path_on_hill(hill: Hill, run: Run, scale: float) -> list[Solid]:
    """The path of a map on the floor, and lifted to the hill, with the next step at its end.

    A step falls as the ground does, and where that rises again, so does the line of the step.
    """
    frame, window = hill.chart.frame, (hill.chart.surface.xlim, hill.chart.surface.ylim)
    marks = path_scene(run, scale, frame.xlim, frame.ylim)
    solids: list[Solid] = [Flat(part) for mark in marks for part in _within(mark, (frame.xlim, frame.ylim))]
    count = followed(run.path, frame.xlim, frame.ylim)
    path, values = run.path[:count], run.values[:count]
    solids += _lifted(hill, path, "path")
    held = _inside(path, window) & (hill.base <= values) & (values <= hill.top)
    if held.any():
        xs, ys, zs = (tuple(part[held].tolist()) for part in (*path.T, values))
        solids.append(Spots(xs, ys, zs, "path"))
    if held[0]:
        solids += _column(hill, path[0], values[0], "point")
    if count < len(run.path) or not held[-1]:
        return solids
    (x, y), z = path[-1].tolist(), float(values[-1])
    solids += _lifted(hill, np.array([path[-1], path[-1] + run.onward[-1]]), "next step")
    if run.steps:
        solids += _column(hill, path[-1], z, "path")
    return [*solids, Word(f"f = {short(z)}", x, y, z, 0.0, 0.0, 1.0, "path" if run.steps else "point")]


def path_on_hill_words(hill: Hill, run: Run) -> str:
    """How the path of a run goes over its hill."""
    words = [f"Above the map stands {hill_words(hill)}."]
    first, last = short(run.values[0]), short(run.values[-1])
    if run.steps == 0:
        words.append(f"No step is taken yet: the path begins at the height {first}.")
    elif np.isfinite(run.values).all():
        steps = "1 step" if run.steps == 1 else f"{run.steps} steps"
        words += [f"The path goes from the height {first} to {last} in {steps}.", _ups_and_downs(run)]
        if back := _turns_back(run.onward[:-1]):
            words.append(f"It turns back by more than 90°, {'once' if back == 1 else f'{back} times'}.")
    if not _inside(run.path, (run.surface.xlim, run.surface.ylim)).all():
        words.append("The path leaves the hill.")
    return " ".join([*words, *hill_notes(hill)])


def _ups_and_downs(run: Run) -> str:
    change = np.diff(run.values) / np.maximum(np.abs(run.values[:-1]), 1e-300)
    higher, level = int((change > SAME).sum()), int((np.abs(change) <= SAME).sum())
    if higher:
        return f"Steps that end higher than they begin: {higher}."
    return f"Steps that end as high as they begin: {level}." if level else "Every step ends lower than it begins."


def _turns_back(steps: np.ndarray) -> int:
    lengths = np.hypot(*steps.T)
    return int((np.sum(steps[:-1] * steps[1:], axis=1) < -SAME * lengths[:-1] * lengths[1:]).sum())


def _column(hill: Hill, at: np.ndarray, height: float, role: str) -> list[Solid]:
    """A point of the path on the hill, with a plumb line."""
    (x, y), z = at.tolist(), float(height)
    return [Line((x, x), (y, y), (hill.floor, z), "line"), Spot(x, y, z, role)]


def _lifted(hill: Hill, path: np.ndarray, role: str) -> list[Solid]:
    """A path on the hill, in pieces where it leaves it."""
    surface = hill.chart.surface
    x, y = np.concatenate([np.empty((0, 2)), *_parts(path, (surface.xlim, surface.ylim), hill.side / FINE)]).T
    heights = np.full(len(x), np.nan)
    there = np.isfinite(x)
    if there.any():
        heights[there] = ScalarField(surface.f)([x[there], y[there]], x[there].shape, x.dtype)
    solids: list[Solid] = []
    for piece in pieces(hill, heights):
        xs, ys, zs = (tuple(part[piece].tolist()) for part in (x, y, heights))
        solids.append(Line(xs, ys, zs, role))
    return solids


def _parts(path: np.ndarray, window: Window, spacing: float) -> Iterator[np.ndarray]:
    """The parts of a path inside a window, each of shape (m, 2), with a row of nan after it."""
    part = np.empty((0, 2))
    for start, end in itertools.pairwise(path):
        length = float(np.hypot(*(end - start)))
        if not 0 < length < math.inf:
            continue
        near, far = reach_along(tuple(start.tolist()), (end - start) / length, (0.0, length), window)
        shares = np.linspace(near, far, max(2, math.ceil((far - near) / spacing) + 1)) / length
        points = start + shares[:, np.newaxis] * (end - start)
        seen = near < far and bool(_inside(points, window).all())
        if seen:
            part = np.concatenate([part, points])
        if not seen or far < length:
            yield np.concatenate([part, np.full((1, 2), np.nan)])
            part = np.empty((0, 2))
    yield part


def _within(mark: Mark, window: Window) -> list[Mark]:
    """A mark of the path as far as a window goes: the floor has no frame that would cut it off."""
    match mark:
        case Polyline(x, y, role) | Dots(x, y, role):
            points = np.column_stack([x, y])
            if (inside := _inside(points, window)).all():
                return [mark]
            if isinstance(mark, Dots):
                rows = [points[inside].T]
            else:
                rows = [part[np.isfinite(part[:, 0])].T for part in _parts(points, window, math.inf)]
            return [
                type(mark)(tuple(across.tolist()), tuple(up.tolist()), role) for across, up in rows if len(across)
            ]
        case Dot(x, y) if not _inside(np.array([[x, y]]), window).all():
            return []
    return [mark]


def _inside(points: np.ndarray, window: Window) -> np.ndarray:
    """Which points lie in a window, its border included, whatever a rounding error has made of that."""
    low, high = np.transpose(window)
    slack = SAME * (high - low)
    return ((points >= low - slack) & (points <= high + slack)).all(axis=1)
