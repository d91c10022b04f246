"""The pages: each as it was run, with the state of its pictures, and lessons with what they need around them."""

import os
import pathlib
import re
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor

import nbformat
from folds import fold_answers
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient
from stills import WIDGETS, lay_out_stills

from gradcalc.cards.kept import FOLDER_VARIABLE

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
NOTEBOOKS = ROOT / "notebooks"
RECORD = """from gradcalc.cards.recording import record_predictions
from gradcalc.live.recording import keep_in, record_all

record_all(keep_in({folder!r}, {address!r}))
record_predictions(keep_in({folder!r}, {address!r}))"""
RECORDED = "_static/recorded"
GREY = "needs-python"  # a tag, of which the pages make a class: see site.css
WELCOME = """```{{note}}
The pictures on this page move without Python: drag the point, or use the arrow keys on a picture or a slider.
Where there is a box for a formula, choose a function or type your own; step size, method and zoom answer, too.
*Copy link* shares what you see. What you predict is judged and kept in your browser. To run and change the code, and
to have your answers checked,
<a class="gradcalc-way" href="{lab}">open this lesson with Python in your browser</a>.
```"""
# What a reader of the page misses, below the cells that ask for it; what these show is grey.
MISSING = {
    "check": 'Checks need Python. <a href="{lab}">Open this lesson with Python</a> to have your answer checked.',
    "progress": 'Points need Python. <a href="{lab}">Open this lesson with Python</a> to collect yours.',
}


def lay_out_pages(pages: pathlib.Path) -> None:
    """Lay out the folder from which Sphinx makes the pages."""
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(HERE / "_static", pages / "_static")
    for file in (HERE / "conf.py", NOTEBOOKS / "glossary.md"):
        shutil.copy(file, pages)
    recorded = pages / "_static" / "recorded"
    recorded.mkdir()
    # The later ones have more to record; begun first, they end with the others.
    sources = [*sorted(NOTEBOOKS.glob("*.ipynb"), reverse=True), HERE / "index.md", HERE / "explorer.md"]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for source, notebook in zip(sources, pool.map(run, sources, [recorded] * len(sources)), strict=True):
            lay_out_stills(notebook, recorded, RECORDED)
            if source.suffix == ".ipynb":
                fold_answers(notebook)
                notebook = page(notebook, source.name)
            nbformat.write(notebook, pages / f"{source.stem}.ipynb")
            print(source.name)


def run(source: pathlib.Path, recorded: pathlib.Path) -> nbformat.NotebookNode:
    """A lesson or the front page, run from top to bottom, with the state of its widgets, its pictures recorded."""
    if source.suffix == ".md":
        notebook = read_myst_markdown_notebook(source.read_text(encoding="utf-8"))
    else:
        notebook = nbformat.read(source, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(RECORD.format(folder=str(recorded), address=RECORDED)))
    with tempfile.TemporaryDirectory() as scores:
        os.environ[FOLDER_VARIABLE] = scores  # nobody's points
        NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": source.parent}}).execute()
    notebook.cells.pop()
    forget_replaced(notebook)
    return notebook


def forget_replaced(notebook: nbformat.NotebookNode) -> None:
    """Drop bytes of a widget's state that something else has taken the place of: the client keeps them all."""
    for widget in notebook.metadata.get("widgets", {}).get(WIDGETS, {}).get("state", {}).values():
        buffers = widget.get("buffers", [])
        widget["buffers"] = [part for part in buffers if is_open(widget["state"], part["path"])]


def is_open(state: dict, path: list) -> bool:
    """Whether a state leaves a place for bytes: a name that is not there, or None in a list."""
    place = state
    for step in path:
        if isinstance(place, dict):
            place = place.get(step)
        elif isinstance(place, list) and step < len(place):
            place = place[step]
        else:
            return False
    return place is None


def page(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """A lesson as a page: with the way to Python at its top, and where Python is missing."""
    lab = f"lite/lab/index.html?path={name}"
    first, *others = notebook.cells
    notebook.cells = [first, _markdown(WELCOME.format(lab=lab))]
    for cell in others:
        notebook.cells.append(cell)
        asked = cell.cell_type == "code" and re.search(r"^gc\.(check|progress)\(", cell.source, re.MULTILINE)
        if asked:
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), GREY]
            sentence = MISSING[asked[1]].format(lab=lab)
            notebook.cells.append(_markdown(f'<p class="gradcalc-needs-python">{sentence}</p>'))
    return notebook


def _markdown(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text)
