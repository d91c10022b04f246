"""The lessons go through a real nbgrader: source, student version, submissions, gradebook."""

import pathlib
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradcalc.grading.making.cells import exercise_cells, mark
from gradcalc.grading.making.versions import read_answers, solved_version, source_version
from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.class_of_03 import nbgrader

ROOT = pathlib.Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# nbgrader's own autograder, which runs a notebook for every student, grades one lesson.
GRADED = next(path for path in LESSONS if path.name.startswith("03"))
lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def read(path: pathlib.Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def answers(lesson: pathlib.Path) -> dict[str, str]:
    return read_answers((ROOT / "course" / "solutions" / f"{lesson.stem}.py").read_text(encoding="utf-8"))


def submit(course: pathlib.Path, student: str, notebook: nbformat.NotebookNode) -> None:
    folder = course / "submitted" / student / GRADED.stem
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / GRADED.name)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> pathlib.Path:
    """A course folder in which nbgrader has made the student version of every lesson."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "course" / "nbgrader_config.py", course)
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write("c.pop('Autograde')\n")  # here by nbgrader's own means
    for lesson in LESSONS:
        folder = course / "source" / lesson.stem
        folder.mkdir(parents=True)
        nbformat.write(source_version(read(lesson), answers(lesson)), folder / lesson.name)
    nbgrader(course, *(f"generate_assignment {lesson.stem}" for lesson in LESSONS))
    return course


@pytest.fixture(scope="module")
def grades(course) -> dict[str, dict[str, tuple]]:
    """What nbgrader's own autograder gives students: by student and cell, points and state."""
    submit(course, "nothing", read(course / "release" / GRADED.stem / GRADED.name))
    submit(course, "everything", solved_version(read(GRADED), answers(GRADED)))
    partly = read(GRADED)
    slope = next(cells.answer for cells in exercise_cells(partly) if cells.exercise.id == "03.directional_derivative")
    slope.source = "def directional_derivative(f, x, y, direction):\n    return gc.gradient(f, x, y) @ direction"
    submit(course, "something", partly)
    nbgrader(course, f"autograde {GRADED.stem}")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {
            submission.student.id: {
                grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in submission.notebooks[0].grades
            }
            for submission in book.assignment_submissions(GRADED.stem)
        }


@lessons
def test_nbgrader_gives_the_student_notebook_back(course, path):
    student, made = read(path), read(course / "release" / path.stem / path.name)
    for cell in made.cells:
        for name in ("checksum", "cell_type"):  # what nbgrader adds
            cell.metadata.get("nbgrader", {}).pop(name, None)
    kept = ("id", "cell_type", "source", "metadata")
    assert [{name: cell[name] for name in kept} for cell in made.cells] == [
        {name: cell[name] for name in kept} for cell in student.cells
    ]
    assert made.metadata == student.metadata


@lessons
def test_the_still_pictures_reach_the_student(course, path):
    made = read(course / "release" / path.stem / path.name)
    pictures = [o for cell in made.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    assert pictures


@lessons
def test_no_model_answer_reaches_the_student(course, path):
    made = (course / "release" / path.stem / path.name).read_text(encoding="utf-8")
    assert "SOLUTION" not in made
    source, release = (
        [cell.source for cell in read(course / folder / path.stem / path.name).cells]
        for folder in ("source", "release")
    )
    assert source != release


@lessons
def test_the_notebook_carries_the_metadata_of_its_exercises(path):
    notebook = read(path)
    marked = read(path)
    mark(marked)
    assert [cell.metadata for cell in notebook.cells] == [cell.metadata for cell in marked.cells]


def test_every_exercise_is_in_its_lesson_and_every_answer_belongs_to_one():
    shown = [cells.exercise.id for path in LESSONS for cells in exercise_cells(read(path))]
    assert sorted(shown) == sorted(EXERCISES)
    for path in LESSONS:
        mine = {cells.exercise for cells in exercise_cells(read(path))}
        assert set(answers(path)) == {e.id for e in mine} | {f"{e.id} [markdown]" for e in mine if e.by_hand}


@pytest.mark.parametrize("student", ["nothing", "everything"])
def test_the_notebook_runs_clean_from_top_to_bottom(course, grades, student):
    notebook = read(course / "autograded" / student / GRADED.stem / GRADED.name)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_answers_that_are_all_right_earn_all_points_but_those_that_a_person_gives(grades):
    asked = [exercise for exercise in EXERCISES.values() if exercise.lesson == GRADED.name[:2]]
    checks = {cell_name(e.id, "check"): (e.points, False) for e in asked if e.points}
    reasons = {cell_name(e.id, "reason"): (None, True) for e in asked if e.by_hand}
    assert grades["everything"] == checks | reasons


def test_no_answer_earns_no_point_and_leaves_nobody_anything_to_read(grades):
    assert set(grades["nothing"].values()) <= {(0, False)}


def test_an_answer_that_is_right_in_places_earns_some_of_the_points(grades):
    points, _ = grades["something"]["03-directional_derivative-check"]
    assert 0 < points < EXERCISES["03.directional_derivative"].points


def test_a_graders_run_leaves_no_progress_file(course, grades):
    assert not list(course.rglob("*gradcalc_progress*"))
