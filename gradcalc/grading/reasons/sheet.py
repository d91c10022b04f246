"""One question as the page shows it: the groups of its answers, everybody's entry, and what the page sends back."""

import dataclasses
import math
from collections.abc import Iterable
from typing import Any

from nbgrader.api import Gradebook

from gradcalc.grading.making.course import Course
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.reasons.alike import difference, grouped, tokens
from gradcalc.grading.reasons.answers import Answer, answers, seals
from gradcalc.grading.reasons.entries import Change, Entries, Entry
from gradcalc.grading.reasons.pictures import Picture
from gradcalc.grading.running.printable import printable
from gradcalc.lessons.exercises import EXERCISES

LONGEST_COMMENT = 10_000
NO_ENTRY = "{} in results/, and not in the gradebook: gradcalc grade enters them. They are not shown here."


class Refused(ValueError):
    """What the page has sent is nothing that it sends."""


class Sheet:
    """One question of a course. Its methods raise Unusable where the gradebook cannot be used."""

    def __init__(self, course: Course, book: Gradebook, exercise: str):
        self._course, self.exercise = course, exercise
        self._entries = Entries(course, book, exercise)
        self.pictures: dict[str, Picture] = {}

    def whole(self) -> dict[str, Any]:
        """All answers in their groups, and all entries, as plain data."""
        notes, entries = list[str](), self._entries.all()
        everybody = answers(self._course, self.exercise, roster_in(self._course.root), notes)
        found = [answer for answer in everybody if answer.student in entries]
        if len(found) < len(everybody):
            notes.append(NO_ENTRY.format(len(everybody) - len(found)))
        self.pictures |= {picture.name: picture for answer in found for picture in answer.pictures}
        groups = [[found[place] for place in group] for group in grouped(*_to_group(found))]
        groups.sort(key=lambda group: (not group[0].words, not any(entries[one.student].waits for one in group)))
        return {
            "question": self.exercise, "most": EXERCISES[self.exercise].by_hand, "notes": notes,
            "groups": [_group(group) for group in groups],
            "entries": {one.student: dataclasses.asdict(entries[one.student]) for one in found},
        }  # fmt: skip

    def entries(self) -> dict[str, dict[str, Any]]:
        """All entries as they are now, as plain data."""
        return {student: dataclasses.asdict(entry) for student, entry in self._entries.all().items()}

    def save(self, sent: Any) -> dict[str, Any]:
        """Make the changes that the page has sent, and say for whom none was made, and how all entries are now.

        Who has handed in something else since is told apart from those for whom somebody was quicker.
        Raises Refused for anything that the page does not send.
        """
        changes = [(seal, change) for part in _parts(sent) for seal, change in self._changes(part)]
        now = seals(self._course, self.exercise, sorted({change.student for _, change in changes}))
        fresh = [change for seal, change in changes if now.get(change.student) == seal]
        refused = self._entries.write(fresh)
        return {
            "quicker": sorted({change.student for change in refused}),
            "replaced": sorted({change.student for seal, change in changes if now.get(change.student) != seal}),
            "entries": self.entries(),
        }

    def _changes(self, part: dict) -> Iterable[tuple[str, Change]]:
        """The changes of one part: a value for several students, each with the seal of what was read."""
        what, value, waits = part.get("what"), part.get("value"), part.get("waits")
        most = EXERCISES[self.exercise].by_hand
        if not _is_value(what, value, most) or waits not in (None, True, False):
            raise Refused(f"This can be no entry: {printable(repr(value))}.")
        for student, seal, raw in _triples(part):
            seen = _entry(raw)
            if what == "comment":
                new = dataclasses.replace(seen, comment=value or None)
                yield seal, Change(student, "comment", seen, new)
            else:
                yield seal, Change(student, "points", seen, seen.given(value, waits))


def _to_group(found: list[Answer]) -> tuple[list[str], list[str]]:
    return [answer.words for answer in found], [answer.apart for answer in found]


def _group(several: list[Answer]) -> dict[str, Any]:
    """A group, for which its first answer stands; of those nearly the same it says what differs."""
    first = several[0]
    same = tokens(first.words)
    variants: dict[str, int] = {}
    members = []
    for one in several:
        number = None
        if tokens(one.words) != same:
            number = variants.setdefault(one.words, len(variants))
        members.append({
            "student": one.student, "name": one.name or printable(one.student), "where": one.where,
            "id": printable(one.student) if one.name else "", "checked": one.checked, "notes": one.notes,
            "seal": one.seal, "variant": number,
        })  # fmt: skip
    return {
        "words": first.words, "pictures": [picture.name for picture in first.pictures], "members": members,
        "variants": [difference(first.words, text) for text in variants],
    }  # fmt: skip


def _parts(sent: Any) -> list[dict]:
    parts = sent.get("changes") if type(sent) is dict else None
    if type(parts) is not list or not all(type(part) is dict for part in parts):
        raise Refused("These are no changes.")
    return parts


def _triples(part: dict) -> Iterable[tuple[str, str, dict]]:
    of = part.get("of")
    for one in of if type(of) is list else [None]:
        if not (type(one) is list and [type(value) for value in one] == [str, str, dict]):
            raise Refused("This says not whose entry it is.")
        yield one[0], one[1], one[2]


def _is_value(what: Any, value: Any, most: int) -> bool:
    if what == "comment":
        return type(value) is str and len(value) <= LONGEST_COMMENT and _can_be_kept(value)
    return what == "points" and (value is None or (_is_number(value) and 0 <= value <= most))


def _can_be_kept(text: str) -> bool:
    """Whether a text can be written into a gradebook; PostgreSQL takes no zero."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _entry(raw: dict) -> Entry:
    automatic, points, extra = numbers = [raw.get(name) for name in ("automatic", "points", "extra")]
    comment, waits = raw.get("comment"), raw.get("waits")
    if not all(number is None or _is_number(number) for number in numbers):
        raise Refused("These are no points.")
    if type(waits) is not bool or not (comment is None or type(comment) is str):
        raise Refused("This is no entry.")
    return Entry(automatic, points, extra, waits, comment)
