"""A class that has handed in lesson 03, as ours and stock nbgrader find it."""

import pathlib
import shutil
import subprocess
import sys

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.making.course import environment
from gradcalc.grading.making.versions import read_answers, solved_version, source_version

ROOT = pathlib.Path(__file__).parents[1]
LESSON = "03_directional_derivatives"
# What people get wrong, as a replacement in the model answer of an exercise.
MISTAKES = [
    ("03.directional_derivative", "u = direction / length", "u = np.asarray(direction)"),
    ("03.directional_derivative", "if length == 0", "if abs(length - 1) > 1e-9"),
    ("03.directional_derivative", "return (", "return abs("),
    ("03.directional_derivative", "(2 * h)", "h"),
    ("03.angles_of_a_slope", "towards + away, towards - away", "towards + away"),
    ("03.angles_of_a_slope", "np.degrees(np.arccos(c / length))", "np.arccos(c / length)"),
    ("03.angles_of_a_slope", " % 360", ""),
    ("03.steepest_direction", "return gradient / np.linalg.norm(gradient)", "return gradient"),
    ("03.steepest_direction", "return gradient /", "return -gradient /"),
    ("03.steepest_direction", "return gradient / np", "gradient / np"),
    ("03.best_share", " / np.linalg.norm(directions, axis=1)", ""),
    ("03.best_share", "slopes.max()", "abs(slopes).max()"),
    ("03.best_share", "    slopes =", "    slopes = nowhere ="),
    ("03.flat_both_ways", '"c"', '"a"'),
]  # fmt: skip


def write_class(folder: pathlib.Path, count: int) -> pathlib.Path:
    """Write submissions as nbgrader keeps them, <folder>/<student>/<lesson>/<lesson>.ipynb, and give the folder.

    Of ten, four have solved everything, two half of it, three have made mistakes, and one has done nothing.
    """
    student = nbformat.read(ROOT / "notebooks" / f"{LESSON}.ipynb", as_version=4)
    for number in range(count):
        path = folder / f"student-{number:04}" / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(_submission(student, number), path)
    return folder


def _submission(student: NotebookNode, number: int) -> NotebookNode:
    answers = read_answers((ROOT / "course" / "solutions" / f"{LESSON}.py").read_text(encoding="utf-8"))
    notebook = solved_version(student, answers)
    by_id = {cell.id: cell for cell in notebook.cells}
    kind, turn = number % 10, number // 10
    exercises = [cells.exercise.id for cells in exercise_cells(student)]
    left_out, mistakes = [], []
    if kind in (4, 5):
        left_out = exercises[turn % 5 :: 2]
    elif kind in (6, 7, 8):
        mistakes = [MISTAKES[(3 * turn + kind) % len(MISTAKES)], MISTAKES[turn % len(MISTAKES)]]
    elif kind == 9:
        left_out = exercises
    for cells in exercise_cells(student):
        answer = by_id[cells.answer.id]
        if cells.exercise.id in left_out:
            answer.source = cells.answer.source
        for exercise, right, wrong in mistakes:
            if exercise == cells.exercise.id:
                answer.source = answer.source.replace(right, wrong)
    return notebook


def stock_course(course: pathlib.Path, students: list[pathlib.Path]) -> pathlib.Path:
    """A course folder of nbgrader's, the assignment released and the notebooks of these students submitted."""
    shutil.copytree(ROOT / "course", course, ignore=lambda *_: ["solutions", "source", "solved"])
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write("c.pop('Autograde')\n")  # by nbgrader's own means, not in our sandbox
    student = nbformat.read(ROOT / "notebooks" / f"{LESSON}.ipynb", as_version=4)
    answers = read_answers((ROOT / "course" / "solutions" / f"{LESSON}.py").read_text(encoding="utf-8"))
    source = course / "source" / LESSON / f"{LESSON}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(source_version(student, answers), source)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON]
    subprocess.run(command, cwd=course, env=surroundings(course), check=True, capture_output=True)
    for folder in students:
        shutil.copytree(folder, course / "submitted" / folder.name)
    return course


def surroundings(course: pathlib.Path) -> dict[str, str]:
    """The environment of a stock nbgrader: with settings of its own."""
    return environment() | {"JUPYTER_CONFIG_DIR": str(course / ".settings")}


def read_stock_points(course: pathlib.Path) -> dict[str, float]:
    """The automatic points of each student, from nbgrader's gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {
            submission.student.id: sum(grade.auto_score or 0 for grade in submission.notebooks[0].grades)
            for submission in book.assignment_submissions(LESSON)
        }
