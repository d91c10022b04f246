"""The boards that the page computes by itself, computed by both halves: the same points, marks and words."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.descent import RATES
from gradcalc.boards.walk import SURFACES, WAYS
from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.values import function
from gradcalc.formulas.writing import text
from gradcalc.functions.gallery import GALLERY
from gradcalc.maths.curves import climb, follow_level
from gradcalc.maths.descent import descend, descend_with_search
from gradcalc.readings.runs import run_descent
from tests.formulas.trees import SMOOTH, trees

STEPS = 4
HALF_A_PIXEL = 0.5


def path_of(tree, start, way, size, momentum):
    """A path of a formula in Python, shape (m, 2), and why it ends; None where there is no gradient to begin with."""
    f, slopes = function(tree), lambda x, y: gradient(tree, np.float64(x), np.float64(y))
    value = lambda x, y: float(f(np.float64(x), np.float64(y)))  # noqa: E731
    with np.errstate(all="ignore"):
        if way == "descent":
            return descend(lambda at: slopes(*at), start, size, STEPS, momentum), ""
        if way == "search":
            return descend_with_search(lambda at: value(*at), lambda at: slopes(*at), start, STEPS, first=size), ""
        try:
            walk = (
                climb(value, *start, size, STEPS, slopes)
                if way == "uphill"
                else follow_level(value, *start, size, STEPS, way == "level", slopes)
            )
        except ValueError:
            return None
    return walk.points, walk.ending


places = st.tuples(*[st.floats(-2, 2, allow_subnormal=False)] * 2)
ways = st.sampled_from(["level", "tangents", "uphill", "descent", "search"])
asked = st.tuples(trees(SMOOTH, powers=False), places, ways, st.floats(0.01, 0.5), st.just(STEPS), st.floats(0, 0.9))


@settings(max_examples=40)
@given(st.lists(asked, min_size=50, max_size=50))
def test_both_halves_take_the_same_steps_on_any_formula(ask, all_asked):
    for (tree, start, way, size, _, momentum), answer in zip(all_asked, ask("paths", all_asked), strict=True):
        expected = path_of(tree, start, way, size, momentum)
        if expected is None or not steady(tree, start, way, size, momentum, *expected):
            continue
        mine, (theirs, ending) = np.array(answer["points"], float), expected
        assert answer["ending"] == ending, text(tree)
        assert mine.shape == theirs.shape
        np.testing.assert_allclose(mine, theirs, rtol=1e-12, atol=1e-12, err_msg=f"{text(tree)} {way}")


def steady(tree, start, way, size, momentum, points, ending) -> bool:
    """Whether the path is much the same from starts a few units in the last place off: else rounding decides."""
    if not np.isfinite(points).all() or np.abs(points).max() > 1e3:
        return False
    for shift in (-3, 3):
        moved = tuple(x + shift * np.spacing(1.0) for x in start)
        beside = path_of(tree, moved, way, size, momentum)
        if beside is None or beside[1] != ending or beside[0].shape != points.shape:
            return False
        if np.abs(beside[0] - points).max() > 2e-14:
            return False
    return True


@pytest.fixture(autouse=True)
def no_backgrounds(monkeypatch):
    """Matplotlib need not draw what is not looked at."""
    monkeypatch.setattr("gradcalc.live.board.board_pictures.paper", lambda *picture: b"")


def states_of(board, count, functions=(None,), **some_values):
    """Random values of a board's controls, so many for each function."""
    random = np.random.default_rng(count)

    def some(name, control):
        if name in some_values:
            return some_values[name][random.integers(len(some_values[name]))]
        if hasattr(control, "_options_values"):
            return control._options_values[random.integers(len(control._options_values))]
        if isinstance(control.value, bool):
            return bool(random.integers(2))
        if isinstance(control.value, int):
            return int(random.integers(control.min, control.max + 1))
        return round(random.uniform(control.min, control.max), 3)

    for function_name in functions:
        if function_name is not None:
            board.set(function=function_name)
        for _ in range(count):
            board.set(**{n: some(n, control) for n, control in board._controls.items() if n != "function"})
            yield board


def told_of(board):
    return json.loads(json.dumps(board.view.computed))


NUMBERS = ("x", "y", "z", "dx", "dy", "dz")


def assert_alike(mine, theirs, frame):
    """The same marks or solids, half a pixel apart at most."""
    assert [(m["kind"], m.get("role"), m.get("text"), m.get("broken")) for m in mine] == [
        (m["kind"], m.get("role"), m.get("text"), m.get("broken")) for m in theirs
    ]
    pixel = {"x": (frame.xlim[1] - frame.xlim[0]) / frame.box_width, "y": np.ptp(frame.ylim) / frame.box_height}
    for one, other in zip(mine, theirs, strict=True):
        if one["kind"] == "Flat":
            assert_alike([one["mark"]], [other["mark"]], frame)
            continue
        for part in (part for part in NUMBERS if part in other):
            numbers = np.frombuffer(other[part]) if isinstance(other[part], bytes) else other[part]
            slack = HALF_A_PIXEL * pixel[part[-1] if part[-1] in pixel else "x"]
            np.testing.assert_allclose(one[part], numbers, rtol=1e-9, atol=slack, err_msg=f"{one} {part}")


def assert_same(board, answer):
    """What the page has made is what the kernel has sent, to the letter."""
    frame = json.loads(json.dumps(board.view.frame, default=lambda data: None))
    for part in ("table", "remark", "note", "alternatives"):
        assert answer[part] == frame[part], board.values
    for name, picture in board._pictures.items():
        expected = vars(picture.frame)
        for part, value in answer["frames"][name].items():
            np.testing.assert_allclose(value, expected[part], rtol=1e-9, err_msg=f"{name} {part} {board.values}")
        kind = "solids" if picture.solids else "marks"
        assert_alike(answer[kind][name], board.view.frame[kind][name], picture.frame)


def test_the_walk_is_computed_in_the_page_as_in_the_kernel(ask):
    board = gc.walk()
    for _ in states_of(board, 10, SURFACES, way=WAYS):
        (answer,) = ask("board", told_of(board), [board.values])
        assert_same(board, answer)


def ordinary(board) -> bool:
    """Whether a start a unit in the last place off leads to much the same run: else rounding decides what is said."""
    run = board.reading
    start = run.path[0] + 2 * np.spacing(1.0)
    beside = run_descent(run.surface, start, run.rate, run.steps, run.momentum, run.search)
    with np.errstate(all="ignore"):
        close = np.abs(beside.path - run.path) <= 1e-10 * np.maximum(1.0, np.abs(run.path))
    return bool(close.all())


@pytest.mark.parametrize("how", [{}, {"condition": 10}])
def test_the_descent_is_computed_in_the_page_as_in_the_kernel(ask, how):
    board = gc.explore_descent(**how)
    compared, functions = 0, GALLERY if "function" in board.values else (None,)
    for _ in states_of(board, 8 if len(functions) > 1 else 15, functions, rate=RATES[: RATES.index(2.0)]):
        if not ordinary(board):
            continue
        compared += 1
        (answer,) = ask("board", told_of(board), [board.values])
        assert_same(board, answer)
    assert compared > (60 if len(functions) > 1 else 8)
