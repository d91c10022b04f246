"""The picture under the card of a check, in a real JupyterLab: it opens, a drag moves both arrows, and keys do."""

import re

from playwright.sync_api import expect

from tests.browser import lab

ANSWER = """
import numpy as np
import gradcalc as gc
def gradient_2d(f, x, y, h=1e-6):
    return np.array([f(x + h, y) - f(x - h, y), f(x, y - h) - f(x, y + h)]) / (2 * h)
"""


def test_the_picture_under_a_card_follows_the_hand(page, server):
    address, root = server
    lab.write_notebook(root / "shown.ipynb", ANSWER, "gc.check('01.gradient_2d', gradient_2d)")
    lab.open_notebook(page, address, "shown.ipynb")
    lab.run_all(page)
    card = page.locator(".gradcalc-check")
    expect(card).to_have_count(1)
    button = page.get_by_role("button", name="Show it in the picture")
    button.focus()
    page.keyboard.press("Enter")
    picture = page.locator(".gradcalc-board .gradcalc-picture")
    picture.wait_for()
    assert picture.bounding_box()["y"] > card.bounding_box()["y"] + card.bounding_box()["height"]
    words = page.locator(".gradcalc-board .gradcalc-remark")
    # f = 1.6x² + 1.1xy - 0.3y² - 0.1x - 1.1y at (1.5, -0.4)
    expect(words).to_contain_text("At (1.50, -0.40) your gradient is (4.26, -0.79)")
    expect(words).to_contain_text("the true one is (4.26, 0.79)")
    picture.focus()
    page.keyboard.press("ArrowRight")
    expect(picture).not_to_have_attribute("aria-label", re.compile(r"The point is at \(1\.50, -0\.40\)"))
    page.get_by_role("button", name="Where they differ most").click()
    expect(words).to_contain_text("At (3.50, -2.40)")
    page.get_by_role("button", name="Hide the picture").click()
    expect(picture).to_be_hidden()
