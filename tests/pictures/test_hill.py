"""The hill: its geometry for any camera, over the gallery, and on surfaces that break others."""

import dataclasses
import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.hill import CELLS, hill_of
from gradcalc.pictures.marks import Arrow, Dot, Label, Polyline, RightAngle
from gradcalc.pictures.panels import sheet_with
from gradcalc.pictures.render import draw, png
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.scenes.surface import surface_scene
from gradcalc.pictures.space import Facets, Flat, Line, Spot, View, seen
from gradcalc.readings.point import State, read

HALF_A_PIXEL = 0.5
STAGES = {name: prepare(surface, ("map", "surface")) for name, surface in gc.GALLERY.items()}
SMOOTH = [name for name, surface in gc.GALLERY.items() if surface.smooth]

shares = st.floats(0.02, 0.98)
cameras = st.builds(Camera, st.floats(-180, 180), st.floats(0, 90))


@st.composite
def states(draw_value, names=tuple(gc.GALLERY), shows=tuple(LAYERS)):
    """A surface of the gallery with a state somewhere in its window, all layers shown."""
    name = draw_value(st.sampled_from(names))
    (x0, x1), (y0, y1) = gc.GALLERY[name].xlim, gc.GALLERY[name].ylim
    x, y = x0 + draw_value(shares) * (x1 - x0), y0 + draw_value(shares) * (y1 - y0)
    return name, State(x, y, draw_value(st.floats(0, 360)), shows=shows)


def hill_and_solids(name, state):
    panel = STAGES[name].panels["surface"]
    reading = read(STAGES[name].surface, state)
    return panel.hill, panel.solids(reading), reading


def of_role(solids, kind, role):
    return [solid for solid in solids if isinstance(solid, kind) and solid.role == role]


@settings(max_examples=60)
@given(states(shows=("cut",)))
def test_from_above_every_mark_is_where_a_map_in_the_same_frame_has_it(drawn):
    name, state = drawn
    hill, solids, reading = hill_and_solids(name, state)
    pixels = hill.frame.box_width / (hill.frame.xlim[1] - hill.frame.xlim[0])
    flat = [solid.mark for solid in solids if isinstance(solid, Flat)]
    marks = seen(solids, hill, Camera(-90, 90))
    dots = [mark for mark in marks if isinstance(mark, Dot)]
    assert len(flat) >= 3
    for mark in flat:
        there = View(hill, Camera(-90, 90)).flat(mark)
        for key, value in vars(mark).items():
            if key in ("x", "y", "dx", "dy", "ax", "ay", "bx", "by"):
                scale = 1 if isinstance(mark, Label) and key in ("dx", "dy") else pixels
                np.testing.assert_allclose(getattr(there, key), value, atol=HALF_A_PIXEL / scale)
    for dot in dots:  # that on the floor, and above it that on the hill
        assert np.hypot(dot.x - reading.state.x, dot.y - reading.state.y) * pixels < HALF_A_PIXEL
    lines = [mark for mark in marks if isinstance(mark, Polyline) and mark.role in ("curve", "tangent")]
    for line in lines:
        away = (np.array(line.x) - state.x) * -reading.u[1] + (np.array(line.y) - state.y) * reading.u[0]
        assert np.abs(away).max() * pixels < HALF_A_PIXEL


@settings(max_examples=60)
@given(states(shows=()), st.booleans())
def test_nothing_lies_beside_the_floor_that_the_frame_of_the_map_cuts_off(drawn, directed):
    name, state = drawn
    stage = STAGES[name]
    hill, reading = stage.panels["surface"].hill, read(stage.surface, state)
    limits = np.array([hill.chart.frame.xlim, hill.chart.frame.ylim])
    for solid in surface_scene(hill, reading, stage.scale, directed):
        if isinstance(solid, Flat) and isinstance(solid.mark, Polyline | RightAngle):
            for places, (low, high) in zip((solid.mark.x, solid.mark.y), limits, strict=True):
                assert low - 1e-9 * (high - low) <= np.min(places)
                assert np.max(places) <= high + 1e-9 * (high - low)


@settings(max_examples=60)
@given(states(SMOOTH, ("cut", "slices")))
def test_tangents_touch_their_cuts_to_second_order(drawn):
    name, state = drawn
    _, solids, reading = hill_and_solids(name, dataclasses.replace(state, method="central", step=1e-5 * 4))
    f = gc.GALLERY[name]
    for role, way in (("tangent", reading.u), ("tangent x", [1, 0]), ("tangent y", [0, 1])):
        for line in of_role(solids, Line, role):
            reach = np.hypot(line.x[1] - line.x[0], line.y[1] - line.y[0]) / 2
            s = np.linspace(-0.2, 0.2, 81) * reach
            z = f(state.x + s * way[0], state.y + s * way[1])
            on_tangent = np.interp(s, [-reach, reach], line.z)
            bend = np.abs(np.diff(z, 2)).max() / (s[1] - s[0]) ** 2
            assert (np.abs(z - on_tangent) <= 0.51 * bend * s**2 + 1e-6 * (1 + np.abs(z).max())).all()


@settings(max_examples=60)
@given(states(shows=("cut", "rises")))
def test_the_legs_of_the_triangle_have_the_ratio_of_the_directional_derivative(drawn):
    hill, solids, reading = hill_and_solids(*drawn)
    for triangle in of_role(solids, Line, "rise"):
        run = np.hypot(triangle.x[1] - triangle.x[0], triangle.y[1] - triangle.y[0])
        assert triangle.z[0] == triangle.z[1]
        assert (triangle.z[2] - triangle.z[1]) / run == pytest.approx(reading.slope, abs=1e-9 * (1 + reading.length))
        assert abs(hill.drawn(triangle.z[2]) - hill.drawn(triangle.z[1])) <= 0.41 * hill.side
    parts = [sum(line.z[1] - line.z[0] for line in of_role(solids, Line, f"rise {axis}")) for axis in "xy"]
    runs = [line for line in of_role(solids, Line, "line") if line.z[0] == line.z[1]]
    if runs:
        run = np.hypot(runs[0].x[1] - runs[0].x[0], runs[1].y[1] - runs[1].y[0])
        assert sum(parts) == pytest.approx(run * reading.gradient @ reading.u, abs=1e-9 * (1 + reading.length))


@settings(max_examples=60)
@given(states(SMOOTH, ("level",)), cameras.filter(lambda camera: camera.elevation > 5))
def test_the_gradient_on_the_floor_is_perpendicular_to_the_level_curve_there(drawn, camera):
    name, state = drawn
    hill, solids, reading = hill_and_solids(name, state)
    view = View(hill, camera)
    a, b, c, d, *_ = view.matrix()
    back = np.linalg.inv([[a, c], [b, d]])
    arrows = [view.flat(s.mark) for s in solids if isinstance(s, Flat) and s.mark.role == "gradient"]
    arrow = next((back @ [m.dx, m.dy] for m in arrows if isinstance(m, Arrow)), None)
    curves = [view.flat(s.mark) for s in solids if isinstance(s, Flat) and s.mark.role == "level"]
    if arrow is None or not curves:
        return
    x, y = np.array([view.flat(Dot(state.x, state.y, "point")).x, view.flat(Dot(state.x, state.y, "point")).y])
    steps = [
        (np.hypot(px - x, py - y), back @ step)
        for m in curves
        for px, py, *step in zip(m.x, m.y, np.diff(m.x), np.diff(m.y), strict=False)
    ]
    away, along = min(steps, key=lambda step: step[0])
    cell = hill.side / 119
    bend = np.abs(np.linalg.norm(reading.gradient)) or 1
    if away < 2 * cell and np.hypot(*along) > cell / 20 and bend > 0.05 * hill.side / hill.factor:
        cosine = arrow @ along / np.hypot(*arrow) / np.hypot(*along)
        assert abs(cosine) < 0.25  # a piece of the curve a cell away is turned by a little


@settings(max_examples=25)
@given(st.sampled_from(["saddle", "two hills", "ripple", "kinks", "Himmelblau"]), cameras)
def test_the_facet_that_is_drawn_last_is_the_nearest(name, camera):
    hill = STAGES[name].panels["surface"].hill
    facets = View(hill, camera).facets()
    i, j = np.divmod(facets.cells, len(hill.x) - 1)
    middles = np.stack([hill.x[j] + hill.x[j + 1], hill.y[i] + hill.y[i + 1]]) / 2
    rises = (hill.rises[i, j] + hill.rises[i + 1, j + 1] + hill.rises[i, j + 1] + hill.rises[i + 1, j]) / 4
    depth = np.array(camera.towards) @ np.stack([*middles, rises])
    size = np.abs(facets.corners - facets.corners.mean(axis=1, keepdims=True)).max()
    random = np.random.default_rng(1)
    for k in random.choice(len(depth), 40):
        place = facets.corners[k].mean(axis=0)
        near = np.flatnonzero(np.abs(facets.corners.mean(axis=1) - place).max(axis=1) < 0.1 * size)
        # Among facets that are seen in one place, far apart in depth, those drawn later are nearer.
        for one, other in itertools.pairwise(near):
            if abs(depth[one] - depth[other]) > 4 * hill.side / CELLS:
                assert depth[one] < depth[other]


def nearest_depths(hill, camera, places):
    """How near the facets come to the camera over places of the picture, each facet as two triangles."""
    i, j = np.divmod(np.flatnonzero(hill.facets.ravel()), len(hill.x) - 1)
    corner = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
    space = [np.stack([hill.x[b], hill.y[a], hill.rises[a, b]]) for a, b in corner]
    view = View(hill, camera)
    flat, depth = [view.project(*p) for p in space], [np.array(camera.towards) @ p for p in space]
    found = [np.full(0, 0.0) for _ in places]
    for n, place in enumerate(places):
        for a, b, c in ((0, 1, 2), (0, 2, 3)):
            u, v, w = flat[b] - flat[a], flat[c] - flat[a], np.asarray(place)[:, np.newaxis] - flat[a]
            with np.errstate(all="ignore"):
                det = u[0] * v[1] - u[1] * v[0]
                s, t = (w[0] * v[1] - w[1] * v[0]) / det, (u[0] * w[1] - u[1] * w[0]) / det
            inside = (s >= 0) & (t >= 0) & (s + t <= 1)
            here = depth[a] + s * (depth[b] - depth[a]) + t * (depth[c] - depth[a])
            found[n] = np.concatenate([found[n], here[inside]])
    return found


@settings(max_examples=15)
@given(
    st.sampled_from(["saddle", "two hills", "ripple", "bowl"]),
    cameras.filter(lambda camera: 12 < camera.elevation < 88),
)
def test_what_the_hill_hides_is_what_lies_behind_its_facets(name, camera):
    hill = STAGES[name].panels["surface"].hill
    random = np.random.default_rng(2)
    x, y = (random.uniform(*limits, 60) for limits in (hill.chart.surface.xlim, hill.chart.surface.ylim))
    rises = np.where(random.random(60) < 0.5, hill.rise_at(x, y), random.uniform(-0.5, 0.7, 60) * hill.side)
    hidden = hill.hides(x, y, rises, camera)
    places, depth = View(hill, camera).project(x, y, rises).T, np.array(camera.towards) @ np.stack([x, y, rises])
    margin, agreed, told = 1.6 * hill.side / CELLS, 0, 0
    for near, own, is_hidden in zip(nearest_depths(hill, camera, places), depth, hidden, strict=True):
        ahead = near[near > own + 0.3 * margin]
        if ahead.size and ahead.max() < own + margin:
            continue  # closer than a step: no side is sure
        told += 1
        agreed += bool(ahead.size) == is_hidden
    assert told > 30
    assert agreed >= 0.9 * told  # beside outlines half a pixel tells


ODD = {
    "kinks": (lambda x, y: abs(x) + abs(y), {}),
    "pole": (lambda x, y: 1 / (x**2 + y**2), {}),
    "half": (lambda x, y: np.where(x < 0.3, np.nan, x * y), {}),
    "constant": (lambda x, y: 3.0 + 0 * x, {}),
    "tall": (lambda x, y: 1e30 * (x**2 + y), {}),
    "tiny": (lambda x, y: 1e-30 * (x**2 + y), {}),
    "huge": (lambda x, y: 1e300 * x * y, {}),
    "long": (lambda x, y: np.sin(x) * y, {"xlim": (0, 8), "ylim": (0, 1)}),
    "far": (lambda x, y: x**2 - y**2, {"xlim": (1e6, 1e6 + 1), "ylim": (-3, -2)}),
    "jump": (lambda x, y: np.where(x + y > 0, 1.0, 0.0), {}),
}


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("camera", [(-60, 25), (100, 0), (-90, 90)])
def test_surfaces_that_break_others_are_drawn_and_described(name, camera):
    f, window = ODD[name]
    surface = as_surface(f, window.get("xlim"), window.get("ylim"))
    stage = prepare(surface, ("surface",))
    panel = stage.panels["surface"]
    state = State(*surface.start, 30.0, azimuth=camera[0], elevation=camera[1], shows=tuple(LAYERS))
    reading = read(surface, state)
    for mark in panel.scene(reading):
        for value in vars(mark).values():
            if isinstance(value, float | tuple):
                assert np.isfinite(value).all()
    figure, axes = sheet_with(stage.panels)
    draw(axes["surface"], panel.scene(reading))
    assert png(figure)
    assert not re.search(r"\bnan\b", panel.words(reading))
    drawn = panel.hill.rises[np.isfinite(panel.hill.rises)]
    assert drawn.size
    assert drawn.max() <= 0.75 * panel.hill.side


def test_a_hill_is_cut_where_slices_are_and_says_so():
    panel = prepare(as_surface("1/(x^2+y^2)"), ("surface",)).panels["surface"]
    assert panel.hill.cut == (False, True)
    assert not panel.hill.facets.all()
    assert "cut off at the height" in panel.words(read(panel.chart.surface, State(1, 1)))
    assert "it is 50.00 high" not in panel.words(read(panel.chart.surface, State(1, 1)))
    inside = panel.words(read(panel.chart.surface, State(0.1, 0.1)))
    assert "cut off: it is 50.00 high there" in inside


def test_over_a_hole_the_words_say_so_and_nothing_is_lifted():
    surface = as_surface(lambda x, y: np.where(x < 0, np.nan, x * y))
    panel = prepare(surface, ("surface",)).panels["surface"]
    reading = read(surface, State(-1, 1))
    assert "hole" in panel.words(reading)
    assert not [solid for solid in panel.solids(reading) if isinstance(solid, Spot)]


@pytest.mark.parametrize("window", [(-2, 2), (-1.3, 2.9), (-0.2, 3.8), (-4, -1)])
def test_a_kink_at_zero_is_an_edge_of_facets(window):
    hill = hill_of(prepare(as_surface(lambda x, y: abs(x) + abs(y), window, window), ("map",)).chart)
    assert (0 in hill.x) == (window[0] < 0 < window[1])
    assert len(hill.x) == CELLS + 1
    middle = (hill.x[1:] + hill.x[:-1]) / 2
    right = np.abs(middle) + np.abs(middle[0])
    assert hill.rise_at(middle, np.full(len(middle), middle[0])) / hill.factor + hill.base == pytest.approx(right)


def test_a_hill_hardly_above_zero_is_drawn_too():
    """Twice that many times as high would be no number any more."""
    hill = hill_of(sample_map(as_surface("1e-310 x y")))
    assert hill.factor == 1e300
    assert hill.facets.all()


def test_heights_are_true_where_that_looks_like_a_hill_and_the_factor_is_said_where_not():
    true, scaled = (prepare(as_surface(f), ("surface",)).panels["surface"] for f in ("x/3", "9*x"))
    assert true.hill.factor == 1
    assert "times as high" not in true.words(read(true.chart.surface, State(1, 1)))
    words = scaled.words(read(scaled.chart.surface, State(1, 1)))
    assert f"Heights are drawn {scaled.hill.factor:g} times as high" in words


def test_what_is_hidden_is_still_drawn_and_the_floor_shines_through_more_from_above():
    hill = STAGES["two hills"].panels["surface"].hill
    opaque = [Camera(0, elevation).opacity for elevation in (0, 30, 60, 80, 90)]
    assert opaque == sorted(opaque, reverse=True)
    assert opaque[-1] == 0
    across = Line((-2.0, 2.0), (-2.0, 2.0), (0.05, 0.05), "tangent")
    pieces = View(hill, Camera(-60, 20)).line(across)
    assert {piece.behind for piece in pieces} == {True, False}
    order = [type(mark) for mark in seen([across], hill, Camera(-60, 20))]
    assert order.index(Facets) < len(order) - 1
