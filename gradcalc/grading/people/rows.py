"""Whose the rows of a platform's table are: by the same rule as what is handed in, and by what else a table knows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gradcalc.grading.people.called import Called, Unclear
from gradcalc.grading.people.roster import Person, Roster
from gradcalc.grading.people.seen import ALL, Seen
from gradcalc.grading.people.spelling import look, squashed
from gradcalc.grading.people.who import raise_under_another_id, settled
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, printable
from gradcalc.lessons.notebooks import names

HIDDEN = "Participant"  # what Moodle calls somebody whose name it hides


@dataclass(frozen=True)
class Row:
    """A row of somebody: what the table calls them, for the rule, and all that it knows of them."""

    called: Called
    person: Person

    @property
    def label(self) -> str:
        """For people to read."""
        return f"{self.called.name} {self.called.number}" if self.hidden else self.called.label

    @property
    def hidden(self) -> bool:
        """Whether the table says no name."""
        return not (self.person.first or self.person.last)


def table_rows(people: Mapping[int, Person], platform: str, lesson: str) -> dict[int, Row]:
    """The rows of a table of one lesson. The numbers of Canvas hold for all lessons."""
    of = ALL if platform == "Canvas" else lesson
    found = {}
    for at, person in people.items():
        name = f"{person.first} {person.last}".strip() or HIDDEN
        found[at] = Row(Called(name, min(person.numbers(), default=""), platform, of), person)
    return found


def whose_rows(
    rows: Mapping[int, Row], roster: Roster, seen: Seen, entered: Callable[[str], bool]
) -> tuple[dict[int, str], dict[int, Unreadable]]:
    """The id of each row's student, and for all others why nobody can tell.

    entered says whether something was graded for a student before.
    """
    before = _HandedIn(seen, next((row.called.lesson for row in rows.values()), ""))
    settled_so, doubts = settled({at: before.name_of(row.called) for at, row in rows.items()}, roster, seen, entered)
    whose: dict[int, str] = {}
    unclear: dict[int, Unreadable] = {}
    for at, row in rows.items():
        try:
            student = _one(row, settled_so.get(at, ()), doubts.get(at), roster, entered)
            before.raise_if_of_somebody_else(row.called, roster)
        except Unreadable as problem:
            unclear[at] = problem
        else:
            whose[at] = student
    several = defaultdict(list)
    for at, student in whose.items():
        several[student].append(at)
    for student, its_rows in several.items():
        for at in its_rows if len(its_rows) > 1 else ():
            where = listed([str(at + 1) for at in its_rows])
            unclear[at] = Unclear(f"several rows are those of {printable(student)}: {where}.")
            del whose[at]
    return whose, unclear


def _one(
    row: Row, students: tuple[str, ...], doubt: Unreadable | None, roster: Roster, entered: Callable[[str], bool]
) -> str:
    """The student of a row. Raises Unreadable."""
    person = row.person
    told = {one for text in (person.email, *person.names) for one in _known_as(text, row, roster)}
    numbered = set(roster.by_number(row.called.number)) if row.called.number else set()
    if len(told | numbered) > 1:
        raise Unclear(
            f"its address, logins and number are those of {listed(sorted(told | numbered))} in students.csv."
        )
    if told:
        (student,) = told
        if students and students != (student,):
            raise Unclear(f"its address or login is that of {printable(student)}, and its name that of "
                          f"{listed(students)}, in students.csv: correct the one that is wrong.")  # fmt: skip
        raise_under_another_id((student,), roster, entered)  # a doubt about the name alone is settled by an address
        return student
    if doubt:
        raise doubt
    if len(students) > 1:
        raise Unclear(f"it is called after the group of {listed(students)}.")
    known = roster.people.get(students[0])
    if known and not numbered and person.email and known.email and look(person.email) != look(known.email):
        raise Unclear(f"it has another address than {printable(known.id)} in students.csv: correct it there, or add "
                      "whoever this is.")  # fmt: skip
    return students[0]


def _known_as(text: str, row: Row, roster: Roster) -> list[str]:
    """Those whom the roster knows by an address or a login, but not by a name."""
    found = roster.by_name(text) if text and look(text) != look(row.called.name) else []
    return [one for one in found if text != row.called.number and look(text) != look(roster.people[one].full)]


class _HandedIn:
    """The names and numbers under which something of a lesson was handed in."""

    def __init__(self, seen: Seen, lesson: str):
        self._spelled: dict[str, list[str]] = defaultdict(list)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        for name, by in seen.numbers.items():
            for number in by.get(lesson, ()):
                self._spelled[number] += seen.spellings(name)
                for key in {squashed(name), squashed(name.rpartition("-")[2])}:  # as in Group A-Ada Lovelace
                    self._numbers[key].add(number)

    def name_of(self, called: Called) -> Called:
        """The same under the name that stood before what was handed in, as the number tells."""
        spelled = self._spelled.get(called.number, []) if called.number else []
        if len(spelled) != 1 or not {squashed(spelled[0]), squashed(spelled[0].rpartition("-")[2])} & _keys(called):
            return called
        return Called(spelled[0], called.number, called.platform, called.lesson)

    def raise_if_of_somebody_else(self, called: Called, roster: Roster) -> None:
        """Refuse a name with which another number was handed in, and may have been taken for it. Raises Unclear."""
        there = {number for key in _keys(called) for number in self._numbers.get(key, ())} - {called.number}
        others = sorted(number for number in there if not roster.by_number(number))
        if called.number and others:
            raise Unclear(f"somebody of this name has handed in with the number {listed(others)}: say in students.csv"
                          " whose that is.")  # fmt: skip


def _keys(called: Called) -> set[str]:
    """What is the same of a name wherever it stands, the last name last or first."""
    first, _, last = called.name.rpartition(" ")
    return {squashed(called.name), squashed(f"{last} {first}")}


def raise_if_of_another(called: Iterable[Called], lesson: str, roster: Roster, seen: Seen) -> None:
    """Refuse what is of another assignment of Moodle than that of a lesson, as its numbers tell. Raises Unclear.

    They are made anew for each assignment.
    """
    called = [one for one in called if one.number and one.lesson != ALL]
    if any(one.number in by.get(lesson, ()) for one in called for by in seen.numbers.values()):
        return
    for other in names():
        if any(one.number in seen.numbers.get(look(one.name), {}).get(other, ()) for one in called):
            raise Unclear(f"its numbers are those that Moodle gave for lesson {other}, and not for lesson {lesson}.")
    before = [one for one in called if seen.numbers.get(look(one.name), {}).get(lesson)]
    if before and not any(roster.by_number(one.number) for one in called):
        raise Unclear(f"none of its numbers is one that Moodle gave for lesson {lesson}, where "
                      f"{printable(before[0].name)} has another: it is of another assignment. If it is not, gradcalc "
                      "roster with the worksheet adds its numbers to students.csv.")  # fmt: skip
