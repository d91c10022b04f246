"""All answers in words to one question, with what the grader found beside each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from gradcalc.cards.report import MARKS
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.versions import read_answers
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.reasons.pictures import Picture, pictures_at
from gradcalc.grading.running.handed_out import released
from gradcalc.grading.running.printable import in_lines
from gradcalc.grading.running.results import ExerciseResult, NotebookResult
from gradcalc.grading.running.words import IN_THE_FILE, LONGEST_WORDS, OWN_CELL, PICTURE
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

NO_PICTURE = "A picture that was handed in cannot be shown here. Open the notebook."
ASKED = tuple(exercise.id for exercise in EXERCISES.values() if exercise.by_hand)


@dataclass(frozen=True)
class Answer:
    """One student's answer in words, and where it was found if not in its cell.

    checked says of each kind of case of the checked part how it stands, notes say what else has to be known. seal is
    another one when the student has handed in something else. apart is the same for answers that may be put together:
    their pictures are the same, and nothing of them is out of sight.
    """

    student: str
    name: str
    words: str
    where: str
    checked: tuple[str, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]
    seal: str
    apart: str


def answers(course: Course, exercise: str, roster: Roster, complaints: list[str]) -> list[Answer]:
    """Everybody's answers to a question, by their names. Complaints gets a sentence for what is damaged."""
    found, kept = [], Kept(course.results)
    for student, lesson, _ in kept.all(EXERCISES[exercise].lesson, complaints):
        result, digest = kept.load(student, lesson) or (None, "")
        for one in result.exercises if result else ():
            if result and one.exercise == exercise:
                found.append(_answer(course, student, one, result, digest, roster.name_of(student)))
    return sorted(found, key=lambda answer: ((answer.name or answer.student).casefold(), answer.student))


def seal_of(one: ExerciseResult, digest: str) -> str:
    """What tells from which words, in which file, an answer was made."""
    return hashlib.sha256("\0".join([one.reason, one.reason_in, digest.partition("-")[0]]).encode()).hexdigest()[:16]


def seals(course: Course, exercise: str, students: Sequence[str]) -> dict[str, str]:
    """The seals of what these students have handed in by now."""
    kept, found = Kept(course.results), {}
    for student in students:
        result = kept.load(student, EXERCISES[exercise].lesson)
        for one in result[0].exercises if result else ():
            if result and one.exercise == exercise:
                found[student] = seal_of(one, result[1])
    return found


def question(exercise: str) -> str:
    """The question as it was handed out: its text, from the task to the cell for the reason."""
    out = released(EXERCISES[exercise].lesson)
    cells = [out.cells[place] for place in out.regions[exercise] if place not in out.reasons]
    return "\n\n".join(cell.source.lstrip("# ") for cell in cells if cell.kind == "markdown")


def model_answer(course: Course, exercise: str) -> str:
    """The model answer in words of the course, or nothing."""
    path = course.root / "solutions" / f"{names()[EXERCISES[exercise].lesson]}.py"
    try:
        return read_answers(path.read_text("utf-8")).get(f"{exercise} [markdown]", "")
    except (OSError, ValueError):
        return ""


def _answer(
    course: Course, student: str, one: ExerciseResult, result: NotebookResult, digest: str, name: str
) -> Answer:
    of = names()[result.lesson]
    claimed = one.reason.count(PICTURE)
    pictures: tuple[Picture, ...] = ()
    if claimed:
        path = course.autograded(student, of) / f"{of}.ipynb"
        pictures = pictures_at(path, one.exercise, released(result.lesson), one.reason_in)
    out_of_sight = len(pictures) < claimed or len(one.reason) > LONGEST_WORDS or one.reason_in == IN_THE_FILE
    seal = seal_of(one, digest)
    notes = [one.trouble, result.trouble, NO_PICTURE if claimed and not pictures else ""]
    return Answer(
        student=student, name=in_lines(name), words=in_lines(one.reason),
        where="" if one.reason_in == OWN_CELL else one.reason_in,
        checked=tuple(_checked(one)), notes=tuple(in_lines(note) for note in notes if note), pictures=pictures,
        seal=seal, apart=f"{student}\0{seal}" if out_of_sight else " ".join(sorted(p.name for p in pictures)),
    )  # fmt: skip


def _checked(one: ExerciseResult) -> list[str]:
    several = len(one.strata) > 1
    lines = []
    for stratum in one.strata:
        named = f": {stratum.stratum}" if several else ""
        said = " ".join(text for text in (stratum.reply, stratum.hint) if text)
        lines.append(in_lines(f"{MARKS[stratum.mark]}{named}{'. ' if said else ''}{said}"))
    return lines
