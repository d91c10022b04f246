"""An exercise of lesson 04: the projection and its remainder, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_04 import cases
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Mistake, Stratum


def _parts(along_of):
    """Both parts, of which the one along u is wrong and the other is what is left over."""

    def wrong(g, u):
        along = along_of(g, u) if u.any() else unit(u)
        return np.array([along, g - along])

    return wrong


def _nothing_along_nothing(g, u):
    return cases.parts(g, u) if u.any() else np.array([np.zeros(len(g)), g])


def _division_by_zero(g, u):
    along = float(g @ u) / float(u @ u) * u  # NumPy's numbers would give nan
    return along, g - along


def _right(change):
    """A wrong answer made of the right one; a zero direction is refused."""
    return lambda g, u: change(np.array(cases.parts(g, u if u.any() else unit(u))))


def _refused(where, parts=cases.parts):
    """Parts with an error where the direction is said to be none, as it is along a zero direction."""

    def wrong(g, u):
        if where(u) or not u.any():
            raise ValueError
        return parts(g, u)

    return wrong


def _never(u):
    return False


def _in_the_plane(g, u):
    across = np.array([-u[1], u[0]])
    return np.array([(g @ u) / (u @ u) * u, (g @ across) / (across @ across) * across])


def _signed_length_first(g, u):
    length = g @ u / np.linalg.norm(u)
    return length, g - length


_ON_G = "This is the projection of u on g. The shadow that g casts on u lies along u."

PROJECT = Answer(
    name="project",
    kind="function",
    arguments="g, u",
    gives="two vectors, the part along u and the remainder, each of the shape of g",
    exact=cases.parts,
    tolerance=1e-6,
    strata=(
        Stratum("unit vectors along the axes", 1, cases.along_axes),
        Stratum("a direction of any length", 1, cases.any_length),
        Stratum("three and more components", 1, cases.more_components),
        Stratum("a zero direction is refused, a short one is not", 1, cases.no_direction),
    ),
    mistakes=(
        Mistake(
            "(g · u) u is the projection for a unit vector u only. Divide by u · u, or make u a unit vector first.",
            _parts(lambda g, u: (g @ u) * u),
        ),
        Mistake(
            "The length of u counts twice, in g · u and in u. Divide by its square, u · u.",
            _parts(lambda g, u: (g @ u) * u / np.linalg.norm(u)),
        ),
        Mistake(_ON_G, _parts(lambda g, u: (g @ u) / (g @ g) * g)),
        Mistake(
            _ON_G,
            _refused(_never, lambda g, u: np.array([along := (g @ u) / (g @ g) * g, u - along])),
        ),
        Mistake(
            "g * u multiplies the components one by one and leaves them apart. The dot product g @ u adds them up: "
            "one number, by which the direction is multiplied.",
            _parts(lambda g, u: g * u * u / (u @ u)),
        ),
        Mistake(
            "g * u multiplies the components one by one and leaves them apart. The dot product g @ u adds them up. "
            "And the length of u has to be taken out.",
            _parts(lambda g, u: g * u * u),
        ),
        Mistake(
            "g * u multiplies the components one by one. The dot product g @ u adds them up, and the part along u "
            "is a multiple of u.",
            _parts(lambda g, u: g * u),
        ),
        Mistake(
            "Without brackets g @ u / u @ u is worked out from left to right, as ((g @ u) / u) @ u. "
            "Put brackets around u @ u.",
            _parts(lambda g, u: g @ u / u @ u * u),
        ),
        Mistake(
            "The first part is right. The remainder is what is left of g when that part is taken away, "
            "not when u itself is.",
            _refused(_never, lambda g, u: np.array([cases.split(g, u)[0], g - u])),
        ),
        Mistake(
            "The two that you return differ in shape, and both are to be vectors of the shape of g. Is one of them "
            "only a length, a single number? The part along u is a vector, too.",
            _refused(_never, _signed_length_first),
        ),
        Mistake(
            "Where g · u is negative, the part along u points backwards, against u: do not take the size of g · u.",
            _parts(lambda g, u: abs(g @ u) / (u @ u) * u),
        ),
        Mistake(
            "The remainder is g minus the part along u, so that the two add up to g. This is the other way round.",
            _right(lambda p: np.array([p[0], -p[1]])),
        ),
        Mistake(
            "These are the two parts in the other order. Asked for is the part along u first.",
            _right(lambda p: p[::-1]),
        ),
        Mistake(
            "This is the part along u alone. Return the remainder as well: along, g - along.", _right(lambda p: p[0])
        ),
        Mistake(
            "A vector of two components, as a quarter turn makes it from u[0] and u[1], fits two dimensions only. "
            "In any number of them the remainder is what the part along u leaves of g.",
            _refused(_never, _in_the_plane),
        ),
        Mistake(
            "Where only one component of u is zero your code stops with a ValueError. "
            "Only where all of them are zero there is no direction.",
            _refused(lambda u: not u.all()),
        ),
        Mistake(
            "A zero direction has length 0, and 0 divided by 0 is nan. Look at u first, "
            "and raise ValueError if it is zero.",
            lambda g, u: cases.parts(g, u) if u.any() else np.full((2, len(g)), np.nan),
        ),
        Mistake("On a zero direction there is no projection, not even 0: raise ValueError.", _nothing_along_nothing),
        Mistake(
            "Dividing by 0 stopped your code. Look at u first, and raise ValueError if it is zero.", _division_by_zero
        ),
    ),
)
