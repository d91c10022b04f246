"""The exercises of lesson 03: slopes along directions."""

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.lessons.lesson_03.angles import ANGLES_OF_SLOPE
from gradcalc.maths.derivatives import gradient
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum


def _division_by_zero(f, x, y, v):
    if not v.any():
        raise ZeroDivisionError
    return gradient(f, x, y) @ unit(v)


def _unit_vectors_only(f, x, y, v):
    if abs(np.linalg.norm(v) - 1) > 1e-9:
        raise ValueError
    return gradient(f, x, y) @ v


_directional_derivative = Answer(
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
            "The components are crossed: ∂f/∂x belongs to the first component of the direction, ∂f/∂y to the second.",
            lambda f, x, y, v: gradient(f, x, y)[::-1] @ unit(v),
        ),
        Mistake(
            "This is the length of the gradient, the slope along the gradient itself. The direction has to come in.",
            lambda f, x, y, v: np.linalg.norm(gradient(f, x, y)) * np.linalg.norm(unit(v)),
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


def _largest_axis(f, x):
    g = gradient(f, x)
    return np.where(np.abs(g) == np.abs(g).max(), np.sign(g), 0.0)


_steepest_direction = Answer(
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
            "This is the axis along which f changes most. Most ways lead between the axes: "
            "the steepest one needs all the partial derivatives.",
            _largest_axis,
        ),
    ),
)

_greatest_slope = Answer(
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
        Mistake("The size is right, but the steepest way leads up.", lambda f, x: -np.linalg.norm(gradient(f, x))),
    ),
)

_best_share = Answer(
    name="best_share",
    kind="function",
    arguments="gradient, directions",
    gives="one number, at most 1",
    exact=cases.best_share,
    tolerance=1e-5,
    strata=(
        Stratum("directions of any length", 1, cases.some_uphill),
        Stratum("directions that all lead down", 1, cases.all_downhill),
    ),
    mistakes=(
        Mistake(
            "The directions are not unit vectors. Divide each by its length first.",
            lambda g, rows: (rows @ g).max() / np.linalg.norm(g),
        ),
        Mistake(
            "This is the greatest slope itself. Divide it by the gradient's length.",
            lambda g, rows: (rows @ g / np.linalg.norm(rows, axis=1)).max(),
        ),
        Mistake(
            "Each direction is a row. Its length is np.linalg.norm(directions, axis=1); axis=0 measures the columns.",
            lambda g, rows: (rows / np.linalg.norm(rows, axis=0) @ g).max() / np.linalg.norm(g),
        ),
        Mistake(
            "The greatest slope is asked for, with its sign, not the greatest size: a way down is not a way up.",
            lambda g, rows: np.abs(rows @ g / np.linalg.norm(rows, axis=1)).max() / np.linalg.norm(g),
        ),
        Mistake(
            "This is the share of the least slope. The greatest is asked for.",
            lambda g, rows: (rows @ g / np.linalg.norm(rows, axis=1)).min() / np.linalg.norm(g),
        ),
        Mistake(
            "These are the shares of all the directions. Give the greatest of them, one number.",
            lambda g, rows: rows @ g / np.linalg.norm(rows, axis=1) / np.linalg.norm(g),
        ),
    ),
)

_flat_choice = Answer(
    name="flat_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "c",
    strata=(Stratum("the statement that holds", 1),),
    mistakes=(
        Mistake(
            "Look at the last picture again: both partial derivatives are zero at the origin. Are all slopes?",
            lambda: "a",
        ),
        Mistake("Take f(x, y) = x² + y² at the origin. What is its slope along the diagonal?", lambda: "b"),
        Mistake(
            "Take the saddle, x² - y², or xy at the origin. Is the origin a highest or a lowest point?", lambda: "d"
        ),
    ),
)

EXERCISES = (
    Exercise(
        id="03.directional_derivative",
        title="The slope along a direction",
        answers=(_directional_derivative,),
        allowed=("gradient", "gradient_2d"),
    ),
    Exercise(id="03.angles_of_a_slope", title="The angles at which the slope is c", answers=(ANGLES_OF_SLOPE,)),
    Exercise(
        id="03.steepest_direction",
        title="The steepest direction in n dimensions",
        answers=(_steepest_direction, _greatest_slope),
        allowed=("gradient", "directional_derivative"),
    ),
    Exercise(id="03.best_share", title="The steepest of several directions", answers=(_best_share,)),
    Exercise(id="03.flat_both_ways", title="Flat along both axes", answers=(_flat_choice,), by_hand=1),
)
