"""The exercises of lesson 07: looking at a loss of many parameters."""

import numpy as np

from gradcalc.lessons.lesson_07 import cases
from gradcalc.maths.derivatives import directional_derivative
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum


def _on_the_way(loss, w, u, t):
    return np.array([loss(w + s * u) for s in t])


_loss_along = Answer(
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
            "Each distance is counted from w itself, not from where the distance before it has led. "
            "Does your loop change w?",
            lambda loss, w, v, t: _on_the_way(loss, w, v / np.linalg.norm(v), np.cumsum(t)),
        ),
        Mistake(
            "This walks away from the origin. The line goes through w.",
            lambda loss, w, v, t: _on_the_way(loss, 0 * w, v / np.linalg.norm(v), t),
        ),
        Mistake(
            "This is how much the loss has changed since w. The loss itself is asked for.",
            lambda loss, w, v, t: _on_the_way(loss, w, v / np.linalg.norm(v), t) - loss(w),
        ),
        Mistake(
            "This walks the opposite way. A positive distance leads along v.",
            lambda loss, w, v, t: _on_the_way(loss, w, -v / np.linalg.norm(v), t),
        ),
    ),
)


def _lengths(M, **how):
    return np.linalg.norm(M, keepdims=True, **how)


_filter_normalise = Answer(
    name="filter_normalise",
    kind="function",
    arguments="D, W",
    gives="an array of the same shape as D",
    exact=cases.filter_normalise,
    strata=(
        Stratum("layers of several shapes", 1, cases.layers),
        Stratum("a layer with a neuron whose weights are all zero", 1, cases.with_a_silent_neuron),
    ),
    mistakes=(
        Mistake(
            "This scales the whole layer by one number. Each neuron, that is each row, has a length of its own.",
            lambda D, W: D / np.linalg.norm(D) * np.linalg.norm(W),
        ),
        Mistake(
            "These are the lengths of the columns. The weights that enter one neuron are a row: "
            "np.linalg.norm(W, axis=1, keepdims=True).",
            lambda D, W: D / _lengths(D, axis=0) * _lengths(W, axis=0),
        ),
        Mistake(
            "The rows have length 1 now. Multiply each by the length of the same row of W.",
            lambda D, W: D / _lengths(D, axis=1),
        ),
        Mistake(
            "Divide each row of D by its own length first. Only then does it take the length of the row of W.",
            lambda D, W: D * _lengths(W, axis=1),
        ),
        Mistake(
            "These are the squares of the lengths. The length of a row is the root of the sum of its squares.",
            lambda D, W: D / _lengths(D, axis=1) ** 2 * _lengths(W, axis=1) ** 2,
        ),
        Mistake(
            "D and W are exchanged: keep the directions of the rows of D, and take the lengths from W.",
            lambda D, W: W / _lengths(W, axis=1) * _lengths(D, axis=1),
        ),
        Mistake(
            "An array of shape (q,) is laid along the columns. With keepdims=True the lengths of the rows have "
            "the shape (q, 1), and each belongs to its row.",
            lambda D, W: D / np.linalg.norm(D, axis=1) * np.linalg.norm(W, axis=1),
        ),
    ),
)


def _by_every_axis(loss, w, v):
    h, before = 1e-6, loss(w)
    return np.array([loss(w + h * axis) - before for axis in np.eye(len(w))]) @ v / np.linalg.norm(v) / h


_loss_slope = Answer(
    name="loss_slope",
    kind="function",
    arguments="loss, w, v",
    gives="one number, the slope of the loss along v",
    exact=cases.slope,
    strata=(
        Stratum("a few parameters", 1, cases.few_parameters),
        Stratum("more parameters, and at most 10 calls of the loss", 1, cases.counted),
    ),
    mistakes=(
        Mistake(
            "This grows with the length of v. Divide v by its length first.",
            lambda loss, w, v: directional_derivative(loss, w, v, unit=False),
        ),
        Mistake(
            "The direction was divided by the square of its length. Its length is the square root of v · v.",
            lambda loss, w, v: directional_derivative(loss, w, v) / np.linalg.norm(v),
        ),
        Mistake(
            "This is nearly zero. Was the change of the loss divided by the distance that was walked?",
            lambda loss, w, v: 0.0,
        ),
        Mistake(
            "This is twice the slope. From one step behind to one step ahead is a way of two steps.",
            lambda loss, w, v: 2 * directional_derivative(loss, w, v),
        ),
        Mistake(
            "The size is right, but the sign is not: subtract the loss behind from the loss ahead.",
            lambda loss, w, v: -directional_derivative(loss, w, v),
        ),
        Mistake(
            "The size is right, but a way down has a negative slope.",
            lambda loss, w, v: abs(directional_derivative(loss, w, v)),
        ),
        Mistake(
            "The loss was called more than 10 times. The whole gradient is not needed: walk along v alone.",
            _by_every_axis,
        ),
    ),
)


def _shares(g, rows):
    return rows @ g / np.linalg.norm(rows, axis=1) / np.linalg.norm(g)


_rms_share = Answer(
    name="rms_share",
    kind="function",
    arguments="gradient, directions",
    gives="one number, from 0 to 1",
    exact=cases.rms_share,
    tolerance=1e-5,
    strata=(Stratum("directions of any length", 1, cases.fans),),
    mistakes=(
        Mistake(
            "The directions are not unit vectors. Divide each by its length first.",
            lambda g, rows: np.sqrt(np.mean((rows @ g / np.linalg.norm(g)) ** 2)),
        ),
        Mistake(
            "These are the slopes themselves. Divide them by the length of the gradient.",
            lambda g, rows: np.sqrt(np.mean((rows @ g / np.linalg.norm(rows, axis=1)) ** 2)),
        ),
        Mistake("This is the mean square. Its root is asked for.", lambda g, rows: np.mean(_shares(g, rows) ** 2)),
        Mistake(
            "This is the root of the sum of the squares. Divide the sum by the number of directions first.",
            lambda g, rows: np.sqrt(np.sum(_shares(g, rows) ** 2)),
        ),
        Mistake(
            "The standard deviation takes the mean off first. The root mean square does not.",
            lambda g, rows: np.std(_shares(g, rows)),
        ),
        Mistake(
            "This is the mean of the sizes. Take the mean of the squares, then the root.",
            lambda g, rows: np.mean(np.abs(_shares(g, rows))),
        ),
        Mistake(
            "This is the mean, in which ways up and ways down cancel. Take the mean of the squares, then the root.",
            lambda g, rows: np.mean(_shares(g, rows)),
        ),
        Mistake("These are all the shares. Give their root mean square, one number.", _shares),
    ),
)

_expected_rms = Answer(
    name="expected_rms",
    kind="function",
    arguments="n",
    gives="one number, exact",
    exact=cases.expected_rms,
    tolerance=1e-6,
    agrees=cases.same_share,
    strata=(Stratum("small and large n", 1, cases.sizes_of_networks),),
    mistakes=(
        Mistake("This is the mean square. Its root is asked for.", lambda n: 1 / n),
        Mistake("This grows with n. How large is one component of a unit vector among n?", np.sqrt),
        Mistake(
            "This is what the sizes come to on average, when n is large. The root of the mean square is asked for.",
            lambda n: np.sqrt(2 / (np.pi * n)),
        ),
        Mistake(
            "There are n squares, and together they are 1. Nothing has to be taken off n.",
            lambda n: 1 / np.sqrt(n - 1),
        ),
    ),
)

_slice_choice = Answer(
    name="slice_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "c",
    strata=(Stratum("the statement that follows", 1),),
    mistakes=(
        Mistake(
            "Look at the slice across the gradient, after 30 steps: its middle was the bottom of a valley. Was the "
            "loss least there?",
            lambda: "a",
        ),
        Mistake(
            "The slice shows two components of the gradient. How many others are there?",
            lambda: "b",
        ),
        Mistake(
            "Only directions in the plane of the slice are seen. Might one across it lead down?",
            lambda: "d",
        ),
    ),
)

EXERCISES = (
    Exercise(id="07.loss_along", title="The loss along a direction", answers=(_loss_along,)),
    Exercise(id="07.filter_normalise", title="Filter normalisation", answers=(_filter_normalise,)),
    Exercise(
        id="07.loss_slope",
        title="The slope of a loss, without its gradient",
        answers=(_loss_slope,),
    ),
    Exercise(id="07.rms", title="Slopes among many directions", answers=(_rms_share, _expected_rms)),
    Exercise(id="07.slice", title="What a slice can tell", answers=(_slice_choice,), by_hand=1),
)
