"""The cases of lesson 07 and their exact answers.

Inputs are short decimals, so that a case can be read and copied, and each is drawn again until it
lies far enough from where a known mistake would go unseen.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from gradcalc.questions.drawing import decimals, until
from gradcalc.questions.inputs import InputFunction

CALLS = 10  # enough for any difference along one line, too few for one along every axis


def _small_loss(rng: np.random.Generator, family: str, n: int) -> InputFunction:
    a = tuple(decimals(rng, -1.5, 1.5, n).tolist())
    if family == "logistic":
        return InputFunction(family, (a, round(rng.uniform(0.1, 0.4), 1)))
    return InputFunction(family, (a, round(rng.uniform(-0.8, 0.8), 1), round(rng.uniform(0.1, 0.4), 1)))


def loss_along(loss: InputFunction, w: np.ndarray, v: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The loss on a line, from what two dot products become there: a·w + t a·u and |w|² + 2 t w·u + t²."""
    a, length = np.array(loss.parameters[0]), np.sqrt(np.sum(v**2))
    product = np.sum(a * w) + t * np.sum(a * v) / length
    square = np.sum(w**2) + 2 * t * np.sum(w * v) / length + t**2
    if loss.family == "logistic":
        return np.logaddexp(0, -product) + loss.parameters[1] * square
    return (np.tanh(product) - loss.parameters[1]) ** 2 + loss.parameters[2] * square


def _line(rng: np.random.Generator, family: str, n: int, direction: Callable[[], np.ndarray]) -> tuple:
    """A loss, a point, a direction and distances, so that the loss differs well from one distance to the next."""

    def draw():
        t = np.sort(decimals(rng, -2, 2, 4))
        return _small_loss(rng, family, n), decimals(rng, -1.5, 1.5, n), direction(), t

    def accepted(loss, w, v, t):
        if np.abs(t).min() < 0.2 or np.diff(t).min() < 0.3 or abs(t.sum()) < 0.5:
            return False
        ahead, back, from_zero = (loss_along(loss, *at) for at in ((w, v, t), (w, v, -t), (0 * w, v, t)))
        apart = [np.ptp(ahead), np.abs(ahead - back).max(), np.abs(ahead - from_zero).max(), np.abs(ahead).max()]
        return min(apart) > 0.2 and np.sum(w**2) > 0.5

    return until(draw, accepted)


def of_length_one(rng: np.random.Generator) -> list[tuple]:
    """Lines along directions whose length is 1 already."""

    def axis():
        return rng.permutation([float(rng.choice([-1, 1])), 0.0, 0.0])

    def tilted():
        return rng.permutation([0.6, -0.8, 0.0, 0.0])

    return [_line(rng, "logistic", 3, axis), _line(rng, "one neuron", 4, tilted)]


def _long(rng: np.random.Generator, n: int) -> np.ndarray:
    (v,) = until(lambda: (decimals(rng, -3, 3, n),), lambda v: np.linalg.norm(v) > 2)
    return v


def of_any_length(rng: np.random.Generator) -> list[tuple]:
    """Lines along directions that are longer than 1."""
    return [_line(rng, family, n, partial(_long, rng, n)) for family, n in (("logistic", 4), ("one neuron", 5))]


def filter_normalise(D: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Row by row D times the root of |W_i|² / |D_i|²."""
    return np.stack([d * np.sqrt(np.sum(w * w) / np.sum(d * d)) for d, w in zip(D, W, strict=True)])


def _layer(rng: np.random.Generator, neurons: int, inputs: int) -> tuple:
    """A direction and the weights of a layer; the rows differ in length, and so do the columns."""

    def accepted(D, W):
        lengths = [np.sort(np.linalg.norm(M, axis=axis)) for M in (D, W) for axis in (0, 1)]
        rows = np.linalg.norm(W, axis=1) / np.maximum(np.linalg.norm(D, axis=1), 0.1)
        apart = all(np.diff(length).max() > 0.5 and length.min() > 0.7 for length in lengths)
        return apart and np.ptp(rows) > 0.3 and np.abs(rows - 1).min() > 0.1 and np.abs(lengths[3] - 1).min() > 0.2

    return until(lambda: (decimals(rng, -3, 3, (neurons, inputs)), decimals(rng, -3, 3, (neurons, inputs))), accepted)


def layers(rng: np.random.Generator) -> list[tuple]:
    """Layers of several shapes; one has as many neurons as inputs."""
    return [_layer(rng, 2, 3), _layer(rng, 3, 3), _layer(rng, 4, 2)]


def with_a_silent_neuron(rng: np.random.Generator) -> list[tuple]:
    """Layers in which the weights of one neuron are all zero."""
    cases = []
    for neurons, inputs in ((3, 2), (4, 4)):
        D, W = _layer(rng, neurons, inputs)
        W[rng.integers(neurons)] = 0
        cases.append((D, W))
    return cases


def slope(loss: InputFunction, w: np.ndarray, v: np.ndarray) -> float:
    """D_u L = ∇L · u, with the exact gradient."""
    return float(loss.gradient(w) @ v / np.sqrt(np.sum(v**2)))


def _walk(rng: np.random.Generator, family: str, n: int, sign: int) -> tuple:
    """A small loss, a point and a direction along which the slope has this sign."""

    def accepted(loss, w, v):
        there, greatest = slope(loss, w, v), np.linalg.norm(loss.gradient(w))
        return 0.3 < sign * there < greatest - 0.2 and np.linalg.norm(v) > 1.5

    return until(lambda: (_small_loss(rng, family, n), decimals(rng, -1, 1, n), decimals(rng, -3, 3, n)), accepted)


def few_parameters(rng: np.random.Generator) -> list[tuple]:
    """Losses of four to six parameters, up and down."""
    return [_walk(rng, "logistic", 4, +1), _walk(rng, "one neuron", 5, -1), _walk(rng, "logistic", 6, -1)]


def counted(rng: np.random.Generator) -> list[tuple]:
    """Losses of more parameters than they may be called times, up and down."""
    walks = [_walk(rng, "logistic", 12, +1), _walk(rng, "one neuron", 15, -1)]
    return [(replace(loss, calls=CALLS), w, v) for loss, w, v in walks]


def rms_share(gradient: np.ndarray, directions: np.ndarray) -> float:
    """The root mean square of the cosines of the angles between the gradient and the directions."""
    products = np.sum(directions * gradient, axis=1) ** 2
    return float(np.sqrt(np.mean(products / np.sum(directions**2, axis=1) / np.sum(gradient**2))))


def fans(rng: np.random.Generator) -> list[tuple]:
    """A gradient and several directions of any length."""

    def accepted(gradient, directions):
        lengths, size = np.linalg.norm(directions, axis=1), np.linalg.norm(gradient)
        if lengths.min() < 1.2 or size < 1.5:
            return False
        shares = directions @ gradient / lengths / size
        others = [np.mean(shares**2), shares.std(), np.abs(shares).mean(), np.abs(shares).max(), shares.mean()]
        return min(abs(rms_share(gradient, directions) - other) for other in others) > 0.01

    return [
        until(lambda m=m, n=n: (decimals(rng, -3, 3, n), decimals(rng, -4, 4, (m, n))), accepted)
        for m, n in ((3, 2), (5, 3), (4, 6))
    ]


def expected_rms(n: int) -> float:
    """The squares of the n components of a unit vector add up to 1, and on average all are alike."""
    return float(n) ** -0.5


def sizes_of_networks(rng: np.random.Generator) -> list[tuple]:
    """Numbers of parameters, small and large."""
    return [(int(rng.integers(low, high)),) for low, high in ((3, 10), (50, 90), (1000, 6000))]


def same_share(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether two numbers agree to a relative tolerance: they may be small."""
    return got.shape == exact.shape and bool((np.abs(got - exact) <= tolerance * np.abs(exact)).all())
