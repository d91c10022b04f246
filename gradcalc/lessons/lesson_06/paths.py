"""The exercise of lesson 06 on gradient descent, and the paths that mistakes make."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.lessons.lesson_06.quadratics import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum

PATH = "an array of shape (steps + 1, n), whose first row is the start"
RATES = (0.1, 0.01, 0.001, 0.05, 0.5)  # that people write in place of the one that is given


def path(x: np.ndarray, steps: int, move: Callable) -> np.ndarray:
    """The path on which move(x, v) gives the next point and the next velocity."""
    points, v = [x], np.zeros_like(x)
    for _ in range(steps):
        x, v = move(x, v)
        points.append(x)
    return np.array(points)


def plain(f: Callable, x: np.ndarray, rate: float, steps: int) -> np.ndarray:
    """Gradient descent."""
    return path(x, steps, lambda x, v: (x - rate * gradient(f, x), v))


def _normalised(f, x, rate, steps):
    def move(x, v):
        g = gradient(f, x)
        return x - rate * g / np.linalg.norm(g), v

    return path(x, steps, move)


def _from_the_start(f, x, rate, steps):
    g = gradient(f, x)
    return path(x, steps, lambda x, v: (x - rate * g, v))


def _one_after_the_other(f, x, rate, steps):
    def move(x, v):
        x = x.copy()
        for i in range(len(x)):
            x[i] -= rate * gradient(f, x)[i]
        return x, v

    return path(x, steps, move)


def _while_it_falls(f, x, rate, steps):
    points = plain(f, x, rate, steps)
    rises = np.flatnonzero(np.diff([f(p) for p in points]) > 0)
    return points[: rises[0] + 1] if rises.size else points


DESCEND = Answer(
    name="descend",
    kind="function",
    arguments="f, x, rate, steps",
    gives=PATH,
    exact=cases.path,
    strata=(
        Stratum("a single step", 1, cases.one_step),
        Stratum("several steps", 1, cases.several_steps),
        Stratum("three to five variables", 1, cases.more_variables),
        Stratum("a rate that is too large", 1, cases.too_fast),
    ),
    mistakes=(
        Mistake(
            "This path climbs. The gradient points up: subtract rate times the gradient.",
            lambda f, x, rate, steps: plain(f, x, -rate, steps),
        ),
        Mistake(
            "Every step here has the length of the rate. Do not normalise the gradient: where it is short, "
            "so is the step.",
            _normalised,
        ),
        Mistake(
            "All steps use the gradient at the start. Compute it anew at each point.",
            _from_the_start,
        ),
        Mistake(
            "This is the last point alone. Asked for is the whole path, start included.",
            lambda f, x, rate, steps: plain(f, x, rate, steps)[-1],
        ),
        Mistake(
            "The start is missing. The first row of the path is the start itself.",
            lambda f, x, rate, steps: plain(f, x, rate, steps)[1:],
        ),
        Mistake(
            "This path has one step too many.",
            lambda f, x, rate, steps: plain(f, x, rate, steps + 1),
        ),
        Mistake(
            "This path has one step too few: the last row is missing. How many turns does the loop make?",
            lambda f, x, rate, steps: plain(f, x, rate, steps - 1),
        ),
        Mistake(
            "This path ends after one step. Does the return stand inside the loop? It ends there.",
            lambda f, x, rate, steps: plain(f, x, rate, 1),
        ),
        Mistake(
            "This path ends where f rises. Take all the steps, also where the path runs away.",
            _while_it_falls,
        ),
        Mistake(
            "All rows are the last point: x -= ... changes the one array that the whole list holds. "
            "Write x = x - ..., which makes a new one.",
            lambda f, x, rate, steps: np.tile(plain(f, x, rate, steps)[-1], (steps + 1, 1)),
        ),
        Mistake(
            "The points are the columns here. Make them the rows: .T turns the array.",
            lambda f, x, rate, steps: plain(f, x, rate, steps).T,
        ),
        Mistake(
            "These are the values of f along the path. Asked for are the points.",
            lambda f, x, rate, steps: np.array([f(p) for p in plain(f, x, rate, steps)]),
        ),
        Mistake(
            "The rate is left out: a step is minus rate times the gradient.",
            lambda f, x, rate, steps: plain(f, x, 1.0, steps),
        ),
        *(
            Mistake(
                f"This path has the rate {own:g}, whatever rate is given. Use the argument rate.",
                lambda f, x, rate, steps, own=own: plain(f, x, own, steps),
            )
            for own in RATES
        ),
        Mistake(
            "This is the path on the bowl of the lesson, whose gradient is 2 x. Take the gradient of the f that is "
            "handed over: gc.gradient(f, x).",
            lambda f, x, rate, steps: path(x, steps, lambda x, v: (x - 2 * rate * x, v)),
        ),
        Mistake(
            "The value f(x) is subtracted here, in each component. Subtract rate times the gradient, an array.",
            lambda f, x, rate, steps: path(x, steps, lambda x, v: (x - rate * f(x), v)),
        ),
        Mistake(
            "The coordinates move one after the other here, and the later ones see a gradient at a point that has "
            "already moved. Compute the gradient once a step, and move all coordinates at once.",
            _one_after_the_other,
        ),
    ),
)
