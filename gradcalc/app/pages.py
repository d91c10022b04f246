"""Notebooks as pages and slides: still pictures and words stand in for the live ones, and formulas are drawn.

gradcalc_server tells nbconvert and Jupyter's server of it.
"""

import html
import pathlib
import re

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_output

from gradcalc.app.formulas import Formulas

HERE = pathlib.Path(__file__).parent
LIVE = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
SHEETS = [HERE / "pages.css", HERE.parent / "live" / "theme.css"]
SCRIPT = HERE / "pages.js"
IMPORT = re.compile(r"^\s*(?:import|from)\s+gradcalc\b", re.MULTILINE)


class GradcalcPages(Preprocessor):
    """What nbconvert does to a notebook that uses gradcalc before it makes HTML of it; any other stays as it is."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Take stills into the outputs of gradcalc, and formulas into the texts."""
        if _is_page(resources) and any(c.cell_type == "code" and IMPORT.search(c.source) for c in nb.cells):
            fill(nb)
        return nb, resources


def fill(notebook: NotebookNode) -> None:
    """Let a notebook say all that it says without a script and without a network."""
    alive = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    style, script = ("".join(path.read_text(encoding="utf-8") for path in paths) for paths in (SHEETS, [SCRIPT]))
    head = f"<style>{style}</style>\n\n<script>{script}</script>"  # for all; the first cell that is shown holds it
    formulas = Formulas()
    for cell in notebook.cells:
        is_shown = cell.metadata.get("slideshow", {}).get("slide_type") != "skip"
        if cell.cell_type == "markdown":
            cell.source = formulas.drawn(cell.source)
            if is_shown and head:
                cell.source, head = f"{cell.source}\n\n{head}", ""
        if "outputs" in cell:
            cell.outputs = [part for output in cell.outputs for part in _parts(output, alive)]
            if is_shown and head and (stills := [output for output in cell.outputs if _is_still(output)]):
                stills[0].data["text/html"], head = head + stills[0].data["text/html"], ""


def _is_still(output: NotebookNode) -> bool:
    return "gradcalc" in output.get("metadata", {}) and "text/html" in output.data


def _parts(output: NotebookNode, alive: dict) -> list[NotebookNode]:
    """An output of gradcalc as one for the live picture, if its state is on the page, and one for the still."""
    if "gradcalc" not in output.get("metadata", {}) or "text/plain" not in output.data:
        return [output]
    if output.metadata.gradcalc.get("kind") == "check":
        # Its still is a card of its own, and whatever else lives on it needs Python.
        return [
            NotebookNode(
                {
                    **output,
                    "data": NotebookNode({"text/html": _whole(output.data["text/html"])}),
                    "metadata": NotebookNode(),
                }
            )
        ]
    live = output.data.get(LIVE, {})
    still = NotebookNode({**output, "data": NotebookNode({"text/html": _still(output)})})
    if live.get("model_id") not in alive:
        return [still]
    return [new_output("display_data", {LIVE: live}), still]


def _is_page(resources: dict) -> bool:
    """Whether it becomes HTML with scripts. What nbgrader shows is the grader's own affair."""
    return "include_css" in resources and not resources.get("should_sanitize_html") and "nbgrader" not in resources


def _still(output: NotebookNode) -> str:
    words = f"<pre>{html.escape(_whole(output.data['text/plain']))}</pre>"
    if output.metadata.gradcalc.get("kind") == "question":
        return f'<figure class="gradcalc-still">{words}{_image(output)}</figure>'
    folded = f"<details><summary>In words and numbers</summary>{words}</details>"
    return f'<figure class="gradcalc-still">{_image(output)}{folded}</figure>'


def _image(output: NotebookNode) -> str:
    if "image/png" not in output.data:
        return ""
    said = output.metadata.get("image/png", {})
    found = {"src": f"data:image/png;base64,{_whole(output.data['image/png'])}", "alt": said.get("alt", "")}
    if "width" in said:
        found["width"] = said["width"]
    attributes = [f'{name}="{html.escape(str(value))}"' for name, value in found.items()]
    return f"<img {' '.join(attributes)}>"


def _whole(text: str | list[str]) -> str:
    """A text that may stand in a notebook line by line."""
    return "".join(text)
