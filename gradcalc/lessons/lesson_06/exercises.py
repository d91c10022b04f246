"""The exercises of lesson 06: gradient descent."""

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.lessons.lesson_06.search import BACKTRACK
from gradcalc.maths.derivatives import gradient
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_PATH = "an array of shape (steps + 1, n), whose first row is the start"


def _path(f, x, steps, move):
    """The path on which move(x, v, k) gives the next point and the next velocity."""
    path, v = [x], np.zeros_like(x)
    for k in range(steps):
        x, v = move(x, v, k)
        path.append(x)
    return np.array(path)


def _plain(f, x, rate, steps):
    return _path(f, x, steps, lambda x, v, k: (x - rate * gradient(f, x), v))


def _normalised(f, x, rate, steps):
    def move(x, v, k):
        g = gradient(f, x)
        return x - rate * g / np.linalg.norm(g), v

    return _path(f, x, steps, move)


def _from_the_start(f, x, rate, steps):
    g = gradient(f, x)
    return _path(f, x, steps, lambda x, v, k: (x - rate * g, v))


_descend = Answer(
    name="descend",
    kind="function",
    arguments="f, x, rate, steps",
    gives=_PATH,
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
            lambda f, x, rate, steps: _plain(f, x, -rate, steps),
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
            lambda f, x, rate, steps: _plain(f, x, rate, steps)[-1],
        ),
        Mistake(
            "The start is missing. The first row of the path is the start itself.",
            lambda f, x, rate, steps: _plain(f, x, rate, steps)[1:],
        ),
        Mistake(
            "This path has one step too many.",
            lambda f, x, rate, steps: _plain(f, x, rate, steps + 1),
        ),
        Mistake(
            "All rows are the last point: x -= ... changes the one array that the whole list holds. "
            "Write x = x - ..., which makes a new one.",
            lambda f, x, rate, steps: np.tile(_plain(f, x, rate, steps)[-1], (steps + 1, 1)),
        ),
        Mistake(
            "The points are the columns here. Make them the rows: .T turns the array.",
            lambda f, x, rate, steps: _plain(f, x, rate, steps).T,
        ),
        Mistake(
            "These are the values of f along the path. Asked for are the points.",
            lambda f, x, rate, steps: np.array([f(p) for p in _plain(f, x, rate, steps)]),
        ),
    ),
)

_rate_limit = Answer(
    name="rate_limit",
    kind="function",
    arguments="hessian, momentum",
    gives="one number, the rate below which descent converges from every start",
    exact=cases.rate_limit,
    strata=(
        Stratum("a diagonal Hessian, no momentum", 1, cases.diagonal_hessians),
        Stratum("any Hessian, no momentum", 1, cases.any_hessians),
        Stratum("with momentum", 1, cases.with_momentum),
    ),
    mistakes=(
        Mistake(
            "Half of what is allowed: at 1 / λ a step lands in the middle, at 2 / λ as far out on the other side.",
            lambda H, beta: (1 + beta) / np.linalg.eigvalsh(H)[-1],
        ),
        Mistake(
            "This is what the flattest direction allows. The steepest direction is the first to run away.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.eigvalsh(H)[0],
        ),
        Mistake(
            "The greatest entry on the diagonal is the greatest eigenvalue only if the matrix is diagonal. "
            "np.linalg.eigvalsh gives the eigenvalues.",
            lambda H, beta: 2 * (1 + beta) / np.diag(H).max(),
        ),
        Mistake(
            "This uses the sum of the eigenvalues. Only the greatest one counts.",
            lambda H, beta: 2 * (1 + beta) / np.trace(H),
        ),
        Mistake(
            "This uses the root of the sum of the squares of all entries. Only the greatest eigenvalue counts.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.norm(H),
        ),
        Mistake(
            "This rate shrinks the steepest and the flattest direction by the same factor. Asked for is the limit.",
            lambda H, beta: 2 * (1 + beta) / (np.linalg.eigvalsh(H)[0] + np.linalg.eigvalsh(H)[-1]),
        ),
        Mistake(
            "This is the greatest eigenvalue. The limit of the rate is 2 (1 + momentum) divided by it.",
            lambda H, beta: np.linalg.eigvalsh(H)[-1],
        ),
        Mistake(
            "The momentum is left out: it raises the limit by the factor 1 + momentum.",
            lambda H, beta: 2 / np.linalg.eigvalsh(H)[-1],
        ),
        Mistake(
            "Momentum raises the limit: the factor is 1 + momentum.",
            lambda H, beta: 2 * (1 - beta) / np.linalg.eigvalsh(H)[-1],
        ),
        Mistake(
            "Momentum raises the limit by the factor 1 + momentum, not by 1 / (1 - momentum).",
            lambda H, beta: 2 / (1 - beta) / np.linalg.eigvalsh(H)[-1],
        ),
    ),
)


def _heavy(f, x, rate, momentum, steps):
    def move(x, v, k):
        v = momentum * v - rate * gradient(f, x)
        return x + v, v

    return _path(f, x, steps, move)


def _averaged(f, x, rate, momentum, steps):
    def move(x, v, k):
        v = momentum * v - (1 - momentum) * rate * gradient(f, x)
        return x + v, v

    return _path(f, x, steps, move)


def _old_velocity(f, x, rate, momentum, steps):
    return _path(f, x, steps, lambda x, v, k: (x + v, momentum * v - rate * gradient(f, x)))


def _looking_ahead(f, x, rate, momentum, steps):
    def move(x, v, k):
        v = momentum * v - rate * gradient(f, x + momentum * v)
        return x + v, v

    return _path(f, x, steps, move)


def _both_damped(f, x, rate, momentum, steps):
    def move(x, v, k):
        v = momentum * (v - rate * gradient(f, x))
        return x + v, v

    return _path(f, x, steps, move)


_heavy_ball = Answer(
    name="heavy_ball",
    kind="function",
    arguments="f, x, rate, momentum, steps",
    gives=_PATH,
    exact=cases.path_with_momentum,
    strata=(
        Stratum("two steps", 1, cases.two_steps),
        Stratum("several steps", 1, cases.several_heavy_steps),
        Stratum("three to five variables", 1, cases.more_heavy_variables),
    ),
    mistakes=(
        Mistake(
            "This is gradient descent without momentum. Keep the velocity from step to step.",
            lambda f, x, rate, momentum, steps: _plain(f, x, rate, steps),
        ),
        Mistake(
            "The gradient has the weight 1 - momentum here. In this exercise it keeps its full weight.",
            _averaged,
        ),
        Mistake(
            "The point moves before the velocity is brought up to date: first the velocity, then the point.",
            _old_velocity,
        ),
        Mistake(
            "The gradient is taken ahead of the point, at x + momentum v. That is Nesterov's method; take it at x.",
            _looking_ahead,
        ),
        Mistake(
            "The momentum multiplies the gradient as well. It multiplies the old velocity alone.",
            _both_damped,
        ),
        Mistake(
            "This path climbs. The gradient points up: subtract rate times the gradient.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, -rate, momentum, steps),
        ),
        Mistake(
            "The velocity never fades here. Multiply the old one by the momentum.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, 1.0, steps),
        ),
        Mistake(
            "This is the last point alone. Asked for is the whole path, start included.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps)[-1],
        ),
        Mistake(
            "The start is missing. The first row of the path is the start itself.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps)[1:],
        ),
        Mistake(
            "All rows are the last point: x += v changes the one array that the whole list holds. "
            "Write x = x + v, which makes a new one.",
            lambda f, x, rate, momentum, steps: np.tile(_heavy(f, x, rate, momentum, steps)[-1], (steps + 1, 1)),
        ),
    ),
)

EXERCISES = (
    Exercise(id="06.descend", title="Gradient descent", answers=(_descend,), allowed=("gradient",)),
    Exercise(id="06.rate_limit", title="The rate that a quadratic allows", answers=(_rate_limit,)),
    Exercise(id="06.heavy_ball", title="Momentum", answers=(_heavy_ball,), allowed=("gradient",)),
    Exercise(
        id="06.backtrack", title="A line search", answers=(BACKTRACK,), allowed=("gradient", "directional_derivative")
    ),
)
