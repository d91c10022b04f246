"""Every lesson, opened in JupyterLab and run from top to bottom."""

import pathlib
import shutil

import pytest

import lab

LESSONS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_lesson_runs_and_every_picture_is_drawn(page, server, lesson):
    address, root = server
    shutil.copy(lesson, root)
    lab.open_notebook(page, address, lesson.name)
    lab.run_all(page)
    errors = page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets
            .filter((cell) => cell.model.type === 'code')
            .flatMap((cell) => cell.model.outputs.toJSON())
            .filter((output) => output.output_type === 'error' || output.name === 'stderr')
            .map((output) => output.ename || output.text)"""
    )
    assert errors == []
    pictures = page.locator(".gradcalc-picture")
    pictures.first.wait_for()
    for i in range(pictures.count()):
        pictures.nth(i).scroll_into_view_if_needed()
        page.wait_for_function("(i) => document.querySelectorAll('.gradcalc-canvas')[i].width > 300", arg=i)
    assert set(page.locator(".gradcalc-message").all_inner_texts()) == {""}
