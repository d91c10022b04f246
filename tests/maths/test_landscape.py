import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.maths.landscape import filter_normalised, loss_on_line, loss_slice, losses, random_directions
from gradcalc.maths.network import Network, loss, loss_and_gradient, two_moons

NETWORK = Network((2, 7, 5, 2))
X, LABELS = two_moons(40)


def two_directions():
    return random_directions(2, NETWORK.n, seed=3)


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_each_neuron_of_a_filter_normalised_direction_has_the_length_of_its_own_weights(seed):
    w = np.random.default_rng(seed).normal(size=NETWORK.n)
    direction = np.random.default_rng(seed + 1).normal(size=NETWORK.n)
    normalised = NETWORK.layers(filter_normalised(NETWORK, w, direction))
    for (W, _), (D, _), (N, b) in zip(NETWORK.layers(w), NETWORK.layers(direction), normalised, strict=True):
        for i in range(len(W)):
            assert np.sum(N[i] ** 2) == pytest.approx(np.sum(W[i] ** 2), rel=1e-12)
            assert N[i] @ D[i] == pytest.approx(np.linalg.norm(N[i]) * np.linalg.norm(D[i]), rel=1e-12)
        assert not b.any()


def test_a_neuron_without_weights_does_not_move_and_one_without_a_direction_neither():
    network = Network((2, 2))
    w, direction = np.array([0.0, 0.0, 3.0, 4.0, 1.0, 1.0]), np.array([1.0, 2.0, 0.0, 0.0, 1.0, 1.0])
    assert filter_normalised(network, w, direction).tolist() == [0.0] * 6


def test_twice_the_weights_make_a_filter_normalised_direction_twice_as_long():
    w, (d, _) = NETWORK.start(), two_directions()
    np.testing.assert_allclose(filter_normalised(NETWORK, 2 * w, d), 2 * filter_normalised(NETWORK, w, 5 * d))


def test_losses_in_batches_are_the_losses_one_by_one():
    ws = NETWORK.start() + np.random.default_rng(0).normal(size=(150, NETWORK.n))
    expected = [loss(NETWORK, w, X, LABELS) for w in ws]
    np.testing.assert_allclose(losses(NETWORK, ws, X, LABELS), expected, rtol=1e-12)
    assert losses(NETWORK, ws[:0], X, LABELS).shape == (0,)


def test_a_slice_is_the_loss_on_its_plane_for_numbers_and_for_grids():
    w, (d1, d2) = NETWORK.start(), two_directions()
    f = loss_slice(NETWORK, w, d1, d2, X, LABELS)
    a, b = np.meshgrid([-1.0, 0.0, 2.0], [0.5, 1.5])
    expected = [[loss(NETWORK, w + s * d1 + t * d2, X, LABELS) for s in (-1, 0, 2)] for t in (0.5, 1.5)]
    np.testing.assert_allclose(f(a, b), expected)
    assert f(-1.0, 1.5) == pytest.approx(expected[1][0])
    assert np.ndim(f(0.0, 0.0)) == 0


def test_a_slice_of_a_large_network_takes_little_memory():
    network = Network((2, 67, 67, 2))
    f = loss_slice(network, network.start(), *random_directions(2, network.n), X, LABELS)
    a, b = np.meshgrid(np.linspace(-1, 1, 30), np.linspace(-1, 1, 30))
    tracemalloc.start()
    try:
        f(a, b)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < a.size * network.n * 8 / 4  # bytes: all parameters at once would take more than four times that


def test_the_gradient_of_a_slice_is_the_gradient_of_the_loss_seen_through_its_two_directions():
    w, (d1, d2) = NETWORK.start(), two_directions()
    g = loss_and_gradient(NETWORK, w, X, LABELS)[1]
    found = gc.gradient(loss_slice(NETWORK, w, d1, d2, X, LABELS), 0.0, 0.0)
    np.testing.assert_allclose(found, [g @ d1, g @ d2], atol=1e-9)


def test_a_line_goes_from_its_start_to_its_end():
    start, end = NETWORK.start(0), NETWORK.start(1)
    expected = [loss(NETWORK, w, X, LABELS) for w in (start, 0.75 * start + 0.25 * end, end)]
    np.testing.assert_allclose(loss_on_line(NETWORK, start, end, [0, 0.25, 1], X, LABELS), expected)


@pytest.mark.parametrize("n", [2, 57, 1082])
def test_random_directions_prefer_none(n):
    u = random_directions(20_000, n, seed=1)
    np.testing.assert_allclose(np.linalg.norm(u, axis=1), 1)
    assert np.sqrt(20_000) * np.linalg.norm(u.mean(axis=0)) < 1 + 5 / np.sqrt(n)
    # In one fixed direction the square is 1/n on average, give or take its own spread of about sqrt(2)/n.
    along = u @ gc.unit(np.arange(1.0, n + 1))
    assert np.mean(along**2) * n == pytest.approx(1, abs=5 * np.sqrt(2 / 20_000))
