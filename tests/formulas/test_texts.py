"""What people type, and what it means or what is said of it: texts.json tests the browser's half too."""

import json
import pathlib
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.tree import MAX_LENGTH
from gradcalc.formulas.values import CONSTANTS, FUNCTIONS, function
from gradcalc.formulas.writing import text
from tests.formulas.trees import trees

TABLE = json.loads((pathlib.Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
POINTS = np.array(TABLE["points"]).T


@pytest.mark.parametrize(("typed", "means", "values"), TABLE["right"], ids=[row[0] for row in TABLE["right"]])
def test_what_is_typed_means_what_it_means_on_a_blackboard(typed, means, values):
    assert text(parse(typed)) == means
    names = {**CONSTANTS, **FUNCTIONS, "x": POINTS[0], "y": POINTS[1]}
    with np.errstate(all="ignore"):
        by_python = np.broadcast_to(eval(means.replace("^", "**"), names), 3)
        np.testing.assert_array_equal(np.broadcast_to(function(parse(typed))(*POINTS), 3), by_python)
    np.testing.assert_allclose(by_python, np.array(values, float), rtol=1e-14)


@pytest.mark.parametrize(("typed", "message", "place"), TABLE["wrong"], ids=[row[0] for row in TABLE["wrong"]])
def test_what_is_no_formula_is_refused_at_its_place_with_the_mend(typed, message, place):
    with pytest.raises(FormulaError) as caught:
        parse(typed)
    assert (str(caught.value), [caught.value.start, caught.value.end]) == (message, place)


TWO_WAYS = [(row[0], row[1]) for row in TABLE["wrong"] if "two ways" in row[1] and "…" not in row[1]]


@pytest.mark.parametrize(("typed", "message"), TWO_WAYS, ids=[typed for typed, _ in TWO_WAYS])
def test_both_readings_that_are_offered_are_formulas_of_different_meaning(typed, message):
    offered = re.search(r": write (.+) or (.+)\.$", message)
    assert offered
    if "as in" not in message:
        one, two = (parse(reading) for reading in offered.groups())
        assert one != two


def test_the_table_is_long_enough_and_says_nothing_twice():
    typed = [row[0] for row in TABLE["right"] + TABLE["wrong"]]
    assert len(set(typed)) == len(typed) >= 300


@given(trees().filter(lambda tree: len(text(tree)) <= MAX_LENGTH))
def test_a_tree_that_is_written_down_is_read_as_itself(tree):
    read = parse(text(tree))
    assert text(read) == text(tree)
    assert parse(text(read)) == read


PIECES = [
    "**",
    "sin",
    "exp(",
    "log2",
    "max(",
    "pi",
    "np.",
    "²",
    "⁻¹",
    "−",
    "×",
    "√",
    "|",
    "2e3",
    "1,5",
    "f(x, y) =",
    "ｘ",
]
fragments = st.sampled_from(
    [*"xyXYe+-*/^()[]{},.:;=<>@!%|'\\ \n\t_0129", *PIECES, *[f" {piece} " for piece in PIECES]]
)


typed_by_nobody = st.one_of(st.text(max_size=30), st.lists(fragments, max_size=25).map("".join))


@settings(max_examples=200)
@given(st.lists(typed_by_nobody, min_size=50, max_size=50))
def test_no_text_raises_another_error_than_the_formulas_own(texts):
    for typed in texts:
        refused = None
        try:
            tree = parse(typed)
        except FormulaError as error:
            refused = error
        if refused:
            assert 0 <= refused.start <= refused.end <= len(typed)
            assert str(refused).endswith(".")
        else:
            assert parse(text(tree)) == tree
