"""Slices through a loss of one's own in a real browser: what is out of reach is grey, and Stop stops."""

from tests.browser import lab

LOSS = """import time
import numpy as np
import gradcalc as gc
def slow(w):
    time.sleep(0.005)
    if w[0] < 0:
        raise ArithmeticError("the first is negative")
    return w @ w"""
SLICE = "t = gc.explore_slices(slow, np.linspace(1e-9, 1, 50))\nt"
GREY = """() => [...document.querySelectorAll('.gradcalc-explorer option')].filter((option) => option.disabled)
    .map((option) => `${option.textContent.replaceAll('\\u00a0', ' ')}: ${option.title}`)"""


def test_what_is_out_of_reach_is_grey_and_a_slow_slice_stops_and_leaves_the_sliders_free(page, server):
    address, root = server
    lab.write_notebook(root / "own.ipynb", LOSS, SLICE)
    lab.open_notebook(page, address, "own.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    grey = page.evaluate(GREY)
    assert len(grey) == 5
    assert grey[-1] == "to another network: hand over other=, the parameters of another network, of shape (n,)"
    board.drag_slider("angle of u", 15)
    assert board.value("t.angle") > 0
    assert board.value("t.running")
    page.get_by_role("button", name="Stop", exact=True).click()
    board.settle()
    assert not board.value("t.running")
    assert int(board.table()["values computed"].split(" of ")[0].replace(",", "")) < 3721
    assert int(board.table()["left out"]) > 0
