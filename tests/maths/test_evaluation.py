"""How f is called, whatever it is, and what is refused as a point, a direction or an answer."""

import math
import warnings

import numpy as np
import pytest

from gradcalc import directional_derivative, gradient, sample_field

X, Y = np.meshgrid(np.linspace(0.2, 1.9, 5), np.linspace(-1.8, -0.3, 4))


def bowl(x, y):
    return x**2 + y**2


def loss(w):
    return np.sum(w**2)


@pytest.mark.parametrize(
    ("point", "dtype"),
    [((1, 1), np.float64), ((1, 1.0), np.float64), ((True, 1), np.float64),
     ((np.float32(1), np.float32(1)), np.float32), ((np.float32(1), 1.0), np.float32),
     ((np.float32(1), 1), np.float32),
     ((np.float32(1), np.float64(1)), np.float64), ((np.int32(1), np.float32(1)), np.float64),
     ((np.ones(3, int), np.ones(3, int)), np.float64), ((np.ones((2, 2), np.float32), 1.0), np.float32),
     (([1, 1], [1, 1]), np.float64)],
)  # fmt: skip
def test_integers_become_float64_and_float32_stays(point, dtype):
    g = gradient(bowl, *point)
    assert g.dtype == dtype
    np.testing.assert_allclose(g, 2, rtol=1e-8 if dtype == np.float64 else 1e-3)
    assert np.asarray(directional_derivative(bowl, *point, [1, 1])).dtype == dtype


@pytest.mark.parametrize(
    ("w", "dtype"), [([1, 2, 3], np.float64), (np.arange(3), np.float64), (np.float32([1, 2]), np.float32)]
)
def test_function_of_an_array_gets_the_arrays_type(w, dtype):
    g = gradient(loss, w)
    assert g.dtype == dtype
    np.testing.assert_allclose(g, 2 * np.asarray(w), rtol=1e-3, atol=1e-3)
    assert np.asarray(directional_derivative(loss, w, np.ones(len(w)))).dtype == dtype


def test_f_sees_float32_when_the_point_is_float32():
    seen = set()

    def f(x, y):
        seen.add((np.asarray(x).dtype, np.asarray(y).dtype))
        return x * y

    gradient(f, np.float32(1), np.ones(3, np.float32))
    directional_derivative(f, np.float32(1), np.ones(3, np.float32), [1.0, 1.0])
    assert seen == {(np.dtype(np.float32), np.dtype(np.float32))}


def test_numbers_and_grids_mix():
    np.testing.assert_allclose(gradient(bowl, X, 3)[1], 6)
    np.testing.assert_allclose(gradient(bowl, X[:1], Y[:, :1]), [2 * X, 2 * Y])


@pytest.mark.parametrize(
    ("point", "error", "mend"),
    [((), TypeError, "the point is missing: call gradient"),
     ((np.ones((2, 2)),), ValueError, "pass one array of one axis"),
     (([],), ValueError, "at least one coordinate"),
     ((np.nan, 1.0), ValueError, "must be finite"),
     ((1.0, np.inf), ValueError, "must be finite"),
     (("1", 1.0), TypeError, "coordinate 1 of the point must be made of real numbers, not of text"),
     ((1.0, None), TypeError, "coordinate 2 of the point"),
     ((1.0, 1j), TypeError, "complex"),
     ((np.ones(2), np.ones(3)), ValueError, r"one common shape, got \(2,\), \(3,\)")],
)  # fmt: skip
def test_bad_point_is_refused_with_its_mend(point, error, mend):
    with pytest.raises(error, match=mend):
        gradient(bowl, *point)


@pytest.mark.parametrize(
    ("arguments", "error", "mend"),
    [((), TypeError, "the direction is missing: call directional_derivative"),
     ((np.ones(2),), TypeError, "the direction is missing"),
     ((1.0, 1.0), TypeError, "direction must be a vector, not a single number: call"),
     ((1.0, 1.0, 45), TypeError, "direction must be a vector"),
     ((1.0, 1.0, [0, 0]), ValueError, "direction must not be zero"),
     ((1.0, 1.0, [np.nan, 1]), ValueError, "finite"),
     ((1.0, 1.0, [np.inf, 1]), ValueError, "finite"),
     ((1.0, 1.0, [1, 0, 0]), ValueError, "direction has 3 components, but the point has 2: call"),
     ((1.0, [1, 0]), ValueError, "direction has 2 components, but the point has 1: call"),
     ((X, Y, np.ones((2, 3, 3))), ValueError, r"shape \(2,\) or \(2, 4, 5\)"),
     ((np.ones(3), [1, 0]), ValueError, "2 components, but the point has 3"),
     ((1.0, 1.0, ["a", "b"]), TypeError, "text")],
)  # fmt: skip
def test_bad_direction_is_refused_with_its_mend(arguments, error, mend):
    with pytest.raises(error, match=mend):
        directional_derivative(bowl, *arguments)


ANSWERS = [
    (lambda x, y: None, TypeError, "returned None: does its last line say `return`"),
    (lambda x, y: "2", TypeError, "must return a number, but it returned '2'"),
    (lambda x, y: [x, y], ValueError, r"one number per point, but it returned shape \(2,"),
    (lambda x, y: {}, TypeError, "must return a number"),
    (lambda x, y: x + 1j * y, TypeError, "must return a real number"),
    (lambda x, y: np.nan, ValueError, r"f is nan at \(0\.2, -1\.8\)"),
    (lambda x, y: x + np.inf, ValueError, r"f is inf at \(0\.2, -1\.8\)"),
]


@pytest.mark.parametrize(("f", "error", "mend"), ANSWERS)
@pytest.mark.parametrize("point", [(X[0, 0], Y[0, 0]), (X, Y)], ids=["point", "grid"])
@pytest.mark.filterwarnings("ignore:f does not take arrays")
def test_bad_answer_of_f_is_refused_with_its_mend(f, error, mend, point):
    with pytest.raises(error, match=mend):
        gradient(f, *point)


@pytest.mark.parametrize("f", [3.0, None, np.ones(2), b"x"])
def test_f_that_is_no_function_is_refused(f):
    with pytest.raises(TypeError, match=r"f must be a function, not .*: pass f itself"):
        gradient(f, 1.0, 1.0)


class Odd(Exception):
    pass


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("point", [(1.0, 2.0), (X, Y)], ids=["point", "grid"])
@pytest.mark.filterwarnings("ignore:f does not take arrays")
def test_exception_of_f_arrives_as_it_is(method, point):
    def f(x, y):
        raise Odd("my own")

    for call in (lambda: gradient(f, *point, method=method), lambda: sample_field(f, (0, 1), (0, 1), method=method)):
        with pytest.raises(Odd, match=r"^my own$") as caught:
            call()
        assert caught.value.__context__ is None
        assert caught.value.__cause__ is None


def branch(x, y):
    return x * y if x < 1 else x**2 * y


def branch_gradient(x, y):
    return np.where(x < 1, y, 2 * x * y), np.where(x < 1, x, x**2)


POINTWISE = [
    (branch, branch_gradient),
    (lambda x, y: math.sin(x) * y, lambda x, y: (np.cos(x) * y, np.sin(x))),
    (lambda x, y: np.linalg.norm([x, y]), lambda x, y: (x / np.hypot(x, y), y / np.hypot(x, y))),
    (lambda x, y: 0 if x < 0.5 else x, lambda x, y: (np.where(x < 0.5, 0, 1), 0 * y)),
    (lambda x, y: max(x, y), lambda x, y: (x > y, x <= y)),
    (lambda x, y: np.sum(np.array([x, y]) ** 2), lambda x, y: (2 * x, 2 * y)),
]


@pytest.mark.parametrize(("f", "exact"), POINTWISE)
def test_function_that_takes_no_arrays_is_right_after_one_warning(f, exact):
    calls = (
        lambda: gradient(f, X, Y),
        lambda: np.array([directional_derivative(f, X, Y, u, method="five-point") for u in np.eye(2)[:1]]),
        lambda: np.array([(s := sample_field(f, (0.2, 1.9), (-1.8, -0.3), 7)).U, s.V, s.X, s.Y, s.Z]),
    )
    with pytest.warns(UserWarning, match=r"np\.sin\(x\) for math\.sin\(x\)") as caught:
        np.testing.assert_allclose(calls[0](), np.broadcast_arrays(*exact(X, Y)), atol=1e-8)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    with pytest.warns(UserWarning, match="called once per point") as caught:
        np.testing.assert_allclose(calls[1]()[0], np.broadcast_to(exact(X, Y)[0], X.shape), atol=1e-8)
    assert len(caught) == 1
    with pytest.warns(UserWarning, match="called once per point") as caught:
        U, V, x, y, Z = calls[2]()
    assert len(caught) == 1
    np.testing.assert_allclose([U, V], np.broadcast_arrays(*exact(x, y)), atol=1e-8)
    np.testing.assert_allclose(Z, np.vectorize(f, otypes=[float])(x, y), rtol=1e-15)


@pytest.mark.filterwarnings("ignore:f does not take arrays")
def test_maximum_norm_over_a_symmetric_window_is_no_constant():
    # Folded over the whole grid it gives 2, which is also its value at the grid's first and last point.
    field = sample_field(lambda x, y: np.max(np.abs([x, y])), (-2, 2), (-2, 2), 8)
    np.testing.assert_allclose(field.Z, np.maximum(np.abs(field.X), np.abs(field.Y)))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("method", ["central", "forward", "complex"])
def test_constant_has_gradient_zero_without_a_warning(method):
    for constant in (5, 2.5, np.float32(1), np.array(3.0)):
        assert not gradient(lambda x, y, c=constant: c, X, Y, method=method).any()
        field = sample_field(lambda x, y, c=constant: c, (0, 1), (0, 1), 3, method=method)
        np.testing.assert_array_equal(field.Z, constant)


def doubler(x, y):
    x *= 2
    y += x
    return x * y


def test_function_that_changes_its_arguments_is_right_without_a_warning():
    x, y = X.copy(), Y.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        g = gradient(doubler, x, y)
        field = sample_field(doubler, (0, 1), (0, 1), 4)
        single = gradient(doubler, 1.0, 2.0)
    np.testing.assert_allclose(g, [2 * Y + 8 * X, 2 * X], rtol=1e-8)
    np.testing.assert_allclose(field.Z, 2 * field.X * (field.Y + 2 * field.X))
    np.testing.assert_allclose(single, [12, 2])
    assert (x == X).all()
    assert (y == Y).all()


def test_function_of_an_array_that_changes_its_argument_is_right():
    def f(w):
        w *= w
        return w.sum()

    w = np.array([1.0, -2.0, 3.0])
    for method in ("central", "forward"):
        np.testing.assert_allclose(gradient(f, w, method=method), [2, -4, 6], atol=1e-6)
    np.testing.assert_allclose(directional_derivative(f, w, [0, 0, 1]), 6)
    assert w.tolist() == [1, -2, 3]


def test_function_that_answers_in_the_same_array_each_time_is_right():
    answer = np.empty(X.shape)
    np.testing.assert_allclose(gradient(lambda x, y: np.multiply(x, y, out=answer), X, Y), [Y, X])


@pytest.mark.filterwarnings("error")
def test_integer_answers_of_a_vectorised_function_are_numbers():
    field = sample_field(lambda x, y: np.where(x < 0.6, 0, 1), (0, 1), (0, 1), 5)
    assert field.Z.dtype == np.float64
    assert not field.U.any()


SLIPS = [
    (
        lambda: directional_derivative(bowl, 1.0, 1.0, direction=[1, 1]),
        r"no direction=: call .*\(f, x, y, \[1, 1\]\)",
    ),
    (
        lambda: directional_derivative(bowl, 1.0, 1.0, u=[1, 1]),
        r"no u=: call .*\(f, x, y, \[1, 1\]\), with the direction",
    ),
    (lambda: gradient(bowl, x=1.0, y=1.0), r"no x=: call gradient\(f, x, y\)"),
    (lambda: gradient(1.0, 1.0, bowl), "f must be a function, not float: pass f itself, as the first argument"),
    (lambda: gradient((1.0, 1.0), bowl), "f must be a function, not tuple"),
    (lambda: gradient(bowl, 1.0, 1.0, method="Central"), "method must be one of central, .* got 'Central'"),
    (lambda: gradient(bowl, 1.0, 1.0, h="1e-5"), "h must be a number such as 1e-6, .* got '1e-5'"),
    (lambda: gradient(bowl, (X, Y)), "one array of one axis, or one argument per coordinate, as in gradient"),
]


@pytest.mark.parametrize(("call", "mend"), SLIPS)
def test_a_slip_is_told_the_right_call(call, mend):
    with pytest.raises((TypeError, ValueError), match=mend):
        call()


@pytest.mark.parametrize("n", [2, 2000])
def test_a_point_as_one_array_for_a_function_of_two_arguments_is_told_the_right_call(n):
    with pytest.raises(TypeError) as caught:
        gradient(bowl, np.ones(n))
    assert "For f(x, y) call gradient(f, x, y)." in caught.value.__notes__[0]


def test_steps_of_numpy_are_steps():
    for h in (np.float64(1e-5), np.array(1e-5), np.float32(1e-5)):
        np.testing.assert_allclose(gradient(bowl, 1.0, 1.0, h=h), 2, rtol=1e-5)
    assert sample_field(bowl, np.array([0, 1]), np.float32([0, 1]), np.int64(5), h=np.array(1e-4)).Z.shape == (5, 5)
