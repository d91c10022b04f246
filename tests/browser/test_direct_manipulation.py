"""Hands on the pictures: the point, the tip of u, the graph of the slopes, zoom and buttons."""

import math

import pytest

from tests.browser import lab

THREE = 'e = gc.explore(views=("map", "slopes", "slice"))'
POINTER = """(box, [kind, from, to]) => {
    const bounds = box.getBoundingClientRect();
    const fire = (type, [x, y]) => box.dispatchEvent(new PointerEvent(type, {
        pointerId: 1, pointerType: kind, isPrimary: true, button: type === 'pointermove' ? -1 : 0,
        buttons: type === 'pointerup' ? 0 : 1, bubbles: true, clientX: bounds.left + x, clientY: bounds.top + y }));
    box.setPointerCapture = () => (box.held = true);
    box.hasPointerCapture = () => box.held;
    fire('pointerdown', from);
    for (const share of [0.3, 0.6, 1]) fire('pointermove', from.map((v, i) => v + share * (to[i] - v)));
    fire('pointerup', to);
    box.held = false;
}"""


def place(explorer, x, y):
    """Where a point of the data lies in the map, in CSS pixels from its corner."""
    b = explorer.value("dict(e.view.panels[0], png=None, levels=None)")
    (x0, x1), (y0, y1) = b["xlim"], b["ylim"]
    return (
        b["left"] + (x - x0) / (x1 - x0) * b["box_width"],
        b["top"] + (y1 - y) / (y1 - y0) * b["box_height"],
    )


def tip(explorer):
    x, y, angle, width = explorer.value("[e.x, e.y, e.angle, 1.2 * (e.window[0][1] - e.window[0][0])]")
    turn = math.radians(angle)
    return place(explorer, x + 0.2 * width * math.cos(turn), y + 0.2 * width * math.sin(turn))


def drag(explorer, start, end):
    box = explorer.picture.bounding_box()
    mouse = explorer.page.mouse
    mouse.move(box["x"] + start[0], box["y"] + start[1])
    mouse.down()
    for share in (0.3, 0.6, 1):
        mouse.move(*(box[k] + a + share * (b - a) for k, a, b in zip("xy", start, end, strict=True)))
    mouse.up()
    explorer.settle()


def turn_wheel(explorer, pixels):
    """Turn the wheel, and wait until the page has felt it: it comes later than keys and moves do."""
    explorer.page.evaluate(
        """() => {
            const feel = () => (window.felt = true);
            window.felt = false;
            window.addEventListener('wheel', feel, { capture: true, once: true, passive: true });
        }"""
    )
    explorer.page.mouse.wheel(0, pixels)
    explorer.page.wait_for_function("() => window.felt")
    explorer.settle()


def press(explorer, name):
    explorer.page.get_by_role("button", name=name, exact=True).click()
    explorer.settle()


def test_the_tip_of_u_is_dragged_and_the_point_stays(explorer):
    explorer.python("e.x, e.y, e.angle = 0, 0, 30")
    drag(explorer, tip(explorer), place(explorer, -1, 1))
    assert explorer.value("[e.x, e.y, e.angle]") == [0, 0, 135]
    assert explorer.handle("direction u (°)").get_attribute("aria-valuenow") == "135.0"
    drag(explorer, tip(explorer), place(explorer, 0.2, -1.5))
    assert explorer.value("[e.x, e.y]") == [0, 0]
    assert explorer.value("e.angle") == pytest.approx(math.degrees(math.atan2(-1.5, 0.2)) % 360, abs=1)


@pytest.mark.parametrize("kind", ["touch", "pen"])
def test_touch_and_pen_drag_point_and_tip(explorer, kind):
    explorer.python("e.x, e.y, e.angle = 0, 0, 0")
    explorer.picture.evaluate(POINTER, [kind, place(explorer, 0, 0), place(explorer, -0.5, -1)])
    explorer.settle()
    assert explorer.value("[e.x, e.y]") == pytest.approx([-0.5, -1], abs=0.01)
    explorer.picture.evaluate(POINTER, [kind, tip(explorer), place(explorer, -0.5, 1)])
    explorer.settle()
    assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx([-0.5, -1, 90], abs=0.01)


def test_a_click_moves_the_point_and_home_leads_back(explorer):
    explorer.picture.click(position=dict(zip(("x", "y"), place(explorer, -1.2, 0.4), strict=True)))
    explorer.settle()
    assert explorer.value("[e.x, e.y]") == pytest.approx([-1.2, 0.4], abs=0.01)
    explorer.page.keyboard.press("Home")
    explorer.settle()
    assert explorer.value("[e.x, e.y]") == [1, 1]


def test_buttons_turn_u_along_the_gradient_and_along_the_level_curve(explorer):
    explorer.python("e.surface = 'saddle'; e.x, e.y = 1.25, -0.75")
    press(explorer, "Turn u along the gradient")
    gx, gy = 2.5, 1.5
    steepest = math.degrees(math.atan2(gy, gx))
    assert explorer.value("e.angle") == pytest.approx(steepest, abs=1e-4)
    assert explorer.numbers()["Dᵤf"] == pytest.approx(math.hypot(gx, gy), abs=1e-5)
    press(explorer, "Turn u along the level curve")
    assert explorer.value("e.angle") == pytest.approx(steepest + 90, abs=1e-4)
    assert explorer.numbers()["Dᵤf"] == pytest.approx(0, abs=1e-5)


def test_zoom_keeps_the_point_where_it_is_and_reset_leads_back(explorer):
    explorer.python("e.x, e.y = 0.5, 1")
    before, background = place(explorer, 0.5, 1), explorer.background()
    press(explorer, "Zoom in on the point")
    assert explorer.value("e.window") == (pytest.approx((-0.75, 1.25)), pytest.approx((-0.5, 1.5)))
    assert place(explorer, 0.5, 1) == pytest.approx(before)
    assert explorer.value("[e.x, e.y, e.controls.x.max]") == [0.5, 1, 1.25]
    assert explorer.background() != background
    explorer.picture.hover()
    explorer.page.keyboard.down("Control")
    turn_wheel(explorer, 300)
    explorer.page.keyboard.up("Control")
    assert explorer.value("e.window") == (pytest.approx((-2, 2)), pytest.approx((-2, 2)))
    press(explorer, "Zoom out")
    assert explorer.value("e.window[0]") == pytest.approx((-4.5, 3.5))
    press(explorer, "Reset the window")
    assert explorer.value("e.window") == ((-2, 2), (-2, 2))
    assert explorer.message.inner_text() == ""


def test_the_wheel_scrolls_the_page_over_a_picture_in_focus_too_and_says_what_zooms(explorer):
    explorer.picture.focus()
    explorer.picture.hover()
    hint = explorer.picture.get_by_text("wheel zooms")
    assert not hint.is_visible()
    turn_wheel(explorer, 200)
    assert hint.is_visible()
    assert explorer.value("e.window") == ((-2, 2), (-2, 2))


def test_a_window_where_the_function_fails_is_refused_in_words(page, server):
    code = """
def fragile(x, y):
    if np.max(x) > 2.5:
        raise RuntimeError("too far east")
    return x * y
e = gc.explore(fragile)"""
    explorer = lab.open_explorer(page, server, "fragile", "import numpy as np" + code)
    canvas = explorer.canvas()
    press(explorer, "Zoom out")
    assert explorer.message.inner_text() == "too far east"
    assert explorer.value("e.window") == ((-2, 2), (-2, 2))
    assert explorer.canvas() == canvas


def test_the_graph_of_the_slopes_turns_u_by_mouse_and_by_keys(page, server):
    explorer = lab.open_explorer(page, server, "slopes", THREE)
    graph = page.locator(".gradcalc-slopes")
    canvases = [page.locator("canvas.gradcalc-canvas").nth(i).evaluate("(c) => c.toDataURL()") for i in range(3)]
    graph.click(position={"x": 58 + 280 * 200 / 360, "y": 100})
    explorer.settle()
    assert explorer.value("e.angle") == pytest.approx(200, abs=1)
    assert all(
        page.locator("canvas.gradcalc-canvas").nth(i).evaluate("(c) => c.toDataURL()") != before
        for i, before in enumerate(canvases)
    )
    angle = explorer.value("e.angle")
    for key in ("ArrowRight", "Shift+ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    explorer.settle()
    assert explorer.value("e.angle") == angle - 13


def test_u_turns_by_itself_until_it_is_paused(explorer):
    press(explorer, "Let the direction turn by itself")
    explorer.page.wait_for_function(
        "() => !document.querySelector('.gradcalc-picture').ariaLabel.includes('along 15°')"
    )
    press(explorer, "Let the direction turn by itself")
    stopped = explorer.value("e.angle")
    assert stopped != 15
    explorer.page.wait_for_timeout(300)
    assert explorer.value("e.angle") == stopped
    assert explorer.numbers()["Dᵤf"] == pytest.approx(
        2 * math.cos(math.radians(stopped)) + 2 * math.sin(math.radians(stopped)), abs=2e-6
    )
