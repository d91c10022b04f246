"""The path of a descent on its hill: every step over the ground, nothing beside the hill, and true words."""

import itertools
import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.descent import elliptic
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.hill import Hill, hill_of
from gradcalc.pictures.marks import Arrow, Dot, Dots, Label, Polyline
from gradcalc.pictures.scenes.path_on_hill import path_on_hill, path_on_hill_words
from gradcalc.pictures.solids import Flat, Line, Spot, Spots, Word
from gradcalc.pictures.space import View
from gradcalc.readings.runs import Run, run_descent

SURFACES = {name: gc.GALLERY[name] for name in ("bowl", "saddle", "Rosenbrock", "kinks")} | {"valley": elliptic(20.0)}

runs = st.builds(
    lambda name, s, t, rate, steps, momentum: run_descent(
        SURFACES[name], _at(SURFACES[name], s, t), rate, steps, momentum
    ),
    st.sampled_from([*SURFACES]), st.floats(0, 1), st.floats(0, 1), st.sampled_from([0.001, 0.05, 0.3, 0.9, 1.2]),
    st.integers(0, 15), st.sampled_from([0.0, 0.8]),
)  # fmt: skip


def _at(surface: gc.Surface, s: float, t: float) -> tuple[float, float]:
    return tuple(low + share * (high - low) for share, (low, high) in ((s, surface.xlim), (t, surface.ylim)))


@cache
def the_hill(surface: gc.Surface) -> Hill:
    return hill_of(sample_map(surface))


def solids_of(run: Run) -> list:
    return path_on_hill(the_hill(run.surface), run, 0.1)


def lines(run: Run, role: str) -> list[Line]:
    return [solid for solid in solids_of(run) if isinstance(solid, Line) and solid.role == role]


def distance_to(path: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How far points are from the nearest step of a path, those far beyond its window left out."""
    path = np.array([*itertools.takewhile(lambda point: np.abs(point).max() < 1e3, path)])
    starts, ways = path[:-1], np.diff(path, axis=0)
    lengths = np.maximum((ways**2).sum(axis=1), 1e-300)
    shares = np.clip(((points[:, np.newaxis] - starts) * ways).sum(axis=2) / lengths, 0, 1)
    return np.hypot(*np.moveaxis(starts + shares[..., np.newaxis] * ways - points[:, np.newaxis], 2, 0)).min(axis=1)


@given(runs)
def test_the_path_lies_on_the_graph_of_f_above_its_steps_and_inside_the_hill(run):
    surface, hill = run.surface, the_hill(run.surface)
    for line in lines(run, "path"):
        points, z = np.column_stack([line.x, line.y]), np.array(line.z)
        np.testing.assert_allclose(z, surface.f(*points.T), rtol=1e-9, atol=1e-9)
        assert (hill.base <= z).all()
        assert (z <= hill.top).all()
        assert distance_to(run.path, points).max() < 1e-6 * hill.side
        for limits, coordinates in zip((surface.xlim, surface.ylim), points.T, strict=True):
            assert limits[0] - 1e-6 <= coordinates.min() <= coordinates.max() <= limits[1] + 1e-6


@given(runs)
def test_what_lies_on_the_floor_lies_on_the_map(run):
    frame = the_hill(run.surface).chart.frame
    for mark in (solid.mark for solid in solids_of(run) if isinstance(solid, Flat)):
        match mark:
            case Polyline() | Dots():
                x, y = np.array(mark.x), np.array(mark.y)
            case Arrow():
                x, y = np.array([mark.x, mark.x + mark.dx]), np.array([mark.y, mark.y + mark.dy])
            case Dot() | Label():
                x, y = np.array([mark.x]), np.array([mark.y])
        for limits, coordinates in ((frame.xlim, x), (frame.ylim, y)):
            assert limits[0] - 1e-6 <= coordinates.min() <= coordinates.max() <= limits[1] + 1e-6


def test_a_step_across_the_valley_goes_down_and_up_again():
    (line,) = lines(run_descent(SURFACES["bowl"], (1.5, 0.0), 0.9, 1), "path")  # from 1.5 to -1.2
    z = np.array(line.z)
    assert (z[0], z[-1]) == pytest.approx((2.25, 1.44))
    lowest = z.argmin()
    assert z[lowest] < 0.01
    assert (np.diff(z[: lowest + 1]) < 0).all()
    assert (np.diff(z[lowest:]) > 0).all()


def test_a_path_that_leaves_the_map_ends_at_its_border_and_comes_back_as_another_line():
    run = run_descent(SURFACES["bowl"], (1.9, 0.0), 1.1, 3)  # 1.9, -2.28, 2.736, -3.283: two steps cross all of it
    assert [(line.x[0], line.x[-1]) for line in lines(run, "path")] == [
        pytest.approx(ends) for ends in ((1.9, -2), (-2, 2), (2, -2))
    ]
    assert "The path leaves the hill." in path_on_hill_words(the_hill(run.surface), run)
    low, high = the_hill(run.surface).chart.frame.xlim
    assert (low, high) == pytest.approx((-2.4, 2.4))  # -2.28 is on the map, a little beside the hill
    floor = [s.mark for s in solids_of(run) if isinstance(s, Flat) and isinstance(s.mark, Polyline)]
    assert [(mark.x[0], mark.x[-1]) for mark in floor] == [pytest.approx((1.9, high)), pytest.approx((high, low))]
    assert not any(isinstance(solid, Word) for solid in solids_of(run)), "the last point is not on the hill"


def test_the_ends_of_the_path_are_joined_to_the_floor_and_the_last_has_its_height():
    run = run_descent(SURFACES["valley"], (-1.5, 0.5), 0.05, 4)
    hill, solids = the_hill(run.surface), solids_of(run)
    for (x, y), z, role in ((run.path[0], run.values[0], "point"), (run.path[-1], run.values[-1], "path")):
        assert Spot(x, y, z, role) in solids
        assert Line((x, x), (y, y), (hill.floor, z), "line") in solids
    (word,) = (solid for solid in solids if isinstance(solid, Word))
    assert word.text == f"f = {run.values[-1]:.2f}"
    (spots,) = (solid for solid in solids if isinstance(solid, Spots))
    np.testing.assert_array_equal(np.column_stack([spots.x, spots.y]), run.path)


@pytest.mark.parametrize("camera", [Camera(), Camera(-120, 10), Camera(0, 45), Camera(-90, 90)])
def test_small_dots_are_seen_where_a_line_through_them_is_and_all_of_them_from_above(camera):
    run = run_descent(SURFACES["valley"], (-1.8, 1.4), 0.09, 12)
    view = View(the_hill(run.surface), camera)
    (spots,) = (solid for solid in solids_of(run) if isinstance(solid, Spots))
    hidden = view.hill.hides(np.array(spots.x), np.array(spots.y), view.hill.drawn(np.array(spots.z)), camera)
    seen = view.spots(spots)
    assert len(seen.x) == (~hidden).sum()
    if camera.elevation == 90:
        np.testing.assert_allclose(np.column_stack([seen.x, seen.y]), run.path, atol=1e-9)


@given(runs)
def test_the_words_say_how_the_path_runs(run):
    words = path_on_hill_words(the_hill(run.surface), run)
    surface, path = run.surface, run.path
    leaves = any(
        not low - 1e-6 <= at <= high + 1e-6
        for point in path.tolist()
        for at, (low, high) in zip(point, (surface.xlim, surface.ylim), strict=True)
    )
    assert ("leaves the hill" in words) == leaves
    if run.steps == 0:
        assert "No step is taken yet" in words
    elif np.isfinite(run.values).all():
        higher = sum(b > a + 1e-9 * abs(a) for a, b in itertools.pairwise(run.values.tolist()))
        found = re.search(r"end higher than they begin: (\d+)", words)
        assert (int(found[1]) if found else 0) == higher
        if "Every step ends lower" in words:
            assert (np.diff(run.values) < 0).all()
        steps = np.diff(path, axis=0)
        back = sum(float(a @ b) < -1e-9 * np.hypot(*a) * np.hypot(*b) for a, b in itertools.pairwise(steps))
        said = re.search(r"turns back by more than 90°, (once|\d+)", words)
        assert (0 if said is None else 1 if said[1] == "once" else int(said[1])) == back
