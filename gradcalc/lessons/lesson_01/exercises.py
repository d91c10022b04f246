"""The exercises of lesson 01: partial derivatives, and the gradient that they make."""

import numpy as np

from gradcalc.lessons.lesson_01 import cases
from gradcalc.lessons.lesson_01.partials import partial
from gradcalc.lessons.quick import gradient
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_NOT_DOWN = "The sign is wrong: this arrow points downhill. The change is the value ahead minus the value here."
_NOT_UNIT = (
    "This points the right way, but the gradient is not a unit vector: its components are the slopes themselves."
)
_NOT_A_NUMBER = "This is the length of the gradient. The gradient itself is a vector: give all its components."
_HALF = "Each component is half of what it should be: a forward difference is divided by h, not by 2 h."
_TWICE = "Each component is twice what it should be: a difference from -h to +h is divided by 2 h."
_IN_THE_PLANE = (
    "There are three components here. The gradient of f(x, y) has two: it is an arrow in the (x, y) plane, "
    "not on the surface, and holds no height."
)


_NO_BRACKETS = "Only the second value is divided by h, not the whole change: put brackets around the difference."
_SET = "Coordinate i is set to h here, and its old value is lost. Add h to it."


def _without_brackets(h):
    """The value ahead minus the value here divided by h: so large that it hardly matters which way is ahead."""

    def wrong(f, *point):
        ahead = f(*point) - f(*point) / h
        return np.array([ahead, ahead]) if len(point) == 2 else np.full(len(point[0]), ahead)

    return wrong


def _set(h):
    def wrong(f, x):
        here, moved = f(x), np.where(np.eye(len(x), dtype=bool), h, x)
        return np.array([f(point) - here for point in moved]) / h

    return wrong


def _one_point_only(f, x, y):
    if np.ndim(x):
        raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
    return gradient(f, x, y)


def _shifted(f, x, y):
    fx, fy = gradient(f, x, y)
    return np.array([fx, fx + fy])


def _both_moved(f, x, y):
    fx, fy = gradient(f, x, y)
    return np.array([fx + fy, fx + fy])


def _with(f, x, y, *, height):
    fx, fy = gradient(f, x, y)
    return np.array([fx, fy, height + 0 * fx])


_gradient_2d = Answer(
    name="gradient_2d",
    kind="function",
    arguments="f, x, y",
    gives="an array of shape (2,), and of shape (2, m) where x and y are arrays of shape (m,)",
    exact=cases.gradient_at,
    strata=(
        Stratum("quadratic functions", 1, cases.quadratics),
        Stratum("a wave and a hill", 1, cases.waves_and_hills),
        Stratum("points where one slope is zero", 1, cases.level_along_one_axis),
        Stratum("many points at once", 1, cases.many_points),
    ),
    mistakes=(
        Mistake("The components are crossed: ∂f/∂x comes first.", lambda f, x, y: gradient(f, x, y)[::-1]),
        Mistake(_NOT_UNIT, lambda f, x, y: gradient(f, x, y) / np.linalg.norm(gradient(f, x, y), axis=0)),
        Mistake(_NOT_A_NUMBER, lambda f, x, y: np.hypot(*gradient(f, x, y))),
        Mistake(
            "The two slopes are not added: they belong to different directions. Give both, side by side.",
            lambda f, x, y: gradient(f, x, y).sum(axis=0),
        ),
        Mistake(_IN_THE_PLANE, lambda f, x, y: _with(f, x, y, height=f(x, y))),
        Mistake(_IN_THE_PLANE, lambda f, x, y: -_with(f, x, y, height=-1.0)),
        Mistake(_NOT_DOWN, lambda f, x, y: -gradient(f, x, y)),
        Mistake(
            "Both components are zero, or nearly. Is the change divided by h, and not by 2 and then times h? And "
            "does f see two different points? A step as small as 1e-16 is lost when it is added: x + h is x again.",
            lambda f, x, y: 0 * gradient(f, x, y),
        ),
        *(Mistake(_NO_BRACKETS, _without_brackets(h)) for h in cases.STEPS),
        Mistake("The second component moves x as well. For ∂f/∂y hold x fixed.", _shifted),
        Mistake("Both coordinates move at once here. Move one, and hold the other fixed.", _both_moved),
        Mistake(
            "Both components are ∂f/∂x. The second one is ∂f/∂y.", lambda f, x, y: gradient(f, x, y)[np.array([0, 0])]
        ),
        Mistake(_HALF, lambda f, x, y: gradient(f, x, y) / 2),
        Mistake(_TWICE, lambda f, x, y: 2 * gradient(f, x, y)),
        Mistake(
            "The numbers are right, the shape is not: np.array([df_dx, df_dy]) puts the two slopes side by side.",
            lambda f, x, y: gradient(f, x, y)[:, np.newaxis],
        ),
        Mistake(
            "Each row holds the gradient at one point. Asked for is the other way round: all the ∂f/∂x in the "
            "first row, all the ∂f/∂y in the second.",
            lambda f, x, y: gradient(f, x, y).T,
        ),
        Mistake(
            "x and y may be arrays, with one number for each point. NumPy computes with whole arrays; "
            "float() and math.sin() take one number only.",
            _one_point_only,
        ),
    ),
)

_KNOWN: dict[tuple, np.ndarray] = {}


def _slopes(f, x):
    """The gradient, found once for each function: all the mistakes ask for it, and a thousand parts take long."""
    key = x.tobytes(), float(f(x)), float(f(x / 2))  # every call comes with a function built anew
    if key not in _KNOWN:
        if len(_KNOWN) > 50:
            _KNOWN.clear()
        _KNOWN[key] = gradient(f, x)
    return _KNOWN[key].copy()


_gradient_n = Answer(
    name="gradient_n",
    kind="function",
    arguments="f, x",
    gives="an array of the same shape as x",
    exact=cases.gradient_at,
    strata=(
        Stratum("two to six variables", 2, cases.few_variables),
        Stratum("a thousand variables", 2, cases.thousand_variables),
    ),
    mistakes=(
        Mistake(
            "x + h adds h to every coordinate at once. Move one coordinate at a time: there are n changes, not one.",
            lambda f, x: _slopes(f, x).sum(),
        ),
        Mistake(
            "Every component moves all the coordinates. Add h to coordinate i alone.",
            lambda f, x: np.full(len(x), _slopes(f, x).sum()),
        ),
        Mistake(
            "Each component holds all those before it: put coordinate i back before you move the next one.",
            lambda f, x: np.cumsum(_slopes(f, x)),
        ),
        Mistake(
            "All components are zero, or nearly. Is the change divided by h? And note that moved = x does not copy: "
            "both names mean the same array, so that f sees the same point twice. moved = x.copy() does. A step as "
            "small as 1e-16 is lost when it is added.",
            lambda f, x: np.zeros(len(x)),
        ),
        Mistake(_NOT_DOWN, lambda f, x: -_slopes(f, x)),
        Mistake(_NOT_UNIT, lambda f, x: _slopes(f, x) / np.linalg.norm(_slopes(f, x))),
        Mistake(_NOT_A_NUMBER, lambda f, x: np.linalg.norm(_slopes(f, x))),
        Mistake(
            "These are two components only. There is one for each of the n coordinates: len(x) counts them.",
            lambda f, x: _slopes(f, x)[:2],
        ),
        Mistake(
            "The numbers are right, the shape is not: (n,) is a plain list of n numbers, without rows and columns.",
            lambda f, x: _slopes(f, x)[:, np.newaxis],
        ),
        Mistake(_HALF, lambda f, x: _slopes(f, x) / 2),
        Mistake(_TWICE, lambda f, x: 2 * _slopes(f, x)),
        *(Mistake(_NO_BRACKETS, _without_brackets(h)) for h in cases.STEPS),
        *(Mistake(_SET, _set(h)) for h in cases.STEPS),
    ),
)

EXERCISES = (
    Exercise(
        id="01.partial_derivatives",
        title="Partial derivatives by forward differences",
        answers=(partial("x"), partial("y")),
    ),
    Exercise(id="01.gradient_2d", title="The gradient of the lecture", answers=(_gradient_2d,)),
    Exercise(id="01.gradient_n", title="The gradient in n variables", answers=(_gradient_n,)),
)
