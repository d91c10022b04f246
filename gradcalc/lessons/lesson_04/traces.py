"""An exercise of lesson 04: a walk round a closed level curve, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_04 import walks
from gradcalc.maths.derivatives import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def _slopes(f, x, y, h=1e-6):
    # Many times as fast as gradcalc's own, and a walk needs hundreds.
    return np.array([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)]) / (2 * h)


def _walk(turn, size=lambda length: 1 / length, back=True):
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
        return np.array(points)

    return wrong


def _run_away(f, x, y, s, n):
    return gradient(f, np.inf, np.inf)


def _clockwise(fx, fy):
    return fy, -fx


TRACE = Answer(
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
            "The numbers had grown beyond all bounds before this stopped. If you go back to the curve after each "
            "step: does that lead away from it, farther each time? Look at its sign, and whether it is divided by "
            "|∇f|², the square of the length.",
            _run_away,
        ),
    ),
)
