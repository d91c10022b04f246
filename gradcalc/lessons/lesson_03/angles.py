"""An exercise of lesson 03: the angles at which the slope has a given value, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _where_too_steep(reaction):
    """A wrong answer that is right except where no direction is as steep as c."""
    return lambda g, c: cases.angles(g, c) if abs(c) <= np.hypot(*g) else reaction()


def _domain_error():
    raise ValueError("math domain error")


def _from_the_gradient(g, c):
    middle = np.degrees(np.arctan2(g[1], g[0]))
    return (cases.angles(g, c) - middle + 180) % 360 - 180 + middle


def _with_the_sine(g, c):
    length = np.hypot(*g)
    return cases.angles(g, np.sqrt(length**2 - c**2)) if abs(c) < length else cases.angles(g, c)


_OTHER_SIDE = (
    "There is another angle: a slope between the least and the greatest is found on both sides of the gradient."
)
_OUTSIDE = (
    "These are the right directions, but not every angle lies from 0 up to 360. Take the remainder, angle % 360."
)

ANGLES_OF_SLOPE = Answer(
    name="angles_of_slope",
    kind="function",
    arguments="gradient, c",
    gives="an array of angles in degrees, of shape (2,), (1,) or (0,)",
    exact=cases.angles,
    tolerance=0.01,
    agrees=cases.same_angles,
    strata=(
        Stratum("slopes between the least and the greatest", 1, cases.two_angles),
        Stratum("the greatest slope, and the least", 1, cases.one_angle),
        Stratum("slopes beyond the greatest and the least, and just within", 1, cases.no_angle),
    ),
    mistakes=(
        Mistake(
            "These angles are in radians. Degrees are asked for: np.degrees converts them.",
            lambda g, c: np.radians(cases.angles(g, c)),
        ),
        Mistake(
            "The arc cosine is the angle between u and the gradient. To count from the x-axis, "
            "add the angle of the gradient.",
            lambda g, c: cases.angles(np.array([np.hypot(*g), 0.0]), c),
        ),
        Mistake(_OTHER_SIDE, lambda g, c: cases.angles(g, c)[:1]),
        Mistake(_OTHER_SIDE, lambda g, c: cases.angles(g, c)[-1:]),
        Mistake(_OUTSIDE, _from_the_gradient),
        Mistake(_OUTSIDE, lambda g, c: (cases.angles(g, c) + 180) % 360 - 180),
        Mistake(
            "The angle of the gradient is half a turn off: from g[1] / g[0] the arc tangent cannot tell "
            "ahead from behind. np.arctan2(g[1], g[0]) can.",
            lambda g, c: cases.angles(np.sign(g[0]) * g, c),
        ),
        Mistake(
            "Both angles are the same direction here: give it once.",
            lambda g, c: np.repeat(angles := cases.angles(g, c), 2 if len(angles) == 1 else 1),
        ),
        Mistake(
            "The slope is |∇f| times the cosine of the angle between u and the gradient. This looks like the sine.",
            _with_the_sine,
        ),
        Mistake(
            "This would be right for a gradient of length 1. Divide c by the gradient's length before "
            "you take the arc cosine.",
            lambda g, c: cases.angles(g, c * np.hypot(*g)),
        ),
        Mistake(
            "No direction is that steep, so there is no angle: give an array without elements, not nan.",
            _where_too_steep(lambda: [np.nan, np.nan]),
        ),
        Mistake(
            "No direction is that steep, and that is no error. Give an array without elements.",
            _where_too_steep(_domain_error),
        ),
        Mistake(
            "No direction is that steep. Give an array without elements, not None.",
            _where_too_steep(lambda: None),
        ),
    ),
)
