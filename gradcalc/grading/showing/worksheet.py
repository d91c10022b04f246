"""Points of one lesson in the worksheet of a platform, in a new file; who is not clear gets none, and is named."""

import os
import pathlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import click

from gradcalc.grading.keeping.final import OfLesson, why_not_final
from gradcalc.grading.keeping.standings import Standing, standings
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.people.points import MOODLE, NoColumn, Target, converted, number_in, target_in
from gradcalc.grading.people.rows import Row, raise_if_of_another, table_rows, whose_rows
from gradcalc.grading.people.sheet import Sheet, sheet_in
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import one_line, printable
from gradcalc.grading.showing.pages import number

FINEST = Decimal("0.00001")  # what Moodle keeps of a grade
LONGEST = 20_000
# Moodle's words in a column of its own that says whether a grade can be changed.
_YES = {"Yes", "Ja", "Oui", "Sí", "Sì", "Sim", "Да"}
_NO = {"No", "Nein", "Nee", "Nej", "Nei", "Non", "Não", "Нет"}


@dataclass(frozen=True)
class Order:
    """How a worksheet is to be filled: converted to its maximum, with short comments, or not at all unless wholly."""

    column: str | None = None
    scale: bool = False
    comments: bool = False
    whole: bool = False


@dataclass
class Filled:
    """What becomes of a worksheet: the texts of cells, and everybody who gets none, by the reason.

    changed are those who had other points there; nobody are rows of which nothing is known here, and rowless the
    students with points of whom there is no row.
    """

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    number: int = 0
    left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    changed: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)
    rowless: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every row has its points, and every student a row."""
        return not (self.left or self.nobody or self.rowless)

    def sentences(self) -> list[str]:
        """Everybody who gets nothing, and what was there before."""
        said = [f"{_listed(rows)}: {why}" for why, rows in self.left.items()]
        if self.nobody:
            said.append(f"{_listed(self.nobody)}: in the worksheet, and nobody here.")
        if self.rowless:
            said.append(f"{_listed(self.rowless)}: graded, and no row is clearly theirs.")
        if self.changed:
            said.append(f"Other points stood there: {_listed(self.changed)}.")
        return said


def fill(folder: pathlib.Path, file: pathlib.Path, lesson: str | None, order: Order) -> int:
    """Write the points of a lesson into a new file beside that of a platform. Returns the exit code.

    Raises click.ClickException where it cannot be told what goes where, and Unusable where nothing can be written.
    """
    course, complaints = Course(folder), list[str]()
    found = list(standings(course, lesson, complaints))
    lessons = sorted({one.lesson for one in found})
    if not lessons:
        raise click.ClickException("nothing has been graded here: run gradcalc grade first.")
    if len(lessons) > 1:
        raise click.ClickException("a worksheet takes the points of one lesson: say which with --lesson.")
    known = OfLesson(course.root, lessons[0])
    try:
        sheet = sheet_in(file.read_bytes())
        target = target_in(sheet, known.lesson, order.column)
        filled = filled_with(sheet, target, found, known, order)
    except (NoColumn, Unreadable, ValueError, OSError) as error:
        raise click.ClickException(f"{printable(str(file))}: {one_line(str(error), LONGEST)}") from None
    for sentence in [*complaints, *filled.sentences(), *_locked(sheet, target)]:
        click.echo(one_line(sentence, LONGEST), err=True)
    if order.whole and not filled.whole:
        raise click.ClickException("nothing is written: not every row and every student has the other.")
    new = file.with_name(f"{file.stem}_filled{file.suffix}")
    try:
        _write(new, sheet.filled(filled.texts), file.stat().st_mode & 0o777)
    except OSError as error:
        raise Unusable(unwritable(new.parent, error)) from None
    click.echo(f"{filled.number} of {len(target.people)} rows have their points of lesson {known.lesson} in {new}, "
               f"in the column “{printable(target.head)}”, out of {target.written(target.most)}.")  # fmt: skip
    return 0 if filled.whole and not complaints else 1


def filled_with(sheet: Sheet, target: Target, found: Iterable[Standing], known: OfLesson, order: Order) -> Filled:
    """What becomes of a worksheet with the standings of one lesson. Raises NoColumn and Unreadable."""
    people, rows = known.people, table_rows(target.people, target.platform, known.lesson)
    raise_if_of_another([row.called for row in rows.values()], known.lesson, people.roster, people.seen)
    graded = {one.student: one for one in found}
    out_of = max(one.out_of for one in graded.values())
    if target.most != out_of and not order.scale:
        most, lesson = target.written(target.most), known.lesson
        raise NoColumn(f"its maximum is {most}, and lesson {lesson} has {out_of} points. Give --scale to convert "
                       f"them, or set the maximum in {target.platform} to {out_of}.")  # fmt: skip
    if order.comments and target.comments is None:
        raise NoColumn("there is no column for comments in it: leave out --comments.")
    whose, unclear = whose_rows(rows, people.roster, people.seen, people.entered)
    filled = Filled()
    for at, row in rows.items():
        student, there = whose.get(at, ""), sheet.says(at, target.column)
        if at in unclear:
            line = getattr(unclear[at], "line", "")
            why = f"not clear: {unclear[at]}{f' In students.csv this settles it: {line}' if line else ''}"
        elif student in graded:
            why = why_not_final(graded[student], out_of) or known.why_older(student)
            why = why or _put(filled, sheet, target, at, row, graded[student], out_of, order)
        else:
            why = known.why_nothing(student)
            if not why:
                filled.nobody.append(row.label)
        if why:
            filled.left[f"{why} {f'{printable(there)} stays there.' if there else ''}".strip()].append(row.label)
    matched = set(whose.values())
    for one in sorted(graded.keys() - matched):
        name = people.roster.name_of(one)
        filled.rowless.append(f"{one} ({name})" if name else one)
    return filled


def _put(
    filled: Filled, sheet: Sheet, target: Target, at: int, row: Row, standing: Standing, out_of: int, order: Order
) -> str:
    """Put the points of a row into its cell. Returns why that is not done, or nothing."""
    there, value = sheet.says(at, target.column), Decimal(str(standing.total))
    value = value.quantize(FINEST) if target.most == out_of else converted(value, Decimal(out_of), target.most)
    if there not in ("", "-") and number_in(there) is None:
        return "has no number there."
    if value < 0 or (target.platform == MOODLE and value > target.most):
        return f"has {target.written(value)} points, and Moodle takes none below 0 or above its maximum."
    filled.texts[at, target.column] = target.written(value)
    filled.number += 1
    if (before := number_in(there)) is not None and before != value:
        filled.changed.append(f"{row.label} ({there}, now {target.written(value)})")
    if order.comments and target.comments is not None and not sheet.says(at, target.comments):
        words = f"Lesson {standing.lesson}: {number(standing.total)} of {out_of} points."
        filled.texts[at, target.comments] = words
    return ""


def _locked(sheet: Sheet, target: Target) -> list[str]:
    """A sentence where Moodle says that some grades cannot be changed."""
    heads = sheet.heads if target.platform == MOODLE else []
    for column in range(target.column + 2, len(heads)):
        says = {at: sheet.says(at, column) for at in target.people}
        if set(says.values()) <= _YES | _NO and set(says.values()) & _NO:
            rows = table_rows(target.people, target.platform, "")
            no = [rows[at].label for at, text in says.items() if text in _NO]
            return [f"{_listed(no)}: “{printable(heads[column])}” says no, and Moodle will leave the grade as it is."]
    return []


def _listed(rows: Iterable[str]) -> str:
    return ", ".join(map(printable, rows))


def _write(path: pathlib.Path, content: bytes, mode: int) -> None:
    """Write a file entirely or not at all, for those alone who can read the one beside it."""
    unfinished = path.with_name(f"{path.name}.new")
    with open(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as file:
        file.write(content)
    os.replace(unfinished, path)
