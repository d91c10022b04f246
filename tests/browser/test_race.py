"""The race in a real browser: its table of many columns stays one, it is played, and a key takes a method out."""

import pytest

from tests.browser import lab
from tests.browser.drivers import patiently


@pytest.fixture
def board(page, server, request):
    address, root = server
    name = request.node.name.split("[")[0]
    code = "b = gc.explore_race('bowl', methods=['momentum', 'Adam'], steps=5)\nb"
    lab.write_notebook(root / f"{name}.ipynb", "import gradcalc as gc", code)
    lab.open_notebook(page, address, f"{name}.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    board.settle()
    return board


def test_it_is_played_by_keys_and_home_takes_a_method_out(board):
    page, rows = board.page, board.page.locator(".gradcalc-side tbody tr")
    assert [row.split()[0] for row in rows.all_inner_texts()] == ["momentum", "Adam"]
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("Enter")
    for _ in patiently("eight steps"):
        if board.value("b.steps") >= 8:
            break
        page.wait_for_timeout(20)
    page.get_by_role("button", name="Stop", exact=True).click()
    board.settle()
    board.handle("Adam η").focus()
    page.keyboard.press("Home")
    board.settle()
    assert board.value("b.adam") == 0
    assert [row.split()[0] for row in rows.all_inner_texts()] == ["momentum"]


def test_the_table_keeps_its_heads_on_a_laptop_and_pushes_no_words_out_of_a_narrow_window(board):
    page = board.page
    with lab.screen(page, 1, {"width": 1366, "height": 650}):
        board.settle()
        assert page.locator(".gradcalc-side thead th").last.bounding_box()["width"] > 20
    with lab.screen(page, 1, {"width": 560, "height": 900}):
        board.settle()
        edge = page.locator(".gradcalc-explorer").first.evaluate("(node) => node.getBoundingClientRect().right")
        right = page.locator(".gradcalc-note").first.evaluate("(node) => node.getBoundingClientRect().right")
        assert right <= edge + 1
