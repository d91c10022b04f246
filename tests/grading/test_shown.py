"""The notebook that nbgrader shows is a valid one, whatever stands in the file that it is made from."""

import json

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.keeping.shown import lesson_notebook, shown
from gradcalc.grading.running.one import not_answered
from gradcalc.grading.running.plan import exercises_of
from gradcalc.grading.running.results import NotebookResult
from tests.grading.handed_in import student

RESULT = NotebookResult("03", tuple(map(not_answered, exercises_of("03"))), "", False)
HANDED_OUT = json.dumps(lesson_notebook("03"))

TEXT = st.text(st.characters(exclude_categories=()), max_size=9)  # also what cannot be written in UTF-8
ANYTHING = st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT, max_size=2)
WORDS = TEXT | st.lists(TEXT, max_size=3) | ANYTHING
MIMES = st.sampled_from(["image/png", "image/jpeg", "text/plain", "text/html", "application/javascript"])
OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"]) | ANYTHING},
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | ANYTHING,
        "text": WORDS,
        "ename": WORDS,
        "evalue": WORDS,
        "traceback": ANYTHING,
        "data": st.dictionaries(MIMES, st.just("iVBORw0KGgo=") | WORDS, max_size=2) | ANYTHING,
        "metadata": ANYTHING,
        "execution_count": ANYTHING,
    },
)
OURS = [cell.id for cell in student("03").cells]
CELLS = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | ANYTHING},
    optional={
        "id": st.sampled_from(OURS) | ANYTHING,
        "source": WORDS,
        "outputs": st.lists(OUTPUTS | ANYTHING, max_size=3) | ANYTHING,
        "metadata": st.dictionaries(st.just("nbgrader"), ANYTHING) | ANYTHING,
        "attachments": ANYTHING,
        "execution_count": ANYTHING,
    },
)


@given(st.lists(CELLS | ANYTHING, max_size=6))
def test_it_is_valid_whatever_was_handed_in(cells):
    content = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    written = json.dumps(shown(content, "03", RESULT), ensure_ascii=False).encode("utf-8")
    nbformat.validate(nbformat.reads(written.decode("utf-8"), as_version=nbformat.NO_CONVERT))
    assert json.dumps(lesson_notebook("03")) == HANDED_OUT, "the next student's is made from the same lesson"
