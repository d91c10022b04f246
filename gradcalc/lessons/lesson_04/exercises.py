"""The exercises of lesson 04: projections, level directions, and a walk round a closed level curve."""

import numpy as np

from gradcalc.lessons.lesson_04 import cases, walks
from gradcalc.maths.derivatives import gradient
from gradcalc.maths.vectors import unit
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum


def _parts(along_of):
    """Both parts, of which the one along u is wrong and the other is what is left over."""

    def wrong(g, u):
        along = along_of(g, u) if u.any() else unit(u)
        return np.array([along, g - along])

    return wrong


def _nothing_along_nothing(g, u):
    return cases.parts(g, u) if u.any() else np.array([np.zeros(len(g)), g])


def _division_by_zero(g, u):
    if not u.any():
        raise ZeroDivisionError
    return cases.parts(g, u)


def _right(change):
    """A wrong answer made of the right one; a zero direction is refused."""
    return lambda g, u: change(np.array(cases.parts(g, u if u.any() else unit(u))))


_project = Answer(
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
        Mistake(
            "This is the projection of u on g. The shadow that g casts on u lies along u.",
            _parts(lambda g, u: (g @ u) / (g @ g) * g),
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


_level_direction = Answer(
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
            "The gradient is zero there, and 0 divided by 0 is nan. Look at its length first, and raise ValueError.",
            _where_flat(lambda: np.full(2, np.nan)),
        ),
        Mistake(
            "The gradient is zero there, and says nothing about the level curve: raise ValueError.",
            _where_flat(lambda: np.zeros(2)),
        ),
    ),
)


def _slopes(f, x, y, h=1e-6):
    # Many times as fast as gradcalc's own, and a walk needs hundreds.
    return np.array([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)]) / (2 * h)


def _walk(turn, size=lambda length: 1 / length, back=True, shown=lambda points: points):
    """A walk along a turned gradient, with or without going back to the curve."""

    def wrong(f, x, y, s, n):
        point = np.array([x, y])
        c, points = f(x, y), [point]
        for _ in range(n):
            g = _slopes(f, *point)
            point = point + s * size(np.linalg.norm(g)) * np.array(turn(*g))
            for _ in range(3 if back else 0):
                g = _slopes(f, *point)
                point = point - (f(*point) - c) / (g @ g) * g
            points.append(point)
        return shown(np.array(points))

    return wrong


def _clockwise(fx, fy):
    return fy, -fx


_trace = Answer(
    name="trace",
    kind="function",
    arguments="f, x, y, s, n",
    gives="an array of points, of shape (n + 1, 2)",
    exact=walks.trace,
    strata=(
        Stratum("round the bottom of a bowl", 2, walks.round_a_bottom),
        Stratum("round a top", 2, walks.round_a_top),
        Stratum("round longer ellipses", 1, walks.narrow),
    ),
    mistakes=(
        Mistake(
            "Each step follows the tangent, and the curve bends away from it: the errors add up. After each step, go "
            "back to the curve: with c = f(x, y) at the start, subtract (f - c) / |∇f|² times ∇f, once or twice.",
            _walk(_clockwise, back=False),
        ),
        Mistake(
            "You stay on the curve, but go round the other way: the higher ground belongs on your left.",
            _walk(lambda fx, fy: (-fy, fx)),
        ),
        Mistake(
            "You go round the other way, and you drift off the curve: the higher ground belongs on your left, and "
            "after each step you go back to the curve.",
            _walk(lambda fx, fy: (-fy, fx), back=False),
        ),
        Mistake(
            "This follows the gradient, which leads away from the curve. Turn it by a quarter turn first.",
            _walk(lambda fx, fy: (fx, fy), back=False),
        ),
        Mistake(
            "The steps are as long as s times the gradient. Divide the direction by its length first.",
            _walk(_clockwise, size=lambda length: 1, back=False),
        ),
        Mistake(
            "Each point is a row, with x and y in two columns: this has them in two rows. Transpose it with .T.",
            _walk(_clockwise, shown=lambda points: points.T),
        ),
    ),
)

EXERCISES = (
    Exercise(id="04.project", title="The projection and its remainder", answers=(_project,)),
    Exercise(
        id="04.level_direction",
        title="The direction of a level curve",
        answers=(_level_direction,),
        allowed=("gradient", "gradient_2d"),
    ),
    Exercise(
        id="04.trace", title="Round a closed level curve", answers=(_trace,), allowed=("gradient", "gradient_2d")
    ),
)
