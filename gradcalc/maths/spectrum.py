"""Where a function of many variables bends most: the top eigenvectors of its Hessian, without the matrix."""

from collections.abc import Callable, Generator
from typing import NamedTuple

import numpy as np

Product = Callable[[np.ndarray], np.ndarray]

MOST = 100  # products for one eigenvector
CLOSE = {4: 1e-3, 8: 1e-6}  # residual over the greatest eigenvalue, by bytes of a number: what differences allow


class Eigenpairs(NamedTuple):
    """Eigenvalues, falling, of shape (count,), their unit eigenvectors, one a row, and whether each was found.

    One that was not found in so many products as are allowed is too small: the greatest value of v · A v over the
    vectors that were tried, v.
    """

    values: np.ndarray
    vectors: np.ndarray
    found: np.ndarray


def hessian_product(gradient: Product, w: np.ndarray) -> Product:
    """The Hessian at w times a vector v, by a central difference of the gradient along v: two calls of gradient.

    w and v have shape (n,). gradient may answer in float32, or w be made of it: the step then is larger.

    >>> product = hessian_product(lambda w: np.array([2 * w[0], 6 * w[1]]), np.zeros(2))
    >>> product(np.array([1.0, 1.0])).round(6).tolist()
    [2.0, 6.0]
    """
    bytes_of_a_number = digits_of(gradient, w)
    h = np.finfo(f"f{bytes_of_a_number}").eps ** (1 / 3) * max(1.0, float(np.abs(w).max()))

    def product(v: np.ndarray) -> np.ndarray:
        size = float(np.linalg.norm(v))
        if not size:
            return np.zeros(len(w))
        shift = v * (h / size)
        ahead, behind = (np.asarray(gradient((w + s).astype(w.dtype)), dtype=float) for s in (shift, -shift))
        return (ahead - behind) / (2 * h) * size

    return product


def digits_of(gradient: Product, w: np.ndarray) -> int:
    """How many bytes the numbers have that a gradient is made with: 4 for float32, 8 for float64.

    What is shorter than float32 counts as float32, and whole numbers, which are exact, as float64.
    """
    types = w.dtype, np.asarray(gradient(w.copy())).dtype
    return 4 if any(kind.kind == "f" and kind.itemsize <= 4 for kind in types) else 8


def top_eigenpairs(product: Product, n: int, count: int = 2, close: float = CLOSE[8]) -> Eigenpairs:
    """The greatest eigenvalues of a symmetric matrix, falling, and their unit eigenvectors, one a row.

    product(v) is the matrix times v, of shape (n,). close is the residual that is allowed, as a share of the
    greatest eigenvalue by absolute value.

    >>> values, vectors, found = top_eigenpairs(lambda v: np.array([3.0, -9.0, 7.0]) * v, 3)
    >>> values.round(9).tolist(), np.abs(vectors).round(6).tolist(), found.tolist()
    ([7.0, 3.0], [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], [True, True])
    """
    steps = eigenpair_steps(product, n, count, close)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def eigenpair_steps(
    product: Product, n: int, count: int = 2, close: float = CLOSE[8]
) -> Generator[None, None, Eigenpairs]:
    """As top_eigenpairs, product by product: a generator that returns the pairs.

    Each pair is sought at right angles to those before it, so that an eigenvalue that occurs twice is found twice.
    """
    values: list[float] = []
    found: list[bool] = []
    vectors = np.zeros((0, n))
    for _ in range(min(count, n)):
        value, vector, there = yield from _lanczos(product, n, vectors, close)
        values.append(value)
        found.append(there)
        vectors = np.vstack([vectors, vector])
    order = np.argsort(values)[::-1]
    return Eigenpairs(np.array(values)[order], vectors[order], np.array(found)[order])


def _lanczos(
    product: Product, n: int, found: np.ndarray, close: float
) -> Generator[None, None, tuple[float, np.ndarray, bool]]:
    """The greatest eigenpair at right angles to the rows of found, and whether it is one: close enough, or the best
    of the whole space. Source: C. Lanczos, 1950; every new vector is made orthogonal to all before it, twice, because
    rounding would bring old ones back."""
    most = min(MOST, n - len(found))
    basis, diagonal, beside = np.zeros((most, n)), np.zeros(most), np.zeros(most)
    q = _orthogonal(np.random.default_rng(len(found)).normal(size=n), found)
    q /= np.linalg.norm(q)
    for k in range(most):
        basis[k] = q
        image = product(q)
        diagonal[k] = q @ image
        rest = _orthogonal(image, found, basis[: k + 1])
        beside[k] = np.linalg.norm(rest)
        T = np.diag(diagonal[: k + 1]) + np.diag(beside[:k], 1) + np.diag(beside[:k], -1)
        values, vectors = np.linalg.eigh(T)
        largest = np.abs(values).max()
        yield
        if there := bool(beside[k] * abs(vectors[-1, -1]) <= close * largest or beside[k] <= 1e-14 * largest):
            break
        q = rest / beside[k]
    vector = vectors[:, -1] @ basis[: k + 1]
    return float(values[-1]), vector / np.linalg.norm(vector), there or most == n - len(found)


def _orthogonal(v: np.ndarray, *sets: np.ndarray) -> np.ndarray:
    """What is left of v at right angles to orthonormal rows."""
    for rows in (*sets, *sets):
        v = v - (rows @ v) @ rows
    return v
