"""The circle of lesson 02 as the page computes it, against Python: words to the letter, marks where they are."""

import itertools

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.circle import RADII, SURFACES
from gradcalc.pictures.marks import FieldArrows

STATES = [{"function": name, "radius": float(radius)} for name in SURFACES for radius in np.geomspace(*RADII, 12)]


@pytest.fixture(scope="module")
def pages(ask):
    """The board, and beside each state what Python and the page make of it."""
    board = gc.explore_circle()
    made = ask("board", board.view.computed, STATES)
    return board, [(board._read(**state), page) for state, page in zip(STATES, made, strict=True)]


def test_words_are_those_of_python(pages):
    board, both = pages
    for reading, page in both:
        assert page["table"] == [list(row) for row in board._table(reading)]
        words = {name: picture.words(reading) for name, picture in board._gallery.look(reading).items()}
        assert (page["alternatives"], page["note"]) == (words, board.view.frame["note"])


def test_marks_lie_where_python_puts_them(pages):
    board, both = pages
    for reading, page in both:
        for kind, picture in board._gallery.look(reading).items():
            assert page["frames"][kind] == {
                name: list(part) if isinstance(part, tuple) else part for name, part in vars(picture.frame).items()
            }
            for mine, theirs in itertools.zip_longest(page["marks"][kind], picture.scene(reading)):
                assert mine["kind"] == type(theirs).__name__
                if isinstance(theirs, FieldArrows):
                    assert np.reshape(mine["arrows"], (-1, 4)) == pytest.approx(theirs.arrows, abs=1e-6)
                    continue
                for name, part in vars(theirs).items():
                    known = {"filled": False, "behind": False, **mine}
                    assert known[name] == (part if isinstance(part, str) else pytest.approx(part, abs=1e-6)), name
