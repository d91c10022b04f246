"""The exercise of lesson 06 on the line search."""

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.lessons.lesson_06.quadratics import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum

MOST_HALVINGS = 60  # a mistaken condition may never be met


def _search(f, x, v, enough, start=1.0, shorter=lambda t: t / 2, most=MOST_HALVINGS):
    """The first t that is enough(height at t, height at the start, t, slope), where v leads down."""
    slope = gradient(f, x) @ v
    if slope >= 0:
        raise ValueError
    t = start
    for _ in range(most):
        if enough(f(x + t * v), f(x), t, slope):
            break
        t = shorter(t)
    return t


def _armijo(f, x, v, c, **how):
    return _search(f, x, v, lambda there, here, t, slope: there <= here + c * t * slope, **how)


def _unit_slope(f, x, v, c):
    size = np.linalg.norm(v)
    return _search(f, x, v, lambda there, here, t, slope: there <= here + c * t * slope / size)


def _unit_direction(f, x, v, c):
    return _armijo(f, x, v / np.linalg.norm(v), c)


def _square_of_the_gradient(f, x, v, c):
    g = gradient(f, x)
    return _search(f, x, v, lambda there, here, t, slope: there <= here - c * t * (g @ g))


def _where_uphill(otherwise):
    def wrong(f, x, v, c):
        return otherwise(f, x, v, c) if gradient(f, x) @ v >= 0 else _armijo(f, x, v, c)

    return wrong


def _where_level(f, x, v, c):
    return 0.0 if gradient(f, x) @ v == 0 else _armijo(f, x, v, c)


def _by_tenths(f, x, v, c):
    """t = 1, 0.9, 0.8, ..., which ends at 0.1."""
    return _armijo(f, x, v, c, shorter=lambda t: t - 0.1 if t > 0.15 else t)


def _times(factor):
    """A search that shortens t by another factor."""
    return Mistake(
        f"t is multiplied by {factor:g} in each try here. Halve it: t = 1, 1/2, 1/4 and so on.",
        lambda f, x, v, c: _armijo(f, x, v, c, shorter=lambda t: factor * t),
    )


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
            "This is -|∇f|² in place of the derivative along v, which it is only for v = -∇f. Take ∇f · v.",
            _square_of_the_gradient,
        ),
        Mistake(
            "Any fall is accepted here. Asked for is a fall of at least c t times the slope.",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there < here),
        ),
        Mistake(
            "No t meets the condition as it stands here, and t shrinks to almost 0. Is c left out? These functions "
            "lie above their tangents: no step falls by the whole of t times the slope, but by a share c of it.",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: False),
        ),
        Mistake(
            "The fall that is asked for has to shrink with t: it is c t times the slope. Without the factor t no "
            "short step meets it.",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there <= here + c * slope),
        ),
        Mistake(
            "The sign is wrong: along v the slope is negative, so f(x) + c t slope lies below f(x).",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there <= here - c * t * slope),
        ),
        Mistake(
            "The condition is turned round: t is halved as long as it is met. Halve as long as it is not met.",
            lambda f, x, v, c: _search(f, x, v, lambda there, here, t, slope: there > here + c * t * slope),
        ),
        Mistake(
            "t is halved once at most. An if asks once; a while goes on until the condition is met.",
            lambda f, x, v, c: _armijo(f, x, v, c, most=1),
        ),
        Mistake(
            "t = 1 is never tried: begin with the whole step, and halve only where it does not meet the condition.",
            lambda f, x, v, c: _armijo(f, x, v, c, start=0.5),
        ),
        Mistake(
            "A tenth is taken off t in each try here. Halve it: t = 1, 1/2, 1/4 and so on.",
            _by_tenths,
        ),
        *map(_times, (0.9, 0.8, 0.1)),
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
            "Where the derivative along v is zero, v does not lead down either, and f falls enough for no t. "
            "Refuse that too: raise ValueError.",
            _where_level,
        ),
        Mistake(
            "This direction does not lead down, and no t along it lowers f enough. Refuse it: raise ValueError.",
            _where_uphill(lambda f, x, v, c: 0.0),
        ),
        Mistake(
            "This direction leads up: raise ValueError rather than turn it round.",
            _where_uphill(lambda f, x, v, c: _armijo(f, x, -v, c)),
        ),
    ),
)
