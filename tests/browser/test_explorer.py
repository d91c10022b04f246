"""The explorer in a real JupyterLab and a real browser, moved by mouse, keyboard and Python."""

import math

import pytest

from gradcalc.pictures.marks import STYLES
from tests.browser import lab


def bowl_numbers(x, y, angle, h=0.0):
    """Closed form for the bowl: its forward differences with step h are 2x + h and 2y + h."""
    fx, fy = 2 * x + h, 2 * y + h
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return {
        "f(x, y)": x**2 + y**2,
        "∂f/∂x": fx,
        "∂f/∂y": fy,
        "|∇f|": math.hypot(fx, fy),
        "∇f · u": fx * cos + fy * sin,
        "Dᵤf": 2 * x * cos + 2 * y * sin + h,
    }


@pytest.mark.parametrize("label", ["x", "y", "direction u (°)", "step size h"])
def test_each_slider_moves_the_picture_and_the_numbers(explorer, label):
    before, canvas, background = explorer.table(), explorer.canvas(), explorer.background()
    explorer.drag_slider(label, 60)
    assert explorer.canvas() != canvas
    assert explorer.background() == background
    assert explorer.table() != before
    x, y, angle, step = explorer.value("[e.x, e.y, e.angle, e.step]")
    expected = bowl_numbers(x, y, angle, step)
    assert explorer.numbers() == {name: pytest.approx(value, abs=2e-6) for name, value in expected.items()}


def test_the_largest_step_is_seen_in_the_numbers_and_in_the_field(explorer):
    canvas = explorer.canvas()
    explorer.handle("step size h").press("End")
    explorer.settle()
    assert explorer.value("e.step") == 1
    assert explorer.numbers()["∂f/∂x"] == pytest.approx(3)
    explorer.python("e.x, e.y = -1, -1")
    explorer.python("e.x, e.y, e.step = 1, 1, 1e-7")
    assert explorer.canvas() == canvas


def test_the_step_slider_reaches_both_of_its_ends_one_key_at_a_time(explorer):
    handle = explorer.handle("step size h")
    handle.focus()
    for _ in range(90):
        explorer.page.keyboard.press("ArrowLeft")
    explorer.settle()
    assert explorer.value("e.step") == pytest.approx(1e-16, rel=1e-6)
    assert explorer.numbers()["∂f/∂x"] == 0  # 1 + 1e-16 is 1
    for _ in range(160):
        explorer.page.keyboard.press("ArrowRight")
    explorer.settle()
    assert explorer.value("e.step") == 1


def test_the_picture_is_sharp_on_a_dense_screen(page, server):
    with lab.screen(page, 2, {"width": 1280, "height": 800}):
        explorer = lab.open_explorer(page, server, "sharp")
        width = explorer.value("e.view.panels[0]['width']")
        assert explorer.picture.locator("canvas.gradcalc-canvas").evaluate("(canvas) => canvas.width") == 2 * width
        assert explorer.picture.locator("canvas.gradcalc-contours").evaluate("(canvas) => canvas.width") == 2 * width
        explorer.python("e.surface = lambda x, y: x * y")  # whose axes are the kernel's
        page.wait_for_function(
            "(width) => document.querySelector('.gradcalc-picture img').naturalWidth === width", arg=2 * width
        )


def test_the_point_is_dragged_in_the_picture(explorer):
    explorer.drag_point(50, -70)
    x, y, angle, step = explorer.value("[e.x, e.y, e.angle, e.step]")
    per_unit = explorer.value("e.view.panels[0]['box_width']") / 4.8
    start = explorer.value("(lambda b: [b['width'] / 2 - b['left'], b['height'] / 2 - b['top']])(e.view.panels[0])")
    assert x == pytest.approx((start[0] + 50) / per_unit - 2.4, abs=0.01)
    assert y == pytest.approx(2.4 - (start[1] - 70) / per_unit, abs=0.01)
    expected = bowl_numbers(x, y, angle, step)
    assert explorer.numbers() == {name: pytest.approx(value, abs=2e-6) for name, value in expected.items()}


def test_a_narrow_window_shrinks_the_picture_evenly_and_the_point_still_goes_where_the_mouse_is(explorer):
    explorer.page.set_viewport_size({"width": 700, "height": 900})
    explorer.settle()
    box, frame = explorer.picture.bounding_box(), explorer.value("dict(e.view.panels[0], png=None, levels=None)")
    assert box["width"] < frame["width"] - 20
    assert box["width"] / box["height"] == pytest.approx(frame["width"] / frame["height"], rel=0.01)
    scale = box["width"] / frame["width"]
    explorer.picture.click(
        position={"x": (frame["left"] + frame["box_width"] / 4) * scale,
                  "y": (frame["top"] + frame["box_height"] / 4) * scale}
    )  # fmt: skip
    explorer.settle()
    assert explorer.value("[e.x, e.y]") == pytest.approx([-1.2, 1.2], abs=0.03)


def test_a_drag_beyond_the_picture_stops_at_the_window(explorer):
    explorer.drag_point(600, -900)
    assert explorer.value("[e.x, e.y]") == [2, 2]
    assert explorer.message.inner_text() == ""


def test_arrow_keys_move_the_point(explorer):
    explorer.picture.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowDown"):
        explorer.page.keyboard.press(key)
    explorer.settle()
    assert explorer.value("[e.x, e.y]") == pytest.approx([1 - 2 * 0.04, 1 + 0.04 - 0.4])
    assert explorer.page.locator(".jp-Cell").count() == 1


def test_the_function_chooser_brings_a_new_background(explorer):
    background = explorer.background()
    explorer.page.get_by_label("function", exact=True).select_option("saddle")
    explorer.settle()
    assert explorer.background() != background
    x, y = explorer.value("[e.x, e.y]")
    numbers = explorer.numbers()
    assert (numbers["∂f/∂x"], numbers["∂f/∂y"]) == pytest.approx((2 * x, -2 * y), abs=1e-6)


def test_a_formula_is_typed_and_shown_as_it_is_understood(explorer):
    box, shown = explorer.page.get_by_label("your formula"), explorer.page.locator(".gradcalc-understood")
    box.fill("x^3 + 2x y + sin x y")
    assert "sin(x)*y or sin(x*y)" in shown.inner_text()
    assert shown.locator("mark").inner_text() == "sin x y"
    box.fill("x^3 + 2x y")
    assert shown.locator("math msup").text_content() == "x3"
    assert not shown.locator("mark").count()
    explorer.page.keyboard.press("Enter")
    explorer.settle()
    explorer.page.get_by_label("function", exact=True).focus()
    assert shown.is_hidden()
    x, y = explorer.value("[e.x, e.y]")
    numbers = explorer.numbers()
    assert (numbers["∂f/∂x"], numbers["∂f/∂y"]) == pytest.approx((3 * x**2 + 2 * y, 2 * x), abs=1e-5)


@pytest.mark.parametrize("text", ["x*z", "__import__('os').system('true')", "sinx", "log(-1)", "x" * 5000])
def test_a_bad_formula_is_explained_and_the_picture_stays(explorer, text):
    explorer.drag_point(20, 20)
    canvas, background, table = explorer.canvas(), explorer.background(), explorer.table()
    explorer.page.get_by_label("your formula").fill(text)
    explorer.page.keyboard.press("Enter")
    explorer.settle()
    assert len(explorer.message.inner_text()) > 20
    assert (explorer.canvas(), explorer.background(), explorer.table()) == (canvas, background, table)
    explorer.drag_slider("x", 20)
    assert explorer.message.inner_text() == ""


def test_an_exception_in_the_readers_function_is_shown_and_the_picture_stays(page, server):
    code = """
broken = False
def mine(x, y):
    if broken:
        raise RuntimeError("too far north")
    return x * y
e = gc.explore(mine)"""
    explorer = lab.open_explorer(page, server, "mine", code)
    explorer.python("broken = True")
    canvas, table = explorer.canvas(), explorer.table()
    explorer.drag_slider("x", 30)
    assert explorer.message.inner_text() == "RuntimeError: too far north"
    assert (explorer.canvas(), explorer.table()) == (canvas, table)
    explorer.python("broken = False")
    explorer.drag_slider("x", 30)
    assert explorer.message.inner_text() == ""
    assert explorer.canvas() != canvas


def test_python_moves_sliders_and_picture(explorer):
    canvas = explorer.canvas()
    explorer.python("e.x = 1.5; e.angle = 90")
    assert explorer.canvas() != canvas
    assert explorer.handle("x").get_attribute("aria-valuenow") == "1.5"
    assert explorer.handle("direction u (°)").get_attribute("aria-valuenow") == "90.0"
    assert explorer.numbers()["Dᵤf"] == pytest.approx(2)


def test_values_between_the_sliders_positions_are_kept(explorer):
    states = [(0.12345, -1.98765, 44.7, 3e-7), (-1.6180339, 0.0001, 359.9, 1.7e-13), (1.999, -2, 0.3, 0.99)]
    for x, y, angle, step in states:
        explorer.python(f"e.x, e.y, e.angle, e.step = {x}, {y}, {angle}, {step}")
        assert explorer.value("[e.x, e.y, e.angle, e.step]") == [x, y, angle, step]
    explorer.python("e.surface = 'ripple'; e.y = -1.1; e.surface = 'Himmelblau'; e.x = 0.777")
    assert explorer.value("[e.x, e.y]") == [0.777, 1.0]


def test_marks_stand_where_the_data_says_and_in_the_colours_of_the_theme(explorer):
    explorer.python("e.x, e.y, e.angle = 0.5, -1, 120")
    for dark in (False, True):
        lab.set_theme(explorer.page, dark)
        explorer.settle()
        colour = STYLES["gradient"].dark if dark else STYLES["gradient"].light
        scale = explorer.value("float(e._stage.scale)")
        middle = explorer.pixel(0.5 + scale * 1 * 0.4, -1 + scale * -2 * 0.4)
        expected = (*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), 255)
        assert middle == pytest.approx(expected, abs=40)
    lab.set_theme(explorer.page, False)


def test_the_picture_describes_itself(explorer):
    explorer.python("e.angle = 45")
    label = explorer.picture.get_attribute("aria-label")
    assert label.startswith("At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is 2.83.")
    explorer.page.wait_for_function(
        "() => document.querySelector('.gradcalc-hidden').textContent.includes('slope is 2.83')"
    )


def test_two_explorers_in_one_notebook_are_independent(page, server):
    explorer = lab.open_explorer(
        page, server, "two", "e = gc.explore()\nother = gc.explore('saddle')\ndisplay(other)"
    )
    canvas = page.locator("canvas.gradcalc-canvas").nth(0).evaluate("(c) => c.toDataURL()")
    moved = page.locator("canvas.gradcalc-canvas").nth(1).evaluate("(c) => c.toDataURL()")
    explorer.python("e.x = -1.5")
    assert page.locator("canvas.gradcalc-canvas").nth(0).evaluate("(c) => c.toDataURL()") == canvas
    assert explorer.value("other.x") == 1.0
    assert page.locator("canvas.gradcalc-canvas").nth(1).evaluate("(c) => c.toDataURL()") != moved
