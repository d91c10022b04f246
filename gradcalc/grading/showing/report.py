"""`gradcalc report`: a table of points for the learning platform, and a page about the class."""

import itertools
import pathlib
from collections.abc import Sequence

import click

from gradcalc.grading.keeping.kept import write
from gradcalc.grading.keeping.left_out import NOBODY_ELSE, Everybody, rows_in
from gradcalc.grading.keeping.standings import Standing, standings
from gradcalc.grading.keeping.summary import summarise
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.running.printable import listed
from gradcalc.grading.running.results import UNSAFE
from gradcalc.grading.showing import late, sums
from gradcalc.grading.showing.pages import render
from gradcalc.grading.showing.table import points_csv
from gradcalc.grading.showing.worksheet import Order, fill
from gradcalc.lessons.notebooks import names

STATUSES = ("right", "partly right", "wrong", "not answered")


@click.command()
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--lesson", type=click.Choice(sorted(names())), help="Only this lesson.")
@click.option("--excel", is_flag=True,
              help="Semicolons in points.csv, and a comma in its numbers, as where Excel expects both.")  # fmt: skip
@click.option("--worksheet", type=click.Path(exists=True, dir_okay=False, path_type=pathlib.Path),
              help="Moodle's grading worksheet or Canvas' gradebook: fill a copy of it instead.")  # fmt: skip
@click.option("--scale", is_flag=True, help="Convert the points to the maximum in the worksheet.")
@click.option("--column", help="The column of the worksheet that is to be filled, by its name.")
@click.option("--comments", is_flag=True, help="Also fill the worksheet's empty comments, in a few words.")
@click.option("--all-or-nothing", "whole", is_flag=True,
              help="Fill no worksheet in which a row stays without points, or a student without a row.")  # fmt: skip
@click.pass_context
def report(
    context: click.Context, folder: pathlib.Path, lesson: str | None, excel: bool, worksheet: pathlib.Path | None,
    scale: bool, column: str | None, comments: bool, whole: bool,
) -> None:  # fmt: skip
    """Write report/points.csv and report/class.html in the course folder.

    With --worksheet, the points of one lesson go into a new file beside that of the platform, and whoever waits or is
    not clear is named; the exit code is 1 then.

    \f
    Raises Unusable where they cannot be written.
    """
    if worksheet:
        context.exit(fill(folder, worksheet, lesson, Order(column, scale, comments, whole)))
    if scale or column or comments or whole:
        raise click.UsageError("--scale, --column, --comments and --all-or-nothing need a --worksheet.")
    course, complaints = Course(folder), list[str]()
    found, roster = list(standings(course, lesson, complaints)), roster_in(course.root)
    rows = [row for row in rows_in(course.results) if not row.elsewhere and lesson in (None, row.lesson, row.asked)]
    for sentence in complaints:
        click.echo(sentence, err=True)
    if not found and not rows:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")
    place, everybody = course.root / "report", Everybody(roster, rows)
    try:
        write(place / "points.csv", points_csv(found, everybody, excel=excel))
        write(place / "class.html", page(found, everybody))
    except OSError as error:
        raise Unusable(unwritable(place, error)) from None
    click.echo(f"Written to {place}: points.csv and class.html")
    if waiting := sums.waiting(sum(one.unread for one in found), sum(one.again for one in found)):
        not_final = sum(one.waits > 0 for one in found)
        click.echo(f"{not_final} of {len(found)} totals are not final: {waiting}, in nbgrader's formgrader.")
    for of, group in itertools.groupby(found, key=lambda standing: standing.lesson):
        if line := late.of_class(list(group)):
            click.echo(f"Lesson {of}: {line}")
    if rows:
        click.echo(f"{len(rows)} named and not graded, each with the reason in both files.")
    if course.other_assignments and not lesson:
        click.echo(f"No lesson of gradcalc, and not in it: {listed(course.other_assignments)}. "
                   "nbgrader export has the points of all.")  # fmt: skip
    if complaints:
        raise click.ClickException(f"{len(complaints)} could not be shown.")


def page(found: Sequence[Standing], everybody: Everybody = NOBODY_ELSE) -> str:
    """The page about the class, lesson by lesson."""
    by_lesson = itertools.groupby(sorted(found, key=lambda s: s.lesson), key=lambda s: s.lesson)
    groups = [list(group) for _, group in by_lesson]
    lessons = [(summarise(group), group) for group in groups]
    unsafe = UNSAFE if any(standing.result.unsafe for standing in found) else ""
    nothing = everybody.without({standing.student for standing in found})
    return render(
        "report.html", lessons=lessons, statuses=STATUSES, unsafe=unsafe, rows=everybody.rows, nothing=nothing,
        sums=sums, late=late,
    )  # fmt: skip
