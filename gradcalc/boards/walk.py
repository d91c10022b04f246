"""A walk, step by step: along a level curve, straight on along its tangents, or up the gradient."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gradcalc.functions.gallery import GALLERY
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, graph_picture, map_picture
from gradcalc.live.board.computed import told_surfaces
from gradcalc.live.board.inputs import choice, slider, whole_slider
from gradcalc.maths.curves import Walk, climb, follow_level, level_direction
from gradcalc.maths.vectors import unit
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.heights import heights_of
from gradcalc.pictures.scenes.walk import climb_scene, walk_scene
from gradcalc.readings.writing import short

SURFACES = ("bowl", "elliptic bowl", "saddle", "monkey saddle", "two hills", "ripple")
LONGEST = 120
PAUSE = 0.05  # seconds between the steps of Play

LEVEL, TANGENTS, UPHILL = WAYS = ("along the level curve", "along tangents only", "up the gradient")
LEFT = "Here the walk leaves the picture."


@dataclass(frozen=True, eq=False)
class WalkReading:
    """A walk so far: its first steps are those that are shown."""

    chart: Map
    way: str
    walk: Walk
    steps: int
    step: float
    gradient: np.ndarray

    @property
    def here(self) -> np.ndarray:
        """Where the walk has come to, shape (2,)."""
        return self.walk.points[self.steps]

    @property
    def values(self) -> np.ndarray:
        """f at each point so far."""
        return self.walk.values[: self.steps + 1]

    @property
    def ahead(self) -> np.ndarray | None:
        """The unit vector along which the next step sets out; None where the walk has ended."""
        if not self.gradient.any() or self.ended:
            return None
        return unit(self.gradient) if self.way == UPHILL else level_direction(self.gradient)

    @property
    def ended(self) -> bool:
        """Whether there is no next step, for a reason that the walk gives."""
        return bool(self.walk.ending) and self.steps == len(self.walk.points) - 1


def walk(
    surface: str = "bowl", x: float = 1.0, y: float = 0.5, way: str = LEVEL, step: float = 0.1, steps: int = 0
) -> Board:
    """A board on which a walk is taken step by step, with f against the step beside it.

    surface names one of SURFACES; (x, y) is the start, way one of WAYS, step the length of a step,
    steps how many are taken at first.

    >>> board = walk(steps=40)
    >>> board.reading.values.round(6)[[0, -1]]
    array([1.25, 1.25])
    """
    return Board(
        {
            "map": Changing(lambda r: r.chart.surface.name, _map),
            "f": Changing(lambda r: r.chart.surface.name, _graph),
        },
        {
            "x": slider("start x", -2, 2, x),
            "y": slider("start y", -2, 2, y),
            "step": slider("step length", 0.02, 0.4, step, 0.01),
            "steps": whole_slider("steps taken", 0, LONGEST, steps),
            "function": choice("function", SURFACES, surface),
            "way": choice("walk", WAYS, way),
        },
        read_walk,
        home="04_level_curves#walk",
        table=_table,
        remark=lambda r: r.walk.ending if r.ended else "",
        actions={
            "One step": _one_step,
            "Play": lambda board: board.run(_play(board), pause=PAUSE),
            "Back to the start": _back,
        },
        columns=[["map"], ["f", "words"]],
        computed={"name": "walk", "longest": LONGEST, "surfaces": told_surfaces(GALLERY[name] for name in SURFACES)},
    )


def read_walk(x: float, y: float, step: float, steps: int, function: str, way: str) -> WalkReading:
    """The walk for the values of the controls, as far as it stays in the picture."""
    chart, whole = _chart(function), _whole_walk(function, x, y, step, way)
    taken = min(steps, len(whole.points) - 1)
    assert chart.surface.gradient is not None
    gradient = np.asarray(chart.surface.gradient(*whole.points[taken]), dtype=float)
    return WalkReading(chart, way, whole, taken, step, gradient)


@lru_cache(maxsize=len(SURFACES))
def _chart(name: str) -> Map:
    return sample_map(GALLERY[name])


@lru_cache(maxsize=8)
def _whole_walk(name: str, x: float, y: float, step: float, way: str) -> Walk:
    """All the steps that may be shown. Play shows one more of them at a time."""
    surface = GALLERY[name]
    if way == UPHILL:
        found = climb(surface.f, x, y, step, LONGEST, surface.gradient)
    else:
        found = follow_level(surface.f, x, y, step, LONGEST, way == LEVEL, surface.gradient)
    low, high = np.array([surface.xlim, surface.ylim]).T
    outside = np.flatnonzero(((found.points < low) | (found.points > high)).any(axis=1))
    if not outside.size or outside[0] == 0:
        return found
    kept = outside[0]
    return Walk(found.points[:kept], found.values[:kept], LEFT)


def _map(reading: WalkReading) -> Picture:
    return map_picture(reading.chart, walk_scene, _map_words, moves=("x", "y"))


def _graph(reading: WalkReading) -> Picture:
    heights = heights_of(reading.chart.Z)
    return graph_picture(
        "$f$ against the step", "step", (-3, LONGEST + 3), heights, climb_scene, _graph_words, moves=("steps", None)
    )


def _map_words(reading: WalkReading) -> str:
    x, y = reading.walk.points[0]
    here = f"({short(reading.here[0])}, {short(reading.here[1])})"
    fx, fy = (short(v, 1e-9) for v in reading.gradient)
    return (
        f"A walk {reading.way} from ({short(x)}, {short(y)}): {reading.steps} steps of {short(reading.step)}. "
        f"At {here}, where it has come to, the gradient is ({fx}, {fy})."
    )


def _graph_words(reading: WalkReading) -> str:
    first, last = reading.values[0], reading.values[-1]
    return f"f was {short(first)} at the start and is {short(last)} after {reading.steps} steps."


def _table(reading: WalkReading) -> list[tuple[str, str]]:
    first, last = reading.values[[0, -1]]
    change = last - first
    walked = np.hypot(*np.diff(reading.walk.points[: reading.steps + 1], axis=0).T).sum()
    return [
        ("f at the start", f"{first + 0:.6f}"),
        ("f now", f"{last + 0:.6f}"),
        ("change of f", "0.000000" if abs(change) < 5e-7 else f"{change:+.6f}"),
        ("steps taken", str(reading.steps)),
        ("way walked", f"{round(walked, 9):.2f}"),  # five steps of 0.397 lie half way between two roundings
    ]


def _one_step(board: Board) -> None:
    board.steps = min(board.reading.steps + 1, LONGEST)


def _back(board: Board) -> None:
    board.stop()
    board.steps = 0


def _play(board: Board) -> Iterator[float]:
    """Walk on from here, or from the start where the walk has come to its end."""
    last = len(board.reading.walk.points) - 1
    if board.steps >= last:
        board.steps = 0
    while board.steps < len(board.reading.walk.points) - 1:
        board.steps = board.steps + 1
        board.refresh()
        yield board.steps / max(len(board.reading.walk.points) - 1, 1)
