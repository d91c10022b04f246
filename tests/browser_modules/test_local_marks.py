"""The marks that the browser makes by itself, of formulas and samples of Python functions, against the kernel's."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.samples import rounding_noise
from gradcalc.live.explorer.stage import partials, prepare
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.marks import as_json
from gradcalc.readings.point import State, read, rows, sentence
from gradcalc.readings.writing import coordinate, short

SMOOTH = [surface.name for surface in gc.GALLERY.values() if surface.smooth]
STEPS = (1.0, 0.03, 1e-4, 1e-7, 1e-10, 1e-12, 1e-13)
BY_LIBRARY = (
    "two hills",
    "ripple",
    "ridge",
    "monkey saddle",
    "Himmelblau",
    "Rosenbrock",
)  # see test_computed_words.py
HALF_A_PIXEL = 0.5
SAMPLED = ["bowl", "Rosenbrock", "two hills", "ripple"]
PLACES = 6  # for each method and each step
VIEWS = ("map", "slopes", "slice", "components", "slice x", "slice y")


def as_python(name):
    """A surface of the gallery whose function is not known to be a formula: the browser is sent samples of it."""
    surface = gc.GALLERY[name]
    return replace(surface, f=lambda x, y: surface.f(x, y))


def outline(mark, frame):
    """The corners of a mark in pixels, shape (n, 2)."""
    match mark["kind"]:
        case "Polyline":
            x, y = np.array(mark["x"]), np.array(mark["y"])
        case "Arrow":
            # An arrow that just reaches the edge is cut off to 0.97 of its length on one side alone.
            share = 1 / 0.97 if mark["broken"] else 1
            x, y = mark["x"] + np.array([0, share * mark["dx"]]), mark["y"] + np.array([0, share * mark["dy"]])
        case "RightAngle":
            x = mark["x"] + np.array([mark["ax"], mark["ax"] + mark["bx"], mark["bx"]])
            y = mark["y"] + np.array([mark["ay"], mark["ay"] + mark["by"], mark["by"]])
        case _:
            x, y = np.array([mark["x"]]), np.array([mark["y"]])
    (x0, x1), (y0, y1) = frame.xlim, frame.ylim
    return np.column_stack([(x - x0) / (x1 - x0) * frame.box_width, (y1 - y) / (y1 - y0) * frame.box_height])


def apart(corners, others, frame):
    """How far visible points of one line lie from another line, in pixels, at most."""
    shares = np.linspace(0, 1, 25 if len(corners) < 5 else 2)[:, np.newaxis]
    points = np.concatenate([corners, *(a + shares * (b - a) for a, b in itertools.pairwise(corners))])
    points = points[((points >= 0) & (points <= [frame.box_width, frame.box_height])).all(axis=1)]
    if not len(points):
        return 0.0
    starts, moves = (
        others[: max(len(others) - 1, 1)],
        np.diff(others, axis=0, append=others[-1:])[: max(len(others) - 1, 1)],
    )
    away = points[:, np.newaxis] - starts
    shares = np.clip((away * moves).sum(axis=2) / np.maximum((moves**2).sum(axis=1), 1e-300), 0, 1)
    return np.hypot(*np.moveaxis(away - shares[..., np.newaxis] * moves, 2, 0)).min(axis=1).max()


def gap_between(ours, theirs, frame):
    """How far two lines lie apart, in pixels, at most.

    No point lies further from the other line than the corners do from each other: where these are close, nothing
    has to be searched."""
    if ours.shape == theirs.shape and (corners := np.hypot(*(ours - theirs).T).max()) <= HALF_A_PIXEL:
        return corners
    return max(apart(ours, theirs, frame), apart(theirs, ours, frame))


def worst(local, kernel, frame):
    """The greatest distance between two lists of marks. A mark in one alone may only be a tiny one: those
    that would be too short are not drawn, and either side may find them just long enough."""
    found = {}
    for side, marks in enumerate((local, kernel)):
        for mark in marks:
            found.setdefault((mark["kind"], mark["role"]), ([], []))[side].append(outline(mark, frame))
    gaps = [0.0]
    for ours, theirs in found.values():
        if len(ours) != len(theirs):
            assert all(np.ptp(corners, axis=0).max() < 3 for corners in ours + theirs)
            continue
        for a, b in zip(ours, theirs, strict=True):
            gaps.append(gap_between(a, b, frame))
    return max(gaps)


@pytest.mark.parametrize("name", SAMPLED)
def test_browser_and_kernel_draw_the_same_to_half_a_pixel(drawn_by_both, name):
    random, surface = np.random.default_rng(len(name)), as_python(name)
    stage = prepare(surface, VIEWS)
    compared = dict.fromkeys(VIEWS, 0)
    for method, step in itertools.product(("forward", "central"), STEPS):
        places = random.uniform([surface.xlim[0], surface.ylim[0]], [surface.xlim[1], surface.ylim[1]], (PLACES, 2))
        states = [State(x, y, random.uniform(0, 360), step, method) for x, y in places.tolist()]
        noise = rounding_noise(states[0], np.abs(stage.chart.Z).max()) * stage.gain
        for local, kernel, reading in drawn_by_both(stage, states):
            if local is None:
                assert noise > 0.05, "smooth and quiet: the browser should not have to wait"
                continue
            for kind in VIEWS:
                if local[kind] is not None:
                    compared[kind] += 1
                    gap = worst(local[kind], kernel[kind], stage.panels[kind].frame)
                    assert gap <= HALF_A_PIXEL, (kind, reading.state)
    assert min(compared["map"], compared["components"]) >= 11 * PLACES
    assert min(compared[kind] for kind in ("slopes", "slice", "slice x", "slice y")) > 4 * PLACES


ROUGH = [
    "kinks",
    "not differentiable",
    "max(x, y^2)",
    "sqrt|x| + y",
    "sqrt(x + y)",
    "1/x",
    "sign(x - 0.123) + y",
    "x |y|",
]


def without_level_lines(marks):
    return [mark for mark in marks if mark["role"] != "level"]


@pytest.mark.parametrize("name", [*SMOOTH, *ROUGH])
def test_what_the_browser_computes_it_draws_as_the_kernel_does(computed, name):
    random, surface = np.random.default_rng(len(name)), as_surface(name)
    stage = prepare(surface, (*VIEWS, "level"))
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    how = list(itertools.product(METHODS, (*STEPS[:-1], 1e-9)))
    places = [*random.uniform([x0, y0], [x1, y1], (len(how), 2)).tolist(), (0.0, 0.5), (0.5, 0.0), (0.0, 0.0)]
    states = [
        State(x, y, random.uniform(0, 360), step, method)
        for (x, y), (method, step) in zip(places, itertools.cycle(how), strict=False)
    ]
    for state, answer in zip(states, computed(stage, states, drawn=True), strict=True):
        assert answer["certain"], state
        reading = read(surface, state)
        if name in BY_LIBRARY and rounding_noise(state, np.abs(stage.chart.Z).max()) * stage.gain > 0.05:
            continue  # of last digits, in which libraries differ
        for kind, panel in stage.panels.items():
            ours, theirs = (without_level_lines(m) for m in (answer["marks"][kind], as_json(panel.scene(reading))))
            assert worst(ours, theirs, panel.frame) <= HALF_A_PIXEL, (kind, state)
            assert texts_of(ours) == texts_of(theirs) or name in BY_LIBRARY, (kind, state)


def texts_of(marks):
    return sorted(mark["text"] for mark in marks if mark["kind"] == "Label")


@pytest.mark.parametrize("step", [1e-5, 1e-7])
@pytest.mark.parametrize(
    ("name", "x", "y", "zero"), [("bowl", 0, 0, True), ("saddle", 0, 0, True), ("ripple", 0, math.pi / 2, True),
                                 ("bowl", 0.01, 0, False), ("Himmelblau", 3, 2, True)],
)  # fmt: skip
def test_where_the_gradient_is_zero_the_browser_names_no_direction_either(ask, drawn_by_both, name, x, y, zero, step):
    stage = prepare(as_python(name), VIEWS)
    state, place = State(x, y, 45.0, step, "forward"), {"x": x, "y": y, "angle": 45}
    [(found, everything, _)] = drawn_by_both(stage, [state])
    marks, kernel = found["slopes"], everything["slopes"]
    sentence = ask("words", partials(stage, state), place, True)["sentence"]
    assert sorted((m["kind"], m["role"]) for m in marks) == sorted((m["kind"], m["role"]) for m in kernel)
    assert ("∇f" in [mark.get("text") for mark in marks]) is not zero
    assert ("no steepest direction" in sentence) is zero


@pytest.mark.parametrize("step", [1.0, 0.03, 1e-7])
@pytest.mark.parametrize("name", ["bowl", "two hills"])
def test_labels_of_browser_and_kernel_are_numbers_of_the_table_at_every_step(drawn_by_both, name, step):
    stage = prepare(as_python(name), ("map", "level"))
    states = [State(x, y, angle, step) for x, y, angle in ((1.0, 1.0, 200.0), (-0.7, 0.4, 45.0), (1.3, -1.1, 90.0))]
    for local, kernel, reading in drawn_by_both(stage, states):
        table = {name: value for name, value, _ in rows(reading)}
        for marks in (local["map"], local["level"], kernel["map"], kernel["level"]):
            [label] = [m["text"] for m in marks if m["kind"] == "Label" and m["role"] == "projection"]
            called, value = label.split(" = ")
            assert float(value) == pytest.approx(float(table[called]), abs=0.0051 + 5e-3 * reading.length)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("step", "angle"), [(1.0, 200.0), (1e-7, 45.0)])
def test_browser_and_kernel_say_the_same(ask, step, angle, directed):
    for surface, x, y in (
        (as_python("bowl"), 1.0, 1.0),
        (gc.Surface("far", lambda x, y: (x - 5e6) ** 2 + y, None, (5e6 - 20, 5e6 + 20), (-20, 20)), 5e6 + 1.25, 3.0),
        (gc.Surface("low", lambda x, y: 0.03 * x - 0.01 * y), 1.0, 0.5),
    ):
        if step < 1e-3 and surface.name == "far":
            continue  # rounding shakes the samples, and the page waits
        stage, state = prepare(surface), State(x, y, angle, step)
        words, reading = (
            ask("words", partials(stage, state), {"x": x, "y": y, "angle": angle}, directed),
            read(surface, state),
        )
        said = sentence(reading, directed)
        if reading.off:  # the page knows the differences alone
            said = f"{said.partition(';')[0]}, length {short(reading.length)}."
        assert words["sentence"] == said
        table = {name: value for name, value, _ in rows(reading, directed)}
        for name, value, _ in words["table"]:
            if name != "u":
                assert float(value) == pytest.approx(float(table[name]), abs=0.0051)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-9, 9), st.integers(-6, 6)), min_size=20, max_size=40))
def test_places_are_written_as_python_writes_them(ask, drawn):
    places = []
    for share, middle, power in drawn:
        width = 10.0**power
        places += [(middle + share * width, (middle - width, middle + width)), (share * width, (-width, width))]
    ours, theirs = ask("places", places), [coordinate(*place) for place in places]
    assert ours == theirs


@settings(max_examples=30)
@given(st.lists(st.floats(-1e300, 1e300).filter(lambda v: abs(v) > 1e-300), min_size=50, max_size=100))
def test_numbers_are_written_as_python_writes_them(ask, values):
    values += [v * scale for v in (1.01, 0.123456, -9.995001, 99.9949) for scale in (0.01, 1, 1e3, 1e7, 1e-6)]
    values += [0.125, -0.375, 2.5, 1024.5, 0.5, 2**-40, 1.5 * 2**40, 1000.5, 10005.0, 0.03125]  # in the middle of two
    assert ask("numbers", values) == [[short(v), f"{v:.4g}"] for v in values]


@pytest.mark.parametrize("name", [n for n, s in gc.GALLERY.items() if not s.smooth])
def test_beside_kinks_and_jumps_the_browser_waits_for_the_kernel(drawn_by_both, name):
    random, surface = np.random.default_rng(1), as_python(name)
    stage = prepare(surface, VIEWS)
    cell = 4 / 41
    edges = [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0)] if name == "kinks" else [(0.0, 0.0)]
    places = [(x + dx, y + dy) for x, y in edges for dx, dy in random.uniform(-cell / 2, cell / 2, (20, 2)).tolist()]
    states = [State(x, y, random.uniform(0, 360)) for x, y in places]
    assert [local for local, _, _ in drawn_by_both(stage, states)] == [None] * len(states)
