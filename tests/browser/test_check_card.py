"""The card of a check in a real JupyterLab, by the keyboard alone: help in steps, fresh cases, a saved notebook."""

import nbformat
from playwright.sync_api import expect

from tests.browser import lab

ANSWER = """import gradcalc as gc
import numpy as np

def best_share(gradient, directions):
    return (directions @ gradient).max() / np.linalg.norm(gradient)"""
MENDED = "def best_share(gradient, directions): return (directions @ gradient / np.linalg.norm(directions, axis=1)).max() / np.linalg.norm(gradient)"  # noqa: E501
CHECK = "gc.check('03.best_share', best_share)"
EDIT = (
    "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.updateSource(0, 0, '# Mine\\n')"
)
RUN_LAST = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = 1;
    return window.jupyterapp.commands.execute('notebook:run-cell');
}"""
STEPS = ["What may have happened", "What to look at", "A worked example like it"]


def test_help_is_opened_by_the_keyboard_and_a_saved_notebook_has_the_card_of_before(page, server):
    address, root = server
    lab.write_notebook(root / "check.ipynb", ANSWER, CHECK)
    lab.open_notebook(page, address, "check.ipynb")
    lab.run_all(page)
    card = page.get_by_role("group", name="Check: The steepest of several directions")
    hint = card.get_by_text("The directions are not unit vectors.")
    card.get_by_role("button", name=STEPS[0]).focus()
    expect(hint).to_have_count(0)
    for number, step in enumerate(STEPS):
        page.keyboard.press("Enter")
        region = card.get_by_role("region", name=step)
        expect(region).to_be_focused()
        expect(card.get_by_role("region")).to_have_count(number + 1)
        page.keyboard.press("Tab")
    expect(hint).to_be_visible()
    expect(card.get_by_role("button", name="More cases")).to_be_focused()
    page.keyboard.press("Enter")
    card.get_by_role("status").get_by_text("of 10 fresh cases is not right.").wait_for()
    expect(card.get_by_role("button", name="More cases")).to_be_focused()
    assert page.locator(".jp-Notebook .jp-Cell").count() == 2  # no key was a shortcut of the notebook

    lab.run_all(page)  # what is open stays so
    expect(page.get_by_role("region", name=STEPS[2])).to_be_visible()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    output = nbformat.read(root / "check.ipynb", 4).cells[1].outputs[0]
    assert "Hint: " in output.data["text/plain"]
    assert not any(words in output.data["text/html"] for words in (*STEPS, "More cases"))

    # What is on the screen was not run since it was edited: the check says so. It was run: the check says nothing.
    edited = page.get_by_text("The cell with best_share was edited since it was run.")
    expect(edited).to_have_count(0)
    page.evaluate(EDIT)
    page.evaluate(RUN_LAST)
    expect(edited).to_be_visible()
    lab.run_all(page)
    page.get_by_role("button", name="More cases").wait_for()
    expect(edited).to_have_count(0)

    lab.python(page, MENDED)  # without a check since
    page.get_by_role("button", name="More cases").press("Enter")
    page.get_by_role("status").get_by_text("best_share has been made anew since this check.").wait_for()
    assert lab.python(page, f"card = {CHECK}; print(card.status)") == "right"

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.shutdown()")
    page.get_by_text("Its buttons need Python.").wait_for()
    expect(page.get_by_role("button", name="More cases")).to_be_disabled()
