"""A small neural network, written out: its loss, and the gradient of the loss by backpropagation.

A dense network with tanh units sorts points of the plane into classes. All its weights and biases
stand in one flat array w of shape (n,), so that the loss is a function of n variables like any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Network:
    """The shape of a dense network: how many values enter it, and how many leave each of its layers.

    A layer from p values to q values has a matrix W of shape (q, p), one row for each of its q
    neurons, and biases b of shape (q,).

    >>> Network((2, 16, 16, 2)).n
    354
    """

    sizes: tuple[int, ...]

    @property
    def n(self) -> int:
        """The number of parameters: all weights and biases."""
        return sum(q * p + q for p, q in zip(self.sizes, self.sizes[1:], strict=False))

    def start(self, seed: int = 0) -> np.ndarray:
        """Random parameters of shape (n,) to start training from.

        The biases are 0; a weight of a neuron with p inputs has variance 1 / p, so that the values
        neither grow nor fade from layer to layer. Source: LeCun et al., Efficient BackProp, 1998, 4.6.
        """
        rng = np.random.default_rng(seed)
        pairs = zip(self.sizes, self.sizes[1:], strict=False)
        return pack([(rng.normal(size=(q, p)) / np.sqrt(p), np.zeros(q)) for p, q in pairs])

    def layers(self, w: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """The matrix W and the biases b of each layer, as views into w. Raises ValueError for a wrong shape.

        >>> [(W.shape, b.shape) for W, b in Network((2, 3, 2)).layers(np.zeros(17))]
        [((3, 2), (3,)), ((2, 3), (2,))]
        """
        if np.shape(w) != (self.n,):
            raise ValueError(f"w must have shape ({self.n},) for a network of sizes {self.sizes}, got {np.shape(w)}.")
        layers, used = [], 0
        for p, q in zip(self.sizes, self.sizes[1:], strict=False):
            W, b = w[used : used + q * p].reshape(q, p), w[used + q * p : used + q * p + q]
            layers.append((W, b))
            used += q * p + q
        return layers


def pack(layers: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """All weights and biases as one flat array, the way back from `Network.layers`."""
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def activations(network: Network, w: np.ndarray, X: np.ndarray) -> list[np.ndarray]:
    """The values that enter the network and that leave each layer, of shape (m, size) each.

    X holds m points, one a row. The last layer has no tanh: its values are the scores of the classes.
    """
    values = [X]
    *hidden, last = network.layers(w)
    for W, b in hidden:
        values.append(np.tanh(values[-1] @ W.T + b))
    W, b = last
    values.append(values[-1] @ W.T + b)
    return values


def scores(network: Network, w: np.ndarray, X: np.ndarray) -> np.ndarray:
    """The scores of the classes, of shape (m, classes): the greatest of a row says where the point belongs."""
    return activations(network, w, X)[-1]


def log_probabilities(s: np.ndarray) -> np.ndarray:
    """Softmax: the logarithm of exp(s) / sum(exp(s)), along the last axis.

    The greatest score is taken off first, which changes nothing but keeps exp from overflowing.

    >>> np.exp(log_probabilities(np.array([[0.0, 0.0], [1000.0, 0.0]]))).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    s = s - s.real.max(axis=-1, keepdims=True)  # .real, so that complex steps pass through
    return s - np.log(np.exp(s).sum(axis=-1, keepdims=True))


def loss(network: Network, w: np.ndarray, X: np.ndarray, labels: np.ndarray) -> float:
    """The cross-entropy: minus the mean logarithm of the probability given to the right class.

    labels, of shape (m,), says the class of each point, counted from 0.

    >>> X, labels = two_moons(100)
    >>> print(f"{loss(Network((2, 4, 2)), np.zeros(22), X, labels):.6f}")  # even chances: log 2
    0.693147
    """
    log_p = log_probabilities(scores(network, w, X))
    return -log_p[np.arange(len(X)), labels].mean()


def loss_and_gradient(network: Network, w: np.ndarray, X: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """The loss and its gradient, of shape (n,), by backpropagation.

    Source: Rumelhart, Hinton and Williams, Nature 323, 1986.
    """
    values = activations(network, w, X)
    log_p = log_probabilities(values[-1])
    here = np.arange(len(X)), labels
    # How the loss changes with each score: probability, minus 1 for the right class, over m.
    back = np.exp(log_p)
    back[here] -= 1
    back /= len(X)
    gradients = []
    for (W, _), entering in zip(reversed(network.layers(w)), reversed(values[:-1]), strict=True):
        gradients.append((back.T @ entering, back.sum(axis=0)))
        # Through W, and through the tanh before it, whose derivative is 1 - tanh². Nothing reads it for X itself.
        back = back @ W * (1 - entering**2)
    return -log_p[here].mean(), pack(gradients[::-1])


def train(
    network: Network, w: np.ndarray, X: np.ndarray, labels: np.ndarray, rate: float = 0.1, beta: float = 0.9
) -> Iterator[tuple[np.ndarray, float]]:
    """Gradient descent with momentum on all points at once, for as long as it is asked to go on.

    Each step yields the parameters before it and the loss there; rate is the learning rate, beta
    the share of the last step that is kept.
    """
    w, step = np.array(w, dtype=float), np.zeros(network.n)
    while True:
        value, gradient = loss_and_gradient(network, w, X, labels)
        yield w.copy(), value
        step = beta * step - rate * gradient
        w += step


def accuracy(network: Network, w: np.ndarray, X: np.ndarray, labels: np.ndarray) -> float:
    """The share of points for which the greatest score is that of the right class."""
    return float((scores(network, w, X).argmax(axis=1) == labels).mean())


def two_moons(m: int = 200, noise: float = 0.1, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """m points on two half circles that reach into each other: X of shape (m, 2), labels of shape (m,).

    m is even. Without noise the second moon is the first, turned half way round the origin. noise is
    the standard deviation of what is added to each coordinate.
    """
    t = np.linspace(0, np.pi, m // 2)
    moon = np.column_stack([np.cos(t) - 0.5, np.sin(t) - 0.25])
    return _with_its_half_turn(moon, noise, seed)


def spirals(m: int = 200, noise: float = 0.05, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """m points on two arms of a spiral, each one turn around the origin: X of shape (m, 2), labels of shape (m,).

    m is even. Without noise the second arm is the first, turned half way round the origin.
    """
    t = np.linspace(0, 1, m // 2)
    arm = (0.2 + 1.3 * t)[:, None] * np.column_stack([np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)])
    return _with_its_half_turn(arm, noise, seed)


def _with_its_half_turn(first: np.ndarray, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    X = np.concatenate([first, -first])
    X += noise * np.random.default_rng(seed).normal(size=X.shape)
    return X, np.repeat([0, 1], len(first))
