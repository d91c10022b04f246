"""Lessons on a phone: one finger scrolls the page and takes hold of what it begins on, two zoom and pan a map."""

import numpy as np
import pytest

from gradcalc.pictures.scenes.projection import DIRECTION_LENGTH
from tests.browser import lab
from tests.browser.test_layout import CUT_OFF
from tests.browser.touch import ACROSS, fingers, path, phone, swipe

EXPLORER = """import gradcalc as gc
e = gc.explore("bowl", x=0.5, y=0.5, views=("map", "slopes", "slice x"))
e"""
BOARD = """d = gc.explore_descent("bowl")
d"""
CELLS = (EXPLORER, 'gc.predict("02.steepest_place")', BOARD, *[f"{i}" for i in range(11)], 'gc.progress("05")')
STATE = "[e.x, e.y, e.angle, e.window, d.values]"

# What a finger is to hit, that is smaller than 44 pixels; and text that makes a phone zoom to it.
TOO_SMALL = """() => {
    const all = (names) => [...document.querySelectorAll(names)].filter((node) => node.checkVisibility());
    const controls = '.gradcalc-explorer :is(select, [type=text], label:has(input))';
    const least = ({ width, height }) => Math.min(width, height);
    const small = all(`.noUi-touch-area, .gradcalc-button, .gradcalc-commit, ${controls}`)
        .filter((node) => least(node.getBoundingClientRect()) < 43.9);
    const fine = all('.gradcalc-explorer input, .gradcalc-explorer select, .widget-readout')
        .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 16);
    return [...small, ...fine].map((node) => node.outerHTML);
}"""
BARS = """(open) => {
    const { commands, shell } = window.jupyterapp;
    if (shell.leftCollapsed === open) commands.execute('application:toggle-left-area');
    for (const side of ['left', 'right']) commands.execute('application:toggle-side-tabbar', { side });
}"""


@pytest.fixture
def lesson(page, server):
    """A notebook with an explorer, a prediction and a board in an upright phone."""
    address, root = server
    lab.write_notebook(root / "on-a-phone.ipynb", *CELLS)
    lab.open_notebook(page, address, "on-a-phone.ipynb")
    page.evaluate(BARS, False)
    with phone(page):
        lab.run_all(page)
        page.wait_for_selector(".gradcalc-board .gradcalc-side tbody tr")
        explorer = lab.ExplorerPage(page)
        explorer.settle()
        yield explorer
    page.evaluate(BARS, True)


def test_one_finger_scrolls_taps_and_takes_hold_and_two_zoom_and_pan(lesson):
    page = lesson.page
    chart, slopes, values = (page.locator(f".gradcalc-{name}").first for name in ("map", "slopes", "values"))
    asked = page.locator(".gradcalc-prediction .gradcalc-map")
    start = page.locator(".gradcalc-board .gradcalc-map")
    track = page.locator(".noUi-target").first

    # A swipe scrolls, wherever it begins but on what can be moved.
    before = lesson.value(STATE)
    for picture in (chart, slopes, page.locator(".gradcalc-slice-x"), asked, start, values):
        assert swipe(picture, 4, -150, at=(0.3, 0.7)) > 100, picture
    assert swipe(track, 0, -100, at=(0.9, 0.5)) > 50
    lesson.settle()
    assert lesson.value(STATE) == before
    assert "No point placed yet" in asked.get_attribute("aria-label")

    # A tap moves the point there, a slider too.
    assert swipe(chart, 0, 0, at=(0.6, 0.3)) == swipe(asked, 0, 0) == swipe(start, 0, 0, at=(0.4, 0.3)) == 0
    assert "Your point" in asked.get_attribute("aria-label")
    lesson.settle()
    x, y, _, window, values_now = lesson.value(STATE)
    assert [x, y] != before[:2]
    assert values_now != before[4]
    assert swipe(track, 0, 0, at=(0.25, 0.5)) == 0
    lesson.settle()
    assert lesson.value("e.x") == pytest.approx(-1, abs=0.1)

    # Near the point, the tip and a handle a finger takes hold, and the page stands still.
    lesson.python("e.x, e.y, e.angle = 0, 0, 0")
    frame = lesson.value("dict(e.view.panels[0], png=None, levels=None)")

    def share(x, y):
        (x0, x1), (y0, y1) = frame["xlim"], frame["ylim"]
        across = frame["left"] + (x - x0) / (x1 - x0) * frame["box_width"]
        down = frame["top"] + (y1 - y) / (y1 - y0) * frame["box_height"]
        return across / frame["width"], down / frame["height"]

    unit = chart.bounding_box()["width"] / frame["width"] * frame["box_width"] / np.ptp(frame["xlim"])
    assert swipe(chart, 0.5 * unit, -1.2 * unit, at=share(-0.1, 0.1)) == 0
    lesson.settle()
    assert lesson.value("[e.x, e.y]") == pytest.approx([0.5, 1.2], abs=0.05)
    lesson.python("e.x = e.y = 0")
    length = DIRECTION_LENGTH * np.ptp(frame["xlim"])
    assert swipe(chart, -length * unit, -length * unit, at=share(length, 0)) == 0
    lesson.settle()
    assert lesson.value("[e.x, e.y, e.angle]") == pytest.approx([0, 0, 90], abs=5)
    assert swipe(slopes, 60, 10) == 0
    lesson.settle()
    assert lesson.value("e.angle") > 180
    handle = page.locator(".noUi-touch-area").first
    assert swipe(handle, 40, 0, at=(0.1, 0.1)) == 0
    lesson.settle()
    assert lesson.value("e.x") > 0.3

    # Two fingers zoom and pan; the buttons go on from there.
    point = lesson.value("[e.x, e.y]")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    x, y = box["x"] + 0.55 * box["width"], box["y"] + 0.5 * box["height"]
    fingers(page, path((x - 40, y), -40, 0), path((x + 40, y), 40, 0))
    lesson.settle()
    zoomed = lesson.value("e.window")
    assert np.ptp(zoomed, axis=1) == pytest.approx(np.ptp(window, axis=1) / 2)
    fingers(page, path((x - 40, y), 0, 60), path((x + 40, y), 0, 60))
    lesson.settle()
    panned = lesson.value("e.window")
    assert np.subtract(panned, zoomed) == pytest.approx(np.array([[0, 0], [1, 1]]) * 60 / unit / 2, abs=0.02)
    swipe(page.get_by_role("button", name="Zoom out").first, 0, 0)
    lesson.settle()
    assert np.ptp(lesson.value("e.window"), axis=1) == pytest.approx(np.ptp(window, axis=1))
    assert lesson.value("[e.x, e.y]") == point
    assert page.evaluate("visualViewport.scale") == 1

    # All is large enough for a finger, no card is cut off, and no picture is taller than a phone held across.
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.locator(".gradcalc-progress").evaluate("(card) => card.scrollWidth - card.clientWidth") <= 0
    with phone(page, ACROSS):
        shown = page.locator(".jp-WindowedPanel-outer").bounding_box()["height"]
        for picture in page.locator(".gradcalc-picture").all():
            assert picture.bounding_box()["height"] < shown
