"""A race of optimisers on a hill: the paths go over the ground, and on the floor below lies the map."""

import functools

import numpy as np

from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Dots, Mark, polylines
from gradcalc.pictures.scenes.hill_layers import pieces
from gradcalc.pictures.scenes.path import followed
from gradcalc.pictures.scenes.surface import hill_notes, hill_words
from gradcalc.pictures.solids import Flat, Line, Solid, Spot, Word
from gradcalc.readings.race import Race, Runner
from gradcalc.readings.writing import short

FINE = 24  # points of a step that is as long as the window
KEPT = 24  # paths
SPARSE = 500  # points of a path that is as long as the window: they are half a pixel apart
MOST = 48  # of one step: those further out are off the hill


def race_on_hill(hill: Hill, race: Race) -> list[Solid]:
    """The paths on the floor, and lifted to the hill, with a spot for each runner and the start."""
    solids: list[Solid] = [solid for runner in race.runners for solid in _path_of(hill, runner)]
    for runner in race.runners:
        z = float(runner.values[-1])
        if race.steps and runner.left is None and _stands(hill, runner.path[-1], z):
            x, y = runner.path[-1].tolist()
            solids.append(Spot(x, y, z, runner.method))
    if race.runners and _stands(hill, race.start, z := float(race.runners[0].values[0])):
        x, y = race.start.tolist()
        solids += [Line((x, x), (y, y), (hill.floor, z), "line"), Spot(x, y, z, "point")]
        solids.append(Word(f"start, f = {short(z)}", x, y, z, 0.0, 0.0, 1.0, "point"))
    return solids


def race_on_hill_words(hill: Hill, race: Race) -> str:
    """What the hill shows of the race."""
    words = [f"Above the map stands {hill_words(hill)}."]
    if race.steps:
        off = [runner.method for runner in race.runners if not _stands(hill, runner.path[-1], runner.values[-1])]
        words.append(f"Not on the hill any more: {', '.join(off)}." if off else "All runners stand on the hill.")
    return " ".join([*words, *hill_notes(hill)])


@functools.lru_cache(maxsize=KEPT)
def _path_of(hill: Hill, runner: Runner) -> list[Solid]:
    """The path on the floor and on the hill. A slider of one runner leaves those of the others as they are."""
    path = _fine(_sparse(_seen(runner, hill), hill.side / SPARSE), hill.side / FINE)
    return [*map(Flat, _on_the_floor(hill, runner, path)), *_lifted(hill, runner, path)]


def _on_the_floor(hill: Hill, runner: Runner, path: np.ndarray) -> list[Mark]:
    """The map below, where it lies under the hill: the floor has no frame that would cut marks off."""
    x, y = np.where(_inside(hill, path)[:, np.newaxis], path, np.nan).T
    marks: list[Mark] = [*polylines(x, y, runner.method)]
    seen = runner.path[: runner.count]
    climbing = seen[runner.uphill[: runner.count] & _inside(hill, seen)]
    if len(climbing):
        xs, ys = climbing.T
        marks.append(Dots(tuple(xs.tolist()), tuple(ys.tolist()), runner.method))
    return marks


def _inside(hill: Hill, points: np.ndarray) -> np.ndarray:
    low, high = np.transpose([hill.chart.surface.xlim, hill.chart.surface.ylim])
    return ((points >= low) & (points <= high)).all(axis=1)


def _seen(runner: Runner, hill: Hill) -> np.ndarray:
    frame = hill.chart.frame
    return runner.path[: min(runner.count, followed(runner.path, frame.xlim, frame.ylim))]


def _sparse(path: np.ndarray, apart: float) -> np.ndarray:
    """A path without points that could not be told apart in the picture; its last one stays."""
    points = path.tolist()
    kept, (x0, y0) = [0], points[0]
    for k, (x, y) in enumerate(points):
        if abs(x - x0) > apart or abs(y - y0) > apart or 0 < k == len(points) - 1:
            kept.append(k)
            x0, y0 = x, y
    return path[kept]


def _fine(path: np.ndarray, spacing: float) -> np.ndarray:
    """A path with points between, so that a long step goes over the ground and not through it."""
    if len(path) < 2:
        return path
    lengths = np.hypot(*np.diff(path, axis=0).T)
    counts = np.clip(np.ceil(lengths / spacing), 1, MOST).astype(int)
    places = np.concatenate([np.arange(len(counts)).repeat(counts) + _shares(counts), [len(counts)]])
    numbers = np.arange(len(path))
    return np.column_stack([np.interp(places, numbers, coordinate) for coordinate in path.T])


def _shares(counts: np.ndarray) -> np.ndarray:
    """0, 1/n, ..., (n - 1)/n for each n of the counts, one after another."""
    firsts = np.cumsum(counts) - counts
    return (np.arange(counts.sum()) - firsts.repeat(counts)) / counts.repeat(counts)


def _lifted(hill: Hill, runner: Runner, path: np.ndarray) -> list[Solid]:
    """A path on the hill, in pieces where it leaves it."""
    x, y = path.T
    with np.errstate(all="ignore"):
        z = np.asarray(ScalarField(hill.chart.surface.f)([x, y], x.shape, x.dtype))
    z = np.where(_inside(hill, path), z, np.nan)
    solids: list[Solid] = []
    for piece in pieces(hill, z):
        xs, ys, zs = (tuple(part[piece].tolist()) for part in (x, y, z))
        solids.append(Line(xs, ys, zs, runner.method))
    return solids


def _stands(hill: Hill, at: np.ndarray, height: float) -> bool:
    """Whether a point of f lies on the hill that is shown."""
    return bool(_inside(hill, at[np.newaxis])[0] and hill.base <= height <= hill.top)
