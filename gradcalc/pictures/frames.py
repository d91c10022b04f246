"""Where the axes of a picture lie, and empty sheets to draw on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from gradcalc.pictures.marks import HALO

DPI = 100  # a CSS pixel is a hundredth of the figure's inch, so sizes here are sizes on the screen
INK = {False: ("#1f2937", "#d1d5db"), True: ("#e5e7eb", "#4b5563")}  # of words and of spines, by whether it is dark
TICK_SIZE = 9  # points
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 34, 44  # pixels around the axes, for ticks, labels and title


@dataclass(frozen=True)
class Frame:
    """Where the axes lie in a picture: sizes in pixels, counted from the top left, and limits in data."""

    width: int
    height: int
    left: float
    top: float
    box_width: float
    box_height: float
    xlim: tuple[float, float]
    ylim: tuple[float, float]


def frame_around(box_width: float, box_height: float, xlim: tuple[float, float], ylim: tuple[float, float]) -> Frame:
    """The frame of axes of the given size in pixels."""
    width, height = round(LEFT + box_width + RIGHT), round(TOP + box_height + BOTTOM)
    return Frame(width, height, LEFT, TOP, box_width, box_height, xlim, ylim)


def arrange(columns: Sequence[Sequence[Frame]]) -> tuple[list[list[tuple[int, int]]], tuple[int, int]]:
    """Where the corner of each frame lies on a common sheet, column by column, and the sheet's size, in pixels."""
    corners, left, height = [], 0, 0
    for column in columns:
        tops = [sum(frame.height for frame in column[:i]) for i in range(len(column))]
        corners.append([(left, top) for top in tops])
        left += max(frame.width for frame in column)
        height = max(height, sum(frame.height for frame in column))
    return corners, (left, height)


def sheet(width: float, height: float, pixel_ratio: float = 1.0) -> Figure:
    """An empty, transparent figure of so many pixels, each of pixel_ratio pixels of a screen."""
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * pixel_ratio)
    FigureCanvasAgg(figure)
    figure.patch.set_alpha(0)
    return figure


def axes_on(figure: Figure, frame: Frame, dark: bool, left: float = 0, top: float = 0) -> Axes:
    """Empty axes in the page's colours, for a frame whose corner lies so many pixels from the figure's top left."""
    width, height = figure.get_size_inches() * DPI
    bottom = height - top - frame.top - frame.box_height
    box = (left + frame.left) / width, bottom / height, frame.box_width / width, frame.box_height / height
    axes = figure.add_axes(box)
    axes.set(xlim=frame.xlim, ylim=frame.ylim, facecolor=HALO["dark" if dark else "light"])
    ink, faint = INK[dark]
    axes.tick_params(colors=ink, labelsize=TICK_SIZE)
    axes.spines[:].set_color(faint)
    count_ticks(axes)
    return axes


def count_ticks(axes: Axes) -> None:
    """Far from zero, ticks are counted from a round number, which stands at the end of the axis: room is short.

    How many there are is counted as Matplotlib does, which takes a number to be three letters long, and a line two
    letters high; but there it hangs on the pixel ratio whether an axis just so long has one more.
    """
    box, letter = axes.get_window_extent(), TICK_SIZE / 72 * axes.figure.dpi
    for axis, (low, high), room in (
        (axes.xaxis, axes.get_xlim(), box.width / (3 * letter)),
        (axes.yaxis, axes.get_ylim(), box.height / (2 * letter)),
    ):
        if isinstance(locator := axis.get_major_locator(), MaxNLocator):
            locator.set_params(nbins=min(max(math.floor(room + 1e-6), 1), 9))
        formatter, width, far = axis.get_major_formatter(), high - low, max(abs(low), abs(high))
        if isinstance(formatter, ScalarFormatter):
            unit = 10.0 ** math.ceil(math.log10(width))
            # In a small window near zero "+4e-1" would stand over the title.
            formatter.set_useOffset(round((low + high) / 2 / unit) * unit if far >= max(1e6, 1e4 * width) else False)


def label_axes(axes: Axes, dark: bool, title: str, xlabel: str, ylabel: str = "") -> None:
    """Title and labels in the colours of the page; the label of y is turned, unless it is a letter."""
    ink, _ = INK[dark]
    # At given places, because finding some takes Matplotlib a third of the time of the whole drawing.
    box = axes.get_window_extent()
    axes.set_title(title, color=ink, fontsize=11, y=1.0)
    axes.set_xlabel(xlabel, color=ink, fontsize=10)
    axes.xaxis.set_label_coords(0.5, -0.62 * BOTTOM / box.height * axes.figure.dpi / DPI)
    axes.set_ylabel(ylabel, color=ink, fontsize=10, rotation=90 if len(ylabel) > 1 else 0)
    axes.yaxis.set_label_coords(-0.72 * LEFT / box.width * axes.figure.dpi / DPI, 0.5)
