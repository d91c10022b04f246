"""An exercise of lesson 03: the steepest direction and the slope along it, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Mistake, Stratum


def _largest_axis(f, x):
    g = gradient(f, x)
    return np.where(np.abs(g) == np.abs(g).max(), np.sign(g), 0.0)


STEEPEST_DIRECTION = Answer(
    name="steepest_direction",
    kind="function",
    arguments="f, x",
    gives="a unit vector, an array of the same shape as x",
    exact=cases.steepest_direction,
    strata=(
        Stratum("a function of two variables", 1, cases.two_variables),
        Stratum("a function of three to six variables", 1, cases.more_variables),
    ),
    mistakes=(
        Mistake("This points the right way, but its length is not 1.", lambda f, x: gradient(f, x)),
        Mistake("This points the opposite way, where f falls most steeply.", lambda f, x: -unit(gradient(f, x))),
        Mistake(
            "This points the right way, but its length is not 1: the length of a vector is the square "
            "root of the sum of the squares of its components.",
            lambda f, x: gradient(f, x) / np.abs(gradient(f, x)).sum(),
        ),
        Mistake(
            "The gradient is divided by the square of its length: the length of a vector is the square root of the "
            "sum of the squares of its components.",
            lambda f, x: gradient(f, x) / (gradient(f, x) @ gradient(f, x)),
        ),
        Mistake(
            "The gradient is divided by the sum of its components. Its length is the square root of the sum of their "
            "squares.",
            lambda f, x: gradient(f, x) / gradient(f, x).sum(),
        ),
        Mistake(
            "Each component is divided by its own size, so only the signs are left. Divide all of them by one "
            "number, the length of the gradient.",
            lambda f, x: np.sign(gradient(f, x)),
        ),
        Mistake(
            "This is the direction of the point x itself, as you see it from the origin. Where f is steepest at x, "
            "its gradient there says.",
            lambda f, x: unit(x),
        ),
        Mistake(
            "This is the axis along which f changes most. Most ways lead between the axes: "
            "the steepest one needs all the partial derivatives.",
            _largest_axis,
        ),
    ),
)

GREATEST_SLOPE = Answer(
    name="greatest_slope",
    kind="function",
    arguments="f, x",
    gives="one number, the slope along the steepest direction",
    exact=cases.greatest_slope,
    strata=(
        Stratum(
            "functions of two to six variables", 1, lambda rng: cases.two_variables(rng) + cases.more_variables(rng)
        ),
    ),
    mistakes=(
        Mistake(
            "This is the square of the gradient's length. The slope along u is ∇f · u, and u has length 1.",
            lambda f, x: gradient(f, x) @ gradient(f, x),
        ),
        Mistake(
            "This is the slope along one axis. Between the axes there are steeper ways.",
            lambda f, x: np.abs(gradient(f, x)).max(),
        ),
        Mistake(
            "The sizes of the partial derivatives do not add up to the slope: they belong to different directions.",
            lambda f, x: np.abs(gradient(f, x)).sum(),
        ),
        Mistake(
            "The sum of the partial derivatives is the derivative along (1, 1, ...), which is neither a "
            "unit vector nor the steepest way.",
            lambda f, x: gradient(f, x).sum(),
        ),
        Mistake(
            "A unit vector has length 1, whatever f is. The slope along it is asked for.",
            lambda f, x: 1.0,
        ),
        Mistake(
            "This is the slope along the direction of the point x itself. The steepest one depends on f.",
            lambda f, x: gradient(f, x) @ unit(x),
        ),
        Mistake("The size is right, but the steepest way leads up.", lambda f, x: -np.linalg.norm(gradient(f, x))),
    ),
)
