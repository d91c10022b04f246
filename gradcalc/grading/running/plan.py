"""What is to be done with a notebook that was handed in: which cells may run, and where its exercises are tried.

The notebook is somebody else's file: nothing in it is taken to be what it should be.
"""

import functools
from dataclasses import dataclass

from gradcalc.grading.running.decoding import TooMuch, decoded
from gradcalc.grading.running.inside.naming import Used, names_of
from gradcalc.grading.running.labels import EXPLORE, cell_name
from gradcalc.grading.running.needed import HandedOut, needed
from gradcalc.lessons import notebooks
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

    Of a cell that is as it was handed out, part is what is known of it.
    """

    source: str = ""
    answer: Exercise | None = None
    exercise: Exercise | None = None
    part: HandedOut | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """Steps in order, and for exercises whose cells are not as they were handed out a sentence."""

    steps: tuple[Step, ...]
    trouble: dict[str, str]

    @property
    def own(self) -> list[str]:
        """The cells that the student has written or changed."""
        return [step.source for step in self.steps if step.part is None and step.exercise is None]

    def to_run(self, used: Used) -> list[Step]:
        """The steps without the cells that nothing needs, where own cells use these names."""
        parts = needed([step.part for step in self.steps if step.part], used)
        return [step for step in self.steps if step.part is None or step.part in parts]


@dataclass(frozen=True, eq=False)
class Released:
    """The lesson as it was handed out: exercises by the ids of their cells, and all other cells by their sources."""

    answers: dict[str, Exercise]
    checks: dict[str, Exercise]
    parts: dict[str, HandedOut]


def exercises_of(lesson: str) -> list[Exercise]:
    """The exercises of a lesson. Raises ValueError where there is no such lesson."""
    found = [exercise for exercise in EXERCISES.values() if exercise.lesson == lesson]
    if not found:
        raise ValueError(f'there is no lesson {lesson!r}: lesson is a number such as "03".')
    return found


@functools.cache
def released(lesson: str) -> Released:
    """The lesson as it was handed out. Raises FileNotFoundError where it is not installed."""
    paths = sorted(notebooks.folder().glob(f"{lesson}_*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"the notebook of lesson {lesson} is not in {notebooks.folder().name}/.")
    everything = raw_cells(paths[0].read_bytes())
    cells, asked = _code_cells(everything), exercises_of(lesson)

    def by_key(kind: str) -> dict[str, Exercise]:
        named = {cell_name(exercise.id, kind): exercise for exercise in asked}
        return {key: named[cell.keys[0]] for cell in cells if cell.keys[0] in named for key in cell.keys}

    answers, checks = by_key("answer"), by_key("check")
    exploring = {key for cell in everything if EXPLORE in cell["metadata"].get("tags", ()) for key in keys_of(cell)}
    parts = {
        cell.source: HandedOut(names_of(cell.source), not exploring.isdisjoint(cell.keys))
        for cell in cells
        if not (_of(cell, answers) or _of(cell, checks))
    }
    return Released(answers, checks, parts)


def plan(notebook: bytes, lesson: str) -> Plan:
    """What is to be done with the notebook. Raises Unreadable.

    There is a step for every cell but the checks. An exercise is tried where its check stands, after its last
    answer cell, or at the end.
    """
    handed_out, cells = released(lesson), _code_cells(raw_cells(notebook))
    answers = [_of(cell, handed_out.answers) for cell in cells]
    untried = {exercise.id: answers.count(exercise) for exercise in exercises_of(lesson)}
    trouble = {name: _WITHOUT_CELL for name, number in untried.items() if number == 0}
    trouble |= {name: _MORE_THAN_ONCE for name, number in untried.items() if number > 1}
    steps = []
    for cell, answer in zip(cells, answers, strict=True):
        check = _of(cell, handed_out.checks)
        if answer:
            steps.append(Step(cell.source, answer))
            untried[answer.id] -= 1
        elif check:
            if untried.get(check.id) == 0 and trouble.get(check.id) != _WITHOUT_CELL:
                steps.append(Step(exercise=check))
                del untried[check.id]
        else:
            steps.append(Step(cell.source, part=handed_out.parts.get(cell.source)))
    steps += [Step(exercise=EXERCISES[name]) for name in untried]
    return Plan(tuple(steps), trouble)


_WITHOUT_CELL = "No cell is marked as its answer: tried was what the notebook defines at its end."
_MORE_THAN_ONCE = "Its answer cell is there more than once: tried was the last one."


@dataclass(frozen=True)
class _Cell:
    """A code cell: its grade_id and its id, as far as it has them, and its source."""

    keys: tuple[str, ...]
    source: str


def _of(cell: _Cell, exercises: dict[str, Exercise]) -> Exercise | None:
    return next((exercises[key] for key in cell.keys if key in exercises), None)


def _code_cells(cells: list) -> list[_Cell]:
    found, room = [], LARGEST_SOURCES
    for cell in cells:
        if type(cell) is not dict or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", cell.get("input", ""))
        if type(source) is list and all(type(line) is str for line in source):
            source = "".join(source)
        if type(source) is not str or len(source) > LARGEST_SOURCE:
            continue
        room -= len(source)
        if room < 0:
            raise Unreadable(f"The notebook holds more than {LARGEST_SOURCES // 1_000_000} million signs of code.")
        found.append(_Cell(keys_of(cell), source))
    return found


def keys_of(cell: dict) -> tuple[str, ...]:
    """nbgrader's name of a cell and its id, as far as they can be told."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return tuple(key for key in (grade_id, cell.get("id")) if isinstance(key, str))


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
        cells = sheets[0].get("cells") if type(sheets) is list and sheets and type(sheets[0]) is dict else None
    if type(cells) is not list:
        raise Unreadable("The file is not a notebook: it has no cells.")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"The notebook has more than {MOST_CELLS} cells.")
    return cells
