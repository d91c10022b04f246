"""The last exercise of lesson 08: the whole way back through a network with one hidden layer."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_08 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _variant(
    bend: Callable = lambda H: 1 - H**2,
    share: Callable = len,
    taken_off: float = 1.0,
    order: tuple[int, ...] = (0, 1, 2, 3),
) -> Callable:
    """The way back with one of its parts replaced by a mistake."""

    def wrong(W1, b1, W2, b2, X, T):
        H = np.tanh(X @ W1.T + b1)
        E = np.exp(H @ W2.T + b2)
        G = (E / E.sum(axis=1, keepdims=True) - taken_off * T) / share(X)
        back = G @ W2 * bend(H)
        parts = (back.T @ X, back.sum(axis=0), G.T @ H, G.sum(axis=0))
        return np.concatenate([parts[i].ravel() for i in order])

    return wrong


def _by_columns(W1, b1, W2, b2, X, T):
    found = _variant()(W1, b1, W2, b2, X, T)
    first, rest = np.split(found, [W1.size])
    return np.concatenate([first.reshape(W1.shape).T.ravel(), rest])


def _without_bending(W1, b1, W2, b2, X, T):
    return _variant(lambda H: np.ones_like(H))(W1, b1, W2, b2, X, T)


NETWORK_GRADIENT = Answer(
    name="network_gradient",
    kind="function",
    arguments="W1, b1, W2, b2, X, T",
    gives="one array with all derivatives: by W1, b1, W2 and b2 in this order, each matrix row by row",
    exact=cases.network_gradient,
    tolerance=1e-5,
    strata=(
        # First, for whoever moves each weight is still at it when the time is up, and nothing else is tried then.
        Stratum("several points, and a large network", 2, cases.several_points),
        Stratum("a single point", 1, cases.one_point),
    ),
    mistakes=(
        Mistake("The way back to the first layer leads through tanh: multiply by 1 - H².", _without_bending),
        Mistake("H has been through tanh already. Its slope is 1 - H².", _variant(lambda H: 1 - np.tanh(H) ** 2)),
        Mistake("The loss is a mean over the points: divide by their number, once.", _variant(share=lambda X: 1)),
        Mistake("The mean was taken twice: divide by the number of points only once, at the scores.",
                _variant(share=lambda X: len(X) ** 2)),
        Mistake("At the scores the way back begins with probabilities minus T.", _variant(taken_off=0.0)),
        Mistake("These are the right numbers in another order: W1, b1, W2, b2 is asked for.",
                _variant(order=(2, 3, 0, 1))),
        Mistake("These are the right numbers in another order: both matrices stand before the biases.",
                _variant(order=(0, 2, 1, 3))),
        Mistake("The derivatives by W1 are read column by column. Does a transpose go astray?", _by_columns),
        Mistake("The sign is the other way round: this is the way down.",
                lambda *inputs: -_variant()(*inputs)),
    ),
)  # fmt: skip
