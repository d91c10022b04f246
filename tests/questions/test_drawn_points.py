"""Points that are marked: all of them are right, a hand's jitter too, and what is wrong is said and is so.

Where the gradient is zero, or the slope greatest, is searched for on a fine grid of the question's formula.
"""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.questions.drawn.ground import of_polynomial
from gradcalc.questions.drawn.points import RADIUS, Points
from gradcalc.questions.drawn.task import judge as judge_task
from gradcalc.questions.drawn.task import judge_target
from tests.questions.test_drill_items import function_in, slopes

DRAWING = DRAWINGS["02"]
each_family = pytest.mark.parametrize("row", range(5), ids=[family.__name__ for family in DRAWING.families])
seeds = st.integers(0, 2**63)
X, Y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-2, 2, 81))  # every place of a question is one of them


def searched(task) -> np.ndarray:
    """The points that are asked for, from the words of the question alone."""
    size = np.hypot(*slopes(function_in(task.question), X, Y))
    found = np.isclose(size, size.max(), rtol=1e-9) if "greatest" in task.question else size < 1e-9
    return np.stack([X[found], Y[found]], axis=1)


@each_family
@settings(max_examples=20)
@given(seed=seeds)
def test_all_points_are_right_in_any_order_and_so_are_those_of_a_hand(row, seed):
    rng = np.random.default_rng(seed)
    task = DRAWING.item(row, rng)
    exact = searched(task)
    assert np.allclose(sorted(exact.tolist()), sorted(task.target.places))
    assert judge_task(task, exact[::-1].tolist()).verdict == "right"
    off = rng.uniform(0, 0.95 * 4 * RADIUS, len(exact)) * np.exp(1j * rng.uniform(0, 7, len(exact)))
    by_hand = exact + np.stack([off.real, off.imag], axis=1)
    assert judge_task(task, by_hand.round(2).tolist()).verdict == "right"


@each_family
@settings(max_examples=20)
@given(seed=seeds)
def test_what_is_missing_swapped_or_too_much_is_said(row, seed):
    rng = np.random.default_rng(seed)
    task = DRAWING.item(row, rng)
    exact = searched(task)
    if len(exact) > 1:
        assert judge_task(task, exact[1:].tolist()).slip == "missing"
    if np.abs(exact - exact[:, ::-1]).max() > 1 and not {*map(tuple, exact)} & {*map(tuple, exact[:, ::-1])}:
        assert judge_task(task, exact[:, ::-1].tolist()).slip in ("swapped", "less", "level")
    stray = rng.uniform(-1.9, 1.9, 2)
    if np.hypot(*(exact - stray).T).min() > 0.6:
        found = judge_task(task, [*exact.tolist(), stray.tolist()])
        assert found.verdict == "wrong"
        told = re.search(r"about \$?\(?(-?[\d.]+)|only (\d+) %", found.words)
        g = slopes(function_in(task.question), *stray)
        if found.slip == "not zero":
            assert float(told[1]) == pytest.approx(g[0], rel=0.06, abs=0.06)
        if found.slip == "less":
            greatest = np.hypot(*slopes(function_in(task.question), *exact[0]))
            assert float(told[2]) == pytest.approx(100 * np.hypot(*g) / greatest, abs=1)


TWO = Points(of_polynomial({(3, 0): 1, (1, 0): -3, (0, 2): 1, (0, 1): -1}), ((-1.0, 0.5), (1.0, 0.5)))
HILL = Points(of_polynomial({(2, 0): -1, (1, 0): 2, (0, 2): -1, (0, 1): 1}), ((-2.0, -2.0),), "greatest")


@pytest.mark.parametrize(
    ("target", "drawn", "verdict", "slip", "said"),
    [
        (TWO, [(1, 0.5)], "wrong", "missing", "A point is missing."),
        (TWO, [(0.5, -1), (0.5, 1)], "wrong", "swapped", "coordinates are swapped"),
        (
            TWO,
            [(1, 0.5), (0, 0)],
            "wrong",
            "not zero",
            "At $(0, 0)$ the gradient is not zero: it is about $(-3, -1)$",
        ),
        (TWO, [(1, 0.5), (-1, 0.1)], "close", "", "At $(-1, 0.1)$ you are near, but not near enough."),
        (TWO, [(1, 0.5), (-1, 0.5), (1, 0.6)], "right", "", ""),
        (HILL, [(1, 0.5)], "wrong", "level", "nearly level"),
        (HILL, [(0, 0)], "wrong", "less", "only 29 % of the greatest"),
        (HILL, [(-2.4, -2.4)], "wrong", "outside", "outside of the window"),
        (HILL, [(-2.1, -1.9)], "right", "", ""),
    ],
)
def test_each_mistake_is_named(target, drawn, verdict, slip, said):
    found = judge_target(target, drawn)
    assert (found.verdict, found.slip) == (verdict, slip)
    assert said in found.words


def test_points_that_a_hand_could_not_tell_apart_are_not_asked_for():
    assert TWO.is_clear
    assert not Points(TWO.surface, ((0.0, 0.0), (0.2, 0.0))).is_clear
    assert not Points(TWO.surface, ((2.5, 0.0),)).is_clear
