"""Who was named and not graded, from one grading to the next: beside the results, so that a report has everybody."""

import csv
import io
import json
import pathlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from gradcalc.grading.collecting.people import LeftOut
from gradcalc.grading.keeping.kept import write
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.running.printable import printable

ROWS = "left_out.json"  # in the folder of the results
COLUMNS = ("student", "lesson", "entry", "why", "waits", "line for students.csv")
LONGEST = 1_000
NOTHING_THERE = "Nothing was handed in."
BOM = "\ufeff"  # by which Excel knows that a table is in UTF-8
# At the start, and behind what separates cells where a program expects another separator than was written.
_FORMULA = re.compile(r"(^|[,;\t])([\s\"']*)(?=[=+\-@\t\r＝＋－＠])")


@dataclass(frozen=True)
class Row:
    """Somebody who was not graded. student is the id, or "" where nobody knows; name is for people to read.

    upload and asked say in which grading this was found.
    """

    upload: str
    asked: str
    student: str
    name: str
    lesson: str
    entry: str
    why: str
    waits: bool
    line: str = ""
    elsewhere: bool = False


def rows_of(left_out: Iterable[LeftOut], upload: str, asked: str | None) -> list[Row]:
    """A row for each entry, and for a group one for each of its students."""
    return [
        Row(upload, asked or "", student, student or one.name, one.lesson, one.entry, one.why, one.waits, one.line,
            one.elsewhere)
        for one in left_out
        for student in one.students or ("",)
    ]  # fmt: skip


def rows_in(results: pathlib.Path) -> list[Row]:
    """What was written down; nothing where there is no such file, or none that can be read."""
    try:
        return [Row(**row) for row in json.loads((results / ROWS).read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def joined(
    before: Iterable[Row], now: list[Row], graded: Collection[tuple[str, str]], this: tuple[str, str]
) -> list[Row]:
    """The rows of this grading, an upload and the lesson asked for, in place of its rows before.

    Those of whoever is graded now go as well.
    """
    upload, asked = this
    stay = [
        row
        for row in before
        if not (row.upload == upload and asked in ("", row.lesson or asked))
        and (row.student, row.lesson) not in graded
    ]
    return stay + now


def keep(results: pathlib.Path, rows: Iterable[Row]) -> None:
    """Write them down. Raises OSError."""
    write_anew(results / ROWS, json.dumps([asdict(row) for row in rows]))


def write_anew(path: pathlib.Path, text: str) -> None:
    """Write a file, unless that is what it holds. Raises OSError."""
    if not path.exists() or path.read_bytes() != text.encode():
        write(path, text)


def as_table(rows: Iterable[Row]) -> str:
    """All of them as a table, the content of left_out.csv."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        texts = (row.name, row.lesson, row.entry, row.why, "yes" if row.waits else "", row.line)
        writer.writerow([harmless(text) for text in texts])
    return BOM + out.getvalue()


def harmless(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula, nor any part of it.

    >>> harmless("=1+1"), harmless("ada;=1+1"), harmless("Ada-Lea")
    ("'=1+1", "ada;'=1+1", 'Ada-Lea')
    """
    return _FORMULA.sub(r"\1'\2", printable(text, LONGEST))


def failures(failed: Iterable[tuple[str, str, str]], upload: str, asked: str | None) -> list[Row]:
    """Rows of those who could not be graded or entered: student, lesson and why."""
    return [
        Row(upload, asked or "", student, student, lesson, student, why, waits=True)
        for student, lesson, why in failed
    ]


@dataclass(frozen=True)
class Everybody:
    """Who there is beside those who were graded: the roster, and the rows of those who were not graded."""

    roster: Roster
    rows: Sequence[Row]

    def remarks(self) -> dict[str, str]:
        """What is said of each, by the id, or by what an entry is called where nobody knows whose it is."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows:
            lesson = f"lesson {row.lesson} " if row.lesson else ""
            found[row.student or row.name].append(f"{lesson}{'waits' if row.waits else 'not graded'}: {row.why}")
        return {student: " ".join(dict.fromkeys(texts)) for student, texts in found.items()}

    def without(self, graded: Collection[str]) -> list[str]:
        """The students of the roster of whom there is nothing at all."""
        named = {row.student for row in self.rows}
        return sorted(set(self.roster.people) - named - set(graded))


NOBODY_ELSE = Everybody(Roster(), ())
