"""A formula in the browser and in Python: one grammar, one tree, the same doubles but for the last digits."""

import itertools
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.tree import ARGUMENTS, Node
from gradcalc.formulas.values import function
from gradcalc.formulas.writing import text
from tests.formulas.doubts import value_and_doubt
from tests.formulas.test_texts import TABLE, typed_by_nobody
from tests.formulas.trees import trees


def in_words(number: float) -> str:
    """A double as JavaScript reads it back."""
    return {np.inf: "Infinity", -np.inf: "-Infinity"}.get(number, repr(float(number)).replace("nan", "NaN"))


def by_browser(ask, some: list[Node], places: list[list[tuple[float, float]]]) -> list[np.ndarray]:
    """The values and slopes of trees at places, each of shape (places, 3)."""
    written = [[(in_words(x), in_words(y)) for x, y in of_one] for of_one in places]
    return [np.array(rows, float) for rows in ask("formula_values", some, written)]


def test_the_table_of_texts_holds_in_the_browser(ask):
    answers = ask("formulas", [row[0] for row in TABLE["right"]])
    assert [answer["text"] for answer in answers] == [row[1] for row in TABLE["right"]]
    for answer in answers:
        assert ElementTree.fromstring(answer["mathml"]).tag == "{http://www.w3.org/1998/Math/MathML}math"
    answers = ask("formulas", [row[0] for row in TABLE["wrong"]])
    assert [[answer["message"], answer["place"]] for answer in answers] == [row[1:] for row in TABLE["wrong"]]


@settings(max_examples=200)
@given(texts=st.lists(typed_by_nobody, min_size=50, max_size=50))
def test_both_halves_say_the_same_of_any_text(ask, texts):
    for typed, answer in zip(texts, ask("formulas", texts), strict=True):
        try:
            expected = {"text": text(parse(typed))}
        except FormulaError as error:
            expected = {"message": str(error), "place": [error.start, error.end]}
        answer.pop("mathml", None)
        assert answer == expected


def ulps(mine: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """How many units in the last place two arrays are apart; none where both are nan, or the same infinity."""
    with np.errstate(all="ignore"):
        apart = np.abs(mine - theirs) / np.spacing(np.maximum(np.abs(theirs), np.finfo(float).tiny))
    return np.where((mine == theirs) | (np.isnan(mine) & np.isnan(theirs)), 0, np.nan_to_num(apart, nan=np.inf))


DOMAINS = {"arcsin": (-1, 1), "arccos": (-1, 1), "sinh": (-700, 700), "cosh": (-700, 700), "exp": (-740, 709),
           "tanh": (-20, 20)}  # fmt: skip


@pytest.mark.parametrize("name", ARGUMENTS)
def test_every_function_is_the_same_to_four_units_in_the_last_place(ask, name):
    random = np.random.default_rng(3)
    low, high = DOMAINS.get(name, (-100, 100))
    places = random.uniform(low, high, (600, 2))
    if name not in DOMAINS:
        places[:200] *= 10.0 ** random.uniform(-12, 8, (200, 1))
    node = (name, "x", "y")[: ARGUMENTS[name] + 1]
    (answers,) = by_browser(ask, [node], [places.tolist()])
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(function(node)(*places.T), 600)
    assert ulps(answers[:, 0], expected).max() <= 4


SPECIAL = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 2.0, -3.0, 0.5, -0.5, 1e300, -1e300, 5e-324]


@pytest.mark.parametrize("name", ["^", "+", "*", *ARGUMENTS])
def test_what_is_not_finite_and_what_is_zero_is_the_same(ask, name):
    node = (name, "x", "y")[: ARGUMENTS.get(name, 2) + 1]
    places = list(itertools.product(SPECIAL, SPECIAL))
    (answers,) = by_browser(ask, [node], [places])
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(function(node)(*np.array(places).T), len(places))
    assert ulps(answers[:, 0], expected).max() <= 4


places = st.tuples(*[st.floats(-5, 5, allow_subnormal=False)] * 2)


@settings(max_examples=100)
@given(some=st.lists(st.tuples(trees(), places), min_size=20, max_size=20))
def test_trees_are_the_same_within_the_error_bound_of_their_steps(ask, some):
    found = by_browser(ask, [tree for tree, _ in some], [[place] for _, place in some])
    for (tree, (x, y)), rows in zip(some, found, strict=True):
        with np.errstate(all="ignore"):
            value, doubt = value_and_doubt(tree, x, y)
            slopes = gradient(tree, x, y)
        mine = rows[0]
        if not doubt < 1e-6 * max(abs(value), 1e-200):  # a kink or an edge within the rounding: both are right
            continue
        assert mine[0] == value or abs(mine[0] - value) <= 2 * doubt, (text(tree), mine[0], value)
        for theirs, ours in zip(slopes, mine[1:], strict=True):
            if np.isfinite(theirs) and np.isfinite(ours):
                assert abs(theirs - ours) <= 1e-6 * max(abs(theirs), np.abs(slopes[np.isfinite(slopes)]).max())
