"""Lesson 06 as a student goes through it: a prediction, the pictures by mouse and keyboard, and full points."""

import pathlib
import shutil

import pytest

from gradcalc.grading.making.versions import read_answers
from gradcalc.lessons.exercises import EXERCISES
from tests.browser import cells, lab
from tests.browser.drivers import patiently

ROOT = pathlib.Path(__file__).parents[2]
LESSON = ROOT / "notebooks" / "06_gradient_descent.ipynb"
ANSWERS = read_answers((ROOT / "course" / "solutions" / "06_gradient_descent.py").read_text(encoding="utf-8"))


@pytest.fixture
def descent(page, server):
    """A picture of its own, as b."""
    address, root = server
    cell = "b = gc.explore_descent('bowl', x=1.6, y=1.0, rate=0.05, steps=12)\nb"
    lab.write_notebook(root / "descent.ipynb", f"import gradcalc as gc\n{cell}")
    lab.open_notebook(page, address, "descent.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    board.settle()
    return board


def test_the_rate_goes_over_round_numbers_by_the_keyboard(descent):
    handle = descent.handle("rate η")
    handle.focus()
    for rate in (0.055, 0.06, 0.07):
        descent.page.keyboard.press("ArrowRight")
        descent.settle()
        assert descent.value("b.rate") == rate
        assert handle.get_attribute("aria-valuetext") == f"{rate:g}"


def test_a_new_function_moves_the_sliders_to_its_start(descent):
    for name in ("Himmelblau", "bowl", "Rosenbrock"):
        descent.page.get_by_label("function", exact=True).select_option(name)
        descent.settle()
        x, y = descent.value("[b.x, b.y]")
        assert [x, y] == pytest.approx(descent.value(f"[*gc.GALLERY['{name}'].start]"))
        for label, value in (("start x", x), ("start y", y)):
            handle = descent.handle(label)
            assert float(handle.get_attribute("aria-valuenow")) == pytest.approx(value, abs=0.06)
            assert float(handle.get_attribute("aria-valuetext").replace("−", "-")) == pytest.approx(value)


def test_a_run_is_played_stopped_and_taken_back(descent):
    page = descent.page
    page.get_by_role("button", name="Back to the start").click()
    descent.settle()
    assert descent.value("b.steps") == 0
    page.get_by_role("button", name="One step").click()
    descent.settle()
    assert descent.value("b.steps") == 1
    page.get_by_role("button", name="Play").click()
    for _ in patiently("four steps"):
        if descent.value("b.steps") >= 4:
            break
        page.wait_for_timeout(50)
    descent.drag_slider("rate η", 10)
    rate, running = descent.value("[b.rate, b.running]")
    assert running
    assert rate > 0.05
    page.get_by_role("button", name="Stop").click()
    descent.settle()
    steps = descent.value("b.steps")
    page.wait_for_timeout(500)
    assert descent.value("[b.steps, b.running]") == [steps, False]
    assert descent.table()["step k"] == str(steps)


def test_a_drag_in_the_graph_chooses_the_step(descent):
    graph = descent.page.locator(".gradcalc-values")
    frame = descent.value("dict(b.view.backgrounds['values'], png=None)")
    shrunk = graph.bounding_box()["width"] / frame["width"]
    place = frame["left"] + frame["box_width"] * 30 / 40, frame["height"] / 2
    graph.click(position={"x": shrunk * place[0], "y": shrunk * place[1]})
    descent.settle()
    assert descent.value("b.steps") == 30


def test_the_model_answers_earn_every_point_in_the_notebook(page, server):
    address, root = server
    shutil.copy(LESSON, root)
    lab.open_notebook(page, address, LESSON.name)
    lab.run_all(page)
    for exercise in (e for e in EXERCISES.values() if e.lesson == "06"):
        cell = "ex-" + exercise.id.removeprefix("06.").replace("_", "-")
        cells.answer(page, cell, ANSWERS[exercise.id])
        output = cells.run_cell(page, f"{cell}-check")
        output.get_by_text(f"{exercise.points} of {exercise.points} points").wait_for()
    assert "14 of 14 points" in cells.run_cell(page, "progress").inner_text()
