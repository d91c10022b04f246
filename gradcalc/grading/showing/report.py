"""`gradcalc report`: a table of points for the learning platform, and a page about the class."""

import csv
import io
import itertools
import pathlib
from collections import defaultdict
from collections.abc import Sequence
from typing import TextIO

import click

from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.left_out import NOBODY_ELSE, NOTHING_THERE, Everybody, harmless, rows_in
from gradcalc.grading.keeping.standings import Standing, standings, summarise
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.running.printable import listed
from gradcalc.grading.running.results import UNSAFE
from gradcalc.grading.showing.pages import number, render
from gradcalc.lessons.notebooks import names

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
    found, roster = list(standings(course, lesson, complaints)), roster_in(course.root)
    rows = [row for row in rows_in(course.results) if not row.elsewhere and lesson in (None, row.lesson, row.asked)]
    for sentence in complaints:
        click.echo(sentence, err=True)
    if not found and not rows:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")
    table, place = io.StringIO(), course.root / "report"
    everybody = Everybody(roster, rows)
    write_csv(found, table, everybody)
    try:
        write(place / "points.csv", table.getvalue())
        write(place / "class.html", page(found, everybody))
    except OSError as error:
        raise Unusable(unwritable(place, error)) from None
    click.echo(f"Written to {place}: points.csv and class.html")
    waiting = sum(standing.waits for standing in found)
    if waiting:
        click.echo(f"{waiting} still to be looked at by a person, in nbgrader's formgrader.")
    if rows:
        click.echo(f"{len(rows)} named and not graded, each with the reason in both files.")
    if course.other_assignments and not lesson:
        click.echo(f"No lesson of gradcalc, and not in it: {listed(course.other_assignments)}. "
                   "nbgrader export has the points of all.")  # fmt: skip
    if complaints:
        raise click.ClickException(f"{len(complaints)} could not be shown.")


def write_csv(found: Sequence[Standing], file: TextIO, everybody: Everybody = NOBODY_ELSE) -> None:
    """A row for each student, and for everybody who was named and not graded, with the reason as a remark.

    Points by hand stay empty while one of them waits for a person.
    """
    lessons = sorted({standing.lesson for standing in found})
    kinds = ("automatic", "by hand", "total")
    writer = csv.writer(file)
    columns = [f"{lesson} {kind}" for lesson in lessons for kind in kinds]
    writer.writerow(["student", *["name"] * bool(everybody.roster), *columns, "total", "remark"])
    graded: dict[str, dict[str, Standing]] = defaultdict(dict)
    for standing in found:
        graded[standing.student][standing.lesson] = standing
    remarks = everybody.remarks()
    for student in sorted({*graded, *remarks, *everybody.roster.people}):
        by_lesson = graded.get(student, {})
        cells = []
        for lesson in lessons:
            of = by_lesson.get(lesson)
            given = "" if of is None or of.waits else number(of.given)
            cells += [number(of.automatic), given, number(of.total)] if of else ["", "", ""]
        total = number(sum(s.total for s in by_lesson.values())) if by_lesson else ""
        remark = remarks.get(student, "" if by_lesson else NOTHING_THERE)
        name = [harmless(everybody.roster.name_of(student))] * bool(everybody.roster)
        writer.writerow([harmless(student), *name, *cells, total, harmless(remark)])


def page(found: Sequence[Standing], everybody: Everybody = NOBODY_ELSE) -> str:
    """The page about the class, lesson by lesson."""
    by_lesson = itertools.groupby(sorted(found, key=lambda s: s.lesson), key=lambda s: s.lesson)
    lessons = [summarise(list(group)) for _, group in by_lesson]
    unsafe = UNSAFE if any(standing.result.unsafe for standing in found) else ""
    nothing = everybody.without({standing.student for standing in found})
    return render(
        "report.html", lessons=lessons, statuses=STATUSES, unsafe=unsafe, rows=everybody.rows, nothing=nothing
    )
