"""The level curve and the gradient in two parts, drawn by the browser alone and by the kernel."""

import math

import numpy as np
import pytest

from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.marks import as_json
from gradcalc.readings.point import State, read
from tests.browser_modules.test_local_marks import as_python

NUMBERS = ("x", "y", "dx", "dy", "ax", "ay", "bx", "by")


def line_points(marks):
    lines = [np.column_stack([m["x"], m["y"]]) for m in marks if m["role"] == "level"]
    shares = np.linspace(0, 1, 9)[:, np.newaxis, np.newaxis]
    pieces = [line[:-1] + shares * np.diff(line, axis=0) for line in lines]
    return np.concatenate([piece.reshape(-1, 2) for piece in pieces])


def apart(points, others):
    x, y = others.T
    return math.sqrt(max(((x - px) ** 2 + (y - py) ** 2).min() for px, py in points.tolist()))


@pytest.mark.parametrize(
    "name", ["bowl", "saddle", "two hills", "ridge", "kinks", "max(x, y^2)", "sqrt(x + y)", "1/x"]
)
def test_of_a_formula_browser_and_kernel_draw_the_same_level_curve(computed, name):
    stage, random = prepare(as_surface(name), ("level",)), np.random.default_rng(len(name))
    panel, surface = stage.panels["level"], stage.surface
    pixel = (panel.frame.xlim[1] - panel.frame.xlim[0]) / panel.frame.box_width
    places = random.uniform(*np.array([surface.xlim, surface.ylim]).T, (6, 2)).tolist()
    states = [State(x, y, random.uniform(0, 360)) for x, y in places]
    for state, answer in zip(states, computed(stage, states, drawn=True), strict=True):
        marks, kernel = answer["marks"]["level"], as_json(panel.scene(read(surface, state)))
        if any(mark["role"] == "level" for mark in marks + kernel):
            assert apart(line_points(marks), line_points(kernel)) < 0.5 * pixel, state
            assert apart(line_points(kernel), line_points(marks)) < 0.5 * pixel, state


@pytest.mark.parametrize("name", ["bowl", "saddle", "two hills"])
def test_browser_and_kernel_draw_the_same_level_curve_and_parts(drawn_by_both, name):
    surface = as_python(name)
    stage = prepare(surface, ("level",))
    frame, random = stage.panels["level"].frame, np.random.default_rng(len(name))
    pixel = (frame.xlim[1] - frame.xlim[0]) / frame.box_width
    window = np.array([surface.xlim, surface.ylim])
    places = random.uniform(*window.T, (10, 2)).tolist()
    states = [State(x, y, random.uniform(0, 360)) for x, y in places]
    compared = 0
    for found, everything, reading in drawn_by_both(stage, states, kept=[]):
        if reading.length * stage.scale < 0.1:
            continue
        compared += 1
        marks, kernel = found["level"], everything["level"]
        # The points of a line are taken a quarter of a cell apart or less.
        assert apart(line_points(marks), line_points(kernel)) < 1.5 * pixel
        assert apart(line_points(kernel), line_points(marks)) < 1.5 * pixel
        local, others = ([m for m in found if m["role"] != "level"] for found in (marks, kernel))
        assert [(m["kind"], m["role"], m.get("text")) for m in local] == [
            (m["kind"], m["role"], m.get("text")) for m in others
        ]
        for mine, theirs in zip(local, others, strict=True):
            for key in (key for key in NUMBERS if key in theirs and mine["kind"] != "Label"):
                assert np.allclose(mine[key], theirs[key], atol=0.5 * pixel), (mine, theirs)
    assert compared >= 5
