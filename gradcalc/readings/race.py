"""A race of optimisers: how far each has come after as many gradients, and how steep each of its steps was."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.descent import slopes_along
from gradcalc.maths.racing import Course

FAR = 5  # widths of the window: nothing of a path that far out is left to see
LOST = 1e6  # times the first loss: a loss that great comes back in no race
LEVEL = 1e-9  # of |∇f|: a slope that is less is neither uphill nor down


@dataclass(frozen=True, eq=False)
class Runner:
    """One method in a race: its points so far, shape (steps + 1, n), with the value and the gradient at each.

    onward holds the step from each point to the next, the one from the last point included, and slopes the
    directional derivative D_u f along it, nan where there is no step. left is the number of the first point that
    lies out of the window, of a path that is far beyond it by now; else None.
    """

    method: str
    rate: float
    path: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    onward: np.ndarray
    slopes: np.ndarray
    left: int | None

    @property
    def count(self) -> int:
        """How many points there are to be seen: those before it left, and the first one after."""
        return len(self.path) if self.left is None else self.left + 1

    @cached_property
    def lengths(self) -> np.ndarray:
        """The length of the gradient at each point."""
        with np.errstate(all="ignore"):
            return np.linalg.norm(self.gradients, axis=1)

    @cached_property
    def shares(self) -> np.ndarray:
        """D_u f / |∇f| of each step: -1 along the steepest descent, above 0 where the step leads uphill."""
        return np.divide(self.slopes, self.lengths, out=np.full(len(self.slopes), np.nan), where=self.lengths > 0)

    @cached_property
    def uphill(self) -> np.ndarray:
        """Which steps begin uphill, the one from the last point included."""
        with np.errstate(invalid="ignore"):
            return self.shares > LEVEL


@dataclass(frozen=True, eq=False)
class Race:
    """Runners from one start after the same number of steps; surface is None where the function is a loss.

    Each step costs each of them one gradient. noise is the standard deviation of what SGD adds to each component of
    its gradients.
    """

    surface: Surface | None
    start: np.ndarray
    steps: int
    noise: float
    runners: list[Runner]

    @property
    def order(self) -> list[Runner]:
        """Those still there, the lowest first."""
        there = [runner for runner in self.runners if runner.left is None]
        return sorted(there, key=lambda runner: float(runner.values[-1]))


def runner_of(method: str, rate: float, course: Course, steps: int, surface: Surface | None) -> Runner:
    """What there is to read off a course that knows its first points, steps + 1 of them."""
    path = np.array(course.path[: steps + 2])
    values, gradients = np.array(course.values[: steps + 1]), np.array(course.gradients[: steps + 1])
    with np.errstate(all="ignore"):
        slopes = slopes_along(np.concatenate([gradients, gradients[-1:]]), path)
    left = _left(path[:-1], values, surface)
    return Runner(method, rate, path[:-1], values, gradients, np.diff(path, axis=0), slopes, left)


def _left(path: np.ndarray, values: np.ndarray, surface: Surface | None) -> int | None:
    with np.errstate(invalid="ignore"):
        if surface is None:
            inside = np.abs(values) <= LOST * max(1.0, abs(values[0]))
            return None if inside.all() else int(np.argmin(inside))
        low, high = np.transpose([surface.xlim, surface.ylim])
        middle, width = (low + high) / 2, high - low
        if (np.abs(path - middle) <= FAR * width).all():
            return None
        return int(np.argmin((np.abs(path - middle) <= 0.5 * width * (1 + LEVEL)).all(axis=1)))


def times(count: int, what: str) -> str:
    """A number and what is counted: "1 step", "2 steps"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def together(words: Sequence[str]) -> str:
    """Several in a sentence.

    >>> together(["SGD", "momentum", "Adam"])
    'SGD, momentum and Adam'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
