"""The exercise of lesson 08 on checking a gradient along one direction."""

from collections.abc import Callable
from functools import partial

import numpy as np

from gradcalc.lessons.lesson_08 import cases
from gradcalc.maths.derivatives import directional_derivative, gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def _unit(v):
    return v / np.linalg.norm(v)


def _slope(loss, w, v):
    return directional_derivative(loss, w, v)


def _gap(loss, w, g, v):
    return abs(g @ _unit(v) - _slope(loss, w, v))


def _forward(loss, w, u, h):
    return (loss(w + h * u) - loss(w)) / h


def _central(loss, w, u, h):
    return (loss(w + h * u) - loss(w - h * u)) / (2 * h)


def _with_a_step(difference: Callable, h: float, loss, w, g, v) -> float:
    return abs(g @ _unit(v) - difference(loss, w, _unit(v), h))


def _relative(to: Callable) -> Callable:
    """The gap, divided by what `to` makes of the sizes of both slopes."""

    def wrong(loss, w, g, v):
        return _gap(loss, w, g, v) / to(abs(g @ _unit(v)), abs(_slope(loss, w, v)))

    return wrong


_WHOLE = (
    "This compares the whole gradients. Asked for is the gap along v alone: the slope that g claims along the unit "
    "vector beside the slope of the loss."
)
_RELATIVE = "The gap was divided by the size of a slope, which makes it relative. Asked for is the difference itself."
_TOO_LONG = "The step is too long: over such a distance the slope itself changes. Take a smaller h, or both sides."
_TOO_SHORT = (
    "The step is too short: both losses agree in nearly all digits, and what is left is rounding. Take a larger h."
)

CLAIMED_GAP = Answer(
    name="claimed_gap",
    kind="function",
    arguments="loss, w, g, v",
    gives="one number, not negative",
    exact=cases.gap,
    strata=(
        Stratum("gradients that are wrong", 1, cases.wrong_claims),
        Stratum("a gradient that is right, and one that is not", 1, cases.mixed_claims),
    ),
    mistakes=(
        Mistake("The direction is not a unit vector. Divide it by its length, for both slopes.",
                lambda loss, w, g, v: np.linalg.norm(v) * _gap(loss, w, g, v)),
        Mistake("Only one of the two slopes was taken along the unit vector. Use u for both.",
                lambda loss, w, g, v: abs(g @ v - _slope(loss, w, v))),
        Mistake("Only one of the two slopes was taken along the unit vector. Use u for both.",
                lambda loss, w, g, v: abs(g @ _unit(v) - np.linalg.norm(v) * _slope(loss, w, v))),
        Mistake("This is the size of the slope that g claims. Either the slope of the loss was not subtracted, or "
                "the change of the loss was not divided by the step.",
                lambda loss, w, g, v: abs(g @ _unit(v))),
        Mistake("This is the slope of the loss. Compare it with the slope that g claims, g · u.",
                lambda loss, w, g, v: abs(_slope(loss, w, v))),
        Mistake("The slope that differences give is twice too steep here: from one step behind to one step ahead is "
                "a way of two steps.", lambda loss, w, g, v: abs(g @ _unit(v) - 2 * _slope(loss, w, v))),
        Mistake("The slope that differences give is half as steep as it should be: from w to one step ahead is a way "
                "of one step.", lambda loss, w, g, v: abs(g @ _unit(v) - _slope(loss, w, v) / 2)),
        Mistake("A sign is lost: take the size of the difference, not the difference of the sizes.",
                lambda loss, w, g, v: abs(abs(g @ _unit(v)) - abs(_slope(loss, w, v)))),
        Mistake("The difference has no sign here: give its size.",
                lambda loss, w, g, v: -_gap(loss, w, g, v)),
        Mistake("The two slopes were added. Subtract one from the other.",
                lambda loss, w, g, v: abs(g @ _unit(v) + _slope(loss, w, v))),
        Mistake("This is the square of the difference. Its size is asked for, and that is what abs gives.",
                lambda loss, w, g, v: _gap(loss, w, g, v) ** 2),
        Mistake("g was multiplied by the direction entry by entry. The slope that g claims is one number, the dot "
                "product.", lambda loss, w, g, v: abs(g * _unit(v) - _slope(loss, w, v))),
        Mistake(_WHOLE, lambda loss, w, g, v: np.linalg.norm(g - gradient(loss, w))),
        Mistake(_WHOLE, lambda loss, w, g, v: np.abs(g - gradient(loss, w)).max()),
        Mistake(_WHOLE, lambda loss, w, g, v: np.abs(g - gradient(loss, w))),
        Mistake(_RELATIVE, _relative(lambda claimed, slope: slope)),
        Mistake(_RELATIVE, _relative(lambda claimed, slope: claimed)),
        Mistake(_RELATIVE, _relative(max)),
        Mistake(_RELATIVE, _relative(lambda claimed, slope: claimed + slope)),
        *(Mistake(_TOO_LONG, partial(_with_a_step, _forward, h)) for h in (1.0, 0.1)),
        *(Mistake(_TOO_SHORT, partial(_with_a_step, how, 1e-15)) for how in (_forward, _central)),
    ),
)  # fmt: skip
