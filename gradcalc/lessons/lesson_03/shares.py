"""An exercise of lesson 03: the best of several directions, and what goes wrong there."""

import numpy as np

from gradcalc.lessons.lesson_03 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _shares(g, rows):
    return rows @ g / (np.linalg.norm(rows, axis=1) * np.linalg.norm(g))


BEST_SHARE = Answer(
    name="best_share",
    kind="function",
    arguments="gradient, directions",
    gives="one number, at most 1",
    exact=cases.best_share,
    tolerance=1e-5,
    strata=(
        Stratum("directions of any length", 1, cases.some_uphill),
        Stratum("directions that all lead down", 1, cases.all_downhill),
    ),
    mistakes=(
        Mistake(
            "The directions are not unit vectors. Divide each by its length first.",
            lambda g, rows: (rows @ g).max() / np.linalg.norm(g),
        ),
        Mistake(
            "This is the greatest slope itself. Divide it by the gradient's length.",
            lambda g, rows: (rows @ g / np.linalg.norm(rows, axis=1)).max(),
        ),
        Mistake(
            "Each direction is a row. Its length is np.linalg.norm(directions, axis=1); axis=0 measures the columns.",
            lambda g, rows: (rows / np.linalg.norm(rows, axis=0) @ g).max() / np.linalg.norm(g),
        ),
        Mistake(
            "The greatest slope is asked for, with its sign, not the greatest size: a way down is not a way up.",
            lambda g, rows: np.abs(rows @ g / np.linalg.norm(rows, axis=1)).max() / np.linalg.norm(g),
        ),
        Mistake(
            "This is the share of the least slope. The greatest is asked for.",
            lambda g, rows: (rows @ g / np.linalg.norm(rows, axis=1)).min() / np.linalg.norm(g),
        ),
        Mistake(
            "These are the shares of all the directions. Give the greatest of them, one number.",
            _shares,
        ),
        Mistake(
            "All these directions lead down, so even the best share is negative, and 0 is none of them. "
            "Does your search begin at 0? Then nothing negative is found.",
            lambda g, rows: max(0.0, _shares(g, rows).max()),
        ),
        Mistake(
            "The directions are divided by one length for the whole table: np.linalg.norm(directions) is the root of "
            "the sum of all the squares. Each row has a length of its own.",
            lambda g, rows: (rows @ g).max() / (np.linalg.norm(rows) * np.linalg.norm(g)),
        ),
        Mistake(
            "This is the place of the best direction, counted from 0: argmax says which one is best. "
            "How good it is, is asked for.",
            lambda g, rows: float(_shares(g, rows).argmax()),
        ),
        Mistake(
            "The gradient's length is divided by twice: gradient @ gradient is its square.",
            lambda g, rows: _shares(g, rows).max() / np.linalg.norm(g),
        ),
        Mistake(
            "This is the share of the direction with the greatest dot product, and a long one may win that is not "
            "the best. Take the lengths out before you compare.",
            lambda g, rows: _shares(g, rows)[(rows @ g).argmax()],
        ),
        Mistake(
            "This is the share of the first direction, the first row. Do you look at the others, too? A return "
            "inside the loop ends it after the first.",
            lambda g, rows: _shares(g, rows)[0],
        ),
        Mistake(
            "This is the share of the last direction, the last row. The greatest of all is asked for: "
            "keep the best that you have seen so far.",
            lambda g, rows: _shares(g, rows)[-1],
        ),
        Mistake(
            "* multiplies the components one by one and leaves them apart. A share needs their sum, the dot product "
            "of the gradient and one direction.",
            lambda g, rows: (rows / np.linalg.norm(rows, axis=1)[:, None] * g).max() / np.linalg.norm(g),
        ),
        Mistake(
            "Each direction is a row. gradient @ directions and directions[:, i] go by columns, and a column is as "
            "long as there are directions: it does not fit the gradient.",
            lambda g, rows: (g @ rows).max(),
        ),
        Mistake(
            "Every row is to be divided by its own length. For that the lengths have to stand in a column, as "
            "lengths[:, np.newaxis]: as they are, NumPy takes them for a row.",
            lambda g, rows: (rows / np.linalg.norm(rows, axis=1) @ g).max(),
        ),
    ),
)
