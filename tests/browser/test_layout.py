"""What a task needs stands on one screen of a laptop, with scroll bars and the list of files, and stays there."""

import pytest

from tests.browser import lab
from tests.browser.running import find_browser

SIZES = [{"width": 1280, "height": 800}, {"width": 1366, "height": 650}]
CODES = {
    "00": 'e = gc.explore("bowl", views=("map", "surface"), x=1, y=1, angle=15)',
    "01": 'e = gc.explore("saddle", x=-1, y=-1.5, views=("components", "slice x", "slice y"))',
    "02": 'e = gc.explore("bowl", x=1, y=0.5, field=True, arrows=15)',
    "02-circle": 'e = gc.explore_circle("bent valley", radius=0.1)',
    "03": 'e = gc.explore("bowl", x=1, y=1, angle=15, views=("map", "surface", "slopes", "slice"))',
    "05": "e = gc.explore_step()",
    "05-close": 'e = gc.explore_step(h=0.5, method="five-point", views=("far", "close"))',
    "06": "e = gc.explore_descent()",
}
# The boxes of what a task needs, from the upper edge of its explorer, and how much of it a screen shows.
BOXES = """() => {
    const root = document.querySelector('.gradcalc-explorer');
    const top = root.getBoundingClientRect().top;
    const boxes = [...root.querySelectorAll('.widget-inline-hbox, .gradcalc-picture, .gradcalc-button, tbody tr')]
        .filter((node) => node.checkVisibility())
        .map((node) => {
            const { left, right, top: y, bottom } = node.getBoundingClientRect();
            const over = node.scrollWidth - node.clientWidth; // a number that runs into its neighbour
            return { kind: node.className || 'row', left, right, top: y - top, bottom: bottom - top, over };
        });
    const shown = document.querySelector('.jp-WindowedPanel-outer');
    const bar = shown.offsetWidth - shown.clientWidth;
    return { boxes, right: root.getBoundingClientRect().right, room: shown.clientHeight, bar };
}"""
# Lists that are too narrow for a choice of theirs.
CUT_OFF = """() => [...document.querySelectorAll('.gradcalc-explorer select')]
    .filter((list) => list.checkVisibility())
    .flatMap((list) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(list);
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = font;
        const room = list.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        return [...list.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room);
    })"""
# Every place in which one of them stands from now on, in each frame.
WATCH = f"""() => {{
    window.stood = new Set();
    (function look() {{
        window.stood.add(JSON.stringify(({BOXES})().boxes));
        window.looking = requestAnimationFrame(look);
    }})();
}}"""


@pytest.fixture(scope="module")
def page(browser):
    """A page with scroll bars, which the browser of the other tests hides."""
    with browser.browser_type.launch(
        executable_path=find_browser(),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--hide-scrollbars"],
    ) as plain:
        yield plain.new_page(viewport=SIZES[0])


@pytest.mark.parametrize("name", CODES)
def test_sliders_three_pictures_and_rows_are_on_one_screen_and_stay_in_place(page, server, name):
    explorer = lab.open_explorer(page, server, f"layout-{name}", CODES[name])
    for size in SIZES:
        page.set_viewport_size(size)
        explorer.settle()
        seen = page.evaluate(BOXES)
        pictures = sorted(
            (box for box in seen["boxes"] if "gradcalc-picture" in box["kind"]), key=lambda b: b["bottom"]
        )
        needed = [*pictures[:3], *(b for b in seen["boxes"] if b["kind"] == "row" or "widget" in b["kind"])]
        assert max(box["bottom"] for box in needed) <= seen["room"], size
        assert page.evaluate(CUT_OFF) == [], size
        assert max(box["right"] for box in seen["boxes"]) <= seen["right"] + 1, size
        assert max(box["over"] for box in seen["boxes"] if box["kind"] == "row") <= 1, size
    assert seen["bar"] > 5, "no scroll bar takes its room"
    page.evaluate("() => document.querySelector('.gradcalc-explorer').scrollIntoView()")
    page.evaluate(WATCH)
    explorer.drag_slider(page.locator(".widget-slider .widget-label").first.inner_text(), 90)
    handle = page.locator(".noUi-handle").first
    for key in ("Home", "End", "ArrowLeft"):
        handle.press(key)
    explorer.settle()
    for name, choice in (("method", "five-point"), ("function", "ripple")):
        chooser = page.get_by_label(name, exact=True)
        if chooser.is_visible() and choice in chooser.locator("option").all_inner_texts():
            chooser.select_option(choice)
            explorer.settle()
    if page.get_by_role("button", name="Let the direction turn by itself").is_visible():
        for _ in range(2):
            page.get_by_role("button", name="Let the direction turn by itself").click()
            explorer.settle()
    page.evaluate("() => cancelAnimationFrame(window.looking)")
    assert page.evaluate("() => window.stood.size") == 1


# How wide each picture was in a frame, from now on; a hidden one has no width.
WATCH_WIDTHS = """() => {
    window.widths = {};
    (function look() {
        for (const box of document.querySelectorAll('.gradcalc-picture')) {
            if (box.offsetWidth) (window.widths[box.className] ??= new Set()).add(box.offsetWidth);
        }
        requestAnimationFrame(look);
    })();
}"""


def test_a_picture_has_its_room_before_it_is_decoded(page, server):
    address, root = server
    lab.write_notebook(root / "room.ipynb", f"import gradcalc as gc\n{CODES['03']}\ne", "gc.explore_descent()")
    page.set_viewport_size({**SIZES[0], "height": 2000})  # both are in sight
    lab.open_notebook(page, address, "room.ipynb")
    page.evaluate(WATCH_WIDTHS)
    lab.run_all(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.gradcalc-picture')].filter((box) => box.dataset.dark).length === 8"
    )
    lab.ExplorerPage(page).settle()
    widths = page.evaluate("() => Object.values(widths).map((seen) => [...seen])")
    assert all(max(seen) - min(seen) <= 1 for seen in widths), widths
