"""What a task needs stands on one screen of a laptop, with scroll bars and the list of files, and stays there."""

import pytest

from tests.browser import lab
from tests.browser.calm import settle
from tests.browser.running import find_browser

LAPTOP = {"width": 1366, "height": 650}
SIZES = [{"width": 1280, "height": 800}, LAPTOP]
CODES = {
    "00": 'gc.explore("bowl", views=("map", "surface"), x=1, y=1, angle=15)',
    "01": 'gc.explore("saddle", x=-1, y=-1.5, views=("components", "slice x", "slice y"))',
    "02": 'gc.explore("bowl", x=1, y=0.5, field=True, arrows=15)',
    "02-circle": 'gc.explore_circle("bent valley", radius=0.1)',
    "03": 'gc.explore("bowl", x=1, y=1, angle=15, views=("map", "surface", "slopes", "slice"))',
    "05": "gc.explore_step()",
    "05-close": 'gc.explore_step(h=0.5, method="five-point", views=("far", "close"))',
    "06": "gc.explore_descent()",
}
# What lessons 00 to 08 show beside these, each kind once.
OTHERS = {
    "01": 'gc.explore("two hills", views=("components", "surface", "slice x", "slice y"), shows=("slices",))',
    "02": 'gc.explore("saddle", field=True, lengths="equal", views=("map", "surface"))',
    "03": 'gc.explore("not differentiable", x=0, y=0, angle=55, views=("map", "slopes"))',
    "04": 'gc.explore("saddle", x=0, y=0, angle=60, views=("level",))',
    "04-walk": 'gc.walk("bowl", x=1, y=0)',
    "05-field": 'gc.explore_step_field("ripple", method="forward", h=1e-7)',
    "05-numbers": 'gc.explore_step(numbers="float32", h=1e-7, views=("close", "error"))',
    "06-momentum": "gc.explore_descent(condition=30, rate=0.05, momentum=0.7, steps=20)",
    "07-training": "gc.explore_training()",
    "07-slopes": "gc.explore_random_slopes()",
    "07-slices": "gc.explore_slices()",
    "07-between": "gc.explore_between()",
    "08": "gc.explore_chain_rule()",
    "08-cost": "gc.explore_cost()",
    "own": 'gc.explore(lambda x, y: x**2 - y, views=("map", "surface", "slopes"))',
    "compared": 'gc.explore("bowl", gradient=lambda x, y: (2 * x, y))',
}
# The boxes of what a task needs, from the upper edge of its explorer, and how much of it a screen shows.
BOXES = """(which) => {
    const root = document.querySelectorAll('.gradcalc-explorer')[which ?? 0];
    const top = root.getBoundingClientRect().top;
    const parts = ['.widget-inline-hbox', '.gradcalc-picture', '.gradcalc-button', 'tbody tr', '.gradcalc-said > p'];
    const boxes = [...root.querySelectorAll(parts.join())]
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
# The outputs of all cells, also of those that are not in sight.
ALL_AT_ONCE = """() => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.notebookConfig = { ...notebook.notebookConfig, windowingMode: 'none' };
}"""
# Every place in which one of them stands from now on, in each frame. Words may need another line: nothing is below.
WATCH = f"""() => {{
    window.stood = new Set();
    (function look() {{
        window.stood.add(JSON.stringify(({BOXES})().boxes.filter(({{ kind }}) => !/note|remark/.test(kind))));
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


def needed(boxes, *more):
    """What a task needs of what an explorer shows: controls, pictures and rows."""
    return [box for box in boxes if any(part in box["kind"] for part in ("widget", "picture", "row", *more))]


def test_controls_pictures_and_rows_of_everything_are_on_one_screen(page, server):
    address, root = server
    codes = [*CODES.values(), *OTHERS.values()]
    lab.write_notebook(root / "everything.ipynb", "import gradcalc as gc", *codes)
    lab.open_notebook(page, address, "everything.ipynb")
    page.evaluate(ALL_AT_ONCE)
    lab.run_all(page)
    page.wait_for_function("(n) => document.querySelectorAll('.gradcalc-explorer').length === n", arg=len(codes))
    settle(page)
    for size, files in ((SIZES[0], True), (LAPTOP, True), (LAPTOP, False)):
        page.set_viewport_size(size)
        page.evaluate(f"() => window.jupyterapp.shell.{'expand' if files else 'collapse'}Left()")
        settle(page)
        words = () if files else ("note", "remark")  # beside JupyterLab's files only numbers have room above the edge
        for i, code in enumerate(codes):
            seen = page.evaluate(BOXES, i)
            where = code, size, files
            assert max(box["bottom"] for box in needed(seen["boxes"], *words)) <= seen["room"], where
            assert max(box["right"] for box in seen["boxes"]) <= seen["right"] + 1, where
            assert max((box["over"] for box in seen["boxes"] if box["kind"] == "row"), default=0) <= 1, where
        assert page.evaluate(CUT_OFF) == [], size
    page.evaluate("() => window.jupyterapp.shell.expandLeft()")


@pytest.mark.parametrize("name", CODES)
def test_what_a_task_needs_stays_in_place(page, server, name):
    page.set_viewport_size(LAPTOP)
    explorer = lab.open_explorer(page, server, f"layout-{name}", f"e = {CODES[name]}")
    seen = page.evaluate(BOXES)
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
    lab.write_notebook(root / "room.ipynb", f"import gradcalc as gc\ne = {CODES['03']}\ne", "gc.explore_descent()")
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
