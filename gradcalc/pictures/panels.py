"""The pictures of an explorer: maps, and graphs that may stand beside one."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gradcalc.pictures import frames
from gradcalc.pictures.background import Map, draw_contours, label_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.frames import Frame, axes_on, frame_around, label_axes, sheet
from gradcalc.pictures.heights import heights_of
from gradcalc.pictures.hill import Hill, hill_of
from gradcalc.pictures.scenes.axis_slice import axis_slice_scene, axis_slice_words
from gradcalc.pictures.scenes.components import components_scene
from gradcalc.pictures.scenes.hill_layers import REACH
from gradcalc.pictures.scenes.level import level_scene, level_words
from gradcalc.pictures.scenes.projection import projection_scene
from gradcalc.pictures.scenes.scales import padded
from gradcalc.pictures.scenes.slice import slice_scene, slice_words
from gradcalc.pictures.scenes.slopes import slopes_scene, slopes_words
from gradcalc.pictures.scenes.surface import surface_scene, surface_words
from gradcalc.pictures.solids import Solid
from gradcalc.pictures.space import Seen, seen
from gradcalc.readings.point import Reading, sentence

GRAPH = (280, 152)  # pixels of a graph's axes: two of them are as high as a map


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture: its frame, what names and divides its axes, and its marks and words at a reading.

    gain is how many pixels its marks move, at most, where a slope changes by 1. directed says that
    they depend on the direction u. The contours of chart, where there is one, lie under the marks: flat, or
    on the floor under a hill, whose scene is first one of solids.
    """

    frame: Frame
    gain: float
    draw: Callable[[Axes, bool], None]
    scene: Callable[[Reading], Sequence[Seen]]
    words: Callable[[Reading], str]
    directed: bool = True
    chart: Map | None = None
    hill: Hill | None = None
    solids: Callable[[Reading], list[Solid]] | None = None


def map_panel(chart: Map, magnitude: np.ndarray, scale: float) -> Panel:
    """The map: contours, the gradient and its projection on u, drawn times scale."""
    frame = chart.frame
    return Panel(
        frame,
        gain=scale * frame.box_width / (frame.xlim[1] - frame.xlim[0]),
        draw=lambda axes, dark: label_map(axes, chart, dark),
        scene=lambda reading: projection_scene(reading, scale, frame.xlim, frame.ylim),
        words=sentence,
        chart=chart,
    )


def level_panel(chart: Map, magnitude: np.ndarray, scale: float) -> Panel:
    """A map with the level curve through the point, its tangent, and the gradient in two parts, drawn times scale."""
    return replace(
        map_panel(chart, magnitude, scale),
        scene=lambda reading: level_scene(chart, reading, scale),
        words=level_words,
    )


def slopes_panel(chart: Map, magnitude: np.ndarray, scale: float) -> Panel:
    """D_u f against the angle of u. Four in five gradients of the window fit the graph with room to spare."""
    finite = magnitude[np.isfinite(magnitude) & (magnitude > 0)]
    limit = 1.6 * float(np.quantile(finite, 0.8)) if finite.size else 1.0
    frame = frame_around(*GRAPH, (0.0, 360.0), (-limit, limit))
    return Panel(
        frame,
        gain=frame.box_height / (2 * limit),
        draw=partial(draw_graph, title="slope $D_u f$ along every direction", xlabel="direction of u (°)"),
        scene=lambda reading: slopes_scene(chart.surface, reading, frame.ylim),
        words=slopes_words,
    )


def slice_panel(chart: Map, magnitude: np.ndarray, scale: float) -> Panel:
    """f against the distance from the point along u, with the tangent."""
    reach = 0.75 * max(chart.surface.xlim[1] - chart.surface.xlim[0], chart.surface.ylim[1] - chart.surface.ylim[0])
    frame = frame_around(*GRAPH, (-reach, reach), heights_of(chart.Z))
    return Panel(
        frame,
        gain=reach * frame.box_height / (frame.ylim[1] - frame.ylim[0]),
        draw=partial(
            draw_graph, title="slice: $f$ along u, and its tangent", xlabel="distance from the point along u"
        ),
        scene=lambda reading: slice_scene(chart.surface, reading, frame.xlim, frame.ylim),
        words=slice_words,
    )


def components_panel(chart: Map, magnitude: np.ndarray, scale: float) -> Panel:
    """A map on which the slopes along x and y are the components of the gradient, drawn times scale."""
    frame = chart.frame
    return Panel(
        frame,
        gain=scale * frame.box_width / (frame.xlim[1] - frame.xlim[0]),
        draw=lambda axes, dark: label_map(axes, chart, dark),
        scene=lambda reading: components_scene(reading, scale, frame.xlim, frame.ylim),
        words=partial(sentence, directed=False),
        directed=False,
        chart=chart,
    )


def axis_slice_panel(chart: Map, magnitude: np.ndarray, scale: float, axis: str) -> Panel:
    """f against x with y held fixed, or the other way round, with the tangent."""
    across = padded(chart.surface.xlim if axis == "x" else chart.surface.ylim)
    frame = frame_around(*GRAPH, across, heights_of(chart.Z))
    other = "y" if axis == "x" else "x"
    return Panel(
        frame,
        gain=(across[1] - across[0]) * frame.box_height / (frame.ylim[1] - frame.ylim[0]),
        draw=partial(draw_graph, title=f"slice along ${axis}$: $f$ with ${other}$ held fixed", xlabel=axis),
        scene=lambda reading: axis_slice_scene(chart.surface, reading, axis, frame),
        words=partial(axis_slice_words, axis=axis),
        directed=False,
    )


def surface_panel(chart: Map, magnitude: np.ndarray, scale: float, directed: bool = True) -> Panel:
    """The hill above its map, on which the gradient and its projection are drawn times scale."""
    hill = hill_of(chart)
    frame = hill.frame
    solids = partial(surface_scene, hill, scale=scale, directed=directed)
    return Panel(
        frame,
        gain=max(scale, hill.factor * REACH * hill.side) * frame.box_width / (frame.xlim[1] - frame.xlim[0]),
        draw=lambda axes, dark: label_hill(axes, hill, dark),
        scene=lambda reading: seen(solids(reading), hill, Camera(reading.state.azimuth, reading.state.elevation)),
        words=partial(surface_words, hill, directed=directed),
        directed=directed,
        chart=chart,
        hill=hill,
        solids=solids,
    )


PANELS: dict[str, Callable[..., Panel]] = {
    "map": map_panel,
    "slopes": slopes_panel,
    "slice": slice_panel,
    "components": components_panel,
    "slice x": partial(axis_slice_panel, axis="x"),
    "slice y": partial(axis_slice_panel, axis="y"),
    "level": level_panel,
    "surface": surface_panel,
}
MAPS = ("map", "components", "level")


def panels_of(views: tuple[str, ...], chart: Map, magnitude: np.ndarray, scale: float) -> dict[str, Panel]:
    """The pictures of these names. A hill beside pictures that do not depend on u shows nothing of it either."""
    panels = {kind: PANELS[kind](chart, magnitude, scale) for kind in views if kind != "surface"}
    if "surface" in views:
        directed = not panels or any(panel.directed for panel in panels.values())
        panels["surface"] = surface_panel(chart, magnitude, scale, directed)
    return {kind: panels[kind] for kind in views}


def read_views(views: str | Iterable[str]) -> tuple[str, ...]:
    """The names of the pictures to show. Raises ValueError for unknown ones, for none and for one twice."""
    names = (str(views),) if isinstance(views, str) else tuple(map(str, views))
    if not names or len(set(names)) < len(names) or not set(names) <= set(PANELS):
        raise ValueError(f"views must name one or more of {', '.join(PANELS)}, each once, got {views!r}.")
    return names


def arrange(panels: dict[str, Panel]) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """Where the corner of each picture lies on a common sheet, and the sheet's size, in pixels.

    The hill stands beside the maps, and the graphs in a column beside both; without these they stand in a row.
    """
    maps = [kind for kind in panels if kind in MAPS]
    hills = [kind for kind in panels if panels[kind].hill]
    graphs = [kind for kind in panels if kind not in (*maps, *hills)]
    columns = [maps, hills, graphs] if maps or hills else [[kind] for kind in graphs]
    columns = [column for column in columns if column]
    corners, size = frames.arrange([[panels[kind].frame for kind in column] for column in columns])
    pairs = zip(itertools.chain(*columns), itertools.chain(*corners), strict=True)
    return dict(pairs), size


def sheet_with(panels: dict[str, Panel], dark: bool = False) -> tuple[Figure, dict[str, Axes]]:
    """All pictures on one sheet, and their axes to draw marks on."""
    corners, size = arrange(panels)
    figure = sheet(*size)
    drawn = {kind: axes_on(figure, panel.frame, dark, *corners[kind]) for kind, panel in panels.items()}
    for kind, axes in drawn.items():
        panels[kind].draw(axes, dark)
        if (chart := panels[kind].chart) and not panels[kind].hill:
            draw_contours(axes, chart, dark)
    return figure, drawn


def label_hill(axes: Axes, hill: Hill, dark: bool) -> None:
    """The title of a hill on axes without ticks; units along them mean something only from above."""
    axes.set(xticks=[], yticks=[], facecolor="none")
    axes.spines[:].set_visible(False)
    times = "" if hill.factor == 1 else f", heights × {hill.factor:g}"
    label_axes(axes, dark, f"{hill.chart.surface.title}{times}", "")


def draw_graph(axes: Axes, dark: bool, title: str, xlabel: str, zero: bool = True) -> None:
    """A grid, a line at 0, title and label of a graph on its axes."""
    label_axes(axes, dark, title, xlabel)
    if axes.get_xlim() == (0, 360):
        axes.set_xticks(np.arange(0, 361, 45))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "−"))  # no power of ten in the title
    if zero:
        axes.axhline(0, color="#9aa3b2" if dark else "#6b7280", linewidth=0.8)
    axes.grid(color="#9aa3b2", alpha=0.25, linewidth=0.6)
