"""A lesson as slides, one idea on each, for `jupyter nbconvert --to slides` and for presenting in JupyterLab."""

import re

from nbformat import NotebookNode

_SECTION = re.compile(r"##? ")
_PICTURE = re.compile(r"gc\.(explore\w*|walk|predict|draw|drill|guide|progress)\(|plt\.|\bplot\(")
_IMPORT = re.compile(r"(import|from) ")


def mark_slides(notebook: NotebookNode) -> None:
    """Say in the metadata of each cell, in place, where a slide begins.

    A section begins a slide, and each further text or picture another below it. Code that only computes stays on the
    slide of the text before it. The imports are on none.
    """
    for cell in notebook.cells:
        kind = _slide_type(cell)
        if kind:
            cell.metadata["slideshow"] = {"slide_type": kind}
        else:
            cell.metadata.pop("slideshow", None)


def _slide_type(cell: NotebookNode) -> str:
    if cell.cell_type == "markdown":
        return "slide" if _SECTION.match(cell.source) else "" if cell.source == "..." else "subslide"
    if _IMPORT.match(cell.source) and not cell.outputs:
        return "skip"
    return "subslide" if _PICTURE.search(cell.source) else ""
