"""Which lesson a notebook says it is of: by its exercises' cells, and if it has none, by its own name."""

import functools

from gradcalc.grading.running.plan import Unreadable, keys_of, raw_cells
from gradcalc.lessons import notebooks


def lessons_of(notebook: bytes) -> set[str]:
    """The lessons of which there are exercises in a notebook; none where it cannot be read."""
    try:
        cells = raw_cells(notebook)
    except Unreadable:
        return set()
    known = _lessons_by_key()
    return {known[key] for cell in cells if isinstance(cell, dict) for key in keys_of(cell) if key in known}


@functools.cache
def _lessons_by_key() -> dict[str, str]:
    """The lesson of each cell that is graded, by nbgrader's name of the cell and by its id."""
    found: dict[str, str] = {}
    for number, stem in notebooks.names().items():
        cells = raw_cells((notebooks.folder() / f"{stem}.ipynb").read_bytes())
        graded = [cell for cell in cells if "nbgrader" in cell["metadata"]]
        found |= {key: number for cell in graded for key in keys_of(cell)}
    return found
