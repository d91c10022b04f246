"""Whose the entries of an upload are: by the roster, and without one by names, as long as they are unique."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from gradcalc.grading.people.called import EXCHANGE, Called, Unclear
from gradcalc.grading.people.groups import several_in
from gradcalc.grading.people.roster import Person, Roster, line_of
from gradcalc.grading.people.seen import Seen
from gradcalc.grading.people.spelling import LONGEST_NAME, look, student_named
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, printable

Entry = TypeVar("Entry", bound=Hashable)

# What Moodle calls everybody where marking is blind, in some of its languages, and Canvas.
_NOBODY = {look(word) for word in ("Participant", "Teilnehmer", "Teilnehmerin", "Teilnehmer in", "Participante",
                                   "Partecipante", "Deelnemer", "Deltager", "Deltagare", "Uczestnik", "Участник",
                                   "Katılımcı", "参加者", "参与者", "anon")}  # fmt: skip


def settled(
    entries: Mapping[Entry, Called], roster: Roster, seen: Seen, entered: Callable[[str], bool]
) -> tuple[dict[Entry, tuple[str, ...]], dict[Entry, Unreadable]]:
    """The ids of those whose each entry is, several for a group; and for all others why nobody can tell.

    entered says whether something was graded for a student before.
    """
    so_far = seen.add(entries.values())
    whose: dict[Entry, tuple[str, ...]] = {}
    unclear: dict[Entry, Unreadable] = {}
    for entry, called in entries.items():
        try:
            whose[entry] = _by_roster(called, roster, so_far) or _by_name(called, roster, so_far, entered)
            raise_under_another_id(whose[entry], roster, entered)
        except Unreadable as problem:
            unclear[entry] = problem
        except OSError as error:  # of the results of this one
            unclear[entry] = Unclear(f"whether something was graded before cannot be told: {error.strerror}.")
    return whose, unclear


def _by_roster(called: Called, roster: Roster, so_far: Seen) -> tuple[str, ...]:
    """Those whom the roster knows under this name or number; none where it knows nobody. Raises Unclear."""
    if called.platform == EXCHANGE and called.name in roster.people:
        return (called.name,)
    short = called.platform == "Canvas"
    numbered, named = roster.by_number(called.number), roster.by_name(called.name, short)
    if not named and not numbered:
        named = _behind_a_group(called, roster)
    if len(numbered) > 1:
        raise Unclear(f"the number {called.number} is that of {listed(numbered)} in students.csv: leave it to one.")
    if numbered and named and numbered[0] not in named:
        raise Unclear(f"its name is that of {listed(named)}, and its number that of {printable(numbered[0])}, in "
                      "students.csv: correct the one that is wrong.")  # fmt: skip
    group = roster.in_group(called.name, short)
    if numbered:  # Canvas gives that of one member to the file of a group
        return tuple(group) if not named and numbered[0] in group else tuple(numbered)
    if len(named) > 1:
        how = f"add {called.number} to the names of one of them, in that row of" if called.number else "name one in"
        lines = [roster.people[one] for one in named]
        added = [Person(one.id, one.first, one.last, one.email, (*one.names, called.number), one.groups)
                 for one in lines]  # fmt: skip
        raise Unclear(f"{listed(named)} are called so in students.csv: {how} students.csv.",
                      "  or  ".join(map(line_of, added)) if called.number else "")  # fmt: skip
    if named and called.number and so_far.together(called.name) > len(named):
        raise Unclear(f"{so_far.together(called.name)} people of this name were in one upload, and students.csv "
                      f"knows {listed(named)} alone.", line_of(proposed(called, apart=True)))  # fmt: skip
    return tuple(named) or tuple(group)


def _behind_a_group(called: Called, roster: Roster) -> list[str]:
    """Whose name stands behind that of a group, as in Moodle's `Group A-Ada Lovelace`."""
    places = [place for place, sign in enumerate(called.name) if sign == "-"]
    found = [roster.by_name(called.name[place + 1 :]) for place in places if called.name[place + 1 :].strip()]
    return next(filter(None, found), []) if called.platform == "Moodle" else []


def _by_name(called: Called, roster: Roster, so_far: Seen, entered: Callable[[str], bool]) -> tuple[str, ...]:
    """The name itself, while it is unique in the course so far, or those who stand in it. Raises Unreadable."""
    try:
        name = student_named(called.name)
    except Unreadable as problem:
        raise Unclear(str(problem), line_of(proposed(called))) from None
    line = line_of(proposed(called))
    if called.number and look(name) in _NOBODY:
        raise Unclear("the platform hides the name, and its number is made anew for each assignment.", line)
    if len(numbers := so_far.numbers_of(called.name)) > 1:
        before = f" What was graded before is that of the id {printable(name)}." * entered(name)
        raise Unclear(f"several people are called {printable(name)} in this course, with the numbers "
                      f"{listed(numbers)}.{before}", line_of(proposed(called, apart=True)))  # fmt: skip
    if len(spellings := so_far.spellings(called.name)) > 1:
        how = listed([ascii(spelling) for spelling in spellings])
        raise Unclear(f"this name is spelled in several ways in this course: {how}.", line)
    if not entered(name) and (several := several_in(called, roster)):
        return several
    if roster and not entered(name):
        raise Unclear("nobody is called so in students.csv.", line)
    _raise_behind_a_group(called, so_far)
    return (name,)


def raise_under_another_id(students: tuple[str, ...], roster: Roster, entered: Callable[[str], bool]) -> None:
    """One person would have two rows where students.csv came later and has another id. Raises Unclear."""
    for person in (roster.people[student] for student in students if student in roster.people):
        names = sorted(name for name in person.known_as() if name not in roster.people)
        before = next(filter(entered, names), "")
        if before and not entered(person.id):
            kept = Person(before, person.first, person.last, person.email, person.names, person.groups)
            raise Unclear(f"{printable(person.id)} was graded before under the id {printable(before)}, which has to "
                          "be the id in students.csv as well.", line_of(kept))  # fmt: skip


def _raise_behind_a_group(called: Called, so_far: Seen) -> None:
    for place, sign in enumerate(called.name):
        behind = called.name[place + 1 :].strip()
        if sign == "-" and called.platform == "Moodle" and behind and so_far.spellings(behind):
            raise Unclear(f"a group stands before a name that is known without it, {printable(behind)}.",
                          line_of(proposed(Called(behind))))  # fmt: skip


def proposed(called: Called, apart: bool = False) -> Person:
    """The person that an entry may be, for a row in students.csv; apart from others of the name, by the number."""
    name = " ".join("".join(sign for sign in called.name if sign.isprintable() or sign.isspace()).split())
    name = name[:LONGEST_NAME].strip(". ") or "student"
    if look(name) in _NOBODY:
        return Person(f"{name} {called.number}", names=(called.number,))
    first, _, last = name.rpartition(" ")
    number = (called.number,) if called.number and (apart or called.platform == "Canvas") else ()
    return Person(f"{name} {called.number}" if apart else name, first or last, last if first else "", names=number)
