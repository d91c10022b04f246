"""`gradcalc feedback`: a page for each student and lesson, with the reasons for the points."""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass

import click

from gradcalc.cards.report import MARKS, STANDING
from gradcalc.grading.collecting.exchange import NOTES
from gradcalc.grading.keeping.final import OfLesson
from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.standings import Standing, standings, status
from gradcalc.grading.keeping.upload import people_of
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import in_words, see_whether_files_fit
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.running.printable import listed, printable
from gradcalc.grading.running.results import UNSAFE, ExerciseResult, StratumResult
from gradcalc.grading.running.words import OWN_CELL
from gradcalc.grading.showing import late, sums
from gradcalc.grading.showing.handing_back import hand_back, lesson_handed_in
from gradcalc.grading.showing.pages import number, points, render
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names


@click.command()
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--lesson", type=click.Choice(sorted(names())), help="Only this lesson.")
@click.option("--student", "students", multiple=True, help="Only this student.")
@click.option("--for", "upload", type=click.Path(exists=True, path_type=pathlib.Path),
              help="What Moodle or Canvas gave you: also put the pages into a zip that it takes back.")  # fmt: skip
@click.pass_context
def feedback(
    context: click.Context, folder: pathlib.Path, lesson: str | None, students: tuple[str, ...],
    upload: pathlib.Path | None,
) -> None:  # fmt: skip
    """Write a page for each student and lesson that was graded, where nbgrader expects it.

    Run it again when points or comments have been given by hand: the pages are made anew. With --for, whoever has no
    page in the zip is named, and the exit code is 1 then.
    """
    course, written, complaints = Course(folder), 0, list[str]()
    people = roster_in(course.root)
    if upload:
        lesson = lesson or lesson_handed_in(upload, people_of(course.root))
    pages: dict[str, str] = {}
    students = tuple(one for text in students for one in people.by_name(text) or [text])
    missing = set(students)
    for standing in standings(course, lesson, complaints):
        if students and standing.student not in students:
            continue
        missing.discard(standing.student)
        html = ""
        try:
            html = page(standing)
            _hand_out(course, standing, html)
        except Exception as error:  # whatever it is, the others get their pages, unless nobody can
            see_whether_files_fit([course.feedback(".", ".")], len(html))
            complaints.append(f"{printable(standing.student)}, lesson {standing.lesson}: no page could be written: "
                              f"{in_words(error)}.")  # fmt: skip
        else:
            written += 1
            if upload:
                pages[standing.student] = html
    for sentence in complaints:
        click.echo(sentence, err=True)
    if written:
        click.echo(
            f"{written} {'page' if written == 1 else 'pages'} written to {course.feedback('.', '.').resolve()}"
        )
    if course.other_assignments and not lesson and not students:
        click.echo(f"No lesson of gradcalc, and without a page from here: {listed(course.other_assignments)}. "
                   f"As in nbgrader generate_feedback {printable(course.other_assignments[0])}, nbgrader makes "
                   "its own.")  # fmt: skip
    if missing:
        raise click.ClickException(f"there is nothing to show of {printable(min(missing))}.")
    if not written and not complaints:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")
    code = 0
    if upload and lesson:
        code = hand_back(upload, OfLesson(course.root, lesson), pages, students, course.root / "report")
    if complaints:
        raise click.ClickException(f"{len(complaints)} could not be shown.")
    context.exit(code)


def _hand_out(course: Course, standing: Standing, html: str) -> None:
    """Put a page where nbgrader expects it, and beside it what it needs to hand it back."""
    name = names()[standing.lesson]
    path = course.feedback(standing.student, name) / f"{name}.html"
    write(path, html)
    for note in NOTES:
        if (noted := course.autograded(standing.student, name) / note).exists():
            write(path.with_name(note), noted.read_text(encoding="utf-8"))


def page(standing: Standing) -> str:
    """The page of one student and lesson. It holds no right answer and nothing of anybody else."""
    exercises = [_exercise(found, standing) for found in standing.result.exercises]
    total, left = _sentence(sums.total(standing)), sums.after_late(standing)
    unsafe = UNSAFE if standing.result.unsafe else ""
    return render("feedback.html", standing=standing, exercises=exercises, total=total, late=late.sentence(standing),
                  left=left, unsafe=unsafe)  # fmt: skip


@dataclass(frozen=True)
class _Exercise:
    id: str
    title: str
    colour: str
    standing: str
    points: str
    trouble: str
    rows: tuple[str, ...]
    reasons: tuple["_Reason", ...]
    words: str
    found: str
    comments: tuple[str, ...]


@dataclass(frozen=True)
class _Reason:
    """Why a kind of case earned nothing: the call, what came back in a sentence and as text, and a hint."""

    stratum: str
    call: str
    said: str
    text: str
    hint: str


def _exercise(found: ExerciseResult, standing: Standing) -> _Exercise:
    how = status(found)
    answers = {stratum.answer for stratum in found.strata}
    single = len(found.strata) == 1 or how == "not answered"
    return _Exercise(
        id=found.exercise,
        title=EXERCISES[found.exercise].title,
        colour=how if how in ("right", "not answered") else "wrong",
        standing=STANDING[how].partition(". ")[0].rstrip(".") + ".",
        points=_points(found, standing),
        trouble=found.trouble,
        rows=() if single else tuple(_row(stratum, len(answers) > 1) for stratum in found.strata),
        reasons=tuple(_reasons(found)),
        words=_words(found, standing),
        found=found.reason if found.reason_in != OWN_CELL else "",
        comments=standing.of(found).comments,
    )


def _points(found: ExerciseResult, standing: Standing) -> str:
    """What the tried answers earned, and what else a person gave; the reason in words has a sentence of its own."""
    given, sentences = standing.of(found), []
    if found.points and given.instead is None:
        sentences.append(f"{sums.of_most(found.earned, found.points)}.")
    elif given.instead is not None:
        sentences.append(f"{sums.of_most(given.instead, found.points)}: a person has changed them from "
                         f"{points(found.earned)}.")  # fmt: skip
    if given.extra > 0:
        sentences.append(f"{number(given.extra)} extra {'point' if given.extra == 1 else 'points'}, by hand.")
    elif given.extra < 0:
        sentences.append(f"{points(-given.extra)} less, by hand.")
    if standing.is_to_be_looked_at_again(found):
        sentences.append("Something has changed since a person gave points: it is to be looked at again.")
    return " ".join(sentences)


def _words(found: ExerciseResult, standing: Standing) -> str:
    """What there is to say of the reason in words, if one is asked for."""
    worth, given = EXERCISES[found.exercise].by_hand, standing.of(found).points
    if not worth:
        return ""
    if not found.reason and not given:
        return (f"For a reason in words: 0 of {points(worth)}. None was found: nothing of your own stands at the "
                "question.")  # fmt: skip
    where = f", which was found in {found.reason_in}" if found.reason_in not in ("", OWN_CELL) else ""
    if given is None:
        return f"Your reason in words{where}, for {number(worth)} more {_point(worth)}, is not read yet."
    return f"Your reason in words{where}: {sums.of_most(given, worth)}, by hand."


def _point(value: float) -> str:
    return "point" if value == 1 else "points"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _row(stratum: StratumResult, named: bool) -> str:
    name = f"{stratum.answer}, {stratum.stratum}" if named else stratum.stratum
    worth = f" ({stratum.earned} of {points(stratum.points)})" if stratum.points else ""
    return f"{MARKS[stratum.mark]}: {name}{worth}"


def _reasons(found: ExerciseResult) -> Iterator[_Reason]:
    """One for each kind of case that is wrong; a hint that stands there already is not repeated."""
    before: set[tuple[str, str]] = set()
    for stratum in found.strata:
        if stratum.mark != "wrong":
            continue
        said, _, text = stratum.reply.partition("\n")
        hint = stratum.hint if (stratum.answer, stratum.hint) not in before else ""
        before.add((stratum.answer, stratum.hint))
        yield _Reason(stratum.stratum, stratum.call, said, text, hint)
