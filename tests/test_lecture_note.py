"""Every sentence of the lecture note is taught: the tables in docs/lecture_note.md say where, and are right."""

import pathlib
import re

import nbformat
import pytest

ROOT = pathlib.Path(__file__).parents[1]
PAGE = ROOT / "docs" / "lecture_note.md"
# The sections of the note, with the number of its sentences, formulas and lines of code in each.
SECTIONS = {
    "Gradients and Directional Derivatives": 3,
    "Gradient Vector": 4,
    "Directional Derivative": 4,
    "Geometric Interpretation": 2,
    "Python Implementation: Gradient and Directional Derivatives": 48,
    "Why Gradients and Directional Derivatives Matter in Deep Learning": 4,
}


def tables() -> dict[str, list[list[str]]]:
    """The rows under each heading: what the note says, a link to the lesson, the cell, and its words."""
    found = {}
    for part in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        rows = [line for line in lines if line.startswith("| `")]
        found[heading] = [[cell.strip().strip("`").strip() for cell in row.strip("|").split("|")] for row in rows]
    return found


TABLES = tables()
ROWS = [row for rows in TABLES.values() for row in rows]


def test_every_section_of_the_note_has_a_row_for_each_of_its_parts():
    assert {heading: len({row[0] for row in rows}) for heading, rows in TABLES.items()} == SECTIONS


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[2]}: {row[0][:40]}" for row in ROWS])
def test_the_cell_is_there_and_has_the_words_of_the_row(row):
    said, lesson, cell_id, words = row
    number, target = re.fullmatch(r"\[(\d\d)\]\(\.\./(notebooks/.+\.ipynb)\)", lesson).groups()
    assert target.startswith(f"notebooks/{number}_")
    cells = {cell.id: cell for cell in nbformat.read(ROOT / target, as_version=4).cells}
    assert cell_id in cells
    assert words in cells[cell_id].source
    assert len(words) >= 6
    assert said


def test_every_lesson_teaches_something_of_the_note():
    assert {row[1][1:3] for row in ROWS} == {f"{number:02}" for number in range(10)}
