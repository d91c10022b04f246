"""What an answer is called with: numbers, arrays, and functions described as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradcalc.questions import families


@dataclass(frozen=True)
class InputFunction:
    """A member of a family of functions, as data, with its exact gradient.

    calls is how often it may be called, if that is limited.

    >>> f = InputFunction("quadratic", (1.0, 0.0, 1.0, 0.0, 0.0))
    >>> f.gradient(1.0, 1.0)
    array([2., 2.])
    >>> f.build()(1.0, 1.0)
    2.0
    """

    family: str
    parameters: tuple[Any, ...]  # numbers and tuples of numbers, as the family has them
    calls: int | None = None

    def build(self) -> Callable:
        """The plain function, which knows nothing of its gradient."""
        return families.build(self.family, self.parameters, self.calls)

    def gradient(self, *point: float | np.ndarray) -> np.ndarray:
        """The exact gradient at a point, of shape (k,), or on a grid, of shape (k, *grid)."""
        parameters = (np.array(value) if isinstance(value, tuple) else value for value in self.parameters)
        return np.array(_GRADIENTS[self.family](*parameters, *point), dtype=float)

    @property
    def formula(self) -> str:
        """What the function computes, as Python, with its numbers."""
        return families.formula(self.family, self.parameters)

    @property
    def source(self) -> str:
        """The function as a line of Python, with a comment where the number of its calls is limited."""
        limited = f"  # called at most {self.calls} times" if self.calls else ""
        return families.source(self.family, self.parameters) + limited


Input = float | np.ndarray | InputFunction


def build(value: Input) -> float | np.ndarray | Callable:
    """The input as an answer receives it, fresh each time: whatever an answer changes is its own copy."""
    if isinstance(value, InputFunction):
        return value.build()
    return value.copy() if isinstance(value, np.ndarray) else value


def _quadratic(a, b, c, d, e, x, y):
    return [2 * a * x + b * y + d, b * x + 2 * c * y + e]


def _wave(a, b, c, d, x, y):
    return [a * b * np.cos(b * x) * np.cos(c * y) + d, -a * c * np.sin(b * x) * np.sin(c * y)]


def _hill(a, b, c, d, x, y):
    height = a * np.exp(-((x - b) ** 2) - c * (y - d) ** 2)
    return [-2 * (x - b) * height, -2 * c * (y - d) * height]


def _quartic(a, b, c, d, x, y):
    return [4 * a * (x - c) ** 3, 4 * b * (y - d) ** 3]


def _monkey(a, b, c, d, x, y):
    # The real part of (a - bi) z^3, whose derivative is 3 (a - bi) z^2.
    derivative = 3 * (a - 1j * b) * ((x - c) + 1j * (y - d)) ** 2
    return [derivative.real, -derivative.imag]


def _valley(a, b, x):
    return 2 * a * x + 2 * np.sum(b * x) * b


def _chain(a, b, c, x):
    beside = np.zeros_like(x)
    beside[1:] += x[:-1]
    beside[:-1] += x[1:]
    return 2 * a * x + b * np.cos(x) + c * beside


def _cubic(a, b, c, d, x):
    return [3 * a * x**2 + 2 * b * x + c]


def _sine(a, b, c, x):
    return [a * b * np.cos(b * x + c)]


def _exponential(a, b, x):
    return [a * b * np.exp(b * x)]


def _kinks(a, b, c, d, e, x):
    return [a * np.sign(x - b) + c * (x - d) / np.sqrt((x - d) ** 2 + e**2) + np.cos(x)]


def _soft_maximum(a, b, x):
    weights = np.exp(a * x)
    return b * a * weights / np.sum(weights)


def _logistic(a, b, w):
    return -a / (1 + np.exp(np.dot(a, w))) + 2 * b * w


def _one_neuron(a, b, c, w):
    value = np.tanh(np.dot(a, w))
    return 2 * (value - b) * (1 - value**2) * a + 2 * c * w


_GRADIENTS: dict[str, Callable] = {
    "quadratic": _quadratic,
    "wave": _wave,
    "hill": _hill,
    "quartic": _quartic,
    "monkey": _monkey,
    "valley": _valley,
    "chain": _chain,
    "cubic": _cubic,
    "sine": _sine,
    "exponential": _exponential,
    "kinks": _kinks,
    "soft maximum": _soft_maximum,
    "logistic": _logistic,
    "one neuron": _one_neuron,
}
