"""The cases of lesson 06 and their exact answers.

All functions are quadratics with their lowest point at the origin, f(x) = x · Hx / 2, on which every
point of a path is known in closed form, along each eigenvector of H by itself.
"""

from collections.abc import Callable

import numpy as np

from gradcalc.questions.drawing import until
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Refusal


def hessian(f: InputFunction, n: int) -> np.ndarray:
    """H, whose columns are the gradients at the unit vectors."""
    return np.column_stack([f.gradient(unit) for unit in np.eye(n)])


def _bowl(rng: np.random.Generator, n: int) -> InputFunction:
    a, b = rng.uniform(0.5, 3, n).round(1), rng.uniform(-1, 1, n).round(1) + 0
    return InputFunction("valley", (tuple(a.tolist()), tuple(b.tolist())))


def _start(rng: np.random.Generator, n: int) -> np.ndarray:
    return (rng.uniform(0.6, 2, n) * rng.choice([-1, 1], n)).round(1)


def _place(rng: np.random.Generator, n: int) -> tuple[InputFunction, np.ndarray, float]:
    """A bowl, a start that has a part along every eigenvector, and the greatest eigenvalue."""

    def accepted(f, x):
        values, vectors = np.linalg.eigh(hessian(f, n))
        g = np.linalg.norm(f.gradient(x))
        return np.abs(vectors.T @ x).min() > 0.2 and np.diff(values).min() > 0.4 and g > 2.5

    f, x = until(lambda: (_bowl(rng, n), _start(rng, n)), accepted)
    return f, x, float(np.linalg.eigvalsh(hessian(f, n))[-1])


def _along_eigenvectors(f: InputFunction, x: np.ndarray, coordinate: Callable) -> np.ndarray:
    """The path whose coordinate along each eigenvector is coordinate(eigenvalue, its start)."""
    values, vectors = np.linalg.eigh(hessian(f, len(x)))
    return np.transpose([coordinate(v, z) for v, z in zip(values, vectors.T @ x, strict=True)]) @ vectors.T


def path(f: InputFunction, x: np.ndarray, rate: float, steps: int) -> np.ndarray:
    """Along an eigenvector every step multiplies by 1 - rate λ."""
    return _along_eigenvectors(f, x, lambda value, z: z * (1 - rate * value) ** np.arange(steps + 1))


def path_with_momentum(f: InputFunction, x: np.ndarray, rate: float, momentum: float, steps: int) -> np.ndarray:
    """Along an eigenvector z_k = A r^k + B s^k, with the roots r and s of r² - (1 + β - rate λ) r + β = 0."""

    def coordinate(value, z):
        r, s = np.roots([1, -(1 + momentum - rate * value), momentum]).astype(complex)
        weights = np.linalg.solve([[1, 1], [r, s]], [z, (1 - rate * value) * z])
        k = np.arange(steps + 1)
        return (weights[0] * r**k + weights[1] * s**k).real

    return _along_eigenvectors(f, x, coordinate)


def _run(rng: np.random.Generator, n: int, share: tuple[float, float], steps: int) -> tuple:
    """Steps at a share of the greatest rate."""
    f, x, greatest = _place(rng, n)
    return f, x, round(rng.uniform(*share) * 2 / greatest, 3), steps


def one_step(rng: np.random.Generator) -> list[tuple]:
    """A single step."""
    return [_run(rng, 2, (0.2, 0.4), 1), _run(rng, 2, (0.6, 0.8), 1)]


def several_steps(rng: np.random.Generator) -> list[tuple]:
    """A few steps, crawling and zigzagging."""
    return [_run(rng, 2, (0.1, 0.2), 8), _run(rng, 2, (0.8, 0.9), 5)]


def more_variables(rng: np.random.Generator) -> list[tuple]:
    """Three to five variables."""
    return [_run(rng, 3, (0.2, 0.6), 6), _run(rng, 5, (0.2, 0.6), 4)]


def too_fast(rng: np.random.Generator) -> list[tuple]:
    """Rates beyond the limit: the path runs away, and is asked for all the same."""
    return [_run(rng, 2, (1.15, 1.3), 6), _run(rng, 3, (1.15, 1.3), 4)]


def _heavy_run(rng: np.random.Generator, n: int, steps: int) -> tuple:
    def draw():
        f, x, rate, _ = _run(rng, n, (0.25, 0.5), steps)
        return f, x, rate, round(rng.uniform(0.4, 0.9), 2), steps

    def accepted(f, x, rate, momentum, steps):
        values = np.linalg.eigvalsh(hessian(f, n))
        return np.abs((1 + momentum - rate * values) ** 2 - 4 * momentum).min() > 0.02  # no double root

    return until(draw, accepted)


def two_steps(rng: np.random.Generator) -> list[tuple]:
    """Two steps: the second is the first that feels the momentum."""
    return [_heavy_run(rng, 2, 2), _heavy_run(rng, 2, 2)]


def several_heavy_steps(rng: np.random.Generator) -> list[tuple]:
    """More steps in two variables."""
    return [_heavy_run(rng, 2, 6), _heavy_run(rng, 2, 9)]


def more_heavy_variables(rng: np.random.Generator) -> list[tuple]:
    """Three to five variables."""
    return [_heavy_run(rng, 3, 5), _heavy_run(rng, 5, 4)]


def rate_limit(hessian: np.ndarray, momentum: float) -> float:
    """2 (1 + β) / λ_max; of a positive definite matrix λ_max is the spectral norm."""
    return float(2 * (1 + momentum) / np.linalg.norm(hessian, 2))


def _matrix(rng: np.random.Generator, n: int, diagonal: bool) -> np.ndarray:
    def draw():
        # The greatest entry never comes first.
        entries = np.sort(rng.uniform(0.5, 6, n).round(1))
        parts = rng.uniform(0.6, 1.4, (n, n)).round(1)
        return (np.diag(entries) if diagonal else np.diag(entries) + np.tril(parts, -1) + np.tril(parts, -1).T,)

    def accepted(H):
        values = np.linalg.eigvalsh(H)
        return values[0] > 0.3 and values[-1] - values[-2] > 0.5

    return until(draw, accepted)[0]


def diagonal_hessians(rng: np.random.Generator) -> list[tuple]:
    """Diagonal matrices, no momentum."""
    return [(_matrix(rng, n, True), 0.0) for n in (2, 3)]


def any_hessians(rng: np.random.Generator) -> list[tuple]:
    """Other matrices, no momentum."""
    return [(_matrix(rng, n, False), 0.0) for n in (2, 4)]


def with_momentum(rng: np.random.Generator) -> list[tuple]:
    """Any matrices, with momentum."""
    return [(_matrix(rng, n, False), round(rng.uniform(0.4, 0.95), 2)) for n in (2, 3)]


def _floor(limit: float) -> float:
    """The greatest of 1, 1/2, 1/4, ... that is at most limit."""
    return float(min(1.0, 2.0 ** np.floor(np.log2(limit))))


def armijo_step(f: InputFunction, x: np.ndarray, v: np.ndarray, c: float) -> float | Refusal:
    """On a quadratic, f(x + tv) <= f(x) + c t ∇f·v exactly where t <= 2 (1 - c) (-∇f·v) / (v·Hv)."""
    slope = f.gradient(x) @ v
    if slope >= 0:
        return Refusal()
    return _floor(2 * (1 - c) * -slope / (v @ hessian(f, len(x)) @ v))


def _search(rng: np.random.Generator, n: int, halvings: int, length: tuple[float, float]) -> tuple:
    """A search that ends after so many halvings, where other conditions on t end it elsewhere."""

    def draw():
        f, x, _ = _place(rng, n)
        u = -f.gradient(x) + rng.normal(size=n)
        v = (rng.uniform(*length) * u / np.linalg.norm(u)).round(2)
        return f, x, v, round(rng.uniform(0.3, 0.8), 2)

    def accepted(f, x, v, c):
        slope, size = f.gradient(x) @ v, np.linalg.norm(v)
        if slope > -0.5:
            return False
        whole = 2 * -slope / (v @ hessian(f, n) @ v)
        limit = (1 - c) * whole
        any_fall, other_sign = _floor(whole), _floor((1 + c) * whole)
        unit_slope = _floor(max(1e-9, (1 - c / size) * whole))
        square = _floor(max(1e-9, (1 + c * (f.gradient(x) @ f.gradient(x)) / slope) * whole))  # -|∇f|² for the slope
        found, once = 2.0**-halvings, 0.5
        taken = (found, once) if halvings > 2 else (found,)
        apart = any_fall != other_sign and not {any_fall, other_sign, unit_slope, square}.intersection(taken)
        plain = abs(np.log2(limit) - np.round(np.log2(limit))) > 0.05  # rounding must not decide
        return plain and _floor(limit) == found and (halvings == 0 or apart)

    return until(draw, accepted)


def some_halvings(rng: np.random.Generator) -> list[tuple]:
    """Long directions of two variables, which must be halved."""
    return [_search(rng, 2, 2, (3, 6)), _search(rng, 2, 4, (10, 24))]


def searches_in_more_variables(rng: np.random.Generator) -> list[tuple]:
    """Three and five variables."""
    return [_search(rng, 3, 2, (3, 6)), _search(rng, 5, 4, (10, 24))]


def whole_steps(rng: np.random.Generator) -> list[tuple]:
    """A direction that may be walked in full, and one that may not."""
    return [_search(rng, 2, 0, (0.1, 0.4)), _search(rng, 2, 2, (3, 6))]


def uphill_or_down(rng: np.random.Generator) -> list[tuple]:
    """A direction that leads up, one that leads down, and one from the lowest point, where all derivatives are 0."""
    f, x, v, c = _search(rng, 2, 2, (3, 6))
    return [(f, x, -v, c), (f, x, v, c), (f, np.zeros(2), v, c)]
