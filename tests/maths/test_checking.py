"""A gradient check tells right from wrong wherever a function lives, and says what it cannot tell."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc import gradient_check


def wave(scale, tall, offset=0.0):
    """A function of two variables that lives on a scale of its own in x, with the formula of its gradient."""
    return (
        lambda x, y: offset + tall * np.sin(x / scale) * np.exp(y / 3),
        lambda x, y: [
            tall / scale * np.cos(x / scale) * np.exp(y / 3),
            tall * np.sin(x / scale) * np.exp(y / 3) / 3,
        ],
    )


def without(grad, i):
    """The gradient with one component dropped."""

    def claimed(*point):
        g = np.array(grad(*point), dtype=float)
        g[i] = 0
        return g

    return claimed


def is_right(check):
    return check.verdict == "right" and check.times < 10


def is_wrong(check):
    return check.verdict == "wrong" and check.times > 1000


@settings(deadline=None, max_examples=60)
@given(st.floats(-9, 9), st.floats(-12, 12), st.floats(0.2, 1.4), st.floats(-2, 2), st.integers(0, 1))
def test_right_and_wrong_are_told_apart_on_every_scale(scale, tall, at, y, dropped):
    f, grad = wave(10**scale, 10**tall)
    point = at * 10**scale, y
    right, wrong = gradient_check(f, grad, *point), gradient_check(f, without(grad, dropped), *point)
    assert is_right(right), right
    assert right < 1e-6
    assert is_wrong(wrong), wrong
    assert wrong.component == dropped
    assert wrong == pytest.approx(1, abs=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.floats(-12, 12), st.integers(0, 299), st.sampled_from([0.0, 2.0, -1.0, 0.99]), st.integers(0, 5))
def test_one_component_of_hundreds_is_found(tall, i, factor, seed):
    w = np.random.default_rng(seed).uniform(0.3, 1.2, 300)
    tall = 10**tall

    def claimed(w):
        g = tall * np.cos(w)
        g[i] *= factor
        return g

    def f(w):
        return tall * np.sin(w).sum()

    assert is_right(gradient_check(f, lambda w: tall * np.cos(w), w))
    wrong = gradient_check(f, claimed, w)
    assert is_wrong(wrong), wrong
    assert wrong.component == i
    assert "Nothing else is off" in wrong.reason


@pytest.mark.parametrize("tall", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize("spoil", [lambda g: 0 * g, lambda g: -g, lambda g: 2 * g])
def test_one_component_of_ten_thousand_is_found(tall, spoil):
    w = np.random.default_rng(0).normal(size=10_000)

    def claimed(w):
        g = 2 * tall * w
        g[3333] = spoil(g[3333])
        return g

    calls = []

    def f(w):
        calls.append(1)
        return tall * (w**2).sum()

    assert is_right(gradient_check(f, lambda w: 2 * tall * w, w))
    calls.clear()
    wrong = gradient_check(f, claimed, w)
    assert is_wrong(wrong), wrong
    assert wrong.component == 3333
    assert len(calls) <= 200


def test_a_gradient_of_zeros_is_wrong_of_a_small_function_too():
    check = gradient_check(lambda x, y: 1e-9 * np.sin(x + y), lambda x, y: [0.0, 0.0], 1.0, 1.0)
    assert is_wrong(check)
    assert check == pytest.approx(1)


@pytest.mark.parametrize("factor", [2.0, -1.0, 0.5])
def test_a_factor_of_the_whole_gradient_is_named(factor):
    w = np.linspace(0.2, 1.3, 40)
    check = gradient_check(lambda w: np.sin(w).sum(), lambda w: factor * np.cos(w), w)
    assert is_wrong(check)
    assert f"The whole gradient is {factor:g} times what it should be." in check.reason


def test_each_coordinate_counts_on_its_own_scale():
    def f(x, y):
        return np.sin(x / 1e6) + np.cos(y / 1e-6)

    def grad(x, y):
        return [np.cos(x / 1e6) / 1e6, -np.sin(y / 1e-6) / 1e-6]

    point = 1.3e6, 0.7e-6
    assert is_right(gradient_check(f, grad, *point))
    for i in (0, 1):
        wrong = gradient_check(f, without(grad, i), *point)
        assert is_wrong(wrong)
        assert wrong.component == i


def test_of_many_coordinates_each_counts_on_its_own_scale():
    rng = np.random.default_rng(1)
    scale = 10.0 ** rng.uniform(-6, 6, 200)
    w = scale * rng.uniform(0.3, 1.2, 200)
    assert is_right(gradient_check(lambda w: np.sin(w / scale).sum(), lambda w: np.cos(w / scale) / scale, w))
    for i in (scale.argmin(), scale.argmax()):
        wrong = gradient_check(lambda w: np.sin(w / scale).sum(), without(lambda w: np.cos(w / scale) / scale, i), w)
        assert is_wrong(wrong)
        assert wrong.component == i


def test_far_from_the_origin():
    def f(x, y):
        return 10 * np.exp(-((x - 5e5) ** 2 + (y - 5e6) ** 2) / 100)

    def grad(x, y):
        return [-0.02 * (x - 5e5) * f(x, y), -0.02 * (y - 5e6) * f(x, y)]

    assert is_right(gradient_check(f, grad, 5e5 + 3, 5e6 - 7.0))
    assert is_wrong(gradient_check(f, without(grad, 0), 5e5 + 3, 5e6 - 7.0))


def test_on_a_high_offset():
    f, grad = wave(1, 1, offset=1e9)
    assert is_right(gradient_check(f, grad, 0.7, 0.3))
    assert is_wrong(gradient_check(f, without(grad, 1), 0.7, 0.3))


@pytest.mark.parametrize("i", [0, 1])
def test_answers_and_gradients_in_float32(i):
    def f(x, y):
        return np.float32(x * y)

    assert is_right(gradient_check(f, lambda x, y: [y, x], 1.3, 2.7))
    assert is_right(gradient_check(f, lambda x, y: np.float32([y, x]), 1.3, 2.7))
    assert is_wrong(gradient_check(f, without(lambda x, y: [y, x], i), 1.3, 2.7))
    w = np.random.default_rng(2).uniform(0.3, 1.2, 50)
    assert is_right(gradient_check(lambda w: np.float32(np.sin(w).sum()), np.cos, w))
    assert is_wrong(gradient_check(lambda w: np.float32(np.sin(w).sum()), without(np.cos, i), w))


def test_a_point_in_float32():
    f, grad = wave(1, 1)
    point = np.float32(1.3), np.float32(0.7)
    assert is_right(gradient_check(f, grad, *point))
    assert is_wrong(gradient_check(f, without(grad, 0), *point))


@pytest.mark.parametrize(
    ("f", "grad", "point"),
    [
        (lambda x, y: x**2 + y**2, lambda x, y: [2 * x, 2 * y], (0.0, 0.0)),
        (lambda x, y: x**2 + y**2, lambda x, y: [2 * x, 2 * y], (0.0, 1.0)),
        (lambda x, y: np.sin(x) * np.sin(y), lambda x, y: [np.cos(x) * np.sin(y), np.sin(x) * np.cos(y)],
         (math.pi / 2, math.pi / 2)),
        (lambda x, y: 1 + x**4 + y**4, lambda x, y: [4 * x**3, 4 * y**3], (0.0, 0.0)),
        (lambda x, y: 5.0, lambda x, y: [0.0, 0.0], (1.0, 1.0)),
        (lambda x, y: 0 * x, lambda x, y: [0.0, 0.0], (1.0, 1.0)),
        (lambda x, y: x, lambda x, y: [1.0, 0.0], (1.0, 1.0)),
    ],
)  # fmt: skip
def test_a_gradient_that_vanishes_is_right_and_another_wrong(f, grad, point):
    assert is_right(gradient_check(f, grad, *point))
    assert is_wrong(gradient_check(f, lambda *p: np.add(grad(*p), [0, 1e-2]), *point))


@pytest.mark.parametrize("f", [lambda x, y: abs(x) + y, lambda x, y: np.maximum(x, 0) + y])
def test_at_a_kink_it_cannot_be_decided(f):
    for slope in (-1.0, 0.0, 0.5, 1.0):
        check = gradient_check(f, lambda x, y, slope=slope: [slope, 1.0], 0.0, 1.0)
        assert check.verdict == "cannot be decided"
        assert "has a kink at (0, 1)" in check.reason
    # What is wrong beside the kink is wrong.
    assert is_wrong(gradient_check(f, lambda x, y: [0.0, 2.0], 0.0, 1.0))


def test_at_a_jump_it_cannot_be_decided():
    check = gradient_check(lambda x, y: np.sign(x) + y, lambda x, y: [0.0, 1.0], 0.0, 1.0)
    assert check.verdict == "cannot be decided"
    assert "it jumps there" in check.reason


@pytest.mark.parametrize("offset", [1e14, 1e16])
def test_what_is_too_rough_to_be_seen_is_not_called_a_lack_of_derivatives(offset):
    for grad in (lambda x, y: [np.cos(x + y)] * 2, lambda x, y: [np.cos(x + y), 0]):
        check = gradient_check(lambda x, y: offset + np.sin(x + y), grad, 3.0, 4.0)
        assert "not differentiable" not in check.reason


def test_partial_derivatives_that_are_no_gradient():
    def f(x, y):
        return x * y**2 / (x**2 + y**2) if x or y else 0.0

    check = gradient_check(f, lambda x, y: [0.0, 0.0], 0.0, 0.0)
    assert check.verdict == "cannot be decided"
    assert "not differentiable at (0, 0)" in check.reason


def test_undefined_beside_the_point_is_an_error():
    with pytest.raises(ValueError, match=r"undefined or without bound within a step of \(0, 1\)"):
        gradient_check(lambda x, y: np.sqrt(x) + y, lambda x, y: [0.0, 1.0], 0.0, 1.0)
    with pytest.raises(ValueError, match="f is nan at"):
        gradient_check(lambda x, y: np.sqrt(x) + y, lambda x, y: [0.0, 1.0], -1.0, 1.0)


@pytest.mark.parametrize("offset", [1e14, 1e16])
def test_where_rounding_hides_the_function_it_cannot_be_decided(offset):
    check = gradient_check(lambda x, y: offset + np.sin(x + y), lambda x, y: [np.cos(x + y)] * 2, 3.0, 4.0)
    assert check.verdict == "cannot be decided"


@pytest.mark.parametrize("seed", range(5))
def test_a_right_gradient_of_a_noisy_or_rounded_function_is_never_called_wrong(seed):
    rng = np.random.default_rng(seed)

    def grad(x, y):
        return [np.cos(x) * y, np.sin(x)]

    for f in (
        lambda x, y: np.sin(x) * y + 1e-3 * rng.normal(),
        lambda x, y: np.sin(x) * y + 1e-8 * rng.normal(),
        lambda x, y: round(np.sin(x) * y, 6),
    ):
        assert gradient_check(f, grad, 1.3, 2.7, seed=seed).verdict != "wrong"


def test_what_grad_changes_in_place_is_not_seen():
    buffer = np.zeros(3)

    def grad(w):
        w *= 2  # which is 2 w already
        return w

    def f(w):
        buffer[:] = 7
        return (w**2).sum()

    w = np.array([1.0, 2.0, 3.0])
    assert is_right(gradient_check(f, grad, w))
    assert w.tolist() == [1, 2, 3]

    def into_buffer(w):
        buffer[:] = 2 * w
        return buffer

    assert is_right(gradient_check(f, into_buffer, w))


def test_a_function_of_one_number():
    assert is_right(gradient_check(np.sin, np.cos, 1e6))
    assert is_wrong(gradient_check(np.sin, np.sin, 1e6))


def test_the_result_is_a_number_that_reads_as_a_sentence():
    check = gradient_check(lambda x, y: x * y, lambda x, y: [y, 0], 2.0, 3.0)
    assert isinstance(check, float)
    assert f"{check:.2f}" == "1.00"
    assert repr(check) == str(check)
    assert repr(check).startswith("1, wrong: component [1] is 0, but by differences it is 2. That is ")
    again = pickle.loads(pickle.dumps(check))
    assert (again, again.verdict, again.component, again.noise) == (check, "wrong", 1, check.noise)
    right = gradient_check(lambda x, y: x * y, lambda x, y: [y, x], 2.0, 3.0)
    assert ", right: it agrees with differences of f along 10 directions; they are good to " in repr(right)
    assert right.component is None


@pytest.mark.parametrize("n", [2, 10, 1000])
@pytest.mark.parametrize("directions", [1, 3, 10])
def test_a_direction_takes_few_calls(n, directions):
    calls = []

    def f(w):
        calls.append(1)
        return np.sin(w).sum()

    w = np.random.default_rng(3).normal(size=n)
    assert is_right(gradient_check(f, np.cos, w, directions=directions))
    assert len(calls) <= 12 * max(directions, 1) + 3
    calls.clear()
    assert is_wrong(gradient_check(f, without(np.cos, n // 2), w, directions=directions))
    assert len(calls) <= 12 * directions + 3 + 80


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"grad must return shape \(2,\), but it returned shape \(3,\)"):
        gradient_check(lambda x, y: x * y, lambda x, y: [1, 2, 3], 1.0, 1.0)


def test_grids_are_refused():
    with pytest.raises(ValueError, match="pass numbers, not grids"):
        gradient_check(lambda x, y: x * y, lambda x, y: [y, x], np.ones((2, 2)), np.ones((2, 2)))


def test_a_method_is_not_asked_for():
    with pytest.raises(TypeError):
        gradient_check(lambda x, y: x * y, lambda x, y: [y, x], 1.0, 1.0, method="central")


@pytest.mark.parametrize(
    ("grad", "options", "mend"),
    [(lambda x, y: [math.nan, 1], {}, "finite numbers"), (lambda x, y: [y, x], {"directions": 0}, "at least 1")],
)
def test_what_is_wrong_is_named(grad, options, mend):
    with pytest.raises(ValueError, match=mend):
        gradient_check(lambda x, y: x * y, grad, 1.0, 2.0, **options)


class ForeignArray:
    """What a library of its own arrays gives, as JAX does: it can be read as NumPy's, and is none."""

    def __init__(self, values):
        self._values = np.asarray(values, dtype=np.float32)

    def __array__(self, dtype=None, copy=None):
        return self._values if dtype is None else self._values.astype(dtype)

    def __float__(self):
        return float(self._values)


def test_functions_of_a_library_with_arrays_of_its_own_are_plain_functions():
    w = np.float32([0.3, 1.2, -0.7])

    def loss(w):
        return ForeignArray(np.sum(np.sin(np.float32(w))))

    assert is_right(gradient_check(loss, lambda w: ForeignArray(np.cos(w)), w))
    assert is_wrong(gradient_check(loss, without(lambda w: ForeignArray(np.cos(w)), 1), w))


def test_what_cannot_be_decided_in_float32_is_sent_to_float64():
    kink = np.array([0.0, 1.0])
    for dtype, said in ((np.float32, True), (np.float64, False)):
        check = gradient_check(lambda w: np.abs(w).sum(), np.sign, kink.astype(dtype))
        assert check.verdict == "cannot be decided"
        assert ("The point is in float32: in float64 the steps are far shorter" in check.reason) == said


def test_a_gradient_that_was_called_already_is_named():
    with pytest.raises(TypeError, match=r"grad must be a function, not ndarray: .* without calling it"):
        gradient_check(lambda w: w @ w, np.ones(2), np.ones(2))
