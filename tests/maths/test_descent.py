"""Descent against closed forms: on a quadratic every point of a path is known exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.maths.descent import backtrack, descend, descend_with_search, rate_limit, slopes_along

seeds = st.integers(0, 10**6)
momenta = st.floats(0, 0.95)


def a_bowl(seed, n=3):
    """A Hessian with its eigenvalues and eigenvectors, and a start."""
    rng = np.random.default_rng(seed)
    vectors, _ = np.linalg.qr(rng.normal(size=(n, n)))
    values = rng.uniform(0.5, 8, n)
    return (vectors * values) @ vectors.T, values, vectors, rng.uniform(-2, 2, n)


def gradient_of(H):
    return lambda x: H @ x


@given(seeds, st.floats(0.01, 1))
def test_on_a_quadratic_every_eigendirection_shrinks_by_its_own_factor(seed, rate):
    H, values, vectors, start = a_bowl(seed)
    path = descend(gradient_of(H), start, rate, 12)
    k = np.arange(13)[:, np.newaxis]
    expected = ((1 - rate * values) ** k * (vectors.T @ start)) @ vectors.T
    np.testing.assert_allclose(path, expected, atol=1e-9 * np.abs(expected).max())


def heavy_ball(value, z, rate, beta, steps):
    """One coordinate along an eigenvector, from the two roots of r² - (1 + beta - rate value) r + beta = 0."""
    first, second = np.roots([1, -(1 + beta - rate * value), beta]).astype(complex)
    z1 = (1 - rate * value) * z
    weights = np.linalg.solve([[1, 1], [first, second]], [z, z1])
    k = np.arange(steps + 1)
    return (weights[0] * first**k + weights[1] * second**k).real


@given(seeds, st.floats(0.02, 0.5), st.floats(0.1, 0.9))
def test_momentum_solves_its_linear_recurrence(seed, rate, beta):
    H, values, vectors, start = a_bowl(seed)
    discriminants = (1 + beta - rate * values) ** 2 - 4 * beta
    if np.abs(discriminants).min() < 1e-3:
        return  # a double root has another closed form
    path = descend(gradient_of(H), start, rate, 10, beta)
    coordinates = [heavy_ball(v, z, rate, beta, 10) for v, z in zip(values, vectors.T @ start, strict=True)]
    expected = np.transpose(coordinates) @ vectors.T
    np.testing.assert_allclose(path, expected, atol=1e-8 * np.abs(expected).max())


@given(seeds, momenta)
def test_below_its_limit_a_rate_converges_and_above_it_runs_away(seed, beta):
    H, _, vectors, _ = a_bowl(seed)
    limit = rate_limit(H, beta)
    start = vectors.sum(axis=1)  # along every eigenvector, the steepest among them
    steps = 4000
    assert np.linalg.norm(descend(gradient_of(H), start, 0.98 * limit, steps, beta)[-1]) < 1e-2
    with np.errstate(all="ignore"):
        assert not np.linalg.norm(descend(gradient_of(H), start, 1.02 * limit, steps, beta)[-1]) < 1e2


def test_at_the_limit_it_bounces_for_ever():
    assert rate_limit(2 * np.eye(2)) == 1
    path = descend(lambda x: 2 * x, [1.0, -0.5], rate=1.0, steps=101)
    np.testing.assert_array_equal(path[::2], np.tile([1.0, -0.5], (51, 1)))
    np.testing.assert_array_equal(path[1::2], np.tile([-1.0, 0.5], (51, 1)))


def test_momentum_raises_the_limit():
    H = np.diag([2.0, 8.0])
    assert rate_limit(H) == 0.25
    assert rate_limit(H, 0.9) == pytest.approx(2 * 1.9 / 8)


def test_a_saddle_has_no_limit_and_almost_every_start_escapes():
    with pytest.raises(ValueError, match="the least is -2: along its eigenvector no rate converges"):
        rate_limit(np.diag([2.0, -2.0]))
    saddle = lambda x: np.array([2 * x[0], -2 * x[1]])  # noqa: E731
    assert np.linalg.norm(descend(saddle, [1.0, 0.0], 0.1, 200)[-1]) < 1e-15
    assert abs(descend(saddle, [1.0, 1e-9], 0.1, 200)[-1][1]) == pytest.approx(1e-9 * 1.2**200)


@given(seeds, st.floats(0.0001, 0.9))
def test_backtracking_takes_the_largest_power_of_two_that_armijo_allows(seed, c):
    H, _, _, x = a_bowl(seed)
    v = -H @ x * 3
    slope = (H @ x) @ v
    limit = 2 * (1 - c) * -slope / (v @ H @ v)  # f(x + tv) is a parabola in t
    if abs(np.log2(limit) - round(np.log2(limit))) < 1e-6:
        return  # rounding decides
    t = backtrack(lambda p: p @ H @ p / 2, x, v, slope, c=c)
    assert t == min(1.0, 2.0 ** np.floor(np.log2(limit)))


@pytest.mark.parametrize("slope", [0.0, 1.0, np.nan])
def test_backtracking_refuses_to_climb(slope):
    with pytest.raises(ValueError, match="v must lead down"):
        backtrack(lambda x: x @ x, np.ones(2), np.ones(2), slope)


@given(seeds)
def test_with_a_line_search_f_never_rises(seed):
    H, _, _, start = a_bowl(seed)
    path = descend_with_search(lambda x: x @ H @ x / 2, gradient_of(H), start, 30, first=10.0)
    heights = np.einsum("ki,ij,kj->k", path, H, path) / 2
    assert (np.diff(heights) <= 0).all()
    assert heights[-1] < heights[0]


@given(seeds)
def test_without_momentum_the_slope_of_each_step_is_minus_the_length_of_the_gradient(seed):
    H, _, _, start = a_bowl(seed)
    path = descend(gradient_of(H), start, 0.1, 8)
    gradients = path @ H
    np.testing.assert_allclose(slopes_along(gradients, path), -np.linalg.norm(gradients[:-1], axis=1), rtol=1e-9)


@given(seeds)
def test_no_direction_falls_faster_than_minus_the_gradient(seed):
    H, _, _, start = a_bowl(seed)
    path = descend(gradient_of(H), start, 0.05, 20, 0.9)
    gradients = path @ H
    assert (slopes_along(gradients, path) >= -np.linalg.norm(gradients[:-1], axis=1) * (1 + 1e-12)).all()


def test_a_step_of_length_zero_has_no_slope():
    path = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    slopes = slopes_along(np.array([[1.0, 2.0]] * 3), path)
    assert np.isnan(slopes[0])
    assert slopes[1] == 2
