"""The exercise of lesson 06 on descent with momentum."""

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.lessons.lesson_06.paths import PATH, RATES, path, plain
from gradcalc.lessons.lesson_06.quadratics import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def _heavy(f, x, rate, momentum, steps, share=1.0):
    """Descent with momentum, where the point moves by this share of the velocity."""

    def move(x, v):
        v = momentum * v - rate * gradient(f, x)
        return x + share * v, v

    return path(x, steps, move)


def _averaged(f, x, rate, momentum, steps):
    return _heavy(f, x, (1 - momentum) * rate, momentum, steps)


def _old_velocity(f, x, rate, momentum, steps):
    return path(x, steps, lambda x, v: (x + v, momentum * v - rate * gradient(f, x)))


def _looking_ahead(f, x, rate, momentum, steps):
    def move(x, v):
        v = momentum * v - rate * gradient(f, x + momentum * v)
        return x + v, v

    return path(x, steps, move)


def _both_damped(f, x, rate, momentum, steps):
    def move(x, v):
        v = momentum * (v - rate * gradient(f, x))
        return x + v, v

    return path(x, steps, move)


def _none_before(f, x, rate, momentum, steps):
    return [x][-2]


HEAVY_BALL = Answer(
    name="heavy_ball",
    kind="function",
    arguments="f, x, rate, momentum, steps",
    gives=PATH,
    exact=cases.path_with_momentum,
    strata=(
        Stratum("two steps", 1, cases.two_steps),
        Stratum("several steps", 1, cases.several_heavy_steps),
        Stratum("three to five variables", 1, cases.more_heavy_variables),
    ),
    mistakes=(
        Mistake(
            "This is gradient descent without momentum. Keep the velocity from step to step.",
            lambda f, x, rate, momentum, steps: plain(f, x, rate, steps),
        ),
        Mistake(
            "The gradient has the weight 1 - momentum here. In this exercise it keeps its full weight.",
            _averaged,
        ),
        Mistake(
            "The point moves before the velocity is brought up to date: first the velocity, then the point.",
            _old_velocity,
        ),
        Mistake(
            "The gradient is taken ahead of the point, at x + momentum v. That is Nesterov's method; take it at x.",
            _looking_ahead,
        ),
        Mistake(
            "The momentum multiplies the gradient as well. It multiplies the old velocity alone.",
            _both_damped,
        ),
        Mistake(
            "This path climbs. The gradient points up: subtract rate times the gradient.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, -rate, momentum, steps),
        ),
        Mistake(
            "The velocity never fades here. Multiply the old one by the momentum.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, 1.0, steps),
        ),
        Mistake(
            "This is the last point alone. Asked for is the whole path, start included.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps)[-1],
        ),
        Mistake(
            "The start is missing. The first row of the path is the start itself.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps)[1:],
        ),
        Mistake(
            "This path ends after one step. Does the return stand inside the loop? It ends there.",
            lambda f, x, rate, momentum, steps: plain(f, x, rate, 1),
        ),
        Mistake(
            "This path has one step too few: the last row is missing. How many turns does the loop make?",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps - 1),
        ),
        Mistake(
            "This path has one step too many.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps + 1),
        ),
        Mistake(
            "The rate counts twice: the velocity holds it already, so the point moves by the velocity alone.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, momentum, steps, share=rate),
        ),
        Mistake(
            "The rate is left out: the velocity takes in minus rate times the gradient.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, 1.0, momentum, steps),
        ),
        *(
            Mistake(
                f"This path has the rate {own:g}, whatever rate is given. Use the argument rate.",
                lambda f, x, rate, momentum, steps, own=own: _heavy(f, x, own, momentum, steps),
            )
            for own in RATES
        ),
        Mistake(
            "This path has the momentum 0.9, whatever momentum is given. Use the argument momentum.",
            lambda f, x, rate, momentum, steps: _heavy(f, x, rate, 0.9, steps),
        ),
        Mistake(
            "All rows are the last point: x += v changes the one array that the whole list holds. "
            "Write x = x + v, which makes a new one.",
            lambda f, x, rate, momentum, steps: np.tile(_heavy(f, x, rate, momentum, steps)[-1], (steps + 1, 1)),
        ),
        Mistake(
            "A list holds no such place. At the start there is only one point and no point before it: the velocity "
            "is zero there.",
            _none_before,
        ),
    ),
)
