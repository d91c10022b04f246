"""The exact gradient of a tree beside two that know nothing of it: the complex step, and mpmath's differences."""

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.values import function
from gradcalc.formulas.writing import text as written
from tests.formulas.trees import SMOOTH, parts_of, trees

places = st.floats(-3, 3, allow_subnormal=False).map(lambda v: round(v, 3) + 0.0007)


@given(trees(SMOOTH, powers=False, max_leaves=8), places, places)
def test_smooth_trees_agree_with_the_complex_step(tree, x, y):
    with np.errstate(all="ignore"):
        h = 1e-30
        f = function(tree)
        steps = [f(np.complex128(x + h * 1j), np.complex128(y)), f(np.complex128(x), np.complex128(y + h * 1j))]
        expected = np.array([np.imag(step) / h for step in steps])
        parts = [function(part)(x, y) for part in parts_of(tree)]
    assume(np.isfinite(expected).all() and np.abs(parts).max() < 1e100)
    slopes = gradient(tree, x, y)
    # Parts this large, and this steep near to the axes, are rounded, and may cancel or become angles.
    largest = max(1, np.abs(parts).max()) / min(1, abs(x), abs(y))
    near = 1e-13 * largest * max(largest, np.abs(expected).max())
    np.testing.assert_allclose(slopes, expected, rtol=1e-11, atol=near)


MP = {
    "log2": lambda a: mpmath.log(a, 2), "log10": lambda a: mpmath.log(a, 10), "arcsin": mpmath.asin,
    "arccos": mpmath.acos, "arctan": mpmath.atan, "arctan2": mpmath.atan2, "sign": mpmath.sign, "abs": abs,
    "maximum": max, "minimum": min, "e": mpmath.e, "pi": mpmath.pi,
}  # fmt: skip
SAME = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "hypot")
MP |= {name: getattr(mpmath, name) for name in SAME}


@pytest.mark.parametrize(("x", "y"), [(0.7, 1.3), (2.5, 0.4), (0.2, 3.1)])
@pytest.mark.parametrize(
    "text",
    ["x^y", "x^-1.5", "sqrt(x y)", "ln(x + y^2)", "log2(x)/y", "log10(x y)", "arcsin(x/4) y", "arccos(y/4)",
     "atan(x y)", "atan2(y, x)", "hypot(x, 2y)", "max(x, y)^2", "min(x^2, y)", "|x - y| x", "sgn(x - 1) y",
     "tan(x/4)", "2^(x y)", "x^x", "(x + y)^2.5/x", "e^(-x^2)/(1 + y^2)", "x^3 - 3x y^2", "x/y/x", "1/(1 + e^-x)"],
)  # fmt: skip
def test_every_rule_agrees_with_mpmath(text, x, y):
    tree = parse(text)
    body = written(tree).replace("^", "**")
    with mpmath.workdps(40):
        f = eval(f"lambda x, y: {body}", dict(MP))
        expected = [
            float(mpmath.diff(lambda u: f(u, mpmath.mpf(y)), x)),
            float(mpmath.diff(lambda u: f(mpmath.mpf(x), u), y)),
        ]
    np.testing.assert_allclose(gradient(tree, x, y), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("text", "x", "y", "slopes"),
    [
        ("|x|", 0, 1, (np.nan, 0)), ("|x| + y", 0, 1, (np.nan, 1)), ("x|x|", 0, 1, (0, 0)), ("|x|^2", 0, 0, (0, 0)),
        ("|x^2|", 0, 0, (0, 0)), ("|x| - |x|", 0, 0, (0, 0)), ("|x| y", 0, 0, (0, 0)), ("sgn x", 0, 0, (np.nan, 0)),
        ("sgn(x) y", -1, 2, (0, -1)), ("max(x, y)", 1, 1, (np.nan, np.nan)), ("max(x, x)", 1, 1, (1, 0)),
        ("max(x^2, 0)", 0, 1, (0, 0)), ("max(x, 0)", 0, 0, (np.nan, 0)), ("min(x, 1) + max(x, 1)", 1, 0, (1, 0)),
        ("hypot(x, y)", 0, 0, (np.nan, np.nan)), ("hypot(x^2, y^2)", 0, 0, (0, 0)), ("sqrt x", 0, 0, (np.nan, 0)),
        ("sqrt x", -1, 0, (np.nan, np.nan)), ("1/x", 0, 0, (np.nan, np.nan)), ("ln x", 0, 0, (np.nan, np.nan)),
        ("x^y", -2, 2, (-4, np.nan)), ("x^2", 0, 0, (0, 0)), ("x^y", 0, 2, (0, 0)), ("x^0", 0, 0, (0, 0)),
        ("x^3", -2, 0, (12, 0)), ("x^0.5", 0, 0, (np.nan, 0)), ("atan2(y, x)", -1, 0, (0, np.nan)),
        ("3", 1, 1, (0, 0)), ("e^-x", 800, 0, (0, 0)), ("sqrt(x^2)", 0, 0, (np.nan, 0)),
        ("(x y)^(1/3)", 8, 1, (1 / 12, 2 / 3)),
    ],
)  # fmt: skip
def test_kinks_and_edges_have_no_slope_and_nothing_else_lacks_one(text, x, y, slopes):
    np.testing.assert_allclose(gradient(parse(text), x, y), slopes, rtol=1e-14, atol=1e-300)


def test_a_grid_has_the_slopes_of_its_points():
    x, y = np.meshgrid([-1.0, 0.0, 2.0], [0.5, 3.0])
    tree = parse("|x| y + max(x, y) sin(x y)")
    both = gradient(tree, x, y)
    assert both.shape == (2, 2, 3)
    for i in np.ndindex(x.shape):
        np.testing.assert_array_equal(both[(slice(None), *i)], gradient(tree, x[i], y[i]))
    np.testing.assert_array_equal(gradient(tree, x[0], y[:, :1]), both)
