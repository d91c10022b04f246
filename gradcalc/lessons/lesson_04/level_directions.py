"""An exercise of lesson 04: the direction of a level curve, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_04 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Mistake, Stratum


def _flat(f, x, y) -> bool:
    return bool(np.linalg.norm(gradient(f, x, y)) < cases.TOO_FLAT)


def _turned(turn):
    """A wrong direction made of the gradient; a zero gradient is refused."""

    def wrong(f, x, y):
        if _flat(f, x, y):
            raise ValueError
        return turn(*gradient(f, x, y))

    return wrong


def _where_flat(reaction):
    """The right direction, but another reaction where the gradient is zero."""

    def wrong(f, x, y):
        fx, fy = gradient(f, x, y)
        return reaction() if _flat(f, x, y) else unit([fy, -fx])

    return wrong


def _only_exactly_zero(reaction):
    """The right direction wherever a length can be divided by; reaction gives what comes of a length of 0."""

    def wrong(f, x, y):
        fx, fy = gradient(f, x, y)
        return reaction() if np.hypot(fx, fy) < 1e-9 else unit([fy, -fx])

    return wrong


def _refused():
    raise ValueError


def _refused_where_one_is_small(f, x, y):
    fx, fy = gradient(f, x, y)
    if min(abs(fx), abs(fy)) < cases.TOO_FLAT:
        raise ValueError
    return unit([fy, -fx])


def _round_the_origin(sign):
    return lambda f, x, y: sign * unit([y, -x])


def _angle(fx, fy):
    return np.arctan2(-fx, fy)


_TWO_WAYS = np.array([[[1.0], [-1.0]], [[-1.0], [1.0]]])
_AN_ANGLE = "This is an angle. Asked for is the direction itself, a unit vector with two components."
_ORIGIN = (
    "This goes round the origin, whatever f is: it is made from the point (x, y). On the bowl that is right. "
    "For any f, begin with its gradient at the point."
)
_BOTH = "These are both directions along the level curve. Return the one with the higher ground on its left."

LEVEL_DIRECTION = Answer(
    name="level_direction",
    kind="function",
    arguments="f, x, y",
    gives="a unit vector, an array of shape (2,)",
    exact=cases.level_direction,
    tolerance=5e-3,
    strata=(
        Stratum("quadratic surfaces", 1, cases.quadratics),
        Stratum("waves and hills", 1, cases.waves_and_hills),
        Stratum("a zero gradient is refused, a short one is not", 1, cases.flat_or_nearly),
    ),
    mistakes=(
        Mistake(
            "This line is right, but it points the other way: the higher ground would lie on your right.",
            _turned(lambda fx, fy: unit([-fy, fx])),
        ),
        Mistake("This points the right way, but its length is not 1.", _turned(lambda fx, fy: np.array([fy, -fx]))),
        Mistake(
            "This is the direction of the gradient, straight uphill. Turn it by a quarter turn.",
            _turned(lambda fx, fy: unit([fx, fy])),
        ),
        Mistake(
            "Swapping the components mirrors the vector. To turn it by 90°, swap them and change the sign of one.",
            _turned(lambda fx, fy: unit([fy, fx])),
        ),
        Mistake(
            "Changing one sign mirrors the vector. To turn it by 90°, swap the components as well.",
            _turned(lambda fx, fy: unit([fx, -fy])),
        ),
        Mistake(
            "The vector is divided by the square of its length. The length is the square root of fx² + fy².",
            _turned(lambda fx, fy: np.array([fy, -fx]) / (fx**2 + fy**2)),
        ),
        *(
            Mistake(_AN_ANGLE, _turned(angle))
            for angle in (
                lambda fx, fy: np.degrees(_angle(fx, fy)),
                lambda fx, fy: np.degrees(_angle(fx, fy)) % 360,
                _angle,
            )
        ),
        *(Mistake(_BOTH, _turned(lambda fx, fy, way=way: way * unit([fy, -fx]))) for way in _TWO_WAYS),
        *(Mistake(_ORIGIN, _round_the_origin(sign)) for sign in (1, -1)),
        Mistake(
            "This line is right, but the slope of the curve, -fx / fy, is the same both ways along it: made from it, "
            "the direction always leads to the right on the map, wherever the higher ground lies.",
            _turned(lambda fx, fy: unit([fy, -fx]) * (np.sign(fy) or np.nan)),
        ),
        Mistake(
            "A gradient shorter than 0.001 counts as zero, and then there is no direction: look at its length "
            "first, and raise ValueError.",
            _only_exactly_zero(lambda: np.full(2, np.nan)),
        ),
        Mistake(
            "This gradient is shorter than 0.001, and counts as zero though it is not exactly 0: computed components "
            "hardly ever are. Compare its length with 0.001.",
            _only_exactly_zero(_refused),
        ),
        Mistake(
            "Only one component of this gradient is zero, so the gradient is not, and your code stops with a "
            "ValueError. How long a gradient is, its length says.",
            _refused_where_one_is_small,
        ),
        Mistake(
            "The gradient is zero there, or nearly, and nan is no direction. Look at its length first, and raise "
            "ValueError.",
            _where_flat(lambda: np.full(2, np.nan)),
        ),
        Mistake(
            "The gradient is zero there, and says nothing about the level curve: raise ValueError.",
            _where_flat(lambda: np.zeros(2)),
        ),
    ),
)
