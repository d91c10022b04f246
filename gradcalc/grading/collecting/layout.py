"""Whose each file is, and of which lesson: told by the levels that the lecturer or the platform made, by no other.

Known are nbgrader's `STUDENT/LESSON/...`, a folder for each student, `STUDENT/NOTEBOOK.ipynb`, what Moodle gives,
`NAME_NUMBER_assignsubmission_file_/...` or the same as files, and files called `STUDENT_LESSON.ipynb`; the last two
may lie in folders called like lessons. What is below these levels is a student's own, and says nothing about others.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from gradcalc.grading.collecting.files import Parts
from gradcalc.grading.collecting.names import (
    OF_MOODLE,
    lesson_at_start,
    lesson_called,
    look,
    moodle,
    student_and_lesson,
    student_named,
)
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, printable


@dataclass(frozen=True)
class Place:
    """Where a file lies: who handed it in, and what is left of its place, which is the student's own.

    lesson is empty where the levels do not say it. by_exchange: it is where nbgrader puts what it collects.
    """

    entry: Parts
    student: str
    lesson: str
    own: Parts
    by_exchange: bool = False


@dataclass(frozen=True)
class Layout:
    """The levels of a tree, decided once: lessons are the folders that stand for one, shared the names that several
    people have at Moodle, by their look, claims the entries by student and by lesson, "" where it may be any.
    """

    lessons: Mapping[str, str]
    shared: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Mapping[str, set[Parts]]] = field(default_factory=dict)

    def entry(self, parts: Parts) -> Parts:
        """The part of a place that one student handed in as a whole: where it stands, and as whose."""
        depth = 2 if len(parts) > 1 and parts[0] in self.lessons else 1
        before, mark, _ = parts[depth - 1].partition(OF_MOODLE)
        return (*parts[: depth - 1], before + mark)  # all files that Moodle gives of one student are together

    def place(self, parts: Parts) -> Place:
        """Where a file lies. Raises Unreadable."""
        entry = self.entry(parts)
        rest = parts[len(entry) - 1 :]
        student, number, lesson = _whose(parts[: len(entry)], self.lessons, folder=len(rest) > 1)
        if number:
            student = _called(student, number, self.shared)
            return Place(entry, student, lesson, rest[1:] or (moodle(rest[0])[2],))
        if len(rest) == 1:
            return Place(entry, student, lesson, ())
        if len(rest) == 2:
            _raise_if_called_like_a_lesson(*rest)
            return Place(entry, student, "", rest[1:])
        lesson = lesson_at_start(rest[1])
        if not lesson:
            raise Unreadable("no folder has the name of a lesson: expected STUDENT/LESSON/NOTEBOOK.ipynb. "
                             "A folder around those of several needs the whole name of their lesson.")  # fmt: skip
        return Place(entry, student, lesson, rest[2:], by_exchange=bool(lesson_called(rest[1])))

    def called_after(self, student: str, lesson: str) -> list[str]:
        """The entries that are called after a student and may hold this lesson."""
        claims = self.claims[student]
        return ["/".join(entry) for entry in sorted(claims.get(lesson, set()) | claims.get("", set()))]

    def remarks(self) -> list[str]:
        """A sentence for all names that a reader may take for one."""
        alike: dict[str, list[str]] = defaultdict(list)
        for student in sorted(self.claims):
            alike[look(student)].append(student)
        numbered = [
            f"{printable(name)}: several people have this name at Moodle, and get their numbers behind it. "
            "What was graded before under the name alone is that of one of them."
            for name in sorted(self.shared.values())
        ]
        return numbered + [
            f"{listed(students)}: these names look alike, and are graded as those of different students."
            for students in alike.values()
            if len(students) > 1
        ]


def layout_of(levels: Mapping[Parts, bool]) -> Layout:
    """The layout of a tree, from the names on its first levels and whether they are those of folders."""
    holding = {parts[0] for parts, folder in levels.items() if folder and len(parts) == 2 and lesson_called(parts[1])}
    lessons = {
        parts[0]: lesson_called(parts[0])
        for parts, folder in levels.items()
        if folder and len(parts) == 1 and lesson_called(parts[0]) and parts[0] not in holding
    }
    layout = Layout(lessons)
    whose = {}
    for parts, folder in levels.items():
        if len(parts) == (2 if parts[0] in lessons else 1):
            try:
                whose[layout.entry(parts)] = _whose(parts, lessons, folder)
            except Unreadable:  # said of each file in it
                continue
    numbers: dict[tuple[Parts, str], set[str]] = defaultdict(set)
    for entry, (student, number, _) in whose.items():
        if number:
            numbers[entry[:-1], look(student)].add(number)
    several = {name for (_, name), found in numbers.items() if len(found) > 1}
    shared = {look(student): student for student, number, _ in whose.values() if number and look(student) in several}
    claims: dict[str, dict[str, set[Parts]]] = defaultdict(lambda: defaultdict(set))
    for entry, (student, number, lesson) in whose.items():
        claims[_called(student, number, shared)][lesson].add(entry)
    return Layout(lessons, shared, claims)


def _whose(levels: Parts, lessons: Mapping[str, str], folder: bool) -> tuple[str, str, str]:
    """Student, Moodle's number and the lesson, as far as an entry says them. Raises Unreadable."""
    of = lessons[levels[0]] if len(levels) > 1 else ""
    name = levels[-1]
    if OF_MOODLE in name:
        student, number, file = moodle(name)
        if folder and file:
            raise Unreadable("its folder is not called as by Moodle: expected NAME_NUMBER_assignsubmission_file_.")
        return student_named(student), number, of
    if folder and of:
        raise Unreadable("in the folder of a lesson are files called STUDENT_LESSON.ipynb, or what Moodle gives.")
    if folder:
        return student_named(name), "", ""
    if not name.lower().endswith(".ipynb"):
        raise Unreadable("it is no notebook.")
    student, lesson = student_and_lesson(name)
    if of and lesson != of:
        raise Unreadable(f"its name says lesson {lesson}, its folder lesson {of}.")
    return student_named(student), "", lesson


def _called(student: str, number: str, shared: Mapping[str, str]) -> str:
    """A student's name, with Moodle's number where several people have it there."""
    return f"{student}_{number}" if number and look(student) in shared else student


def _raise_if_called_like_a_lesson(folder: str, file: str) -> None:
    if not lesson_at_start(folder):
        return
    try:
        student, _ = student_and_lesson(file)
    except Unreadable:
        return
    if student != folder:
        raise Unreadable("it cannot be told whether its folder is called after a student or a lesson: expected "
                         "STUDENT/LESSON/NOTEBOOK.ipynb, or the whole name of the lesson.")  # fmt: skip
