"""The fourth exercise of lesson 07: slopes among many directions."""

import numpy as np

from gradcalc.lessons.lesson_07 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _root_mean_square(values):
    return np.sqrt(np.mean(values**2))


def _shares(g, rows):
    return rows @ g / np.linalg.norm(rows, axis=1) / np.linalg.norm(g)


RMS_SHARE = Answer(
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
            lambda g, rows: _root_mean_square(rows @ g / np.linalg.norm(g)),
        ),
        Mistake(
            "The directions were divided by one length for the whole array. Each direction, that is each row, has a "
            "length of its own: which axis does np.linalg.norm add up along?",
            lambda g, rows: _root_mean_square(rows @ g / np.linalg.norm(rows) / np.linalg.norm(g)),
        ),
        Mistake(
            "The columns were divided by their lengths. A direction is a row: which axis does np.linalg.norm "
            "add up along?",
            lambda g, rows: _root_mean_square(rows / np.linalg.norm(rows, axis=0) @ g / np.linalg.norm(g)),
        ),
        Mistake(
            "These are the slopes themselves. Divide them by the length of the gradient.",
            lambda g, rows: _root_mean_square(rows @ g / np.linalg.norm(rows, axis=1)),
        ),
        Mistake(
            "This was divided by the length of the gradient twice. Once is enough.",
            lambda g, rows: _root_mean_square(_shares(g, rows) / np.linalg.norm(g)),
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

EXPECTED_RMS = Answer(
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
            "This is half of 1 / n. If a root was meant: Python takes the power first and divides by 2 afterwards, "
            "unless the exponent stands in brackets.",
            lambda n: 1 / n / 2,
        ),
        Mistake(
            "This is half of n. If a root was meant: Python takes the power first and divides by 2 afterwards, "
            "unless the exponent stands in brackets. And a root of n grows with n.",
            lambda n: n / 2,
        ),
        Mistake(
            "This is the answer for n = 354, the network of the lesson, whatever n is. Compute it from the "
            "argument n.",
            lambda n: 354**-0.5,
        ),
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
