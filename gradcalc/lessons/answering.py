"""Cells that answer a prediction: they are folded until the reader has committed, and handed out without outputs.

Which predictions a cell answers stands in its metadata, as `"gradcalc": {"answers": ["00.steepest", "00.level"]}`.
labextension/static/folds.js folds by it in JupyterLab, docs/site/gather.py on the pages of the site.
"""

from nbformat import NotebookNode

_NOT_COMPARED = "nbval-ignore-output"  # tests/lessons/answering_outputs.json has their outputs


def answered_by(cell: NotebookNode) -> tuple[str, ...]:
    """The names of the predictions that a cell answers.

    >>> from nbformat.v4 import new_code_cell
    >>> answered_by(new_code_cell("2 + 2", metadata={"gradcalc": {"answers": ["sum"]}}))
    ('sum',)
    """
    return tuple(cell.metadata.get("gradcalc", {}).get("answers", ()))


def withhold_answers(notebook: NotebookNode) -> None:
    """Take the outputs out of the cells that answer a prediction, in place, and have nbval run them all the same."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and answered_by(cell):
            cell.outputs = []
            tags = cell.metadata.get("tags", [])
            cell.metadata["tags"] = [*tags, *({_NOT_COMPARED} - set(tags))]
