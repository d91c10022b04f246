"""The third exercise of lesson 07: the slope of a loss, without its gradient."""

from collections.abc import Callable
from functools import partial

import numpy as np

from gradcalc.lessons.lesson_07 import cases
from gradcalc.maths.derivatives import directional_derivative
from gradcalc.questions.model import Answer, Mistake, Stratum

# The value of some mistakes depends on the step, and these are the steps that people take.
_USUAL = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
_LONG = (1.0, 0.1)
_SHORT = 1e-15


def _unit(v):
    return v / np.linalg.norm(v)


def _forward(loss, w, u, h):
    return (loss(w + h * u) - loss(w)) / h


def _backward(loss, w, u, h):
    return (loss(w) - loss(w - h * u)) / h


def _central(loss, w, u, h):
    return (loss(w + h * u) - loss(w - h * u)) / (2 * h)


def _bare_forward(loss, w, u, h):
    return loss(w + h * u) - loss(w) / h


def _bare_central(loss, w, u, h):
    return loss(w + h * u) - loss(w - h * u) / (2 * h)


def _along_u(difference: Callable, h: float, loss, w, v) -> float:
    return difference(loss, w, _unit(v), h)


def _by_every_axis(loss, w, v):
    h, before = 1e-6, loss(w)
    return np.array([loss(w + h * axis) - before for axis in np.eye(len(w))]) @ v / np.linalg.norm(v) / h


_TOO_LONG = "The step is too long: over such a distance the slope itself changes. Take a smaller h."
_TOO_SHORT = (
    "The step is too short: both losses agree in nearly all digits, and what is left is rounding. Take a larger h."
)
_BARE = "Only the second loss was divided by the step. The whole difference needs brackets."

LOSS_SLOPE = Answer(
    name="loss_slope",
    kind="function",
    arguments="loss, w, v",
    gives="one number, the slope of the loss along v",
    exact=cases.slope,
    strata=(
        Stratum("a few parameters", 1, cases.few_parameters),
        Stratum("more parameters, and at most 10 calls of the loss", 1, cases.counted),
    ),
    mistakes=(
        Mistake(
            "This grows with the length of v. Divide v by its length first.",
            lambda loss, w, v: directional_derivative(loss, w, v, unit=False),
        ),
        Mistake(
            "The direction was divided by the square of its length: either twice by the length, or by v · v, "
            "whose square root is the length.",
            lambda loss, w, v: directional_derivative(loss, w, v) / np.linalg.norm(v),
        ),
        Mistake(
            "This is nearly zero. Either the change of the loss was not divided by the distance that was walked: in "
            "Python / 2 * h multiplies by h, so that 2 * h needs brackets. Or h is so small that w + h * u is w.",
            lambda loss, w, v: 0.0,
        ),
        Mistake(
            "This is twice the slope. From one step behind to one step ahead is a way of two steps.",
            lambda loss, w, v: 2 * directional_derivative(loss, w, v),
        ),
        Mistake(
            "This is half of the slope. From w to one step ahead is a way of one step.",
            lambda loss, w, v: directional_derivative(loss, w, v) / 2,
        ),
        Mistake(
            "The size is right, but the sign is not: subtract the loss behind from the loss ahead.",
            lambda loss, w, v: -directional_derivative(loss, w, v),
        ),
        Mistake(
            "The size is right, but a way down has a negative slope.",
            lambda loss, w, v: abs(directional_derivative(loss, w, v)),
        ),
        Mistake(
            "The loss was called more than 10 times. The whole gradient is not needed: walk along v alone.",
            _by_every_axis,
        ),
        Mistake(
            "h was added to every parameter, whatever v is. Walk along v: add h times the unit vector.",
            lambda loss, w, v: _central(loss, w, np.ones(len(w)), 1e-5),
        ),
        Mistake(
            "v was taken for a point: this goes from w to v. It is a direction, not a point. Take a small "
            "step along it.",
            lambda loss, w, v: (loss(v) - loss(w)) / np.linalg.norm(v - w),
        ),
        Mistake(
            "This walks from w to w + v, and that is too long a step: the slope changes on the way. Take a small "
            "step.",
            lambda loss, w, v: (loss(w + v) - loss(w)) / np.linalg.norm(v),
        ),
        *(Mistake(_TOO_LONG, partial(_along_u, how, h)) for how in (_forward, _backward) for h in _LONG),
        *(Mistake(_TOO_SHORT, partial(_along_u, how, _SHORT)) for how in (_forward, _backward, _central)),
        *(Mistake(_BARE, partial(_along_u, how, h)) for how in (_bare_forward, _bare_central) for h in _USUAL),
    ),
)
