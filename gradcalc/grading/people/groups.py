"""Several people in one name, as in `ada+bob_03.ipynb`: known by the roster, and never guessed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from gradcalc.grading.people.called import ALSO, Called, Unclear
from gradcalc.grading.people.roster import Person, Roster, line_of
from gradcalc.grading.running.printable import listed, printable

# These stand between people, and in nobody's name.
_SURE = re.compile(r"\s*[+&;]\s*|[\s_]+(?:and|und)[\s_]+")
# These may stand in a name as well: a person has to say it.
_PERHAPS = re.compile(r"[\s_]*[,_\s-][\s_]*")
MOST = 12  # pieces of a name that are tried


def several_in(called: Called, roster: Roster) -> tuple[str, ...]:
    """The ids of the people in a name, none where it is a single name. Raises Unclear where it may be several."""
    parts = [part for part in _SURE.split(called.name) if part.strip("_- ")]
    if called.platform == "Canvas" or not called.name.strip():
        return ()
    if len(parts) > 1:
        known = [_known(part, roster) for part in parts]
        strangers = [part for part, ids in zip(parts, known, strict=True) if len(ids) != 1]
        if not strangers:
            return tuple(dict.fromkeys(ids[0] for ids in known))
        known_part = "" if not roster else f" knows no single {listed(strangers)}, and"
        raise Unclear(f"several people stand in one name: students.csv{known_part} has to have a row for each.",
                      ALSO.join(line_of(_stranger(part)) for part in strangers))  # fmt: skip
    together = _together(_pieces(called.name), lambda text: _known(text, roster))
    if len(together) > 1:
        rows = (roster.people[student] for student in together)
        added = [replace(one, groups=(*one.groups, called.name)) for one in rows]
        raise Unclear(f"it may be that of {listed(together)} together: then {printable(called.name)} is their group.",
                      ALSO.join(map(line_of, added)))  # fmt: skip
    return ()


def _known(text: str, roster: Roster) -> list[str]:
    return roster.by_name(text) or roster.by_number(text)


def _stranger(part: str) -> Person:
    first, _, last = part.strip().rpartition(" ")
    return Person(part.strip(), first or last, last if first else "")


def _pieces(name: str) -> list[str]:
    """A name cut at every sign that may stand between people, each piece with the sign before it."""
    ends = [match.start() for match in _PERHAPS.finditer(name)]
    return [name[start:end] for start, end in zip([0, *ends], [*ends, len(name)], strict=True) if name[start:end]]


def _together(pieces: Sequence[str], known: Callable[[str], list[str]]) -> list[str]:
    """The people, each of one piece or of several in a row, if all pieces are used up; else none."""
    found: list[list[str] | None] = [[]]  # the people in the first pieces, by their number
    for end in range(1, min(len(pieces), MOST) + 1):
        ways = [
            [*before, *ids]
            for start in range(end)
            if (before := found[start]) is not None
            and len(ids := known("".join(pieces[start:end]).strip("_-, "))) == 1
            and ids[0] not in before
        ]
        found.append(max(ways, key=len) if ways else None)
    return (found[-1] or []) if len(found) == len(pieces) + 1 else []
