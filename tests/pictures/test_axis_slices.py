"""The pictures of the gradient vector, against closed forms: slices along the axes, and components on the map."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.marks import Arrow, Dot, Label, Polyline
from gradcalc.pictures.scenes.axis_slice import axis_slice_words
from gradcalc.readings.point import State, read, rows, sentence

VIEWS = ("components", "slice x", "slice y")
BOWL, ODD, KINKS = (gc.GALLERY[name] for name in ("bowl", "not differentiable", "kinks"))
TILTED = gc.Surface("tilted", lambda x, y: x**2 * y + 3 * y, start=(1, 1))
STAGES = {surface.name: prepare(surface, VIEWS) for surface in (*gc.GALLERY.values(), TILTED)}
inside = st.floats(-2, 2)
axes = st.sampled_from("xy")


def at(x, y, method="central", step=1e-5):
    return State(x, y, step=step, method=method)


def drawn(surface, kind, x, y):
    return STAGES[surface.name].panels[kind].scene(read(surface, at(x, y)))


def every(marks, kind, role):
    return [mark for mark in marks if isinstance(mark, kind) and mark.role == role]


def only(marks, kind, role):
    (found,) = every(marks, kind, role)
    return found


@given(inside, inside)
def test_each_slice_is_f_with_the_other_coordinate_held_fixed_all_over_the_window(x, y):
    along_x, along_y = (only(drawn(TILTED, f"slice {axis}", x, y), Polyline, "curve") for axis in "xy")
    np.testing.assert_allclose(along_x.y, np.array(along_x.x) ** 2 * y + 3 * y, atol=1e-12)
    np.testing.assert_allclose(along_y.y, x**2 * np.array(along_y.x) + 3 * np.array(along_y.x), atol=1e-12)
    assert (along_x.x[0], along_x.x[-1]) == (along_y.x[0], along_y.x[-1]) == (-2, 2)


@given(inside, inside, axes)
def test_the_tangent_touches_at_the_point_and_its_slope_is_the_partial_derivative(x, y, axis):
    marks = drawn(TILTED, f"slice {axis}", x, y)
    tangent, here = only(marks, Polyline, f"tangent {axis}"), {"x": x, "y": y}[axis]
    (a, b), (fa, fb) = tangent.x, tangent.y
    slope = {"x": 2 * x * y, "y": x**2 + 3}[axis]
    assert (fb - fa) / (b - a) == pytest.approx(slope, abs=1e-7)
    assert fa + slope * (here - a) == pytest.approx(x**2 * y + 3 * y, abs=1e-6)
    assert only(marks, Dot, f"part {axis}") == Dot(here, x**2 * y + 3 * y, f"part {axis}")


@given(st.sampled_from(list(gc.GALLERY.values())), st.floats(0, 1), st.floats(0, 1), axes)
def test_the_label_stands_across_the_tangent_on_the_screen(surface, across, up, axis):
    x, y = (low + share * (high - low) for share, (low, high) in ((across, surface.xlim), (up, surface.ylim)))
    marks, frame = drawn(surface, f"slice {axis}", x, y), STAGES[surface.name].panels[f"slice {axis}"].frame
    assume(every(marks, Polyline, f"tangent {axis}"))
    tangent, label = only(marks, Polyline, f"tangent {axis}"), only(marks, Label, f"part {axis}")
    dx = np.ptp(tangent.x) * frame.box_width / np.ptp(frame.xlim)
    dy = (tangent.y[1] - tangent.y[0]) * frame.box_height / np.ptp(frame.ylim)
    assert abs(label.dx * dx + label.dy * dy) <= 1e-6 * math.hypot(dx, dy)
    assert math.hypot(label.dx, label.dy) == pytest.approx(1)


@given(inside, inside)
def test_the_two_slopes_are_the_components_of_the_gradient_arrow(x, y):
    scale, marks = STAGES["bowl"].scale, drawn(BOWL, "components", x, y)
    assume(min(abs(x), abs(y)) > 0.05)
    arrows = [only(marks, Arrow, role) for role in ("part x", "part y", "gradient")]
    true = [(2 * x * scale, 0), (0, 2 * y * scale), (2 * x * scale, 2 * y * scale)]
    for arrow, tip in zip(arrows, true, strict=True):
        assert (arrow.x, arrow.y) == (x, y)
        if not arrow.broken:
            assert (arrow.dx, arrow.dy) == pytest.approx(tip, abs=1e-7)
        assert arrow.broken == (max(abs(x + tip[0]), abs(y + tip[1])) > 2.4)
    ends = [(drop.x[1], drop.y[1]) for drop in every(marks, Polyline, "drop")]
    assert ends == [pytest.approx((x + true[2][0], y + true[2][1]), abs=1e-7)] * 2
    label = only(marks, Label, "part x").text
    assert label == (f"∂f/∂x = {2 * x:.2f}" if arrows[0].broken else "∂f/∂x")


def test_the_dotted_lines_show_where_the_slices_cut():
    across, up = every(drawn(BOWL, "components", 0.5, -1.0), Polyline, "line")
    assert (across.x, across.y) == ((-2.4, 2.4), (-1, -1))
    assert (up.x, up.y) == ((0.5, 0.5), (-2.4, 2.4))


def test_a_slope_of_zero_has_no_arrow_and_the_gradient_lies_along_the_other():
    marks = drawn(BOWL, "components", 1.0, 0.0)
    assert not every(marks, Arrow, "part y")
    assert not every(marks, Polyline, "drop")
    assert only(marks, Arrow, "part x").dx == only(marks, Arrow, "gradient").dx


@pytest.mark.parametrize(("surface", "x", "y"), [(BOWL, 0, 0), (KINKS, 0, 0)])
def test_where_there_is_no_gradient_there_is_no_arrow(surface, x, y):
    assert not [mark for mark in drawn(surface, "components", x, y) if isinstance(mark, Arrow)]


def test_where_one_slope_exists_alone_it_is_drawn_alone():
    marks = drawn(KINKS, "components", 0, 1)
    assert [mark.role for mark in marks if isinstance(mark, Arrow)] == ["part y"]
    assert every(drawn(KINKS, "slice y", 0, 1), Polyline, "tangent y")


def test_at_a_kink_no_tangent_is_drawn_and_the_words_say_so():
    marks = drawn(KINKS, "slice x", 0.0, 1.0)
    assert not every(marks, Polyline, "tangent x")
    assert only(marks, Label, "part x").text == "f = 1.00"
    assert "no tangent is drawn, because there is no ∂f/∂x" in axis_slice_words(read(KINKS, at(0, 1)), "x")


def test_where_f_is_undefined_the_slice_has_a_gap():
    root = gc.Surface("root", lambda x, y: np.sqrt(x), start=(1, 0))
    panels = prepare(root, VIEWS).panels
    curve = only(panels["slice x"].scene(read(root, at(1, 0))), Polyline, "curve")
    assert curve.x[0] == pytest.approx(0, abs=0.05)
    assert not [mark for mark in panels["slice y"].scene(read(root, at(-1, 0))) if mark.role != "line"]
    assert "undefined" in panels["slice y"].words(read(root, at(-1, 0)))


def test_without_a_picture_of_directions_the_words_and_numbers_do_not_speak_of_u():
    reading = read(ODD, at(0, 0))
    assert "u" not in sentence(reading, directed=False).replace("but", "").split()
    assert "not differentiable here" in sentence(reading, directed=False)
    assert [name for name, *_ in rows(reading, directed=False)] == ["f(x, y)", "∂f/∂x", "∂f/∂y", "|∇f|"]
    e = gc.explore("bowl", views=VIEWS)
    assert not e.view.directed
    assert e.sentence == e.view.frame["sentence"] == sentence(e.reading, directed=False)
    shown = [slider for row in e.controls.children for box in row.children for slider in getattr(box, "children", ())]
    assert e.controls.step in shown
    assert e.controls.angle not in shown
    assert "projection" not in e.view.frame["note"]
    assert "Dᵤf" not in e._repr_mimebundle_()[0]["text/plain"]
    assert gc.explore("bowl", views=("components", "slopes")).view.directed


def test_the_slices_stand_beside_the_map_of_components():
    e = gc.explore("saddle", views=VIEWS, x=-1, y=-1)
    assert [panel["kind"] for panel in e.view.panels] == list(VIEWS)
    assert not e.view.heights  # the page computes formulas itself
    root = gc.explore(lambda x, y: x**2 - y**2, views=VIEWS)
    assert root.view.heights["samples"]
    assert e.view.frame["alternatives"]["slice y"] == (
        "Slice along y, with x held at -1.00: at y = -1.00 f is 0.00, and the slope of the tangent is 2.00."
    )
