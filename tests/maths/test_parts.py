"""Parameters of any shape, one argument of f each: their gradient, its check, and which part is off."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gradcalc import gradient, gradient_check

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(7, 3)), RNG.normal(size=(7, 2))
PARAMS = [RNG.normal(size=(4, 3)), RNG.normal(size=4), RNG.normal(size=(2, 4)), RNG.normal(size=2)]


def loss(W1, b1, W2, b2):
    """A network of one hidden layer, for points in rows."""
    return ((np.tanh(X @ W1.T + b1) @ W2.T + b2 - Y) ** 2).mean()


def grad(W1, b1, W2, b2):
    """The same by the chain rule."""
    H = np.tanh(X @ W1.T + b1)
    back = 2 * (H @ W2.T + b2 - Y) / Y.size
    inner = back @ W2 * (1 - H**2)
    return [inner.T @ X, inner.sum(axis=0), back.T @ H, back.sum(axis=0)]


def spoilt(k, change):
    """The gradient with its k-th part changed."""

    def claimed(*params):
        parts = grad(*params)
        parts[k] = change(parts[k])
        return parts

    return claimed


@st.composite
def several_parts(draw):
    count = draw(st.integers(1, 4))
    numbers = st.floats(0.25, 2, width=32)
    shapes = array_shapes(min_dims=0, max_dims=3, max_side=3)
    return [draw(arrays(float, draw(shapes), elements=numbers)) for _ in range(count)]


@given(several_parts())
def test_the_gradient_has_the_shapes_of_the_parts(params):
    def f(*parts):
        return sum((k + 1) * np.sum(part**3) for k, part in enumerate(parts))

    found = gradient(f, params=params)
    assert [g.shape for g in found] == [p.shape for p in params]
    for k, (g, part) in enumerate(zip(found, params, strict=True)):
        np.testing.assert_allclose(g, 3 * (k + 1) * part**2, rtol=1e-7)


@given(several_parts(), st.data())
def test_the_part_that_is_off_is_named_with_its_index(params, data):
    off = data.draw(st.integers(0, len(params) - 1))
    index = tuple(data.draw(st.integers(0, side - 1)) for side in params[off].shape)

    def f(*parts):
        return sum(np.sum(np.sin(part)) for part in parts)

    def claimed(*parts):
        slopes = [np.array(np.cos(part)) for part in parts]
        slopes[off][index] += 1
        return slopes

    right = gradient_check(f, lambda *parts: [np.cos(part) for part in parts], params=params)
    assert (right.verdict, right.parts, right.part) == ("right", ("right",) * len(params), None)
    wrong = gradient_check(f, claimed, params=params)
    assert (wrong.verdict, wrong.part, wrong.component) == ("wrong", off, index)
    assert wrong.parts == tuple("wrong" if k == off else "right" for k in range(len(params)))


@pytest.mark.parametrize("method", ["central", "forward", "backward", "five-point", "complex"])
def test_every_method_agrees_with_the_chain_rule(method):
    for found, exact in zip(gradient(loss, params=PARAMS, method=method), grad(*PARAMS), strict=True):
        np.testing.assert_allclose(found, exact, atol=1e-6)


def test_a_given_step_is_taken_at_its_word():
    (found,) = gradient(lambda W: np.sum(W**2), params=[np.eye(2)], method="forward", h=0.5)
    np.testing.assert_allclose(found, 2 * np.eye(2) + 0.5)


def test_parts_in_float32_are_differentiated_in_float32():
    seen = set()

    def f(W, c):
        seen.add(W.dtype)
        return c * np.sum(W**2)

    W = np.float32([[0.5, 1.5]])
    found = gradient(f, params=[W, 2.0])
    assert seen == {np.dtype(np.float32)}
    assert [g.dtype for g in found] == [np.float32] * 2
    np.testing.assert_allclose(found[0], 4 * W, rtol=1e-3)


@pytest.mark.parametrize("k", range(4))
def test_of_a_network_the_wrong_layer_is_named_and_the_others_are_not(k):
    names = ["W1", "b1", "W2", "b2"]
    assert gradient_check(loss, grad, params=PARAMS).verdict == "right"
    check = gradient_check(loss, spoilt(k, lambda g: g * 2), params=PARAMS)
    assert check.parts == tuple("wrong" if i == k else "right" for i in range(4))
    assert check.part == k
    assert re.search(rf"\b{names[k]}\[", check.reason)
    others = ", ".join(name for name in names if name != names[k])
    assert check.reason.endswith(f"Part by part, wrong: {names[k]}; right: {others}.")


def test_a_kink_in_one_part_leaves_the_others_judged():
    def f(W, b):
        return np.maximum(W, 0).sum() + (b**2).sum()

    check = gradient_check(f, lambda W, b: [0 * W, 2 * b], params=[np.zeros((2, 2)), np.ones(2)])
    assert check.verdict == "cannot be decided"
    assert check.parts == ("cannot be decided", "right")
    assert "kink at params" in check.reason
    with pytest.warns(UserWarning, match=r"kink at params: along W\[0, 0\] \(and 3 more\)"):
        gradient(f, params=[np.zeros((2, 2)), np.ones(2)])


def test_what_f_changes_in_place_is_not_seen():
    def f(W):
        W *= 2
        return np.sum(W)

    W = np.ones((40, 30))  # so many that no copy is made for each call
    (found,) = gradient(f, params=[W])
    np.testing.assert_allclose(found, 2 * np.ones((40, 30)), rtol=1e-6)
    assert (W == 1).all()


def test_one_part_may_be_claimed_as_an_array():
    W = np.ones((2, 3))
    assert gradient_check(lambda W: np.sum(W**2), lambda W: 2 * W, params=[W]).verdict == "right"


@pytest.mark.parametrize(
    ("f", "params", "error", "message"),
    [
        (loss, PARAMS[0], TypeError, r"params must be a list of arrays, not one array of shape \(4, 3\): call"),
        (loss, {"W1": PARAMS[0]}, TypeError, "params must be a list of arrays, not dict"),
        (loss, [], ValueError, "at least one array"),
        (loss, PARAMS[:2], TypeError, r"f takes 4 arguments \(W1, b1, W2, b2\), but params has 2 parts"),
        (lambda W: np.sum(W), PARAMS, TypeError, r"f takes 1 argument \(W\), but params has 4 parts"),
        (loss, [*PARAMS[:3], [1.0, np.nan]], ValueError, r"params\[3\] \(b2\) must be finite"),
        (loss, [*PARAMS[:3], ["one"]], TypeError, r"params\[3\] \(b2\) must be made of real numbers, not of text"),
        (loss, [*PARAMS[:3], []], ValueError, r"params\[3\] \(b2\) has no numbers in it"),
        (lambda *parts: 0.0, [[1.0], [np.inf]], ValueError, r"params\[1\] must be finite"),
    ],
)
def test_wrong_params_are_named(f, params, error, message):
    with pytest.raises(error, match=message):
        gradient(f, params=params)
    with pytest.raises(error, match=message):
        gradient_check(f, grad, params=params)


@pytest.mark.parametrize(
    ("claimed", "error", "message"),
    [
        (lambda *p: np.zeros(26), TypeError, r"a list with one array for each part of params \(W1, b1, W2, b2\)"),
        (lambda *p: grad(*p)[:2], ValueError, r"must return 4 arrays, .* but it returned 2"),
        (spoilt(0, np.transpose), ValueError, r"shape \(4, 3\) for W1, .* returned shape \(3, 4\). Transpose it"),
        (spoilt(3, lambda g: g.sum()), ValueError, r"shape \(2,\) for b2, .* returned shape \(\)\."),
        (spoilt(1, lambda g: g / 0), ValueError, "for b1 some are nan or infinite"),
        (spoilt(2, lambda g: None), TypeError, "what grad returned for W2 must be made of real numbers"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_a_claim_that_does_not_fit_is_told_by_its_part(claimed, error, message):
    with pytest.raises(error, match=message):
        gradient_check(loss, claimed, params=PARAMS)


def test_a_point_and_params_are_one_too_many():
    for call in (lambda: gradient(loss, 1.0, params=PARAMS), lambda: gradient_check(loss, grad, 1.0, params=PARAMS)):
        with pytest.raises(TypeError, match="given twice"):
            call()


def test_an_array_of_more_axes_stays_no_point():
    with pytest.raises(ValueError, match=r"one array of shape \(4, 3\) is not a point"):
        gradient(lambda W: np.sum(W), PARAMS[0])


def test_an_error_of_f_itself_says_what_f_was_given():
    def f(W, b):
        return W + "text"

    with pytest.raises(TypeError) as caught:
        gradient(f, params=[np.ones((2, 2)), 1.0])
    assert "f was given 2 arguments, the parts of params: W, b." in caught.value.__notes__


@pytest.mark.parametrize("arrays", [(np.ones((4, 3)), np.ones(4)), (np.ones((4, 3)),)])
def test_arrays_in_the_place_of_a_point_are_sent_to_params(arrays):
    with pytest.raises(ValueError, match=r"go by params: gradient\(f, params=\[W1, b1\]\)"):
        gradient(lambda W, b=0: np.sum(W), *arrays)
    with pytest.raises(ValueError, match=r"go by params: gradient_check\(f, grad, params=\[W1, b1\]\)"):
        gradient_check(lambda W, b=0: np.sum(W), lambda W, b=0: W, *arrays)
