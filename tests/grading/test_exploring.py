"""The tag of cells that only explore: it is as the rule has it, and the lesson runs with them and without."""

import copy

import pytest

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.making.exploring import tag_exploring
from gradcalc.grading.running import server
from gradcalc.grading.running.labels import EXPLORE
from gradcalc.grading.running.plan import plan
from gradcalc.grading.running.reading import NOT_KNOWN, Ended
from gradcalc.grading.running.session import Session, seconds_from_now
from tests.grading.handed_in import LESSONS, as_bytes, needs_bubblewrap, student


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_tags_are_those_of_the_rule(lesson):
    notebook = student(lesson)
    again = copy.deepcopy(notebook)
    tag_exploring(again)
    assert again.cells == notebook.cells
    tagged = [cell for cell in notebook.cells if EXPLORE in cell.metadata.get("tags", ())]
    assert any("gc.explore" in cell.source for cell in tagged)
    assert not any("nbgrader" in cell.metadata for cell in tagged)
    others = [cell for cell in notebook.cells if cell.cell_type == "code" and cell not in tagged]
    assert not any("gc.explore" in cell.source for cell in others)


@needs_bubblewrap
@pytest.mark.parametrize("explores", [False, True], ids=["without those that explore", "all"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_cells_of_a_lesson_run_without_an_error(lesson, explores):
    notebook = student(lesson)
    answers = {cells.answer.source for cells in exercise_cells(notebook)}
    planned = plan(as_bytes(notebook), lesson)
    with server.borrowed(unsafe=False) as borrowed:
        session = Session(borrowed.submission())
        for step in planned.steps if explores else planned.to_run(NOT_KNOWN):
            if step.exercise is None:
                assert session.run(step.source, seconds_from_now(60)) == Ended(), step.source
                answers.discard(step.source)
    assert not answers  # all of them were run
