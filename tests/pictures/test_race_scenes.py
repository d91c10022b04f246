"""Scenes of a race: of its state alone, finite, and lines that stay apart without colour too."""

import json

import numpy as np
import pytest
from matplotlib.colors import to_rgb

import gradcalc as gc
from gradcalc.functions.gallery import GALLERY
from gradcalc.maths.optimisers import METHODS, method_step
from gradcalc.maths.racing import Course, go_on
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.marks import HALO, STYLES, Dot, Dots, Label, Polyline, as_json
from gradcalc.pictures.scenes.race import key_scene, race_scene, race_slopes_scene, race_values_scene
from gradcalc.pictures.scenes.race_on_hill import race_on_hill, race_on_hill_words
from gradcalc.pictures.solids import Line, Spot, solids_as_json
from gradcalc.readings.looking import look_at_surface
from gradcalc.readings.race import Race, runner_of

BOWL = GALLERY["bowl"]


def race(steps=20, rate=0.1, surface=BOWL, **rates):
    courses = {m: Course(method_step(m, rates.get(m, rate)), np.array(surface.start)) for m in METHODS}
    go_on(list(courses.values()), look_at_surface(surface), steps)
    runners = [runner_of(method, rate, course, steps, surface) for method, course in courses.items()]
    return Race(surface, np.array(surface.start), steps, 0.0, runners)


def contrast(one, two):
    def luminance(colour):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return np.dot([0.2126, 0.7152, 0.0722], parts)

    light, dark = sorted([luminance(one), luminance(two)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("method", METHODS)
def test_a_line_is_seen_on_its_paper_in_both_themes(method):
    assert contrast(STYLES[method].light, HALO["light"]) >= 4.5
    assert contrast(STYLES[method].dark, HALO["dark"]) >= 4.5


def test_lines_differ_without_their_colours():
    assert len({(STYLES[method].dash, STYLES[method].width) for method in METHODS}) == len(METHODS)
    assert len({STYLES[method].dash for method in METHODS}) >= 5


def test_the_map_has_each_path_its_end_and_dots_where_steps_begin_uphill():
    shown = race(30)
    marks = race_scene(shown, (-2.4, 2.4), (-2.4, 2.4))
    for runner in shown.runners:
        (line,) = [m for m in marks if isinstance(m, Polyline) and m.role == runner.method]
        np.testing.assert_allclose(np.transpose([line.x, line.y]), runner.path)
        (end,) = [m for m in marks if isinstance(m, Dot) and m.role == runner.method]
        assert (end.x, end.y) == pytest.approx(tuple(runner.path[-1]))
        climbing = [m for m in marks if isinstance(m, Dots) and m.role == runner.method]
        assert sum(len(m.x) for m in climbing) == runner.uphill.sum()
    assert any(isinstance(m, Dots) and m.role == "momentum" for m in marks)
    assert not any(isinstance(m, Dots) and m.role == "gradient descent" for m in marks)


def test_names_lie_on_nobody_else():
    labels = [m for m in race_scene(race(60), (-2.4, 2.4), (-2.4, 2.4)) if isinstance(m, Label)]
    for i, one in enumerate(labels):
        for other in labels[:i]:
            assert np.hypot(one.x - other.x, one.y - other.y) > 0.16 * 4.8 or "start" in (one.text, other.text)


@pytest.mark.parametrize("name", ["bowl", "Rosenbrock", "kinks", "two hills"])
@pytest.mark.parametrize("rate", [0.01, 5.0])
def test_marks_and_solids_are_plain_and_finite_whoever_has_left(name, rate):
    surface = GALLERY[name]
    shown, hill = race(120, rate, surface), hill_of(sample_map(surface))
    frame = hill.chart.frame
    marks = race_scene(shown, frame.xlim, frame.ylim) + race_values_scene(shown, (-4.0, 4.0), True)
    marks += race_slopes_scene(shown) + key_scene(shown)
    assert json.dumps(as_json(marks), allow_nan=False)
    assert json.dumps(solids_as_json(race_on_hill(hill, shown)), allow_nan=False)
    assert race_on_hill_words(hill, shown)


def test_on_the_hill_a_path_has_the_heights_of_the_function_between_its_points_too():
    hill, shown = hill_of(sample_map(BOWL)), race(3, 0.05, **{"gradient descent": 0.9})
    solids = race_on_hill(hill, shown)
    lines = [s for s in solids if isinstance(s, Line) and s.role == "gradient descent"]
    x, y, z = (np.concatenate([getattr(line, name) for line in lines]) for name in "xyz")
    np.testing.assert_allclose(z, x**2 + y**2, rtol=1e-9)
    assert len(x) > 20
    assert {s.role for s in solids if isinstance(s, Spot)} == {*METHODS, "point"}


def test_the_key_names_who_runs():
    board = gc.explore_race("bowl", methods=["SGD", "Adam"])
    assert {m.text for m in key_scene(board.reading) if isinstance(m, Label)} == {"SGD", "Adam"}
