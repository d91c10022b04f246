"""What is to be done with a notebook that was handed in: which cells may run, and where its exercises are tried.

The notebook is somebody else's file: nothing in it is taken to be what it should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gradcalc.grading.running.cells import Cell, as_code, cell_of, codes_in, names_bound
from gradcalc.grading.running.decoding import TooMuch, decoded
from gradcalc.grading.running.handed_out import Released, exercises_of, released
from gradcalc.grading.running.inside.naming import Used
from gradcalc.grading.running.needed import HandedOut, needed
from gradcalc.grading.running.recognise import recognised
from gradcalc.grading.running.words import Reason, reason
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.model import Exercise

LARGEST_NOTEBOOK = 100_000_000
MOST_CELLS, MOST_PARTS = 2_000, 2_000_000
LARGEST_SOURCE, LARGEST_SOURCES = 1_000_000, 2_000_000  # of one cell, and of all together


class Unreadable(Exception):
    """The notebook cannot be graded; the message is a sentence that says why."""


@dataclass(frozen=True, eq=False)
class Step:
    """A cell to run, answer being the exercise that it answers; or an exercise to try at this place.

    Of a cell that is as it was handed out, part is what is known of it; before is what a changed one was.
    """

    source: str = ""
    answer: Exercise | None = None
    exercise: Exercise | None = None
    part: HandedOut | None = None
    before: str = ""


@dataclass(frozen=True, eq=False)
class Plan:
    """Steps in order, for exercises whose cells are not as they were handed out a sentence, and reasons in words."""

    steps: tuple[Step, ...]
    trouble: dict[str, str]
    reasons: dict[str, Reason] = field(default_factory=dict)

    @property
    def own(self) -> list[str]:
        """The cells that the student has written or changed, and what these were: it may have to run instead."""
        own = [step for step in self.steps if step.part is None and step.exercise is None]
        return [text for step in own for text in (step.source, step.before) if text]

    def to_run(self, used: Used) -> list[Step]:
        """The steps without the cells that nothing needs, where own cells use these names."""
        parts = needed([step.part for step in self.steps if step.part], used)
        return [step for step in self.steps if step.part is None or step.part in parts]


def plan(notebook: bytes, lesson: str) -> Plan:
    """What is to be done with the notebook. Raises Unreadable.

    There is a step for every cell but the checks. An exercise is tried where its check stands, after its last
    answer cell, or at the end.
    """
    out, cells = released(lesson), cells_of(notebook)
    places = recognised(cells, out)
    _raise_if_too_long(cells)
    reasons = {name: reason(name, cells, places, out) for name in out.regions}
    trouble, found = dict[str, str](), list[tuple[str, int | None]]()
    for cell, place in zip(cells, places, strict=True):
        source = _to_run(cell, place, out, trouble)
        if source is not None:
            found.append((source, place))
    found = _without_stubs(found, out)
    answers = [out.answers.get(place) if place is not None else None for _, place in found]
    untried = {exercise.id: answers.count(exercise) for exercise in exercises_of(lesson)}
    trouble = {name: _WITHOUT_CELL for name, number in untried.items() if number == 0} | trouble
    trouble |= {name: _MORE_THAN_ONCE for name, number in untried.items() if number > 1}
    steps = []
    for (source, place), answer in zip(found, answers, strict=True):
        check = out.checks.get(place) if place is not None else None
        if answer:
            steps.append(Step(source, answer))
            untried[answer.id] -= 1
        elif check:
            if untried.get(check.id) == 0 and answers.count(check):
                steps.append(Step(exercise=check))
                del untried[check.id]
        else:
            part = out.parts.get(source)
            steps.append(Step(source, part=part, before="" if part else out.code(place)))
    steps += [Step(exercise=EXERCISES[name]) for name in untried]
    return Plan(tuple(steps), trouble, reasons)


_WITHOUT_CELL = "No cell is marked as its answer: tried was what the notebook defines at its end."
_MORE_THAN_ONCE = "Its answer cell is there more than once: tried was the last one."
_TURNED = "Its answer cell is no code cell, but what stands in it is code, and was taken as its answer."
_NO_CODE = "Its answer cell is no code cell, and what stands in it is no code that can be read: a person should look."


def _without_stubs(found: list[tuple[str, int | None]], out: Released) -> list[tuple[str, int | None]]:
    """The cells without those answer cells that are as they were handed out, where another one answers."""
    answered = {place for source, place in found if place in out.answers and source != out.code(place)}
    return [(source, place) for source, place in found if place not in answered or source != out.code(place)]


def _to_run(cell: Cell, place: int | None, out: Released, trouble: dict[str, str]) -> str | None:
    """The code in a cell; None where there is none to run. What is to be said of an answer is added to trouble."""
    if cell.kind == "code":
        if len(cell.source) > LARGEST_SOURCE:
            return None
        words = place is not None and not out.code(place) and not as_code(cell.source)
        return None if words else cell.source
    if place is None or not out.code(place):
        return None
    answer = out.answers.get(place)
    if answer is None:
        return as_code(cell.source) or None
    asked = {one.name for one in answer.answers}
    code = next((code for code in codes_in(cell.source) if asked <= names_bound(code)), None)
    trouble[answer.id] = _NO_CODE if code is None else _TURNED
    return code


def _raise_if_too_long(cells: Sequence[Cell]) -> None:
    if sum(len(cell.source) for cell in cells if cell.kind == "code" and len(cell.source) <= LARGEST_SOURCE) > (
        LARGEST_SOURCES
    ):
        raise Unreadable(f"The notebook holds more than {LARGEST_SOURCES // 1_000_000} million signs of code.")


def cells_of(notebook: bytes) -> list[Cell]:
    """The cells in the file, those that are none left out. Raises Unreadable."""
    return [cell for cell in map(cell_of, raw_cells(notebook)) if cell]


def raw_cells(notebook: bytes) -> list:
    """The cells in the file, whatever they are. Raises Unreadable."""
    if not notebook.strip():
        raise Unreadable("The file is empty.")
    if len(notebook) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    try:
        content = decoded(notebook, LARGEST_NOTEBOOK, MOST_PARTS, MOST_PARTS, strict=False)
    except TooMuch:
        raise Unreadable("The file holds more parts than a notebook has.") from None
    except ValueError:
        raise Unreadable("The file is not a notebook, or it is cut off: it cannot be read as JSON.") from None
    if type(content) is not dict:
        raise Unreadable("The file is not a notebook.")
    cells = content.get("cells")
    if cells is None:  # notebooks of an older format
        sheets = content.get("worksheets")
        parts = [sheet.get("cells") for sheet in sheets if type(sheet) is dict] if type(sheets) is list else []
        several = [part for part in parts if type(part) is list]
        cells = [cell for part in several for cell in part] if several else None
    if type(cells) is not list:
        raise Unreadable("The file is not a notebook: it has no cells.")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"The notebook has more than {MOST_CELLS} cells.")
    return cells
