"""An assignment of the lecturer's own beside the lessons: nbgrader's own steps, and what gradcalc says of it."""

import pathlib
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.making.course import environment
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, hand_in, honest, nbgrader, new_course
from tests.grading.handed_in import as_bytes, named_cell, needs_bubblewrap, put

pytestmark = needs_bubblewrap

OWN = "essay"
ALLOWED = f'c.GradeInSandbox.without_sandbox = ["{OWN}"]'
SOLVED = "def twice(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
STUB = "def twice(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
TEST = "assert twice(2) == 4\nopen('ran', 'w').close()"
NBGRADERS_TEXT_STUB = "YOUR ANSWER HERE"


def cell(make, name: str, source: str, **nbgrader):
    described = {"grade_id": name, "grade": False, "solution": False, "locked": False, "schema_version": 3,
                 "task": False, **nbgrader}  # fmt: skip
    return make(source, metadata={"nbgrader": described})


def own_assignment(answer: str = SOLVED) -> nbformat.NotebookNode:
    """A function with its test, and a question in words."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(metadata=kernel, cells=[
        cell(new_code_cell, "twice", answer, solution=True),
        cell(new_code_cell, "test", TEST, grade=True, locked=True, points=2),
        cell(new_markdown_cell, "why", "Because I say so.", grade=True, solution=True, points=1),
    ])  # fmt: skip
    notebook.cells[0].outputs = [new_output("stream", name="stdout", text="the lecturer's own output")]
    return notebook


def hand_in_own(course: pathlib.Path, **answers: str) -> None:
    for student, answer in answers.items():
        text = nbformat.writes(own_assignment(answer)).encode()
        put(course / "submitted" / student / OWN, **{f"{OWN}.ipynb": text})


def own_scores(course: pathlib.Path) -> dict[str, dict[str, float | None]]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {
            submission.student.id: {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
            for submission in book.assignment_submissions(OWN)
        }


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> pathlib.Path:
    """A course in which nbgrader has made the lecturer's own assignment, and students have handed in both."""
    course = new_course(tmp_path_factory.mktemp("course"))
    put(course / "source" / OWN, **{f"{OWN}.ipynb": nbformat.writes(own_assignment()).encode(), "data.csv": b"1,2"})
    nbgrader(course, f"generate_assignment {OWN}")
    hand_in(course / "submitted", ada=honest(), bob=half())
    hand_in_own(course, ada="def twice(x):\n    return x + x", bob="def twice(x):\n    return x", cy=STUB)
    return course


def test_the_release_is_made_as_nbgrader_makes_it(course):
    made = nbformat.read(course / "release" / OWN / f"{OWN}.ipynb", as_version=4)
    assert named_cell(made.cells, "twice").source == STUB
    assert named_cell(made.cells, "twice").outputs == []
    assert named_cell(made.cells, "why").source == NBGRADERS_TEXT_STUB


def test_nbgrader_runs_it_only_where_the_lecturer_says_so(course):
    command = [sys.executable, "-m", "nbgrader", "autograde", OWN]
    done = subprocess.run(command, cwd=course, env=environment(), capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{OWN} is no lesson of gradcalc" in said
    assert "without a sandbox" in said
    assert said.count(ALLOWED) == 1
    assert "Traceback" not in said
    assert not list(course.rglob("ran"))
    assert not list((course / "autograded").glob(f"*/{OWN}"))

    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write(f"{ALLOWED}\n")
    nbgrader(course, f"autograde {OWN}", f"generate_feedback {OWN}")
    assert own_scores(course) == {
        "ada": {"test": 2, "why": None}, "bob": {"test": 0, "why": None}, "cy": {"test": 0, "why": None}
    }  # fmt: skip
    assert (course / "autograded" / "ada" / OWN / "ran").exists()  # it runs where its files are
    assert (course / "autograded" / "ada" / OWN / "data.csv").exists()
    assert "twice" in (course / "feedback" / "ada" / OWN / f"{OWN}.html").read_text("utf-8")


def test_gradcalc_neither_claims_it_nor_loses_it_nor_stops_over_it(course):
    before, page = own_scores(course), course / "feedback" / "ada" / OWN / f"{OWN}.html"
    shown = page.read_bytes()
    printed = grade(course / "submitted", course)
    assert f"3 of {OWN} left to nbgrader, since it is no lesson: nbgrader autograde {OWN}" in printed
    assert "2 graded, 0 graded before" in printed
    assert "0 files or folders left out" in printed
    printed = gradcalc("report", "--course", course)
    assert f"No lesson of gradcalc, and not in it: {OWN}." in printed
    assert "nbgrader export" in printed
    table = (course / "report" / "points.csv").read_text("utf-8")
    assert [line.partition(",")[0] for line in table.splitlines()[1:]] == ["ada", "bob"]
    assert OWN not in (course / "report" / "class.html").read_text("utf-8")
    assert "cy" in (course / "report" / "left_out.csv").read_text("utf-8")
    printed = gradcalc("feedback", "--course", course)
    assert "2 pages written" in printed
    assert f"nbgrader generate_feedback {OWN}" in printed
    assert own_scores(course) == before
    assert page.read_bytes() == shown
    assert (course / "feedback" / "ada" / STEM / f"{STEM}.html").exists()


def test_a_lesson_in_the_folder_of_another_assignment_is_named_and_not_left_to_nbgrader(tmp_path):
    submitted = tmp_path / "submitted"
    put(submitted / "ada" / OWN, **{f"{OWN}.ipynb": as_bytes(honest())})
    put(submitted / "bob" / OWN, **{f"{OWN}.ipynb": as_bytes(own_assignment())})
    put(submitted / "Cy C_12_assignsubmission_file_" / OWN, **{f"{OWN}.ipynb": as_bytes(own_assignment())})
    found = find(submitted, others=lambda: [OWN])
    assert found.others == {OWN: 1}
    assert {one.name: one.elsewhere for one in found.left_out} == {"ada": False, "bob": True, "Cy C (12)": False}


def test_nobody_asks_for_other_assignments_where_there_are_only_lessons(tmp_path):
    def others():
        raise AssertionError("nbgrader would be loaded")

    assert len(find(hand_in(tmp_path / "submitted", ada=honest()), others=others).notebooks) == 1
