"""Those of whom an upload holds no notebook, and what is known of everybody before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gradcalc.grading.collecting.taking import Word
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.people.seen import Seen


@dataclass(frozen=True)
class LeftOut:
    """An entry that led to no notebook: what it is called, of whom as far as that is clear, of which lesson, and why.

    waits: it may be graded once the lecturer has said something. line is what settles it in students.csv. elsewhere:
    it lies in the lecturer's folder of another lesson than is asked for, where nobody misses it. place is the entry,
    level by level.
    """

    entry: str
    name: str
    students: tuple[str, ...]
    lesson: str
    why: str
    waits: bool = False
    line: str = ""
    elsewhere: bool = False
    place: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """What is known of people before: the roster, names seen so far, whether a student was entered already, and which
    files the lecturer has taken.
    """

    roster: Roster = field(default_factory=Roster)
    seen: Seen = field(default_factory=Seen)
    entered: Callable[[str], bool] = lambda student: False
    taken: Sequence[Word] = ()
