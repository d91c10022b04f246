"""What people gave for the reasons to one question, read and written in nbgrader's gradebook as Formgrader does it.

Nothing is overwritten that somebody else has entered: each change says what its writer has seen, and is refused where
that no longer holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import understood
from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names


@dataclass(frozen=True)
class Entry:
    """The points and the comment of one student. automatic is 0 where nothing was found to be read, else None."""

    automatic: float | None = None
    points: float | None = None
    extra: float | None = None
    waits: bool = True
    comment: str | None = None

    def given(self, points: float | None, waits: bool | None = None) -> "Entry":
        """The entry with these points. What Formgrader makes of it, unless waits says it, to take a change back."""
        if waits is None:
            waits = points is None and self.automatic is None
        return replace(self, points=points, waits=waits)


@dataclass(frozen=True)
class Change:
    """One student's new points or new comment, and what the writer has seen of the entry before."""

    student: str
    what: Literal["points", "comment"]
    seen: Entry
    new: Entry

    def fits(self, now: Entry) -> bool:
        """Whether what it changes still is what was seen. Points and comments do not stand in each other's way."""
        return all(getattr(self.seen, name) == getattr(now, name) for name in _CONCERNED[self.what])

    def after(self, now: Entry) -> Entry:
        """What is there once it is made."""
        return replace(now, **{name: getattr(self.new, name) for name in _CONCERNED[self.what]})


_CONCERNED = {"points": ("automatic", "points", "extra", "waits"), "comment": ("comment",)}


class Entries:
    """The entries for one question. All methods raise Unusable where the gradebook cannot be used."""

    def __init__(self, course: Course, book: Gradebook, exercise: str):
        self._course, self._db = course, book.db
        self._cell = cell_name(exercise, "reason")
        self._assignment = names()[EXERCISES[exercise].lesson]

    def all(self) -> dict[str, Entry]:
        """The entry of each student who handed in the lesson."""
        with understood(self._course):
            try:
                return {student: entry for student, (entry, *_) in self._read().items()}
            finally:
                self._db.rollback()  # who looks keeps nobody from writing

    def write(self, changes: Sequence[Change]) -> list[Change]:
        """Make changes, in one transaction. Returns those that were not made, because somebody was quicker."""
        with understood(self._course):
            try:
                refused = self._write(changes)
                self._db.commit()
                return refused
            finally:
                self._db.rollback()

    def _write(self, changes: Sequence[Change]) -> list[Change]:
        students = {change.student for change in changes}
        ids = {student: row[1:] for student, row in self._read().items() if student in students}
        self._db.rollback()
        for kind, place in ((Grade, 0), (Comment, 1)):
            # A change that changes nothing: from here on until the end nobody else can write to these rows.
            rows = self._db.query(kind).filter(kind.id.in_([own[place] for own in ids.values()]))
            rows.update({"notebook_id": kind.notebook_id}, synchronize_session=False)
        now = self._read()
        refused, grades, comments = list[Change](), [], []
        for change in changes:
            entry, grade, note = now.get(change.student, (None, "", ""))
            if entry is None or not change.fits(entry):
                refused.append(change)
                continue
            after = change.after(entry)
            now[change.student] = after, grade, note
            if change.what == "comment":
                comments.append({"id": note, "manual_comment": after.comment})
            else:
                grades.append({"id": grade, "manual_score": after.points, "needs_manual_grade": after.waits})
        self._db.bulk_update_mappings(Grade, grades)
        self._db.bulk_update_mappings(Comment, comments)
        return refused

    def _read(self) -> dict[str, tuple[Entry, str, str]]:
        """By student the entry, and the ids of its grade and its comment."""
        comments = {student: row for student, *row in self._rows(Comment, Comment.id, Comment.manual_comment)}
        columns = (Grade.id, Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
        found = {}
        for student, grade, automatic, points, extra, waits in self._rows(Grade, *columns):
            note, text = comments.get(student, ("", None))
            found[student] = Entry(automatic, points, extra, waits, text or None), grade, note
        return found

    def _rows(self, kind: Any, *columns: Any) -> list:
        return (
            self._db.query(SubmittedAssignment.student_id, *columns)
            .select_from(kind)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == self._assignment, BaseCell.name == self._cell)
            .all()
        )
