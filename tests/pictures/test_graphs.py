"""The two graphs beside the map, against closed forms."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.frames import axes_on, sheet
from gradcalc.pictures.marks import Dot, Label, Polyline, polylines
from gradcalc.pictures.panels import PANELS, arrange, sheet_with
from gradcalc.pictures.scenes.slice import slice_distances, slice_scene, slice_words
from gradcalc.pictures.scenes.slopes import slopes_scene, slopes_words
from gradcalc.readings.point import State, read, slopes_around, values_along

BOWL, ODD, KINKS = (gc.GALLERY[name] for name in ("bowl", "not differentiable", "kinks"))
inside = st.floats(-2, 2)
angles = st.floats(0, 360)


def slopes(surface, x, y, angle=45.0, method="central", step=1e-5):
    return slopes_scene(surface, read(surface, State(x, y, angle, step, method)), (-6.0, 6.0))


def cut(surface, x, y, angle=0.0):
    reading = read(surface, State(x, y, angle, 1e-5, "central"))
    return slice_scene(surface, reading, (-3.0, 3.0), (-1.0, 9.0)), reading


def only(marks, kind, role):
    (found,) = [mark for mark in marks if isinstance(mark, kind) and mark.role == role]
    return found


@given(inside, inside, angles)
def test_the_slopes_of_the_bowl_are_a_cosine_with_the_present_one_marked(x, y, angle):
    marks = slopes(BOWL, x, y, angle)
    curve, dot = only(marks, Polyline, "curve"), only(marks, Dot, "projection")
    turns = np.radians(curve.x)
    np.testing.assert_allclose(curve.y, 2 * x * np.cos(turns) + 2 * y * np.sin(turns), atol=1e-8)
    assert dot.x == angle
    turn = math.radians(angle)
    assert dot.y == pytest.approx(2 * x * math.cos(turn) + 2 * y * math.sin(turn), abs=1e-8)


@given(st.floats(0, 359.5), st.floats(0.1, 2))
def test_the_direction_of_the_gradient_is_marked_at_the_top_of_the_cosine(angle, length):
    turn = math.radians(angle)
    line = only(slopes(BOWL, length * math.cos(turn), length * math.sin(turn)), Polyline, "drop")
    assert line.x == (pytest.approx(angle, abs=1e-6),) * 2
    assert line.y == (-6, 6)


def test_rounding_does_not_throw_the_direction_of_the_gradient_to_the_other_end():
    for y in (-1e-9, 0.0, 1e-9):
        assert only(slopes(BOWL, 1.0, y), Polyline, "drop").x == (pytest.approx(0, abs=1e-6),) * 2


def test_where_f_is_not_differentiable_the_slopes_and_the_cosine_are_both_drawn():
    marks = slopes(ODD, 0.0, 0.0, 55.0)
    curve, cosine = only(marks, Polyline, "curve"), only(marks, Polyline, "drop")
    turns = np.radians(curve.x)
    np.testing.assert_allclose(curve.y, np.cos(turns) * np.sin(turns) ** 2, atol=1e-9)
    np.testing.assert_allclose(cosine.y, 0, atol=1e-9)
    words = slopes_words(read(ODD, State(0, 0, 55, 1e-5, "central")))
    assert words == "Slope against direction: not a cosine. It is 0.38 along 55°."


@pytest.mark.parametrize("angle", [0.0, 90.0])
def test_looking_along_an_axis_the_cosine_is_drawn_all_the_same(angle):
    assert only(slopes(ODD, 0.0, 0.0, angle), Polyline, "drop").y == (pytest.approx(0, abs=1e-9),) * 121
    words = slopes_words(read(ODD, State(0, 0, angle, 1e-5, "central")))
    assert words == f"Slope against direction: not a cosine. It is 0.00 along {angle:g}°."


@pytest.mark.parametrize("step", [1e-7, 1e-3])
def test_where_the_gradient_is_zero_no_steepest_direction_is_drawn_or_named(step):
    # The forward difference gives (step, step), which points somewhere and means nothing.
    marks = slopes(BOWL, 0.0, 0.0, method="forward", step=step)
    assert not [mark for mark in marks if mark.role in ("drop", "gradient")]
    words = slopes_words(read(BOWL, State(0, 0, 45, step, "forward")))
    assert words == "Slope against direction: it is 0 along every one, up to the error of the differences."


def test_at_a_kink_along_u_the_graphs_name_no_slope():
    kinked = gc.Surface("across", lambda x, y: np.sqrt(np.abs(x * y)))
    marks, reading = cut(kinked, 0.0, 0.0, 45.0)
    assert not [mark for mark in marks if mark.role == "tangent"]
    assert slice_words(reading).endswith("the slope of the tangent is undefined.")
    assert slopes_words(reading) == f"Slope against direction: not a cosine. {reading.diagnosis.remark}"


def test_the_slopes_in_words():
    def words(surface, x, y, angle=90.0):
        return slopes_words(read(surface, State(x, y, angle, 1e-5, "central")))

    assert words(BOWL, 1, 1) == (
        "Slope against direction: a cosine, at its greatest 2.83 along 45°, at its least the opposite way; "
        "it is 2.00 along 90°."
    )
    assert "kink" in words(KINKS, 0, 1)
    assert words(gc.Surface("flat", lambda x, y: 3 + 0 * x), 1, 1).endswith(
        "it is 0 along every one, up to the error of the differences."
    )


@given(inside, inside, angles)
def test_the_slice_is_f_above_the_line_and_stays_in_the_window(x, y, angle):
    marks, reading = cut(BOWL, x, y, angle)
    curve = only(marks, Polyline, "curve")
    s, (ux, uy) = np.array(curve.x), reading.u
    np.testing.assert_allclose(curve.y, (x + s * ux) ** 2 + (y + s * uy) ** 2, atol=1e-9)
    assert (np.abs([x + s * ux, y + s * uy]) <= 2 + 1e-9).all()
    assert s[0] <= 1e-9
    assert s[-1] >= -1e-9


@given(inside, inside, angles)
def test_the_tangent_touches_the_slice_at_the_point(x, y, angle):
    marks, reading = cut(BOWL, x, y, angle)
    tangent = only(marks, Polyline, "tangent")
    (s0, s1), (f0, f1) = tangent.x, tangent.y
    slope = 2 * x * reading.u[0] + 2 * y * reading.u[1]
    assert (f1 - f0) / (s1 - s0) == pytest.approx(slope, abs=1e-7)
    assert f0 - slope * s0 == pytest.approx(x**2 + y**2, abs=1e-6)
    assert only(marks, Dot, "projection").y == pytest.approx(x**2 + y**2)


def test_at_a_kink_there_is_no_tangent_and_the_words_say_so():
    marks, reading = cut(KINKS, 0.0, 1.0)
    assert not [m for m in marks if m.role == "tangent"]
    assert only(marks, Label, "projection").text == "f = 1.00"
    assert slice_words(reading).endswith("the slope of the tangent is undefined.")


def test_where_f_is_undefined_the_slice_has_a_gap():
    root = gc.Surface("root", lambda x, y: np.sqrt(x), start=(1, 0))
    marks, _ = cut(root, 1.0, 0.0)
    assert only(marks, Polyline, "curve").x[0] == pytest.approx(-1, abs=0.05)
    marks, reading = cut(root, -1.0, 0.0)
    assert [type(m) for m in marks if m.role == "projection"] == []
    assert "undefined" in slice_words(reading)


def test_a_line_with_gaps_is_drawn_in_pieces():
    x, y = np.arange(7.0), np.array([0, 1, np.nan, 3, np.inf, 5, 6])
    assert polylines(x, y, "curve") == [Polyline((0, 1), (0, 1), "curve"), Polyline((5, 6), (5, 6), "curve")]
    assert polylines(x, np.full(7, np.nan), "curve") == []


def test_functions_that_are_not_vectorised_have_slopes_and_slices_too():
    def bent(x, y):
        return x if x > 0.5 else 0.5 * y

    surface, state = gc.Surface("bent", bent, start=(1, 1)), State(1, 0, 90, 1e-6, "central")
    with pytest.warns(UserWarning, match="once per point"):
        found = slopes_around(surface, state, np.array([0.0, 90.0, 180.0]))
    np.testing.assert_allclose(found, [1, 0, -1], atol=1e-9)
    with pytest.warns(UserWarning, match="once per point"):
        assert values_along(surface, state, np.array([0.0, 1.0])).tolist() == [1, 1]


@pytest.mark.parametrize("kinds", [("map",), ("slopes",), ("slice", "slopes"), ("map", "slopes", "slice")])
def test_pictures_stand_apart_on_their_sheet(kinds):
    panels = prepare(BOWL, kinds).panels
    corners, (width, height) = arrange(panels)
    boxes = [(*corners[k], corners[k][0] + p.frame.width, corners[k][1] + p.frame.height) for k, p in panels.items()]
    assert all(left >= 0 and right <= width and top >= 0 and bottom <= height for left, top, right, bottom in boxes)
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    _, axes = sheet_with(panels)
    assert list(axes) == list(kinds)


@pytest.mark.parametrize("name", gc.GALLERY)
def test_graphs_have_limits_that_hold_most_of_the_surface(name):
    surface = gc.GALLERY[name]
    panels = prepare(surface, tuple(PANELS)).panels
    low, high = panels["slice"].frame.ylim
    random = np.random.default_rng(0)
    points = random.uniform([surface.xlim[0], surface.ylim[0]], [surface.xlim[1], surface.ylim[1]], (400, 2)).T
    values, steepness = surface(*points), np.hypot(*surface.gradient(*points))
    assert np.mean((low <= values) & (values <= high)) > 0.85
    assert np.nanmean(steepness <= panels["slopes"].frame.ylim[1]) > 0.75


def test_a_slice_along_an_axis_reaches_both_edges():
    distances = slice_distances(BOWL, (0.5, 0), np.array([0.0, 1.0]), (-3, 3))
    assert (distances[0], distances[-1]) == (-2, 2)


def test_far_from_zero_ticks_are_counted_from_a_round_number():
    frame = replace(prepare(BOWL).panels["map"].frame, ylim=(5e6 - 20, 5e6 + 20))
    axes = axes_on(sheet(frame.width, frame.height, 1), frame, False)
    axes.figure.canvas.draw()
    assert axes.yaxis.get_offset_text().get_text() == "+5e6"
    assert axes.xaxis.get_offset_text().get_text() == ""
    assert max(len(label.get_text()) for label in axes.get_yticklabels()) <= 3
