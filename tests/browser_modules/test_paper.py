"""Frames and papers that the browser makes by itself, against those of Matplotlib."""

import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import same_color

from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board_pictures import graph_picture
from gradcalc.live.explorer.screen import laid
from gradcalc.pictures.background import frame_for, sample_map
from gradcalc.pictures.frames import INK, axes_on, frame_around, sheet
from gradcalc.pictures.heights import heights_of
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.marks import HALO
from gradcalc.pictures.panels import PANELS, slopes_panel
from gradcalc.pictures.scenes.scales import arrow_scale

POINT = 100 / 72


def windows():
    """Windows of the gallery, parts of them, such far from zero, tiny and huge ones, and such of other shapes."""
    random = np.random.default_rng(4)
    for surface in GALLERY.values():
        yield surface.xlim, surface.ylim
    for _ in range(100):
        x, y = random.normal(size=2) * 10.0 ** random.choice([-6, 0, 1, 3, 6, 9])
        width = 10.0 ** random.uniform(*random.choice([(-1, 1), (-7, -4), (5, 9)]))
        width = max(width, 1e-11 * max(abs(x), abs(y)))  # Matplotlib widens what is too narrow to tell its ends apart
        height = width * random.choice([1, 1, 0.5, 0.25, 3, random.uniform(0.13, 7.5)])
        yield (x - width / 2, x + width / 2), (y - height / 2, y + height / 2)
    for middle in (1.0, 1e6, -1e6, 1e9, 0.3):
        for width in (1e-6, 8e-5, 1e-4, 0.02, 2.0, 300.0):
            yield (middle - width, middle + width), (middle - 2 * width, middle)
    yield from (((0.0, 1.0), (0.0, 0.5)), ((-1e-6, 1e-6), (0, 2e-6)), ((1e6, 1e6 + 4), (1e6, 1e6 + 2)))


@pytest.fixture(scope="module")
def surfaces() -> list[Surface]:
    return [Surface("f", lambda x, y: x, xlim=xlim, ylim=ylim) for xlim, ylim in windows()]


def as_json(frame) -> dict:
    return {name: list(part) if isinstance(part, tuple) else part for name, part in vars(frame).items()}


def test_frames_of_maps_are_those_of_the_kernel_and_narrow_windows_are_refused_in_the_same_words(ask, surfaces):
    narrow = [
        Surface("f", lambda x, y: x, xlim=(0, 1), ylim=(0, 100 / 9)),
        Surface("f", lambda x, y: x, xlim=(0, 40)),
    ]
    shown = [{"xlim": s.xlim, "ylim": s.ylim} for s in (*surfaces, *narrow)]
    for surface, found in zip((*surfaces, *narrow), ask("map_frames", shown), strict=True):
        try:
            expected = as_json(frame_for(surface))
        except ValueError as error:
            expected = str(error)
        assert found == expected
    assert isinstance(found, str)


def test_frames_of_other_sizes_are_those_of_the_kernel(ask):
    boxes = [(width, height, (0, 1), (2, 4)) for width, height in ((340, 200), (399.5, 100.5), (250.5, 101.49))]
    assert ask("frames", boxes) == [as_json(frame_around(*box)) for box in boxes]


def test_frames_of_hills_are_those_of_the_kernel(ask):
    hills = [hill_of(sample_map(surface)) for surface in GALLERY.values()]
    given = [{"xlim": hill.chart.surface.xlim, "ylim": hill.chart.surface.ylim} for hill in hills]
    for hill, found in zip(hills, ask("hill_frames", given), strict=True):
        for name, value in as_json(hill.frame).items():
            assert found[name] == pytest.approx(value, rel=1e-12, abs=1e-12)


def test_heights_slopes_and_scales_are_those_of_the_kernel(ask):
    random = np.random.default_rng(8)
    lists = [np.abs(random.normal(size=400) * 10.0 ** random.integers(-300, 300)) for _ in range(40)]
    lists += [np.abs(random.standard_cauchy(400) * 10.0 ** random.integers(-3, 3)) for _ in range(40)]
    lists += [np.full(400, value) for value in (0.0, 3.0, 1e-300)]
    lists += [np.array([1.0, 2.0, np.nan, np.inf, 0.0, 7.0]), np.array([4.0])]
    chart = sample_map(GALLERY["bowl"])
    given = [[float(value) if np.isfinite(value) else None for value in values] for values in lists]
    for values, (heights, limit, scale) in zip(lists, ask("ranges", given, 4.0), strict=True):
        assert heights == pytest.approx(heights_of(values), rel=1e-14)
        assert limit == pytest.approx(slopes_panel(chart, values, 1.0).frame.ylim[1], rel=1e-14)
        assert scale == pytest.approx(arrow_scale(values, 4.0), rel=1e-14)


def graphs(surfaces):
    """Graphs, each with its axes as Matplotlib lays them: those of the explorer over windows, and such of boards."""
    random = np.random.default_rng(5)
    for i, surface in enumerate(surfaces):
        height = 10.0 ** random.integers(-8, 9)
        shapes = lambda x, y, height=height: height * np.sin(x + y), lambda x, y: x + 0 * y
        chart = sample_map(replace(surface, f=shapes[i // 4 % 2]))
        kind = ("slopes", "slice", "slice x", "slice y")[i % 4]
        panel = PANELS[kind](chart, np.abs(random.normal(size=20)) * 10.0 ** random.integers(-9, 9), 1.0)
        yield panel.frame, kind, "", laid(kind, panel, False, 1)
    limits = [((lowest, 0.0), (-18.5, 5.0), log) for lowest in (-20.0, -320.0, -3.0) for log in ("xy", "y", "x")]
    limits += [((0.0, 200.0), ylim, "y") for ylim in ((-2.3, -1.9), (-0.4, 1.7), (-300.0, 2.0))]
    for xlim, ylim, log in limits:
        picture = graph_picture("", "step", xlim, ylim, list, str, log=log, size=(400, 250))
        axes = axes_on(sheet(picture.frame.width, picture.frame.height), picture.frame, False)
        picture.draw(axes, False)
        yield picture.frame, "graph", log, axes


def maps(surfaces):
    for surface in surfaces:
        chart = sample_map(surface)
        yield chart.frame, "map", "", laid("map", PANELS["map"](chart, np.ones(1), 1.0), False, 1)


@pytest.mark.parametrize("papers", [maps, graphs])
def test_axes_stand_within_half_a_pixel_of_those_of_matplotlib_with_the_same_numbers(ask, surfaces, papers):
    for frame, kind, log, axes in papers(surfaces):
        for drawn in ask("paper", as_json(frame), kind, log, [1, 1.25, 2]):
            check_paper(axes, frame, kind, drawn)


def check_paper(axes, frame, kind: str, drawn: dict) -> None:
    ink, faint = INK[False]
    left, bottom = frame.left, frame.top + frame.box_height
    right, top = left + frame.box_width, frame.top
    texts = list(drawn["texts"])

    def take(text: str, size: float, x: float | None = None, y: float | None = None) -> None:
        """Look for a text among those that are left, at a place on the screen as far as that is given."""
        found = next(
            t for t in texts if t["text"] == text and t["size"] == pytest.approx(size * POINT) and t["colour"] == ink
            and all(abs(at - wanted) < blur for at, wanted in zip(t["at"], (x, y), strict=True) if wanted is not None)
        )  # fmt: skip
        texts.remove(found)

    # Far from zero neither half knows better where a number is.
    blur = 0.501 + 2e-15 * max(400 * np.abs(limits).max() / np.ptp(limits) for limits in (frame.xlim, frame.ylim))
    expected = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = axis.get_view_interval()
        locs, formatter = axis.get_majorticklocs(), axis.get_major_formatter()
        for loc, text in zip(locs, formatter.format_ticks(locs), strict=True):
            if not low - 1e-10 * (high - low) <= loc <= high + 1e-10 * (high - low):
                continue
            x, y = axes.transData.transform((loc, loc))
            x, y = x, frame.height - y
            if power := re.fullmatch(r"\$10\^\{(.*)\}\$", text):
                take("10", 9, y=None if axis is axes.xaxis else y + 0.365 * 9 * POINT)
                take(power[1].replace("-", "−"), 0.75 * 9)
            elif axis is axes.xaxis:
                take(text, 9, x=x)
            else:
                take(text, 9, left - 7 * POINT, y + 0.365 * 9 * POINT)
            if axis is axes.xaxis:
                expected.append((x, bottom, x, bottom + 3.5 * POINT, ink))
                expected += [(x, bottom, x, top, "#9aa3b2")] * (kind != "map")
            else:
                expected.append((left, y, left - 3.5 * POINT, y, ink))
                expected += [(left, y, right, y, "#9aa3b2")] * (kind != "map")
        if offset := formatter.get_offset():
            take(offset, 9)
        if label := axis.label.get_text():
            take(label, 10)
    assert not texts
    if axes.lines and axes.get_ylim()[0] <= 0 <= axes.get_ylim()[1]:
        y = frame.height - axes.transData.transform((0, 0))[1]
        expected.append((left, y, right, y, "#6b7280"))
    corners = (
        (left, bottom, left, top),
        (right, bottom, right, top),
        (left, bottom, right, bottom),
        (left, top, right, top),
    )
    expected += [(*ends, faint) for ends in corners]
    lines = [(*line["ends"], line["colour"]) for line in drawn["lines"]]
    assert len(lines) == len(expected)
    for line in expected:
        assert any(near(line, other, blur) for other in lines), line


def near(line, other, blur: float) -> bool:
    """Whether two lines are one, drawn from either end."""
    ends, turned = other[:4], (*other[2:4], *other[:2])
    return other[4] == line[4] and any(np.abs(np.subtract(line[:4], way)).max() <= blur for way in (ends, turned))


def test_colours_are_those_of_the_kernel(ask):
    colours, grid = ask("paper_colours")
    for theme, dark in (("light", False), ("dark", True)):
        panel = PANELS["slice"](sample_map(GALLERY["saddle"]), np.ones(4), 1.0)
        axes = axes_on(sheet(panel.frame.width, panel.frame.height), panel.frame, dark)
        panel.draw(axes, dark)
        assert colours[theme]["face"] == HALO[theme]
        assert (colours[theme]["ink"], colours[theme]["faint"]) == INK[dark]
        assert same_color(colours[theme]["zero"], axes.lines[0].get_color())
        line = axes.get_xgridlines()[0]
        assert same_color(grid["colour"], line.get_color())
        assert grid["alpha"] == line.get_alpha()
