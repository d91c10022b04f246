"""An exercise of lesson 03: the slope along a direction, and what goes wrong there."""

import math

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Mistake, Stratum


def _division_by_zero(f, x, y, v):
    return float(gradient(f, x, y) @ v) / math.hypot(*v.tolist())  # NumPy's numbers would give nan


def _unit_vectors_only(f, x, y, v):
    if abs(np.linalg.norm(v) - 1) > 1e-9:
        raise ValueError
    return gradient(f, x, y) @ v


def _axes_refused(f, x, y, v):
    if not v.all():
        raise ValueError
    return gradient(f, x, y) @ unit(v)


DIRECTIONAL_DERIVATIVE = Answer(
    name="directional_derivative",
    kind="function",
    arguments="f, x, y, direction",
    gives="one number, the slope along the direction",
    exact=cases.slope,
    strata=(
        Stratum("along the axes", 1, cases.along_axes),
        Stratum("a direction of any length, uphill", 1, cases.uphill),
        Stratum("a direction of any length, downhill", 1, cases.downhill),
        Stratum("a zero direction is refused, a short one is not", 1, cases.zero_or_short),
    ),
    mistakes=(
        Mistake(
            "This is the derivative along the vector itself, which grows with its length. "
            "Divide the direction by its length first.",
            lambda f, x, y, v: gradient(f, x, y) @ v,
        ),
        Mistake(
            "The direction was divided by the square of its length. Its length is the square root of v · v.",
            lambda f, x, y, v: gradient(f, x, y) @ v / (v @ v) if v.any() else unit(v),
        ),
        Mistake(
            "The direction was divided by the sum of the sizes of its components. "
            "Its length is the square root of the sum of their squares.",
            lambda f, x, y, v: gradient(f, x, y) @ v / np.abs(v).sum() if v.any() else unit(v),
        ),
        Mistake(
            "The size is right, but this way leads down: there the slope is negative.",
            lambda f, x, y, v: abs(gradient(f, x, y) @ unit(v)),
        ),
        Mistake(
            "This is the projection, a vector along the direction. Give its signed length, the number ∇f · u.",
            lambda f, x, y, v: gradient(f, x, y) @ unit(v) * unit(v),
        ),
        Mistake(
            "* multiplies the components one by one and leaves them apart, so this is an array. "
            "The slope is one number, the dot product: their sum.",
            lambda f, x, y, v: gradient(f, x, y) * unit(v),
        ),
        Mistake(
            "* multiplies the components one by one and leaves them apart, so this is an array. The slope is one "
            "number, the dot product. And the direction is not a unit vector yet.",
            lambda f, x, y, v: gradient(f, x, y) * v if v.any() else unit(v),
        ),
        Mistake(
            "This is the cosine of the angle between the direction and the gradient: the gradient has lost its "
            "length, too. Only the direction is to have length 1.",
            lambda f, x, y, v: unit(gradient(f, x, y)) @ unit(v),
        ),
        Mistake(
            "The components are crossed: ∂f/∂x belongs to the first component of the direction, ∂f/∂y to the second.",
            lambda f, x, y, v: gradient(f, x, y)[::-1] @ unit(v),
        ),
        Mistake(
            "This is the length of the gradient, the slope along the gradient itself. The direction has to come in.",
            lambda f, x, y, v: np.linalg.norm(gradient(f, x, y)) * np.linalg.norm(unit(v)),
        ),
        Mistake(
            "Along an axis one component of the direction is zero, and there your code stops with a ValueError. "
            "Only where both components are zero there is no direction.",
            _axes_refused,
        ),
        Mistake(
            "A direction whose length is not 1 need not be refused: divide it by its length.",
            _unit_vectors_only,
        ),
        Mistake(
            "A zero direction has length 0, and 0 divided by 0 is nan. "
            "Look at the length first, and raise ValueError if it is 0.",
            lambda f, x, y, v: gradient(f, x, y) @ (v / np.linalg.norm(v)),
        ),
        Mistake(
            "Along a zero direction there is no slope, not even 0: raise ValueError.",
            lambda f, x, y, v: gradient(f, x, y) @ unit(v) if v.any() else 0.0,
        ),
        Mistake(
            "Dividing by the length 0 stopped your code. Look at the length first, and raise ValueError "
            "with a message that says what was wrong.",
            _division_by_zero,
        ),
    ),
)
