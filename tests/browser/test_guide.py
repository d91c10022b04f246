"""The guided start of lesson 00 in a real JupyterLab: done by hand and by keys, one part of the picture at a time."""

import ast

from playwright.sync_api import Page, expect

from tests.browser import lab

CELLS = (
    "import gradcalc as gc\ne = gc.explore('bowl', views=('map', 'surface'), x=1, y=1, fold_step=True)\n"
    "g = gc.guide('00', e)\ng",
    "e",  # shown once more, as the lesson does
)


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the guided map lies on the screen."""
    frame = ast.literal_eval(lab.python(page, "print(dict(e.view.panels[0], png=None, levels=None))"))
    box = page.locator(".gradcalc-guided .gradcalc-map").bounding_box()
    scale = box["width"] / frame["width"]
    (x0, x1), (y0, y1) = frame["xlim"], frame["ylim"]
    across = frame["left"] + (x - x0) / (x1 - x0) * frame["box_width"]
    down = frame["top"] + (y1 - y) / (y1 - y0) * frame["box_height"]
    return box["x"] + scale * across, box["y"] + scale * down


def test_each_task_ticks_itself_and_brings_the_next_part_by_hand_and_by_keys(page, server):
    address, root = server
    lab.write_notebook(root / "guide.ipynb", *CELLS)
    lab.open_notebook(page, address, "guide.ipynb")
    lab.run_all(page)
    guided, card = page.locator(".gradcalc-guided"), page.get_by_role("region", name="Guided start")
    picture, hill = guided.locator(".gradcalc-map"), guided.locator(".gradcalc-surface")
    angle = guided.get_by_role("slider", name="direction u")
    task, said = card.get_by_role("listitem"), card.get_by_role("status")
    expect(task).to_contain_text("The dot.")
    expect(picture).to_be_visible()
    for later in (hill, angle, guided.get_by_role("table"), guided.get_by_role("combobox")):
        expect(later).to_have_count(0) if later.count() == 0 else expect(later.first).to_be_hidden()

    picture.scroll_into_view_if_needed()
    page.mouse.move(*at(page, 1, 1))
    page.mouse.down()
    page.mouse.move(*at(page, 0, 1), steps=4)
    page.mouse.move(*at(page, -1, 1), steps=4)
    page.mouse.up()
    expect(said).to_contain_text("✓ You are about as high")
    expect(task).to_contain_text("The gradient.")

    picture.focus()
    for key in ["Shift+ArrowRight"] * 2 + ["ArrowRight"] * 5 + ["Shift+ArrowDown"] * 2 + ["ArrowDown"] * 5:
        page.keyboard.press(key)
    expect(said).to_contain_text("✓ You are where the ground is level")
    expect(task).to_contain_text("The direction.")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    angle.focus()
    for _ in range(95):  # from 15 degrees to 110
        page.keyboard.press("ArrowRight")
    expect(task).to_contain_text("The numbers.")
    expect(guided.get_by_role("table")).to_be_visible()

    skip = card.get_by_role("button", name="Skip this one")
    skip.focus()
    page.keyboard.press("Enter")
    expect(task).to_contain_text("The hill.")
    expect(hill).to_be_visible()
    guided.get_by_role("button", name="Look from above").click()
    expect(task).to_contain_text("The list of functions.")
    guided.get_by_role("combobox", name="function").select_option("saddle")
    expect(said).to_contain_text("Now the whole picture is yours.")
    expect(card).to_contain_text("5 of 6 done")
    assert lab.python(page, "print(g.card.done, e.surface.name)").strip() == "[0, 1, 2, 4, 5] saddle"

    card.get_by_role("button", name="Show all tasks").click()
    expect(task).to_have_count(6)
    card.get_by_role("button", name="Start again").click()
    expect(task).to_have_count(1)
    expect(hill).to_be_hidden()
    page.wait_for_function("() => document.querySelector('.gradcalc-explorer select').value === 'bowl'")
    lab.python(page, "e.x, e.y = -1, 1")  # which no hand has done
    expect(card).to_contain_text("0 of 6 done")
