"""What the cells show that answer a prediction: answering_outputs.json keeps it, as notebooks keep it of others.

Whoever changes a picture or a computation on purpose renews it, and says why in the commit:

    .venv/bin/python -m tests.lessons.test_answering_outputs
"""

import ast
import configparser
import contextlib
import io
import json
import pathlib
import re

import matplotlib.pyplot as plt
import nbformat
import pytest

from gradcalc.grading.running.inside.naming import names_of
from gradcalc.lessons.answering import answered_by
from tests.lessons.answering import FILE, LESSONS, OUTPUTS

SANITIZE = pathlib.Path(__file__).parents[1] / "nbval_sanitize.cfg"


def outputs_of(path: pathlib.Path) -> dict[str, str]:
    """What each answering code cell of a lesson prints, or says of its picture, after those cells that it needs."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    wanted, needed = set[str](), []
    for cell in reversed(cells):
        names = names_of(cell.source)
        if answered_by(cell) or names.bound & wanted:
            needed.insert(0, cell)
            wanted |= names.used
    namespace: dict = {}
    shown = {cell.id: _run(cell.source, namespace) for cell in needed}
    plt.close("all")
    return {cell.id: shown[cell.id] for cell in needed if answered_by(cell)}


def _run(source: str, namespace: dict) -> str:
    """Run a cell as a notebook does: what it prints, and what its last line says of itself."""
    module, last = ast.parse(source), None
    if isinstance(module.body[-1], ast.Expr):
        last = ast.Expression(module.body.pop().value)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(module, "cell", "exec"), namespace)
        value = eval(compile(last, "cell", "eval"), namespace) if last else None
    if not hasattr(value, "_repr_mimebundle_"):
        return printed.getvalue()
    bundle = value._repr_mimebundle_()
    return printed.getvalue() + (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]


def _without_rounding(text: str) -> str:
    """As nbval compares the outputs of the other cells."""
    rules = configparser.ConfigParser()
    rules.read(SANITIZE, encoding="utf-8")
    for section in rules.sections():
        text = re.sub(rules[section]["regex"], rules[section]["replace"], text)
    return text


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_cells_that_answer_a_prediction_show_what_they_showed(path):
    shown = {cell: _without_rounding(said) for cell, said in outputs_of(path).items()}
    assert shown == {cell: _without_rounding(said) for cell, said in OUTPUTS.get(path.stem, {}).items()}


if __name__ == "__main__":
    everything = {path.stem: outputs_of(path) for path in LESSONS}
    kept = {lesson: outputs for lesson, outputs in everything.items() if outputs}
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
