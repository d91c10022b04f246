"""Who takes part in accuracy.py: ways to find a gradient at a point, all asked alike.

Each gives the gradient, of shape (k,), and says what it doubts: ours by a warning, the others by an estimate of their
error, which is read as ours is, as a doubt from 1e-4 of the slope on.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import gradcalc

DOUBT = 1e-4  # of the slope: an error that a contestant estimates, and that counts as a warning
METHODS = ("central", "five-point", "forward", "backward", "complex")


@dataclass(frozen=True)
class Answer:
    """A gradient, nan where it was refused; whether its giver doubts it; and how often f was called."""

    slopes: np.ndarray
    doubted: bool
    calls: int

    @property
    def refused(self) -> bool:
        """Whether it gave no number."""
        return not np.isfinite(self.slopes).all()


def ask(contestant: Callable, f: Callable, point: tuple[float, ...]) -> Answer:
    """What a contestant says of f; numbers of points count as so many calls where it asks for many at once."""
    calls = 0

    def counted(*x):
        nonlocal calls
        calls += max(np.size(coordinate) for coordinate in x)
        return f(*x)

    with warnings.catch_warnings(record=True) as caught, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        try:
            slopes, doubted = contestant(counted, point)
        except Exception:  # whatever it is called, it is a refusal
            return Answer(np.full(len(point), np.nan), True, calls)
    words = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
    return Answer(np.asarray(slopes, dtype=float), doubted or bool(words), calls)


def ours(method: str) -> Callable:
    return lambda f, point: (gradcalc.gradient(f, *map(float, point), method=method), False)


def three_point(f, point):
    from scipy.optimize._numdiff import approx_derivative

    return approx_derivative(lambda x: f(*x), np.array(point), method="3-point"), False


def scipy_differentiate(f, point):
    from scipy.differentiate import derivative

    slopes, doubted = [], False
    for i, x in enumerate(point):
        others = [*point[:i], *point[i + 1 :]]
        # Each coordinate by itself, as it is handed over: an array of one axis.
        found = derivative(
            lambda x, *rest, i=i: np.asarray(f(*rest[:i], x, *rest[i:]), dtype=float), x, args=tuple(others)
        )
        slopes.append(float(found.df))
        doubted |= not found.success or not found.error <= DOUBT * abs(found.df)
    return slopes, doubted


def numdifftools(f, point):
    from numdifftools import Gradient

    found = Gradient(lambda x: f(*x), full_output=True)(np.array(point))
    slopes, errors = np.ravel(found.estimate), np.ravel(found.error_estimate)
    return slopes, bool((errors > DOUBT * np.abs(slopes)).any())


def jacobi(f, point):
    from jacobi import jacobi as derivative

    slopes, errors = derivative(lambda x: f(*x), np.array(point))
    return np.ravel(slopes), bool((np.ravel(errors) > DOUBT * np.abs(np.ravel(slopes))).any())


OURS = {f"gradcalc {method}": ours(method) for method in METHODS}
PEERS = {
    "scipy 3-point": three_point,
    "scipy.differentiate": scipy_differentiate,
    "numdifftools": numdifftools,
    "jacobi": jacobi,
}
CONTESTANTS = OURS | PEERS
