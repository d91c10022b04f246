"""A loss as somebody hands it over: what is taken, what is left out, and what is said of what does not fit."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.functions.losses import read_loss, read_parameters

W = np.array([1.0, 2.0, -1.0])


def bowl(w):
    return w @ w


def half(w):
    if w[0] < 0:
        raise ArithmeticError("negative")
    return np.inf if w[0] > 5 else w @ w


def read(loss=bowl, w=W, **more):
    return read_loss("explore_slices(loss, w)", loss, w, **more)


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_values_are_those_of_the_loss_with_a_batched_form_and_without(seed):
    rows = np.random.default_rng(seed).normal(size=(7, 3))
    for more in ({}, {"batched": lambda W: (W**2).sum(axis=1)}):
        np.testing.assert_allclose(read(**more).values(rows), [r @ r for r in rows])


def test_places_where_the_loss_raises_or_is_infinite_are_left_out_and_the_first_reason_is_kept():
    loss = read(half)
    rows = np.array([[1.0, 0, 0], [-1.0, 0, 0], [9.0, 0, 0], [2.0, 0, 0]])
    np.testing.assert_array_equal(loss.values(rows), [1, np.nan, np.nan, 4])
    assert loss.reason == "ArithmeticError: negative"


def test_a_batched_form_that_one_row_spoils_gives_way_to_the_loss_itself():
    def batched(rows):
        return np.array([half(row) for row in rows])

    loss = read(half, batched=batched)
    np.testing.assert_array_equal(loss.values(np.array([[1.0, 0, 0], [-1.0, 0, 0]])), [1, np.nan])


def test_a_batched_form_is_used_where_there_is_one():
    calls = []

    def counted(w):
        calls.append(1)
        return w @ w

    loss = read(counted, batched=lambda W: (W**2).sum(axis=1))
    tried = len(calls)
    loss.values(np.ones((100, 3)))
    assert len(calls) == tried


def test_what_the_loss_carries_is_taken_and_what_is_handed_over_wins():
    loss = SimpleNamespace(gradient=lambda w: 2 * w, layers=[("all", (1, 3), "dense")])
    loss = type("Carried", (), {"__call__": lambda self, w: w @ w, **vars(loss), "gradient": lambda self, w: 2 * w})()
    carried = read(loss)
    np.testing.assert_allclose(carried.slopes(W), 2 * W)
    assert carried.layers[0].shape == (1, 3)
    handed = read(loss, gradient=lambda w: 2 * w + 1, shapes=[(3,)])
    np.testing.assert_allclose(handed.slopes(W), 2 * W + 1)
    assert handed.layers[0].kind == "bias"


def test_float32_stays_float32_and_what_the_loss_does_to_its_array_harms_nobody():
    seen = []

    def greedy(w):
        seen.append(w.dtype)
        value = float(w @ w)
        w[:] = 0
        return value

    loss = read(greedy, W.astype(np.float32))
    assert loss.value(W) == loss.value(W) == 6
    assert set(seen) == {np.dtype(np.float32)}
    np.testing.assert_allclose(loss.w, W)


def test_a_slope_without_a_gradient_is_a_difference_of_the_loss():
    u = np.array([0.6, 0.0, 0.8])
    assert read().slope(W, u) == pytest.approx(2 * W @ u)
    assert np.isnan(read(half).slope(np.array([-1.0, 0, 0]), u))


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"w": None}, TypeError, r"w is missing: call explore_slices\(loss, w\)"),
        ({"loss": None}, TypeError, "loss is missing"),
        ({"loss": 3.0}, TypeError, "loss must be a function of one array"),
        ({"loss": "x*y"}, TypeError, "loss must be a function of one array"),
        ({"w": np.ones((16, 2))}, ValueError, r"w must have shape \(n,\), got \(16, 2\): hand over w.ravel\(\)"),
        ({"w": [np.ones((2, 2)), np.ones(3)]}, TypeError, r"Join arrays into one: np.concatenate\(\[W1.ravel\(\)"),
        ({"w": 3.0}, ValueError, r"w must have shape \(n,\), got \(\)"),
        ({"w": [1.0, np.nan, 2.0]}, ValueError, "w must be finite"),
        ({"w": np.ones(1), "plane": True}, ValueError, "two parameters or more"),
        ({"loss": lambda w: w}, TypeError, "must return one real number"),
        ({"loss": lambda w: None}, TypeError, "returned None"),
        ({"loss": lambda w: np.nan}, ValueError, "loss is nan at w"),
        ({"gradient": 2 * W}, TypeError, "gradient must be a function"),
        ({"gradient": lambda w: 2 * w[:2]}, ValueError, r"gradient must return 3 real numbers, shape \(3,\)"),
        ({"gradient": lambda w: w * np.nan}, ValueError, "gradient is not finite at w"),
        ({"batched": bowl}, ValueError, r"batched must give the losses of the rows .* it raises ValueError: matmul"),
        ({"batched": lambda W: (W**2).sum()}, ValueError, r"batched must return shape \(m,\)"),
        ({"batched": lambda W: W[:, 0]}, ValueError, "batched must return the losses of the rows"),
        ({"batched": lambda W: np.nan * W[:, 0]}, ValueError, r"batched must return .* but it returned \[nan nan\]"),
        ({"shapes": [(3, 2)]}, ValueError, "shapes must hold the 3 parameters of w, but hold 6"),
    ],
)
def test_what_does_not_fit_is_said_by_its_name(arguments, error, words):
    with pytest.raises(error, match=words):
        read(**arguments)


def test_what_the_loss_raises_at_w_itself_reaches_whoever_called():
    with pytest.raises(ArithmeticError, match="negative"):
        read(half, -W)


def test_other_parameters_must_be_as_many():
    with pytest.raises(ValueError, match="other must have as many parameters as w, 3, got 4"):
        read_parameters(np.ones(4), "other", W)
