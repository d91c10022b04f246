"""People in the tables of platforms: Moodle's participants and grading worksheet, Canvas' gradebook."""

import re
from collections.abc import Collection, Mapping, Sequence

from gradcalc.grading.people.columns import COLUMN, by_addresses, columns_are, said_columns
from gradcalc.grading.people.roster import Person
from gradcalc.grading.people.spelling import look, student_named
from gradcalc.grading.running.plan import Unreadable

# The words of a first row, by what they are, in English and German. Of a grading worksheet in another language it is
# what stands in it that tells.
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
# Moodle's name of a participant in a worksheet: a word of its language, in some with a space behind it, and a number.
NUMBERED = re.compile(r"(\D+)([0-9]{1,20})")


class NoTable(ValueError):
    """A table holds no people that can be told; the message is a sentence."""


def people_in(rows: Sequence[Mapping[str, str]], said: Collection[str] = ()) -> list[Person]:
    """The people in a platform's table, each with an id of their own; said are words such as "first=Prénom".

    Raises NoTable and NotSaid.
    """
    head = rows[0] if rows else {}
    if is_of_canvas(head) and not said:
        found = people_by_row(rows)
    else:
        columns = columns_in(rows, said)
        # Where no word is known, what stands in the place of the name may be something else, unless an address is
        # there.
        told = {"first", "last"} <= columns.keys() or "full" in {**_known(head), **said_columns(said, head)}
        if not told and not {"full", "email"} <= columns.keys():
            raise NoTable(f"no columns of names are known in it: {columns_are(head)} Say which is which, as in "
                          f"{COLUMN} first=... {COLUMN} last=..., or full=..., and email=....")  # fmt: skip
        found = _by_columns(rows, columns)
    people = [person for person in found if person and (person.first or person.last or person.names)]
    if not people:
        raise NoTable("nobody is in it.")
    return people


def people_by_row(rows: Sequence[Mapping[str, str]]) -> list[Person | None]:
    """Who stands in each row of a platform's table, as far as the table says; None in a row that is nobody's."""
    if rows and is_of_canvas(rows[0]):
        return [_of_canvas(row) if row["ID"].isdigit() and not is_test_student(row) else None for row in rows]
    return _by_columns(rows, columns_in(rows))


def _by_columns(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> list[Person | None]:
    return [_of_moodle({key: row[word] for key, word in columns.items()}) for row in rows]


def is_of_canvas(head: Collection[str]) -> bool:
    """Whether the words of a first row are those of Canvas' gradebook."""
    return "ID" in head and ("Student" in head or {"LastName", "FirstName"} <= set(head))


def columns_in(rows: Sequence[Mapping[str, str]], said: Collection[str] = ()) -> dict[str, str]:
    """The words of a first row by what they are: what is said of them, known ones, and else by what stands below.

    A grading worksheet of Moodle is the same in all languages: a word and a number that are each participant's own,
    beside it the name, unless it is hidden, and somewhere the e-mail address. In other tables addresses that are made
    of names tell which these are. Raises NotSaid.
    """
    if not rows:
        return {}
    by_word = said_columns(said, rows[0])
    known = {kind: head for kind, head in _known(rows[0]).items() if head not in by_word.values()} | by_word
    if "full" in known or {"first", "last"} <= known.keys():
        return known
    return by_addresses(rows) | _of_a_worksheet(rows) | known


def _of_a_worksheet(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    heads = list(rows[0])
    ids, beside = [row[heads[0]] for row in rows], [row[heads[1]] for row in rows] if len(heads) > 1 else []
    if not all(map(NUMBERED.fullmatch, ids)) or len({text.rstrip("0123456789") for text in ids}) > 1:
        return {}
    found = {"identifier": heads[0]}
    if beside and look(heads[1]) != "status" and len(set(beside)) > len(beside) / 2:
        found["full"] = heads[1]
    for head in heads[2:]:
        texts = [row[head] for row in rows if row[head]]
        if texts and all("@" in text for text in texts):
            found.setdefault("email", head)
    return found


def _known(head: Collection[str]) -> dict[str, str]:
    named = {look(word).replace("-", " "): word for word in head}
    known = {key: named[word] for key, words in _COLUMNS.items() for word in words if word in named}
    if "first" in known and "last" not in known and look(known.get("full", "")) == "name":
        known["last"] = known.pop("full")  # as some call it in German, beside Vorname
    return known


def is_test_student(row: Mapping[str, str]) -> bool:
    """Whether this is Canvas' own student for trying things out, whose login is a long random one."""
    login = row.get("SIS Login ID", "")
    named = row.get("Student") == "Student, Test" or (row.get("LastName"), row.get("FirstName")) == (
        "Student",
        "Test",
    )
    return named and (not login or re.fullmatch("[0-9a-f]{32,}", login) is not None)


def _of_canvas(row: Mapping[str, str]) -> Person:
    if "Student" in row:
        last, comma, first = _plain(row["Student"]).partition(",")
        if not comma:  # a section that shows first names first
            first, _, last = last.strip().rpartition(" ")
    else:
        first, last = _plain(row["FirstName"]), _plain(row["LastName"])
    login, sis = row.get("SIS Login ID", ""), row.get("SIS User ID", "")
    email = login if "@" in login else ""
    texts = (row["ID"], *(text for text in (login, sis) if text and not text.isdigit() and text != email))
    return Person(login.partition("@")[0] or sis, first.strip(), last.strip(), email, texts)


def _of_moodle(row: Mapping[str, str]) -> Person:
    first, last = _plain(row.get("first", "")), _plain(row.get("last", ""))
    full = _plain(row.get("full", ""))
    if not first and not last:
        first, _, last = full.rpartition(" ")
    match = NUMBERED.fullmatch(row.get("identifier", ""))
    names = tuple(dict.fromkeys(filter(None, (match[2] if match else "", row.get("username", "")))))
    if full and look(full) not in (look(f"{first} {last}"), look(f"{last} {first}")):
        names += (full,)
    groups = tuple(part.strip() for part in re.split(r"[,;|]", row.get("groups", "")) if part.strip())
    email = row.get("email", "")
    return Person(row.get("username", "") or email.partition("@")[0], first, last, email, names, groups)


def _plain(name: str) -> str:
    """A name without what is put around it: by Moodle where somebody is suspended, by Canvas against formulas.

    >>> _plain('<span class="usersuspended">Ada L</span>'), _plain('="=Ada"')
    ('Ada L', '=Ada')
    """
    name = re.sub(r"<[^<>]*>", "", name).strip()
    return name[2:-1] if name.startswith('="') and name.endswith('"') else name


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
