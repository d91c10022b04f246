"""Matplotlib's drawing of marks, against figures drawn directly and against pixels."""

import functools
import io
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.colors import to_rgb
from matplotlib.image import imread
from PIL import Image

import gradcalc as gc
from gradcalc.functions.formula import formula
from gradcalc.live.explorer.screen import paper
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.background import background, contour_levels, sample_map
from gradcalc.pictures.frames import DPI, axes_on, sheet
from gradcalc.pictures.marks import STYLES, Arrow, Dot, FieldArrows, Label, Polyline, RightAngle
from gradcalc.pictures.render import POINTS, draw, few_colours, png


def empty_axes():
    flat = gc.Surface("flat", lambda x, y: 0 * x)  # a constant has no contours
    return background(sample_map(flat)).axes[0]


@pytest.fixture
def axes():
    return empty_axes()


def pixels(axes):
    return imread(io.BytesIO(png(axes.figure)))[..., :3]


def colour_at(axes, x, y):
    image = pixels(axes)
    across, up = axes.transData.transform((x, y))
    return image[image.shape[0] - 1 - int(up), int(across)]


def drawn(axes, *marks):
    draw(axes, marks)
    return pixels(axes)


def test_a_polyline_is_a_line_drawn_directly(axes):
    direct = empty_axes()
    style = STYLES["drop"]
    dashes = (0, [d * POINTS / (style.width * POINTS) for d in style.dash])
    direct.plot([0, 1], [-1, 1], color=style.light, linewidth=style.width * POINTS, linestyle=dashes)
    direct.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())
    np.testing.assert_array_equal(drawn(axes, Polyline((0, 1), (-1, 1), "drop")), pixels(direct))


def test_field_arrows_are_matplotlibs_quiver(axes):
    direct = empty_axes()
    rows = np.array([[0, 0, 1, 0.5], [1, -1, -0.5, 0.5]])
    line = STYLES["field"].width / DPI / (direct.get_window_extent().width / DPI)
    direct.quiver(*rows.T, angles="xy", scale_units="xy", scale=1, color=STYLES["field"].light, width=line,
                  headwidth=4, headlength=5)  # fmt: skip
    np.testing.assert_array_equal(drawn(axes, FieldArrows(rows)), pixels(direct))


@pytest.mark.parametrize("role", ["gradient", "projection", "direction"])
def test_an_arrow_runs_from_its_tail_to_its_tip_and_no_further(axes, role):
    draw(axes, [Arrow(-1, -1, 2, 1, role)])
    for share in (0.1, 0.5, 0.95):
        np.testing.assert_allclose(colour_at(axes, -1 + 2 * share, -1 + share), to_rgb(STYLES[role].light), atol=0.1)
    for share in (-0.1, 1.1):
        np.testing.assert_allclose(colour_at(axes, -1 + 2 * share, -1 + share), 1, atol=0.02)


def test_a_broken_arrow_shows_it(axes):
    whole = drawn(axes, Arrow(-1, 0, 2, 0, "gradient"))
    broken = drawn(axes, Arrow(-1, 0, 2, 0, "gradient", broken=True))
    assert (whole != broken).any()


def test_a_point_and_a_right_angle_cover_their_place(axes):
    draw(axes, [RightAngle(0, 0, 0.5, 0, 0, 0.5, "drop"), Dot(1, 1, "point")])
    np.testing.assert_allclose(colour_at(axes, 1, 1), to_rgb(STYLES["point"].light), atol=0.02)
    np.testing.assert_allclose(colour_at(axes, 0.5, 0.25), to_rgb(STYLES["drop"].light), atol=0.35)
    np.testing.assert_allclose(colour_at(axes, 0.2, 0.2), 1, atol=0.02)


@pytest.mark.parametrize("angle", range(0, 360, 30))
def test_a_label_keeps_clear_of_what_it_names_and_inside_the_frame(axes, angle):
    u = gc.from_angle(angle)
    for x, y in ((0, 0), (2.3, 2.3), (-2.3, 0), (0, -2.3)):
        draw(axes, [Label("Dᵤf = -12345.67", x, y, *map(float, u), "projection")])
        box, frame = axes.texts[-1].get_window_extent(), axes.get_window_extent()
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1
        if x == y == 0:
            corners = np.array([(box.x0, box.y0), (box.x0, box.y1), (box.x1, box.y0), (box.x1, box.y1)])
            assert ((corners - axes.transData.transform((0, 0))) @ u).min() > 0


def test_drawing_keeps_the_limits(axes):
    before = axes.get_xlim(), axes.get_ylim()
    draw(axes, [Dot(0, 0, "point"), Polyline((-50, 50), (-50, 50), "line"), Arrow(0, 0, 9, 9, "gradient")])
    assert (axes.get_xlim(), axes.get_ylim()) == before


def test_a_picture_moved_by_sliders_equals_one_drawn_directly():
    moved = gc.explore("saddle")
    moved.controls.function.value = "two hills"
    moved.controls.x.value, moved.controls.angle.value = -0.5, 300
    direct = gc.explore("two hills", x=-0.5, angle=300)
    np.testing.assert_array_equal(pixels(moved.figure().axes[0]), pixels(direct.figure().axes[0]))


@pytest.mark.parametrize("name", gc.GALLERY)
@pytest.mark.parametrize("dark", [False, True])
def test_every_gallery_surface_has_a_background(name, dark):
    surface = gc.GALLERY[name]
    axes = background(sample_map(surface), dark).axes[0]
    assert len(axes.collections) >= 2
    assert axes.get_title() == surface.title
    assert pixels(axes).std() > 0.01


@pytest.mark.parametrize("f", [lambda x, y: 0 * x + 3, lambda x, y: 1e30 * x * y, lambda x, y: np.sqrt(x),
                               lambda x, y: 1 / (x**2 + y**2), lambda x, y: 1e-12 * x])  # fmt: skip
def test_awkward_functions_have_a_background_too(f):
    surface = gc.Surface("awkward", f)
    assert pixels(background(sample_map(surface)).axes[0]).std() > 0.01


def test_undefined_parts_are_hatched():
    surface = gc.Surface("half", lambda x, y: np.sqrt(x))
    axes = background(sample_map(surface)).axes[0]
    assert any("/" in str(hatch) for c in axes.collections for hatch in getattr(c, "hatches", []) if hatch)


@pytest.mark.parametrize(
    "text",
    [
        "maximum(0, x-1.9)", "maximum(0, 1-10*(x^2+y^2))", "sign(x-1.9)", "minimum(x, -1.95)", "1e6 + 1e-9*x",
        "1e300*x", "exp(350*x)", "1e-320*x", "exp(-1e5*(x^2+y^2))",
    ],
)  # fmt: skip
def test_flat_steep_huge_and_tiny_functions_can_be_explored(text):
    f, views = formula(text), ("map", "slopes", "slice")
    drawn = gc.explore(lambda x, y: f(x, y), views=views)  # as a function that only Python can compute
    assert all(panel["png"] for panel in drawn.view.panels)
    json.dumps(drawn.view.panels[0]["levels"]["labels"], allow_nan=False)
    e = gc.explore(text, views=views)
    assert e.view.message == ""
    for one in (drawn, e):
        json.dumps(one.view.frame, allow_nan=False)  # the browser reads neither nan nor infinity


@given(arrays(float, st.integers(1, 60), elements=st.floats(-10, 10)))
def test_contour_levels_rise_and_lie_inside(values):
    levels = contour_levels(values)
    assert levels.size != 1
    assert (np.diff(levels) > 0).all()
    if levels.size:
        assert values.min() < levels[0] <= levels[-1] < values.max()
    if np.ptp(values) > 1e-6:
        assert levels.size >= 2


@functools.cache
def panels_of(name):
    return prepare(gc.GALLERY[name], ("map", "slopes", "slice x")).panels


def drawn_for_the_first_time(panel, dark, pixel_ratio):
    figure = sheet(panel.frame.width, panel.frame.height)
    panel.draw(axes_on(figure, panel.frame, dark), dark)
    return imread(io.BytesIO(png(figure, pixel_ratio)))


@pytest.mark.thorough
@pytest.mark.parametrize("pixel_ratio", [0.5, 1, 1.25, 1.5, 2, 2.625])
@pytest.mark.parametrize("dark", [False, True])
def test_axes_that_are_drawn_on_again_look_like_new_ones(pixel_ratio, dark):
    first = {}
    for name in ("bowl", "Himmelblau", "two hills", "ripple", "bowl", "Rosenbrock"):  # some share a window
        for kind, panel in panels_of(name).items():
            if (name, kind) not in first:
                first[name, kind] = drawn_for_the_first_time(panel, dark, pixel_ratio)
            new, again = first[name, kind], imread(io.BytesIO(paper(kind, panel, dark, pixel_ratio)))
            assert again.shape == new.shape  # with a transparent margin both
            assert np.abs(again - new).mean() < 0.01
            # A line of the graph may lie over the frame now instead of under it.
            assert (np.abs(again - new).max(axis=2) > 0.2).mean() < 5e-4


def test_a_picture_in_few_colours_keeps_those_of_wide_areas_and_the_rest_as_near_as_a_median_cut():
    figure = background(sample_map(gc.GALLERY["bowl"]))
    figure.patch.set(facecolor="white", alpha=1)
    exact = Image.open(io.BytesIO(png(figure, 1.5))).convert("RGB")
    few = Image.open(io.BytesIO(few_colours(exact, 256)))
    assert few.mode == "P"
    before, after = np.asarray(exact, int), np.asarray(few.convert("RGB"), int)
    colours, counts = np.unique(before.reshape(-1, 3), axis=0, return_counts=True)
    for colour in colours[np.argsort(-counts)[:8]]:
        assert (after[(before == colour).all(axis=2)] == colour).all(), colour
    median = np.asarray(exact.quantize(256).convert("RGB"), int)
    assert np.abs(after - before).mean() <= 1.1 * np.abs(median - before).mean()
