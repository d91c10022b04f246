"""The cases of lesson 09 and their exact answers.

The losses of batches are written with matrices of second moments, an epoch as maps w -> A w + c put one behind the
other, and what goes back through a ReLU as the derivative of a weighted sum by a step in the complex plane.
"""

from collections.abc import Callable

import numpy as np

from gradcalc.questions.drawing import decimals, until

STEP = 1e-30  # of the complex step: its error is of the order of the square


def _moments(X: np.ndarray, y: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The means of x xᵀ and of y x over the rows, each counted as often as it is there."""
    shares = np.bincount(rows, minlength=len(X)) / len(rows)
    return np.einsum("i,ij,ik->jk", shares, X, X), np.einsum("i,i,ij->j", shares, y, X)


def batch_gradient(w: np.ndarray, X: np.ndarray, y: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """By w of w · M w - 2 c · w, which is the mean of (x · w - y)² but for a constant."""
    M, c = _moments(X, y, rows)
    return 2 * (M @ w - c)


def one_epoch(w: np.ndarray, X: np.ndarray, y: np.ndarray, order: np.ndarray, size: float, rate: float) -> np.ndarray:
    """The maps w -> (1 - 2 rate M) w + 2 rate c of the batches, joined before w is put in."""
    A, b = np.eye(len(w)), np.zeros(len(w))
    for rows in np.split(order, range(int(size), len(order), int(size))):
        M, c = _moments(X, y, rows)
        B = np.eye(len(w)) - 2 * rate * M
        A, b = B @ A, B @ b + 2 * rate * c
    return A @ w + b


def adam_step(w: np.ndarray, m: np.ndarray, v: np.ndarray, g: np.ndarray, t: float, rate: float) -> np.ndarray:
    """The new w, m and v, one a row; with both corrections in the factor before m."""
    m, v = m + 0.1 * (g - m), v + 0.001 * (g * g - v)
    root = np.sqrt(1 - 0.999**t)
    return np.stack([w - rate * root / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-8 * root), m, v])


def relu_back(W: np.ndarray, b: np.ndarray, X: np.ndarray, G: np.ndarray) -> np.ndarray:
    """By every weight, and then by every bias, of the sum of G * max(0, X Wᵀ + b)."""

    def loss(p):
        A = X @ p[: W.size].reshape(W.shape).T + p[W.size :]
        return np.sum(G * np.where(A.real > 0, A, 0))

    p = np.concatenate([W.ravel(), b])
    return np.array([loss(p + 1j * STEP * e).imag / STEP for e in np.eye(len(p))])


def _apart(one: np.ndarray, other: np.ndarray, gap: float) -> bool:
    """Whether no entry of one is within the gap of the same entry of the other."""
    return bool(np.abs(one - other).min() > gap)


def _data(rng: np.random.Generator, m: int, n: int) -> tuple:
    """w, X and y of a linear model of n parameters and m rows, off by a good deal in each."""
    return until(
        lambda: (decimals(rng, -1.5, 1.5, n), decimals(rng, -2, 2, (m, n)), decimals(rng, -2, 2, m)),
        lambda w, X, y: np.abs(X @ w - y).min() > 0.3 and np.abs(w).min() > 0.2 and np.abs(X).min() > 0.1,
    )


def _batch(rng: np.random.Generator, m: int, n: int, pick: Callable[[], np.ndarray]) -> tuple:
    """w, X, y and the rows of a batch whose gradient is that of no other rows."""

    def accepted(w, X, y, rows):
        g = batch_gradient(w, X, y, rows)
        return np.abs(g).min() > 0.2 and all(
            _apart(batch_gradient(w, X, y, other), g, 0.05)
            for other in (np.arange(m), np.arange(len(rows)), (rows - 1) % m)
        )

    return until(lambda: (*_data(rng, m, n), pick()), accepted)


def several_rows(rng: np.random.Generator) -> list[tuple]:
    """Batches of rows that are all different; in the first there are as many as parameters."""

    def of(m: int, n: int, k: int) -> tuple:
        return _batch(rng, m, n, lambda: rng.permutation(m)[:k])

    return [of(6, 3, 3), of(7, 2, 4), of(8, 4, 2)]


def one_row_or_twice(rng: np.random.Generator) -> list[tuple]:
    """A batch of a single row, and one that holds a row twice."""

    def twice():
        once, again = rng.permutation(6)[:2]
        return np.array([once, again, once])

    def shows(w, X, y, rows):
        return _apart(batch_gradient(w, X, y, np.unique(rows)), batch_gradient(w, X, y, rows), 0.05)

    return [
        _batch(rng, 5, 2, lambda: rng.permutation(np.arange(1, 5))[:1]),
        until(lambda: _batch(rng, 6, 3, twice), shows),
    ]


def _epoch(rng: np.random.Generator, m: int, n: int, size: int) -> tuple:
    """The inputs of an epoch in an order that matters, and of which no batch is without effect."""
    rate = 0.1

    def accepted(w, X, y, order, size, rate):
        end = one_epoch(w, X, y, order, size, rate)
        short = one_epoch(w, X, y, order[: m - (m % size or size)], size, rate)  # without the last batch
        others = [one_epoch(w, X, y, np.arange(m), size, rate), one_epoch(w, X, y, np.argsort(order), size, rate)]
        others += [w, short, one_epoch(w, X, y, order, m, rate), one_epoch(w, X, y, order, 1, rate)]
        others += [one_epoch(w, X, y, order, size, rate / 2)]
        last = order[m - (m % size or size) :]
        others += [short - rate * batch_gradient(short, X, y, last) * len(last) / size] if m % size else []
        return np.abs(end).max() < 3 and all(np.abs(end - other).max() > 0.05 for other in others)

    return until(lambda: (*_data(rng, m, n), rng.permutation(m), size, rate), accepted)


def equal_batches(rng: np.random.Generator) -> list[tuple]:
    """Epochs of which every batch is full."""
    return [_epoch(rng, m, n, size) for m, n, size in ((6, 2, 2), (8, 3, 4), (9, 2, 3))]


def short_last_batch(rng: np.random.Generator) -> list[tuple]:
    """Epochs whose last batch has fewer rows."""
    return [_epoch(rng, m, n, size) for m, n, size in ((7, 2, 3), (8, 3, 3), (9, 2, 4))]


def _slopes(rng: np.random.Generator, n: int) -> np.ndarray:
    """A gradient of which no component is small, near 1 or that of another."""
    return until(
        lambda: (rng.choice([-1, 1], n) * decimals(rng, 0.4, 4, n),),
        lambda g: np.abs(np.abs(g) - 1).min() > 0.2 and np.ptp(np.abs(g)) > 0.5,
    )[0]


def first_steps(rng: np.random.Generator) -> list[tuple]:
    """The first step: m and v are still 0."""
    return [
        (decimals(rng, -2, 2, n), np.zeros(n), np.zeros(n), _slopes(rng, n), 1, float(rate))
        for n, rate in zip((2, 3, 4), rng.permutation([0.1, 0.2, 0.3]), strict=True)
    ]


def _later(rng: np.random.Generator, n: int) -> tuple:
    """A step in the middle of a run: what m and v hold is not what this gradient would have made of them."""
    m = rng.choice([-1, 1], n) * decimals(rng, 0.3, 1.5, n)
    v = decimals(rng, 2, 6, n) / 100
    return decimals(rng, -2, 2, n), m, v, _slopes(rng, n), int(rng.integers(2, 9)), float(rng.choice([0.1, 0.2, 0.3]))


def later_steps(rng: np.random.Generator) -> list[tuple]:
    """Steps 2 to 8, with an m and a v from the steps before."""
    return [_later(rng, n) for n in (2, 3, 4)]


def tiny_gradients(rng: np.random.Generator) -> list[tuple]:
    """Gradients of which a component has always been 0 or is as small as eps, and one of which none is."""

    def with_tiny(tiny):
        w, g, where = decimals(rng, -2, 2, 3), _slopes(rng, 3), int(rng.integers(3))
        g[where] = tiny
        return w, np.zeros(3), np.zeros(3), g, 1, float(rng.choice([0.1, 0.2, 0.3]))

    return [with_tiny(0.0), with_tiny(1e-8 * float(rng.integers(1, 4))), _later(rng, 3)]


def _relu(rng: np.random.Generator, m: int, p: int, q: int) -> tuple:
    """W, b, X and G of a layer: units on both sides of the kink, none near it, and every mistake shows in a unit."""

    def draw():
        shapes = ((q, p), q, (m, p), (m, q))
        return tuple(decimals(rng, -2, 2, shape) for shape in shapes)

    def accepted(W, b, X, G):
        A = X @ W.T + b
        D = G * (A > 0)
        clear = min(np.abs(part).min() for part in (W, b, X, G)) > 0.1 and np.abs(A).min() > 0.2
        sides = ((A > 0) != (X @ W.T > 0)).any() and ((A > 0) != (G > 0)).any() and (D > 0).any() and (D < 0).any()
        parts = D.T @ X, D.sum(axis=0)
        return clear and sides and all(0.2 < np.abs(part).max() < 12 for part in parts) and (A < 0).any()

    return until(draw, accepted)


def one_point(rng: np.random.Generator) -> list[tuple]:
    """Layers that see a single point."""
    return [_relu(rng, 1, 2, 4), _relu(rng, 1, 3, 3)]


def several_points(rng: np.random.Generator) -> list[tuple]:
    """Layers that see several points."""
    return [_relu(rng, 4, 2, 3), _relu(rng, 3, 3, 3), _relu(rng, 5, 3, 2)]
