"""The cells of a lesson that belong to its exercises, and what nbgrader has to know about them.

An exercise is an answer cell and right after it a check cell, which calls `gc.check` with the
exercise's id. If points are given by hand, a cell of text for the reason comes next.
"""

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from gradcalc.grading.making.exploring import tag_exploring
from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.model import Exercise

# What a student finds in place of an answer in words, as in code.
TEXT_STUB = "..."

_CHECK = re.compile(r"""gc\.check\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, eq=False)
class ExerciseCells:
    """The cells of one exercise; reason is None where no points are given by hand."""

    exercise: Exercise
    answer: NotebookNode
    check: NotebookNode
    reason: NotebookNode | None


def exercise_cells(notebook: NotebookNode) -> list[ExerciseCells]:
    """The exercises of a student's notebook, in order. Raises ValueError where a cell is missing."""
    found = []
    for position, check in enumerate(notebook.cells):
        match = _CHECK.search(check.source) if check.cell_type == "code" else None
        if not match:
            continue
        if match[1] not in EXERCISES:
            raise ValueError(f"cell {check.id} checks {match[1]!r}, which is no exercise.")
        exercise = EXERCISES[match[1]]
        answer = notebook.cells[position - 1]
        if position == 0 or answer.cell_type != "code" or "..." not in answer.source:
            raise ValueError(f"the cell before the check of {exercise.id} must be its answer, with ... as a stub.")
        reason = None
        if exercise.by_hand:
            reason = next((cell for cell in notebook.cells[position:] if cell.source == TEXT_STUB), None)
            if reason is None:
                raise ValueError(f"{exercise.id} needs a cell for the reason, after its check: {TEXT_STUB}")
        found.append(ExerciseCells(exercise, answer, check, reason))
    return found


def mark(notebook: NotebookNode) -> None:
    """Give every cell of an exercise its nbgrader metadata, and those that only explore a tag, in place.

    A check is graded by running it, a reason by a person. Answers cannot be deleted, and checks
    cannot be edited either, just as in the student version that nbgrader makes.
    """
    for cells in exercise_cells(notebook):
        exercise = cells.exercise
        answer, check, reason = (cell_name(exercise.id, kind) for kind in ("answer", "check", "reason"))
        _describe(cells.answer, answer, solution=True)
        if exercise.points:
            _describe(cells.check, check, grade=True, locked=True, points=exercise.points)
        else:
            _describe(cells.check, check, locked=True)
        if cells.reason:
            _describe(cells.reason, reason, grade=True, solution=True, points=exercise.by_hand)
    tag_exploring(notebook)


def _describe(cell: NotebookNode, grade_id: str, *, grade=False, solution=False, locked=False, **points) -> None:
    cell.metadata["nbgrader"] = {
        "grade": grade, "grade_id": grade_id, "locked": locked, **points, "schema_version": 3, "solution": solution,
        "task": False,
    }  # fmt: skip
    cell.metadata["deletable"] = False
    if locked:
        cell.metadata["editable"] = False
