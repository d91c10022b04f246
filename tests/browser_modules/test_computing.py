"""What the browser computes of a formula by itself, against the Python of the same name: slopes by every method."""

import contextlib
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.tree import ARGUMENTS
from gradcalc.formulas.values import function
from gradcalc.formulas.writing import text
from gradcalc.functions.formula import Formula, formula
from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.stage import SAMPLES, field_marks, prepare
from gradcalc.maths.derivatives import gradient_at, slope_along
from gradcalc.maths.differences import SCHEMES
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.fields import sample_field
from gradcalc.maths.vectors import from_angle
from gradcalc.pictures.scenes.scales import LENGTHS, arrow_scale
from gradcalc.readings.point import State
from tests.formulas.doubts import value_and_doubt
from tests.formulas.trees import SMOOTH, parts_of, trees

# Each step of these is one that IEEE 754 decides to the last bit.
EXACT = ["x^2 + y^2", "x^2 y - y^2/3", "x y/(1 + x^2 + y^2)", "sqrt(x^2 + y^2)", "|x| + |y - x/3|", "3x - 4y + 0.1",
         "max(x, y^2) - min(y, 1)", "(x - y)(x + y) - 1e5", "sgn(x) sqrt(|x y|)", "1/(x - 1) - y/7"]  # fmt: skip
STEPS = [10.0**power for power in range(-16, 1)]
EPSILON = np.finfo(float).eps


def angles(random: np.random.Generator, count: int) -> np.ndarray:
    """Angles in degrees, some of them along the axes."""
    return np.where(random.random(count) < 0.3, 90 * random.integers(-5, 9, count), random.uniform(-400, 400, count))


def places(seed: int, method: str, steps=STEPS, window=((-2, 2), (-2, 2))) -> list:
    """A place and a direction for each step."""
    random = np.random.default_rng(seed)
    points = np.round(random.uniform(*np.transpose(window), (len(steps), 2)), 2)
    u = from_angle(angles(random, len(steps))).T
    return [
        [*point, along, method, step] for point, along, step in zip(points.tolist(), u.tolist(), steps, strict=True)
    ]


def by_python(tree, places: list) -> np.ndarray:
    """Value, both slopes and the slope along u at each place, shape (places, 4), as a reading finds them."""
    f, rows = ScalarField(Formula("f", tree)), []
    for x, y, u, method, step in places:
        at = Point(np.array([x, y]), packed=False)
        slopes = gradient_at(f, at, method, step, check=False)
        along = slope_along(f, at, np.array(u), method, step, check=False)
        rows.append([f(at.arguments(), (), at.x.dtype), *slopes, along])
    return np.array(rows, float)


def by_browser(ask, trees: list, places: list) -> list[np.ndarray]:
    """The same from the browser's half, for each tree."""
    return [np.array([[float(one) for one in row] for row in rows]) for rows in ask("differences", trees, places)]


def test_directions_are_the_same_and_exact_along_the_axes(ask):
    some = angles(np.random.default_rng(4), 400)
    found, expected = np.array(ask("directions", some.tolist())), from_angle(some).T
    assert np.abs(found - expected).max() <= 2 * EPSILON
    assert (found[some % 90 == 0] == expected[some % 90 == 0]).all()


@pytest.mark.parametrize("method", SCHEMES)
def test_differences_are_the_same_doubles_where_each_step_of_f_is_exact_to_the_last_bit(ask, method):
    trees = [parse(typed) for typed in EXACT]
    where = [places(seed, method) for seed in range(len(trees))]
    for tree, its, found in zip(trees, where, by_browser(ask, trees, where), strict=True):
        np.testing.assert_array_equal(found, by_python(tree, its), str(tree))


places_anywhere = st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 360), st.sampled_from(STEPS))


@settings(max_examples=40)
@given(
    some=st.lists(st.tuples(trees(), places_anywhere), min_size=10, max_size=10),
    method=st.sampled_from(list(SCHEMES)),
)
def test_differences_of_any_formula_are_the_same_but_for_the_rounding_of_its_values(ask, some, method):
    where = [[[x, y, from_angle(angle).tolist(), method, h]] for _, (x, y, angle, h) in some]
    found = by_browser(ask, [tree for tree, _ in some], where)
    for (tree, _), ((x, y, u, _, h),), (mine,) in zip(some, where, found, strict=True):
        with np.errstate(all="ignore"):
            (theirs,) = by_python(tree, [[x, y, u, method, h]])
            for k, (ux, uy) in enumerate([(1, 0), (0, 1), u], start=1):
                noise = 0.0
                for weight, *ends in SCHEMES[method].secants:
                    doubts = [value_and_doubt(tree, x + end * h * ux, y + end * h * uy) for end in ends]
                    noise += abs(weight) * sum(2 * doubt + EPSILON * abs(value) for value, doubt in doubts) / h
                both = mine[k] == theirs[k] or np.isnan([mine[k], theirs[k]]).all()
                # With a noise without bound a kink or an edge lies within the rounding.
                assert both or not noise < np.inf or abs(mine[k] - theirs[k]) <= noise, (text(tree), k)


def complex_trees() -> list:
    """Each function that has complex numbers, at what lies inside its domain, and in company."""
    alone = [
        f"{name}(x/{4 if name.startswith('arc') else 1} + y/5)" if name in SIGNED else f"{name}(x^2 + y + 4)"
        for name, count in ARGUMENTS.items()
        if count == 1
    ]
    powers = [
        "x^3 - 3x y^2",
        "(x + y)^11",
        "(x^2 + 1)^-3",
        "2^(x y)",
        "(x^2 + y^2 + 1)^(x/3)",
        "x^0 + y^1",
        "(3 + x)^0.5",
    ]
    more = [
        "max(x, y) + min(x, 2y)",
        "sin(|x|)",
        "ln|x| + y",
        "|x|^y",
        "x + arctan2(|y|, 2)",
        "ln(y) x",
        "x/(y + 3 + x^2)",
    ]
    return [parse(typed) for typed in [*alone, *powers, *more]]


SIGNED = ("sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "abs", "sign")


def test_complex_steps_go_as_those_of_numpy_through_every_function(ask):
    some = complex_trees()
    where = [places(seed, "complex", window=((-1.9, 1.9), (-1.9, 1.9))) for seed in range(len(some))]
    for tree, its, found in zip(some, where, by_browser(ask, some, where), strict=True):
        np.testing.assert_allclose(found, by_python(tree, its), rtol=1e-12, err_msg=text(tree))


smooth_places = st.floats(-3, 3, allow_subnormal=False).map(lambda v: round(v, 3) + 0.0007)


smooth = st.tuples(trees(SMOOTH, powers=False, max_leaves=8), smooth_places, smooth_places)


@settings(max_examples=40)
@given(some=st.lists(smooth, min_size=10, max_size=10))
def test_complex_steps_of_smooth_formulas_give_pythons_slopes_and_the_exact_ones(ask, some):
    where = [[[x, y, [0.6, 0.8], "complex", 1e-16]] for _, x, y in some]
    found = by_browser(ask, [tree for tree, *_ in some], where)
    for (tree, x, y), its, (mine,) in zip(some, where, found, strict=True):
        (theirs,) = by_python(tree, its)
        with np.errstate(all="ignore"):
            parts = [function(part)(x, y) for part in parts_of(tree)]
            fx, fy = gradient(tree, x, y)
        if np.isfinite([*theirs, fx, fy]).all() and np.abs(parts).max() < 1e100:
            # Parts this large, and this steep near to the axes, are rounded, and may cancel or become angles.
            largest = max(1, np.abs(parts).max()) / min(1, abs(x), abs(y))
            near = {"rtol": 1e-12, "atol": 1e-13 * largest * max(largest, abs(fx), abs(fy)), "err_msg": text(tree)}
            np.testing.assert_allclose(mine[1:], theirs[1:], **near)
            np.testing.assert_allclose(mine[1:], [fx, fy, 0.6 * fx + 0.8 * fy], **near)


WINDOWS = [((-2, 2), (-2, 2)), ((-1, 3), (0, 0.5)), ((0.2, 5), (-3, 1))]


@pytest.mark.parametrize(
    "typed", ["hypot(x, y)", "arctan2(|y|, 2) + arctan2(x, y)", "|x| + y^2", "sgn(x) y", "x^100 y^3"]
)
def test_the_complex_step_is_refused_with_the_same_sentence(ask, typed):
    f, window = formula(typed), WINDOWS[0]
    with pytest.raises((TypeError, ValueError)) as refused:
        sample_field(f, *window, 5, method="complex", h=1e-12)
    number = r"-?[\d.]+(e[+-]\d+)?"
    said = ask("refusal", f.tree, typed, dict(zip(("xlim", "ylim"), window, strict=True)), 1e-12)
    assert re.sub(number, "#", said) == re.sub(number, "#", str(refused.value))


def test_a_complex_step_that_works_is_not_refused(ask):
    for tree in complex_trees():
        if "abs" not in text(tree) and "sign" not in text(tree):
            assert ask("refusal", tree, "f", {"xlim": (-1.9, 1.9), "ylim": (-1.9, 1.9)}, 1.0) == ""


# Each with its window: kinks, jumps, poles and edges on the points of grids and within rounding of them.
ODD = [
    *[(typed, *WINDOWS[0]) for typed in
      ["ln x + y", "1/x + y", "1/(x y)", "sqrt(x) y", "sqrt(x y)", "ln(1 - x^2 - y^2)", "1/(x^2 + y^2)", "tan(2x) y",
       "|x| + y", "max(x, y) + |x y|", "sgn(x) + y", "sqrt(x^2 + y^2)", "arctan2(y, x)", "x^(1/3) + y^2", "x |x|",
       "(x^2)^(1/3) + y", "sqrt(|x|) + y", "sin(40x) y", "10^6 + x^2 y", "sin(1/x) x^2", "3"]],
    *[(typed, (-0.3, 0.3), (-0.6, 0.3)) for typed in ["1/x + 1/y", "|x| + |y|", "ln(x^2 + y^2)", "sgn(x y)"]],
    *[(typed, (1e5, 1e5 + 1), (-3, -2.8)) for typed in ["x^2 + y^2", "sin(x) y", "|x - 100000 - 0.5| + y"]],
]  # fmt: skip
WAYS = [("central", 1e-5), ("forward", 1e-7), ("backward", 1e-2), ("five-point", 1e-3), ("complex", 1e-10)]


def grid(surface) -> list[np.ndarray]:
    return np.meshgrid(np.linspace(*surface.xlim, SAMPLES), np.linspace(*surface.ylim, SAMPLES))


@pytest.mark.filterwarnings("ignore:the derivative is undefined")
def test_fields_have_the_same_arrows_and_none_where_there_is_no_gradient(ask):
    surfaces = [*GALLERY.values(), *[as_surface(*odd) for odd in ODD]]
    for i, surface in enumerate(surfaces):
        window = {"xlim": surface.xlim, "ylim": surface.ylim}
        ways = [
            {"arrows": n, "lengths": [*LENGTHS][(i + k) % 3], "method": method, "step": step}
            for k, n in enumerate((5, 20, 21, 40))
            for method, step in [WAYS[(i + k) % 5]]
        ]
        found = ask("field", surface.tree, window, ways)
        lengths = np.array(found["magnitudes"], float).reshape(SAMPLES, SAMPLES)
        np.testing.assert_allclose(lengths, np.hypot(*surface.gradient(*grid(surface))), rtol=1e-12)
        assert prepare(surface).scale == arrow_scale(lengths, max(np.ptp(surface.xlim), np.ptp(surface.ylim)))
        for way, drawn in zip(ways, found["arrows"], strict=True):
            expected = np.empty((0, 4))
            with contextlib.suppress(*[TypeError, ValueError] if way["method"] == "complex" else []):
                expected = field_marks(surface, State(*surface.start, **way)).arrows
            arrows = np.reshape(drawn, (-1, 4))
            assert len(arrows) == len(expected), (surface.name, way)
            cell = min(np.ptp(surface.xlim), np.ptp(surface.ylim)) / (way["arrows"] - 1)
            off = np.abs(arrows - expected) - 1.2e-7 * np.abs(expected)  # they are rounded to 32 bits on the way
            assert (off <= 1e-6 * cell).all(), (surface.name, way)
