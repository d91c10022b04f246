"""Several optimisers on one function, from one start: each goes on when it is asked to, and remembers its way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from gradcalc.maths.optimisers import Memory, Step

# Of points of shape (k, n) the values, of shape (k,), and the gradients, of shape (k, n).
Look = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
TURNS = 6  # of the direction, on the way to that of the greatest curvature
ASIDE = 0.1  # of a unit vector: so far is the first direction from the gradient's
NEAR = 1e-4  # relative: how far from a point its curvature is looked for


@dataclass(eq=False)
class Course:
    """The way of one method so far.

    path begins with the start and is one point ahead of values and gradients, which are those of the function
    itself. noise is the standard deviation of what is added to each component of a gradient before the step is
    taken; the same seed adds the same.
    """

    step: Step
    start: np.ndarray
    noise: float = 0.0
    seed: int = 0
    path: list[np.ndarray] = field(init=False)
    values: list[np.floating | float] = field(init=False, default_factory=list)
    gradients: list[np.ndarray] = field(init=False, default_factory=list)
    memory: Memory = field(init=False, default=())

    def __post_init__(self):
        self.path = [np.array(self.start, dtype=float)]
        self._chance = np.random.default_rng(self.seed)

    def take(self, value: np.floating | float, gradient: np.ndarray) -> None:
        """One step, from the value and the gradient at the last point."""
        self.values.append(value)
        self.gradients.append(gradient)
        if self.noise:
            gradient = gradient + self.noise * self._chance.standard_normal(gradient.shape)
        x, self.memory = self.step(self.path[-1], gradient, self.memory)
        self.path.append(x)


def go_on(courses: Sequence[Course], look: Look, steps: int) -> None:
    """Let each course know its first points, steps + 1 of them, and the step onward from the last.

    Courses that are equally far ask for their gradients at once. One that has come to what is no number stays there.

    >>> course = Course(lambda x, g, memory: (x - 0.25 * g, memory), np.array([1.0, 2.0]))
    >>> go_on([course], lambda X: ((X**2).sum(axis=1), 2 * X), 1)
    >>> [float(value) for value in course.values], course.path[1]
    ([5.0, 1.25], array([0.5, 1. ]))
    """
    with np.errstate(all="ignore"):  # a course may go to infinity
        while behind := [course for course in courses if len(course.values) <= steps]:
            ends = np.array([course.path[-1] for course in behind])
            if np.isfinite(ends.sum()):
                values, gradients = look(ends)
            else:
                values, gradients = _where_finite(look, ends)
            for course, value, gradient in zip(behind, values, gradients, strict=True):
                course.take(value, gradient)


def _where_finite(look: Look, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    there = np.isfinite(X).all(axis=1)
    values, gradients = np.full(len(X), np.nan), np.full(X.shape, np.nan)
    if there.any():
        values[there], gradients[there] = look(X[there])
    return values, gradients


def greatest_curvature(look: Look, x: np.ndarray) -> float:
    """The size of the second derivative at x along the direction where it is greatest, about; nan without one.

    By the power method (von Mises, 1929) on differences of the gradient. It begins along the gradient, a little
    aside: a gradient in a subspace that the Hessian keeps, an axis of symmetry say, would never leave it.

    >>> greatest_curvature(lambda X: (X[:, 0] ** 2, np.array([1, 8]) * X), np.array([1.0, 1.0])).__round__(3)
    8.0
    """
    with np.errstate(all="ignore"):
        _, ((u,)) = look(x[np.newaxis])
        h, size = NEAR * max(1.0, float(np.abs(x).max())), np.nan
        u = _unit(u) + ASIDE * _unit(np.random.default_rng(0).standard_normal(len(x)))
        for _ in range(TURNS):
            u = _unit(u)
            _, (ahead, behind) = look(np.array([x + h * u, x - h * u]))
            u = (ahead - behind) / (2 * h)
            size = float(np.linalg.norm(u))
            if not 0 < size < np.inf:
                return size if size == 0 else np.nan
    return size


def _unit(v: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(v)
    return v if length == 0 else v / length
