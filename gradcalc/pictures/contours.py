"""The lines on which sampled values have a given level."""

from typing import cast

import numpy as np
from contourpy import LineType, contour_generator


def level_lines(x: np.ndarray, y: np.ndarray, values: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines on which values are the level, each an array of points of shape (m, 2).

    values of shape (len(y), len(x)) are sampled at x and y, which rise; nan where undefined. Between
    two samples the crossing is interpolated, so the lines lie off by about the square of a cell. A
    closed line ends where it began.

    >>> level_lines(np.arange(3), np.arange(2), np.array([[0, 1, 2], [0, 1, 2]]), 0.5)
    [array([[0.5, 1. ],
           [0.5, 0. ]])]
    """
    sampled = np.ma.masked_invalid(np.asarray(values, dtype=float))
    lines = contour_generator(x, y, sampled, line_type=LineType.Separate, corner_mask=False).lines(level)
    return cast(list[np.ndarray], lines)  # what LineType.Separate gives
