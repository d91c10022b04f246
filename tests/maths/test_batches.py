"""Batch gradients against closed forms: all batches there are, and the covariance of means without replacement."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.maths.batches import batch_gradients, batches, epochs, line_loss, point_gradients, sgd_path, spread

CHANCE = np.random.default_rng(5)
T, S = CHANCE.normal(size=7), CHANCE.normal(size=7)
W = np.array([0.3, -1.1])


@pytest.mark.parametrize("size", range(1, 8))
def test_the_spread_is_that_over_all_batches_that_there_are(size):
    own = point_gradients(W, T, S)
    every = np.array([own[list(chosen)].mean(axis=0) for chosen in itertools.combinations(range(7), size)])
    np.testing.assert_allclose(every.mean(axis=0), own.mean(axis=0), atol=1e-12)
    distance = np.sqrt(((every - own.mean(axis=0)) ** 2).sum(axis=1).mean())
    assert spread(own, size) == pytest.approx(distance, abs=1e-12)


@pytest.mark.parametrize("size", [1, 4, 16, 50])
def test_random_batches_have_the_covariance_of_the_closed_form(size):
    """Cov = Σ / size (n - size) / (n - 1), with Σ that of the points."""
    t, s = np.linspace(-1, 2, 60), np.sin(np.arange(60.0))
    own = point_gradients(W, t, s)
    found = batch_gradients(own, size, 20_000, seed=0)
    closed = np.cov(own.T, bias=True) / size * (60 - size) / 59
    np.testing.assert_allclose(np.cov(found.T), closed, atol=0.05 * np.trace(closed))
    np.testing.assert_allclose(found.mean(axis=0), own.mean(axis=0), atol=4 * np.sqrt(np.trace(closed) / 20_000))


def test_the_mean_of_the_points_gradients_is_that_of_the_loss():
    loss, h = line_loss(T, S), 1e-6
    a, b = W
    slopes = [(loss(a + h, b) - loss(a - h, b)) / (2 * h), (loss(a, b + h) - loss(a, b - h)) / (2 * h)]
    np.testing.assert_allclose(point_gradients(W, T, S).mean(axis=0), slopes, rtol=1e-8)
    assert loss(a, b) == pytest.approx(((a + b * T - S) ** 2).mean() / 2)


@pytest.mark.parametrize("height", [0.0, 1e8, -1e12])
def test_the_loss_keeps_its_digits_where_the_points_lie_high(height):
    s = height + T + S
    exact = ((height + 0.5 * T - s) ** 2).mean() / 2  # the differences come first
    assert line_loss(T, s)(height, 0.5) == pytest.approx(exact, rel=1e-3)
    assert exact > 0.1


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 5))
def test_an_epoch_has_each_point_once_and_is_counted(n, size, seed):
    size = min(size, n)
    count = -(-n // size)
    found = batches(n, size, seed)
    for epoch in (1, 2):
        chosen = [next(found) for _ in range(count)]
        assert sorted(np.concatenate(chosen).tolist()) == list(range(n))
        assert epochs(n, size, epoch * count) == pytest.approx(epoch)
        assert epochs(n, size, epoch * count - 1) == pytest.approx(epoch - len(chosen[-1]) / n)


def test_with_all_points_the_path_is_that_of_gradient_descent_and_a_seed_rewinds_to_the_same():
    design = np.column_stack([np.ones(7), T])
    hessian, best = design.T @ design / 7, np.linalg.lstsq(design, S, rcond=None)[0]
    path = sgd_path(W, T, S, 7, 0.2, 15, seed=0)
    closed = best + np.linalg.matrix_power(np.eye(2) - 0.2 * hessian, 15) @ (W - best)
    np.testing.assert_allclose(path[-1], closed, rtol=1e-10)
    one, again, other = (sgd_path(W, T, S, 2, 0.2, 15, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.allclose(one, other)
