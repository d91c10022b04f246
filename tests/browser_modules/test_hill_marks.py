"""The hill as the browser makes and sees it, against the kernel's: the same marks to half a pixel."""

import itertools
import json

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.stage import partials, prepare
from gradcalc.live.hill_data import hill_data
from gradcalc.live.level_map import level_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.marks import as_json
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.solids import solids_as_json
from gradcalc.pictures.space import Facets, View, seen
from gradcalc.readings.point import State, read
from tests.browser_modules.test_local_marks import HALF_A_PIXEL, as_python, outline

SMOOTH = [surface.name for surface in gc.GALLERY.values() if surface.smooth]
CAMERAS = [Camera(-60, 25), Camera(130, 55), Camera(20, 5), Camera(-90, 90)]


def stage_of(surface, views=("map", "surface")):
    stage = prepare(surface, views)
    panel = stage.panels["surface"]
    return (
        stage,
        panel,
        {"hill": hill_data(panel.hill), "levels": level_map(panel.chart, labelled=False)},
    )


def apart(ours, theirs, frame):
    """How far marks of the same kind, role and words lie from each other at most, in pixels."""
    assert [(m["kind"], m["role"], m.get("text")) for m in ours] == [
        (m["kind"], m["role"], m.get("text")) for m in theirs
    ]
    corners = [(outline(a, frame), outline(b, frame)) for a, b in zip(ours, theirs, strict=True)]
    assert all(a.shape == b.shape for a, b in corners)
    return max((np.hypot(*(a - b).T).max() for a, b in corners), default=0.0)


def joined(marks):
    """Lines that are cut into pieces by what is hidden, as one again, with how much of them is hidden."""
    found, behind = [], []
    for mark in marks:
        last = found[-1] if found else {}
        lines = mark["kind"] == last.get("kind") == "Polyline" and not (mark["filled"] or last["filled"])
        if lines and mark["role"] == last["role"] and [mark[k][0] for k in "xy"] == [last[k][-1] for k in "xy"]:
            found[-1] = {**last, "x": [*last["x"], *mark["x"][1:]], "y": [*last["y"], *mark["y"][1:]]}
        else:
            found.append({**mark, "x": mark["x"], "y": mark["y"]})
        if mark["kind"] == "Polyline":
            behind += [mark["behind"]] * (len(mark["x"]) - 1)
    return found, behind


def plain(marks):
    return [{"filled": False, "behind": False, **mark} for mark in json.loads(json.dumps(marks))]


@pytest.mark.parametrize("name", [*SMOOTH, "kinks"])
def test_browser_and_kernel_see_the_same(ask, name):
    surface = gc.GALLERY[name]
    _, panel, sent = stage_of(surface)
    x, y = np.array(surface.start) * 0.7
    solids = panel.solids(read(surface, State(x, y, 130, shows=tuple(LAYERS))))
    answers = ask("seen", sent, solids_as_json(solids), [vars(camera) for camera in CAMERAS])
    pixels = panel.frame.box_width / (panel.frame.xlim[1] - panel.frame.xlim[0])
    for camera, answer in zip(CAMERAS, answers, strict=True):
        marks = seen(solids, panel.hill, camera)
        facets = next(mark for mark in marks if isinstance(mark, Facets))
        split = marks.index(facets)
        below, above = plain(as_json(marks[1:split])), plain(as_json(marks[split + 1 :]))
        assert apart(plain(answer["below"]), below, panel.frame) <= HALF_A_PIXEL
        (ours, hidden), (theirs, also) = joined(plain(answer["above"])), joined(above)
        assert apart(ours, theirs, panel.frame) <= HALF_A_PIXEL
        assert np.mean(np.array(hidden) == also) > 0.97  # where it is the rounding of heights that tells
        np.testing.assert_allclose(answer["matrix"], View(panel.hill, camera).matrix(), atol=1e-9)
        assert answer["order"] == facets.cells.tolist()
        assert answer["opacity"] == pytest.approx(facets.opacity)
        lengths = [
            sum(np.hypot(np.diff(x), np.diff(y)).sum() for x, y in lines) * pixels
            for lines in ([(m["x"], m["y"]) for m in answer["contours"]], [line.T for line in facets.contours])
        ]
        assert lengths[0] == pytest.approx(lengths[1], rel=0.05, abs=20)


@pytest.mark.parametrize(
    "name", ["bowl", "two hills", "Rosenbrock", "kinks", "not differentiable", "max(x, y^2)", "sqrt(x + y)", "1/x"]
)
def test_browser_and_kernel_make_the_same_solids_of_a_formula(ask, computed, name):
    surface, random = as_surface(name), np.random.default_rng(len(name))
    stage, panel, sent = stage_of(surface)
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    places = [*random.uniform([x0, y0], [x1, y1], (6, 2)).tolist(), (0.0, 0.5), (0.0, 0.0)]
    how = itertools.cycle(itertools.product(("central", "forward"), (1.0, 1e-5)))
    states = [
        State(x, y, random.uniform(0, 360), step, method, shows=("cut", "slices", "plane", "rises"))
        for (x, y), (method, step) in zip(places, how, strict=False)
    ]
    for state, answer in zip(states, computed(stage, states, drawn=True), strict=True):
        theirs = json.loads(json.dumps(solids_as_json(panel.solids(read(surface, state)))))
        mine = answer["marks"]["surface"]
        assert [kind_of(solid) for solid in mine] == [kind_of(solid) for solid in theirs], state
        cameras = [vars(CAMERAS[0])]
        [ours], [right] = ask("seen", sent, mine, cameras), ask("seen", sent, theirs, cameras)
        for side in ("below", "above"):
            (a, _), (b, _) = joined(plain(ours[side])), joined(plain(right[side]))
            assert apart(a, b, panel.frame) <= HALF_A_PIXEL, state


def kind_of(solid):
    return solid["kind"], (solid.get("mark") or solid)["role"], solid.get("text")


@pytest.mark.parametrize("name", ["two hills", "Himmelblau"])
@pytest.mark.parametrize("method", ["central", "forward"])
def test_browser_and_kernel_make_the_same_solids_of_samples(ask, name, method):
    surface, random = as_python(name), np.random.default_rng(len(name))
    stage, panel, sent = stage_of(surface)
    step = 1e-5 if method == "central" else 0.05 * np.ptp(surface.xlim)
    sides = [limits[0] + np.ptp(limits) * random.uniform(0.1, 0.9, 5) for limits in (surface.xlim, surface.ylim)]
    places, shows = np.transpose(sides).tolist(), ("cut", "slices", "plane", "rises")
    states = [State(x, y, random.uniform(0, 360), step, method, shows=shows) for x, y in places]
    known = {
        "partials": partials(stage, states[0]), "heights": stage.heights, "scale": stage.scale, "directed": True,
        "shows": states[0].shows, "step": step if method == "forward" else 0,
    }  # fmt: skip
    answers = ask("solids", known, sent, [{"x": s.x, "y": s.y, "angle": s.angle} for s in states])
    compared = 0
    for state, answer in zip(states, answers, strict=True):
        theirs = json.loads(json.dumps(solids_as_json(panel.solids(read(surface, state)))))
        if len(answer) != len(theirs) or not partials(stage, state)["cosine"]:
            continue  # a mark so short that one side leaves it out; or slopes that the kernel alone knows
        compared += 1
        cameras = [vars(CAMERAS[0])]
        [ours], [right] = ask("seen", sent, answer, cameras), ask("seen", sent, theirs, cameras)
        for side in ("below", "above"):
            (a, _), (b, _) = joined(plain(ours[side])), joined(plain(right[side]))
            assert apart(a, b, panel.frame) <= HALF_A_PIXEL
    assert compared >= 3 or method == "forward"


def test_beside_undirected_pictures_the_hill_shows_nothing_of_u(ask):
    surface = as_python("two hills")
    stage, panel, sent = stage_of(surface, ("components", "surface"))
    state = State(0.3, 0.5, 45, shows=("cut", "slices", "rises"))
    known = {"partials": partials(stage, state), "heights": stage.heights, "scale": stage.scale, "directed": False,
             "shows": state.shows, "step": 0}  # fmt: skip
    [ours] = ask("solids", known, sent, [{"x": state.x, "y": state.y, "angle": 45}])
    theirs = solids_as_json(panel.solids(read(surface, state)))
    roles = [[solid.get("role") or solid["mark"]["role"] for solid in solids] for solids in (ours, theirs)]
    assert roles[0] == roles[1]
    assert not {"cut", "tangent", "direction", "rise x"} & set(roles[0])
    assert {"cut x", "tangent y", "part x"} <= set(roles[0])


def test_where_the_samples_do_not_tell_the_cut_lies_on_the_facets(ask):
    surface = as_python("kinks")
    stage, _, sent = stage_of(surface)
    known = {"partials": partials(stage, State(0, 0)), "heights": stage.heights, "scale": stage.scale,
             "directed": True, "shows": ["cut"], "step": 0}  # fmt: skip
    [solids] = ask("solids", known, sent, [{"x": 0.01, "y": 0.4, "angle": 0}])
    [curve] = [solid for solid in solids if solid.get("role") == "curve"]
    assert np.array(curve["z"]) == pytest.approx(np.abs(curve["x"]) + 0.4, abs=0.02)
    assert not [solid for solid in solids if solid.get("role") in ("tangent", "rise")]


def test_a_way_from_the_camera_hits_the_nearest_side_of_the_hill(ask):
    surface = gc.GALLERY["two hills"]
    _, panel, sent = stage_of(surface)
    hill, random = panel.hill, np.random.default_rng(3)
    for camera in (Camera(-60, 25), Camera(90, 60)):
        x, y = random.uniform(-1.9, 1.9, (2, 40))
        rises = hill.rise_at(x, y)
        seen_ones = ~hill.hides(x, y, rises, camera)
        towards = np.array(camera.towards)
        starts = np.column_stack([x, y, rises]) + 3 * hill.side * towards
        hits = ask("hits", sent, [[start.tolist(), (-towards).tolist()] for start in starts])
        away = [np.hypot(hit[0] - a, hit[1] - b) for hit, a, b in zip(hits, x, y, strict=True)]
        assert np.quantile(np.array(away)[seen_ones], 0.95) < 2 * hill.side / 40
        for hit, start in itertools.islice(zip(hits, starts, strict=True), 10):
            along = (np.array([*hit, float(hill.rise_at(*np.array(hit)))]) - start) / np.linalg.norm(starts[0])
            assert np.linalg.norm(np.cross(along, towards)) < 0.05
        assert ask("hits", sent, [[[9.0, 9.0, 9.0], [0.0, 0.0, -1.0]]]) == [None]
