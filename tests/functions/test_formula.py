import math
import operator

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gradcalc import GALLERY, formula, gradient
from gradcalc.formulas.tree import ARGUMENTS, MAX_LENGTH
from gradcalc.formulas.values import FUNCTIONS as BY_NUMPY

X, Y = np.array([-1.5, -0.3, 0.0, 0.7, 2.0]), np.array([0.4, -2.0, 1.0, 0.0, 3.0])


FUNCTIONS = {name: BY_NUMPY[name] for name in ARGUMENTS}


@pytest.mark.parametrize(
    ("text", "value"),
    [("x**2 + y**2", 13), ("x^2 + y^2", 13), ("2*x^2", 8), ("-x^2", -4), ("2^3^2", 512), ("2^-1", 0.5),
     ("(x+y)*2", 10),
     ("x - y - 1", -2), ("x/y/2", 1 / 3), ("+x", 2), ("--x", 2), ("pi", math.pi), ("e^x", math.e**2), ("1e3*x", 2000),
     (".5*x", 1), ("sin(x)*cos(y)", math.sin(2) * math.cos(3)), ("arctan2(y, x)", math.atan2(3, 2)),
     ("hypot(x, y)", math.hypot(2, 3)), ("maximum(x, minimum(y, 2.5))", 2.5), ("abs(x-y)", 1), ("  x  ", 2),
     ("7", 7)],
)  # fmt: skip
def test_formula_means_what_it_says(text, value):
    assert float(formula(text)(2.0, 3.0)) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_can_be_called(name):
    arguments = ", ".join(["x", "y"][: FUNCTIONS[name].nin])
    expected = FUNCTIONS[name](*[0.3, 0.6][: FUNCTIONS[name].nin])
    assert float(formula(f"{name}({arguments})")(0.3, 0.6)) == expected


def test_formula_takes_grids_and_complex_numbers():
    f = formula("x^2*y")
    np.testing.assert_array_equal(f(X, Y), X**2 * Y)
    assert f(X[None], Y[:, None]).shape == (5, 5)
    assert f(2 + 1j, 3.0) == pytest.approx(9 + 12j)
    np.testing.assert_allclose(gradient(f, 2.0, 3.0, method="complex"), [12, 4])


@pytest.mark.filterwarnings("error")
def test_constant_formula_has_the_shape_of_the_grid():
    assert formula("2*pi")(X, Y).shape == (5,)
    assert not gradient(formula("3"), X, Y).any()


@pytest.mark.parametrize(
    ("text", "x", "y", "value"), [("x^y", 2, -1, 0.5), ("x^y", 10, 20, 1e20), ("x*x*x", 10**7, 1, 1e21)]
)
def test_integers_are_treated_as_floats(text, x, y, value):
    assert formula(text)(x, y) == value


def test_gallery_formulas_can_be_typed():
    rosenbrock = formula("(1 - x)^2 + 100*(y - x^2)^2")
    np.testing.assert_allclose(rosenbrock(X, Y), GALLERY["Rosenbrock"](X, Y), rtol=1e-14)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", ["9**9**9**9", "9^9^9^9", "1e999", "9" * 400, "1/(x-x)"])
def test_what_is_too_large_is_infinite(text):
    assert formula(text)(1.0, 1.0) == np.inf


def test_formula_is_named_after_its_text():
    assert formula(" x*y ").__name__ == "x*y"
    assert formula("x+" * 100 + "x").__name__ == "the formula"


@pytest.mark.parametrize("text", [None, 3, b"x", ["x"], lambda x, y: x])
def test_formula_must_be_text(text):
    with pytest.raises(TypeError, match="must be text such as"):
        formula(text)


@pytest.mark.parametrize("text", ["x" * 10**5, "x+" * 10**5 + "x", "(" * 10**5, "-" * 10**5 + "x"])
def test_formula_that_is_too_long_is_refused(text):
    with pytest.raises(ValueError, match="at most 1000 are allowed"):
        formula(text)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("sin(", ")"), ("x^", ""), ("(1+", ")"), ("abs(-", ")"), ("[", "]"), ("√", "")],
)
@pytest.mark.parametrize("depth", [60, 120])
def test_formula_that_is_nested_too_deep_is_refused(opening, closing, depth):
    with pytest.raises(ValueError, match="nested more than 50 deep"):
        formula(opening * depth + "x" + closing * depth)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("-", ""), ("sin(", ")"), ("x^", "")])
def test_formula_nested_forty_deep_is_fine(opening, closing):
    assert np.isfinite(formula(opening * 40 + "x" + closing * 40)(1.0, 1.0))


@pytest.mark.parametrize("terms", [300, MAX_LENGTH // 2])
def test_long_sums_are_fine(terms):
    assert formula("+".join(["x"] * terms))(1.0, 0.0) == terms


def joined(parts):
    """A random formula's text beside the function that it stands for."""

    def binary(op, symbol):
        return st.tuples(parts, parts).map(
            lambda p: (f"({p[0][0]} {symbol} {p[1][0]})", lambda x, y: op(p[0][1](x, y), p[1][1](x, y)))
        )

    def call(name):
        f = FUNCTIONS[name]
        return st.lists(parts, min_size=f.nin, max_size=f.nin).map(
            lambda p: (f"{name}({', '.join(text for text, _ in p)})", lambda x, y: f(*[g(x, y) for _, g in p]))
        )

    negative = parts.map(lambda p: (f"(-{p[0]})", lambda x, y: -p[1](x, y)))
    operators = [(np.add, "+"), (np.subtract, "-"), (np.multiply, "*"), (np.divide, "/"), (operator.pow, "^"),
                 (operator.pow, "**")]  # fmt: skip
    return st.one_of(*[binary(*o) for o in operators], st.sampled_from(sorted(FUNCTIONS)).flatmap(call), negative)


numbers = st.one_of(st.integers(0, 10**6).map(str), st.floats(0, 1e300).map(repr), st.just("1e5"), st.just("0.5"))
leaves = st.one_of(
    st.sampled_from([("x", lambda x, y: x), ("y", lambda x, y: y), ("pi", lambda x, y: np.float64(np.pi))]),
    numbers.map(lambda text: (text, lambda x, y: np.float64(text))),
)


@given(st.recursive(leaves, joined, max_leaves=12).filter(lambda tree: len(tree[0]) <= MAX_LENGTH))
def test_random_formulas_agree_with_numpy(tree):
    text, expected = tree
    with np.errstate(all="ignore"):
        values = np.broadcast_to(expected(X, Y), X.shape)
    np.testing.assert_array_equal(formula(text)(X, Y), values)


WORDS = [
    "**",
    "sin",
    "exp(",
    "lambda",
    "if",
    "else",
    "for",
    "in",
    "not",
    "__import__",
    "1j",
    "0x",
    "True",
    "pi",
    "²",
    "−",
]
fragments = st.sampled_from([*"xy+-*/^()[]{},.:;=<>@!~%&|'\"\\ \n\t#_09e", *WORDS, *[f" {word} " for word in WORDS]])


@given(st.one_of(st.text(max_size=60), st.lists(fragments, max_size=40).map("".join)))
@example("\ud800")
@example("x" * 998 + "+")
@example("x.a" * 300)
@example("9" * 1000)
@example("0" * 999 + "x")
@example("(" * 50 + "x" + ")" * 50 + "[0]" * 250)
@example("x" + "()" * 400)
@example("not " * 240 + "x")
@example("lambda:" * 140 + "x")
@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_random_text_raises_nothing_but_value_error(text):
    try:
        f = formula(text)
    except ValueError:
        return
    assert np.shape(f(X, Y)) == X.shape
