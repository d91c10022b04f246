"""Batches: a line fitted to points, the gradients of parts of its loss, and how far those lie from the whole one.

The loss is L(a, b) = 1/(2n) Σ (a + b t_i - s_i)², a mean over n points (t_i, s_i). A batch is some of the points,
drawn without replacement; its gradient is the mean of their own gradients.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike


def point_gradients(w: ArrayLike, t: np.ndarray, s: np.ndarray) -> np.ndarray:
    """The gradient of each point's own loss (a + b t - s)²/2 at w = (a, b): shape (n, 2).

    >>> point_gradients([0.0, 1.0], np.array([1.0, 2.0]), np.array([0.0, 4.0])).tolist()
    [[1.0, 1.0], [-2.0, -4.0]]
    """
    a, b = np.asarray(w, dtype=float)
    miss = a + b * t - s
    return np.column_stack([miss, miss * t])


def line_loss(t: np.ndarray, s: np.ndarray) -> Callable:
    """The loss as a function of a and b, numbers or grids.

    >>> float(line_loss(np.array([1.0, 2.0]), np.array([0.0, 4.0]))(0.0, 1.0))
    1.25
    """
    # From the middle of the points and from the best slope: a sum of squares, in which nothing cancels out where s is
    # large beside its spread, or where the line fits.
    middle, height = t.mean(), s.mean()
    aside, above = t - middle, s - height
    square = (aside**2).mean()
    best = (aside * above).mean() / square if square else 0.0
    rest = ((above - best * aside) ** 2).mean()

    def loss(a, b):
        return ((a + b * middle - height) ** 2 + square * (b - best) ** 2 + rest) / 2

    return loss


def spread(gradients: np.ndarray, size: int) -> float:
    """How far the gradient of a random batch lies from the whole one: the root of the mean square of the distance.

    gradients, of shape (n, 2), are those of the points, of which the batch has size many, without replacement. With
    their mean square distance σ² from their mean this is σ / √size, times the finite-population factor
    √((n - size) / (n - 1)), which is 0 for all points at once. Source: Cochran, Sampling Techniques, 1977, 2.6.

    >>> spread(np.array([[1.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [-1.0, 0.0]]), 1)
    1.0
    """
    n = len(gradients)
    if n == 1:
        return 0.0
    with np.errstate(all="ignore"):  # far out there are no numbers
        square = ((gradients - gradients.mean(axis=0)) ** 2).sum(axis=1).mean()
    return float(np.sqrt(square / size * (n - size) / (n - 1)))


def batch_gradients(gradients: np.ndarray, size: int, count: int, seed: int) -> np.ndarray:
    """The gradients of so many random batches, each drawn without replacement: shape (count, 2).

    >>> batch_gradients(np.array([[1.0, 0.0], [3.0, 0.0]]), size=2, count=3, seed=0).tolist()
    [[2.0, 0.0], [2.0, 0.0], [2.0, 0.0]]
    """
    chance = np.random.default_rng(seed)
    ranks = np.argsort(chance.random((count, len(gradients))), axis=1)[:, :size]
    return gradients[ranks].mean(axis=1)


def batches(n: int, size: int, seed: int) -> Iterator[np.ndarray]:
    """The numbers of the points of one batch after another, for ever.

    Every epoch has each point once, in an order of its own; its last batch is smaller where size does not divide n.

    >>> found = batches(5, 2, seed=0)
    >>> epoch = [next(found) for _ in range(3)]
    >>> [len(batch) for batch in epoch], sorted(np.concatenate(epoch).tolist())
    ([2, 2, 1], [0, 1, 2, 3, 4])
    """
    chance = np.random.default_rng(seed)
    while True:
        order = chance.permutation(n)
        yield from (order[i : i + size] for i in range(0, n, size))


def sgd_path(
    start: ArrayLike, t: np.ndarray, s: np.ndarray, size: int, rate: float, steps: int, seed: int
) -> np.ndarray:
    """The path of SGD from a start, a step for each batch: shape (steps + 1, 2).

    >>> sgd_path([0.0, 0.0], np.array([1.0, -1.0]), np.array([1.0, -1.0]), size=2, rate=0.5, steps=1, seed=0).tolist()
    [[0.0, 0.0], [0.0, 0.5]]
    """
    w, found = np.array(start, dtype=float), batches(len(t), size, seed)
    path = [w]
    for _ in range(steps):
        chosen = next(found)
        w = w - rate * point_gradients(w, t[chosen], s[chosen]).mean(axis=0)
        path.append(w)
    return np.array(path)


def epochs(n: int, size: int, steps: int) -> float:
    """How often steps of batches have gone through all n points.

    >>> epochs(5, 2, 3), epochs(5, 2, 4)
    (1.0, 1.4)
    """
    a_round = -(-n // size)
    return steps // a_round + steps % a_round * size / n
