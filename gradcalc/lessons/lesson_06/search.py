"""The exercise of lesson 06 on the line search."""

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.maths.derivatives import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum

MOST_HALVINGS = 60  # a mistaken condition may never be met


def _search(f, x, v, enough):
    """The first t that is enough(height at t, height at the start, t, slope), where v leads down."""
    slope = gradient(f, x) @ v
    if slope >= 0:
        raise ValueError
    t = 1.0
    for _ in range(MOST_HALVINGS):
        if enough(f(x + t * v), f(x), t, slope):
            break
        t /= 2
    return t


def _armijo(f, x, v, c):
    return _search(f, x, v, lambda there, here, t, slope: there <= here + c * t * slope)


def _unit_slope(f, x, v, c):
    size = np.linalg.norm(v)
    return _search(f, x, v, lambda there, here, t, slope: there <= here + c * t * slope / size)


def _unit_direction(f, x, v, c):
    return _armijo(f, x, v / np.linalg.norm(v), c)


def _where_uphill(otherwise):
    def wrong(f, x, v, c):
        return otherwise(f, x, v, c) if gradient(f, x) @ v >= 0 else _armijo(f, x, v, c)

    return wrong


BACKTRACK = Answer(
    name="backtrack",
    kind="function",
    arguments="f, x, v, c",
    gives="one number, the first of 1, 1/2, 1/4, ... that meets the condition",
    exact=cases.armijo_step,
    tolerance=1e-6,
    strata=(
        Stratum("two variables", 1, cases.some_halvings),
        Stratum("three to five variables", 1, cases.searches_in_more_variables),
        Stratum("a whole step where that is enough", 1, cases.whole_steps),
        Stratum("a direction that leads up is refused", 1, cases.uphill_or_down),
    ),
    mistakes=(
        Mistake(
            "This is the slope along the unit vector. The point moves by t v, so the derivative along v itself "
            "counts: ∇f · v, or gc.directional_derivative with unit=False.",
            _unit_slope,
        ),
        Mistake(
            "Any fall is accepted here. Asked for is a fall of at least c t times the slope.",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there < here),
        ),
        Mistake(
            "The sign is wrong: along v the slope is negative, so f(x) + c t slope lies below f(x).",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there <= here - c * t * slope),
        ),
        Mistake(
            "This is the last t that fails. The next half of it is the first that meets the condition.",
            lambda f, x, v, c: 2 * _armijo(f, x, v, c),
        ),
        Mistake(
            "This is one halving too many: stop at the first t that meets the condition.",
            lambda f, x, v, c: _armijo(f, x, v, c) / 2,
        ),
        Mistake(
            "This is the point that the search arrives at. Asked for is t.",
            lambda f, x, v, c: x + _armijo(f, x, v, c) * v,
        ),
        Mistake(
            "This is the number of halvings. Asked for is t itself.",
            lambda f, x, v, c: -np.log2(_armijo(f, x, v, c)),
        ),
        Mistake(
            "The search began with the unit vector. v may have any length: begin with t = 1 times v itself.",
            _unit_direction,
        ),
        Mistake(
            "This direction leads up, and no t along it lowers f enough. Refuse it: raise ValueError.",
            _where_uphill(lambda f, x, v, c: 0.0),
        ),
        Mistake(
            "This direction leads up: raise ValueError rather than turn it round.",
            _where_uphill(lambda f, x, v, c: _armijo(f, x, -v, c)),
        ),
    ),
)
