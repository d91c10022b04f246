"""The cells of a lesson that only explore: live pictures, and what is read off them.

They carry a tag, and the grader leaves them out, unless a student's own cell uses a name of theirs.
"""

import re

from nbformat import NotebookNode

from gradcalc.grading.running.inside.naming import names_of
from gradcalc.grading.running.labels import EXPLORE

_EXPLORES = re.compile(r"gc\.(explore\w*|walk|predict|draw|drill|guide|progress)\(")


def tag_exploring(notebook: NotebookNode) -> None:
    """Give the cells that only explore their tag, and take it from all others, in place.

    These are the cells that show a live picture, ask for a prediction, a drawing or a drill, and those that use what
    such a cell has defined.
    """
    explored: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        names = names_of(cell.source)
        exploring = bool(_EXPLORES.search(cell.source) or names.used & explored) and "nbgrader" not in cell.metadata
        explored = explored | names.bound if exploring else explored - names.bound
        tags = [tag for tag in cell.metadata.get("tags", ()) if tag != EXPLORE] + [EXPLORE] * exploring
        if tags:
            cell.metadata["tags"] = tags
        else:
            cell.metadata.pop("tags", None)
