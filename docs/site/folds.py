"""What answers a prediction is folded on a page, until its reader has committed or wants to see it anyway."""

import itertools

import nbformat

from gradcalc.lessons.answering import answered_by

WORDS = "Commit first, or show anyway"


def fold_answers(notebook: nbformat.NotebookNode) -> None:
    """Put the cells that answer the same predictions, one after another, into one fold. _static/folds.js opens it."""
    cells, notebook.cells = notebook.cells, []
    for names, group in itertools.groupby(cells, answered_by):
        if not names:
            notebook.cells += group
            continue
        begin = f'<details class="gradcalc-fold" data-answers="{" ".join(names)}"><summary>{WORDS}</summary>'
        notebook.cells += [_html(begin), *group, _html("</details>")]


def _html(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text)
