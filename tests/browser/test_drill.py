"""A drill in a real JupyterLab, by the keyboard alone: formulas are drawn, and Enter leads on."""

from playwright.sync_api import expect

from tests.browser import lab

CELLS = "import gradcalc as gc\nd = gc.drill('01')\nd", "'the cell below'"
SIZES = "(card) => [...card.querySelectorAll('math')].map((formula) => formula.getBoundingClientRect().height)"


def test_a_drill_is_answered_by_the_keyboard_alone(page, server):
    address, root = server
    lab.write_notebook(root / "drill.ipynb", *CELLS)
    lab.open_notebook(page, address, "drill.ipynb")
    lab.run_all(page)
    card = page.locator(".gradcalc-drill")
    box, said = card.get_by_label("Your answer"), card.get_by_role("status")
    box.wait_for()
    assert all(height > 5 for height in card.evaluate(SIZES))
    # A fraction is higher than a letter only where the browser knows MathML.
    assert (
        card.locator("mfrac").bounding_box()["height"] > 1.5 * card.locator("mfrac mi").first.bounding_box()["height"]
    )

    box.focus()
    page.keyboard.type("-16x^4 y^2")  # the power was to go down
    page.keyboard.press("Enter")
    said.get_by_text("The power that is left is lower by one").wait_for()
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("-16 x^3 y^2")
    page.keyboard.press("Enter")
    said.get_by_text("✓ Right.").wait_for()
    expect(card.get_by_role("group", name="How it is done")).to_be_visible()
    expect(card.get_by_role("button", name="Another one")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    assert lab.python(page, "print(d.practice.number, d.practice.tries)") == "2 0"
    assert page.locator(".jp-Notebook .jp-Cell").count() == 2
