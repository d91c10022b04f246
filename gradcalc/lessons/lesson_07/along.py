"""The first exercise of lesson 07: the loss along a direction."""

import numpy as np

from gradcalc.lessons.lesson_07 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

# What a mistake gives where its code would stop. An error of the same class is no sign of it: shapes that do not fit
# raise ValueError whatever was written. So it is known by the cases in which they fit.
_STOPS = "stops"


def _on_the_way(loss, w, u, t):
    return np.array([loss(w + s * u) for s in t])


def _unit(v):
    return v / np.linalg.norm(v)


def _at_once(loss, w, v, t):
    return loss(w + t * _unit(v)) if len(t) == len(w) else _STOPS


def _as_a_matrix(loss, w, v, t):
    return loss(w + t[:, None] * _unit(v)) if len(t) == len(w) else _STOPS


_ONE_POINT = (
    "The loss takes one point at a time, an array of n numbers: call it once for each distance, in a loop. "
    "All distances in one call are mixed up with the components of w."
)
_FIRST_ALONE = (
    "Only the loss at the first distance came back. Does a return inside the loop end it after one turn? "
    "Its place is below the loop."
)
_OTHER_DISTANCES = "These are losses at evenly spaced distances. The distances are given: they are those in t."

LOSS_ALONG = Answer(
    name="loss_along",
    kind="function",
    arguments="loss, w, v, t",
    gives="an array of the same shape as t, the loss at each distance",
    exact=cases.loss_along,
    strata=(
        Stratum("directions of length 1", 1, cases.of_length_one),
        Stratum("directions of any length", 1, cases.of_any_length),
    ),
    mistakes=(
        Mistake(
            "A distance of 1 leads too far: divide the direction by its length before you walk along it.",
            lambda loss, w, v, t: _on_the_way(loss, w, v, t),
        ),
        Mistake(
            "The direction was divided by the square of its length. Its length is the square root of v · v.",
            lambda loss, w, v, t: _on_the_way(loss, w, v / (v @ v), t),
        ),
        Mistake(
            "v was divided by the sum of its components. Its length is the square root of the sum of their squares.",
            lambda loss, w, v, t: _on_the_way(loss, w, v / np.sum(v), t),
        ),
        Mistake(
            "v was divided by the sum of the sizes of its components. Its length is the square root of the sum of "
            "their squares.",
            lambda loss, w, v, t: _on_the_way(loss, w, v / np.sum(np.abs(v)), t),
        ),
        Mistake(
            "v was divided by the length of w. A unit vector along v comes from the length of v itself.",
            lambda loss, w, v, t: _on_the_way(loss, w, v / np.linalg.norm(w), t),
        ),
        Mistake(
            "Each distance is counted from w itself, not from where the distance before it has led. "
            "Does your loop change w?",
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), np.cumsum(t)),
        ),
        Mistake(
            "This walks away from the origin. The line goes through w.",
            lambda loss, w, v, t: _on_the_way(loss, 0 * w, _unit(v), t),
        ),
        Mistake(
            "This is how much the loss has changed since w. The loss itself is asked for.",
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), t) - loss(w),
        ),
        Mistake(
            "This walks the opposite way. A positive distance leads along v.",
            lambda loss, w, v, t: _on_the_way(loss, w, -_unit(v), t),
        ),
        Mistake(_ONE_POINT, _at_once),
        Mistake(_ONE_POINT, _as_a_matrix),
        Mistake(_FIRST_ALONE, lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), t[:1])),
        Mistake(_FIRST_ALONE, lambda loss, w, v, t: loss(w + t[0] * _unit(v))),
        Mistake(
            "The loss at the last distance is missing. Does your loop run over all of t?",
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), t[:-1]),
        ),
        Mistake(
            "The loss at the first distance is missing. Does your loop run over all of t?",
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), t[1:]),
        ),
        Mistake(
            "This walks 0, 1, 2 ... times the unit vector: the index of a distance, not the distance t[i] itself.",
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), np.arange(len(t))),
        ),
        Mistake(
            _OTHER_DISTANCES,
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), np.linspace(-1, 1, len(t))),
        ),
        Mistake(
            _OTHER_DISTANCES,
            lambda loss, w, v, t: _on_the_way(loss, w, _unit(v), np.linspace(t[0], t[-1], len(t))),
        ),
    ),
)
