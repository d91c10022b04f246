"""What people have given by hand: points and comments, read from nbgrader's gradebook."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names


@dataclass(frozen=True)
class ByHand:
    """What people gave to one exercise of one student.

    points are those for the reason in words, None before somebody has read it; instead is what
    somebody put in place of the automatic points, None where nobody did; extra is extra credit.
    waits says that nbgrader asks for somebody to look at it, for the first time or again.
    """

    points: float | None = None
    instead: float | None = None
    extra: float = 0.0
    waits: bool = False
    comments: tuple[str, ...] = ()


NOTHING = ByHand()


def by_hand(book: Gradebook, lesson: str) -> dict[str, dict[str, ByHand]]:
    """What each exercise of each student was given in a lesson, such as "03"."""
    assignment = names()[lesson]
    grades, comments = _of_cells(book, Grade, assignment), _of_cells(book, Comment, assignment)
    exercises = [exercise.id for exercise in EXERCISES.values() if exercise.lesson == lesson]
    return {
        student: {exercise: _of_exercise(exercise, cells, comments.get(student, {})) for exercise in exercises}
        for student, cells in grades.items()
    }


def unread(book: Gradebook) -> int:
    """How many reasons in words wait for a person, in all lessons; one query."""
    asked = [cell_name(exercise.id, "reason") for exercise in EXERCISES.values() if exercise.by_hand]
    waiting = book.db.query(Grade).join(BaseCell, BaseCell.id == Grade.cell_id)
    return waiting.filter(BaseCell.name.in_(asked), Grade.needs_manual_grade.is_(True)).count()


def _of_cells(book: Gradebook, kind: Any, assignment: str) -> dict[str, dict[str, Any]]:
    """The grades or comments of an assignment, by student and name of the cell; one query for all."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    rows = (
        book.db.query(SubmittedAssignment.student_id, BaseCell.name, kind)
        .select_from(kind)
        .join(BaseCell, BaseCell.id == kind.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
    )
    for student, cell, record in rows:
        found[student][cell] = record
    return found


def _of_exercise(exercise: str, grades: dict[str, Any], comments: dict[str, Any]) -> ByHand:
    check, reason = (grades.get(cell_name(exercise, kind)) for kind in ("check", "reason"))
    points = None
    if reason:
        points = reason.auto_score if reason.manual_score is None else reason.manual_score
    written = [comments.get(cell_name(exercise, kind)) for kind in ("answer", "reason")]
    return ByHand(
        points=points,
        instead=check.manual_score if check else None,
        extra=sum(grade.extra_credit or 0.0 for grade in (check, reason) if grade),
        waits=any(grade.needs_manual_grade for grade in (check, reason) if grade),
        comments=tuple(comment.manual_comment for comment in written if comment and comment.manual_comment),
    )
