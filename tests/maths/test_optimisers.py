"""The steps of optimisers: against closed forms on quadratics, and against the formulas of their sources."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.maths.descent import descend
from gradcalc.maths.optimisers import METHODS, adam, method_step, optimise

LAMBDAS = np.array([1.0, 4.0])
RATES = st.floats(0.01, 0.4)


def bowl(x):
    return LAMBDAS * x


def test_the_path_of_gradient_descent_on_a_bowl_is_a_power():
    path = optimise("gradient descent", bowl, [1.0, -2.0], 0.1, 30)
    closed = (1 - 0.1 * LAMBDAS) ** np.arange(31)[:, np.newaxis] * [1.0, -2.0]
    np.testing.assert_allclose(path, closed, rtol=1e-12)


@given(RATES, st.floats(0, 0.95))
def test_momentum_is_the_recurrence_of_lesson_06(rate, beta):
    mine = optimise("momentum", bowl, [1.0, -2.0], rate, 20, beta=beta)
    np.testing.assert_allclose(mine, descend(bowl, [1.0, -2.0], rate, 20, beta), rtol=1e-9, atol=1e-9)


@given(RATES, st.floats(0, 0.95))
def test_nesterov_is_the_gradient_ahead_seen_from_the_points_ahead(rate, beta):
    """Nesterov's own form: v = beta v - rate ∇f(y + beta v), y + v. The points of PyTorch are y + beta v."""
    y, v, ahead = np.array([1.0, -2.0]), np.zeros(2), []
    for _ in range(21):
        ahead.append(y + beta * v)
        v = beta * v - rate * bowl(y + beta * v)
        y = y + v
    mine = optimise("Nesterov", bowl, [1.0, -2.0], rate, 20, beta=beta)
    np.testing.assert_allclose(mine, ahead, rtol=1e-9, atol=1e-9)


@given(st.floats(0.001, 1), st.floats(1e-3, 1e3), st.integers(1, 30))
def test_under_a_constant_gradient_adam_walks_at_its_rate_and_rmsprop_as_its_mean_says(rate, size, steps):
    def slope(x):
        return np.array([size, -size])

    np.testing.assert_allclose(
        optimise("Adam", slope, [0.0, 0.0], rate, steps)[-1], [-rate * steps, rate * steps], rtol=1e-4
    )
    # v after k steps is (1 - alpha^k) g².
    walked = rate * sum(1 / np.sqrt(1 - 0.99**k) for k in range(1, steps + 1))
    np.testing.assert_allclose(optimise("RMSProp", slope, [0.0, 0.0], rate, steps)[-1], [-walked, walked], rtol=1e-3)


def test_eps_stands_outside_of_the_root():
    x, _ = adam(np.zeros(1), np.array([1e-8]), (), rate=1.0)
    assert x[0] == pytest.approx(-0.5)  # 1e-8 / (1e-8 + 1e-8); inside it would be 1e-8 / 1e-4


def test_decay_shrinks_the_point_and_leaves_the_gradient_alone():
    x, memory = adam(np.array([2.0]), np.zeros(1), (), rate=0.1, decay=0.5)
    assert x[0] == pytest.approx(2.0 * (1 - 0.05))
    assert memory[0] == memory[1] == 0


def test_sgd_is_the_step_of_gradient_descent_along_a_gradient_with_noise():
    noise = np.random.default_rng(3).normal(size=(40, 2))
    each = iter(noise)
    path = optimise("SGD", lambda x: bowl(x) + next(each), [1.0, -2.0], 0.1, 40)
    shrink = 1 - 0.1 * LAMBDAS
    closed = shrink**40 * [1.0, -2.0] - 0.1 * sum(shrink ** (39 - k) * noise[k] for k in range(40))
    np.testing.assert_allclose(path[-1], closed, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_steps_change_nothing_in_place(method):
    x, g, step = np.array([1.0, 2.0]), np.array([0.5, 0.5]), method_step(method, 0.1)
    x1, memory = step(x, g, ())
    kept = [np.copy(part) for part in memory]
    step(x1, g, memory)
    assert x.tolist() == [1, 2]
    assert g.tolist() == [0.5, 0.5]
    for part, before in zip(memory, kept, strict=True):
        np.testing.assert_array_equal(part, before)


@pytest.mark.parametrize(
    ("error", "says", "call"),
    [
        (ValueError, "method must be one of 'gradient descent', 'SGD'", lambda: method_step("adam", 0.1)),
        (ValueError, "rate must be a positive number, got 0", lambda: method_step("Adam", 0)),
        (ValueError, "beta2 must lie from 0 to below 1, got 1", lambda: method_step("Adam", 0.1, beta2=1)),
        (ValueError, "eps must be 0 or positive, got -1", lambda: method_step("RMSProp", 0.1, eps=-1)),
        (TypeError, "SGD has no number beta=: it has the rate alone", lambda: method_step("SGD", 0.1, beta=0.9)),
        (TypeError, "momentum has no number mu=: it has rate, beta", lambda: method_step("momentum", 0.1, mu=0.9)),
        (ValueError, r"start must be an array of shape \(n,\)", lambda: optimise("SGD", bowl, 1.0, 0.1, 1)),
        (ValueError, "gradient must return an array", lambda: optimise("SGD", lambda x: 1.0, [1.0, 2.0], 0.1, 1)),
    ],
)
def test_what_does_not_fit_is_named_and_mended(error, says, call):
    with pytest.raises(error, match=says):
        call()
