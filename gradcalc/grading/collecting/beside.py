"""Assignments that are no lessons, in nbgrader's own folder: they are nbgrader's to grade."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from gradcalc.grading.collecting.cells import lessons_of
from gradcalc.grading.collecting.content import content_if_any
from gradcalc.grading.collecting.files import File, Tree
from gradcalc.grading.collecting.kinds import is_notebook
from gradcalc.grading.collecting.names import OF_MOODLE, lesson_called
from gradcalc.grading.collecting.people import LeftOut
from gradcalc.grading.running.printable import printable

Aside = Mapping[str, Collection[str]]  # students' folders, with the assignments that were set aside


def set_aside(tree: Tree, others: Callable[[], Collection[str]]) -> tuple[Tree, Aside]:
    """The tree without what lies in STUDENT/ASSIGNMENT/ for one of the others, which are asked for if need be.

    Where a notebook in such a folder has cells of a lesson, it stays, so that somebody hears of it.
    """
    folders = defaultdict(list)
    for file in tree.files:
        if len(file.parts) > 2 and OF_MOODLE not in file.parts[0] and not any(map(lesson_called, file.parts[:2])):
            folders[file.parts[:2]].append(file)
    known = frozenset(others()) if folders else frozenset()
    gone = {place for place, of in folders.items() if place[1] in known and not _holds_a_lesson(of)}
    aside = defaultdict(list)
    for student, assignment in sorted(gone):
        aside[student].append(assignment)
    return replace(tree, files=[file for file in tree.files if file.parts[:2] not in gone]), aside


def left_to_nbgrader(student: str, assignments: Iterable[str], whose: tuple[str, ...]) -> LeftOut:
    """The row of somebody of whom there is nothing else."""
    (first, *_) = assignments = sorted(assignments)
    why = f"{' and '.join(map(printable, assignments))}: no lesson, so nbgrader autograde grades it."
    return LeftOut(f"{student}/{first}", student, whose, "", why, elsewhere=True, place=(student,))


def counted(aside: Aside) -> Counter[str]:
    """How many students there are for each assignment."""
    return Counter(assignment for of in aside.values() for assignment in of)


def _holds_a_lesson(of: Iterable[File]) -> bool:
    contents = (content_if_any(file) for file in of if is_notebook(file) and not file.problem)
    return any(lessons_of(content) for content in contents if content)
