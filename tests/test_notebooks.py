"""The form of the lessons; nbval runs them (see pyproject.toml), a real browser opens them."""

import itertools
import pathlib
import re

import nbformat
import pytest

LESSONS = sorted((pathlib.Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LARGEST = 1_500_000
WIDEST = 105  # letters that a cell shows at 1280 pixels beside the list of files and a scroll bar
WIDGET = "application/vnd.jupyter.widget-view+json"

lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@lessons
def test_the_notebook_is_valid_and_small_and_carries_no_widget_state(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    assert path.stat().st_size < LARGEST
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


@lessons
def test_there_is_one_title_and_the_headings_are_in_order(path):
    notebook = nbformat.read(path, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@lessons
def test_code_cells_are_short_and_were_run_in_order(path):
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert all(len(cell.source.splitlines()) <= 12 for cell in code)
    assert [line for cell in code for line in cell.source.splitlines() if len(line) > WIDEST] == []
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@lessons
def test_every_live_picture_has_a_still_one_and_words_for_where_no_kernel_answers(path):
    outputs = [o for cell in nbformat.read(path, as_version=4).cells for o in cell.get("outputs", [])]
    live = [output.data for output in outputs if WIDGET in output.get("data", {})]
    said = [output.metadata for output in outputs if WIDGET in output.get("data", {})]
    assert all(about["gradcalc"]["kind"] in ("picture", "question") for about in said)
    pictures = [about["image/png"] for about, data in zip(said, live, strict=True) if "image/png" in data]
    assert all(len(picture["alt"]) > 20 and picture["width"] > 300 for picture in pictures)
    predictions = [data for data in live if data["text/plain"].startswith("Predict: ")]
    drills = [data for data in live if data["text/plain"].startswith("Drill: ")]
    explorers = [data for data in live if data not in predictions + drills]
    assert explorers
    # What a widget says of itself, without words of its own, is its class and its values: Board(children=...).
    assert all(data["image/png"] and re.match(r"[A-Z][^(]* [^(]*", data["text/plain"]) for data in explorers)
    assert predictions
    assert all(data["text/plain"].endswith("No prediction yet.") for data in predictions)


@lessons
def test_every_lesson_opens_with_a_question_and_ends_with_deep_learning(path):
    text = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    assert "?*" in text[0]
    assert any("## What to remember" in cell and "## Why this matters in deep learning" in cell for cell in text)


@lessons
def test_the_text_is_true_in_both_themes_and_however_a_table_is_laid_out(path):
    """What is black on white is white on a dark page; on a laptop a table beside several pictures is a strip."""
    text = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")
    untrue = r"\b(?:black|white)\b|last column|(?:row|rows) of the table|column \*|note beside the"
    assert re.findall(untrue, text) == []


@lessons
def test_links_between_lessons_lead_somewhere(path):
    text = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")
    for target in re.findall(r"\]\(([^)#]+\.ipynb)\)", text):
        assert (path.parent / target).exists()
