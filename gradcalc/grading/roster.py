"""`gradcalc roster`: students.csv from what a platform exports, and from the names in an upload."""

import pathlib

import click

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.upload import people_of
from gradcalc.grading.people.called import ALSO, Called
from gradcalc.grading.people.exports import NoTable, people_in, together
from gradcalc.grading.people.roster import COLUMNS, ROSTER, Roster, line_of, roster_in, write_roster
from gradcalc.grading.people.tables import table_in
from gradcalc.grading.people.who import proposed
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import one_line, printable

LONGEST = 2_000


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=pathlib.Path))
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, in which students.csv is.  [default: here]")  # fmt: skip
@click.option("--column", "said", multiple=True, metavar="KIND=NAME",
              help="Which column is what, such as first=Prénom, where that cannot be told.")  # fmt: skip
def roster(source: pathlib.Path, folder: pathlib.Path, said: tuple[str, ...]) -> None:
    """Add the people in SOURCE to students.csv: Moodle's participants or grading worksheet, Canvas' gradebook.

    Of what was handed in, a zip or a folder, the rows that students.csv lacks are printed, and nothing is written.
    """
    if source.is_dir() or source.suffix.lower() == ".zip":
        _propose(source, folder)
        return
    known = roster_in(folder)
    try:
        found = people_in(table_in(source.read_bytes()), said)
    except (NoTable, ValueError, OSError) as error:
        raise click.ClickException(f"{printable(str(source))}: {one_line(str(error), LONGEST)}") from None
    entered = {student for student, *_ in Kept(folder / "results").all()}
    people, unclear = together(known.people, found, entered)
    for sentence in unclear:
        click.echo(one_line(sentence, LONGEST), err=True)
    if people != known.people:
        try:
            write_roster(folder, people.values())
        except OSError as error:
            raise click.ClickException(f"{ROSTER} cannot be written: {error.strerror}.") from None
    new = len(people) - len(known.people)
    click.echo(f"{len(people)} students in {folder / ROSTER}, {new} of them new.")
    if unclear:
        raise click.ClickException(f"{len(unclear)} are not clear, and were left as they were.")


def _propose(source: pathlib.Path, folder: pathlib.Path) -> None:
    """Print the rows that would settle an upload."""
    people = people_of(folder)
    try:
        found = find(source, None, people)
    except (Unreadable, ValueError, OSError) as error:
        raise click.ClickException(one_line(str(error), LONGEST)) from None
    settling = {row: None for one in found.left_out for row in one.line.split(ALSO) if row}
    unclear = {one.name for one in found.left_out if one.line}
    lacking = {line_of(proposed(called)): None for called in found.called
               if called.label not in unclear and not _knows(people.roster, called)}  # fmt: skip
    lines = [*settling, *(line for line in lacking if line not in settling)]
    if lines:
        click.echo(",".join(COLUMNS))
    for line in lines:
        click.echo(printable(line, LONGEST))
    click.echo(f"{len(lines)} rows that {ROSTER} lacks. Correct them, and put them there.", err=True)


def _knows(people: Roster, called: Called) -> bool:
    """Whether the roster knows whose an entry of this name is."""
    short = called.platform == "Canvas"
    return bool(
        people.by_number(called.number) or people.by_name(called.name, short) or people.in_group(called.name, short)
    )
