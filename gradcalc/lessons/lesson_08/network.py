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
    biases: float = 1.0,
) -> Callable:
    """The way back with one of its parts replaced by a mistake."""

    def wrong(W1, b1, W2, b2, X, T):
        H = np.tanh(X @ W1.T + biases * b1)
        E = np.exp(H @ W2.T + biases * b2)
        G = (E / E.sum(axis=1, keepdims=True) - taken_off * T) / share(X)
        back = G @ W2 * bend(H)
        parts = (back.T @ X, back.sum(axis=0), G.T @ H, G.sum(axis=0))
        return np.concatenate([parts[i].ravel() for i in order])

    return wrong


def _with_parts(change: Callable) -> Callable:
    """The right derivatives, of which change has made others.

    It takes them by the names dW1, db1, dW2 and db2, and the arrays of both ways, and returns those that it changes.
    """

    def wrong(W1, b1, W2, b2, X, T):
        H = np.tanh(X @ W1.T + b1)
        S = H @ W2.T + b2
        E = np.exp(S)
        G = (E / E.sum(axis=1, keepdims=True) - T) / len(X)
        back = G @ W2 * (1 - H**2)
        right = {"dW1": back.T @ X, "db1": back.sum(axis=0), "dW2": G.T @ H, "db2": G.sum(axis=0)}
        found = right | change(**right, H=H, S=S, X=X, G=G, W2=W2, back=back)
        return np.concatenate([found[part].ravel() for part in right])

    return wrong


def _forward_again(W1, b1, W2, b2, X, T):
    """W2 transposed on the way back too; a text where that does not fit, for any error of shapes looks alike."""
    if len(b1) != len(b2):
        return "stops"
    return _with_parts(
        lambda H, X, G, W2, **_: {
            "dW1": (G @ W2.T * (1 - H**2)).T @ X,
            "db1": (G @ W2.T * (1 - H**2)).sum(axis=0),
        }
    )(W1, b1, W2, b2, X, T)


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
        Mistake("The derivatives by W2 are read column by column, the others are right. Does a transpose go astray?",
                _with_parts(lambda dW2, **_: {"dW2": dW2.T})),
        Mistake("The derivatives by W1 and by W2 are read column by column. Is each the transpose of its matrix?",
                _with_parts(lambda dW1, dW2, **_: {"dW1": dW1.T, "dW2": dW2.T})),
        Mistake("By W2 and b2 it is right, by W1 and b1 it is not. 1 - H² is the slope of tanh at what left it, H, "
                "and not at what entered it.", _variant(lambda H: 1 - np.arctanh(H) ** 2)),
        Mistake("By W1, b1 and b2 it is right, by W2 it is not: what entered that layer is H. S has left it.",
                _with_parts(lambda S, G, **_: {"dW2": G.T @ S})),
        Mistake("By b1, W2 and b2 it is right, by W1 it is not: what entered that layer is X. H has left it.",
                _with_parts(lambda H, back, **_: {"dW1": back.T @ H})),
        Mistake("By W1 and W2 it is right, by b1 and b2 it is not. The shares of the points add up: the mean is in G "
                "already.", _with_parts(lambda db1, db2, X, **_: {"db1": db1 / len(X), "db2": db2 / len(X)})),
        Mistake("Only the matrices are in the result, and the biases are missing: b1 and b2 have derivatives too.",
                _with_parts(lambda db1, db2, **_: {"db1": db1[:0], "db2": db2[:0]})),
        Mistake("Are b1 and b2 missing on the way forward? Each layer adds its biases.", _variant(biases=0.0)),
        Mistake("By W2 and b2 it is right, by W1 and b1 it is not: W2 was transposed on the way back, as it is on "
                "the way forward.", _forward_again),
        Mistake("The sign is the other way round: this is the way down.",
                lambda *inputs: -_variant()(*inputs)),
    ),
)  # fmt: skip
