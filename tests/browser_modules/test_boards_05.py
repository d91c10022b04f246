"""The boards of lesson 05 as the page computes them, against Python: to the letter, but for what rounding decides.

Where the browser's exp and sin differ from NumPy's in the last digit, other digits of a difference follow, as many as
rounding decides: these are compared by size.
"""

import itertools
import math
import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.functions.curves import CURVES
from gradcalc.maths.differences import METHODS
from gradcalc.maths.steps import error_model, slope
from gradcalc.pictures.marks import FieldArrows, as_json
from gradcalc.readings.point import number

BESIDE = ("nothing", "the prediction", "the other methods", "the other numbers")
TYPES = ("float64", "float32")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]\d+)?")
EXACT = ("x²", "√x")  # no function in them that a computer may round in its own way


@pytest.fixture(scope="module")
def board():
    return gc.explore_step()


@pytest.fixture(scope="module")
def fields():
    return gc.explore_step_field("x^2 y - sin(3x)")


def states(name: str, count: int = 3) -> list[dict]:
    """States of the first board: every method in both types, what is compared beside by turns, steps of all sizes."""
    drawn, beside = random.Random(name), itertools.cycle(BESIDE)
    return [
        {
            "function": name, "method": method, "x": round(drawn.uniform(0.2, 3), 2), "numbers": numbers,
            "smallest": smallest, "h": 10 ** drawn.uniform(max(math.log10(smallest), -30), 0) if i % 2 else 10 ** -i,
            "beside": next(beside),
        }
        for method, numbers, smallest, i in itertools.product(METHODS, TYPES, (1e-20, 1e-320), range(count))
    ]  # fmt: skip


def noise_of(reading, h: float, method: str = "", dtype: str = "") -> float:
    """How far two slopes may be apart of which rounding decides the digits."""
    dtype = dtype or reading.dtype
    method = method or reading.method
    model, info = error_model(reading.curve, reading.x, method, dtype), np.finfo(dtype)
    eps, bend = float(info.eps), abs(reading.curve.derivative(reading.x, 2))
    if method != "complex":
        return 4 * model.rounding / h + 8 * eps * (1 + abs(reading.exact))
    far = abs(slope(reading.curve.f, reading.x, np.array([h], dtype), method)[0])  # long steps grow beyond bounds
    lost = float(info.smallest_subnormal) * (1 + abs(reading.exact)) / h
    return float(lost + 8 * eps * (1 + abs(reading.exact) + abs(reading.x) * bend) + 100 * eps * np.nan_to_num(far))


def same_but_for_noise(mine: str, theirs: str, noise: float) -> bool:
    """Whether two texts are the same words around numbers so far apart at most, and a unit of the last digit."""
    if mine == theirs:
        return True
    numbers = [[float(one) for one in NUMBER.findall(text)] for text in (mine, theirs)]
    if NUMBER.sub("#", mine) != NUMBER.sub("#", theirs):
        return False
    texts = NUMBER.findall(theirs)
    return all(abs(a - b) <= noise + 1.01 * unit(text) for a, b, text in zip(*numbers, texts, strict=True))


def unit(text: str) -> float:
    """What the last digit of a number counts."""
    mantissa, _, power = text.partition("e")
    return 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))


def in_pixels(mark: dict, frame) -> tuple[np.ndarray, np.ndarray]:
    """The places of a mark in pixels."""
    x, y = (np.atleast_1d(np.array(mark[name], dtype=float)) for name in ("x", "y"))
    (x0, x1), (y0, y1) = frame.xlim, frame.ylim
    return (x - x0) / (x1 - x0) * frame.box_width, (y1 - y) / (y1 - y0) * frame.box_height


@pytest.mark.parametrize("name", CURVES)
def test_words_and_numbers_are_those_of_python(ask, board, name):
    all_states = states(name)
    to_the_letter = 0
    for state, page in zip(all_states, ask("board", board.view.computed, all_states), strict=True):
        reading = board._read(**state)
        noise = noise_of(reading, state["h"])
        with np.errstate(all="ignore"):
            pictures = board._gallery.look(reading)
            rows, words = board._table(reading), {kind: pictures[kind].words(reading) for kind in ("far", "close")}
        assert page["remark"] == board._remark(reading)
        assert page["note"] == board.view.frame["note"]
        assert page["alternatives"]["close"] == words["close"]
        mine = [*itertools.chain(*page["table"]), page["alternatives"]["far"]]
        theirs = [*itertools.chain(*rows), words["far"]]
        for a, b in zip(mine, theirs, strict=True):
            assert same_but_for_noise(a, b, noise), (state, a, b)
        to_the_letter += mine == theirs
        if name in EXACT and reading.method != "complex":
            assert mine == theirs, state
    assert to_the_letter > 0.5 * len(all_states)


@pytest.mark.parametrize("name", CURVES)
def test_the_least_of_the_errors_is_one_where_python_finds_none_that_is_clearly_less(ask, board, name):
    all_states = states(name, 2)
    for state, page in zip(all_states, ask("board", board.view.computed, all_states), strict=True):
        reading = board._read(**state)
        said, theirs = page["alternatives"]["error"], board._gallery.look(reading)["error"].words(reading)
        assert NUMBER.sub("#", said) == NUMBER.sub("#", theirs)
        *now, best = map(float, NUMBER.findall(said))
        near = reading.errors(np.linspace(-0.05, 0.05, 5) + math.log10(best))
        least = np.nanmin(reading.errors(np.arange(-20, 0.01, 0.05)))
        assert np.nanmin(near) <= least + 2 * noise_of(reading, best), (state, said, theirs)
        if "nan" not in said:
            assert now == [pytest.approx(reading.error, rel=0.1, abs=noise_of(reading, state["h"]))]


@pytest.mark.parametrize("name", CURVES)
def test_marks_lie_where_python_puts_them(ask, board, name):
    all_states = states(name)
    for state, page in zip(all_states, ask("board", board.view.computed, all_states), strict=True):
        reading = board._read(**state)
        for kind, picture in board._gallery.look(reading).items():
            frame, drawn_on = picture.frame, page["frames"][kind]
            for part, theirs in vars(frame).items():
                assert drawn_on[part] == pytest.approx(theirs, rel=1e-12), (kind, part)
            with np.errstate(all="ignore"):
                theirs, mine = as_json(picture.scene(reading)), page["marks"][kind]
            assert what_of(mine) == what_of(theirs), (state, kind)
            for a, b in zip(mine, theirs, strict=True):
                assert near_enough(a, b, kind, reading, frame), (state, kind, a["kind"], a["role"])


def what_of(marks: list[dict]) -> list[tuple]:
    return [(mark["kind"], mark["role"], mark.get("text")) for mark in marks]


def near_enough(mine: dict, theirs: dict, kind: str, reading, frame) -> bool:
    """Whether a mark is where Python's is, to a hundredth of a pixel and the noise of its errors and slopes."""
    (x, y), (their_x, their_y) = (in_pixels(mark, frame) for mark in (mine, theirs))
    if mine["kind"] == "Label" and mine["role"] == "tangent":
        return True  # stands at the lowest error, which is noise
    if x.shape != their_x.shape:
        return kind == "error" or (mine["role"] == "gradient" and abs(len(x) - len(their_x)) <= 1)
    if np.abs(x - their_x).max() > 0.01 and not (kind != "error" and mine["role"] in ("gradient", "tangent")):
        return False
    if kind == "error":
        return all_near_in_errors(mine, theirs, reading)
    noise = max(noise_of(reading, reading.h, method) for method in (reading.method, "forward"))
    room = 0.01 + frame.box_height / (frame.ylim[1] - frame.ylim[0]) * noise * (3.4 if kind == "far" else 2.3)
    # A line ends where it leaves the picture: an end may lie one sample earlier or later.
    ends = 1.01 * frame.box_width / 500 if mine["role"] in ("gradient", "tangent") else 0.0
    steep = abs((their_y[-1] - their_y[0]) / ((their_x[-1] - their_x[0]) or 1)) if len(their_x) == 2 else 0
    return bool(np.abs(y - their_y).max() <= room + ends * (1 + steep))


def all_near_in_errors(mine: dict, theirs: dict, reading) -> bool:
    """Whether errors agree to a twentieth of a decade where they are no noise; noise and lines look alike."""
    powers, a, b = (np.atleast_1d(np.array(row, dtype=float)) for row in (theirs["x"], mine["y"], theirs["y"]))
    apart = np.abs(a - b)
    if len(a) == 2:
        return bool(apart.max() < 0.01)
    if mine["role"] == "tangent":
        other = {"float64": "float32", "float32": "float64"}[reading.dtype]
        dtype = other if reading.beside == "the other numbers" else reading.dtype
        floor = math.log10(8 * float(np.finfo(dtype).eps) * (1 + abs(reading.exact)))
        near = np.quantile(np.abs(np.maximum(a, floor) - np.maximum(b, floor)), 0.95) < 0.7
        return bool(near or reading.smallest < 1e-20)  # few samples of so wide a picture lie in the V
    noise = np.log10([noise_of(reading, 10.0**power) for power in powers])
    quiet = b > noise + 1
    return bool((apart[quiet] < 0.05).all() and (a[~quiet] < noise[~quiet] + 1.2).all())


@pytest.mark.parametrize("name", [*gc.GALLERY, "x^2 y - sin(3x)"])
def test_the_pair_of_fields_is_that_of_python(ask, fields, name):
    drawn = random.Random(name)
    all_states = [
        {"function": name, "method": method, "smallest": 1e-20, "h": 10 ** drawn.uniform(low, low + 2)}
        for method in METHODS for low in (-2, -8, -13)
    ]  # fmt: skip
    for state, page in zip(all_states, ask("board", fields.view.computed, all_states), strict=True):
        with np.errstate(all="ignore"):
            reading = fields._read(**state)
            pictures, rows = fields._gallery.look(reading), fields._table(reading)
        sizes = np.abs(pictures["exact"].scene(reading)[0].arrows)
        scale = float(np.nanmax(np.hypot(*reading.exact), initial=1.0, where=np.isfinite(reading.exact).all(axis=0)))
        rounding = 40 * np.finfo(float).eps * largest(reading) / state["h"]
        noise = 1e-12 * scale if state["method"] == "complex" else rounding
        mine = [*itertools.chain(*page["table"]), *page["alternatives"].values()]
        theirs = [*itertools.chain(*rows), *(picture.words(reading) for picture in pictures.values())]
        for a, b in zip(mine, theirs, strict=True):
            assert same_but_for_noise(a, b, noise + 1e-13 * scale), (state, a, b)
        for which, picture in pictures.items():
            [arrows] = picture.scene(reading)
            assert isinstance(arrows, FieldArrows)
            found = np.array(page["marks"][which][0]["arrows"]).reshape(-1, 4)
            assert found.shape == arrows.arrows.shape, (state, which)
            assert np.abs(found - arrows.arrows).max() <= 1e-6 * sizes.max() + noise / scale, (state, which)


def largest(reading) -> float:
    """The largest value of f on the grid."""
    return 1 + float(np.nanmax(np.abs(reading.surface.f(reading.x, reading.y))))


numbers = st.one_of(
    st.floats(1e-12, 1e12), st.floats(-1e20, 1e20), st.floats(1e-300, 1e-280),
    st.integers(-4000, 4000).map(lambda n: n / 8), st.integers(-999, 999).map(lambda n: n * 0.5e-3),
    st.sampled_from([0.0, math.nan, math.inf, -math.inf, 0.5, 2.5, 0.125, 5e-324, 0.25e10]),
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(numbers.map(lambda value: value + 0.0), min_size=30, max_size=60))
def test_numbers_are_written_to_the_letter(ask, values):
    written = ask("written", [repr(value).replace("nan", "NaN").replace("inf", "Infinity") for value in values])
    expected = [[f"{v:.2f}", f"{v:.10f}", f"{v:.0e}", f"{v:.1e}", number(v)] for v in values]
    assert written == expected
