"""The controls of the gradient field in a real JupyterLab."""

from tests.browser import lab


def test_density_and_lengths_are_set_by_keyboard_and_by_mouse(page, server):
    explorer = lab.open_explorer(page, server, "field", "e = gc.explore('saddle', x=1.5, y=-1.2, field=True)")
    before = explorer.canvas()
    explorer.handle("arrows per side").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    explorer.settle()
    assert explorer.value("e.arrows") == 25
    denser = explorer.canvas()
    assert denser != before
    lengths = page.get_by_label("arrow lengths")
    lengths.select_option("all equal")
    explorer.settle()
    assert explorer.value("e.lengths") == "equal"
    assert explorer.canvas() != denser
    assert "25 × 25 arrows, all of one length" in page.locator(".gradcalc-note").inner_text()

    explorer.python("e.arrows, e.lengths = 20, 'proportional'")
    assert explorer.canvas() == before
    assert lengths.input_value() == "true proportions"
    explorer.drag_point(-40, 30)
    assert explorer.message.inner_text() == ""
