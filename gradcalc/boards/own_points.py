"""Points of two classes that somebody hands over to train a network on."""

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.boards.networks import Sample
from gradcalc.maths.vectors import real_array

YOURS = "yours"  # in the list of data
MOST = 2000
MOST_SIZE = 8.0
ROOM = 1.15  # of half the extent of the points: half the window
PAIR = "data=(X, labels), with X of shape (m, 2) and labels of shape (m,)"


def read_points(data: tuple[ArrayLike, ArrayLike]) -> Sample:
    """X of shape (m, 2) and labels of shape (m,), copied, in a square window around them.

    Raises TypeError or ValueError, naming X or labels of data, for what cannot be trained on or drawn.

    >>> read_points(([[0, 0], [1, 2]], [0, 1])).ylim
    (-0.15, 2.15)
    """
    if not isinstance(data, (tuple, list)) or len(data) != 2:
        what = f"{len(data)} of them" if isinstance(data, (tuple, list)) else f"one {type(data).__name__}"
        raise TypeError(f"data must be two arrays, got {what}: give {PAIR}.")
    X = read_places(data[0])
    return Sample(X, read_labels(data[1], len(X)), *window_around(X))


def read_places(given: ArrayLike) -> np.ndarray:
    """X, of shape (m, 2). Raises TypeError or ValueError for what cannot be drawn."""
    X = real_array(given, "X of data").astype(float)
    if X.ndim != 2 or X.shape[1] != 2:
        wide = X.ndim == 2 and X.shape[1] > 2
        mend = ": the picture is a plane, so choose two columns, X[:, :2] say" if wide else ""
        raise ValueError(f"X of data must have shape (m, 2), a point a row, got {X.shape}{mend}.")
    if not 2 <= len(X) <= MOST:
        mend = f": draw some of them, X[::{-(-len(X) // MOST)}] and labels[::{-(-len(X) // MOST)}]"
        raise ValueError(
            f"X of data must have from 2 to {MOST:,} points, got {len(X):,}{mend if len(X) > MOST else ''}."
        )
    if not np.isfinite(X).all():
        raise ValueError("X of data must be finite: leave out the points that are nan or infinite, and their labels.")
    if not np.ptp(X, axis=0).any():
        raise ValueError("X of data must have different points: they are all the same.")
    size = float(np.abs(X).max())
    size *= float(np.sqrt(((X / size) ** 2).mean()))
    if not 1 / MOST_SIZE <= size <= MOST_SIZE:
        std = "X.std(axis=0)" if np.ptp(X, axis=0).all() else "X.std()"
        raise ValueError(
            f"X of data must be about 1 in size, because the network starts with weights for that, but the root of "
            f"its mean square is {size:.3g}: give (X - X.mean(axis=0)) / {std}."
        )
    return X


def read_labels(given: ArrayLike, m: int) -> np.ndarray:
    """labels, of shape (m,), as whole numbers. Raises TypeError or ValueError for what are no two classes."""
    labels = real_array(given, "labels of data")
    if labels.shape != (m,):
        mend = ": give labels.ravel()" if labels.size == m else ""
        raise ValueError(f"labels of data must have shape ({m},), one for each point of X, got {labels.shape}{mend}.")
    kinds = np.unique(labels)
    if not np.isin(kinds, (0, 1)).all():
        two = f": give labels == {kinds[1]:g}" if len(kinds) == 2 else ", because the network sorts into two classes"
        raise ValueError(f"labels of data must be 0 or 1, got {', '.join(f'{kind:g}' for kind in kinds[:4])}{two}.")
    if len(kinds) < 2:
        raise ValueError(
            f"labels of data must hold both 0 and 1, but all are {kinds[0]:g}: there is nothing to tell apart."
        )
    return labels.astype(int)


def window_around(X: np.ndarray) -> tuple[tuple[float, float], tuple[float, float]]:
    """A square window with all points inside, and some room."""
    low, high = X.min(axis=0), X.max(axis=0)
    half = ROOM * float((high - low).max()) / 2
    x, y = (((low + high) / 2)[:, None] + [-half, half]).round(12).tolist()
    return (x[0], x[1]), (y[0], y[1])
