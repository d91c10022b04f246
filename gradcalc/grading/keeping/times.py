"""When everybody handed in, by the table of a platform."""

import datetime
import pathlib

from gradcalc.grading.collecting.people import People
from gradcalc.grading.people.called import Called
from gradcalc.grading.people.exports import NUMBERED, NoTable, columns_in
from gradcalc.grading.people.tables import table_in
from gradcalc.grading.people.times import platform_time
from gradcalc.grading.people.who import settled
from gradcalc.grading.running.printable import printable

NOTHING = ("", "-", "–")


def times_in(
    table: pathlib.Path, lesson: str, people: People, zone: datetime.tzinfo
) -> tuple[dict[str, datetime.datetime], list[str]]:
    """The times of handing in of a lesson, by student, and a sentence for each row that cannot be used.

    Whose a row is is told as for an upload. Raises NoTable where there is no such column, ValueError and OSError.
    """
    rows = table_in(table.read_bytes())
    columns = columns_in(rows)
    if "handed_in" not in columns:
        raise NoTable("no column says when something was handed in: expected “Last modified (submission)”, as in "
                      "Moodle's grading worksheet.")  # fmt: skip
    texts, called, known = {}, dict[int, Called](), dict[int, tuple[str, ...]]()
    for number, row in enumerate(rows):
        cells = {key: row[word].strip() for key, word in columns.items()}
        if cells["handed_in"] in NOTHING:
            continue
        texts[number] = cells["handed_in"]
        by_address = people.roster.by_name(cells["email"]) if cells.get("email") else []
        if len(by_address) == 1:
            known[number] = (by_address[0],)
        else:
            called[number] = _called(cells, lesson)
    whose, unclear = settled(called, people.roster, people.seen, people.entered)
    whose |= known
    said = [f"{printable(called[number].label)}: {why}" for number, why in unclear.items()]
    times: dict[str, datetime.datetime] = {}
    several = [student for students in whose.values() for student in students]
    for number, students in whose.items():
        time = platform_time(texts[number], zone)
        for student in students:
            if several.count(student) > 1:
                said.append(f"{printable(student)}: several rows are theirs.")
            elif time:
                times[student] = time
            else:
                said.append(
                    f"{printable(student)}: {printable(texts[number])!r} does not say for certain when it was."
                )
    return times, list(dict.fromkeys(said))


def _called(cells: dict[str, str], lesson: str) -> Called:
    """What the platform calls somebody in its table, as before a file of an upload."""
    match = NUMBERED.fullmatch(cells.get("identifier", ""))
    word, number = (match[1].strip(), match[2]) if match else ("", "")
    name = cells.get("full") or f"{cells.get('first', '')} {cells.get('last', '')}".strip() or word
    return Called(name, number, "Moodle", lesson)
