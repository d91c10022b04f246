"""The level curve through the point, its tangent, and the gradient in two parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.marks import Arrow, Dot, Polyline, RightAngle
from gradcalc.pictures.scenes.level import level_words, split_sizes, tangent_angle
from gradcalc.readings.point import State, read

STAGES = {
    name: prepare(gc.GALLERY[name], ("level",)) for name in ("bowl", "saddle", "two hills", "not differentiable")
}
places = st.tuples(st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 360))


def marks_at(name, x, y, angle, kind, role):
    stage = STAGES[name]
    reading = read(stage.surface, State(x, y, angle))
    found = stage.panels["level"].scene(reading)
    return [mark for mark in found if type(mark) is kind and mark.role == role], reading


@given(st.sampled_from(["bowl", "saddle", "two hills"]), places)
def test_the_tangent_is_perpendicular_to_the_gradient_and_goes_through_the_point(name, place):
    lines, reading = marks_at(name, *place, Polyline, "level tangent")
    if not lines:
        assert reading.length * STAGES[name].scale < 0.05
        return
    ((x, y),) = [(np.array(line.x), np.array(line.y)) for line in lines]
    along = np.array([x[1] - x[0], y[1] - y[0]])
    exact = STAGES[name].surface.gradient(place[0], place[1])
    assert abs(along @ exact) <= 1e-3 * np.hypot(*along) * (np.hypot(*exact) + 1e-3)
    assert np.allclose([x.mean(), y.mean()], place[:2])


@given(st.sampled_from(["bowl", "saddle", "two hills"]), places)
def test_the_right_angle_stands_between_gradient_and_tangent_away_from_u(name, place):
    corners, reading = marks_at(name, *place, RightAngle, "gradient")
    for mark in corners:
        a, b = np.array([mark.ax, mark.ay]), np.array([mark.bx, mark.by])
        assert a @ b == pytest.approx(0, abs=1e-9)
        assert a @ reading.gradient > 0
        assert b @ reading.u <= 1e-9


@given(places)
def test_the_two_parts_are_the_projection_and_its_remainder(place):
    stage = STAGES["two hills"]
    (whole, blue, purple), reading = (
        [marks_at("two hills", *place, Arrow, role)[0] for role in ("gradient", "projection", "across")],
        marks_at("two hills", *place, Dot, "point")[1],
    )
    if not (whole and blue and purple) or any(m[0].broken for m in (whole, blue, purple)):
        return
    parts = [np.array([m[0].dx, m[0].dy]) for m in (blue, purple)]
    assert np.allclose(sum(parts), stage.scale * reading.gradient)
    assert parts[0] @ parts[1] == pytest.approx(0, abs=1e-9)
    assert abs(parts[1] @ reading.u) < 1e-9
    assert split_sizes(reading)[0] == pytest.approx(reading.gradient @ reading.u)


@given(st.floats(0.3, 1.3), st.floats(0, 360))
def test_the_level_curve_goes_through_the_point(radius, turn):
    x, y = radius * gc.from_angle(turn)
    curves, _ = marks_at("bowl", x, y, 0, Polyline, "level")
    points = np.concatenate([np.column_stack([c.x, c.y]) for c in curves])
    assert np.hypot(*(points - [x, y]).T).min() < 0.05
    assert np.abs(np.hypot(*points.T) - radius).max() < 2e-3


def test_at_the_saddle_point_the_level_set_crosses_itself_and_there_is_no_tangent():
    assert marks_at("saddle", 0.0, 0.0, 30, Polyline, "level")[0]
    for kind, role in ((Polyline, "level tangent"), (RightAngle, "gradient"), (Arrow, "gradient"), (Arrow, "across")):
        assert marks_at("saddle", 0.0, 0.0, 30, kind, role)[0] == []
    words = level_words(read(STAGES["saddle"].surface, State(0.0, 0.0)))
    assert words == "At (0.00, 0.00) the gradient is zero: it does not say which way the level curve goes."


def test_where_f_is_not_differentiable_no_tangent_is_claimed():
    assert marks_at("not differentiable", 0.0, 0.0, 55, Polyline, "level tangent")[0] == []
    words = level_words(read(STAGES["not differentiable"].surface, State(0.0, 0.0, 55)))
    assert "not differentiable" in words
    assert "does not tell the tangent" in words


@pytest.mark.parametrize(("place", "angle"), [((1, 1), 135), ((1, 0), 90), ((0, 1), 0), ((-1, 1), 45)])
def test_the_tangent_of_a_circle_in_words(place, angle):
    reading = read(STAGES["bowl"].surface, State(*map(float, place), method="central", step=1e-5))
    assert tangent_angle(reading) == pytest.approx(angle, abs=0.02)
    assert f"tangent at {angle}°" in level_words(reading)
