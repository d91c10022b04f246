"""The contours that the browser draws are those of Matplotlib, and their labels stand well."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

import gradcalc as gc
from gradcalc.live.level_map import LETTER, PADDING, UNITS, level_map
from gradcalc.pictures.background import draw_contours, levels_of, sample_map
from gradcalc.pictures.contour_labels import APART, Placer
from gradcalc.pictures.frames import axes_on, frame_around, sheet

HALF = gc.Surface("half", lambda x, y: np.sqrt(x))
CHARTS = {surface.name: sample_map(surface) for surface in (*gc.GALLERY.values(), HALF)}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def paths_of(levels: dict, dark: bool = False) -> list[tuple[str, str, list[np.ndarray]]]:
    """The shapes as (kind, colour, paths), in data, with the colours of a theme."""
    low, high = np.array([levels["xlim"], levels["ylim"]]).T
    points = low + np.frombuffer(levels["points"], "<u2").reshape(-1, 2) / UNITS * (high - low)
    ends = np.frombuffer(levels["ends"], "<u4")
    paths = iter(np.split(points, ends[:-1]))
    shapes = [(kind, both[dark], [next(paths) for _ in range(count)]) for kind, both, count, _ in levels["shapes"]]
    assert ends[-1] == len(points)
    assert not list(paths)
    return shapes


def matplotlibs(chart, dark: bool) -> list:
    axes = axes_on(sheet(chart.frame.width, chart.frame.height), chart.frame, dark)
    draw_contours(axes, chart, dark)
    return list(axes.collections)


def assert_same_colours(shapes: list, expected: np.ndarray) -> None:
    """Up to one of the 256 colours of the map, which a level may fall between."""
    np.testing.assert_allclose([to_rgb(colour) for _, colour, _ in shapes], expected[:, :3], atol=0.015)


def area(rings: list[np.ndarray]) -> float:
    """Of polygons whose holes turn the other way round."""
    return sum(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2 for x, y in (ring.T for ring in rings))


@every_chart
@pytest.mark.parametrize("dark", [False, True])
def test_bands_and_lines_are_matplotlibs(chart, dark):
    *hatched, bands, lines = matplotlibs(chart, dark)
    levels = level_map(chart)
    fills, strokes = ([shape for shape in paths_of(levels, dark) if shape[0] == kind] for kind in ("fill", "line"))
    assert_same_colours(fills, bands.get_facecolors())
    assert levels["alpha"][dark] == bands.get_alpha()
    assert_same_colours(strokes, lines.get_edgecolors())
    window = np.ptp(chart.surface.xlim) * np.ptp(chart.surface.ylim)
    for (_, _, rings), path in zip(fills, bands.get_paths(), strict=True):
        expected = area(path.to_polygons(closed_only=True))
        assert area(rings) == pytest.approx(expected, abs=1e-4 * window)
    assert sum(area(rings) for kind, _, rings in paths_of(levels) if kind != "line") == pytest.approx(
        window, rel=0.02
    )
    assert len(hatched) == sum(kind == "hatch" for kind, _, _ in paths_of(levels))


@every_chart
def test_lines_lie_on_their_levels(chart):
    _, decade, values = levels_of(chart)
    steepest = max(np.abs(np.diff(np.nan_to_num(chart.Z), axis=axis)).max() for axis in (0, 1))
    strokes = [paths for kind, _, paths in paths_of(level_map(chart)) if kind == "line"]
    for value, paths in zip(values, strokes, strict=True):
        for x, y in (path.T for path in paths):
            assert np.abs(chart.surface.f(x, y) - value * decade).max() <= 1.1 * steepest


@every_chart
def test_labels_stand_in_gaps_of_their_lines(chart):
    levels = level_map(chart)
    _, decade, values = levels_of(chart)
    words = {f"{value * decade:.3g}": i for i, value in enumerate(values)}
    strokes = [paths for kind, _, paths in paths_of(levels) if kind == "line"]
    per_unit = chart.frame.box_width / np.ptp(chart.frame.xlim)
    assert levels["labels"]
    for text, x, y, angle in levels["labels"]:
        assert chart.surface.xlim[0] <= x <= chart.surface.xlim[1]
        assert chart.surface.ylim[0] <= y <= chart.surface.ylim[1]
        assert -math.pi / 2 <= angle <= math.pi / 2
        half = (LETTER * len(text) + PADDING) / 2
        own = np.concatenate(strokes[words[text]])
        nearest = np.hypot(*((own - [x, y]) * per_unit).T).min()
        assert 0.6 * half <= nearest <= half + 1.5 * 400 / 120  # the line goes on where the gap ends


def test_where_there_is_nothing_to_draw_there_are_no_lines():
    levels = level_map(sample_map(gc.Surface("flat", lambda x, y: 0 * x + 3)))
    assert [levels[name] for name in ("shapes", "points", "ends", "labels")] == [[], b"", b"", []]


curves = st.lists(
    st.tuples(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.05, 1.5), st.booleans()), min_size=1, max_size=6
)


@given(curves, st.floats(15, 60))
def test_labels_keep_apart_and_nothing_of_a_line_is_lost_but_its_gaps(found, width):
    frame = frame_around(400, 400, (-2.4, 2.4), (-2.4, 2.4))
    lines = []
    for x, y, radius, closed in found:
        turn = np.linspace(0, 2 * np.pi if closed else 4, 200)
        line = np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], axis=1)
        if closed:
            line[-1] = line[0]
        lines.append(line)
    placer = Placer(frame)
    parts, places = placer.place(lines, width)
    middles = np.array([(x, y) for x, y, _ in places]) * 400 / 4.8
    for i, middle in enumerate(middles):
        assert (np.hypot(*(middles[:i] - middle).T) > APART * width - 1e-6).all()

    def length(lines):
        return sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines) * 400 / 4.8

    assert length(parts) == pytest.approx(length(lines) - width * len(places), rel=1e-6, abs=1e-6)
    assert len(parts) <= len(lines) + len(places)
