"""The first exercise of lesson 09: the gradient of the loss of a batch."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_09 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

# What a mistake gives where its code would stop. An error of the same class is no sign of it: shapes that do not fit
# raise ValueError whatever was written. So it is known by the cases in which they fit.
_STOPS = "stops"


def _wrong(made: Callable) -> Callable:
    """What is made of the inputs of the batch, its errors x · w - y, and all that the answer is given."""

    def wrong(w, X, y, rows):
        return made(X[rows], X[rows] @ w - y[rows], w, X, y, rows)

    return wrong


def _adds_along_a_row(B: np.ndarray, r: np.ndarray, w: np.ndarray, *_: object) -> np.ndarray | str:
    return 2 * B @ r / len(B) if len(B) == len(w) else _STOPS


def _of(rows: np.ndarray, w: np.ndarray, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    return cases.batch_gradient(w, X, y, rows)


_ROWS_ADDED = "The gradients of the rows are added up here. The loss is their mean: divide by the number of rows."
_SIGN = (
    "The sign is turned: by the chain rule the factor is x · w - y, not y - x · w. The gradient is asked for, and "
    "not the step of a descent."
)

BATCH_GRADIENT = Answer(
    name="batch_gradient",
    kind="function",
    arguments="w, X, y, rows",
    gives="an array of shape (n,)",
    exact=cases.batch_gradient,
    strata=(
        Stratum("batches of several rows", 1, cases.several_rows),
        Stratum("a batch of one row, and one that holds a row twice", 1, cases.one_row_or_twice),
    ),
    mistakes=(
        Mistake(_ROWS_ADDED, _wrong(lambda B, r, w, X, y, rows: 2 * B.T @ r)),
        Mistake("This is divided by the number of all rows. The mean goes over the rows of the batch.",
                _wrong(lambda B, r, w, X, y, rows: 2 * B.T @ r / len(X))),
        Mistake("This is divided by the number of parameters, the components of w. The mean goes over the rows of "
                "the batch.", _wrong(lambda B, r, w, X, y, rows: 2 * B.T @ r / len(w))),
        Mistake("This is half of it: the derivative of a square has the factor 2.",
                _wrong(lambda B, r, w, X, y, rows: B.T @ r / len(B))),
        Mistake("This is half of it, and the rows are added up: the derivative of a square has the factor 2, and the "
                "loss is a mean.", _wrong(lambda B, r, w, X, y, rows: B.T @ r)),
        Mistake("This is the gradient of the loss of all rows. A batch holds the rows that `rows` lists, no "
                "others.",
                lambda w, X, y, rows: _of(np.arange(len(X)), w, X, y)),
        Mistake("These are the first rows of X, as many as the batch has. `rows` says which rows they are.",
                lambda w, X, y, rows: _of(np.arange(len(rows)), w, X, y)),
        Mistake("The sum has to go over the rows of the batch, not along each of them: which factor has to be "
                "transposed?", _wrong(_adds_along_a_row)),
        Mistake(_SIGN, _wrong(lambda B, r, w, X, y, rows: -2 * B.T @ r / len(B))),
        Mistake("By the chain rule each component is multiplied by its own x. This is the mean of 2 (x · w - y) "
                "alone.",
                _wrong(lambda B, r, w, X, y, rows: np.mean(2 * r))),
        Mistake("X is taken by the rows of the batch, but y from the top. Take y by the same rows.",
                _wrong(lambda B, r, w, X, y, rows: 2 * B.T @ (B @ w - y[: len(B)]) / len(B))),
        Mistake("This is the loss of the batch, one number. Its gradient is asked for.",
                _wrong(lambda B, r, w, X, y, rows: np.mean(r**2))),
        Mistake("This has a gradient for each row. The loss is a mean over the rows, and so is its gradient.",
                _wrong(lambda B, r, w, X, y, rows: 2 * r[:, None] * B)),
        Mistake("The mean was taken over the components too. It goes over the rows alone: that is an axis.",
                _wrong(lambda B, r, w, X, y, rows: np.mean(2 * r[:, None] * B))),
        Mistake("A row that is in the batch twice counts twice. Here it counts once.",
                lambda w, X, y, rows: _of(np.unique(rows), w, X, y)),
        Mistake("Rows are counted from 0 here, as Python counts. These are the rows before.",
                lambda w, X, y, rows: _of((rows - 1) % len(X), w, X, y)),
        Mistake("This is the gradient of the mean of |x · w - y|. The loss has the square.",
                _wrong(lambda B, r, w, X, y, rows: B.T @ np.sign(r) / len(B))),
        Mistake("This is w after a step of length 1 times the gradient. The gradient itself is asked for.",
                lambda w, X, y, rows: w - _of(rows, w, X, y)),
    ),
)  # fmt: skip
