"""Gradient descent: paths that go down, step by step.

A path is an array of shape (steps + 1, n): its rows are the points x_0, x_1, ..., and x_0 is the
start. A gradient is a function of one point, an array of shape (n,), that returns such an array.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

Gradient = Callable[[np.ndarray], np.ndarray]
MOST_HALVINGS = 60


def descend(gradient: Gradient, start: ArrayLike, rate: float, steps: int, momentum: float = 0.0) -> np.ndarray:
    """The path of gradient descent, with momentum if that is not 0.

    v_{k+1} = momentum v_k - rate ∇f(x_k) and x_{k+1} = x_k + v_{k+1}, beginning with v_0 = 0: Polyak's
    heavy ball (1964). Without momentum this is x_{k+1} = x_k - rate ∇f(x_k).

    >>> descend(lambda x: 2 * x, [1.0, 2.0], rate=0.25, steps=2)
    array([[1.  , 2.  ],
           [0.5 , 1.  ],
           [0.25, 0.5 ]])
    """
    x = np.array(start, dtype=float)
    velocity = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        velocity = momentum * velocity - rate * gradient(x)
        x = x + velocity
        path.append(x)
    return np.array(path)


def backtrack(f: Callable, x: np.ndarray, v: np.ndarray, slope: float, first: float = 1.0, c: float = 1e-4) -> float:
    """The first of the steps t = first, first/2, first/4, ... along v from x that lowers f enough.

    Enough is Armijo's condition (1966), f(x + t v) <= f(x) + c t slope, where slope = ∇f(x) · v is
    the derivative along v itself. Raises ValueError where v does not lead down: there slope >= 0.

    >>> backtrack(lambda x: x @ x, np.array([1.0, 0.0]), np.array([-2.0, 0.0]), slope=-4.0)
    0.5
    """
    if not slope < 0:
        raise ValueError(f"v must lead down, but the slope along it is {slope:.3g}: choose v = -∇f(x), say.")
    t = first
    for _ in range(MOST_HALVINGS):
        if f(x + t * v) <= f(x) + c * t * slope:
            break
        t = t / 2
    return t


def descend_with_search(
    f: Callable, gradient: Gradient, start: ArrayLike, steps: int, first: float = 1.0, c: float = 1e-4
) -> np.ndarray:
    """The path of gradient descent whose rate is found anew by backtracking at every step.

    >>> descend_with_search(lambda x: x @ x, lambda x: 2 * x, [1.0, 2.0], steps=2)
    array([[1., 2.],
           [0., 0.],
           [0., 0.]])
    """
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(steps):
        v = -gradient(x)
        slope = -float(v @ v)
        if v.any():  # where there is no gradient, there is no next point either
            x = x + (backtrack(f, x, v, slope, first, c) if slope < 0 else 1.0) * v
        path.append(x)
    return np.array(path)


def rate_limit(hessian: ArrayLike, momentum: float = 0.0) -> float:
    """The rate below which descent on a quadratic converges from every start: 2 (1 + momentum) / λ_max.

    hessian is a symmetric matrix of shape (n, n) with positive eigenvalues, of which λ_max is the
    greatest; 0 <= momentum < 1. Raises ValueError where an eigenvalue is not positive.

    >>> rate_limit([[2, 0], [0, 8]])
    0.25
    """
    eigenvalues = np.linalg.eigvalsh(np.asarray(hessian, dtype=float))
    if eigenvalues[0] <= 0:
        raise ValueError(
            f"hessian must have positive eigenvalues, but the least is {eigenvalues[0]:.3g}: along its "
            "eigenvector no rate converges."
        )
    return float(2 * (1 + momentum) / eigenvalues[-1])


def slopes_along(gradients: np.ndarray, path: np.ndarray) -> np.ndarray:
    """For every step of a path the slope D_u f at its beginning, along its own direction u; shape (steps,).

    gradients has the shape of the path. A step of length 0 has no direction: nan.
    """
    moves = np.diff(path, axis=0)
    lengths = np.linalg.norm(moves, axis=1)
    products = np.sum(gradients[:-1] * moves, axis=1)
    return np.divide(products, lengths, out=np.full(len(moves), np.nan), where=lengths > 0)
