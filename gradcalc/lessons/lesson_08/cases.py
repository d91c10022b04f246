"""The cases of lesson 08 and their exact answers.

Losses here are weighted sums or cross-entropies written out in full; their derivatives come from a
step in the complex plane, which has no rounding to speak of, or from the closed form of one entry.
"""

from collections.abc import Callable

import numpy as np

from gradcalc.questions.drawing import decimals, until
from gradcalc.questions.inputs import InputFunction

STEP = 1e-30  # of the complex step: its error is of the order of the square


def _complex_gradient(f: Callable[[np.ndarray], complex], w: np.ndarray) -> np.ndarray:
    """The gradient of f, which takes complex arrays of the shape of w."""
    found = np.empty(w.shape)
    for place in np.ndindex(w.shape):
        moved = w.astype(complex)
        moved[place] += 1j * STEP
        found[place] = f(moved).imag / STEP
    return found


def to_weights(G: np.ndarray, X: np.ndarray) -> np.ndarray:
    """By W of the sum of G * (X Wᵀ)."""
    return _complex_gradient(lambda W: np.einsum("ij,ik,jk->", G, X, W), np.zeros((G.shape[1], X.shape[1])))


def to_biases(G: np.ndarray) -> np.ndarray:
    """By b of the sum of G * b, where b is added to every row."""
    return _complex_gradient(lambda b: np.einsum("ij,j->", G, b), np.zeros(G.shape[1]))


def to_inputs(G: np.ndarray, W: np.ndarray) -> np.ndarray:
    """By X of the sum of G * (X Wᵀ)."""
    return _complex_gradient(lambda X: np.einsum("ij,ik,jk->", G, X, W), np.zeros((G.shape[0], W.shape[1])))


def _well_apart(*arrays: np.ndarray) -> bool:
    return all(np.abs(a).min() > 0.1 and np.ptp(a) > 0.5 for a in arrays)


def _layer(rng: np.random.Generator, m: int, p: int, q: int) -> tuple:
    """G, X and W of a layer from p values to q values, for m points; no sum vanishes."""
    return until(
        lambda: (decimals(rng, -2, 2, (m, q)), decimals(rng, -2, 2, (m, p)), decimals(rng, -2, 2, (q, p))),
        lambda G, X, W: _well_apart(G, X, W, G.T @ X, G @ W) and np.abs(G.sum(axis=0)).min() > 0.3,
    )


SHAPES = ((4, 3, 2), (3, 2, 3), (3, 3, 3))


def layers_with_inputs(rng: np.random.Generator) -> list[tuple]:
    """G and X."""
    return [_layer(rng, *shape)[:2] for shape in SHAPES]


def layers_alone(rng: np.random.Generator) -> list[tuple]:
    """G."""
    return [_layer(rng, *shape)[:1] for shape in SHAPES]


def layers_with_weights(rng: np.random.Generator) -> list[tuple]:
    """G and W."""
    return [(G, W) for G, _, W in (_layer(rng, *shape) for shape in SHAPES)]


def through_tanh(G: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """G / cosh² of the values that entered, which are artanh Y."""
    return G / np.cosh(np.arctanh(Y)) ** 2


def bent(rng: np.random.Generator) -> list[tuple]:
    """Derivatives by what leaves a tanh, and what leaves it."""
    return [
        until(
            lambda m=m, q=q: (decimals(rng, -2, 2, (m, q)), rng.uniform(-0.95, 0.95, (m, q)).round(2) + 0),
            lambda G, Y: _well_apart(G, Y),
        )
        for m, q in ((1, 3), (3, 2), (4, 4))
    ]


def cross_entropy(S: np.ndarray, T: np.ndarray) -> complex:
    """Minus the mean over the rows of the log probability of the class that T marks by a 1."""
    S = S - S.real.max(axis=1, keepdims=True)
    return -np.sum(T * (S - np.log(np.exp(S).sum(axis=1, keepdims=True)))) / len(S)


def by_scores(S: np.ndarray, T: np.ndarray) -> np.ndarray:
    """By every score of the cross-entropy."""
    return _complex_gradient(lambda moved: cross_entropy(moved, T), S)


def _marked(rng: np.random.Generator, m: int, k: int) -> np.ndarray:
    """One row a point, with a 1 for its class; at least two classes are met."""
    classes = until(lambda: (rng.integers(k, size=m),), lambda c: m == 1 or len(set(c.tolist())) > 1)[0]
    return np.eye(k)[classes]


def moderate_scores(rng: np.random.Generator) -> list[tuple]:
    """Scores of a few points, and their classes."""
    return [(decimals(rng, -2, 2, (m, k)), _marked(rng, m, k)) for m, k in ((2, 2), (3, 3), (4, 3))]


def large_scores(rng: np.random.Generator) -> list[tuple]:
    """Scores whose exponentials overflow; those of a row lie close together.

    In the last case the rows lie so far apart that beside the greatest score of all a whole row is nothing.
    """
    together = [
        (rng.choice([800.0, 900.0, 1000.0], (m, 1)) + decimals(rng, -2, 2, (m, k)), _marked(rng, m, k))
        for m, k in ((2, 3), (3, 2))
    ]
    levels = rng.permutation([-1000.0, 0.0, 1000.0])[:, None]
    return [*together, (levels + decimals(rng, -2, 2, (3, 3)), _marked(rng, 3, 3))]


def gap(loss: InputFunction, w: np.ndarray, g: np.ndarray, v: np.ndarray) -> float:
    """The size of (g - ∇L) · u."""
    return float(abs((g - loss.gradient(w)) @ v) / np.sqrt(v @ v))


def _claim(rng: np.random.Generator, n: int, spoil: Callable[[np.ndarray], np.ndarray], *signs: float) -> tuple:
    """A loss, a point, a gradient that is claimed there, and a direction along which nothing is mistaken for another.

    signs are those that the claimed slope and the slope of the loss may have beside each other.
    """

    def draw():
        a, b = decimals(rng, -1.5, 1.5, n), decimals(rng, -1, 1, n)
        loss, w = InputFunction("valley", (tuple(a.tolist()), tuple(b.tolist()))), decimals(rng, -1.5, 1.5, n)
        return loss, w, spoil(loss.gradient(w)).round(6), decimals(rng, -2, 2, n)

    def accepted(loss, w, g, v):
        length = np.sqrt(v @ v)
        slope, claimed = loss.gradient(w) @ v / length, g @ v / length
        return (
            abs(length - 1) > 0.3
            and min(abs(slope), abs(claimed)) > 0.3
            and np.sign(slope * claimed) in signs
            and gap(loss, w, g, v) < 20
        )

    return until(draw, accepted)


def _true(g: np.ndarray) -> np.ndarray:
    return g


def _doubled(g: np.ndarray) -> np.ndarray:
    return 2 * g


def _one_component(g: np.ndarray) -> np.ndarray:
    return np.where(np.arange(len(g)) == len(g) // 2, -2 * g, g)


def wrong_claims(rng: np.random.Generator) -> list[tuple]:
    """Gradients with a wrong factor, and with one wrong component."""
    return [_claim(rng, 3, _doubled, 1), _claim(rng, 5, _one_component, -1), _claim(rng, 4, _one_component, -1)]


def mixed_claims(rng: np.random.Generator) -> list[tuple]:
    """A gradient that is right, one of which a component is not, and one with a wrong factor."""
    return [_claim(rng, 4, _true, 1), _claim(rng, 4, _one_component, -1), _claim(rng, 3, lambda g: -3 * g, -1)]


def network_gradient(
    W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, X: np.ndarray, T: np.ndarray
) -> np.ndarray:
    """By all parameters, in the order W1, b1, W2, b2, each by rows: the sums of the chain rule, written out."""
    H = np.tanh(X @ W1.T + b1)
    odds = np.exp(H @ W2.T + b2)
    by_score = (odds / odds.sum(axis=1, keepdims=True) - T) / len(X)
    by_hidden = by_score @ W2 / np.cosh(X @ W1.T + b1) ** 2
    sums = (by_hidden.T @ X, by_hidden.sum(axis=0), by_score.T @ H, by_score.sum(axis=0))
    return np.concatenate([part.ravel() for part in sums])


def _network(rng: np.random.Generator, m: int, p: int, q: int, k: int) -> tuple:
    def draw():
        shapes = ((q, p), q, (k, q), k, (m, p))
        return (*(decimals(rng, -1, 1, shape) for shape in shapes), _marked(rng, m, k))

    def accepted(*inputs):
        g = network_gradient(*inputs)
        bend = np.abs(np.tanh(inputs[4] @ inputs[0].T + inputs[1]))
        # Every part counts: the first layer's too, and the bend of tanh.
        return bend.max() > 0.5 and np.abs(g[: q * p]).max() > 0.1 and np.abs(g[-k:]).max() > 0.1

    return until(draw, accepted)


def _large_network(rng: np.random.Generator) -> tuple:
    """One with so many parameters that nobody can move each of them in time: 86,405, each for a pass of 400 points.

    Its weights are small, so that no tanh and no score is extreme.
    """
    m, p, q, k = 400, 90, 900, 5
    layers = (decimals(rng, -1, 1, shape) / scale for shape, scale in (((q, p), 10), (q, 1), ((k, q), 10), (k, 1)))
    return (*layers, decimals(rng, -1, 1, (m, p)), _marked(rng, m, k))


def one_point(rng: np.random.Generator) -> list[tuple]:
    """Networks that see a single point."""
    return [_network(rng, 1, 2, 3, 2), _network(rng, 1, 3, 2, 3)]


def several_points(rng: np.random.Generator) -> list[tuple]:
    """Networks whose loss is a mean over several points, and at last a large one."""
    return [_network(rng, 3, 2, 4, 2), _network(rng, 5, 3, 3, 3), _large_network(rng)]
