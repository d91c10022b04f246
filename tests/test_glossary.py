"""The glossary says each term once, in a sentence, and leads to a lesson that explains it."""

import pathlib
import re

import nbformat
import pytest

FOLDER = pathlib.Path(__file__).parents[1] / "notebooks"
TEXT = (FOLDER / "glossary.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| **")
]
# What the lecture note says without explaining it.
TERMS_OF_THE_NOTE = [
    *("gradient", "partial derivative", "steepest ascent", "length", "directional derivative", "unit vector"),
    *("level curve", "projection", "gradient field", "loss surface", "backpropagation", "parameters", "loss"),
]

rows = pytest.mark.parametrize("row", ROWS, ids=[row[0].strip("*") for row in ROWS])


def lesson(row: list[str]) -> str:
    """The text of the lesson to which a row leads."""
    number, target = re.fullmatch(r"\[(\d\d)\]\((.+)\)", row[4]).groups()
    assert target.startswith(number)
    cells = nbformat.read(FOLDER / target, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@rows
def test_a_row_is_a_term_and_one_sentence(row):
    assert len(row) == 5
    assert row[2].endswith(".")
    assert not re.search(r"[.?!] ", row[2])


@rows
def test_formulas_are_whole(row):
    for cell in row:
        assert cell.count("$") % 2 == 0
        assert cell.count("{") == cell.count("}")


@rows
def test_the_lesson_that_a_row_names_sets_the_term_off_in_its_text(row):
    text = lesson(row)
    set_off = re.findall(r"\*{1,2}([^*\n]+)\*{1,2}|^#+ (.*)", text, re.MULTILINE)
    term = re.compile(rf"\b{re.escape(row[0].strip('*'))}", re.IGNORECASE)
    assert any(term.search(emphasis or heading) for emphasis, heading in set_off)


def test_each_term_is_there_once_and_the_terms_of_the_note_are_there():
    terms = [row[0].strip("*") for row in ROWS]
    assert len(terms) == len(set(terms))
    assert set(TERMS_OF_THE_NOTE) <= set(terms)


def test_the_page_leads_back_to_the_map():
    assert "(00_start_here.ipynb#The-lessons)" in TEXT
