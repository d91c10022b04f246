"""Which lesson a notebook says it is of: by its exercises' cells, and if it has none, by its own name."""

import functools

from gradcalc.grading.running.cells import Cell, normal
from gradcalc.grading.running.handed_out import released
from gradcalc.grading.running.plan import Unreadable, cells_of
from gradcalc.lessons import notebooks

LEAST_SIGNS = 30  # of a text that says of which lesson it is


def lessons_of(notebook: bytes) -> set[str]:
    """The lessons of which there are exercises in a notebook; none where it cannot be read.

    Where some program has taken away the names of all cells, their texts say it.
    """
    try:
        cells = cells_of(notebook)
    except Unreadable:
        return set()
    known, texts = _lessons_by_key(), _lessons_by_text()
    by_key = {known[key] for cell in cells for key in cell.keys if key in known}
    return by_key or {texts[text] for cell in cells if (text := normal(cell.source)) in texts}


@functools.cache
def _lessons_by_key() -> dict[str, str]:
    """The lesson of each cell that is graded, by nbgrader's name of the cell and by its id."""
    return {key: lesson for lesson, cell in _graded() for key in cell.keys}


@functools.cache
def _lessons_by_text() -> dict[str, str]:
    """The lesson of each text that stands in a task, an answer or a check of one lesson alone."""
    found: dict[str, set[str]] = {}
    for lesson, cell in _graded():
        found.setdefault(normal(cell.source), set()).add(lesson)
    return {text: min(of) for text, of in found.items() if len(of) == 1 and len(text) >= LEAST_SIGNS}


def _graded() -> list[tuple[str, Cell]]:
    found = []
    for lesson in notebooks.names():
        out = released(lesson)
        places = {place for kind in (out.answers, out.checks, out.reasons) for place in kind}
        found += [(lesson, out.cells[place]) for place in sorted(places)]
    return found
