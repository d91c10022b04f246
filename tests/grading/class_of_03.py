"""A small class of lesson 03 that hands in, and the ways to grade it and to look at the gradebook."""

import functools
import pathlib
import shutil
import subprocess
import sys
from multiprocessing import resource_tracker

import nbformat
import nbgrader.api
from click.testing import CliRunner
from nbgrader.api import Gradebook

from gradcalc.app.cli import main
from gradcalc.grading.making.course import environment
from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from tests.grading import handed_in

ROOT = pathlib.Path(__file__).parents[2]
STEM = "03_directional_derivatives"
POINTS = {cell_name(e.id, "check"): e.points for e in EXERCISES.values() if e.lesson == "03" and e.points}
SEED = "20261127"

# For each new gradebook nbgrader asks another process, which takes seconds, what version its tables are of.
nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)

MISTAKE = "def directional_derivative(f, x, y, direction):\n    return gc.gradient(f, x, y) @ direction"


# All commands in one process: nbgrader takes seconds to load.
_COMMANDS = """
import sys
from nbgrader.apps import NbGraderApp
from traitlets.config import Application

for words in sys.argv[1:]:
    NbGraderApp.launch_instance(words.split())
    type(Application.instance()).clear_instance()  # another command is another application
"""


def released() -> nbformat.NotebookNode:
    """The lesson as a student gets it."""
    return handed_in.student("03")


def honest() -> nbformat.NotebookNode:
    """Everything answered."""
    return handed_in.solved("03")


def half() -> nbformat.NotebookNode:
    """One answer with a well-known mistake, all others missing."""
    return handed_in.with_answers("03", {"03.directional_derivative": MISTAKE})


def damaged() -> str:
    """A file that was cut off."""
    return nbformat.writes(honest())[:5000]


def hand_in(submitted: pathlib.Path, **notebooks: nbformat.NotebookNode | str) -> pathlib.Path:
    """Put notebooks by student into nbgrader's folder."""
    for student, notebook in notebooks.items():
        place = submitted / student / STEM / f"{STEM}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = notebook if isinstance(notebook, str) else nbformat.writes(notebook)
        place.write_text(text, encoding="utf-8")
    return submitted


def new_course(folder: pathlib.Path) -> pathlib.Path:
    """A course folder with nbgrader's settings and a seed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "course" / "nbgrader_config.py", folder)
    (folder / "seed").write_text(SEED, encoding="ascii")
    return folder


def grading(submitted: pathlib.Path, course: pathlib.Path, *options: object) -> list[str]:
    """The command line that grades, for a process of its own."""
    command = [sys.executable, "-m", "gradcalc", "grade", submitted, "--course", course, "--workers", "1", *options]
    return [str(word) for word in command]


def gradcalc(*words: object, code: int = 0) -> str:
    """Run the command gradcalc, its command line in this process. Returns what it printed."""
    resource_tracker.ensure_running()  # it needs the real stderr, in whose place the runner puts its own
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def grade(submitted: pathlib.Path, course: pathlib.Path, *options: object, code: int = 0) -> str:
    """Run `gradcalc grade` with one process beside this one."""
    return gradcalc("grade", submitted, "--course", course, "--workers", 1, *options, code=code)


def nbgrader(course: pathlib.Path, *commands: str) -> None:
    """Run nbgrader's own commands in a course folder, such as "autograde 03_directional_derivatives"."""
    variables = environment() | {"JUPYTER_CONFIG_DIR": str(course / ".settings")}
    command = [sys.executable, "-c", _COMMANDS, *commands]
    result = subprocess.run(command, cwd=course, env=variables, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def scores(course: pathlib.Path, url: str = "") -> dict[str, dict[str, tuple]]:
    """Lesson 03 in the gradebook: by student and cell, points, points given by hand, and whether to look at it."""
    with Gradebook(url or f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {
            submission.student.id: {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in submission.notebooks[0].grades
            }
            for submission in book.assignment_submissions(STEM)
        }


def comments(course: pathlib.Path, url: str = "") -> dict[str, dict[str, str | None]]:
    """The comments in the gradebook, by student and cell."""
    with Gradebook(url or f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {
            submission.student.id: {comment.name: comment.comment for comment in submission.notebooks[0].comments}
            for submission in book.assignment_submissions(STEM)
        }
