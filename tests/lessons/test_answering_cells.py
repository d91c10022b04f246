"""What answers a prediction stands in cells that say so, and are folded until the reader has committed."""

import re

import nbformat
import pytest

from gradcalc.lessons.answering import answered_by, withhold_answers
from gradcalc.lessons.predictions import PREDICTIONS
from tests.lessons.answering import LESSONS, OUTPUTS, words_of

_SECTION = re.compile(r"^##? ", re.MULTILINE)
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
_CARD = re.compile(r'^gc\.predict\("(.+)"\)$', re.MULTILINE)
_CELLS = [(path.stem, cell) for path in LESSONS for cell in nbformat.read(path, as_version=4).cells]


def _cells_and_card(name: str) -> tuple[list, int]:
    """The cells of the lesson of a prediction, and at which of them its card stands."""
    lesson = next(stem for stem, cell in _CELLS if name in _CARD.findall(cell.source))
    cells = [cell for stem, cell in _CELLS if stem == lesson]
    return cells, next(i for i, cell in enumerate(cells) if name in _CARD.findall(cell.source))


def _to_the_end_of_the_section(cells: list, start: int, last: int) -> list[tuple]:
    """The cells behind a card with what they say, to the end of the section in which the cell `last` stands."""
    found = []
    for i, cell in enumerate(cells[start + 1 :], start + 1):
        head = _SECTION.search(cell.source) if cell.cell_type == "markdown" else None
        if head and i > last:
            found.append((cell, cell.source[: head.start()]))
            return found
        found.append((cell, words_of(cell)))
    return found


@pytest.mark.parametrize("name", PREDICTIONS)
def test_the_words_that_give_an_answer_away_stand_in_the_cells_that_answer_it_and_in_no_other(name):
    words = PREDICTIONS[name].gives_away
    assert words is not None, "name the words of the cells that answer it, or () where none does"
    cells, card = _cells_and_card(name)
    answering = [i for i, cell in enumerate(cells) if name in answered_by(cell)]
    assert bool(answering) == bool(words)
    assert all(i > card for i in answering)
    behind = _to_the_end_of_the_section(cells, card, max(answering, default=card))
    for cell, said in behind:
        held = [word for word in words if word in said]
        assert bool(held) == (name in answered_by(cell)), (cell.id, held)
    assert all(any(word in said for _, said in behind) for word in words)


def test_a_cell_that_answers_is_no_exercise_holds_no_heading_and_is_handed_out_without_outputs():
    for lesson, cell in _CELLS:
        for name in answered_by(cell):
            assert PREDICTIONS[name].gives_away, name
            assert name.startswith(lesson[:2])
            assert not cell.id.startswith("ex-")
            assert "nbgrader" not in cell.metadata
            assert not (cell.cell_type == "markdown" and _HEADING.search(cell.source))
            assert not cell.get("outputs")


def test_what_is_handed_out_is_what_is_left_when_answers_are_withheld():
    for path in LESSONS:
        notebook, again = (nbformat.read(path, as_version=4) for _ in range(2))
        withhold_answers(again)
        assert again == notebook


def test_every_output_that_is_not_handed_out_is_known():
    code = {cell.id for _, cell in _CELLS if cell.cell_type == "code" and answered_by(cell)}
    assert code == {cell for outputs in OUTPUTS.values() for cell in outputs}
