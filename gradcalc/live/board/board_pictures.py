"""The pictures of a board, what of them is sent to the browser, and the same on one sheet."""

import base64
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gradcalc.pictures.background import Map, draw_map
from gradcalc.pictures.frames import Frame, arrange, axes_on, frame_around, sheet
from gradcalc.pictures.marks import FieldArrows, Mark, as_json
from gradcalc.pictures.panels import GRAPH, draw_graph
from gradcalc.pictures.render import draw, png

PIXEL_RATIO = 1.5
LONG_ROW = 24  # numbers, from which on they travel as binary data

Reading = Any  # each board has a class of its own


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture of a board.

    draw(axes, dark) draws what lies under the marks with Matplotlib; scene(reading) gives the marks,
    words(reading) says the same. moves names the two sliders that a hand moves in the picture, to the
    right and up; None for one of them holds that coordinate still. A log_slider moves by its power
    of ten.
    """

    frame: Frame
    draw: Callable[[Axes, bool], None]
    scene: Callable[[Reading], list[Mark]]
    words: Callable[[Reading], str]
    moves: tuple[str | None, str | None] | None = None


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
                look = {"png": paper(picture, dark, pixel_ratio), "sheet": background["sheet"] + 1}
                self._drawn[name] = wanted, {**look, "moves": bool(picture.moves), **vars(picture.frame)}
        return {name: self._drawn[name][1] for name in pictures}

    def figure(self, reading) -> Figure:
        """All pictures on one sheet of white."""
        pictures = self.look(reading)
        corners, size = arrange([[pictures[name].frame for name in column] for column in self.columns])
        figure = sheet(*size)
        figure.patch.set(facecolor="white", alpha=1)
        for name, corner in zip(itertools.chain(*self.columns), itertools.chain(*corners), strict=True):
            axes = axes_on(figure, pictures[name].frame, False, *corner)
            pictures[name].draw(axes, False)
            draw(axes, pictures[name].scene(reading))
        return figure

    def static_png(self, reading) -> str:
        """All pictures as PNG, in the letters of a notebook's output."""
        return base64.b64encode(png(self.figure(reading), PIXEL_RATIO, colours=256)).decode()


def paper(picture: Picture, dark: bool, pixel_ratio: float) -> bytes:
    """What lies under the marks of a picture, as PNG."""
    figure = sheet(picture.frame.width, picture.frame.height)
    picture.draw(axes_on(figure, picture.frame, dark), dark)
    return png(figure, pixel_ratio)


def sendable(marks: list[Mark]) -> list[dict]:
    """Marks as dictionaries for the browser, without those that lie nowhere: it refuses nan and infinity.

    Long rows of coordinates become float64 bytes. ipywidgets looks at each number of a list, which
    takes longer than all the rest of a move.
    """
    plain = []
    for mark in marks:
        if isinstance(mark, FieldArrows):
            arrows = mark.arrows[np.isfinite(mark.arrows).all(axis=1)].astype(np.float32)
            plain.append({"kind": "FieldArrows", "role": mark.role, "arrows": arrows.tobytes()})
        elif _finite(mark):
            plain += [{name: _packed(value) for name, value in row.items()} for row in as_json([mark])]
    return plain


def _packed(value):
    long = isinstance(value, tuple) and len(value) >= LONG_ROW
    return np.array(value, dtype=float).tobytes() if long else value


def _finite(mark: Mark) -> bool:
    for value in vars(mark).values():
        if isinstance(value, tuple):
            if not np.isfinite(value).all():
                return False
        elif not isinstance(value, str) and not math.isfinite(value):
            return False
    return True
