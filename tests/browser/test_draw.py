"""A drawing in a real JupyterLab: an arrow by the mouse, one by the keys, and what is said of them."""

import ast

from playwright.sync_api import Page, expect

from tests.browser import lab

CELLS = "import gradcalc as gc\nd = gc.draw('06')\nd", "'the cell below'"

SOURCES = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map((cell) => cell.model.sharedModel.getSource())"""


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the map lies on the screen."""
    frame = ast.literal_eval(
        lab.python(page, "print({k: v for k, v in d.ground.items() if k not in ('light', 'dark', 'look')})")
    )
    box = page.locator(".gradcalc-drill .gradcalc-picture").first.bounding_box()
    scale = box["width"] / frame["width"]
    (x0, x1), (y0, y1) = frame["xlim"], frame["ylim"]
    across = frame["left"] + (x - x0) / (x1 - x0) * frame["box_width"]
    down = frame["top"] + (y1 - y) / (y1 - y0) * frame["box_height"]
    return box["x"] + scale * across, box["y"] + scale * down


def value(page: Page, code: str):
    return ast.literal_eval(lab.python(page, f"print({code})"))


def test_an_arrow_is_drawn_by_the_mouse_and_the_next_ones_by_keys(page, server):
    address, root = server
    lab.write_notebook(root / "draw.ipynb", *CELLS)
    lab.open_notebook(page, address, "draw.ipynb")
    lab.run_all(page)
    card = page.locator(".gradcalc-drill")
    said, line = card.get_by_role("status").last, card.get_by_label("as a line of code")
    picture = card.locator(".gradcalc-picture")
    picture.scroll_into_view_if_needed()
    expect(line).to_be_hidden()

    (x, y), (dx, dy) = value(
        page, "(d.practice.item.target.places[0], tuple(d.practice.item.target.right()[0].tolist()))"
    )
    page.mouse.move(*at(page, x, y))
    page.mouse.down()
    page.mouse.move(*at(page, x - dx / 2, y - dy / 2), steps=4)
    page.mouse.move(*at(page, x - dx, y - dy), steps=4)
    page.mouse.up()
    expect(line).to_be_visible()
    drawn = ast.literal_eval(line.input_value().removeprefix("drawn = "))
    assert abs(drawn[0][0] + dx) < 0.05
    assert abs(drawn[0][1] + dy) < 0.05
    for turn in range(2):  # what it has put there already, it replaces
        card.get_by_role("button", name="Insert").click()
        card.get_by_text("It is in the notebook, below.").wait_for()
        sources = page.evaluate(SOURCES)
        assert sources == [*CELLS[:1], line.input_value(), *CELLS[1:]], turn
    card.get_by_role("button", name="Check").click()
    card.get_by_text("The arrow is reversed").wait_for()

    # The handle still knows the keys: from here the arrow is turned round by them alone.
    grip = card.get_by_role("application")
    grip.focus()
    page.keyboard.press("Delete")
    expect(grip).to_have_attribute(
        "aria-label", "Your arrow: not drawn yet. Arrow keys move its tip, with Shift further; Delete takes it away."
    )
    for steps, keys in ((dx, ("ArrowRight", "ArrowLeft")), (dy, ("ArrowUp", "ArrowDown"))):
        for _ in range(round(abs(steps) / 0.048)):
            page.keyboard.press(keys[steps < 0])
    card.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    card.get_by_text("✓ Right.").wait_for()
    expect(card.get_by_role("group", name="How it is done")).to_be_visible()
    expect(card.get_by_role("application")).to_have_count(0)
    card.get_by_role("button", name="Another one").click()
    expect(line).to_be_hidden()
    assert value(page, "(d.practice.number, d.practice.tries)") == (2, 0)
    assert page.locator(".jp-Notebook .jp-Cell").count() == 3
    assert said
