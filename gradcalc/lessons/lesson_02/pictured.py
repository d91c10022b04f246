"""How an answer of lesson 02 is drawn: a field, of which one arrow is under the hand."""

from dataclasses import replace

import numpy as np

from gradcalc.questions.pictured import Plane, around, gradients, part

MOST = 5  # points along each side: the field is asked for anew wherever the hand goes


def _plane(name, inputs) -> Plane:
    f, x, y = inputs
    limits = (float(x[0]), float(x[-1])), (float(y[0]), float(y[-1]))
    return replace(around(f, float(x[len(x) // 2]), float(y[len(y) // 2])), xlim=limits[0], ylim=limits[1])


def _counts(columns: int, rows: int) -> tuple[int, int]:
    """How many points of each axis are left: as many along both where there were as many, else not."""
    few = min(columns, MOST), min(rows, MOST)
    return few if (columns == rows) == (few[0] == few[1]) else (few[0], few[1] - 1)


def _with(axis: np.ndarray, count: int, value: float) -> tuple[np.ndarray, int]:
    """A few points of an axis, of which the nearest is moved to the value; and which one that is."""
    few = axis[np.linspace(0, len(axis) - 1, count).round().astype(int)]
    i = int(np.abs(few - value).argmin())
    return np.where(np.arange(count) == i, value, few), i


def _arrow(answers, inputs, x, y) -> object:
    f, xs, ys = inputs
    columns, rows = _counts(len(xs), len(ys))
    (xs, j), (ys, i) = _with(xs, columns, x), _with(ys, rows, y)
    field = answers["gradient_field"](replace(f, calls=None), xs, ys)
    return part(field, (2, rows, columns), (slice(None), i, j))


PICTURED = {"02.gradient_field": (gradients(_plane, _arrow),)}
