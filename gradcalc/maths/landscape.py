"""Ways to look at a loss of thousands of parameters: slopes along random directions, slices and lines."""

from collections.abc import Callable

import numpy as np

from gradcalc.maths import layers
from gradcalc.maths.network import Network, log_probabilities

AT_ONCE = 100_000  # values in a layer at a time: enough to keep NumPy busy, few enough for the processor's cache


def random_directions(count: int, n: int, seed: int = 0) -> np.ndarray:
    """Unit vectors drawn uniformly from all directions of n dimensions, one a row: shape (count, n).

    Normal numbers, divided by their length: no direction is preferred, because the density of n
    independent normal numbers depends on the length of the vector alone.

    >>> np.linalg.norm(random_directions(3, 100), axis=1).round(12).tolist()
    [1.0, 1.0, 1.0]
    """
    directions = np.random.default_rng(seed).normal(size=(count, n))
    return directions / np.linalg.norm(directions, axis=1, keepdims=True)


def layers_of(network: Network) -> list[layers.Layer]:
    """The layers of a network in the order of its parameters: for each of its own, weights and biases."""
    pairs = zip(network.sizes, network.sizes[1:], strict=False)
    return layers.layers_of_shapes([shape for p, q in pairs for shape in ((q, p), (q,))], network.n)


def filter_normalised(network: Network, w: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """A direction in which each neuron of a network moves in proportion to its own weights, of shape (n,).

    The filter of a neuron is the row of its incoming weights; `layers` does so for any layers.

    >>> network, w = Network((2, 1)), np.array([3.0, 4.0, 7.0])
    >>> filter_normalised(network, w, np.array([0.0, 2.0, 1.0])).tolist()
    [0.0, 5.0, 0.0]
    """
    return layers.filter_normalised(layers_of(network), w, direction)


def losses(network: Network, ws: np.ndarray, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The loss at many parameters at once, the rows of ws, of shape (k, n): an array of shape (k,).

    It is `network.loss` in batches, several times as fast for a small network.
    """
    parts = (_batch(network, ws[part], X, labels) for part in _parts(network, X, len(ws)))
    return np.concatenate([np.zeros(0), *parts])


def _parts(network: Network, X: np.ndarray, count: int) -> list[slice]:
    """So many parameters, in parts that are computed at once."""
    batch = max(1, AT_ONCE // (len(X) * max(network.sizes)))
    return [slice(i, i + batch) for i in range(0, count, batch)]


def _batch(network: Network, ws: np.ndarray, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
    values, used = X, 0
    for p, q in zip(network.sizes, network.sizes[1:], strict=False):
        W, b = ws[:, used : used + q * p].reshape(-1, q, p), ws[:, used + q * p : used + q * p + q]
        used += q * p + q
        values = values @ W.transpose(0, 2, 1) + b[:, None]
        if used < network.n:
            values = np.tanh(values)
    return -log_probabilities(values)[:, np.arange(len(X)), labels].mean(axis=1)


def loss_slice(
    network: Network, w: np.ndarray, d1: np.ndarray, d2: np.ndarray, X: np.ndarray, labels: np.ndarray
) -> Callable:
    """The loss on the plane through w that is spanned by d1 and d2: a function of two numbers or grids.

    Called with a and b it gives the loss at w + a d1 + b d2. At (0, 0) its gradient is that of the
    loss, seen through two directions only: (∇L · d1, ∇L · d2).
    """

    def slice_of_the_loss(a, b):
        a, b = np.broadcast_arrays(a, b)
        # Parameters are made part by part as well: those of a whole map may need gigabytes.
        parts = (
            losses(network, w + np.multiply.outer(a.ravel()[i], d1) + np.multiply.outer(b.ravel()[i], d2), X, labels)
            for i in _parts(network, X, a.size)
        )
        return np.concatenate([np.zeros(0), *parts]).reshape(a.shape)[()]

    return slice_of_the_loss


def loss_on_line(
    network: Network, start: np.ndarray, end: np.ndarray, t: np.ndarray, X: np.ndarray, labels: np.ndarray
) -> np.ndarray:
    """The loss on the straight line between two sets of parameters, at (1 - t) start + t end: shape of t.

    Source: Goodfellow, Vinyals and Saxe, Qualitatively Characterizing Neural Network Optimization
    Problems, 2015.
    """
    t = np.asarray(t, dtype=float)
    return losses(network, start + np.multiply.outer(t.ravel(), end - start), X, labels).reshape(t.shape)
