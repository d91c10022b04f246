"""`gradcalc feedback`: a page for each student and lesson, with the reasons for the points."""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass

import click

from gradcalc.cards.report import MARKS, STANDING
from gradcalc.grading.collecting.exchange import NOTES
from gradcalc.grading.keeping.by_hand import NOTHING, ByHand
from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.standings import Standing, out_of, standings, status
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import in_words, see_whether_files_fit
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.running.printable import listed, printable
from gradcalc.grading.running.results import UNSAFE, ExerciseResult, StratumResult
from gradcalc.grading.running.words import OWN_CELL
from gradcalc.grading.showing.pages import points, render
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names


@click.command()
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--lesson", type=click.Choice(sorted(names())), help="Only this lesson.")
@click.option("--student", "students", multiple=True, help="Only this student.")
def feedback(folder: pathlib.Path, lesson: str | None, students: tuple[str, ...]) -> None:
    """Write a page for each student and lesson that was graded, where nbgrader expects it.

    Run it again when points or comments have been given by hand: the pages are made anew.
    """
    course, written, complaints = Course(folder), 0, list[str]()
    people = roster_in(course.root)
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
    if complaints:
        raise click.ClickException(f"{len(complaints)} could not be shown.")
    if not written:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")


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
    return render(
        "feedback.html", standing=standing, exercises=exercises, unsafe=UNSAFE if standing.result.unsafe else ""
    )


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
    given, how = standing.by_hand.get(found.exercise, NOTHING), status(found)
    answers = {stratum.answer for stratum in found.strata}
    single = len(found.strata) == 1 or how == "not answered"
    return _Exercise(
        id=found.exercise,
        title=EXERCISES[found.exercise].title,
        colour=how if how in ("right", "not answered") else "wrong",
        standing=STANDING[how].partition(". ")[0].rstrip(".") + ".",
        points=_points(found, given, standing.total_of(found)),
        trouble=found.trouble,
        rows=() if single else tuple(_row(stratum, len(answers) > 1) for stratum in found.strata),
        reasons=tuple(_reasons(found)),
        words=_words(found),
        found=found.reason if found.reason_in != OWN_CELL else "",
        comments=given.comments,
    )


def _points(found: ExerciseResult, given: ByHand, total: float) -> str:
    most = out_of(found)
    if not most:
        return ""
    words = f"{points(total)} of {most}"
    if EXERCISES[found.exercise].by_hand:
        reason = "not read yet" if given.points is None else points(given.points)
        words += f", of which for your reason, by hand: {reason}"
    if given.instead is not None:
        words += f"; a person changed the automatic points from {found.earned}"
    return f"{words}."


def _words(found: ExerciseResult) -> str:
    """What was found as a reason in words, if one is asked for."""
    if not EXERCISES[found.exercise].by_hand:
        return ""
    if not found.reason:
        return "No reason in words was found: nothing of your own stands at the question."
    where = "" if found.reason_in == OWN_CELL else f", which was found in {found.reason_in},"
    return f"Your reason in words{where} is read by a person."


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
