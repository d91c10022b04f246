"""The network of lesson 07 in a real browser: it trains while the sliders stay live, and Stop stops it."""

import pytest

from tests.browser import lab
from tests.browser.drivers import patiently


@pytest.fixture
def board(page, server, request):
    address, root = server
    name = request.node.name.split("[")[0]
    lab.write_notebook(root / f"{name}.ipynb", "import gradcalc as gc", "t = gc.explore_training()\nt")
    lab.open_notebook(page, address, f"{name}.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    board.settle()
    return board


def step_reached(board, step):
    for _ in patiently(f"step {step}"):
        if int(board.table()["step"]) >= step:
            return
        board.page.wait_for_timeout(20)


def test_the_boundary_and_the_loss_move_while_it_trains_and_a_slider_is_answered(board):
    before = board.canvas()
    board.page.get_by_role("button", name="Train", exact=True).click()
    step_reached(board, 3)
    assert board.canvas() != before
    board.drag_slider("learning rate", 15)
    assert board.value("t.rate") > 0.1
    assert board.value("t.running")
    at = int(board.table()["step"])
    step_reached(board, at + 3)


def test_stop_stops_and_the_loss_can_be_dragged_back(board):
    board.page.get_by_role("button", name="Train", exact=True).click()
    step_reached(board, 10)
    board.page.get_by_role("button", name="Stop", exact=True).click()
    board.settle()
    assert not board.value("t.running")
    stopped = board.value("t.step")
    board.page.wait_for_timeout(300)
    assert board.value("t.step") == stopped < 300
    board.page.locator(".gradcalc-picture").nth(1).focus()
    board.page.keyboard.press("ArrowLeft")
    board.settle()
    assert int(board.table()["step"]) == stopped - 3
    assert float(board.table()["loss L"]) == pytest.approx(board.value(f"t.reading.losses[{stopped - 3}]"), abs=1e-4)


def test_the_mark_on_the_track_stands_where_the_handle_would_be_at_the_limit(board):
    board.value("t.set(rate=t.reading.limit.rate)")
    board.settle()
    tick = board.page.locator(".gradcalc-slider-mark")
    slider = board.page.locator(".widget-slider", has_text="learning rate")
    at, handle = (part.bounding_box() for part in (tick, slider.locator(".noUi-handle")))
    assert at["x"] + at["width"] / 2 == pytest.approx(handle["x"] + handle["width"] / 2, abs=3)
    assert at["height"] > 10
    assert slider.locator(".noUi-handle").get_attribute("aria-description") == "limit 1.73 at step 0"
