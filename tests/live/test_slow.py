"""Where a reader is told that their function is slow. The clock is that of the test: nobody waits."""

import types

import pytest

import gradcalc as gc
from gradcalc.live import slow
from gradcalc.maths import patience

pytestmark = pytest.mark.filterwarnings("ignore:.*once per point")


@pytest.fixture
def bumpy(monkeypatch):
    """A function that takes 10 ms a call and takes no arrays."""
    time = [0.0]
    monkeypatch.setattr(patience, "clock", lambda: time[0])

    def bumpy(x, y):
        time[0] += 0.01
        return float(x) ** 2 + float(y)

    return bumpy


def test_a_new_explorer_says_so_in_the_output_of_its_cell_and_takes_it_away(bumpy, monkeypatch):
    shown = []

    def display(data, raw, display_id):
        shown.append(data["text/plain"])
        return types.SimpleNamespace(update=lambda data, raw: shown.append(data["text/plain"]))

    monkeypatch.setattr(slow, "display", display)
    monkeypatch.setattr(slow, "get_ipython", lambda: types.SimpleNamespace(kernel=True))
    gc.explore(bumpy)
    assert shown[0].startswith("bumpy takes about 10 ms a call and is called for each of 14,400 points")
    assert shown[-1] == ""
    assert all(words == "" or words.startswith("bumpy takes about 10 ms a call") for words in shown)
    assert any(words.endswith("% done, about 72 seconds to go.") for words in shown)


def test_an_explorer_that_is_there_says_so_under_its_picture_and_brings_back_what_stood_there(bumpy):
    e = gc.explore("bowl")
    said = []
    e.view.observe(lambda change: said.append(change["new"]), "message")
    e.surface = bumpy
    assert said[0].startswith("bumpy takes about 10 ms a call")
    assert "bumpy does not take arrays" in e.view.message
    assert "about 10 ms" not in e.view.message
    e.step = 1e-3
    assert "about 10 ms" not in e.view.message


def test_without_a_notebook_it_is_said_among_the_errors(bumpy, capsys):
    gc.explore(bumpy)
    assert "bumpy takes about 10 ms a call" in capsys.readouterr().err
