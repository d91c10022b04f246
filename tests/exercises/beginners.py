"""The mistakes that beginners make, collected in `mistakes/`, and what gc.check says to each of them.

`python -m tests.exercises.beginners` prints it for all exercises; an id or a number of a lesson behind it picks some.
"""

import functools
import importlib
import pathlib
import re
import sys
import tomllib
from dataclasses import dataclass
from typing import Literal
from unittest import mock

import gradcalc as gc
from gradcalc.cards.report import Report, came_back
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import Verdict
from gradcalc.questions.withholding import YOURSELF
from tests.exercises import tries

CHECK = importlib.import_module("gradcalc.cards.check")  # gradcalc.cards has a function of that name
FOLDER = pathlib.Path(__file__).parent / "mistakes"

# What is said whatever the mistake was: what is asked for, how it is called, and that the shape is right.
GENERAL = (
    r"Asked for: .*",
    r"It is called as \w+\([\w, ]*\)\.",
    r"The shape is right, the numbers are not\.",
)

LONGEST = 140  # characters of a reply in the table

Said = Literal["met", "other", "general", "right"]


@dataclass(frozen=True)
class Entry:
    """A mistake, with the fields that `mistakes/lesson_01.toml` explains."""

    exercise: str
    name: str
    says: str
    expects: str
    answer: str
    before: str
    forbids: str = ""
    right: str = ""
    seconds: float = tries.SECONDS


@dataclass(frozen=True)
class Outcome:
    """What is said to an entry.

    said is "met" where the hint says what a true one has to, "other" where it says something else, "general" where it
    would be the same for any mistake, and "right" where the answer is judged right and no remark says what is wrong.
    hint stands on the card, elsewhere are the hints for other kinds of case, came_back is what the reply was.
    """

    entry: Entry
    said: Said
    hint: str
    elsewhere: tuple[str, ...]
    came_back: str


@functools.cache
def collected() -> dict[str, tuple[Entry, ...]]:
    """The entries of each exercise."""
    found = {}
    for data in _files():
        for exercise in data["today"]:
            found[exercise] = tuple(Entry(exercise, before=data["before"], **entry) for entry in data[exercise])
    return found


@functools.cache
def today() -> dict[str, int]:
    """How many entries of each exercise are met at least."""
    return {exercise: met for data in _files() for exercise, met in data["today"].items()}


def _files() -> list[dict]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]


@functools.cache
def outcome(entry: Entry) -> Outcome:
    """What a student who hands in this entry is told."""
    checked = report(entry)
    wrong = [verdict for verdict in checked.verdicts if verdict.mark == "wrong"]
    hints = list(dict.fromkeys(_told(verdict) for verdict in wrong)) or [""]
    if checked.changed:  # the card ends with a remark on that
        hints[0] = f"{hints[0]} {repr(checked).splitlines()[-1]}".strip()
    said = said_of(entry, hints[0])
    if said != "met" and checked.status == "right":
        said = "right"
    back = [text for verdict in wrong[:1] for _, text in came_back(verdict.answer, verdict.reply, checked.seconds)]
    return Outcome(entry, said, hints[0], tuple(hints[1:]), " ".join(" ".join(back).split()))


@functools.cache
def report(entry: Entry) -> Report:
    """What gc.check finds in an entry, however slow the machine is unless it says itself. It is nobody's progress."""
    names: dict = {}
    exec(entry.before, names)
    exec(entry.answer, names)
    with mock.patch.multiple(CHECK, SECONDS=entry.seconds, record=mock.DEFAULT):
        return gc.check(entry.exercise, *[names[answer.name] for answer in EXERCISES[entry.exercise].answers])


def _told(verdict: Verdict) -> str:
    """The hint; where gradcalc itself has stopped the answer, its message is one."""
    message = verdict.reply.message if verdict.reply.message.startswith(YOURSELF) else ""
    return f"{message} {verdict.hint}".strip()


def said_of(entry: Entry, hint: str) -> Said:
    """What kind of hint this is for an entry, whatever its answer gives."""
    own = re.sub("|".join(GENERAL), "", hint).strip()
    if not own:
        return "general"
    named = re.search(entry.expects, own, re.IGNORECASE)
    forbidden = entry.forbids and re.search(entry.forbids, own, re.IGNORECASE)
    return "met" if named and not forbidden else "other"


def table(wanted: str = "") -> str:
    """How many entries are met, exercise by exercise, and what is said to those that are not."""
    lines = []
    for exercise, entries in collected().items():
        if not exercise.startswith(wanted):
            continue
        outcomes = [outcome(entry) for entry in entries]
        counts = {said: [o.said for o in outcomes].count(said) for said in ("met", "other", "general", "right")}
        lines += ["", f"{exercise}: " + ", ".join(f"{said} {count}" for said, count in counts.items())]
        for o in outcomes:
            if o.said == "met":
                lines.append(f"  met      {o.entry.name}")
                continue
            lines += [f"  {o.said:<8} {o.entry.name}", f"             wrong: {o.entry.says}"]
            lines += [f"             must not say: {o.entry.forbids}"] if o.entry.forbids else []
            lines += [f"             reply: {o.came_back[:LONGEST]}"] if o.came_back else []
            lines += [f"             right: {o.entry.right}"] if o.said == "right" else []
            lines += [f"             told:  {o.hint or '(nothing)'}"]
            lines += [f"             and:   {hint or '(nothing)'}" for hint in o.elsewhere]
    return "\n".join(lines).strip()


if __name__ == "__main__":
    print(table(*sys.argv[1:]))
