"""An exercise of lesson 02: the steepest point of a window, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_02 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def _sampled(f, xlim, ylim, points=121):
    X, Y = np.meshgrid(np.linspace(xlim[0], xlim[1], points), np.linspace(ylim[0], ylim[1], points))
    return X, Y, gradient(f, X, Y)


def _where(value):
    """The point of the window where value(f, X, Y, gradient) is greatest."""

    def wrong(f, xlim, ylim):
        X, Y, field = _sampled(f, xlim, ylim)
        best = np.argmax(value(f, X, Y, field))
        return np.array([X.flat[best], Y.flat[best]])

    return wrong


_steepest = _where(lambda f, X, Y, field: np.hypot(*field))


def _in_another(window, points=121):
    """The steepest point of another window than the one that is given, or of a grid with that many points a side."""

    def wrong(f, xlim, ylim):
        xlim, ylim = window(xlim, ylim)
        X, Y, field = _sampled(f, xlim, ylim, points)
        best = np.hypot(*field).argmax()
        return np.array([X.flat[best], Y.flat[best]])

    return wrong


def _given(xlim, ylim):
    return xlim, ylim


def _place(points):
    return lambda f, xlim, ylim: float(np.hypot(*_sampled(f, xlim, ylim, points)[2]).argmax())


def _whole_rows(points):
    """The place, counted through the whole grid, taken for the number of a row."""

    def wrong(f, xlim, ylim):
        X, Y, field = _sampled(f, xlim, ylim, points)
        best = np.hypot(*field).argmax()
        return np.array([X[best], Y[best]])

    return wrong


def _one_by_one(f, xlim, ylim):
    X, Y, (U, V) = _sampled(f, xlim, ylim)
    return np.array([X.flat[np.abs(U).argmax()], Y.flat[np.abs(V).argmax()]])


_SIDES = (100, 101, 200, 201)  # how many points a side most people take


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
    tolerance=cases.NEAR,
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
        Mistake(
            "This is the point where the sum ∂f/∂x + ∂f/∂y is greatest. The slope is the length of the gradient.",
            _where(lambda f, X, Y, field: field[0] + field[1]),
        ),
        Mistake(
            "x is taken where the slope along x is greatest, and y where the slope along y is. These are two places. "
            "Look for the one place where the length of the gradient is greatest.",
            _one_by_one,
        ),
        Mistake(
            "This is the steepest point of the window from -2 to 2. Look in the one that is given, from xlim[0] to "
            "xlim[1] and from ylim[0] to ylim[1].",
            _in_another(lambda xlim, ylim: ((-2, 2), (-2, 2))),
        ),
        Mistake(
            "Here xlim is used for y as well: y reaches from ylim[0] to ylim[1].",
            _in_another(lambda xlim, ylim: (xlim, xlim)),
        ),
        Mistake(
            "Here ylim is used for x as well: x reaches from xlim[0] to xlim[1].",
            _in_another(lambda xlim, ylim: (ylim, ylim)),
        ),
        Mistake(
            "This is the steepest of the four corners of the window. np.meshgrid(xlim, ylim) has no points between "
            "them.",
            _in_another(_given, 2),
        ),
        *(
            Mistake(
                "This is the place that argmax gives, counted through the whole grid. Look up X and Y at that place.",
                _place(points),
            )
            for points in _SIDES
        ),
        *(
            Mistake(
                "argmax counts through the whole grid, row after row, and X[place] takes place for the number of a "
                "row. X.flat[place] looks it up as argmax counts.",
                _whole_rows(points),
            )
            for points in _SIDES
        ),
        Mistake(
            "This is the best of 11 by 11 points, and they are too far apart for the accuracy that is asked for: "
            "make the grid finer.",
            _in_another(_given, 11),
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
