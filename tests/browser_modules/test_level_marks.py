"""The level curve and the gradient in two parts, drawn by the browser alone and by the kernel."""

import math
from dataclasses import replace

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.live.explorer.stage import prepare
from gradcalc.readings.point import State

NUMBERS = ("x", "y", "dx", "dy", "ax", "ay", "bx", "by")


def line_points(marks):
    lines = [np.column_stack([m["x"], m["y"]]) for m in marks if m["role"] == "level"]
    shares = np.linspace(0, 1, 9)[:, np.newaxis, np.newaxis]
    pieces = [line[:-1] + shares * np.diff(line, axis=0) for line in lines]
    return np.concatenate([piece.reshape(-1, 2) for piece in pieces])


def apart(points, others):
    x, y = others.T
    return math.sqrt(max(((x - px) ** 2 + (y - py) ** 2).min() for px, py in points.tolist()))


@pytest.mark.parametrize("name", ["bowl", "elliptic bowl", "saddle", "two hills", "ripple", "ridge"])
def test_browser_and_kernel_draw_the_same_level_curve_and_parts(drawn_by_both, name):
    surface = gc.GALLERY[name]
    # Not known to be a formula: the browser is sent samples of it.
    stage = prepare(replace(surface, f=lambda x, y: surface.f(x, y)), ("level",))
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
