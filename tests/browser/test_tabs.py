"""Several notebooks and several tabs on one kernel."""

import pytest

from tests.browser import lab
from tests.browser.calm import rest
from tests.browser.hands import open_again, open_page, open_watched
from tests.browser.watch import messages, watch, watch_anew


def all_show(explorers, kernel):
    """Whether every tab draws what the kernel says."""
    state = pytest.approx(kernel.value("[e.x, e.y, e.angle]"), abs=1e-6)
    return [list(explorer.drawn()) for explorer in explorers] == [state] * len(explorers)


def test_two_notebooks_on_one_kernel_are_independent(context, page, server):
    errors = []
    first = open_watched(page, server, "one-of-two")
    other_page = open_page(context, errors)
    address, root = server
    lab.write_notebook(root / "other.ipynb", "import gradcalc as gc\nother = gc.explore('saddle')\nother")
    lab.open_notebook(other_page, address, "other.ipynb")
    kernel = page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
    other_page.evaluate("(id) => window.jupyterapp.shell.currentWidget.sessionContext.changeKernel({ id })", kernel)
    lab.run_all(other_page)
    other_page.wait_for_selector(".gradcalc-side tbody tr")
    watch(other_page)
    assert first.value("[e.x, other.x, other.surface.name]") == [1.0, 1.0, "saddle"]
    seen = lab.ExplorerPage(other_page).canvas()
    first.press_keys(times=4)
    rest(page)
    assert first.value("[round(e.x, 9), other.x]") == [0.84, 1.0]
    assert lab.ExplorerPage(other_page).canvas() == seen
    before = first.canvas()
    other_page.locator(".gradcalc-picture").focus()
    other_page.keyboard.press("ArrowUp")
    rest(other_page)
    assert first.value("[round(e.x, 9), round(other.y, 9)]") == [0.84, 0.54]
    assert first.canvas() == before
    other_page.close()
    first.press_keys(times=1)
    rest(page)
    assert round(first.value("e.x"), 9) == 0.8
    assert errors == []


def test_the_same_notebook_in_two_tabs_mirrors_without_an_echo(page, server):
    errors = []
    first = open_watched(page, server, "mirrored")
    second = open_again(page, server[0], "mirrored", errors)
    first.python("e.angle += 1")  # so that both have seen a drawing
    rest(page)
    tabs = (first, second)
    assert all_show(tabs, first)
    for hand in tabs:
        for move in (hand.drag_x_slider, hand.drag_in_picture, hand.drag_tip_of_u, hand.press_keys):
            before = hand.drawn()
            hand.page.bring_to_front()
            move()
            assert hand.drawn() != before
            rest_in(tabs)
            assert all_show(tabs, first), move.__name__
            assert [tab.numbers() for tab in tabs] == [first.numbers()] * 2
    first.python("e.x, e.y, e.angle = -0.5, 0.25, 200")
    rest_in(tabs)
    assert first.drawn() == pytest.approx((-0.5, 0.25, 200), abs=1e-6)
    assert all_show(tabs, first)
    for tab in tabs:
        watch_anew(tab.page)
    page.wait_for_timeout(1000)
    assert [m["type"] for tab in tabs for m in messages(tab.page) if m["comm"]] == []
    second.page.close()
    assert errors == []


def rest_in(explorers):
    """Wait until nothing travels in any tab; a frame is only drawn in a tab that is in front."""
    for explorer in explorers:
        explorer.page.bring_to_front()
        rest(explorer.page)
