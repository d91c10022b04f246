"""What lies under the marks of a map: axes, contours and title, drawn by Matplotlib."""

import math
from dataclasses import dataclass

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, ListedColormap
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.frames import Frame, axes_on, frame_around, label_axes, sheet
from gradcalc.pictures.scenes.scales import padded

SAMPLES = (
    120  # even, so that a window around the origin is not sampled at the origin, where poles and kinks like to sit
)
LEVELS = 12
LABELLED = 2  # every second level has a label
FILL = {False: 0.18, True: 0.25}  # how much of their colour the bands have, on a light and on a dark page
LABEL_INK = {False: "#374151", True: "#e5e7eb"}
LARGEST = 400  # pixels of the longer side of the axes
NARROWEST = 8  # the longer side, in units of the shorter


@dataclass(frozen=True, eq=False)
class Map:
    """A surface with its frame and its values Z at the points X, Y, each of shape (n, n)."""

    surface: Surface
    frame: Frame
    X: np.ndarray
    Y: np.ndarray
    Z: np.ndarray


def frame_for(surface: Surface) -> Frame:
    """The frame for a surface's window, in which a unit of x is as long on the screen as a unit of y.

    Raises ValueError for a window too narrow to be drawn like that.
    """
    xlim, ylim = padded(surface.xlim), padded(surface.ylim)
    dx, dy = xlim[1] - xlim[0], ylim[1] - ylim[0]
    if max(dx, dy) > NARROWEST * min(dx, dy):
        wider, narrower = ("xlim", "ylim") if dx > dy else ("ylim", "xlim")
        raise ValueError(
            f"{wider} is {max(dx, dy) / min(dx, dy):.3g} times as wide as {narrower}, and units of x and y are drawn "
            f"equally long: choose a window at most {NARROWEST} times as long as it is wide."
        )
    per_unit = LARGEST / max(dx, dy)
    return frame_around(dx * per_unit, dy * per_unit, xlim, ylim)


def sample_map(surface: Surface) -> Map:
    """A surface, sampled for its contours. An exception of its function passes through."""
    X, Y = np.meshgrid(np.linspace(*surface.xlim, SAMPLES), np.linspace(*surface.ylim, SAMPLES))
    return Map(surface, frame_for(surface), X, Y, ScalarField(surface.f)([X, Y], X.shape, X.dtype))


def background(chart: Map, dark: bool = False) -> Figure:
    """A figure with axes, contours and title, transparent around, to draw marks on."""
    figure = sheet(chart.frame.width, chart.frame.height)
    draw_map(axes_on(figure, chart.frame, dark), chart, dark)
    return figure


def draw_map(axes: Axes, chart: Map, dark: bool) -> None:
    """Contours, title and labels of a map on its axes."""
    label_map(axes, chart, dark)
    draw_contours(axes, chart, dark)


def label_map(axes: Axes, chart: Map, dark: bool) -> None:
    """Title and labels of a map on its axes."""
    label_axes(axes, dark, chart.surface.title, "x", "y")


def draw_contours(axes: Axes, chart: Map, dark: bool) -> None:
    """The contours of a map on its axes, with labels; hatched where the function is not defined."""
    Z, decade, levels = levels_of(chart)
    lines = lay_contours(axes, chart, (Z, levels), dark)
    if lines is None:
        return
    words = {level: word_for(level, decade) for level in levels}
    axes.clabel(lines, levels[::LABELLED], fontsize=8, fmt=words, colors=LABEL_INK[dark])


def lay_contours(
    axes: Axes, chart: Map, sampled: tuple[np.ma.MaskedArray, np.ndarray], dark: bool, **how
) -> ContourSet | None:
    """The contours without labels, drawn how Matplotlib is told; gives the lines, or None where there are none.

    sampled are the values and the levels of `levels_of`.
    """
    Z, levels = sampled
    X, Y, finite = chart.X, chart.Y, np.isfinite(chart.Z)
    if not finite.all():
        axes.contourf(X, Y, ~finite, levels=[0.5, 1.5], colors="none", hatches=["///"], **how)
    if not levels.size:
        return None
    colours = colours_of(dark)
    axes.contourf(X, Y, Z, levels=levels, cmap=colours, alpha=FILL[dark], extend="both", **how)
    return axes.contour(X, Y, Z, levels=levels, cmap=colours, linewidths=1.0, **how)


def levels_of(chart: Map) -> tuple[np.ma.MaskedArray, float, np.ndarray]:
    """The values of a map in units of their decade, that decade, and the levels of its contours in the same units.

    Values near the ends of the number range would overflow in the arithmetic of contours.
    """
    largest = np.abs(chart.Z[np.isfinite(chart.Z)]).max(initial=0)
    decade = 10.0 ** max(math.floor(math.log10(largest)), -300) if largest else 1.0
    Z = np.ma.masked_invalid(chart.Z / decade)
    return Z, decade, contour_levels(Z.compressed())


def colours_of(dark: bool) -> Colormap:
    """The colours of the levels. On a dark page the dark end of viridis would be lost."""
    viridis = colormaps["viridis"]
    return ListedColormap(viridis(np.linspace(0.3, 1, 256))) if dark else viridis


def word_for(level: float, decade: float) -> str:
    """The label of a level that is given in units of a decade."""
    return f"{level * decade:.3g}"


def contour_levels(values: np.ndarray) -> np.ndarray:
    """About a dozen rising levels inside the range of the values; none where there are no two to draw.

    They are evenly spaced round numbers, unless nearly all values huddle together: then equal
    shares of the values lie between them.

    >>> contour_levels(np.linspace(0, 4, 100))
    array([0.4, 0.8, 1.2, 1.6, 2. , 2.4, 2.8, 3.2, 3.6])
    """
    if not values.size:
        return np.array([])
    low, high = values.min(), values.max()

    def inside(levels) -> np.ndarray:
        return np.unique([level for level in levels if low < level < high])

    even = inside(MaxNLocator(LEVELS).tick_values(low, high))
    shares = inside(float(f"{level:.2g}") for level in np.quantile(values, np.linspace(0.04, 0.96, LEVELS)))
    huddled = np.ptp(np.quantile(values, [0.1, 0.9])) <= 0.35 * (high - low)
    candidates = (shares, even) if huddled and shares.size >= 4 else (even, shares)
    plain = inside(np.linspace(low, high, LEVELS))
    return next((levels for levels in (*candidates, plain) if levels.size >= 2), np.array([]))
