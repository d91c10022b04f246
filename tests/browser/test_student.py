"""A student's session in a real browser: a wrong answer, its hint, the right answer, and a restart."""

import json
import pathlib
import shutil

from gradcalc.lessons.exercises import EXERCISES
from tests.browser import cells, lab

LESSON = pathlib.Path(__file__).parents[2] / "notebooks" / "03_directional_derivatives.ipynb"
ANSWER, CHECK, IMPORTS, PROGRESS = (
    "ex-directional-derivative", "ex-directional-derivative-check", "directional_derivatives-01", "progress",
)  # fmt: skip
HINT = "What may have happened"
NOT_NORMALISED = """\
def directional_derivative(f, x, y, direction):
    if not np.any(direction):
        raise ValueError("no direction")
    h = 1e-6
    return (f(x + h * direction[0], y + h * direction[1]) - f(x, y)) / h"""
NORMALISED = NOT_NORMALISED.replace(
    "    h = 1e-6", "    direction = direction / np.linalg.norm(direction)\n    h = 1e-6"
)


def test_a_wrong_answer_gets_its_hint_the_mended_one_its_points_and_a_restart_loses_none(page, server):
    address, root = server
    folder = root / "student"
    folder.mkdir()
    shutil.copy(LESSON, folder)
    points = EXERCISES["03.directional_derivative"].points
    total = sum(exercise.points for exercise in EXERCISES.values() if exercise.lesson == "03")

    lab.open_notebook(page, address, f"student/{LESSON.name}")
    lab.run_all(page)
    assert "Not answered yet." in cells.show_cell(page, CHECK).inner_text()
    assert f"Lesson 03: 0 of {total} points" in cells.show_cell(page, PROGRESS).inner_text()

    cells.answer(page, ANSWER, NOT_NORMALISED)
    card = cells.run_cell(page, CHECK)
    card.get_by_role("button", name=HINT).click()
    card.get_by_role("region", name=HINT).get_by_text("length").wait_for()
    assert f"of {points} points" in card.inner_text()
    assert "Right." not in card.inner_text()
    assert f"Lesson 03: {total}" not in cells.run_cell(page, PROGRESS).inner_text()

    cells.answer(page, ANSWER, NORMALISED)
    card = cells.run_cell(page, CHECK)
    card.get_by_text(f"Right. {points} of {points} points.").wait_for()
    assert HINT not in card.inner_text()
    assert f"Lesson 03: {points} of {total} points" in cells.run_cell(page, PROGRESS).inner_text()

    cells.restart_kernel(page)
    cells.run_cell(page, IMPORTS)
    assert lab.python(page, "print('directional_derivative' in globals())") == "False"
    shown = cells.run_cell(page, PROGRESS).inner_text()
    assert f"Lesson 03: {points} of {total} points" in shown
    assert "not checked yet" in shown
    kept = json.loads((folder / "gradcalc_progress.json").read_text())
    assert kept["exercises"] == {"03.directional_derivative": {"points": points, "out_of": points}}
