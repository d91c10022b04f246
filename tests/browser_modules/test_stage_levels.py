"""Levels, bands, labels and hills that the browser makes of a formula by itself, against the kernel's."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from contourpy import contour_generator
from matplotlib.ticker import MaxNLocator

import gradcalc as gc
from gradcalc.functions.gallery import of_formula
from gradcalc.live.level_map import LETTER, PADDING, level_map
from gradcalc.pictures.background import Map, frame_for, levels_of, sample_map
from gradcalc.pictures.contour_labels import SPACING
from gradcalc.pictures.hill import hill_of
from tests.browser_modules.test_formula import in_words
from tests.browser_modules.test_local_marks import HALF_A_PIXEL, gap_between
from tests.live.test_level_map import area, paths_of

ALL_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
AXIS_STEPS = [1, 2, 2.5, 5, 10]


def ranges_of_ticks():
    """Ranges as they come, round ones, those of many decades, narrow ones far from zero, and what is none."""
    random = np.random.default_rng(20)
    for _ in range(2000):
        middle, width = random.normal(), abs(random.normal())
        match random.integers(5):
            case 0:
                middle *= 10.0 ** random.integers(-280, 290)
                width *= 10.0 ** random.integers(-280, 290)
            case 1:
                middle, width = round(middle, 1), round(width, 1)
            case 2:
                width *= 10.0 ** random.integers(-17, 0)
            case 3:
                middle = 0.0
        yield float(middle - width), float(middle + width)
    yield from ((0, 0), (1, 1), (-1e-300, 1e-300), (0, 1000), (-0.001, 0.001), (0, 1e15), (1, 999999999999999.9))


def test_round_numbers_are_those_of_matplotlib_to_the_last_digit(ask):
    """C rounds 10.0 ** 23 and 10.0 ** 210 the other way: so two numbers may differ by a unit in the last place."""
    random = np.random.default_rng(21)
    ranges = [(low, high, int(random.integers(1, 15)), ALL_STEPS if random.integers(2) else AXIS_STEPS)
              for low, high in ranges_of_ticks()]  # fmt: skip
    for (low, high, count, steps), found in zip(ranges, ask("nice_ticks", ranges), strict=True):
        expected = MaxNLocator(count, steps=steps).tick_values(low, high)
        assert len(found) == len(expected), (low, high, count)
        assert (np.abs(found - expected) <= np.spacing(np.abs(expected).max())).all(), (low, high, count)


HUGE = "x^2 - 3y"  # in a window in which no hill can be drawn
ODD = {
    "ln x": {}, "1/x": {}, "1/(x^2 + y^2)": {}, "sqrt x": {}, "sqrt(x y)": {}, "sqrt(1 - x^2 - y^2)": {},
    "ln(x y) + sqrt(1 - x)": {}, "arcsin(x + y/2)": {}, "tan x": {}, "x^y": {}, "exp(30x)": {}, "e^(1000x)": {},
    "sqrt(sin(5x) cos(5y))": {}, "1/(sin(7x) - y)": {}, "7": {}, "0": {}, "sign x": {}, "1e300 x y": {},
    "1e-300 (x + y^2)": {}, "3e22 x^2 + y": {}, "sqrt(x - 1.98)": {},
    "1e-310 x y": {},
    "sin(x y)": {"xlim": (1000.0, 1010.0), "ylim": (-3.0, 3.0)},
    "x": {"xlim": (1.0, 1.28), "ylim": (0.0, 0.3)},  # 1.125 is as near to 1.12 as to 1.13
    "x + 1e-9 y": {"xlim": (1e6, 1e6 + 1e-3), "ylim": (5.0, 5.001)},
    HUGE: {"xlim": (-1e150, 1e150), "ylim": (-2e150, 1e150)},
}  # fmt: skip
SURFACES = {**gc.GALLERY, **{text: of_formula(text, text, **window) for text, window in ODD.items()}}
every_surface = pytest.mark.parametrize("name", SURFACES)
STRAIGHT = {"tilted plane", "x", "arcsin(x + y/2)", "1e-300 (x + y^2)"}


@dataclass(frozen=True)
class Both:
    """A chart, what the kernel draws of it, with labels and without, and what the browser makes of its formula."""

    chart: Map
    kernel: dict[str, dict]
    browser: dict

    def shapes(self) -> Iterator[tuple[str, list[np.ndarray], list[np.ndarray]]]:
        """What is drawn without labels: its kind, and the browser's paths and the kernel's, in pixels."""
        kernel = self.kernel["plain"]
        for (kind, ours), (_, _, theirs) in zip(
            by_shape(self.browser["plain"]), paths_of(kernel) if kernel["shapes"] else [], strict=True
        ):
            yield kind, in_pixels(ours, self.chart.frame), in_pixels(theirs, self.chart.frame)


@pytest.fixture(scope="module")
def both(ask) -> Callable[[str], Both]:
    """Both halves of a surface by name."""

    @functools.cache
    def both(name: str) -> Both:
        surface = SURFACES[name]
        chart = sample_map(surface)
        kernel = {how: level_map(chart, labelled=how == "labelled") for how in ("plain", "labelled")}
        window = {"xlim": surface.xlim, "ylim": surface.ylim}
        return Both(chart, kernel, ask("stage_levels", surface.f.tree, window, vars(chart.frame)))

    return both


def by_shape(drawn: dict) -> list[tuple[str, list[np.ndarray]]]:
    """The browser's shapes: (kind, paths)."""
    paths = iter(np.reshape(path, (-1, 2)) for path in drawn["paths"])
    return [(kind, [next(paths) for _ in range(count)]) for kind, _, count, _ in drawn["shapes"]]


def in_pixels(paths: list[np.ndarray], frame) -> list[np.ndarray]:
    low, size = np.array([frame.xlim, frame.ylim]).T[0], np.ptp([frame.xlim, frame.ylim], axis=1)
    return [(path - low) / size * [frame.box_width, frame.box_height] for path in paths]


@every_surface
def test_levels_and_colours_are_the_same(both, name):
    two = both(name)
    _, decade, levels = levels_of(two.chart)
    np.testing.assert_allclose(two.browser["decade"], decade, rtol=1e-15)
    np.testing.assert_allclose(two.browser["levels"], levels, rtol=1e-13)
    found, kernel = two.browser["plain"]["shapes"], two.kernel["plain"]["shapes"]
    assert [shape[:2] for shape in found] == [[kind, list(colours)] for kind, colours, *_ in kernel]
    np.testing.assert_allclose(*(np.array([shape[3] for shape in some], float) for some in (found, kernel)))


@every_surface
def test_lines_are_the_same_to_half_a_pixel(both, name):
    two = both(name)
    for kind, ours, theirs in two.shapes():
        if kind == "line":
            assert len(ours) == len(theirs)
            gaps = [gap_between(line, other, two.chart.frame) for line, other in zip(ours, theirs, strict=True)]
            assert max(gaps, default=0) <= HALF_A_PIXEL


def inside(points: np.ndarray, rings: list[np.ndarray]) -> np.ndarray:
    """Which points lie inside of rings, where rings inside others are holes."""
    x, y = points.T
    crossed = np.zeros(len(points), int)
    for ring in rings:
        (x0, y0), (x1, y1) = (ends.T[:, :, np.newaxis] for ends in (ring[:-1], ring[1:]))
        with np.errstate(all="ignore"):
            beyond = x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        crossed += (((y0 > y) != (y1 > y)) & beyond).sum(axis=0)
    return crossed % 2 == 1


@every_surface
def test_bands_cover_the_same_but_for_a_row_of_pixels(both, name):
    two = both(name)
    size = np.array([two.chart.frame.box_width, two.chart.frame.box_height])
    points = np.random.default_rng(5).uniform(0, size, (800, 2))
    covered = np.zeros(len(points), int)
    for kind, ours, theirs in two.shapes():
        if kind != "line":
            mine = inside(points, ours)
            assert np.mean(mine != inside(points, theirs)) <= 1 / size.min()
            covered += mine
    assert covered.max() <= 1


@every_surface
def test_labels_say_the_same_at_the_same_places(both, name):
    two = both(name)
    found, kernel = two.browser["labelled"], two.kernel["labelled"]["labels"]
    assert [label[0] for label in found["labels"]] == [label[0] for label in kernel]
    if kernel and name not in STRAIGHT:  # on a straight line one place is as good as another: rounding decides
        mine, theirs = (np.array([label[1:] for label in some]) for some in (found["labels"], kernel))
        ours, others = in_pixels([mine[:, :2], theirs[:, :2]], two.chart.frame)
        assert np.hypot(*(ours - others).T).max() <= SPACING
        assert np.abs(np.sin(mine[:, 2] - theirs[:, 2])).max() <= 0.1
    whole, parts = (length(by_shape(two.browser[how]), two.chart.frame) for how in ("plain", "labelled"))
    assert whole - parts == pytest.approx(sum(LETTER * len(label[0]) + PADDING for label in kernel))


def length(shapes: list[tuple[str, list[np.ndarray]]], frame) -> float:
    """Of all lines, in pixels."""
    lines = in_pixels([path for kind, paths in shapes if kind == "line" for path in paths], frame)
    return sum(float(np.hypot(*np.diff(line, axis=0).T).sum()) for line in lines)


@pytest.mark.parametrize("name", [name for name in SURFACES if name != HUGE])
def test_hills_are_the_same(both, name):
    two = both(name)
    hill, ours = hill_of(two.chart), two.browser["hill"]
    assert [ours[part] for part in ("base", "top", "factor")] == pytest.approx(
        [hill.base, hill.top, hill.factor], rel=1e-12
    )
    assert [[float(at) for at in ours[part]] for part in "xy"] == [hill.x.tolist(), hill.y.tolist()]
    np.testing.assert_allclose(np.array(ours["rises"], float), hill.rises.ravel(), rtol=1e-6, atol=1e-9)
    for dark in (False, True):  # the browser's table of colours has whole numbers
        assert np.abs(np.array(ours["colours"][dark]) - hill.colours(dark).ravel().astype(int)).max() <= 1


def beginning(line: np.ndarray) -> list[float]:
    """Of a line: in a corner cell two may begin, and either may be named first."""
    return line[0].round(9).tolist()


def test_where_values_are_missing_lines_and_rings_are_those_of_contourpy(ask):
    """Of any grid: with triangles beside what is missing or without, saddles, and parts that touch in a corner."""
    random = np.random.default_rng(7)
    for _ in range(40):
        rows, row = random.integers(2, 12, 2)
        Z = random.uniform(-1, 1, (rows, row)) if random.integers(2) else random.integers(-2, 3, (rows, row)) + 0.25
        triangles = bool(random.integers(4))
        Z[random.uniform(size=Z.shape) < random.choice([0, 0.15, 0.4])] = random.choice([np.nan, np.inf])
        generator = contour_generator(
            z=np.ma.masked_invalid(Z), corner_mask=triangles, line_type="Separate", fill_type="OuterOffset"
        )
        levels = [-0.7, 0.0, 0.4]
        for level, (lines, rings) in zip(
            levels, ask("contours", int(row), [in_words(z) for z in Z.flat], levels, triangles), strict=True
        ):
            lines, rings = ([np.reshape(path, (-1, 2)) for path in some] for some in (lines, rings))
            expected = generator.lines(level)
            assert len(lines) == len(expected)
            for line, other in zip(*(sorted(some, key=beginning) for some in (lines, expected)), strict=True):
                assert np.allclose(line, other, atol=1e-12)
            filled, offsets = generator.filled(level, np.inf)
            theirs = [
                ring for points, ends in zip(filled, offsets, strict=True) for ring in np.split(points, ends[1:-1])
            ]
            assert area(rings) == pytest.approx(area(theirs), abs=1e-9)
            assert all(np.array_equal(ring[0], ring[-1]) for ring in rings)


def test_what_is_defined_nowhere_is_hatched_all_over(ask):
    surface = of_formula("nowhere", "ln(-1 - x^2)")
    found = ask(
        "stage_levels", surface.f.tree, {"xlim": surface.xlim, "ylim": surface.ylim}, vars(frame_for(surface))
    )
    ((kind, rings),) = by_shape(found["labelled"])
    assert (kind, area(rings)) == ("hatch", pytest.approx(16.0))
    assert found["levels"] == []
