"""An exercise of lesson 02: what a gradient field does around a zero, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_02 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


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


def _any_in_place_of_all(f, x, y):
    outward = _on_circle(f, x, y, np.arange(0, 360, 5))
    return "minimum" if np.max(outward) > 0 else "maximum"


def _by_the_mean(f, x, y):
    mean = _on_circle(f, x, y, np.arange(0, 360, 5)).mean()
    return "saddle" if abs(mean) < 1e-9 else "minimum" if mean > 0 else "maximum"


def _in_other_words(words):
    return lambda f, x, y: words.get(_right(f, x, y), _right(f, x, y))


_ALL_ROUND = (
    "Along a few directions it looks so. Between them the ground may do the opposite: look all the way round the "
    "point."
)
_FLAT = (
    "All second derivatives are zero here: if you went by them, they decide nothing. The arrows around the point do: "
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
        Mistake(
            "Along x alone it looks so. Along y and between the axes the ground may do the opposite: "
            "look all the way round the point.",
            _looking(0, 180),
        ),
        Mistake(
            "Along y alone it looks so. Along x and between the axes the ground may do the opposite: "
            "look all the way round the point.",
            _looking(90, 270),
        ),
        Mistake(
            "Every point with some outward part above zero is called a minimum here. For a minimum all of them are "
            "above zero, for a maximum all below.",
            _any_in_place_of_all,
        ),
        Mistake(
            "This is what the mean of the outward parts says. In a mean positive and negative ones cancel: "
            "ask whether there are both.",
            _by_the_mean,
        ),
        *(
            Mistake(
                'The kind is right, but the text is not: "minimum", "maximum" and "saddle" are the three asked for.',
                _in_other_words(words),
            )
            for words in (
                {"minimum": "min", "maximum": "max"},
                {"saddle": "saddle point"},
                {"minimum": "min", "maximum": "max", "saddle": "saddle point"},
            )
        ),
        Mistake(
            "Everything is called a saddle. Either the gradient is taken at (x, y) itself, where it is zero, or the "
            "circle does not lie around (x, y), or its components are looked at, and not how far the arrows point "
            "outward.",
            lambda f, x, y: "saddle",
        ),
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
