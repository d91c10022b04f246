"""The notebook that nbgrader shows and gives back: made anew from the lesson, with what the student wrote in it.

Points, names and locked cells are those of the lesson, whatever the file says. Below each check stand
the reasons for its points.
"""

import functools
import re

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from gradcalc.grading.keeping import harmless
from gradcalc.grading.making.cells import mark
from gradcalc.grading.running.cells import Cell, cell_of
from gradcalc.grading.running.handed_out import released
from gradcalc.grading.running.labels import cell_name
from gradcalc.grading.running.plan import Unreadable, raw_cells
from gradcalc.grading.running.recognise import recognised
from gradcalc.grading.running.results import UNSAFE, ExerciseResult, NotebookResult
from gradcalc.grading.running.words import ATTACHED, OWN_CELL, PICTURE_BELOW
from gradcalc.lessons import notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

_NO_HEADING = re.compile(r"^[ >]*#+ ")  # in what is quoted, which is smaller than the page around it
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
    out, handed_out = released(lesson), lesson_notebook(lesson)
    ours = [NotebookNode(cell) for cell in handed_out.cells]  # what they hold is replaced, and never changed
    found = {exercise.exercise: exercise for exercise in result.exercises}
    try:
        written = [(raw, cell) for raw in raw_cells(content) if (cell := cell_of(raw))]
    except Unreadable:
        written = []
    cells, at = list[NotebookNode](), dict[int, int]()  # and by the place in the lesson where it stands among them
    places = recognised([cell for _, cell in written], out)
    room = harmless.Room()
    for number, ((raw, cell), place) in enumerate(zip(written, places, strict=True)):
        if place is None or place in at:
            cells.append(_added(raw, cell, f"added-{number}", room))
            continue
        at[place] = len(cells)
        _fill(ours[place], raw, cell, place in out.reasons, room)
        cells.append(ours[place])
    for place, exercise in out.reasons.items():
        if exercise.id in found:
            _tell_of_the_reason(ours[place], found[exercise.id], handed_out.cells[place].source)
    missing = [place for place, cell in enumerate(ours) if place not in at and "nbgrader" in cell.metadata]
    end = len(cells)
    for place in reversed(missing):  # each behind what stands before it in the lesson
        cells.insert(max((index + 1 for other, index in at.items() if other < place), default=end), ours[place])
    results = {cell_name(name, "check"): exercise for name, exercise in found.items()}
    for node in cells:
        if exercise_found := results.get(_grade_id(node)):
            node.outputs = _reasons(exercise_found, result, node)
    return NotebookNode({**handed_out, "cells": cells})


def sources(notebook: NotebookNode) -> dict[str, str]:
    """What stands in the cells that nbgrader has names for."""
    return {name: cell.source for cell in notebook.cells if (name := _grade_id(cell))}


def _grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _fill(own: NotebookNode, raw: dict, cell: Cell, is_reason: bool, room: harmless.Room) -> None:
    if own.metadata.get("nbgrader", {}).get("locked"):
        own.outputs = []
    elif own.cell_type == "code":
        own.source, own.execution_count = harmless.plain(cell.source, harmless.LONGEST_SOURCE), None
        own.outputs = harmless.outputs(raw)
    else:
        if cell.source != own.source or is_reason:
            own.source = _markdown(cell)
        _attach(own, raw, room)


def _added(raw: dict, cell: Cell, name: str, room: harmless.Room) -> NotebookNode:
    if cell.kind == "code":
        return new_code_cell(
            harmless.plain(cell.source, harmless.LONGEST_SOURCE), id=name, outputs=harmless.outputs(raw)
        )
    added = new_markdown_cell(_markdown(cell), id=name)
    _attach(added, raw, room)
    return added


def _markdown(cell: Cell) -> str:
    """The text of a cell, whose own pictures are shown below it."""
    return harmless.markdown(ATTACHED.sub(PICTURE_BELOW, cell.source) if cell.pictures else cell.source)


def _attach(own: NotebookNode, raw: dict, room: harmless.Room) -> None:
    """Put the pictures of a cell below its text."""
    attachments, lines = harmless.attachments(raw, room)
    if lines:
        own.source = "\n\n".join([own.source, *lines])
    if attachments:
        own.attachments = attachments


def _tell_of_the_reason(own: NotebookNode, found: ExerciseResult, handed_out: str) -> None:
    """Say in the cell for a reason what was found, wherever it stands; nbgrader takes one as handed out for empty."""
    if not found.reason:
        own.source = handed_out
        return
    places = found.reason_in.split(" and ")
    if own.source.strip(" .\n\t"):
        others = [place for place in places if place != OWN_CELL]
        note = f"*The grader found more in {' and in '.join(others)}.*" if others else ""
    else:
        where = " and in ".join("a copy of this cell" if place == OWN_CELL else place for place in places)
        lines = harmless.markdown(found.reason).splitlines()
        quoted = "\n".join(f"> {_NO_HEADING.sub('', line)}" for line in lines)
        own.source, note = "", f"*This cell was left empty. The grader found this in {where}:*\n\n{quoted}"
    own.source = "\n\n".join(part for part in (own.source, note) if part)


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
