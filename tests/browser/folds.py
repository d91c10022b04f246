"""What answers a prediction, on a page that is open: what can be read of it, by eye and by a screen reader."""

import pathlib

import nbformat
from playwright.sync_api import Page

from gradcalc.lessons.answering import answered_by
from gradcalc.lessons.predictions import PREDICTIONS

BAR = "Commit first, or show anyway"
SEEN = "(selector) => document.querySelector(selector).innerText"
ACTIVE = ".jp-Cell.jp-mod-active"


def given_away(lesson: str) -> set[str]:
    """The words that give away the answers to the predictions of a lesson, such as "03_directional_derivatives"."""
    return {word for name, asked in PREDICTIONS.items() if name[:2] == lesson[:2] for word in asked.gives_away}


def answering_cells(notebook: pathlib.Path) -> list[str]:
    """The ids of the cells of a notebook that answer a prediction."""
    return [cell.id for cell in nbformat.read(notebook, as_version=4).cells if answered_by(cell)]


def read_in(page: Page, selector: str) -> str:
    """All that can be read in a part of the page: by eye, if that is in sight, and in the accessibility tree."""
    devtools = page.context.new_cdp_session(page)
    part = devtools.send("Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"})["result"]
    nodes = devtools.send("Accessibility.queryAXTree", {"objectId": part["objectId"]})["nodes"]
    devtools.detach()
    aloud = [str(node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    return "\n".join([page.evaluate(SEEN, selector), *aloud])
