"""Which column of a platform's table takes the points of a lesson, what the most of them is, and how numbers look."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gradcalc.grading.people.exports import is_of_canvas, is_test_student, people_by_row
from gradcalc.grading.people.roster import Person
from gradcalc.grading.people.sheet import Sheet
from gradcalc.grading.people.spelling import look, squashed
from gradcalc.grading.running.printable import listed
from gradcalc.lessons.notebooks import names

MOODLE, CANVAS = "Moodle", "Canvas"
POSSIBLE = "Points Possible"  # in no language another word, as Canvas looks for it
OPTION = "--column"
_NUMBER = re.compile(r"-?[0-9]+(?:([.,])([0-9]+))?")
_OF_MOODLE = {("grade", "maximum grade"), ("bewertung", "bestwertung")}
_COMMENTS = ("feedback comments", "feedback als kommentar")
_NO_STUDENT = re.compile(
    r"\s*(?:Muted|Manual Posting.*)?\s*", re.IGNORECASE
)  # a row that Canvas puts above the points


class NoColumn(ValueError):
    """It cannot be told where points go; the message is a sentence that says what was looked for and found."""


@dataclass(frozen=True)
class Target:
    """Where the points of a lesson go: the column, and in it the rows of people, as the table knows them.

    most is the maximum there. sign and places are those of its numbers. comments is the column for words, if any.
    """

    platform: str
    column: int
    head: str
    most: Decimal
    sign: str
    places: int
    people: Mapping[int, Person]
    comments: int | None = None

    def written(self, value: Decimal) -> str:
        """A number as those that stand there are written.

        >>> Target(MOODLE, 0, "", Decimal(10), ",", 2, {}).written(Decimal("7.5"))
        '7,50'
        """
        plain = format(value.normalize(), "f")
        whole, _, rest = plain.partition(".")
        rest = rest.ljust(self.places, "0")
        return f"{whole}{self.sign}{rest}" if rest else whole


def number_in(text: str) -> Decimal | None:
    """
    >>> number_in("7,50"), number_in("-"), number_in("EX")
    (Decimal('7.50'), None, None)
    """
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def converted(value: Decimal, out_of: Decimal, most: Decimal) -> Decimal:
    """Points of so many in points of so many others, to two places.

    >>> converted(Decimal(5), Decimal(14), Decimal(10))
    Decimal('3.57')
    """
    return (value * most / out_of).quantize(Decimal("0.01"), ROUND_HALF_UP)


def target_in(sheet: Sheet, lesson: str, column: str | None = None) -> Target:
    """Where the points of a lesson go in a table; column is its head where somebody says it. Raises NoColumn."""
    heads = sheet.heads
    return (_in_canvas if is_of_canvas(heads) else _in_moodle)(sheet, heads, lesson, column)


def _in_moodle(sheet: Sheet, heads: Sequence[str], lesson: str, column: str | None) -> Target:
    """By what stands there, in any language: a column of numbers or nothing, and beside it one number for all."""
    everybody = sheet.below()
    people = {at: one or _nobody(sheet, at)
              for at, one in zip(everybody, people_by_row(sheet.as_dicts(everybody)), strict=True)}  # fmt: skip
    rows = [at for at, person in people.items() if person.numbers()]
    if not rows:
        raise NoColumn(
            "this is no grading worksheet of Moodle, and no gradebook of Canvas: none of its first cells is "
            f"a participant with a number, as in Participant 123. Its columns are {_all(heads)}."
        )
    columns = {at: [sheet.says(row, at) for row in rows] for at in range(len(heads))}
    fits = [at for at in range(1, len(heads) - 1) if _takes_points(columns[at]) and _is_a_maximum(columns[at + 1])]
    fits = [at for at in fits if at + 1 not in fits]  # where all have the same grade, or none, that of the maximum
    if column is not None:
        fits = [at for at in fits if at == _called(heads, column)]
    elif len(fits) > 1:
        fits = [at for at in fits if (look(heads[at]), look(heads[at + 1])) in _OF_MOODLE] or fits
    if len(fits) != 1:
        found = f"{_all(heads[at] for at in fits)} could be it: name it with {OPTION}" if fits else "there is none"
        raise NoColumn("looked for a column of numbers or empty cells beside one that has the same maximum in every "
                       f"row, as Moodle's Grade and Maximum grade, and {found}. A scale of words has no maximum. Its "
                       f"columns are {_all(heads)}.")  # fmt: skip
    at = fits[0]
    texts = columns[at + 1] + columns[at]
    words = [where for where in range(len(heads)) if look(heads[where]) in _COMMENTS]
    last = max(where for where, head in enumerate(heads) if head)
    comments = words[0] if words else last if last > at + 2 else None
    return Target(MOODLE, at, heads[at], _positive(columns[at + 1][0]), *_look_of(texts, sheet), people, comments)


def _in_canvas(sheet: Sheet, heads: Sequence[str], lesson: str, column: str | None) -> Target:
    rows = sheet.below()
    possible = next((at for at in rows if POSSIBLE in sheet.says(at, 0)), None)
    if possible is None:
        raise NoColumn(f"there is no row {POSSIBLE} in it, as in Canvas' gradebook when it is exported.")
    most = {at: number for at in range(len(heads)) if (number := number_in(sheet.says(possible, at))) is not None
            and re.search(r"\([0-9]+\)$", heads[at])}  # fmt: skip
    stem = names()[lesson]
    if column is not None:
        fits = [at for at in most if at == _called(heads, column)]
    else:
        fits = [at for at in most if squashed(stem[3:]) in squashed(heads[at])]
        others = [name for name in names().values() if name != stem]
        if not fits and len(most) == 1:
            fits = [at for at in most if not any(squashed(name[3:]) in squashed(heads[at]) for name in others)]
    if len(fits) != 1 or most[fits[0]] <= 0:
        raise NoColumn(f"name the assignment of lesson {lesson} with {OPTION}. Those with points that can be changed "
                       f"are {_all(heads[at] for at in most if most[at] > 0)}.")  # fmt: skip
    at = fits[0]
    rows = [row for row in rows if row > possible]  # above it may say which grades are posted by hand
    found = zip(rows, sheet.as_dicts(rows), people_by_row(sheet.as_dicts(rows)), strict=True)
    people = {row: one or _nobody(sheet, row) for row, cells, one in found if not is_test_student(cells)}
    texts = [sheet.says(row, where) for row in (possible, *rows) for where in most]
    return Target(CANVAS, at, heads[at], most[at], *_look_of(texts, sheet), people)


def _nobody(sheet: Sheet, row: int) -> Person:
    """Whoever a row without a number may be of: what stands first in it."""
    return Person("", last=next(filter(None, (sheet.says(row, at) for at in range(len(sheet.rows[row])))), ""))


def _called(heads: Sequence[str], column: str) -> int:
    """The column of this name, as it stands there, or without the number that Canvas puts behind it."""
    for same in (str, look, lambda head: look(re.sub(r" \([0-9]+\)$", "", head))):
        found = [at for at, head in enumerate(heads) if same(head) == same(column)]
        if len(found) == 1:
            return found[0]
    return -1


def _takes_points(texts: Iterable[str]) -> bool:
    return all(text in ("", "-") or number_in(text) is not None for text in texts)


def _is_a_maximum(texts: Sequence[str]) -> bool:
    values = {number_in(text) for text in texts}
    return len(values) == 1 and None not in values and _positive(texts[0]) > 0


def _positive(text: str) -> Decimal:
    return number_in(text) or Decimal(0)


def _look_of(texts: Iterable[str], sheet: Sheet) -> tuple[str, int]:
    """The sign before the decimals of numbers, and how many there are; of a table with semicolons it is a comma."""
    found = [match for text in texts if (match := _NUMBER.fullmatch(text)) and match[1]]
    return (found[0][1], len(found[0][2])) if found else ("," if sheet.separator == ";" else ".", 0)


def _all(heads: Iterable[str]) -> str:
    return listed([f"“{head}”" for head in heads if head], 40) or "none"
