"""Drawing the inputs of cases: short decimals, drawn again until no mistake goes unseen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from gradcalc.questions.inputs import InputFunction

Drawn = TypeVar("Drawn", tuple, list)
Numbers = float | Sequence[float] | np.ndarray


def until(draw: Callable[..., Drawn], accepted: Callable[..., bool | np.bool]) -> Drawn:
    """The first inputs drawn that are accepted."""
    while not accepted(*(inputs := draw())):
        pass
    return inputs


def until_seen(draw: Callable[[], list[tuple]], *seen: Callable[..., bool | np.bool]) -> list[tuple]:
    """The first cases, drawn together, among which each mistake shows: seen(*inputs) tells of one case.

    Where it showed in some draws alone, the same mistake would be worth other points in another class.
    """
    return until(draw, lambda *cases: all(any(shows(*inputs) for inputs in cases) for shows in seen))


def apart(values: np.ndarray, gap: float) -> bool:
    """Whether every two of the values differ by at least the gap."""
    return bool(np.diff(np.sort(values)).min() >= gap)


def decimals(
    rng: np.random.Generator, low: Numbers, high: Numbers, shape: int | tuple[int, ...] | None = None
) -> np.ndarray:
    """Random numbers with one digit after the point; adding 0 turns -0.0 into 0.0."""
    return np.round(rng.uniform(low, high, shape), 1) + 0


def function_of_two(rng: np.random.Generator, family: str) -> InputFunction:
    """A function of x and y: "quadratic", "wave" or "hill"."""
    windows: dict[str, tuple[list[float], list[float]]] = {
        "quadratic": ([-2] * 5, [2] * 5),
        "wave": ([1, 0.5, 0.5, -1], [3, 2, 2, 1]),
        "hill": ([2, -1, 0.5, -1], [5, 1, 2, 1]),
    }
    return InputFunction(family, tuple(decimals(rng, *windows[family]).tolist()))


def place(rng: np.random.Generator, family: str) -> tuple:
    """A function and a point at which the partial derivatives are neither small nor alike."""

    def accepted(f, x, y):
        partials = np.abs(f.gradient(x, y))
        return partials.min() > 0.4 and partials.max() < 6 and apart(partials, 0.4)

    return until(lambda: (function_of_two(rng, family), *decimals(rng, -1.5, 1.5, 2).tolist()), accepted)
