"""What answers may import: the guide and the lessons say it, every grader has it, and more of it is one line."""

import pytest

from gradcalc.grading.running import packages
from gradcalc.grading.running.one import grade_notebook
from tests.grading.class_of_03 import grade, hand_in, new_course, scores
from tests.grading.handed_in import LESSONS, ROOT, needs_bubblewrap, only, solved, student

SAID = "Python's own modules, NumPy and Matplotlib"


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson != "00"])
def test_the_first_cell_of_a_lesson_says_it(lesson):
    assert SAID in student(lesson).cells[0].source


def test_the_guide_says_it_and_how_to_install_more():
    text = " ".join((ROOT / "docs" / "grading.md").read_text("utf-8").split())
    assert SAID in text
    assert "pip install seaborn" in text


@needs_bubblewrap
def test_every_grader_has_it():
    source = "\n".join(f"import {name}" for name in (*packages.TOLD, "math", "statistics", "itertools"))
    assert not grade_notebook(only(source), "03", 1).trouble


@pytest.mark.parametrize("name", ["", "no_such_package", "../x", "a b", "gradcalc.grading", "-e .", "\x1b[2J"])
def test_a_name_that_is_none_is_not_there(name):
    assert not packages.is_there(name)


def test_a_terminal_shows_a_line_whatever_is_asked_for():
    assert packages.sentence("seaborn", 1).startswith("1 notebook asks for seaborn, which is not installed here.")
    assert packages.sentence("seaborn", 3).startswith("3 notebooks ask")
    assert packages.sentence("\x1b[2J", 1).isprintable()


@needs_bubblewrap
def test_what_asked_for_a_package_is_graded_again_once_it_is_there(tmp_path, monkeypatch):
    notebook = solved("03")
    notebook.cells[1].source = f"import no_such_package\n{notebook.cells[1].source}"
    submitted, course = (
        hand_in(tmp_path / "submitted", ada=notebook, bob=student("03")),
        new_course(tmp_path / "course"),
    )
    printed = grade(submitted, course)
    lines = printed.splitlines()
    assert lines[0].startswith("ada, lesson 03: `import no_such_package` stopped: the grader has no no_such_package.")
    assert packages.sentence("no_such_package", 1) in printed
    assert "2 graded" in printed
    assert sum(points or 0 for points, *_ in scores(course)["ada"].values()) == 13
    again = grade(submitted, course)
    assert "0 graded, 2 graded before" in again
    assert packages.sentence("no_such_package", 1) in again
    monkeypatch.setattr("gradcalc.grading.keeping.batch.is_there", lambda name: name == "no_such_package")
    assert "1 graded, 1 graded before" in grade(submitted, course)
