"""The level curve and the gradient in two parts, drawn by the browser alone and by the kernel."""

import numpy as np
import pytest
from test_local_marks import LOAD, plain

import gradcalc as gc
from gradcalc.live.explorer.stage import partials, prepare
from gradcalc.live.view import PictureView
from gradcalc.pictures.marks import as_json
from gradcalc.readings.point import State, read

DRAW = """([frame, partials, heights, scale, states, opening]) => {
    const { SCENES, interpolator, readLocally } = window.gradcalc;
    const bytes = (values) => new DataView(new Uint8Array(values).buffer);
    const unpack = (s) => ({ ...s, samples: s.samples.map(bytes), trusted: bytes(s.trusted) });
    const [partialsAt, heightAt] = [interpolator(unpack(partials)), interpolator(unpack(heights))];
    return states.map((state) => {
        const reading = readLocally(state, partialsAt, heightAt, partials.error);
        return reading.gradient && SCENES.level(reading, frame, scale, [], { heightAt, window: opening });
    });
}"""
NUMBERS = ("x", "y", "dx", "dy", "ax", "ay", "bx", "by")


@pytest.fixture(scope="module")
def module_page(browser):
    page = browser.new_page()
    page.evaluate(LOAD, str(PictureView._esm))
    yield page
    page.close()


def line_points(marks):
    lines = [np.column_stack([m["x"], m["y"]]) for m in marks if m["role"] == "level"]
    shares = np.linspace(0, 1, 9)[:, np.newaxis, np.newaxis]
    pieces = [line[:-1] + shares * np.diff(line, axis=0) for line in lines]
    return np.concatenate([piece.reshape(-1, 2) for piece in pieces])


def apart(points, others):
    return np.array([np.hypot(*(others - point).T).min() for point in points]).max()


@pytest.mark.parametrize("name", ["bowl", "elliptic bowl", "saddle", "two hills", "ripple", "ridge"])
def test_browser_and_kernel_draw_the_same_level_curve_and_parts(module_page, name):
    surface = gc.GALLERY[name]
    stage = prepare(surface, ("level",))
    frame, random = stage.panels["level"].frame, np.random.default_rng(len(name))
    pixel = (frame.xlim[1] - frame.xlim[0]) / frame.box_width
    window = np.array([surface.xlim, surface.ylim])
    places = random.uniform(*window.T, (10, 2)).tolist()
    states = [State(x, y, random.uniform(0, 360)) for x, y in places]
    given = [vars(frame), plain(partials(stage, states[0])), plain(stage.heights), stage.scale]
    drawn = module_page.evaluate(
        DRAW,
        [*given, [{"x": s.x, "y": s.y, "angle": s.angle} for s in states],
         {"xlim": surface.xlim, "ylim": surface.ylim}],
    )  # fmt: skip
    compared = 0
    for marks, state in zip(drawn, states, strict=True):
        reading = read(surface, state)
        kernel = as_json(stage.panels["level"].scene(reading))
        if reading.length * stage.scale < 0.1:
            continue
        compared += 1
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
