"""Curves that are sketched: the exact one is right, a hand's jitter too, and every known slip is named.

Level curves are walked along with Newton's method and slopes are differenced: no formula of a target is used.
"""

import re

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.questions.drawn import error_graphs, level_curves, slope_graphs
from gradcalc.questions.drawn.error_graphs import ErrorGraph
from gradcalc.questions.drawn.slope_graphs import SlopeGraph
from gradcalc.questions.drawn.task import judge as judge_task
from gradcalc.questions.drawn.task import judge_target
from tests.questions.test_drill_items import function_in, numbers_in, slopes

LEVELS, GRAPHS, ERRORS = DRAWINGS["04"], DRAWINGS["03"], DRAWINGS["05"]
each_level = pytest.mark.parametrize("row", [2, 3, 4], ids=[family.__name__ for family in LEVELS.families[2:]])
each_graph = pytest.mark.parametrize("row", [0, 1], ids=[family.__name__ for family in GRAPHS.families])
each_error = pytest.mark.parametrize("row", [0, 1, 2], ids=[family.__name__ for family in ERRORS.families])
seeds = st.integers(0, 2**63)
ANGLES = np.arange(0, 361, 10.0)


def walked(f, start, step=0.06) -> np.ndarray:
    """The level curve through a point, walked both ways as far as the window goes or until it closes."""
    height, ways = f(*start), []
    for sign in (1, -1):
        at, way = np.array(start), []
        for _ in range(400):
            gx, gy = slopes(f, *at)
            at = at + sign * step * np.array([-gy, gx]) / np.hypot(gx, gy)
            for _ in range(2):
                g = slopes(f, *at)
                at = at - (f(*at) - height) * g / (g @ g)
            closed = len(way) > 8 and np.hypot(*(at - start)) < 1.5 * step
            if np.abs(at).max() > 2 or closed:
                break
            way.append(at)
        ways.append(way)
    return np.array([*ways[1][::-1], start, *ways[0]])


def wobbled(line, rng, off) -> np.ndarray:
    """A line as a hand draws it: moved aside by a slow wave."""
    waves = np.sin(np.linspace(0, rng.uniform(2, 12), len(line)) + rng.uniform(0, 6))
    turn = rng.uniform(0, 6)
    return line + off * waves[:, None] * (np.cos(turn), np.sin(turn))


def start_of(task) -> np.ndarray:
    return numbers_in(task.question, "the point $P = ")


@each_level
@settings(max_examples=3)
@given(seed=seeds)
def test_the_walked_level_curve_is_right_and_so_is_that_of_a_hand(row, seed):
    rng = np.random.default_rng(seed)
    task = LEVELS.item(row, rng)
    line = walked(function_in(task.question), start_of(task))[::2]
    assert judge_task(task, line.tolist()).verdict == "right"
    hand = wobbled(line, rng, 0.8 * 4 * level_curves.OFF)
    assert judge_task(task, hand[::-1].round(2).tolist()).verdict == "right"


@each_level
@settings(max_examples=3)
@given(seed=seeds)
def test_every_slip_of_a_level_curve_is_named(row, seed):
    task = LEVELS.item(row, np.random.default_rng(seed))
    f, start = function_in(task.question), start_of(task)
    line, g = walked(f, start), slopes(f, *start)
    along = np.array([-g[1], g[0]]) / np.hypot(*g)
    found = judge_task(task, [start - 2 * along, start + 2 * along])
    assert found.slip in ("tangent", "missing"), found  # of a wide parabola it is a part
    climb = [start + t * g / np.hypot(*g) for t in (-0.4, 0, 0.4)]
    assert judge_task(task, climb).slip == "across"
    cut = len(line) // 4  # of a closed curve, which is walked both ways, the half
    found = judge_task(task, line[:cut].tolist())
    assert found.slip in ("missing", "start"), found
    # A line that follows the level and then runs off: it is said where, and how high it is there.
    middle = int(np.argmin(np.hypot(*(line - start).T)))
    away = line[-1] + np.linspace(0, 1, 40)[:, None] * (-line[-1])
    found = judge_task(task, [*line[middle::3].tolist(), *away.tolist()])
    if found.slip == "leaves its level":
        x, y, told, wanted = map(float, re.findall(r"-?\d+(?:\.\d+)?", found.words))
        assert told == pytest.approx(f(x, y), abs=0.6)
        assert wanted == pytest.approx(f(*start), abs=0.06)


def measured(task) -> np.ndarray:
    """The slopes along every direction, by small steps from the words of the question alone."""
    if "the length" in task.question:
        length, angle = (numbers_in(task.question, before)[0] for before in ("has the length ", "the angle "))
        gx, gy = length * np.cos(np.radians(angle)), length * np.sin(np.radians(angle))
    else:
        gx, gy = numbers_in(task.question, r"\nabla f = ")
    t = 1e-6
    return np.array([(gx * t * np.cos(a) + gy * t * np.sin(a)) / t for a in np.radians(ANGLES)])


@each_graph
@settings(max_examples=8)
@given(seed=seeds)
def test_the_measured_slopes_are_right_and_so_are_those_of_a_hand(row, seed):
    rng = np.random.default_rng(seed)
    task = GRAPHS.item(row, rng)
    exact = measured(task)
    assert judge_task(task, np.stack([ANGLES, exact], axis=1).tolist()).verdict == "right"
    hand = exact + rng.uniform(-0.8, 0.8) * slope_graphs.OFF * np.abs(exact).max() * np.sin(ANGLES / 40)
    line = np.stack([ANGLES, hand], axis=1)[:: int(rng.choice((-1, 1)))]
    assert judge_task(task, line.round(2).tolist()).verdict == "right"


@each_graph
@settings(max_examples=8)
@given(seed=seeds)
def test_every_slip_of_a_slope_graph_is_named(row, seed):
    task = GRAPHS.item(row, np.random.default_rng(seed))
    exact = measured(task)
    drawn = {
        "upside down": -exact,
        "never negative": np.abs(exact),
        "angle with the wrong sign": exact[::-1],
        "a quarter turn": np.roll(exact[:-1], 9)[np.arange(37) % 36],
        "twice as many waves": exact[(2 * np.arange(37) - round(task.target.steepest / 10)) % 36],
        "height": 0.5 * exact,
        "cosine of the angle alone": np.hypot(*task.target.gradient) * np.cos(np.radians(ANGLES)),
        "missing": exact,
    }
    for slip, values in drawn.items():
        last = 20 if slip == "missing" else None
        found = judge_task(task, np.stack([ANGLES, values], axis=1)[:last].tolist())
        assert found.verdict == "wrong", (task, slip)
        # Another one is named only where both give the same curve.
        assert found.slip == slip or np.allclose(drawn[found.slip], values), (task, slip, found)


@pytest.mark.parametrize(
    ("drawn", "slip", "said"),
    [
        ([(0, 3), (200, -2), (100, 0), (360, 3)], "goes back", "At 100° the curve goes back"),
        ([(0, 3), (200, -3)], "missing", "from 200° to 360°"),
        ([(100, 3), (360, -3)], "missing", "from 0° to 100°"),
        ([(0, 0), (360, 0)], "off", "there you drew a slope of 0"),
    ],
)
def test_a_curve_that_is_no_graph_of_slopes_is_told_why(drawn, slip, said):
    found = judge_target(SlopeGraph((3.0, 4.0)), drawn)
    assert (found.verdict, found.slip) == ("wrong", slip)
    assert said in found.words


STEPS = np.linspace(-12, 0, 49)


def measured_errors(task, rng) -> np.ndarray:
    """The exponents of the errors of exp's slope at 0, of values that are off at random, as the question says it."""
    noise = 10 ** numbers_in(task.question, "off by about $10^{")[0]
    h = [mpmath.mpf(10) ** float(step) for step in STEPS]

    def off() -> float:
        return float(rng.choice((-1, 1)) * noise)

    found = []
    with mpmath.workdps(40):
        for step in h:
            if "central" in task.question:
                slope = (mpmath.exp(step) - mpmath.exp(-step) + off()) / (2 * step)
            else:
                slope = (mpmath.exp(step) - 1 + off()) / step
            found.append(float(mpmath.log10(abs(slope - 1))))
    return np.array(found)


@each_error
@settings(max_examples=8)
@given(seed=seeds)
def test_measured_errors_are_right_and_so_are_those_of_a_hand(row, seed):
    rng = np.random.default_rng(seed)
    task = ERRORS.item(row, rng)
    line = np.stack([STEPS, measured_errors(task, rng)], axis=1)
    # Where both errors are alike, they may cancel.
    line = line[np.abs(line[:, 0] - task.target.best) > 0.6]
    assert judge_task(task, line.tolist()).verdict == "right"
    wave = 0.3 * error_graphs.OFF * np.sin(rng.uniform(0, 6) + line[:, 0])
    hand = line + wave[:, None] * (0, 1)
    assert judge_task(task, hand[::-1].round(2).tolist()).verdict == "right"


@pytest.mark.parametrize(
    ("drawn", "slip", "said"),
    [
        ([(-12, -12), (0, 0)], "rounding forgotten", "divided by $h$"),
        ([(-12, 3), (0, -9)], "truncation forgotten", "The right half is missing"),
        ([(-12, -12), (-4.5, -4.5), (0, -9)], "upside down", "upside down"),
        ([(-12, -4.5), (-4.5, -4.5), (0, 0)], "level", "does not stay level"),
        ([(-12, 3), (-3, -6), (0, 0)], "the other method", "the central one's as $h^2$"),
        ([(-12, 3), (-6, -3)], "missing", "from $h = 10^{-6}$ to $h = 10^{0}$"),
        ([(-12, 3), (-4, -4), (-6, -3), (0, 0)], "goes back", "At $h = 10^{-6}$ the curve goes back"),
        ([(-12, 3), (0, 3)], "off", "there you drew an error of about $10^{3}$"),
    ],
)
def test_a_curve_that_is_no_graph_of_the_error_is_told_why(drawn, slip, said):
    found = judge_target(ErrorGraph(-9), drawn)
    assert (found.verdict, found.slip) == ("wrong", slip)
    assert said in found.words


def test_one_point_is_no_curve():
    assert judge_target(SlopeGraph((3.0, 4.0)), [(0, 3)]).verdict == "unreadable"
    task = LEVELS.item(3, np.random.default_rng(0))
    assert judge_task(task, [(0, 0)]).verdict == "unreadable"
    assert judge_task(task, [(9, 9), (9, 8)]).slip == "start"


def test_another_level_curve_is_told_its_height():
    task = LEVELS.item(2, np.random.default_rng(4))
    f, start = function_in(task.question), start_of(task)
    found = judge_task(task, walked(f, 0.6 * start)[::2].tolist())
    assert found.slip == "another level"
    assert float(re.search(r"about ([\d.]+)", found.words)[1]) == pytest.approx(f(*(0.6 * start)), abs=0.06)
