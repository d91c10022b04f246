"""The exercises of lesson 02: fields, where they are long, and where they vanish."""

import numpy as np

from gradcalc.lessons.lesson_02 import cases
from gradcalc.lessons.lesson_02.points import kind_of_point
from gradcalc.lessons.lesson_02.steepest import steepest_point
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum


def _central(f, X, Y, h=1e-5):
    return np.array([f(X + h, Y) - f(X - h, Y), f(X, Y + h) - f(X, Y - h)]) / (2 * h)


def _right(f, x, y):
    return _central(f, *np.meshgrid(x, y))


def _point_by_point(f, x, y):
    return np.moveaxis(np.array([[_central(f, a, b) for a in x] for b in y]), -1, 0)


def _values_only(f, x, y, spaced=True):
    V, U = np.gradient(f(*np.meshgrid(x, y)), *([y, x] if spaced else []))
    return np.array([U, V])


def _rows_first(f, x, y):
    return np.array(np.gradient(f(*np.meshgrid(x, y))))


def _without_brackets(h, back):
    """Differences of which only the second part is divided; back is how far behind the point it lies."""

    def wrong(f, x, y):
        X, Y = np.meshgrid(x, y)
        way = h + back
        return np.array([f(X + h, Y) - f(X - back, Y) / way, f(X, Y + h) - f(X, Y - back) / way])

    return wrong


def _grid_of_the_lesson(f, x, y):
    side = np.linspace(-2, 2, 20)
    return _central(f, *np.meshgrid(side, side))


def _of_length_one(f, x, y):
    field = _right(f, x, y)
    return field / np.hypot(*field)


_gradient_field = Answer(
    name="gradient_field",
    kind="function",
    arguments="f, x, y",
    gives="an array of shape (2, len(y), len(x)), first all of ∂f/∂x, then all of ∂f/∂y",
    exact=cases.gradient_field,
    strata=(
        Stratum("as many points along x as along y", 1, cases.as_many_rows),
        Stratum("more points along one side", 1, cases.other_rows),
        Stratum("a fine grid, without a loop over its points", 2, cases.fine_grids),
    ),
    mistakes=(
        Mistake(
            f"Here f may be called {cases.CALLS} times at most, and that is plenty: each call takes the whole grid. "
            "np.meshgrid gives the grid; leave the loop out.",
            _point_by_point,
        ),
        Mistake(
            "x and y alone are the two sides of the grid, not its points: as they are, each x meets one y only. "
            "np.meshgrid(x, y) gives the coordinates of all the points.",
            lambda f, x, y: _central(f, x, y),
        ),
        Mistake(
            "Rows and columns are crossed: y changes from row to row, x from column to column. "
            'np.meshgrid(x, y) does it so, unless you ask for indexing="ij".',
            lambda f, x, y: _central(f, *np.meshgrid(x, y, indexing="ij")),
        ),
        *(
            Mistake(
                "x and y have changed places: np.meshgrid(x, y) takes x first and gives X first.",
                wrong,
            )
            for wrong in (
                lambda f, x, y: _central(f, *np.meshgrid(y, x)),
                lambda f, x, y: _central(f, *np.meshgrid(x, y)[::-1]),
            )
        ),
        Mistake(
            "These are 20 by 20 points from -2 to 2, as in the lesson. Make the grid of the x and y that your "
            "function is given.",
            _grid_of_the_lesson,
        ),
        *(
            Mistake(
                "Only the second part of each difference is divided: put brackets around the whole difference.",
                _without_brackets(h, back),
            )
            for h in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
            for back in (0, h)
        ),
        Mistake(
            "The two partial derivatives have changed places: ∂f/∂x comes first.",
            lambda f, x, y: _right(f, x, y)[::-1],
        ),
        Mistake(
            "The two numbers of each point stand in the last place of the shape. They are asked for in the first: "
            "np.array([U, V]) stacks them so.",
            lambda f, x, y: np.moveaxis(_right(f, x, y), 0, -1),
        ),
        Mistake(
            "From x - h to x + h it is a way of 2h. Divide by that.",
            lambda f, x, y: 2 * _right(f, x, y),
        ),
        Mistake(
            "All the numbers are zero, or nearly. Was the difference divided by the step h? And is the result put "
            "into the arrays?",
            lambda f, x, y: 1e-7 * _right(f, x, y),
        ),
        Mistake(
            "np.gradient knows f at the points of the grid only, and they are far from each other. "
            "f itself can be asked a small step h beside every point.",
            _values_only,
        ),
        Mistake(
            "np.gradient knows f at the points of the grid only, and takes them to be 1 apart. "
            "f itself can be asked a small step h beside every point.",
            lambda f, x, y: _values_only(f, x, y, spaced=False),
        ),
        Mistake(
            "np.gradient knows f at the points of the grid only, takes them to be 1 apart, and gives the "
            "differences from row to row first, along y. f itself can be asked a small step h beside every point.",
            _rows_first,
        ),
        Mistake(
            "Every arrow has length 1. A gradient keeps its length: it is the slope.",
            _of_length_one,
        ),
        Mistake("These arrows point downhill. The gradient points uphill.", lambda f, x, y: -_right(f, x, y)),
        Mistake(
            "These are the lengths of the gradients. Both partial derivatives are asked for.",
            lambda f, x, y: np.hypot(*_right(f, x, y)),
        ),
    ),
)

_longer_arrow = Answer(
    name="arrow_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "b",
    strata=(Stratum("the statement that follows", 1),),
    mistakes=(
        Mistake(
            "Look at the bowl: its arrows are longest far out. Now look at a hill: is the ground highest there?",
            lambda: "a",
        ),
        Mistake(
            "Along the arrow the ground climbs as you set out. How far that lasts, one arrow does not say.",
            lambda: "c",
        ),
        Mistake(
            "Level curves are drawn at equal differences of height. Where the ground is steeper, "
            "you reach the next one sooner.",
            lambda: "d",
        ),
    ),
)

EXERCISES = (
    Exercise(
        id="02.gradient_field",
        title="The field without a loop",
        answers=(_gradient_field,),
    ),
    Exercise(
        id="02.steepest_point",
        title="The steepest point of a window",
        answers=(steepest_point,),
        allowed=("gradient", "gradient_2d", "sample_field"),
    ),
    Exercise(
        id="02.kind_of_point",
        title="What kind of critical point",
        answers=(kind_of_point,),
        allowed=("gradient", "gradient_2d", "directional_derivative"),
    ),
    Exercise(id="02.longer_arrow", title="A longer arrow", answers=(_longer_arrow,)),
)
