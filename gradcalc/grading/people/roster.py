"""The roster of a course, students.csv: who there is, and what platforms call them."""

import csv
import functools
import io
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import click

from gradcalc.grading.people.spelling import look, squashed, student_named
from gradcalc.grading.people.tables import table_in
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import printable

ROSTER = "students.csv"
COLUMNS = ("id", "first_name", "last_name", "email", "names", "groups")
SEVERAL = "|"  # between several names or groups of one person: no platform has it in a name


@dataclass(frozen=True)
class Person:
    """One student. id is the name in the gradebook; names are those and the numbers that platforms use."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """First and last name, or the id where there is none."""
        return f"{self.first} {self.last}".strip() or self.id

    def known_as(self) -> set[str]:
        """All texts that stand for this person, numbers left out."""
        first, last = self.first, self.last
        both = {f"{first} {last}", f"{last} {first}", f"{last}, {first}"} if first and last else {first or last}
        names = {self.id, self.email, *both, *self.names}
        return {name.strip() for name in names if name.strip() and not is_number(name.strip())}

    def numbers(self) -> set[str]:
        """The numbers that platforms have for this person, which may be signs of any kind, and so are all names."""
        return {bare(name) if is_number(name) else name.strip() for name in self.names}


def bare(name: str) -> str:
    """A number without Moodle's word before it.

    >>> bare("Participant 1234"), bare(" 77 ")
    ('1234', '77')
    """
    return name.strip().rpartition(" ")[2]


def is_number(name: str) -> bool:
    """Whether this is a platform's number: digits, or as in Moodle's worksheet a word and digits.

    >>> is_number("1234"), is_number("Participant 1234"), is_number("Ada 2 L")
    (True, True, False)
    """
    words = name.split()
    return 0 < len(words) <= 2 and words[-1].isascii() and words[-1].isdigit() and all(map(str.isalpha, words[:-1]))


_WAYS: Sequence[Callable[[str], str]] = (str, look, squashed)


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The ids by key, each once."""
    found: dict[str, list[str]] = {}
    for key, student in pairs:
        if key and student not in found.setdefault(key, []):
            found[key].append(student)
    return found


def _first(indices: Sequence[Mapping[str, list[str]]], name: str, short: bool) -> list[str]:
    ways = zip(_WAYS[: 3 if short else 2], indices, strict=False)
    return next(filter(None, (index.get(way(name), []) for way, index in ways)), [])


@dataclass(frozen=True)
class Roster:
    """All people, by id, and the ways to find them. There is none where people is empty."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people)

    @functools.cached_property
    def _numbered(self) -> Mapping[str, list[str]]:
        return _index((number, one.id) for one in self.people.values() for number in one.numbers())

    @functools.cached_property
    def _named(self) -> Sequence[Mapping[str, list[str]]]:
        people = self.people.values()
        return [_index((way(name), one.id) for one in people for name in one.known_as()) for way in _WAYS]

    @functools.cached_property
    def _grouped(self) -> Sequence[Mapping[str, list[str]]]:
        people = self.people.values()
        return [_index((way(name), one.id) for one in people for name in one.groups) for way in _WAYS]

    def by_number(self, number: str) -> list[str]:
        """The ids of those who have this number."""
        return self._numbered.get(number, [])

    def by_name(self, name: str, short: bool = False) -> list[str]:
        """The ids of those who are called so: exactly, or else alike, or with short as Canvas shortens it."""
        return _first(self._named, name, short)

    def in_group(self, name: str, short: bool = False) -> list[str]:
        """The ids of those in the group of this name, which is compared in the same ways."""
        return _first(self._grouped, name, short)

    def name_of(self, student: str) -> str:
        """The first and last name of a student, or nothing."""
        person = self.people.get(student)
        return person.full if person and person.full != student else ""


def roster_in(course: pathlib.Path) -> Roster:
    """The roster of a course folder, empty where there is no file or nothing in it. Raises click.ClickException."""
    path = course / ROSTER
    try:
        content = path.read_bytes()
        rows = table_in(content) if content.strip() else []  # a shell makes it before what is to stand in it
    except FileNotFoundError:
        return Roster()
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from None
    return Roster(_people(rows, path))


def _people(rows: Sequence[Mapping[str, str]], path: pathlib.Path) -> dict[str, Person]:
    people: dict[str, Person] = {}
    if rows and "id" not in rows[0]:
        raise click.ClickException(f"{path} has no column id: its first line has to be {','.join(COLUMNS)}.")
    for number, row in enumerate(rows, 2):
        line = f"{path}, row {number}"
        try:
            student = student_named(row["id"])
        except Unreadable:
            raise click.ClickException(f"{line}: {printable(row['id'])!r} cannot be used as an id.") from None
        if student in people:
            raise click.ClickException(f"{line}: the id {printable(student)} is there twice. Join the two rows, "
                                       "or give one another id.")  # fmt: skip
        people[student] = Person(student, row.get("first_name", ""), row.get("last_name", ""), row.get("email", ""),
                                 several(row.get("names", "")), several(row.get("groups", "")))  # fmt: skip
    return people


def several(text: str) -> tuple[str, ...]:
    """
    >>> several("Ada L | 1234")
    ('Ada L', '1234')
    """
    return tuple(part.strip() for part in text.split(SEVERAL) if part.strip())


def line_of(person: Person) -> str:
    """The row of students.csv for a person, without the end of the line.

    >>> line_of(Person("ada", "Ada", "L", names=("1234",)))
    'ada,Ada,L,,1234,'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(_row(person))
    return out.getvalue()


def _row(person: Person) -> list[str]:
    between = f" {SEVERAL} "
    return [
        person.id,
        person.first,
        person.last,
        person.email,
        between.join(person.names),
        between.join(person.groups),
    ]


def write_roster(course: pathlib.Path, people: Iterable[Person]) -> pathlib.Path:
    """Write students.csv, whole or not at all, for its owner's eyes only. Raises OSError."""
    path = course / ROSTER
    new = path.with_name(f"{ROSTER}.{os.getpid()}")
    descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(descriptor, "w", encoding="utf-8-sig", newline="") as out:  # so that spreadsheets see the umlauts
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(map(_row, people))
    os.replace(new, path)
    return path


def open_to_others(course: pathlib.Path) -> bool:
    """Whether others than its owner may read students.csv."""
    try:
        return os.name == "posix" and bool((course / ROSTER).stat().st_mode & 0o077)
    except OSError:
        return False
