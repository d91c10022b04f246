"""The second exercise of lesson 07: filter normalisation."""

import numpy as np

from gradcalc.lessons.lesson_07 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _lengths(M, **how):
    return np.linalg.norm(M, keepdims=True, **how)


def _sizes(M):
    return np.abs(M).sum(axis=1, keepdims=True)


def _upside_down(D, W):
    # A row of W that is zero would make this inf, which equals nothing.
    lengths = _lengths(W, axis=1)
    return D * _lengths(D, axis=1) / np.where(lengths > 0, lengths, 1)


def _silent_kept(D, W):
    lengths = _lengths(W, axis=1)
    return np.where(lengths > 0, cases.filter_normalise(D, W), D)


_FIRST_ALONE = (
    "Only the first row came back. Does a return inside the loop end it after one turn? Its place is below the loop."
)

FILTER_NORMALISE = Answer(
    name="filter_normalise",
    kind="function",
    arguments="D, W",
    gives="an array of the same shape as D",
    exact=cases.filter_normalise,
    strata=(
        Stratum("layers of several shapes", 1, cases.layers),
        Stratum("a layer with a neuron whose weights are all zero", 1, cases.with_a_silent_neuron),
    ),
    mistakes=(
        Mistake(
            "This scales the whole layer by one number. Each neuron, that is each row, has a length of its own.",
            lambda D, W: D / np.linalg.norm(D) * np.linalg.norm(W),
        ),
        Mistake(
            "These are the lengths of the columns. The weights that enter one neuron are a row: "
            "np.linalg.norm(W, axis=1, keepdims=True).",
            lambda D, W: D / _lengths(D, axis=0) * _lengths(W, axis=0),
        ),
        Mistake(
            "The rows have length 1 now. Multiply each by the length of the same row of W.",
            lambda D, W: D / _lengths(D, axis=1),
        ),
        Mistake(
            "Divide each row of D by its own length first. Only then does it take the length of the row of W.",
            lambda D, W: D * _lengths(W, axis=1),
        ),
        Mistake(
            "These are the squares of the lengths. The length of a row is the root of the sum of its squares.",
            lambda D, W: D / _lengths(D, axis=1) ** 2 * _lengths(W, axis=1) ** 2,
        ),
        Mistake(
            "Sums of the sizes of the entries were taken for lengths. The length of a row is the root of the sum "
            "of its squares.",
            lambda D, W: D / _sizes(D) * _sizes(W),
        ),
        Mistake(
            "The rows of length 1 were multiplied by W itself, entry by entry. Each takes one number of its row of "
            "W: the length of that row.",
            lambda D, W: D / _lengths(D, axis=1) * W,
        ),
        Mistake(
            "The fraction is upside down: each row was divided by the length of W's row and multiplied by that of "
            "its own.",
            _upside_down,
        ),
        Mistake(
            "D and W are exchanged: keep the directions of the rows of D, and take the lengths from W.",
            lambda D, W: W / _lengths(W, axis=1) * _lengths(D, axis=1),
        ),
        Mistake(
            "An array of shape (q,) is laid along the columns. With keepdims=True the lengths of the rows have "
            "the shape (q, 1), and each belongs to its row.",
            lambda D, W: D / np.linalg.norm(D, axis=1) * np.linalg.norm(W, axis=1),
        ),
        Mistake(
            "Where all weights of a neuron are zero, the row of D was left as it is. It takes the length of the "
            "row of W there as well, and that is zero.",
            _silent_kept,
        ),
        Mistake(_FIRST_ALONE, lambda D, W: cases.filter_normalise(D, W)[0]),
        Mistake(_FIRST_ALONE, lambda D, W: cases.filter_normalise(D, W)[:1]),
        Mistake(
            "The last row is missing. Does your loop run over all rows?",
            lambda D, W: cases.filter_normalise(D, W)[:-1],
        ),
    ),
)
