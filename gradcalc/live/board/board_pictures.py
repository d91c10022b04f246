"""The pictures of a board, what of them is sent to the browser, and the same on one sheet."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gradcalc.live.hill_data import hill_data
from gradcalc.live.level_map import level_map
from gradcalc.pictures.background import Map, draw_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.frames import Frame, arrange, axes_on, frame_around, sheet
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.panels import GRAPH, draw_graph, label_hill
from gradcalc.pictures.render import draw, png
from gradcalc.pictures.solids import Solid
from gradcalc.pictures.space import Seen, seen

PIXEL_RATIO = 1.5

Reading = Any  # each board has a class of its own


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture of a board.

    draw(axes, dark) draws what lies under the marks with Matplotlib; scene(reading) gives the marks,
    words(reading) says the same. moves names the two sliders that a hand moves in the picture, to the
    right and up; None for one of them holds that coordinate still. A log_slider moves by its power
    of ten.

    The picture of a hill has solids(reading) as well, which the browser turns by itself. Its scene is what a
    camera sees of them, scene(reading, camera), and its words do not say from where.
    """

    frame: Frame
    draw: Callable[[Axes, bool], None]
    scene: Callable[..., list]
    words: Callable[[Reading], str]
    moves: tuple[str | None, str | None] | None = None
    hill: Hill | None = None
    solids: Callable[[Reading], list[Solid]] | None = None


@dataclass(frozen=True, eq=False)
class Changing:
    """A picture whose frame or background depends on the reading: a new function, say, or a new window.

    make(reading) gives the picture; it is called, and the background drawn, whenever key(reading)
    differs from the key before.
    """

    key: Callable[[Reading], object]
    make: Callable[[Reading], Picture]


def map_picture(chart: Map, scene: Callable, words: Callable, moves: tuple | None = None) -> Picture:
    """A map: the contours of a surface, as background.sample_map samples it, under the marks."""
    return Picture(chart.frame, lambda axes, dark: draw_map(axes, chart, dark), scene, words, moves)


def hill_picture(hill: Hill, solids: Callable, words: Callable, moves: tuple[str, str] | None = None) -> Picture:
    """The hill above its map, with solids on it and on its floor."""

    def scene(reading: Reading, camera: Camera) -> list[Seen]:
        return seen(solids(reading), hill, camera)

    return Picture(hill.frame, lambda axes, dark: label_hill(axes, hill, dark), scene, words, moves, hill, solids)


def graph_picture(
    title: str,
    xlabel: str,
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    scene: Callable,
    words: Callable,
    moves: tuple | None = None,
    size: tuple[int, int] = GRAPH,
    log: str = "",
) -> Picture:
    """A graph, size pixels of axes; two of the usual size are as high as a map.

    log names the axes whose data are powers of ten, as "x", "y" or "xy": limits and marks are given
    as logarithms to base 10, and the axis is labelled with the powers.
    """
    frame = frame_around(*size, xlim, ylim)
    return Picture(frame, partial(_draw_graph, title=title, xlabel=xlabel, log=log), scene, words, moves)


def _draw_graph(axes: Axes, dark: bool, title: str, xlabel: str, log: str) -> None:
    draw_graph(axes, dark, title, xlabel, zero="y" not in log)
    for name in log:
        axis = getattr(axes, f"{name}axis")
        axis.set_major_locator(MaxNLocator(5, integer=True))
        axis.set_major_formatter(FuncFormatter(lambda power, _: f"$10^{{{power:.0f}}}$"))


class Gallery:
    """Makes the pictures for a reading and draws their backgrounds, anew only where they change."""

    def __init__(self, panels: dict[str, Picture | Changing], columns: list[list[str]]):
        self.panels = panels
        pictures = ([name for name in column if name in panels] for column in columns)
        self.columns = [column for column in pictures if column]
        self._made: dict[str, tuple[object, Picture]] = {}
        self._drawn: dict[str, tuple[tuple, dict]] = {}

    def look(self, reading) -> dict[str, Picture]:
        """The pictures for a reading."""
        return {name: self._picture(name, panel, reading) for name, panel in self.panels.items()}

    def _picture(self, name: str, panel: Picture | Changing, reading) -> Picture:
        if isinstance(panel, Picture):
            return panel
        key = panel.key(reading)
        if name not in self._made or self._made[name][0] != key:
            self._made[name] = key, panel.make(reading)
        return self._made[name][1]

    def backgrounds(self, pictures: dict[str, Picture], dark: bool, pixel_ratio: float) -> dict[str, dict]:
        """What lies under the marks, for the browser. Each drawing has a number of its own, its sheet."""
        for name, picture in pictures.items():
            wanted, (drawn, background) = (picture, dark, pixel_ratio), self._drawn.get(name, (None, {"sheet": 0}))
            if drawn != wanted:
                look = {"png": paper(picture, dark, pixel_ratio), "dark": dark, "sheet": background["sheet"] + 1}
                shape = shape_of(picture.hill) if picture.hill else {}
                self._drawn[name] = wanted, {**look, "moves": bool(picture.moves), **vars(picture.frame), **shape}
        return {name: self._drawn[name][1] for name in pictures}

    def figure(self, reading, camera: Camera) -> Figure:
        """All pictures on one sheet of white, and hills as a camera sees them."""
        pictures = self.look(reading)
        corners, size = arrange([[pictures[name].frame for name in column] for column in self.columns])
        figure = sheet(*size)
        figure.patch.set(facecolor="white", alpha=1)
        for name, corner in zip(itertools.chain(*self.columns), itertools.chain(*corners), strict=True):
            picture = pictures[name]
            axes = axes_on(figure, picture.frame, False, *corner)
            picture.draw(axes, False)
            draw(axes, picture.scene(reading, camera) if picture.hill else picture.scene(reading))
        return figure

    def still(self, reading, camera: Camera) -> tuple[bytes, float]:
        """All pictures as one PNG, and its pixel ratio."""
        return png(self.figure(reading, camera), PIXEL_RATIO, colours=256), PIXEL_RATIO


def paper(picture: Picture, dark: bool, pixel_ratio: float) -> bytes:
    """What lies under the marks of a picture, as PNG."""
    figure = sheet(picture.frame.width, picture.frame.height)
    picture.draw(axes_on(figure, picture.frame, dark), dark)
    return png(figure, pixel_ratio)


def shape_of(hill: Hill) -> dict[str, dict]:
    """A hill and the contours on its floor, for the browser."""
    return {"levels": level_map(hill.chart, labelled=False), "hill": hill_data(hill)}
