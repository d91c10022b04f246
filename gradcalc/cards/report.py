"""The card that a check shows: what is right, what came back where something is not, and a hint."""

import html
import itertools
import os
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeGuard

import numpy as np

from gradcalc.questions.inputs import Input, InputFunction
from gradcalc.questions.judging import Mark, Verdict
from gradcalc.questions.model import Answer, Case, Exercise
from gradcalc.questions.replies import Reply

Status = Literal["right", "partly right", "wrong", "not answered"]
Block = tuple[Literal["sentence", "row", "code", "hint"], str]

# On one line, because a notebook keeps it with every card.
CSS = " ".join((pathlib.Path(__file__).parent / "check.css").read_text(encoding="utf-8").split())
STANDING = {
    "right": "Right.",
    "partly right": "Partly right.",
    "wrong": "Not right yet.",
    "not answered": "Not answered yet. Put your answer in place of the three dots.",
}
MARKS = {
    "right": "✓ right",
    "wrong": "✗ not right",
    "not answered": "… not answered yet",
    "not tried": "– not tried",
}
MOST_AXES = 3  # of an array whose numbers are written: its words are cut along each axis only
MOST_NUMBERS = 400  # more than that nobody copies
LONGEST_ARRAY = 20  # longer ones are written as np.linspace where they are evenly spaced
TOO_LONG = "Does a loop never end, or does it take too many steps?"
CHANGED = (
    "Your code changes {name}, the array it is given, by /= or by setting an element, say. Whoever calls it loses "
    "the old numbers, and what is put back may be rounded. Work on a copy: {name}.copy() makes one."
)


def status_of(marks: set[Mark]) -> Status:
    """How an exercise stands as a whole, from the marks of its kinds of case.

    >>> status_of({"right", "wrong"})
    'partly right'
    """
    if len(marks) == 1 and marks <= {"right", "not answered"}:
        return "right" if "right" in marks else "not answered"
    return "partly right" if "right" in marks else "wrong"


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """What a check found. A notebook shows it as a card, everything else as text.

    seconds is how long the check would wait; changed are the names of the arguments that an answer changed.
    stale says why nothing was tried, where an answer is older than its cell. below shows the card in a live
    notebook with more under it, or says that it does not.
    """

    exercise: Exercise
    verdicts: tuple[Verdict, ...]
    seconds: float
    changed: tuple[str, ...] = ()
    stale: str = ""
    below: Callable[[dict[str, str]], bool] = lambda card: False

    @property
    def status(self) -> Status:
        """How the exercise stands as a whole."""
        return "not answered" if self.stale else status_of({verdict.mark for verdict in self.verdicts})

    @property
    def points(self) -> int:
        """The points earned, of those that are given automatically."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def out_of(self) -> int:
        """The points that can be earned automatically."""
        return self.exercise.points

    @property
    def by_hand(self) -> int:
        """The points that a person gives."""
        return self.exercise.by_hand

    def __repr__(self) -> str:
        indent = {"row": "  ", "code": "    "}
        lines = [f"{self.exercise.title} ({self.exercise.id})"]
        for kind, text in _blocks(self):
            lines += [indent.get(kind, "") + line for line in text.splitlines()]
        return "\n".join(lines)

    def _ipython_display_(self) -> None:
        if "NBGRADER_EXECUTION" in os.environ or not self.below(self._repr_mimebundle_()):
            raise NotImplementedError  # which leads on to the card alone, as the result of the cell

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        # While nbgrader runs a notebook it reads the points from the plain text, and any other words count in full.
        text = str(self.points) if "NBGRADER_EXECUTION" in os.environ else repr(self)
        return {"text/plain": text, "text/html": _html(self)}


def _html(report: Report) -> str:
    title, state = html.escape(report.exercise.title), report.status.replace(" ", "-")
    body = ""
    for kind, blocks in itertools.groupby(_blocks(report), key=lambda block: block[0]):
        tag = {"row": "li", "code": "pre"}.get(kind, "p")
        items = "".join(f'<{tag} class="gradcalc-check-{kind}">{html.escape(text)}</{tag}>' for _, text in blocks)
        body += f"<ul>{items}</ul>" if kind == "row" else items
    return (
        f"<style>{CSS}</style>"
        f'<div class="gradcalc-check gradcalc-check-{state}" role="group" aria-label="Check: {title}">'
        f'<p class="gradcalc-check-title"><strong>{title}</strong> <span>{report.exercise.id}</span></p>{body}</div>'
    )


def _blocks(report: Report) -> list[Block]:
    """The card from top to bottom, below its title."""
    if report.stale:
        return [("sentence", report.stale)]
    blocks: list[Block] = [("sentence", _opening(report))]
    if len(report.verdicts) > 1 and report.status != "not answered":
        blocks += [("row", _row(verdict, len(report.exercise.answers) > 1)) for verdict in report.verdicts]
    wrong = next((verdict for verdict in report.verdicts if verdict.mark == "wrong"), None)
    if wrong:
        blocks += _example(wrong, report.seconds)
    blocks += [("sentence", CHANGED.format(name=name)) for name in report.changed]
    return blocks


def _opening(report: Report) -> str:
    points = f" {report.points} of {_points(report.out_of)}." if report.out_of else ""
    hand = f" {_points(report.by_hand)} more for your reasons, given by hand." if report.by_hand else ""
    return STANDING[report.status] + points + hand


def _points(number: int) -> str:
    return f"{number} point" if number == 1 else f"{number} points"


def _row(verdict: Verdict, named: bool) -> str:
    name = f"{verdict.answer.name}, {verdict.stratum.name}" if named else verdict.stratum.name
    points = f" ({verdict.points} of {_points(verdict.stratum.points)})" if verdict.stratum.points else ""
    return f"{MARKS[verdict.mark]}: {name}{points}"


def _example(verdict: Verdict, seconds: float) -> list[Block]:
    """One case that is not right: the call, what came back, and a hint."""
    case, reply = verdict.case, verdict.reply
    assert case is not None  # a wrong verdict has both
    assert reply is not None
    blocks: list[Block] = []
    if verdict.answer.kind == "function":
        blocks += [
            ("sentence", f"One call that is not right, for “{verdict.stratum.name}”:"),
            ("code", call_of(case)),
        ]
    blocks += came_back(verdict.answer, reply, seconds)
    if reply.printed:
        blocks += [("sentence", "It printed:"), ("code", reply.printed)]
    if verdict.hint:
        blocks.append(("hint", f"Hint: {verdict.hint}"))
    return blocks


def call_of(case: Case) -> str:
    """The call as lines of Python that a reader can copy; of arrays that nobody would, the shapes alone."""
    names = case.answer.arguments.split(", ")
    shapes = [
        f"# {n} has shape {value.shape}" for n, value in zip(names, case.inputs, strict=True) if _is_left_out(value)
    ]
    functions = [
        f"{n} = {value.source}"
        for n, value in zip(names, case.inputs, strict=True)
        if isinstance(value, InputFunction)
    ]
    arguments = ", ".join(_literal(n, value) for n, value in zip(names, case.inputs, strict=True))
    return "\n".join([*shapes, *functions, f"{case.answer.name}({arguments})"])


def _literal(name: str, value: Input) -> str:
    if isinstance(value, InputFunction) or _is_left_out(value):
        return name
    if not isinstance(value, np.ndarray):
        return repr(value)
    if _is_even(value):
        return f"np.linspace({value[0]}, {value[-1]}, {len(value)})"
    return f"np.array({value.tolist()})"


def _is_even(value: np.ndarray) -> bool:
    many = value.ndim == 1 and value.size > LONGEST_ARRAY
    return many and np.array_equal(value, np.linspace(value[0], value[-1], len(value)))


def _is_left_out(value: Input) -> TypeGuard[np.ndarray]:
    return isinstance(value, np.ndarray) and value.size > MOST_NUMBERS and not _is_even(value)


def came_back(answer: Answer, reply: Reply, seconds: float) -> list[Block]:
    """What an answer gave, or how else it ended."""
    gave = "It gave" if answer.kind == "function" else "You gave"
    match reply.outcome:
        case "raised":
            return [("sentence", "It stopped with an error:"), ("code", _error(reply))]
        case "timeout":
            return [
                (
                    "sentence",
                    f"Nothing came back: check stopped waiting after {seconds:g} seconds. {TOO_LONG}",
                ),
                ("sentence", "The grader waits longer, so an answer that is only slow can still earn its points."),
            ]
        case "unsendable":
            return [("sentence", f"{gave} {_named(reply.name)}.")]
    if isinstance(reply.value, str):
        return [("sentence", f"{gave} the text {reply.value!r}.")]
    if reply.value.ndim == 0:
        return [("sentence", f"{gave} the number {reply.value:.7g}.")]
    shape = f"{gave} an array of shape {reply.value.shape}"
    if reply.value.ndim > MOST_AXES:
        return [("sentence", f"{shape}.")]
    numbers = np.array2string(reply.value, precision=6, threshold=20, separator=", ")
    return [("sentence", f"{shape}:"), ("code", numbers)]


def _error(reply: Reply) -> str:
    """An error in its own words, with the line of the answer where it came from, as far as that is known."""
    said = f"{reply.name}: {reply.message}".strip(": ")
    return f"{said}\nin line {reply.place.line}: {reply.place.code}" if reply.place and reply.place.code else said


def _named(name: str) -> str:
    if name == "NoneType":
        return "None"
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}, which is no number and no array of numbers"
