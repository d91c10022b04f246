"""Step sizes: the error of a difference as h shrinks, measured and predicted, in one variable."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths.differences import METHODS, SCHEMES


@dataclass(frozen=True)
class Curve:
    """A function of one variable, and its n-th derivative, derivative(x, n), from a formula; n is 5 at most."""

    name: str
    f: Callable
    derivative: Callable[[float, int], float]


@dataclass(frozen=True)
class Model:
    """How large the error of a method is, nearly: truncation * h**order + rounding / h, and floor at least.

    A truncation of 0 says that no step is so long that the method itself errs.
    """

    truncation: float
    order: int
    rounding: float
    floor: float = 0.0

    def __call__(self, h: ArrayLike) -> np.ndarray:
        """The error at the steps h, of their shape."""
        return self.truncation * np.power(h, self.order) + self.rounding / np.asarray(h) + self.floor

    @property
    def best(self) -> float:
        """The step with the least error; infinite without truncation, 0 without rounding that grows as h shrinks."""
        if self.truncation == 0:
            return np.inf
        return float((self.rounding / (self.order * self.truncation)) ** (1 / (self.order + 1)))


def slope(f: Callable, x: float, h: ArrayLike, method: str = "forward") -> np.ndarray:
    """The slope of f at x by one method, for many steps h at once, of the shape and type of h.

    h is divided by as it is given, even where x + h is rounded. Raises ValueError for an unknown method.

    >>> slope(np.square, 1.0, [0.5, 0.25])
    array([2.5 , 2.25])
    """
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}.")
    h = np.asarray(h)
    x = h.dtype.type(x)
    with np.errstate(all="ignore"):
        if method == "complex":
            return f(x + h * h.dtype.type(1).astype(np.result_type(h, np.complex64)) * 1j).imag / h
        terms = [w * ((f(x + b * h) - f(x + a * h)) / ((b - a) * h)) for w, a, b in SCHEMES[method].secants]
    return sum(terms[1:], terms[0])


def measured_error(
    curve: Curve, x: float, h: ArrayLike, method: str = "forward", dtype: str = "float64"
) -> np.ndarray:
    """How far the slope at x is from the exact one, at the steps h, in numbers of the given type.

    The exact slope is that at x as the type holds it, so that x itself adds no error. Steps that are 0 in
    the type give nan.

    >>> square = Curve("x²", lambda x: x * x, lambda x, n: (x * x, 2.0 * x, 2.0, 0.0, 0.0, 0.0)[n])
    >>> measured_error(square, 1.0, [0.5, 0.25])
    array([0.5 , 0.25])
    """
    kind = np.dtype(dtype).type
    with np.errstate(all="ignore"):
        found = slope(curve.f, kind(x), np.asarray(h, dtype=kind), method)
    return np.abs(found.astype(float) - curve.derivative(float(kind(x)), 1))


def error_model(curve: Curve, x: float, method: str = "forward", dtype: str = "float64") -> Model:
    """The error to expect: the first neglected term of Taylor's formula, and rounding at its worst.

    Each value of f is taken to be off by eps |f|, and each place other than x itself by eps |x|, which
    changes f by eps |x f'|.

    Press et al., Numerical Recipes, 3rd ed., section 5.7. Raises ValueError for an unknown method.

    >>> square = Curve("x²", lambda x: x * x, lambda x, n: (x * x, 2.0 * x, 2.0, 0.0, 0.0, 0.0)[n])
    >>> round(error_model(square, 1.0).best * 1e8, 2)  # 2 sqrt(eps (|f| + |x f'| / 2) / |f''|)
    2.98
    """
    eps = float(np.finfo(dtype).eps)
    value, first, second, third, _, fifth = (abs(float(curve.derivative(x, n))) for n in range(6))
    moved = abs(x) * first
    models = {
        "forward": Model(second / 2, 1, eps * (2 * value + moved)),
        "backward": Model(second / 2, 1, eps * (2 * value + moved)),
        "central": Model(third / 6, 2, eps * (value + moved)),
        "five-point": Model(fifth / 30, 4, 1.5 * eps * (value + moved)),
        "complex": Model(third / 6, 2, 0.0, eps * first),
    }
    if method not in models:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}.")
    return models[method]
