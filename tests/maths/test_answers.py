"""Functions as people write them: what they answer with is a number, undefined, or refused by its name."""

import decimal
import math
import warnings
from fractions import Fraction

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.maths.curves import climb, follow_level
from gradcalc.maths.evaluation import ScalarField

X, Y = np.meshgrid(np.linspace(0.2, 1.9, 7), np.linspace(-1.8, -0.3, 6))
POINT = (1.3, -0.7)
SHAPE = X.shape


def hemi(x, y):
    return 0 if x * x + y * y > 1 else math.sqrt(1 - x * x - y * y)


class Symbol:
    """A number of another library, which only float() understands."""

    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)


def buffered(x, y, kept={}):  # noqa: B006  # the same array at each call is the point
    return np.multiply(x, y, out=kept.setdefault(np.shape(x), np.empty(np.shape(x))))


# All of them are x*y, in whatever the answer comes.
PRODUCTS = {
    "np.frompyfunc": np.frompyfunc(lambda x, y: x * y, 2, 1),
    "np.vectorize": np.vectorize(lambda x, y: x * y),
    "np.vectorize inside": lambda x, y: np.vectorize(lambda a, b: a * b if a < 9 else 0)(x, y),
    "object array": lambda x, y: (x * y) * np.ones(np.shape(x), object),
    "fractions": lambda x, y: np.vectorize(lambda a, b: Fraction(a) * Fraction(b), otypes="O")(x, y),
    "decimals": lambda x, y: np.vectorize(lambda a, b: decimal.Decimal(a * b), otypes="O")(x, y),
    "numbers of another library": lambda x, y: np.vectorize(lambda a, b: Symbol(a * b), otypes="O")(x, y),
    "nothing masked": lambda x, y: np.ma.masked_less(x * y, -100),
    "the same buffer": buffered,
    "an axis too many": lambda x, y: np.array([x * y]),
    "an axis at the end": lambda x, y: np.asarray(x * y)[..., np.newaxis],
    "a list": lambda x, y: (x * y).tolist(),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("f", PRODUCTS.values(), ids=PRODUCTS)
def test_a_number_is_a_number_in_whatever_it_comes(f):
    np.testing.assert_allclose(gc.gradient(f, *POINT), POINT[::-1], rtol=1e-9)
    np.testing.assert_allclose(gc.gradient(f, X, Y), [Y, X], rtol=1e-8)
    assert gc.directional_derivative(f, *POINT, [0, 2]) == pytest.approx(POINT[0])
    field = gc.sample_field(f, (0.2, 1.9), (-1.8, -0.3), 7)
    np.testing.assert_allclose(field.Z, field.X * field.Y)
    np.testing.assert_allclose(field.U, field.Y, rtol=1e-8)
    assert field.Z.dtype == float


@pytest.mark.parametrize(
    "answer", [3, True, np.bool_(True), np.array(2), np.array([2.5]), np.float16(1), [4.0], 10**30]
)
@pytest.mark.parametrize("point", [POINT, (X, Y)], ids=["point", "grid"])
def test_constants_of_all_kinds_have_no_slope(answer, point):
    assert not gc.gradient(lambda x, y: answer, *point).any()


def test_a_whole_number_too_large_for_a_float_is_infinite():
    with pytest.raises(ValueError, match="f is -inf"):
        gc.gradient(lambda x, y: -(10**400), *POINT)


@pytest.mark.filterwarnings("ignore:.* does not take arrays")
@pytest.mark.parametrize(
    "f", [np.vectorize(hemi), lambda x, y: np.vectorize(hemi)(x, y) + 0, np.frompyfunc(hemi, 2, 1)],
    ids=["itself", "inside", "frompyfunc"],
)  # fmt: skip
def test_a_first_answer_that_is_an_integer_does_not_cut_down_the_others(f):
    field = gc.sample_field(f, (-2, 2), (-2, 2))
    right = np.vectorize(hemi, otypes=[float])(field.X, field.Y)
    np.testing.assert_allclose(field.Z, right)
    assert field.Z.max() > 0.98
    inside = right > 0.4
    np.testing.assert_allclose(field.U[inside], -field.X[inside] / right[inside], rtol=1e-6)


@pytest.mark.filterwarnings("ignore:f does not take arrays")
def test_integers_come_later_and_are_noticed_too():
    g = np.vectorize(lambda x: x if x < 0.5 else 1 if x < 0.6 else 2 * x)
    f = ScalarField(lambda x: g(x) + 0)
    for low, high in ((0.0, 0.4), (0.5, 1.0)):
        x = np.linspace(low, high, 9)
        np.testing.assert_allclose(f([x], x.shape, x.dtype), np.where(x < 0.5, x, np.where(x < 0.6, 1, 2 * x)))


def test_a_type_that_was_asked_for_stays():
    f = np.vectorize(lambda x, y: 10 * x, otypes=[int])
    field = gc.sample_field(f, (0, 1), (0, 1), 6)
    np.testing.assert_array_equal(field.Z, np.floor(10 * field.X + 1e-9))


def test_what_is_masked_is_undefined():
    root = lambda x, y: np.ma.sqrt(x) + y  # noqa: E731
    np.testing.assert_allclose(gc.gradient(root, 4.0, 2.0), [0.25, 1])
    for x in (-1.0, np.float32(-1)):
        with pytest.raises(ValueError, match=r"f is nan at \(-1, 2\)"):
            gc.gradient(root, x, 2.0)
        with pytest.raises(ValueError, match="f is nan"):
            gc.directional_derivative(root, x, 2.0, [1, 1])
    with pytest.warns(UserWarning, match="undefined at 50.0% of the points"):
        field = gc.sample_field(root, (-1, 1), (0, 1), 10)
    np.testing.assert_array_equal(field.valid, field.X > 0)
    assert np.isnan(field.Z[field.X < 0]).all()
    with pytest.raises(ValueError, match="f is nan"):
        gc.gradient(lambda x, y: np.ma.masked if x > 1 else 1, *POINT)
    whole = lambda x, y: np.ma.masked_less(np.where(np.asarray(x) < 0, -1, 3), 0)  # noqa: E731
    with pytest.warns(UserWarning, match="undefined"):
        np.testing.assert_array_equal(gc.sample_field(whole, (-1, 1), (0, 1), 10).valid, field.X > 0)


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [(None, TypeError, "returned None: does its last line say `return`"),
     ("2", TypeError, "must return a number, but it returned '2'"),
     (b"2", TypeError, "must return a number, but it returned b'2'"),
     (1 + 2j, TypeError, "must return a real number"),
     ({}, TypeError, "must return a number, but it returned {}")],
)  # fmt: skip
@pytest.mark.parametrize("point", [POINT, (X, Y)], ids=["point", "grid"])
def test_among_objects_what_is_no_number_is_named(answer, error, words, point):
    f = np.frompyfunc(lambda x, y: answer if x > 0.9 else x, 2, 1)
    with pytest.raises(error, match=words):
        gc.gradient(f, *point)


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_answers_of_less_precision_give_slopes_of_their_precision(kind):
    f, share = lambda x, y: kind(x * y), {np.float32: 1e-4, np.float16: 2e-2}[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if kind == np.float16 else "error")
        np.testing.assert_allclose(gc.gradient(f, 1.3, 2.7), [2.7, 1.3], rtol=share)
        assert gc.directional_derivative(f, 1.3, 2.7, [1, 1]) == pytest.approx(4 / math.sqrt(2), rel=share)
        grid = np.meshgrid(np.linspace(1, 2, 9), np.linspace(2, 3, 9))
        array = lambda x, y: (x * y).astype(kind)  # noqa: E731
        np.testing.assert_allclose(gc.gradient(array, *grid), grid[::-1], rtol=share)
        along = gc.directional_derivative(array, *grid, [0, 1])
        np.testing.assert_allclose(along, grid[0], rtol=share)
        pointwise = lambda x, y: kind(float(x) * float(y))  # noqa: E731
        if kind == np.float32:
            with pytest.warns(UserWarning, match="once per point"):
                np.testing.assert_allclose(gc.gradient(pointwise, *grid), grid[::-1], rtol=share)
        packed = gc.gradient(lambda w: kind(w[0] * w[1]), [1.3, 2.7])
        np.testing.assert_allclose(packed, [2.7, 1.3], rtol=share)


def test_a_buffer_that_is_used_again_is_copied_at_a_point_too():
    answer = np.empty(())
    f = lambda x, y: np.multiply(x, y, out=answer)  # noqa: E731
    np.testing.assert_allclose(gc.gradient(f, *POINT), POINT[::-1])
    np.testing.assert_allclose(gc.gradient(f, *POINT, h=1e-5), POINT[::-1])
    assert gc.directional_derivative(f, *POINT, [1, 0], method="five-point") == pytest.approx(POINT[1])


# Nothing here needs SymPy: what comes from it is known by where its type was made.
Add = type("Add", (), {"__module__": "sympy.core.add", "__repr__": lambda self: "x + y"})
Lambda = type("Lambda", (), {"__module__": "sympy.core.function", "__call__": lambda self, x, y: x * y})


def test_an_expression_of_sympy_is_told_of_lambdify():
    for call in (
        lambda: gc.gradient(Add(), 1.0, 2.0),
        lambda: gc.explore(Add()),
        lambda: gc.gradient(lambda x: Add(), 1.0),
    ):
        with pytest.raises(TypeError, match=r"SymPy.*: pass sympy\.lambdify\(\(x, y\), expression\)"):
            call()
    np.testing.assert_allclose(gc.gradient(Lambda(), *POINT), POINT[::-1])


TEXTS = {
    "gradient": lambda f: gc.gradient(f, 1.0, 2.0),
    "gradient_2d": lambda f: gc.gradient_2d(f, 1.0, 2.0),
    "directional_derivative": lambda f: gc.directional_derivative(f, 1.0, 2.0, [1, 1]),
    "gradient_check": lambda f: gc.gradient_check(f, lambda x, y: [2 * x, 1.0], 1.0, 2.0),
    "sample_field": lambda f: gc.sample_field(f, (0, 1), (0, 1), 4).U,
    "on a grid": lambda f: gc.gradient(f, X, Y),
    "follow_level": lambda f: follow_level(f, 1.0, 2.0, 0.1, 3).values,
    "climb": lambda f: climb(f, 1.0, 2.0, 0.1, 3).points,
    "Surface": lambda f: gc.Surface("mine", f)(1.0, 2.0),
    "explore": lambda f: gc.explore(f, x=1, y=1).reading.gradient,
}


@pytest.mark.parametrize("call", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("kind", [str, np.str_])
def test_text_stands_for_its_function(call, kind):
    np.testing.assert_allclose(call(kind("x**2 + y")), call(lambda x, y: x**2 + y), atol=1e-10)
    np.testing.assert_allclose(call("bowl"), call(gc.GALLERY["bowl"].f), atol=1e-10)


def test_a_formula_of_x_alone_is_a_function_of_one_number():
    assert gc.gradient("sin(x)", 0.5)[0] == pytest.approx(math.cos(0.5))
    with pytest.raises(TypeError, match=r"x \+ y is one of x and y: it needs two numbers"):
        gc.gradient("x + y", 0.5)
    with pytest.raises(ValueError, match="is written together"):
        gc.gradient("sinx", 0.5)
