"""An answer is not judged where its cell has stopped since it was made, and judged wherever that is not sure."""

import importlib
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import gradcalc as gc

PLAIN = """def partial_x(f, x, y, h):
    return (f(x + h, y) - f(x, y)) / h


def partial_y(f, x, y, h):
    return 0.0"""
MENDED = PLAIN.replace("0.0", "(f(x, y + h) - f(x, y)) / h")
NO_PYTHON = MENDED.replace("/ h", "/ h)")
STOPS_FIRST = f"1 / 0\n{MENDED}"
STOPS_AFTER = f"{MENDED}\n\n\nprint(partial_x(1))"
CHECK = 'report = gc.check("01.partial_derivatives", partial_x, partial_y)'


@pytest.fixture
def run(monkeypatch):
    """Runs cells one after the other in a session of its own, and gives what the last one, a check, found."""
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    shell.showtraceback = shell.showsyntaxerror = lambda *arguments, **options: None
    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", lambda: shell)
    monkeypatch.setattr(importlib.import_module("gradcalc.cards.check"), "record", lambda *arguments: None)

    def run(*cells):
        shell.user_ns["gc"] = gc
        for cell in (*cells, CHECK):
            shell.run_cell(cell, store_history=True)
        return shell.user_ns["report"]

    return run


@pytest.mark.parametrize(("cell", "words"), [(NO_PYTHON, "could not be run"), (STOPS_FIRST, "stopped with an error")])
def test_a_cell_that_stopped_is_said_and_the_old_answer_is_not_judged(run, cell, words):
    report = run(PLAIN, cell)
    assert words in report.stale
    assert "partial_x is still what it was before" in repr(report)
    assert report.status == "not answered"
    assert "Hint" not in repr(report)
    assert report.points == 0


@pytest.mark.parametrize(
    "cells",
    [
        (MENDED,),
        (PLAIN, STOPS_FIRST, MENDED),
        (MENDED, PLAIN, MENDED),
        (PLAIN, STOPS_AFTER),
        (NO_PYTHON, MENDED),
        ("def helper(f, x, y, h):\n    return (f(x + h, y) - f(x, y)) / h", MENDED, "partial_x = helper"),
    ],
)
def test_a_new_answer_is_judged_whatever_stopped_before_or_beside_it(run, cells):
    report = run(*cells)
    assert not report.stale
    assert report.status == "right"
