"""The exercise of lesson 08 on softmax and cross-entropy."""

import numpy as np

from gradcalc.lessons.lesson_08 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

_STOPS = "stops"  # as in layers.py


def _exp(S):
    """The exponentials, the greatest score of each row taken off first."""
    return np.exp(S - S.max(axis=1, keepdims=True))


def _softmax(S):
    return _exp(S) / _exp(S).sum(axis=1, keepdims=True)


def _overflowing(S, T):
    return (np.exp(S) / np.exp(S).sum(axis=1, keepdims=True) - T) / len(S)


def _one_greatest(S, T):
    E = np.exp(S - S.max())
    return (E / E.sum(axis=1, keepdims=True) - T) / len(S)


def _by_all(E, T):
    return (E / E.sum() - T) / len(T)


def _laid_along_the_rows(S, T, *, greatest, total):
    """The way back with keepdims or without it, for the greatest scores and for the sums."""
    if len(S) != S.shape[1]:
        return _STOPS
    E = np.exp(S - S.max(axis=1, keepdims=greatest))
    return (E / E.sum(axis=1, keepdims=total) - T) / len(S)


_ITS_OWN_SUM = "Each row has a sum of its own: axis=1, with keepdims=True."
_DOWN_THE_COLUMNS = "Each point is a row. This takes the sum down the columns."
_KEEPDIMS = (
    "A list of shape (m,) is laid along the columns, or does not fit at all. With keepdims=True it has the shape (m, "
    "1), and each number belongs to its row."
)

BY_SCORES = Answer(
    name="by_scores",
    kind="function",
    arguments="S, T",
    gives="an array of the same shape as S",
    exact=cases.by_scores,
    strata=(
        Stratum("moderate scores", 1, cases.moderate_scores),
        Stratum("scores of many hundreds", 1, cases.large_scores),
    ),
    mistakes=(
        Mistake("The loss is a mean over the points. Divide by their number.", lambda S, T: _softmax(S) - T),
        Mistake("Only T was divided by the number of points. The whole difference needs brackets.",
                lambda S, T: _softmax(S) - T / len(S)),
        Mistake("The sign is the other way round: a greater score of the right class lowers the loss.",
                lambda S, T: (T - _softmax(S)) / len(S)),
        Mistake("exp overflows here, and inf / inf is nan. Take the greatest score of each row off first: "
                "that changes no probability.", _overflowing),
        Mistake("One number was taken off all points, the greatest score of all. A row far below it is 0 / 0 then, "
                "which is nan: each row has a greatest score of its own.", _one_greatest),
        Mistake("These are the probabilities. The right class has 1 taken off.", lambda S, T: _softmax(S) / len(S)),
        Mistake(_ITS_OWN_SUM, lambda S, T: _by_all(np.exp(S - S.max()), T)),
        Mistake(_ITS_OWN_SUM, lambda S, T: _by_all(_exp(S), T)),
        Mistake(_DOWN_THE_COLUMNS, lambda S, T: (_softmax(S.T).T - T) / len(S)),
        Mistake(_DOWN_THE_COLUMNS, lambda S, T: (_exp(S) / _exp(S).sum(axis=0) - T) / len(S)),
        Mistake(_KEEPDIMS, lambda S, T: _laid_along_the_rows(S, T, greatest=True, total=False)),
        Mistake(_KEEPDIMS, lambda S, T: _laid_along_the_rows(S, T, greatest=False, total=True)),
        Mistake(_KEEPDIMS, lambda S, T: _laid_along_the_rows(S, T, greatest=False, total=False)),
        Mistake("The loss is a mean over the points, not over all entries of S.",
                lambda S, T: (_softmax(S) - T) / S.size),
        Mistake("Only the score of the right class is looked at. The others change the loss too: "
                "a greater one takes probability away.", lambda S, T: T * (_softmax(S) - 1) / len(S)),
        Mistake("This is the loss itself. Asked for are its derivatives, one for each score.", cases.cross_entropy),
        Mistake("T was taken off the scores. The way back begins with the probabilities, which softmax makes of "
                "them.",
                lambda S, T: (S - T) / len(S)),
        Mistake("This is the derivative by the probabilities. Go on to the scores: softmax lies between.",
                lambda S, T: -T / _softmax(S) / len(S)),
        Mistake("p (1 - p) is how a probability changes with its own score. The loss is not in it: "
                "nothing here depends on T.", lambda S, T: _softmax(S) * (1 - _softmax(S)) / len(S)),
    ),
)  # fmt: skip
