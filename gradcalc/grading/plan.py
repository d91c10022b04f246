"""What is to be done with a notebook that was handed in: which cells run, and where its exercises are tried.

The notebook is somebody else's file: nothing in it is taken to be what it should be.
"""

import functools
import json
import pathlib
from dataclasses import dataclass, field

import nbformat

import gradcalc
from gradcalc.exercises import EXERCISES
from gradcalc.exercises.model import Exercise
from gradcalc.grading.cells import exercise_cells
from gradcalc.grading.exploring import TAG

LARGEST_NOTEBOOK = 100_000_000
MOST_CELLS = 2_000
LARGEST_SOURCE = 1_000_000
NOTEBOOKS = pathlib.Path(gradcalc.__file__).parents[1] / "notebooks"


class Unreadable(Exception):
    """The notebook cannot be graded; the message is a sentence that says why."""


@dataclass(frozen=True, eq=False)
class Step:
    """A cell to run, or an exercise to try at this place."""

    source: str = ""
    exercise: Exercise | None = None
    answer: str = ""
    """The exercise whose answer this cell is."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Steps in order, and for exercises whose cells are not as they were handed out a sentence."""

    steps: tuple[Step, ...]
    trouble: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Released:
    """The lesson as it was handed out: exercises by the ids of their cells, and what is not run."""

    answers: dict[str, Exercise]
    checks: dict[str, Exercise]
    locked: frozenset[str]
    exploring: dict[str, str]


def exercises_of(lesson: str) -> list[Exercise]:
    """The exercises of a lesson. Raises ValueError where there is no such lesson."""
    found = [exercise for exercise in EXERCISES.values() if exercise.lesson == lesson]
    if not found:
        raise ValueError(f'there is no lesson {lesson!r}: lesson is a number such as "03".')
    return found


@functools.cache
def released(lesson: str) -> Released:
    """The lesson as it was handed out. Raises FileNotFoundError where it is not installed."""
    paths = sorted(NOTEBOOKS.glob(f"{lesson}_*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"the notebook of lesson {lesson} is not in {NOTEBOOKS.name}/.")
    notebook = nbformat.read(paths[0], as_version=4)
    found = Released({}, {}, frozenset(), {})
    for cells in exercise_cells(notebook):
        name = cells.exercise.id.replace(".", "-")
        for key in (f"{name}-answer", cells.answer.id):
            found.answers[key] = cells.exercise
        for key in (f"{name}-check", cells.check.id):
            found.checks[key] = cells.exercise
    for cell in notebook.cells:
        if cell.cell_type == "code" and TAG in cell.metadata.get("tags", ()):
            found.exploring[cell.id] = cell.source
    return found


def plan(notebook: bytes, lesson: str) -> Plan:
    """What is to be done with the notebook. Raises Unreadable."""
    handed_out, steps, trouble = released(lesson), [], {}
    answered: dict[str, int] = {}
    checked: set[str] = set()
    cells = _code_cells(notebook)
    for keys, source in cells:
        exercise = _of(keys, handed_out.answers)
        check = _of(keys, handed_out.checks)
        if check:
            if check.id not in checked and check.id in answered:
                checked.add(check.id)
                steps.append(Step(exercise=check))
        elif exercise:
            answered[exercise.id] = answered.get(exercise.id, 0) + 1
            steps.append(Step(source, answer=exercise.id))
        elif not any(handed_out.exploring.get(key) == source for key in keys):
            steps.append(Step(source))
    asked = exercises_of(lesson)
    for exercise in asked:
        if not answered.get(exercise.id):
            trouble[exercise.id] = "The answer cell is missing."
        elif answered[exercise.id] > 1:
            trouble[exercise.id] = "The answer cell is there more than once: all of them were run, in order."
        if exercise.id not in checked:
            steps.append(Step(exercise=exercise))
    return Plan(tuple(steps), trouble)


def _of(keys: tuple[str, ...], exercises: dict[str, Exercise]) -> Exercise | None:
    return next((exercises[key] for key in keys if key in exercises), None)


def _code_cells(notebook: bytes) -> list[tuple[tuple[str, ...], str]]:
    """The grade_id and id, as far as there are any, and the source of each code cell."""
    found = []
    for cell in _cells(notebook):
        if type(cell) is not dict or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", cell.get("input", ""))
        if type(source) is list and all(type(line) is str for line in source):
            source = "".join(source)
        if type(source) is not str or len(source) > LARGEST_SOURCE:
            continue
        metadata = cell.get("metadata")
        nbgrader = metadata.get("nbgrader") if type(metadata) is dict else None
        grade_id = nbgrader.get("grade_id") if type(nbgrader) is dict else None
        keys = tuple(key for key in (grade_id, cell.get("id")) if type(key) is str)
        found.append((keys, source))
    return found


def _cells(notebook: bytes) -> list:
    if not notebook.strip():
        raise Unreadable("The file is empty.")
    if len(notebook) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    try:
        content = json.loads(notebook)
    except (ValueError, RecursionError):
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
