"""A lesson as it was handed out: what each of its cells is for, and which of them belong to a question in words."""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from gradcalc.grading.running.cells import Cell, cell_of, has_heading, normal
from gradcalc.grading.running.inside.naming import names_of
from gradcalc.grading.running.labels import EXPLORE, cell_name
from gradcalc.grading.running.needed import HandedOut
from gradcalc.lessons import notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.model import Exercise


@dataclass(frozen=True, eq=False)
class Released:
    """The cells of a lesson, and by their places the exercises whose answers, checks and reasons they are.

    parts are all other code cells, by their sources. regions are the places of the cells around each question that
    asks for a reason in words, by its exercise: from its task to the next task or heading. exercises_from is the
    place at which the first task stands.
    """

    cells: tuple[Cell, ...]
    answers: Mapping[int, Exercise]
    checks: Mapping[int, Exercise]
    reasons: Mapping[int, Exercise]
    parts: Mapping[str, HandedOut]
    regions: Mapping[str, range] = field(default_factory=dict)
    exercises_from: int = 0

    def code(self, place: int | None) -> str:
        """What stood in a cell of code; nothing where it was none."""
        return self.cells[place].source if place is not None and self.cells[place].kind == "code" else ""

    @functools.cached_property
    def by_key(self) -> dict[str, int]:
        """The place of each cell, by nbgrader's name of it and by its id."""
        return {key: place for place, cell in enumerate(self.cells) for key in cell.keys}

    @functools.cached_property
    def lines(self) -> frozenset[str]:
        """All lines that were handed out, in their normal form."""
        return frozenset(line for cell in self.cells for line in map(normal, cell.source.splitlines()) if line)


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
    raw = json.loads(paths[0].read_bytes())["cells"]
    cells = tuple(cell for cell in map(cell_of, raw) if cell)
    asked = exercises_of(lesson)

    def places(kind: str) -> dict[int, Exercise]:
        named = {cell_name(exercise.id, kind): exercise for exercise in asked}
        return {place: named[cell.keys[0]] for place, cell in enumerate(cells) if cell.keys[0] in named}

    answers, checks, reasons = places("answer"), places("check"), places("reason")
    parts = {
        cell.source: HandedOut(names_of(cell.source), EXPLORE in described["metadata"].get("tags", ()))
        for place, (cell, described) in enumerate(zip(cells, raw, strict=True))
        if cell.kind == "code" and place not in answers and place not in checks
    }
    starts = {exercise.id: _task(cells, place) for place, exercise in answers.items()}
    regions = {
        exercise.id: range(starts[exercise.id], _end(cells, place, answers)) for place, exercise in reasons.items()
    }
    return Released(cells, answers, checks, reasons, parts, regions, min(starts.values(), default=0))


def _task(cells: tuple[Cell, ...], answer: int) -> int:
    """The place of the heading above an answer."""
    return next((place for place in range(answer, -1, -1) if _begins(cells[place])), 0)


def _end(cells: tuple[Cell, ...], reason: int, answers: Mapping[int, Exercise]) -> int:
    """The place after a reason at which something else begins."""
    after = range(reason + 1, len(cells))
    return next((place for place in after if _begins(cells[place]) or place in answers), len(cells))


def _begins(cell: Cell) -> bool:
    return cell.kind == "markdown" and has_heading(cell.source)
