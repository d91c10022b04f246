"""The cells that answer a prediction, with what they show: their outputs are not handed out, and stand in a file."""

import json
import pathlib

from nbformat import NotebookNode

LESSONS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
FILE = pathlib.Path(__file__).with_name("answering_outputs.json")
# By lesson and cell: what a cell prints, or says in words of its picture.
OUTPUTS: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
_SHOWN = {cell: said for outputs in OUTPUTS.values() for cell, said in outputs.items()}


def words_of(cell: NotebookNode) -> str:
    """All that a reader reads in a cell: its text, and what it shows."""
    shown = [said for output in cell.get("outputs", ()) for said in _said(output)]
    return "\n".join([cell.source, _SHOWN.get(cell.id, ""), *shown])


def _said(output: NotebookNode) -> list[str]:
    return [part for part in (output.get("text"), output.get("data", {}).get("text/plain")) if part]
