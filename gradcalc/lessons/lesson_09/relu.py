"""The fourth exercise of lesson 09: back through a layer whose units are ReLU."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_09 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _both(weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return np.concatenate([weights.ravel(), biases])


def _layer(passed: Callable, parts: Callable = lambda D, X, G: _both(D.T @ X, D.sum(axis=0))) -> Callable:
    """A wrong way back: passed(G, A) is what it takes back through the ReLU, parts(D, X, G) what it makes of that."""

    def wrong(W, b, X, G):
        return parts(passed(G, X @ W.T + b), X, G)

    return wrong


def _through(G, A):
    return G * (A > 0)


def _without_bias(W, b, X, G):
    D = G * (X @ W.T > 0)
    return _both(D.T @ X, D.sum(axis=0))


def _by_the_weights(W, b, X, G):
    return _both(G.T @ X * (W > 0), G.sum(axis=0))


def _bent_result(W, b, X, G):
    return np.maximum(_both(G.T @ X, G.sum(axis=0)), 0)


_MEAN = "This is divided by the number of points. G holds the mean already: add the shares up."

RELU_BACK = Answer(
    name="relu_back",
    kind="function",
    arguments="W, b, X, G",
    gives="an array of shape (n,), with the derivatives by W row by row and then those by b",
    exact=cases.relu_back,
    strata=(
        Stratum("a single point", 1, cases.one_point),
        Stratum("several points", 1, cases.several_points),
    ),
    mistakes=(
        Mistake("G goes back here as if the layer were linear. ReLU lets it through only where what entered is "
                "positive.", _layer(lambda G, A: G)),
        Mistake("Here the sign of G decides. What entered the ReLU decides: is X Wᵀ + b positive there?",
                _layer(lambda G, A: G * (G > 0))),
        Mistake("G is multiplied by the values that leave the ReLU. The way back multiplies by the slope: 1 or 0.",
                _layer(lambda G, A: G * np.maximum(A, 0))),
        Mistake("G is multiplied by the values that enter the ReLU. The way back multiplies by the slope: 1 or 0.",
                _layer(lambda G, A: G * A)),
        Mistake("This is the other way round: it lets G through where what entered is negative.",
                _layer(lambda G, A: G * (A < 0))),
        Mistake("What enters the ReLU is X Wᵀ + b. The biases b are missing in it, so other units pass.",
                _without_bias),
        Mistake("1 minus a square is the slope of tanh. This layer has ReLU: its slope is 1 or 0.",
                _layer(lambda G, A: G * (1 - np.maximum(A, 0) ** 2))),
        Mistake("These are the derivatives by W column by column: the transpose was laid out. W goes row by row.",
                _layer(_through, lambda D, X, G: _both(X.T @ D, D.sum(axis=0)))),
        Mistake("The derivatives by b are summed from G itself. They too come from what the ReLU lets through.",
                _layer(_through, lambda D, X, G: _both(D.T @ X, G.sum(axis=0)))),
        Mistake(_MEAN, _layer(_through, lambda D, X, G: _both(D.T @ X, D.sum(axis=0)) / len(X))),
        Mistake(_MEAN, _layer(_through, lambda D, X, G: _both(D.T @ X, D.mean(axis=0)))),
        Mistake("The parts stand in another order: the derivatives by W come first, then those by b.",
                _layer(_through, lambda D, X, G: np.concatenate([D.sum(axis=0), (D.T @ X).ravel()]))),
        Mistake("These are the derivatives by W alone. Those by b are missing behind them.",
                _layer(_through, lambda D, X, G: (D.T @ X).ravel())),
        Mistake("This cuts off what is negative in the result. ReLU's slope belongs on the way: it multiplies G.",
                _bent_result),
        Mistake("For b the sum went over the units. It goes over the points, down the columns: that is axis 0.",
                _layer(_through, lambda D, X, G: _both(D.T @ X, D.sum(axis=1)))),
        Mistake("Here the sign of the weight decides. What entered the ReLU decides: is X Wᵀ + b positive there?",
                _by_the_weights),
        Mistake("This is the share of the first point alone. W and b are used for every point, so all shares add up.",
                _layer(_through, lambda D, X, G: _both(np.outer(D[0], X[0]), D[0]))),
        Mistake("The sign is turned. The derivative is asked for, and not the step of a descent.",
                _layer(lambda G, A: -G * (A > 0))),
        Mistake("The slope of ReLU alone goes back. It is multiplied by what arrives, G.",
                _layer(lambda G, A: 1.0 * (A > 0))),
        Mistake("These are the right numbers as a matrix with b in its last column. Lay W out row by row, and put b "
                "behind it.", _layer(_through, lambda D, X, G: np.column_stack([D.T @ X, D.sum(axis=0)]))),
    ),
)  # fmt: skip
