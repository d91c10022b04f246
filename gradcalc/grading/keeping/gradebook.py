"""nbgrader's gradebook, with one writer: each submission is one transaction."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid
from nbgrader.api import Course as CourseRow
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import parse_utc

from gradcalc.grading.collecting.exchange import TIME
from gradcalc.grading.keeping.by_hand import unread
from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.shown import lesson_notebook, shown, sources
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import address, opened, understood, why_unusable
from gradcalc.grading.making.unusable import Unusable, in_words, see_whether_files_fit
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.running.labels import cell_name
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons.notebooks import names

NO_RESPONSE = "No response."
_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class _Lesson:
    """A lesson in the gradebook: its ids, those of cells by their names, and what stands in cells as handed out."""

    assignment: str
    notebook: str
    graded: dict[str, str]
    solutions: dict[str, str]
    handed_out: dict[str, str]


class Book:
    """The gradebook of a course, open for writing. Raises Unusable where it cannot be."""

    def __init__(self, course: Course):
        self.course = course
        self._book = opened(course)
        self._lessons: dict[str, _Lesson] = {}

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def name_people(self, roster: Roster) -> None:
        """Give nbgrader the names and addresses of students.csv, of those who are entered. Raises Unusable."""
        db, rows = self._book.db, []
        for student, first, last, email in db.query(Student.id, Student.first_name, Student.last_name, Student.email):
            person = roster.people.get(student)
            if person and (first, last, email) != (person.first, person.last, person.email or None):
                rows.append({"id": student, "first_name": person.first, "last_name": person.last,
                             "email": person.email or None})  # fmt: skip
        try:
            db.bulk_update_mappings(Student, rows)
            db.commit()
        except Exception as error:
            db.rollback()
            raise Unusable(why_unusable(self.course, error)) from None

    def unread(self) -> int:
        """How many reasons in words wait for a person. Raises Unusable."""
        with understood(self.course):
            return unread(self._book)

    def has(self, student: str, lesson: str, notes: Mapping[str, str] = _NO_NOTES) -> bool:
        """Whether there is a submission of this lesson by this student, with the notebook to show and these notes."""
        folder = self.course.autograded(student, names()[lesson])
        if not (folder / f"{names()[lesson]}.ipynb").exists():
            return False
        if any(not (folder / name).exists() or (folder / name).read_text("utf-8") != notes[name] for name in notes):
            return False
        return self._submission(student, self._lesson(lesson)) is not None

    def write(
        self, student: str, lesson: str, content: bytes, result: NotebookResult, *, changed: bool,
        notes: Mapping[str, str] = _NO_NOTES,
    ) -> None:  # fmt: skip
        """Enter a result, and write the notebook that nbgrader shows, from the content of the one handed in.

        Points and comments that a person gave stay; where the notebook has changed since, they are marked to be
        looked at again. notes are those of nbgrader's exchange, which it needs to hand the page back.

        Whatever it raises, nothing of it is in the gradebook, and `see_whether_it_works` says whether there is any
        use in going on.
        """
        notebook = shown(content, lesson, result)
        folder = self.course.autograded(student, names()[lesson])
        # Without the line breaks that nbformat puts in: with them this takes ten times as long.
        write(folder / f"{names()[lesson]}.ipynb", json.dumps(notebook))
        for name, text in notes.items():
            write(folder / name, text)
        try:
            self._enter(student, lesson, sources(notebook), result, changed, notes.get(TIME))
            self._book.db.commit()
        except BaseException:
            self._book.db.rollback()
            raise
        finally:
            self._book.db.expunge_all()  # otherwise a class of thousands stays in memory

    def see_whether_it_works(self, lesson: str, size: int) -> None:
        """Whether others can still be entered in a lesson, with files of so many bytes. Raises Unusable."""
        db = self._book.db
        try:
            db.remove()  # whatever state it was left in
            self._new(f"nobody {new_uuid()}", self._lesson(lesson))
            db.rollback()
            row = db.query(CourseRow).filter(CourseRow.id == self.course.name)
            row.update({"id": self.course.name}, synchronize_session=False)
            db.commit()
        except Exception as error:
            raise Unusable(why_unusable(self.course, error)) from None
        # With some more, for what is put into a notebook to show.
        see_whether_files_fit((self.course.results, self.course.autograded(".", ".")), size + 200_000)

    def _enter(
        self,
        student: str,
        lesson: str,
        written: dict[str, str],
        result: NotebookResult,
        changed: bool,
        handed_in: str | None,
    ) -> None:
        ids, db = self._lesson(lesson), self._book.db
        submission = self._submission(student, ids) or self._new(student, ids)
        if handed_in is not None:
            values = {"timestamp": _time(handed_in)}
            db.query(SubmittedAssignment).filter(SubmittedAssignment.student_id == student).filter(
                SubmittedAssignment.assignment_id == ids.assignment
            ).update(values)
        earned = {cell_name(found.exercise, "check"): found.earned for found in result.exercises}
        reasons = {cell_name(found.exercise, "reason") for found in result.exercises if found.reason}
        by_cell = {cell: name for name, cell in ids.graded.items()}
        grades = db.query(Grade.id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade)
        grades = grades.filter(Grade.cell_id.in_(by_cell), Grade.notebook_id == submission)
        rows = []
        for grade in grades:
            name = by_cell[grade.cell_id]
            score: float | None = earned.get(name, 0)
            if name.endswith("-reason"):
                score = None if name in reasons else 0
            again = changed or score != grade.auto_score
            look = score is None if grade.manual_score is None else again or grade.needs_manual_grade
            rows.append({"id": grade.id, "auto_score": score, "needs_manual_grade": look})
        db.bulk_update_mappings(Grade, rows)
        by_cell = {cell: name for name, cell in ids.solutions.items()}
        comments = db.query(Comment.id, Comment.cell_id)
        comments = comments.filter(Comment.cell_id.in_(by_cell), Comment.notebook_id == submission)
        rows = []
        for comment in comments:
            name = by_cell[comment.cell_id]
            untouched = written.get(name) == ids.handed_out.get(name)
            rows.append({"id": comment.id, "auto_comment": NO_RESPONSE if untouched else None})
        db.bulk_update_mappings(Comment, rows)

    def _submission(self, student: str, ids: _Lesson) -> str | None:
        """The id of a student's notebook. Its scores are left alone: nbgrader sums them up at every look."""
        return (
            self._book.db.query(SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .filter(SubmittedAssignment.assignment_id == ids.assignment, SubmittedAssignment.student_id == student)
            .filter(SubmittedNotebook.notebook_id == ids.notebook)
            .scalar()
        )

    def _new(self, student: str, ids: _Lesson) -> str:
        """A new submission, as `Gradebook.add_submission` makes it, but in the transaction that is open."""
        db = self._book.db
        if db.query(Student.id).filter(Student.id == student).scalar() is None:
            db.bulk_insert_mappings(Student, [{"id": student}])
        assignment, notebook = new_uuid(), new_uuid()
        row = {"id": assignment, "assignment_id": ids.assignment, "student_id": student}
        db.bulk_insert_mappings(SubmittedAssignment, [row])
        row = {"id": notebook, "assignment_id": assignment, "notebook_id": ids.notebook}
        db.bulk_insert_mappings(SubmittedNotebook, [row])
        for kind, cells in ((Grade, ids.graded), (Comment, ids.solutions)):
            db.bulk_insert_mappings(kind, [{"cell_id": cell, "notebook_id": notebook} for cell in cells.values()])
        return notebook

    def _lesson(self, lesson: str) -> _Lesson:
        """The ids of a lesson, which is entered as an assignment if it is not there."""
        if lesson not in self._lessons:
            name = names()[lesson]
            self._book.update_or_create_assignment(name)
            # nbgrader's own step of generate_assignment. It refuses a lesson that was changed after grading began.
            try:
                SaveCells().preprocess(
                    copy.deepcopy(lesson_notebook(lesson)),
                    {"nbgrader": {"notebook": name, "assignment": name, "db_url": address(self.course)}},
                )
            except RuntimeError as error:
                if type(error) is not RuntimeError:
                    raise
                raise Unusable(
                    f"lesson {lesson} has other cells than when its grading began: {in_words(error)}. "
                    "Grade it with the gradcalc of then, or in a new course folder."
                ) from None
            self._book.db.expire_all()
            notebook = self._book.find_notebook(name, name)
            self._lessons[lesson] = _Lesson(
                notebook.assignment.id, notebook.id, {cell.name: cell.id for cell in notebook.grade_cells},
                {cell.name: cell.id for cell in notebook.solution_cells}, sources(lesson_notebook(lesson)),
            )  # fmt: skip
            self._book.db.expunge_all()
        return self._lessons[lesson]


def _time(handed_in: str):
    """The time that a note says, which `collecting.exchange` has looked at; none where the note is empty."""
    return parse_utc(handed_in.strip()) if handed_in.strip() else None
