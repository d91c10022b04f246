"""In marimo, which draws none of ipywidgets: explorers, boards and predictions are live there all the same."""

import contextlib
import importlib.util
import re
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.ports import free_port

NOTEBOOK = """import marimo

app = marimo.App()


@app.cell
def _():
    import gradcalc as gc
    return (gc,)


@app.cell
def _(gc):
    e = gc.explore("saddle")
    e
    return (e,)


@app.cell
def _(gc):
    gc.explore_descent("bowl")
    return


@app.cell
def _(gc):
    gc.predict("How long is (3, 4)?", 5)
    return
"""


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """A notebook that marimo runs, open in a browser in which nothing may go wrong."""
    if importlib.util.find_spec("marimo") is None:
        pytest.skip("needs marimo: pip install marimo")
    folder, port, errors = tmp_path_factory.mktemp("marimo"), free_port(), []
    (folder / "lesson.py").write_text(NOTEBOOK)
    command = [
        sys.executable,
        "-m",
        "marimo",
        "-q",
        "run",
        "lesson.py",
        "--headless",
        "--no-token",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, cwd=folder)
    try:
        answers(f"http://127.0.0.1:{port}/health")
        page = browser.new_page(viewport={"width": 1280, "height": 2000})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(f"http://127.0.0.1:{port}")
        page.locator(".gradcalc-prediction").wait_for(timeout=120_000)
        page.locator(".gradcalc-board .gradcalc-map[aria-label]").wait_for(timeout=60_000)
        yield page
    finally:
        server.terminate()
        server.wait(20)
    assert errors == []


def answers(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError("marimo did not start.")


def says(picture, words: str) -> None:
    """Wait until a picture says some words."""
    picture.page.wait_for_function(
        "([picture, words]) => picture.ariaLabel.includes(words)", arg=[picture.element_handle(), words]
    )


def test_a_picture_follows_the_hand_and_the_kernel_answers(page):
    explorer = page.locator(".gradcalc-view:not(.gradcalc-board)")
    explorer.locator(".gradcalc-map").focus()
    page.keyboard.press("Home")
    says(explorer.locator(".gradcalc-map"), "At (1.00, 0.50)")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(picture) => !picture.ariaLabel.includes('At (1.00')", arg=explorer.locator(".gradcalc-map").element_handle()
    )
    x = float(re.match(r"At \((.*?),", explorer.locator(".gradcalc-map").get_attribute("aria-label"))[1])
    explorer.locator(".gradcalc-side td", has_text=f"{2 * x:.6f}").wait_for()  # the kernel's digits
    assert "no Python" not in explorer.inner_text()


def test_its_sliders_and_those_of_a_board_move_it(page):
    for root, name, said in (
        (".gradcalc-view:not(.gradcalc-board)", "y", "0.51)"),
        (".gradcalc-board", "steps", "1 step"),
    ):
        slider = page.locator(root).get_by_role("slider", name=name, exact=True)
        slider.focus()
        page.keyboard.press("ArrowRight")
        says(page.locator(f"{root} .gradcalc-map"), said)


def test_a_prediction_is_answered(page):
    card = page.locator(".gradcalc-prediction")
    assert "no Python" not in card.inner_text()
    card.locator("input").fill("7")
    card.get_by_role("button", name="Commit: I am sure").click()
    card.get_by_text("You predicted 7, and were sure. The answer is 5.").wait_for()
