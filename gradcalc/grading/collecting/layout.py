"""Where each file lies and what its entry is called: told by the levels that the lecturer or the platform made.

Known are nbgrader's `STUDENT/LESSON/...`, a folder for each student, `STUDENT/NOTEBOOK.ipynb`, what Moodle gives,
`NAME_NUMBER_assignsubmission_file_/...` or the same as files, Canvas' files, `NAME_NUMBER_NUMBER_...`, and files
called `STUDENT_LESSON.ipynb`; the last three may lie in folders called like lessons. What is below these levels is a
student's own, and says nothing about others.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from gradcalc.grading.collecting.files import Parts
from gradcalc.grading.collecting.names import (
    OF_MOODLE,
    canvas,
    lesson_at_start,
    lesson_called,
    moodle,
    student_and_lesson,
)
from gradcalc.grading.people.called import EXCHANGE, Called
from gradcalc.grading.people.seen import ALL
from gradcalc.grading.running.plan import Unreadable


@dataclass(frozen=True)
class Place:
    """Where a file lies: in whose entry, and what is left of its place, which is the student's own.

    lesson is empty where no level says it with its whole name; number is that of a lesson where a file has only that.
    by_exchange: it is where nbgrader puts what it collects.
    """

    entry: Parts
    lesson: str
    own: Parts
    by_exchange: bool = False
    number: str = ""


@dataclass(frozen=True)
class Layout:
    """The levels of a tree, decided once: lessons are the folders that stand for one, called what entries are called,
    and says the lesson that the level of an entry says, "" where it may be any.
    """

    lessons: Mapping[str, str]
    called: Mapping[Parts, Called] = field(default_factory=dict)
    says: Mapping[Parts, str] = field(default_factory=dict)

    def entry(self, parts: Parts) -> Parts:
        """The part of a place that one student handed in as a whole: where it stands, and as whose."""
        depth = 2 if len(parts) > 1 and parts[0] in self.lessons else 1
        name = parts[depth - 1]
        before, mark, _ = name.partition(OF_MOODLE)
        if not mark and len(parts) == depth:
            student, number, _ = canvas(name)
            before = f"{student}_{number}" if student else before
        return (*parts[: depth - 1], before + mark)  # all files that a platform gives of one student are together

    def place(self, parts: Parts) -> Place:
        """Where a file lies. Raises Unreadable."""
        entry = self.entry(parts)
        rest = parts[len(entry) - 1 :]
        called, lesson, number = _called(parts[: len(entry)], self.lessons, folder=len(rest) > 1)
        if called.platform == "Moodle":
            kind = rest[0].partition(OF_MOODLE)[2].partition("_")[0]
            if kind != "file":
                raise Unreadable("it was typed in as online text, and not handed in as a file.")
            return Place(entry, lesson, rest[1:] or (moodle(rest[0])[2],))
        if called.platform == "Canvas":
            if not (file := canvas(rest[0])[2]):
                raise Unreadable("it was typed in as online text or a link, and not handed in as a file.")
            return Place(entry, lesson, (file,))
        if len(rest) == 1:
            return Place(entry, lesson, (), number=number)
        if len(rest) == 2:
            _raise_if_called_like_a_lesson(*rest)
            return Place(entry, "", rest[1:])
        lesson = lesson_called(rest[1])
        if not lesson:
            raise Unreadable("no folder has the whole name of a lesson: expected STUDENT/LESSON/NOTEBOOK.ipynb. "
                             "A folder around those of several needs the whole name of their lesson.")  # fmt: skip
        return Place(entry, lesson, rest[2:], by_exchange=True)


def layout_of(levels: Mapping[Parts, bool], asked: str | None = None) -> Layout:
    """The layout of a tree, from the names on its first levels and whether they are those of folders.

    asked is the lesson of all that does not say another.
    """
    holding = {parts[0] for parts, folder in levels.items() if folder and len(parts) == 2 and lesson_called(parts[1])}
    lessons = {
        parts[0]: lesson_called(parts[0])
        for parts, folder in levels.items()
        if folder and len(parts) == 1 and lesson_called(parts[0]) and parts[0] not in holding
    }
    layout = Layout(lessons)
    called: dict[Parts, Called] = {}
    says: dict[Parts, str] = {}
    for parts, folder in levels.items():
        if len(parts) == (2 if parts[0] in lessons else 1):
            try:
                found, lesson, _ = _called(parts, lessons, folder)
            except Unreadable:  # said of each file in it
                continue
            numbered = ALL if found.platform == "Canvas" and found.number.isdigit() else lesson or asked or ""
            entry = layout.entry(parts)
            platform = found.platform or (EXCHANGE if parts[0] in holding else "")
            called[entry] = Called(found.name, found.number, platform, numbered)
            says[entry] = lesson
    return Layout(lessons, called, says)


def claims(layout: Layout, whose: Mapping[Parts, tuple[str, ...]]) -> Mapping[str, Mapping[str, set[Parts]]]:
    """The entries of each student, by the lesson that their levels say, "" where it may be any."""
    found: dict[str, dict[str, set[Parts]]] = defaultdict(lambda: defaultdict(set))
    for entry, students in whose.items():
        for student in students:
            found[student][layout.says[entry]].add(entry)
    return found


def _called(levels: Parts, lessons: Mapping[str, str], folder: bool) -> tuple[Called, str, str]:
    """What an entry is called, its lesson as far as a whole name says it, and else a number. Raises Unreadable."""
    of = lessons[levels[0]] if len(levels) > 1 else ""
    name = levels[-1]
    if OF_MOODLE in name:
        student, number, file = moodle(name)
        if folder and file:
            raise Unreadable("its folder is not called as by Moodle: expected NAME_NUMBER_assignsubmission_file_.")
        return Called(student, number, "Moodle"), of, ""
    if folder and of:
        raise Unreadable("in the folder of a lesson are files called STUDENT_LESSON.ipynb, or what a platform gives.")
    if folder:
        return Called(name), "", ""
    student, number, _ = canvas(name)
    if student:
        return Called(student, number, "Canvas"), of, ""
    student, lesson, whole = student_and_lesson(name)
    if of and lesson != of:
        raise Unreadable(f"its name says lesson {lesson}, its folder lesson {of}.")
    return Called(student), of or lesson * whole, "" if of or whole else lesson


def _raise_if_called_like_a_lesson(folder: str, file: str) -> None:
    if not lesson_at_start(folder):
        return
    try:
        student, *_ = student_and_lesson(file)
    except Unreadable:
        return
    if student != folder:
        raise Unreadable("it cannot be told whether its folder is called after a student or a lesson: expected "
                         "STUDENT/LESSON/NOTEBOOK.ipynb, or the whole name of the lesson.")  # fmt: skip
