import json
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gradcalc import GALLERY, Surface, sample_field
from gradcalc.pictures.marks import STYLES, Arrow, Dot, FieldArrows, Label, Polyline, RightAngle, as_json
from gradcalc.pictures.scenes.projection import projection_scene
from gradcalc.pictures.scenes.scales import LENGTHS, arrow_scale, clip_arrow, field_arrows, padded, scale_note
from gradcalc.readings.point import State, read

BOWL = GALLERY["bowl"]
surfaces = st.sampled_from(list(GALLERY.values()))


def scene(surface, x, y, angle=45.0, scale=1.0, step=1e-7, method="central"):
    reading = read(surface, State(x, y, angle, step, method))
    return projection_scene(reading, scale, padded(surface.xlim), padded(surface.ylim))


def natural_scale(surface):
    field = sample_field(surface, surface.xlim, surface.ylim, 20, method="five-point")
    return arrow_scale(field.magnitude, max(np.ptp(surface.xlim), np.ptp(surface.ylim)))


SCALES = {name: natural_scale(surface) for name, surface in GALLERY.items()}


def only(marks, kind, role=None):
    found = [mark for mark in marks if isinstance(mark, kind) and role in (None, mark.role)]
    assert len(found) <= 1
    return found[0] if found else None


def inside(x, y, surface, slack=1e-12):
    (x0, x1), (y0, y1) = padded(surface.xlim), padded(surface.ylim)
    return x0 - slack <= x <= x1 + slack and y0 - slack <= y <= y1 + slack


@st.composite
def places(draw):
    surface = draw(surfaces)
    edges = [
        st.one_of(st.floats(*limits), st.sampled_from([*limits, 0.0])) for limits in (surface.xlim, surface.ylim)
    ]
    return surface, draw(edges[0]), draw(edges[1]), draw(st.floats(0, 360))


def test_gradient_and_its_projection_in_the_notes_example():
    marks = scene(BOWL, 1.0, 1.0, angle=0.0, scale=0.5)
    gradient, shadow = only(marks, Arrow, "gradient"), only(marks, Arrow, "projection")
    assert (gradient.x, gradient.y, gradient.dx, gradient.dy) == pytest.approx((1, 1, 1, 1))
    assert (shadow.x, shadow.y, shadow.dx, shadow.dy) == pytest.approx((1, 1, 1, 0))
    drop = only(marks, Polyline, "drop")
    assert (drop.x, drop.y) == (pytest.approx((2, 2)), pytest.approx((1, 2)))
    assert only(marks, Label, "gradient").text == "∇f"
    assert only(marks, Label, "projection").text == "Dᵤf = 2.00"
    assert only(marks, Label, "direction").text == "u"


@given(places())
def test_drop_line_is_perpendicular_and_ends_at_foot_and_tip(place):
    surface, x, y, angle = place
    scale = SCALES[surface.name]
    reading = read(surface, State(x, y, angle, method="central"))
    marks = scene(surface, x, y, angle, scale)
    drop, corner = only(marks, Polyline, "drop"), only(marks, RightAngle)
    assume(drop is not None)
    g, u = scale * reading.gradient, reading.u
    size = math.hypot(*g)
    assert (drop.x[1], drop.y[1]) == pytest.approx((x + g[0], y + g[1]))
    assert (drop.x[0], drop.y[0]) == pytest.approx((x + g @ u * u[0], y + g @ u * u[1]), abs=1e-9 * (1 + size))
    fall = np.array([drop.x[1] - drop.x[0], drop.y[1] - drop.y[0]])
    assert abs(fall @ u) <= 1e-9 * (1 + size)
    if corner:
        back, up = np.array([corner.ax, corner.ay]), np.array([corner.bx, corner.by])
        assert (corner.x, corner.y) == (drop.x[0], drop.y[0])
        assert abs(back @ up) <= 1e-9 * math.hypot(*back) * math.hypot(*up)
        assert back @ (g @ u * u) < 0 < up @ fall
        assert math.hypot(*back) <= abs(g @ u)
        assert math.hypot(*up) <= math.hypot(*fall)


def test_right_angle_is_drawn_where_there_is_one():
    assert only(scene(BOWL, 1.0, 1.0, 15.0), RightAngle) is not None


def test_no_right_angle_where_the_gradient_points_along_the_direction():
    marks = scene(BOWL, 1.0, 1.0, 45.0)
    assert only(marks, Arrow, "projection") is not None
    assert only(marks, RightAngle) is None
    assert only(marks, Polyline, "drop") is None


def test_no_projection_and_no_right_angle_across_the_gradient():
    marks = scene(BOWL, 1.0, 1.0, 135.0)
    assert only(marks, Arrow, "projection") is None
    assert only(marks, RightAngle) is None
    assert only(marks, Polyline, "drop") is not None


def test_negative_slope_points_the_projection_backwards():
    shadow = only(scene(BOWL, 1.0, 1.0, 180.0, scale=0.5), Arrow, "projection")
    assert (shadow.dx, shadow.dy) == pytest.approx((1, 0))
    assert only(scene(BOWL, 1.0, 1.0, 180.0), Label, "projection").text == "Dᵤf = -2.00"


def test_gradient_that_leaves_the_picture_is_broken_and_numbered():
    marks = scene(BOWL, 1.9, 1.9, angle=80.0)
    gradient = only(marks, Arrow, "gradient")
    assert gradient.broken
    assert inside(gradient.x + gradient.dx, gradient.y + gradient.dy, BOWL)
    assert only(marks, Label, "gradient").text == "|∇f| = 5.37"


@given(places(), st.sampled_from([0.01, 1.0, 100.0]))
def test_gradient_and_projection_end_inside_the_picture(place, factor):
    surface, x, y, angle = place
    scale = factor * SCALES[surface.name]
    reading = read(surface, State(x, y, angle, method="central"))
    marks = scene(surface, x, y, angle, scale)
    # Where there is no gradient, but a slope along u, this slope is drawn.
    along = reading.gradient @ reading.u if reading.diagnosis.exists else reading.slope
    for role, vector in (("gradient", reading.gradient), ("projection", along * reading.u)):
        arrow, label = only(marks, Arrow, role), only(marks, Label, role)
        if arrow is None:
            continue
        true = scale * vector
        assert inside(x + arrow.dx, y + arrow.dy, surface)
        assert arrow.broken == (not inside(x + true[0], y + true[1], surface, 0))
        assert abs(arrow.dx * true[1] - arrow.dy * true[0]) <= 1e-9 * math.hypot(*true) ** 2
        if arrow.broken:
            assert "= " in label.text
        else:
            assert (arrow.dx, arrow.dy) == pytest.approx(tuple(true))


@given(places())
def test_direction_ends_inside_the_picture(place):
    surface, x, y, angle = place
    arrow = only(scene(surface, x, y, angle, SCALES[surface.name]), Arrow, "direction")
    assert inside(x + arrow.dx, y + arrow.dy, surface)


@pytest.mark.parametrize(
    ("surface", "x", "y"),
    [(BOWL, 0.0, 0.0), (GALLERY["kinks"], 0.0, 1.0), (Surface("log", lambda x, y: np.log(x)), -1.0, 1.0),
     (Surface("pole", lambda x, y: 1 / x), 0.0, 1.0), (Surface("flat", lambda x, y: 2.0), 1.0, 1.0)],
)  # fmt: skip
def test_no_arrows_where_there_is_no_gradient(surface, x, y):
    marks = scene(surface, x, y)
    assert {mark.role for mark in marks} == {"line", "direction", "point"}
    assert only(marks, Arrow).role == "direction"
    assert only(marks, Dot) == Dot(x, y, "point")


def test_arrow_of_the_direction_does_not_tell_a_length():
    short, long = (only(scene(BOWL, 0.5, 0.5, 30.0, scale), Arrow, "direction") for scale in (0.1, 1.0))
    assert short == long
    assert math.degrees(math.atan2(short.dy, short.dx)) == pytest.approx(30)


@given(places(), st.floats(-16, 0), st.sampled_from(["forward", "central", "complex"]))
def test_marks_are_finite_known_and_plain_data(place, power, method):
    surface, x, y, angle = place
    marks = scene(surface, x, y, angle, SCALES[surface.name], 10**power, method)
    assert {mark.role for mark in marks} <= set(STYLES)
    # JSON without nan or infinity: what a browser reads.
    for mark in json.loads(json.dumps(as_json(marks), allow_nan=False)):
        assert all(len(mark[key]) == 2 for key in ("x", "y") if mark["kind"] == "Polyline")


def test_field_travels_apart_from_the_other_marks():
    field = FieldArrows(np.zeros((3, 4)))
    assert as_json([field, Dot(1.0, 2.0, "point")]) == [{"kind": "Dot", "x": 1.0, "y": 2.0, "role": "point"}]


@given(st.lists(st.floats(1e-200, 1e200), min_size=1, max_size=30).map(np.array), st.floats(0.1, 100))
def test_scale_is_one_or_round_and_most_arrows_fit(magnitude, width):
    scale = arrow_scale(magnitude, width)
    longest = scale * np.quantile(magnitude, 0.8)
    assert longest <= 0.4 * width * (1 + 1e-9)
    assert longest >= 0.03 * width
    if scale > 1:
        assert math.log10(scale) == pytest.approx(round(math.log10(scale)))
    elif scale < 1:
        assert 1 / scale == pytest.approx(round(1 / scale))


@pytest.mark.parametrize("fitting", [1.0, 2.5, 9.9])
def test_scale_is_one_where_true_lengths_fit(fitting):
    assert arrow_scale(np.full(10, 0.4 * 4 / fitting), 4.0) == 1


def test_scale_ignores_undefined_and_zero_gradients():
    magnitude = np.array([np.nan, np.inf, 0.0, 16.0])
    assert arrow_scale(magnitude, 4.0) == arrow_scale(np.array([16.0]), 4.0) == 1 / 10
    assert arrow_scale(np.zeros(3), 4.0) == arrow_scale(np.full(3, np.nan), 4.0) == 1


@pytest.mark.parametrize(("scale", "words"), [(1.0, "at true length"), (1 / 3, "1/3 of true"), (100.0, "100 × true")])
def test_scale_is_told_in_words(scale, words):
    assert words in scale_note(scale)


@given(surfaces, st.floats(1e-300, 1e300))
def test_longest_field_arrow_fills_one_cell(surface, size):
    field = sample_field(surface, surface.xlim, surface.ylim, 8, method="five-point")
    assume(np.isfinite(size * field.magnitude).all())
    x, y, dx, dy = field_arrows(field.X, field.Y, size * field.U, size * field.V, 0.25).arrows.T
    assert np.hypot(dx, dy).max() == pytest.approx(0.25)
    np.testing.assert_allclose([x + dx / 2, y + dy / 2], [field.X.ravel(), field.Y.ravel()], atol=1e-12)
    np.testing.assert_allclose(dx * field.V.ravel() - dy * field.U.ravel(), 0, atol=1e-12 * field.magnitude.max())


def test_field_leaves_out_what_is_undefined():
    x, u = np.array([0.0, 1.0, 2.0]), np.array([np.nan, 2.0, np.inf])
    assert field_arrows(x, x, u, np.ones(3), 1.0).arrows.shape == (1, 4)
    assert field_arrows(x, x, np.full(3, np.nan), u, 1.0).arrows.shape == (0, 4)
    assert not field_arrows(x, x, np.zeros(3), np.zeros(3), 1.0).arrows[:, 2:].any()


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_clipped_arrow_ends_inside(x, y, dx, dy):
    arrow = clip_arrow(Arrow(x, y, dx, dy, "gradient"), (-2, 2), (-2, 2))
    assert -2 - 1e-12 <= x + arrow.dx <= 2 + 1e-12
    assert -2 - 1e-12 <= y + arrow.dy <= 2 + 1e-12
    assert arrow.broken == (max(abs(x + dx), abs(y + dy)) > 2)


@pytest.mark.parametrize("lengths", LENGTHS)
@given(places(), st.floats(1e-100, 1e100))
def test_arrows_of_every_length_point_along_the_gradient_and_fit_a_cell(lengths, place, size):
    surface, x, y, _ = place
    field = sample_field(surface, (x - 1.01, x + 1), (y - 1.01, y + 1), 5, method="five-point")
    assume(field.magnitude[field.valid].max(initial=0) > 1e-3)
    arrows = field_arrows(field.X, field.Y, size * field.U, size * field.V, 0.25, lengths).arrows
    slopes, drawn = field.magnitude[field.valid], np.hypot(*arrows[:, 2:].T)
    assert drawn.max() <= 0.25 * (1 + 1e-12)
    steepest = slopes.max()
    for gradient, slope, arrow, length in zip(
        np.stack([field.U, field.V], axis=-1)[field.valid], slopes, arrows[:, 2:], drawn, strict=True
    ):
        if length > 0:
            np.testing.assert_allclose(arrow / length, gradient / slope, atol=1e-9)
        expected = {
            "proportional": slope / steepest,
            "equal": 0.8 if slope > 1e-5 * steepest else 0.0,
            "compressed": (slope / steepest) ** (1 / 3),
        }
        assert length == pytest.approx(0.25 * expected[lengths], abs=1e-9)


def test_eight_times_as_steep_is_twice_as_long_where_lengths_are_compressed():
    arrows = field_arrows(np.arange(2.0), np.zeros(2), np.array([8.0, 1.0]), np.zeros(2), 1.0, "compressed").arrows
    assert arrows[:, 2] == pytest.approx([1.0, 0.5])


def test_rounding_where_the_field_vanishes_is_no_arrow_of_full_length():
    u = np.array([1.0, 1e-7, 0.0])
    arrows = field_arrows(np.arange(3.0), np.zeros(3), u, np.zeros(3), 1.0, "equal").arrows
    assert arrows[:, 2] == pytest.approx([0.8, 0.0, 0.0])
