"""What the lecturer is asked, and told, about an upload as a whole: its lesson, and students who are named."""

import difflib
import sys
from collections.abc import Collection, Sequence

import click

from gradcalc.grading.collecting.handed_in import Found
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.people.spelling import look
from gradcalc.grading.running.printable import listed, printable
from gradcalc.lessons.notebooks import names


def somebody_answers() -> bool:
    """Whether a person sits at the keyboard."""
    return sys.stdin.isatty()


def lesson_of_all(found: Found) -> str:
    """The lesson of the notebooks whose lesson nobody has said, as the lecturer answers."""
    by_cells = [
        f"{number} by their cells of lesson {lesson}" for lesson, number in sorted(found.unsaid.items()) if lesson
    ]
    nothing = [f"{found.unsaid['']} without cells of a lesson"] * bool(found.unsaid[""])
    click.echo(f"No name says of which lesson these are: {', '.join(by_cells + nothing)}.", err=True)
    common = [lesson for lesson, _ in found.unsaid.most_common() if lesson]
    return click.prompt("Which lesson was handed in here", type=click.Choice(sorted(names())),
                        default=common[0] if common else None, err=True)  # fmt: skip


def ids_of(students: Sequence[str], found: Found, roster: Roster, where: str) -> set[str]:
    """The ids of students who are named in the command line, each by the id or as students.csv knows them.

    Raises click.ClickException, which says what was found instead.
    """
    there = {one.student for one in found.notebooks}
    ids = set()
    for text in students:
        known = [text] if text in there else roster.by_name(text) or roster.by_number(text)
        if len(known) > 1:
            raise click.ClickException(
                f"{listed(known)} are called {printable(text)} in students.csv: give the id of one."
            )
        if not known or known[0] not in there:
            raise click.ClickException(_missing(known[0] if known else text, there, found, where))
        ids.add(known[0])
    return ids


def _missing(student: str, there: Collection[str], found: Found, where: str) -> str:
    begin = f"nothing of {printable(student)} is in {where} that can be graded."
    for one in found.left_out:
        if student in one.students or look(one.name).startswith(look(student)):
            settles = f" In students.csv this settles it: {one.line}" if one.line else ""
            return f"{begin} What is there, {printable(one.entry)}: {one.why}{settles}"
    close = difflib.get_close_matches(look(student), {look(name) for name in there}, 3)
    alike = sorted(name for name in there if look(name) in close or look(student) in look(name).split())
    if alike:
        return f"{begin} Did you mean {listed(alike)}?"
    return f"{begin} It holds {listed(sorted(there))}." if there else f"{begin} It holds nothing of anybody."
