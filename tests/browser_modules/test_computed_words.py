"""What the browser says of a formula by itself, against Python's words: the same wherever it calls itself certain."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.formulas.writing import text
from gradcalc.functions.formula import Formula
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.screen import _note, _remark
from gradcalc.live.explorer.stage import prepare
from gradcalc.maths.differences import METHODS
from gradcalc.readings.point import State, read, rows, sentence
from tests.formulas.trees import trees

DIRECTED = ("map", "level", "slopes", "slice", "surface")
UNDIRECTED = ("components", "slice x", "slice y", "surface")
STEPS = (1.0, 0.03, 1e-3, 1e-5, 1e-7, 1e-9, 1e-12, 1e-16)
LAYERS = ("cut", "slices", "plane", "level", "rises")
# Made of what IEEE 754 rounds in one way alone: both halves have the same doubles.
ROUNDED_ALIKE = ["bowl", "elliptic bowl", "tilted plane", "saddle", "kinks", "not differentiable", "|x|",
                 "sqrt|x| + y", "sign(x) + y", "max(x, y^2)", "min(x, y)", "1/x", "5", "|x y|", "sqrt(x + y)",
                 "1/(x^2 + y^2)", "x |x| + y"]  # fmt: skip
BY_LIBRARY = ["Rosenbrock", "Himmelblau", "two hills", "ripple", "ridge", "monkey saddle", "ln x", "x sin(1/x) + y",
              "x y/hypot(x, y)", "exp(-1/x^2) + y", "|x|^1.5 + y", "log10(x) y", "x^y", "atan(y/x)",
              "tan(3x) + y"]  # fmt: skip
REFUSED = ["x y/hypot(x, y)"]  # by the complex step
PLACES = [(0, 0), (0, 0.5), (0.5, 0), (1, 1), (-1, 0.25), (1e-7, 0.3), (1e-3, -1e-3), (0.5, 0.125)]
ANGLES = [0, 45, 90, 30, 123.4]
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]\d+)?")


def states_of(surface, random, count, methods, steps=STEPS):
    """States at places of interest and anywhere in the window, with methods and steps in turn."""
    window = np.array([surface.xlim, surface.ylim]).T
    places = [surface.start, *PLACES, *random.uniform(*window, (count, 2)).tolist()]
    how = itertools.cycle(itertools.product(steps, methods))
    angles = itertools.cycle([*ANGLES, *random.uniform(0, 360, 3).tolist()])
    return [
        State(float(x), float(y), float(angle), step, method, shows=LAYERS)
        for (x, y), angle, (step, method) in zip(places, angles, how, strict=False)
    ]


def words_of_python(stage, reading):
    return {
        "table": rows(reading, stage.directed),
        "sentence": sentence(reading, stage.directed),
        "remark": _remark(reading, stage),
        "note": _note(reading.state, stage),
        **{kind: panel.words(reading) for kind, panel in stage.panels.items()},
    }


def words_of_browser(answer):
    words = {name: answer[name] for name in ("table", "sentence", "remark", "note")}
    return {**words, **answer["alternatives"], "table": [tuple(row) for row in words["table"]]}


def take_errors(words):
    """The errors of a table, taken out of it; None where there is none."""
    table = words["table"]
    words["table"] = [row[:2] for row in table]
    return [float(row[2]) if row[2] else None for row in table]


def rounding_of(surface, reading):
    """What two libraries may make of f, in the last digits."""
    state, moves = reading.state, np.array(list(itertools.product((-2, 0, 2), repeat=2))).T * reading.state.step
    values = surface.f(state.x + moves[0], state.y + moves[1])
    sizes = np.abs([*reading.gradient, *values])
    return 16 * np.finfo(float).eps * np.where(np.isfinite(sizes), sizes, 0).max()


@pytest.mark.parametrize(
    ("name", "views"),
    [
        *((name, DIRECTED) for name in ROUNDED_ALIKE),
        *((name, UNDIRECTED) for name in ("saddle", "kinks", "1/x", "|x y|")),
    ],
)
def test_words_are_those_of_python_to_the_letter(computed, name, views):
    stage = prepare(as_surface(name), views)
    states = states_of(stage.surface, np.random.default_rng(len(name)), 12, METHODS)
    for state, answer in zip(states, computed(stage, states), strict=True):
        if name == "x |x| + y" and not answer["certain"]:
            assert abs(state.x) < 1e-6, state  # on one side of where its slope has a kink rounding hides the other
            continue
        assert answer["certain"], state
        reading = read(stage.surface, state)
        ours, theirs = words_of_browser(answer), words_of_python(stage, reading)
        errors = zip(take_errors(ours), take_errors(theirs), strict=True)
        assert ours == theirs, state
        for error, other in errors:  # beside the exact length, which np.hypot and Math.hypot round
            assert (error is None) == (other is None), state
            assert error is None or abs(error - other) <= rounding_of(stage.surface, reading) + 0.06 * max(
                error, other
            ), state


def apart(ours, theirs, slack):
    """Whether words differ but for the last digits of numbers: by more than their last place and some slack."""
    if NUMBER.sub("#", ours) != NUMBER.sub("#", theirs):
        return True
    pairs = zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True)
    return any(abs(float(a) - float(b)) > slack + place_of(b) * 1.01 for a, b in pairs)


def place_of(number):
    """What one is in the last place of a number that is written down."""
    digits, _, power = number.partition("e")
    return 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))


@pytest.mark.parametrize(
    ("name", "views"), [*((name, DIRECTED) for name in BY_LIBRARY), ("two hills", UNDIRECTED), ("x^y", UNDIRECTED)]
)
def test_words_are_those_of_python_but_for_last_digits(computed, name, views):
    stage = prepare(as_surface(name), views)
    states = states_of(stage.surface, np.random.default_rng(len(name)), 15, METHODS, (0.7, 0.03, 1e-3, 1e-5, 1e-7))
    for state, answer in zip(states, computed(stage, states), strict=True):
        if not answer["certain"]:
            refused = state.method == "complex" and name in REFUSED
            assert refused or name == "x sin(1/x) + y", state
            assert refused or abs(state.x) < 1e-2, state
            continue
        reading = read(stage.surface, state)
        ours, theirs = words_of_browser(answer), words_of_python(stage, reading)
        take_errors(ours), take_errors(theirs)
        slack = rounding_of(stage.surface, reading) / (1 if state.method == "complex" else state.step)
        for kind, words in theirs.items():
            pairs = zip(*([" ".join(row) for row in table] for table in (ours[kind], words)), strict=True)
            both = pairs if kind == "table" else [(ours[kind], words)]
            angles = 100 / max(reading.length, 1e-9) if kind in ("level", "slopes") else 0.0
            assert not any(apart(a, b, slack * (1 + angles)) for a, b in both), (kind, state)


def differences_of_diagnoses(ask, some):
    """Where the browser is certain and Python says something else, and how often it is not certain."""
    asked = [(s.tree, vars(state), {"xlim": s.xlim, "ylim": s.ylim}) for s, state in some]
    wrong, uncertain = [], 0
    for (surface, state), answer in zip(some, ask("diagnoses", asked), strict=True):
        if not answer["certain"]:
            uncertain += state.method != "complex" or surface.name not in REFUSED
            continue
        theirs = vars(read(surface, state).diagnosis)
        same = all(answer[key] == theirs[key] for key in ("exists", "differentiable", "sloped", "flat"))
        same &= answer["partials"] == list(theirs["partials"])
        if not same or apart(answer["remark"], theirs["remark"], 0.0):
            wrong.append((surface.name, state, answer, theirs))
    return wrong, uncertain


WINDOWS = [(0, 2), (0, 1e-6), (3, 1e-3), (5e6, 20), (0, 1e5), (-40, 3), (1, 1e-9)]  # the middle, and half the width


@pytest.mark.parametrize("name", [*ROUNDED_ALIKE, *BY_LIBRARY])
def test_what_is_certain_python_says_too_in_windows_of_any_size(ask, name):
    random, some = np.random.default_rng(7), []
    for middle, half in WINDOWS:
        limits = (middle - half, middle + half)
        surface = as_surface(name, limits, limits)
        inside = [p for p in PLACES if all(limits[0] <= c <= limits[1] for c in p)]
        places = [*inside, (middle, middle), *random.uniform(*limits, (8, 2)).tolist()]
        some += [
            (surface, State(float(x), float(y), float(random.choice(ANGLES)), random.choice(STEPS), method))
            for (x, y), method in zip(places, itertools.cycle(METHODS), strict=False)
        ]
    wrong, uncertain = differences_of_diagnoses(ask, some)
    assert not wrong, wrong[0]
    assert uncertain <= 0.1 * len(some)


places = st.tuples(*[st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.0]) | st.floats(-2, 2, allow_subnormal=False)] * 2)


@settings(max_examples=40)
@given(
    some=st.lists(
        st.tuples(trees(), places, st.sampled_from(ANGLES), st.sampled_from(STEPS), st.sampled_from(sorted(METHODS))),
        min_size=15,
        max_size=15,
    )
)
def test_what_is_certain_python_says_too_of_random_formulas(ask, some):
    made = []
    for tree, (x, y), angle, step, method in some:
        f = Formula(text(tree), tree)
        made.append((gc.Surface(f.text, f, gradient=f.gradient), State(x, y, float(angle), step, method)))
    wrong, _ = differences_of_diagnoses(ask, made)
    assert not wrong, wrong[0]


def test_smooth_formulas_are_hardly_ever_uncertain(ask):
    random, some = np.random.default_rng(3), []
    for surface in gc.GALLERY.values():
        if surface.smooth:
            for x, y in random.uniform(*np.array([surface.xlim, surface.ylim]).T, (60, 2)).tolist():
                some.append((surface, State(x, y, random.uniform(0, 360), random.choice(STEPS), "central")))
    _, uncertain = differences_of_diagnoses(ask, some)
    assert uncertain == 0


def test_where_rounding_decides_the_words_tell_f_and_that_python_looks_closer(computed):
    stage = prepare(as_surface("x sin(1/x) + y"), ("map",))
    [answer] = computed(stage, [State(1e-7, 0.3)])
    assert not answer["certain"]
    assert answer["sentence"].startswith("At (1e-07, 0.30) f is 0.30.")
    assert answer["sentence"] == answer["remark"] == answer["alternatives"]["map"]
    assert [row[0] for row in answer["table"]] == ["f(x, y)", "u"]
