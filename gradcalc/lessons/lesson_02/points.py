"""Two answers of lesson 02 that are read off a field: where it is longest, and what it does around a zero."""

import numpy as np

from gradcalc.lessons.lesson_02 import cases
from gradcalc.maths.derivatives import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def _sampled(f, xlim, ylim):
    X, Y = np.meshgrid(np.linspace(xlim[0], xlim[1], 121), np.linspace(ylim[0], ylim[1], 121))
    return X, Y, gradient(f, X, Y)


def _where(value):
    """The point of the window where value(f, X, Y, gradient) is greatest."""

    def wrong(f, xlim, ylim):
        X, Y, field = _sampled(f, xlim, ylim)
        best = np.argmax(value(f, X, Y, field))
        return np.array([X.flat[best], Y.flat[best]])

    return wrong


_steepest = _where(lambda f, X, Y, field: np.hypot(*field))


def _indices(f, xlim, ylim):
    slope = np.hypot(*_sampled(f, xlim, ylim)[2])
    return np.array(np.unravel_index(slope.argmax(), slope.shape), dtype=float)


def _slope_there(f, xlim, ylim):
    return np.hypot(*_sampled(f, xlim, ylim)[2]).max()


def _gradient_there(f, xlim, ylim):
    return gradient(f, *_steepest(f, xlim, ylim))


steepest_point = Answer(
    name="steepest_point",
    kind="function",
    arguments="f, xlim, ylim",
    gives="the point, an array of shape (2,)",
    exact=cases.steepest_point,
    tolerance=0.05,
    agrees=cases.near,
    strata=(
        Stratum("inside the window", 2, cases.inside_the_window),
        Stratum("at the edge of the window", 1, cases.at_the_edge),
    ),
    mistakes=(
        Mistake(
            "This is the highest point. Where is the ground steepest: compare the lengths of the gradients.",
            _where(lambda f, X, Y, field: f(X, Y)),
        ),
        Mistake(
            "This is the lowest point. Where is the ground steepest: compare the lengths of the gradients.",
            _where(lambda f, X, Y, field: -f(X, Y)),
        ),
        Mistake(
            "This is the point where the gradient is shortest. np.argmax finds the greatest.",
            _where(lambda f, X, Y, field: -np.hypot(*field)),
        ),
        Mistake(
            "This is the point where ∂f/∂x is greatest. The slope is the length of the gradient, from both of them.",
            _where(lambda f, X, Y, field: field[0]),
        ),
        Mistake(
            "This is the point where ∂f/∂y is greatest. The slope is the length of the gradient, from both of them.",
            _where(lambda f, X, Y, field: field[1]),
        ),
        Mistake("The coordinates have changed places: x comes first.", lambda *inputs: _steepest(*inputs)[::-1]),
        Mistake(
            "These are the row and the column of the point in the grid. Look up its x and y there.",
            _indices,
        ),
        Mistake("This is the greatest slope. The point where it is found is asked for.", _slope_there),
        Mistake("This is the gradient at the steepest point. The point itself is asked for.", _gradient_there),
    ),
)


def _on_circle(f, x, y, degrees):
    t = np.radians(degrees)
    u, v = gradient(f, x + 0.1 * np.cos(t), y + 0.1 * np.sin(t))
    return u * np.cos(t) + v * np.sin(t)


def _judged(outward) -> str:
    return "minimum" if np.min(outward) > 0 else "maximum" if np.max(outward) < 0 else "saddle"


def _looking(*degrees):
    """The kind, judged from these directions only."""
    return lambda f, x, y: _judged(_on_circle(f, x, y, np.array(degrees)))


_right = _looking(*range(0, 360, 5))


def _by_second_derivatives(undecided):
    """The test that first-year students learn, which decides nothing where the determinant is zero."""

    def wrong(f, x, y):
        h = 1e-3
        xx = (f(x + h, y) - 2 * f(x, y) + f(x - h, y)) / h**2
        yy = (f(x, y + h) - 2 * f(x, y) + f(x, y - h)) / h**2
        xy = (f(x + h, y + h) - f(x + h, y - h) - f(x - h, y + h) + f(x - h, y - h)) / (4 * h**2)
        determinant = xx * yy - xy**2
        if abs(determinant) < 1e-3:
            return undecided
        return "saddle" if determinant < 0 else "minimum" if xx > 0 else "maximum"

    return wrong


def _upside_down(f, x, y):
    return {"minimum": "maximum", "maximum": "minimum"}.get(_right(f, x, y), "saddle")


def _monkey_for_saddle(f, x, y):
    flat = _by_second_derivatives("flat")(f, x, y) == "flat"
    kind = _right(f, x, y)
    return "monkey saddle" if kind == "saddle" and flat else kind


_ALL_ROUND = (
    "Along the directions that you looked at, this may well look so. Between them the ground may do the opposite: "
    "look all the way round the point."
)
_FLAT = (
    "Where all second derivatives are zero they decide nothing. The arrows around the point do: "
    "which of them point away from it, and which towards it?"
)

kind_of_point = Answer(
    name="kind_of_point",
    kind="function",
    arguments="f, x, y",
    gives='one of the texts "minimum", "maximum" and "saddle"',
    exact=cases.kind_of_point,
    strata=(
        Stratum("bowls, domes and saddles along the axes", 1, cases.along_the_axes),
        Stratum("the same, turned", 1, cases.turned),
        Stratum("points where all second derivatives are zero", 2, cases.without_second_derivatives),
    ),
    mistakes=(
        Mistake(
            "Minimum and maximum have changed places: the arrows point uphill, so away from a minimum.", _upside_down
        ),
        Mistake(_ALL_ROUND, _looking(0, 90, 180, 270)),
        Mistake(_ALL_ROUND, _looking(0, 90)),
        Mistake(_ALL_ROUND, _looking(0, 45, 90, 135, 180, 225, 270, 315)),
        *(
            Mistake(_FLAT, _by_second_derivatives(undecided))
            for undecided in ("saddle", "minimum", "maximum", "unknown", "undecided", "inconclusive")
        ),
        Mistake(
            'A monkey saddle is a saddle: the ground climbs on some sides and falls on others. Return "saddle".',
            _monkey_for_saddle,
        ),
    ),
)
