"""From the value of `drawn` to an array: a list of pairs of numbers, as the card of a drawing writes them."""

import contextlib
from numbers import Real
from typing import Any

import numpy as np

from gradcalc.questions.drills.reading import Unreadable

MOST = 400  # pairs of a curve: a hand draws no more that one could tell apart


def rows(drawn: Any, what: str, most: int = MOST) -> np.ndarray:
    """The pairs that were drawn, shape (n, 2). Raises Unreadable, which says what is wrong in the words of a reader.

    >>> rows([(1, 2.5), (0, -1)], "points")
    array([[ 1. ,  2.5],
           [ 0. , -1. ]])
    """
    drawn = drawn.tolist() if isinstance(drawn, np.ndarray) else drawn
    if not isinstance(drawn, list | tuple):
        raise Unreadable(f"drawn is a list of pairs of numbers, such as [(1.2, -0.5)], got {_short(drawn)}.")
    if len(drawn) > most:
        raise Unreadable(f"drawn holds {len(drawn)} {what}: at most {most} are read.")
    if not len(drawn):
        raise Unreadable(f"No {what} are drawn yet.")
    found = np.full((len(drawn), 2), np.inf)
    for i, row in enumerate(drawn):
        if not isinstance(row, list | tuple | np.ndarray) or np.shape(row) != (2,):
            raise Unreadable(f"Each of the {what} is a pair of numbers, such as (1.2, -0.5), got {_short(row)}.")
        if not all(isinstance(v, Real) and not isinstance(v, bool | np.bool_) for v in row):
            raise Unreadable(f"Each of the {what} is a pair of real numbers, got {_short(row)}.")
        with contextlib.suppress(OverflowError):  # of whole numbers beyond all floats, which stay infinite
            found[i] = row
    if not np.isfinite(found).all() or np.abs(found).max() > 1e6:
        raise Unreadable(f"The numbers of the {what} are finite, and at most a million.")
    return found


def _short(thing: Any) -> str:
    text = repr(thing)
    return text if len(text) <= 60 else f"{text[:57]}..."
