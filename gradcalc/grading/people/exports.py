"""People in the tables of platforms: Moodle's participants and grading worksheet, Canvas' gradebook."""

import re
from collections.abc import Collection, Mapping, Sequence

from gradcalc.grading.people.roster import Person, bare
from gradcalc.grading.people.spelling import look, student_named
from gradcalc.grading.running.plan import Unreadable

# The words of a first row, by what they are, in English and German; others by --columns would be a guess.
_COLUMNS = {
    "identifier": ("identifier", "id", "teilnehmer id"),
    "full": ("full name", "vollständiger name", "name"),
    "first": ("first name", "firstname", "first_name", "vorname"),
    "last": ("last name", "surname", "lastname", "last_name", "nachname"),
    "email": ("email address", "email", "e mail adresse", "e mail", "mail"),
    "number": ("id number", "id nummer", "idnumber", "matrikelnummer"),
    "username": ("username", "user name", "anmeldename"),
    "groups": ("groups", "group", "gruppen", "gruppe"),
    "handed_in": ("last modified (submission)", "zuletzt geändert (abgabe)"),
}


class NoTable(ValueError):
    """A table holds no people that can be told; the message is a sentence."""


def people_in(rows: Sequence[Mapping[str, str]]) -> list[Person]:
    """The people in a platform's table, each with an id of their own. Raises NoTable."""
    head = set(rows[0]) if rows else set()
    if {"Student", "ID"} <= head:
        found = [_of_canvas(row) for row in rows if row["ID"].isdigit()]  # no row of points
    else:
        columns = columns_in(head)
        if not ({"first", "last"} <= columns.keys() or "full" in columns):
            raise NoTable("no columns of names are in its first row: expected Moodle's participants or grading "
                          "worksheet, or Canvas' gradebook, as they were exported.")  # fmt: skip
        found = [_of_moodle({key: row[word] for key, word in columns.items()}) for row in rows]
    people = [person for person in found if person.first or person.last or person.names]
    if not people:
        raise NoTable("nobody is in it.")
    return people


def columns_in(head: Collection[str]) -> dict[str, str]:
    """The words of a first row, by what they are."""
    named = {look(word).replace("-", " "): word for word in head}
    return {key: named[word] for key, words in _COLUMNS.items() for word in words if word in named}


def _of_canvas(row: Mapping[str, str]) -> Person:
    last, comma, first = row["Student"].partition(",")
    if not comma:  # a section that shows first names first
        first, _, last = row["Student"].strip().rpartition(" ")
    login, sis = row.get("SIS Login ID", ""), row.get("SIS User ID", "")
    email = login if "@" in login else ""
    texts = (row["ID"], *(text for text in (login, sis) if text and not text.isdigit() and text != email))
    return Person(login.partition("@")[0] or sis, first.strip(), last.strip(), email, texts)


def _of_moodle(row: Mapping[str, str]) -> Person:
    first, last = row.get("first", ""), row.get("last", "")
    if not first and not last:
        first, _, last = row.get("full", "").rpartition(" ")
    identifier = row.get("identifier", "")
    number = bare(identifier) if re.fullmatch(r"\D+ [0-9]+", identifier) else ""
    names = tuple(dict.fromkeys(filter(None, (number, row.get("username", "")))))
    if (full := row.get("full", "")) and look(full) not in (look(f"{first} {last}"), look(f"{last} {first}")):
        names += (full,)
    groups = tuple(part.strip() for part in re.split(r"[,;|]", row.get("groups", "")) if part.strip())
    email = row.get("email", "")
    return Person(row.get("username", "") or email.partition("@")[0], first, last, email, names, groups)


def together(known: Mapping[str, Person], found: Collection[Person], entered: Collection[str]) -> tuple[
    dict[str, Person], list[str]
]:  # fmt: skip
    """The people of a roster and of a table, and a sentence for everybody who could be several of them.

    Who is in both is told by the e-mail address, else by a number or login, else by a name that only one has. A new
    person gets the id under which something was graded before, if that is their name.
    """
    people, unclear = dict(known), []
    twice = [look(person.full) for person in found]
    for person in found:
        same = _same(people.values(), person)
        alone = twice.count(look(person.full)) == 1
        named = [one for one in known.values() if look(one.full) == look(person.full)]  # each row is somebody else
        if not same and named and (len(named) > 1 or not alone or _differ(named[0], person)):
            if not person.email:
                unclear.append(f"{person.full}: several people are called so, and without an e-mail address nobody "
                               "can tell who this is. Add the numbers to students.csv by hand.")  # fmt: skip
                continue
        elif not same:
            same = named[:1]
        if len(same) > 1:
            unclear.append(
                f"{person.full}: its address, numbers and logins are those of {', '.join(one.id for one in same)}."
            )
        elif same:
            people[same[0].id] = _joined(same[0], person)
        else:
            student = _new_id(person, people, entered if alone else ())
            people[student] = Person(student, person.first, person.last, person.email, person.names, person.groups)
    return people, unclear


def _same(people: Collection[Person], person: Person) -> list[Person]:
    if person.email and (found := [one for one in people if one.email.casefold() == person.email.casefold()]):
        return found
    return [one for one in people if set(one.names) & set(person.names) and not _differ(one, person)]


def _differ(one: Person, other: Person) -> bool:
    return bool(one.email and other.email) and one.email.casefold() != other.email.casefold()


def _joined(one: Person, other: Person) -> Person:
    """One person, with what another table knows as well; what stands there already stays."""
    names, groups = dict.fromkeys((*one.names, *other.names)), dict.fromkeys((*one.groups, *other.groups))
    return Person(one.id, one.first or other.first, one.last or other.last, one.email or other.email, tuple(names),
                  tuple(groups))  # fmt: skip


def _new_id(person: Person, people: Mapping[str, Person], entered: Collection[str]) -> str:
    before = [student for student in entered if look(student) == look(person.full) and student not in people]
    wanted = before[0] if len(before) == 1 else person.id or person.full
    try:
        wanted = student_named(wanted)
    except Unreadable:
        wanted = f"student {len(people) + 1}"
    others = (f"{wanted} {number}" for number in range(2, len(people) + 3))
    alike = {look(student) for student in people}
    return wanted if look(wanted) not in alike else next(name for name in others if look(name) not in alike)
