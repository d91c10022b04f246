"""The notebook that nbgrader shows and gives back: made anew from the lesson, with what the student wrote in it.

Points, names and locked cells are those of the lesson, whatever the file says. Below each check stand
the reasons for its points.
"""

import functools

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from gradcalc.grading.keeping import harmless
from gradcalc.grading.making.cells import TEXT_STUB, mark
from gradcalc.grading.running.labels import cell_name
from gradcalc.grading.running.plan import Unreadable, keys_of, raw_cells
from gradcalc.grading.running.results import UNSAFE, ExerciseResult, NotebookResult
from gradcalc.lessons import notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

WORDS = {"right": "right", "wrong": "not right", "not answered": "not answered", "not tried": "not tried"}


@functools.cache
def lesson_notebook(lesson: str) -> NotebookNode:
    """The lesson as it is handed out, without outputs, with nbgrader's metadata and checksums. Not to be changed."""
    notebook = nbformat.read(notebooks.folder() / f"{names()[lesson]}.ipynb", as_version=4)
    mark(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []  # those to show are the student's
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"] |= {"checksum": compute_checksum(cell), "cell_type": cell.cell_type}
    return notebook


def shown(content: bytes, lesson: str, result: NotebookResult) -> NotebookNode:
    """The notebook to show for the content of a file. Of a file that cannot be read, only the exercises."""
    handed_out = lesson_notebook(lesson)
    cells = [NotebookNode(cell) for cell in handed_out.cells]  # what they hold is replaced, and never changed
    ours = {key: cell for cell in cells for key in keys_of(cell)}
    missing = {cell.id: cell for cell in cells if "nbgrader" in cell.metadata}
    try:
        written = [cell for cell in raw_cells(content) if type(cell) is dict]
    except Unreadable:
        written = []
    used: set[str] = set()
    notebook = NotebookNode({**handed_out, "cells": []})
    for number, cell in enumerate(written):
        own = next((ours[key] for key in keys_of(cell) if key in ours and ours[key].id not in used), None)
        if own is None:
            notebook.cells.append(_added(cell, f"added-{number}"))
            continue
        used.add(own.id)
        missing.pop(own.id, None)
        _fill(own, cell)
        notebook.cells.append(own)
    notebook.cells += missing.values()
    results = {cell_name(found.exercise, "check"): found for found in result.exercises}
    for cell in notebook.cells:
        if found := results.get(_grade_id(cell)):
            cell.outputs = _reasons(found, result, cell)
    return notebook


def is_empty(reason: str | None) -> bool:
    """Whether an answer in words was left as it was handed out, or taken away."""
    return (reason or "").strip() in ("", TEXT_STUB)


def sources(notebook: NotebookNode) -> dict[str, str]:
    """What stands in the cells that nbgrader has names for."""
    return {name: cell.source for cell in notebook.cells if (name := _grade_id(cell))}


def _grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _fill(own: NotebookNode, cell: dict) -> None:
    source = harmless.text_of(cell.get("source"))
    if own.metadata.get("nbgrader", {}).get("locked"):
        own.outputs = []
    elif own.cell_type == "code":
        own.source, own.execution_count = harmless.plain(source, harmless.LONGEST_SOURCE), None
        own.outputs = harmless.outputs(cell)
    elif source != own.source:
        own.source = harmless.markdown(source)


def _added(cell: dict, name: str) -> NotebookNode:
    source = harmless.text_of(cell.get("source"))
    if cell.get("cell_type") == "code":
        return new_code_cell(harmless.plain(source, harmless.LONGEST_SOURCE), id=name, outputs=harmless.outputs(cell))
    return new_markdown_cell(harmless.markdown(source), id=name)


def _reasons(found: ExerciseResult, result: NotebookResult, cell: NotebookNode) -> list:
    """What stands below a check: the reasons, and the points in the way that nbgrader reads them."""
    lines = [EXERCISES[found.exercise].title]
    lines += [sentence for sentence in (UNSAFE if result.unsafe else "", result.trouble, found.trouble) if sentence]
    for stratum in found.strata:
        lines.append(f"{stratum.earned} of {stratum.points}  {stratum.stratum}: {WORDS[stratum.mark]}")
        lines += [f"    {line}" for text in (stratum.call, stratum.reply, stratum.hint) for line in text.splitlines()]
    text = harmless.plain("\n".join(lines), harmless.LONGEST_TEXT) + "\n"
    reasons = [harmless.stream("stdout", text)]
    if cell.metadata["nbgrader"]["grade"]:
        reasons.append(harmless.result(str(found.earned)))
    return reasons
