"""An exercise of lesson 03: the angles at which the slope has a given value, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _where_too_steep(reaction):
    """A wrong answer that is right except where no direction is as steep as c."""
    return lambda g, c: cases.angles(g, c) if abs(c) <= np.hypot(*g) else reaction()


def _refused():
    raise ValueError


def _domain_error():
    raise ValueError("math domain error")


def _from_the_gradient(g, c):
    middle = np.degrees(np.arctan2(g[1], g[0]))
    return (cases.angles(g, c) - middle + 180) % 360 - 180 + middle


def _with_the_sine(g, c):
    length = np.hypot(*g)
    return cases.angles(g, np.sqrt(length**2 - c**2)) if abs(c) < length else cases.angles(g, c)


def _brought(degrees, c, length):
    """Angles from 0 up to 360, one where c is the greatest slope or the least, none beyond."""
    return np.remainder(degrees, 360)[: 1 if abs(c) == length else 2] if abs(c) <= length else []


def _added(middle_in, half_in, brought=_brought):
    """The gradient's angle and the one between u and the gradient, each in some unit, added and subtracted."""

    def wrong(g, c):
        middle, half = middle_in(np.arctan2(g[1], g[0])), half_in(np.arccos(c / np.hypot(*g)))
        return brought(np.array([middle - half, middle + half]), c, np.hypot(*g))

    return wrong


def _searched(tolerance):
    """All the whole degrees at which the slope is nearly c."""

    def wrong(g, c):
        t = np.arange(360.0)
        return t[np.abs(g[0] * np.cos(np.radians(t)) + g[1] * np.sin(np.radians(t)) - c) < tolerance]

    return wrong


def _and_its_opposite(place):
    """One of the angles, and half a turn further on where there are two."""

    def wrong(g, c):
        angles = cases.angles(g, c)
        return np.remainder([angles[place], angles[place] + 180], 360) if len(angles) == 2 else angles

    return wrong


def _not_brought(degrees, c, length):
    return degrees[: 1 if abs(c) == length else 2] if abs(c) <= length else []


_OTHER_SIDE = (
    "There is another angle: a slope between the least and the greatest is found on both sides of the gradient."
)
_OUTSIDE = (
    "These are the right directions, but not every angle lies from 0 up to 360. Take the remainder, angle % 360."
)
_ONE_IN_RADIANS = (
    "One of the two angles that you add is in radians and the other in degrees: np.arctan2 and np.arccos both give "
    "radians. Convert both with np.degrees."
)
_SEARCHED = (
    "These are the whole degrees at which the slope comes near c. Such a search finds too many angles or too few, "
    "and hardly ever the exact ones. How does the slope depend on the angle between u and the gradient? Solve that "
    "for the angle."
)
_OPPOSITE = (
    "Your two angles are opposite directions: if the slope along one is c, along the other it is -c. "
    "The second one with the slope c lies as far from the gradient as the first, on the other side."
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
            "The gradient's angle is counted from the y-axis here: np.arctan2 takes the second component first, "
            "np.arctan2(y, x).",
            lambda g, c: cases.angles(g[::-1], c),
        ),
        *(
            Mistake(_ONE_IN_RADIANS, _added(middle_in, half_in, brought))
            for middle_in, half_in in ((np.degrees, np.positive), (np.positive, np.degrees))
            for brought in (_brought, _not_brought)
        ),
        *(Mistake(_SEARCHED, _searched(tolerance)) for tolerance in (0.05, 0.1, 0.2, 0.5)),
        *(Mistake(_OPPOSITE, _and_its_opposite(place)) for place in (0, 1)),
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
        *(
            Mistake(
                "No direction is that steep, and that is no error. Give an array without elements.",
                _where_too_steep(reaction),
            )
            for reaction in (_refused, _domain_error)
        ),
        Mistake(
            "No direction is that steep. Give an array without elements, not None.",
            _where_too_steep(lambda: None),
        ),
    ),
)
