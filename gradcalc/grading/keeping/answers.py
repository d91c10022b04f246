"""What a class has answered to the exercises of a lesson, from the notebooks that nbgrader shows."""

from collections import defaultdict

from gradcalc.grading.comparing.alike import Answer
from gradcalc.grading.comparing.form import imported
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.running.handed_out import released
from gradcalc.grading.running.labels import cell_name
from gradcalc.grading.running.plan import Unreadable, cells_of
from gradcalc.grading.running.printable import printable
from gradcalc.lessons.notebooks import names


def answers_of(course: Course, lesson: str, roster: Roster, complaints: list[str]) -> list[Answer]:
    """The answers of everybody who was graded in a lesson; of a group that handed in one file, one for all.

    A sentence for each notebook that is not there is added to complaints.
    """
    found = []
    for students in _together(Kept(course.results), lesson, roster):
        path = course.autograded(students[0], names()[lesson]) / f"{names()[lesson]}.ipynb"
        who = " and ".join(roster.name_of(student) or student for student in students)
        try:
            cells = cells_of(path.read_bytes())
        except (OSError, Unreadable):
            complaints.append(f"{printable(who)}: there is no notebook in {path.parent} to compare. "
                              "gradcalc grade makes it anew.")  # fmt: skip
            continue
        written = {cell.keys[0]: cell.source for cell in cells if cell.keys and cell.kind == "code"}
        modules = [tuple(imported(cell.source).items()) for cell in cells if "import" in cell.source]
        found += [
            Answer(
                who, exercise.id, source, released(lesson).code(place), tuple(pair for of in modules for pair in of)
            )
            for place, exercise in released(lesson).answers.items()
            if (source := written.get(cell_name(exercise.id, "answer"), ""))
        ]
    return found


def _together(kept: Kept, lesson: str, roster: Roster) -> list[list[str]]:
    """The students who were graded, those of a group together who handed in the same file."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, *_ in kept.all(lesson):
        person, known = roster.people.get(student), kept.load(student, lesson)
        digest = known[1].partition("-")[0] if known else ""
        groups = person.groups if person and digest else ()
        shared = next((key for group in groups if (key := (group, digest)) in found), None)
        found[shared or (groups[0] if groups else f"\0{student}", digest)].append(student)
    return list(found.values())
