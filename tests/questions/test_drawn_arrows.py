"""Arrows that are drawn: the exact ones are right, a hand's jitter too, and every known slip is named.

The exact arrows come from complex steps of the formula that stands in the question, never from the target.
"""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.functions.gallery import GALLERY
from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.questions.drawn.arrows import DEGREES, TIMES, Arrows
from gradcalc.questions.drawn.task import judge as judge_task
from gradcalc.questions.drawn.task import judge_target
from tests.questions.test_drill_items import function_in, slopes

FAMILIES = [
    (drawing, row)
    for drawing in DRAWINGS.values()
    for row in range(len(drawing.families))
    if drawing.item(row, np.random.default_rng(0)).target.shape == "arrows"
]
each_family = pytest.mark.parametrize(
    ("drawing", "row"),
    FAMILIES,
    ids=[f"{drawing.lesson} {drawing.families[row].__name__}" for drawing, row in FAMILIES],
)
seeds = st.integers(0, 2**63)
SLIPS = {
    "gradient": ("reversed", "along", "swapped", "wrong sign of x", "wrong sign of y", "length"),
    "descent": ("reversed", "along", "swapped", "wrong sign of x", "wrong sign of y"),
    "level": ("across", "swapped"),
}


def function_of(question: str):
    """The function whose gradient is asked for: that of the question, or a slice of a loss of three weights."""
    if held := re.search(r"the slice \$z = (\d)\$", question):
        loss = three_weights(question)
        return lambda x, y: loss(x, y, float(held[1]))
    if "steps along" in question:
        names = ("has the gradient", r"\\mathbf{p} =", r"\\mathbf{q} =")
        g, p, q = (np.array(triple_in(question, name)) for name in names)
        return lambda x, y: g @ (x * p + y * q)
    return function_in(question)


def three_weights(question: str):
    """The loss L(x, y, z) of a question, from its LaTeX."""
    latex = re.search(r"L\(x, y, z\) = (.*?)\$", question)[1]
    plain = re.sub(r"\^\{(\d)\}", r"**\1", latex.replace(r"\,", "*"))
    return eval(f"lambda x, y, z: {plain}")


def triple_in(question: str, before: str) -> list[float]:
    """The three numbers behind some words."""
    return list(map(float, re.search(before + r"\s?\$?\((.*?)\)", question)[1].split(",")))


def exact(task) -> np.ndarray:
    """The right arrows, from the words of the question alone."""
    f = function_of(task.question)
    places = [tuple(map(float, found)) for found in re.findall(r"[A-C] = \((-?[\d.]+), (-?[\d.]+)\)", task.question)]
    g = np.array([slopes(f, *place) for place in places])
    if "steepest descent" in task.question:
        return -g
    return g @ np.array([[0, 1], [-1, 0]]) if "does not change" in task.question else g


def turned(vectors, degrees) -> np.ndarray:
    """Each vector, turned by an angle."""
    z = (vectors[:, 0] + 1j * vectors[:, 1]) * np.exp(1j * np.radians(degrees))
    return np.stack([z.real, z.imag], axis=1)


def mistaken(slip: str, right: np.ndarray, want: str) -> np.ndarray:
    """What somebody draws who makes a mistake."""
    if want == "level" and slip == "swapped":
        return turned(right, 90)[:, ::-1]
    return {
        "reversed": -right,
        "along": turned(right, 90),
        "across": turned(right, -90),
        "swapped": right[:, ::-1],
        "wrong sign of x": right * (-1, 1),
        "wrong sign of y": right * (1, -1),
        "length": 3 * right,
    }[slip]


@each_family
@settings(max_examples=20)
@given(seed=seeds)
def test_the_exact_arrows_are_right_and_so_are_those_of_a_hand(drawing, row, seed):
    rng = np.random.default_rng(seed)
    task = drawing.item(row, rng)
    right = exact(task)
    assert judge_task(task, right.tolist()).verdict == "right"
    n = len(right)
    by_hand = turned(right, rng.uniform(-0.9, 0.9, n) * DEGREES) * TIMES ** rng.uniform(-0.9, 0.9, n)[:, None]
    assert judge_task(task, by_hand.round(2).tolist()).verdict == "right"
    if task.target.want == "level":
        assert judge_task(task, (-by_hand).tolist()).verdict == "right"


@each_family
@settings(max_examples=20)
@given(seed=seeds)
def test_every_known_slip_is_wrong_and_what_is_said_of_it_is_so(drawing, row, seed):
    task = drawing.item(row, np.random.default_rng(seed))
    right, want = exact(task), task.target.want
    for slip in SLIPS[want]:
        drawn = mistaken(slip, right, want)
        found = judge_task(task, drawn.tolist())
        assert found.verdict == "wrong", (task, slip)
        # Where another one is named, it gives the same arrow there, as far as a hand can tell.
        named = mistaken(found.slip.partition(",")[0], right, want)
        ways = np.abs(np.sum(drawn * named, axis=1) / np.hypot(*drawn.T) / np.hypot(*named.T))
        assert ways.max() > np.cos(np.radians(DEGREES)), (task, slip, found)


BOWL = Arrows(GALLERY["bowl"], ((1.0, 0.25),))
THREE = Arrows(GALLERY["bowl"], ((1.0, 0.25), (-0.5, 1.0), (-1.0, -1.0)))


@pytest.mark.parametrize(
    ("drawn", "slip", "said"),
    [
        ((-2, -0.5), "reversed", "reversed"),
        ((0.5, -2), "along, the other way", "along the contour"),
        ((0.5, 2), "swapped", "swapped"),
        ((-2, 0.5), "wrong sign of x", "along $x$ has the wrong sign"),
        ((6, 1.5), "length", "about 3 times as long"),
        ((0.5, 0.12), "length", "only about 20 % as long"),
        ((1.8, 1.6), "off", "about 28° off"),
        ((0, 0), "missing", "missing"),
    ],
)
def test_each_mistake_is_named(drawn, slip, said):
    found = judge_target(BOWL, [drawn])
    assert (found.verdict, found.slip) == ("wrong", slip)
    assert said in found.words


def test_what_is_nearly_right_is_said_to_be_close():
    assert judge_target(BOWL, [(1.8, 1.1)]).verdict == "close"
    assert judge_target(BOWL, [(3.2, 0.8)]).verdict == "close"


def test_each_of_three_arrows_is_spoken_of_and_those_of_one_mistake_together():
    found = judge_target(THREE, [(-2, -0.5), (-1, 2), (2, 2)])
    assert found.words == (
        "**A and C**: The arrow is reversed. The gradient points to where $f$ grows. **B**: Right."
    )
    assert "**C**: An arrow is missing." in judge_target(THREE, [(2, 0.5), (-1, 2)]).words


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (7, "drawn is a list of pairs of numbers, such as \\[\\(1.2, -0.5\\)\\], got 7"),
        ([], "No arrows are drawn yet"),
        ([(1, 2)] * 4, "drawn holds 4 arrows: at most 3 are read"),
        ([(1, 2, 3)], "got \\(1, 2, 3\\)"),
        ([(1, None)], "Each of the arrows is a pair of real numbers"),
        ([(1, 2j)], "Each of the arrows is a pair of real numbers"),
        (["ab"], "got 'ab'"),
        ([(1, float("nan"))], "finite"),
        ([(1, 10**400)], "at most a million"),
    ],
)
def test_what_is_no_drawing_is_said_in_the_words_of_whoever_wrote_it(drawn, said):
    found = judge_target(THREE, drawn)
    assert found.verdict == "unreadable"
    assert re.search(said, found.words)
