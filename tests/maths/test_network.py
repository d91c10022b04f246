import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.maths.derivatives import gradient
from gradcalc.maths.network import (
    Network,
    accuracy,
    activations,
    log_probabilities,
    loss,
    loss_and_gradient,
    pack,
    scores,
    spirals,
    train,
    two_moons,
)

sizes = st.lists(st.integers(1, 6), min_size=1, max_size=3).map(lambda hidden: (2, *hidden, 2))


def by_hand(layers, point, label):
    """The loss of one point, neuron by neuron with Python numbers."""
    values = list(point)
    for depth, (W, b) in enumerate(layers):
        sums = [sum(W[i, j] * v for j, v in enumerate(values)) + b[i] for i in range(len(b))]
        values = sums if depth == len(layers) - 1 else [np.tanh(s) for s in sums]
    return -np.log(np.exp(values[label]) / sum(np.exp(v) for v in values))


@given(sizes, st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_flat_parameters_survive_the_way_to_layers_and_back(sizes, seed):
    network = Network(sizes)
    w = np.random.default_rng(seed).normal(size=network.n)
    assert (pack(network.layers(w)) == w).all()
    assert network.start(seed).shape == (network.n,)


@given(sizes, st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_the_loss_is_what_one_gets_neuron_by_neuron(sizes, seed):
    network, rng = Network(sizes), np.random.default_rng(seed)
    w, X, labels = rng.normal(size=network.n), rng.normal(size=(5, 2)), rng.integers(0, 2, 5)
    expected = np.mean([by_hand(network.layers(w), x, label) for x, label in zip(X, labels, strict=True)])
    assert loss(network, w, X, labels) == pytest.approx(expected, rel=1e-12)


@given(sizes, st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_backpropagation_agrees_with_central_and_complex_differences(sizes, seed):
    network, rng = Network(sizes), np.random.default_rng(seed)
    w, X, labels = rng.normal(size=network.n), rng.normal(size=(7, 2)), rng.integers(0, 2, 7)
    value, found = loss_and_gradient(network, w, X, labels)
    assert value == pytest.approx(loss(network, w, X, labels), rel=1e-14)
    np.testing.assert_allclose(found, gradient(lambda v: loss(network, v, X, labels), w), atol=1e-9)
    complex_steps = gradient(lambda v: loss(network, v, X, labels), w, method="complex")
    np.testing.assert_allclose(found, complex_steps, atol=1e-14)


def test_the_gradient_is_right_for_more_than_two_classes_too():
    network, rng = Network((3, 5, 4)), np.random.default_rng(0)
    w, X, labels = rng.normal(size=network.n), rng.normal(size=(9, 3)), rng.integers(0, 4, 9)
    complex_steps = gradient(lambda v: loss(network, v, X, labels), w, method="complex")
    np.testing.assert_allclose(loss_and_gradient(network, w, X, labels)[1], complex_steps, atol=1e-14)


def test_great_scores_do_not_overflow():
    log_p = log_probabilities(np.array([[1e4, 0.0], [-1e4, 1e4]]))
    assert log_p.tolist() == [[0.0, -1e4], [-2e4, 0.0]]


def test_a_wrong_number_of_parameters_is_refused():
    with pytest.raises(ValueError, match=r"w must have shape \(22,\).*got \(21,\)"):
        loss(Network((2, 4, 2)), np.zeros(21), *two_moons(10))


def test_the_values_of_each_layer_have_its_size():
    network, (X, _) = Network((2, 5, 3, 2)), two_moons(10)
    values = activations(network, network.start(), X)
    assert [v.shape for v in values] == [(10, 2), (10, 5), (10, 3), (10, 2)]
    assert all(np.abs(v).max() < 1 for v in values[1:-1])
    assert (values[-1] == scores(network, network.start(), X)).all()


@pytest.mark.parametrize("data", [two_moons, spirals])
def test_half_a_turn_exchanges_the_classes_where_there_is_no_noise(data):
    X, labels = data(100, noise=0)
    assert X.shape == (100, 2)
    assert labels.tolist() == [0] * 50 + [1] * 50
    assert (X[labels == 1] == -X[labels == 0]).all()


@pytest.mark.parametrize("data", [two_moons, spirals])
def test_noise_has_its_standard_deviation_and_comes_from_the_seed(data):
    X, _ = data(20_000, noise=0.3, seed=1)
    added = X - data(20_000, noise=0)[0]
    assert added.std() == pytest.approx(0.3, rel=0.02)
    assert added.mean() == pytest.approx(0, abs=0.01)
    assert (data(10, seed=4)[0] == data(10, seed=4)[0]).all()
    assert (data(10, seed=4)[0] != data(10, seed=5)[0]).any()


def test_moons_lie_on_half_circles_of_radius_one():
    X, labels = two_moons(50, noise=0)
    assert np.hypot(*(X[labels == 0] + [0.5, 0.25]).T) == pytest.approx(1)


@pytest.mark.parametrize(("data", "steps"), [(two_moons, 300), (spirals, 1500)])
def test_training_sorts_the_points_and_leaves_its_start_alone(data, steps):
    network, (X, labels) = Network((2, 16, 16, 2)), data()
    start = network.start()
    before = start.copy()
    w, value = next(itertools.islice(train(network, start, X, labels), steps, None))
    assert (start == before).all()
    assert accuracy(network, w, X, labels) > 0.97
    assert value < 0.1


def test_a_step_of_training_is_the_formula_of_momentum():
    network, (X, labels) = Network((2, 4, 2)), two_moons(20)
    course = train(network, network.start(), X, labels, rate=0.3, beta=0.8)
    (a, _), (b, _), (c, _) = (next(course) for _ in range(3))
    np.testing.assert_allclose(b, a - 0.3 * loss_and_gradient(network, a, X, labels)[1])
    np.testing.assert_allclose(c, b + 0.8 * (b - a) - 0.3 * loss_and_gradient(network, b, X, labels)[1])
