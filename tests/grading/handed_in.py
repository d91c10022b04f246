"""Notebooks as they are handed in, for the tests of the grader."""

import json
import os
import pathlib
import shutil
import zipfile

import nbformat
import pytest
from nbformat import NotebookNode

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.making.versions import read_answers, solved_version

ROOT = pathlib.Path(__file__).parents[2]
LESSONS = [path.name[:2] for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]

needs_bubblewrap = pytest.mark.skipif(
    shutil.which("bwrap") is None, reason="there is no bubblewrap: sudo apt-get install bubblewrap"
)


def put(folder: pathlib.Path, *names: str, **contents: bytes) -> pathlib.Path:
    """A folder with these files; what holds nothing else holds its own name."""
    for name, content in ({name: os.fsencode(name) for name in names} | contents).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def packed(path: pathlib.Path, *names: str) -> pathlib.Path:
    """A zip file with these files, each of which holds its own name."""
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, name)
    return path


def student(lesson: str) -> NotebookNode:
    """The lesson as a student finds it."""
    (path,) = (ROOT / "notebooks").glob(f"{lesson}_*.ipynb")
    return nbformat.read(path, as_version=4)


def solved(lesson: str) -> NotebookNode:
    """The lesson with every answer right."""
    (path,) = (ROOT / "course" / "solutions").glob(f"{lesson}_*.py")
    return solved_version(student(lesson), read_answers(path.read_text(encoding="utf-8")))


def as_bytes(notebook: NotebookNode) -> bytes:
    """The content of its file."""
    return nbformat.writes(notebook).encode()


def named_cell(cells: list, grade_id: str) -> dict:
    """The cell that nbgrader calls so."""
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def with_answers(lesson: str, answers: dict[str, str]) -> NotebookNode:
    """The lesson with these sources in the answer cells, by exercise id, and the others as a student finds them."""
    notebook = student(lesson)
    for cells in exercise_cells(notebook):
        cells.answer.source = answers.get(cells.exercise.id, cells.answer.source)
    return notebook


def only(*sources: str, grade_id: str = "") -> bytes:
    """A notebook of these code cells alone; the last is the answer cell with this grade_id."""
    cells = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": s} for i, s in enumerate(sources)]
    if grade_id:
        cells[-1]["metadata"] = {"nbgrader": {"grade_id": grade_id}}
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
