"""`gradcalc report`: a table of points for the learning platform, and a page about the class."""

import csv
import io
import itertools
import pathlib
from collections.abc import Sequence
from typing import TextIO

import click

from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.standings import Standing, standings, summarise
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.running.printable import printable
from gradcalc.grading.running.results import UNSAFE
from gradcalc.grading.showing.pages import number, render
from gradcalc.lessons.notebooks import names

LONGEST_NAME = 300
STATUSES = ("right", "partly right", "wrong", "not answered")


@click.command()
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--lesson", type=click.Choice(sorted(names())), help="Only this lesson.")
def report(folder: pathlib.Path, lesson: str | None) -> None:
    """Write report/points.csv and report/class.html in the course folder.

    \f
    Raises Unusable where they cannot be written.
    """
    course, complaints = Course(folder), list[str]()
    found = list(standings(course, lesson, complaints))
    for sentence in complaints:
        click.echo(sentence, err=True)
    if not found:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")
    table, place = io.StringIO(), course.root / "report"
    write_csv(found, table)
    try:
        write(place / "points.csv", table.getvalue())
        write(place / "class.html", page(found))
    except OSError as error:
        raise Unusable(unwritable(place, error)) from None
    click.echo(f"Written to {place}: points.csv and class.html")
    waiting = sum(standing.waits for standing in found)
    if waiting:
        click.echo(f"{waiting} still to be looked at by a person, in nbgrader's formgrader.")
    if complaints:
        raise click.ClickException(f"{len(complaints)} could not be shown.")


def write_csv(found: Sequence[Standing], file: TextIO) -> None:
    """A row for each student; points by hand stay empty while one of them waits for a person."""
    lessons = sorted({standing.lesson for standing in found})
    kinds = ("automatic", "by hand", "total")
    writer = csv.writer(file)
    writer.writerow(["student", *(f"{lesson} {kind}" for lesson in lessons for kind in kinds), "total"])
    for student, several in itertools.groupby(sorted(found, key=lambda s: s.student), key=lambda s: s.student):
        by_lesson = {standing.lesson: standing for standing in several}
        cells = []
        for lesson in lessons:
            standing = by_lesson.get(lesson)
            if standing is None:
                cells += ["", "", ""]
            else:
                given = "" if standing.waits else number(standing.given)
                cells += [number(standing.automatic), given, number(standing.total)]
        writer.writerow([_harmless(student), *cells, number(sum(s.total for s in by_lesson.values()))])


def _harmless(student: str) -> str:
    """A name in one line that no spreadsheet takes for a formula."""
    student = printable(student, LONGEST_NAME)
    return f"'{student}" if student.startswith(("=", "+", "-", "@", "\t", "\r")) else student


def page(found: Sequence[Standing]) -> str:
    """The page about the class, lesson by lesson."""
    by_lesson = itertools.groupby(sorted(found, key=lambda s: s.lesson), key=lambda s: s.lesson)
    lessons = [summarise(list(group)) for _, group in by_lesson]
    unsafe = UNSAFE if any(standing.result.unsafe for standing in found) else ""
    return render("report.html", lessons=lessons, statuses=STATUSES, unsafe=unsafe)
