"""What an attack is: one idea, and the notebook of lesson 03 that tries it."""

import json
import pathlib
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.handed_in import ROOT, as_bytes, named_cell, solved, student

POINTS = {exercise.id: exercise.points for exercise in EXERCISES.values() if exercise.lesson == "03"}
SOLUTIONS = ROOT / "course" / "solutions" / "03_directional_derivatives.py"

# Stand in an attack for the folder of a course, and for the solutions of the lecturer.
COURSE_HERE, SOLUTIONS_HERE = "'THE COURSE'", "'THE SOLUTIONS'"

_SOLVED = json.loads(as_bytes(solved("03")))
_ANSWERS = {cells.exercise.id: cells.answer.id for cells in exercise_cells(student("03"))}


@dataclass(frozen=True)
class Attack:
    """A notebook in which one exercise is attacked and all others are answered as they should be.

    idea says in a sentence what it tries. before is a cell at the beginning, answer stands in place of the
    answer to the exercise, and edit changes the notebook itself. earned is what the honest part of the
    exercise is worth, lost what the attack costs its own notebook elsewhere. says is part of the reason that
    the lecturer reads. wins: a check that runs in the process of the notebook gives the points to it.
    """

    name: str
    idea: str
    answer: str = ""
    before: str = ""
    edit: Callable[[list[dict]], None] | None = None
    exercise: str = "03.best_share"
    earned: int = 0
    lost: int = 0
    says: str = ""
    wins: bool = False

    @property
    def rest(self) -> int:
        """The points that the other exercises earn."""
        return sum(POINTS.values()) - POINTS[self.exercise] - self.lost

    def sources(self, course: pathlib.Path) -> tuple[str, str]:
        """The cell at the beginning and the answer, for a course in this folder."""
        answer = self.answer or f"def {self.exercise[3:]}(*arguments): return 7.0"
        texts = (textwrap.dedent(text).strip() for text in (self.before, answer))
        before, answer = (
            text.replace(COURSE_HERE, repr(str(course))).replace(SOLUTIONS_HERE, repr(str(SOLUTIONS)))
            for text in texts
        )
        return before, answer

    def notebook(self, course: pathlib.Path) -> bytes:
        """The content of the file."""
        notebook = json.loads(json.dumps(_SOLVED))
        before, answer = self.sources(course)
        answer_cell(notebook["cells"], self.exercise)["source"] = f"import numpy as np\n{answer}"
        if before:
            notebook["cells"].insert(0, code(before))
        if self.edit:
            self.edit(notebook["cells"])
        return json.dumps(notebook).encode()


def code(source: str, **metadata: object) -> dict:
    """A code cell that was added."""
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def answer_cell(cells: list[dict], exercise: str) -> dict:
    """The cell that is marked as the answer to an exercise."""
    return next(cell for cell in cells if cell.get("id") == _ANSWERS[exercise])


def check_cell(cells: list[dict], exercise: str) -> dict:
    """The cell with the check of an exercise."""
    return named_cell(cells, cell_name(exercise, "check"))
