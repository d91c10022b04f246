"""Where on a grid a function has no gradient."""

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.readings.beside import Fan, Kind, kinds, ladder, look
from gradcalc.readings.diagnosis import SMALL, Window


def kinked(f: ScalarField, at: Point, window: Window) -> np.ndarray:
    """At which points of a grid f has no slope along an axis, and so no gradient: a mask of the grid's shape."""
    widths = np.array([high - low for low, high in window])
    x = at.x.reshape(2, -1)
    quiet = ScalarField(f.f, silent=True)
    value = quiet(at.arguments(), at.grid, at.x.dtype).reshape(-1).astype(float)
    steps = ladder(x, np.diag(widths))
    few = np.where(steps[-1] < 1e-6, [[1e-3], [1e-5]], steps[[0, -1]])
    doubtful = _bent(look(f.f, x, value, np.diag(widths), widths, few)) & np.isfinite(value)
    found = np.zeros(x.shape[1], bool)
    if doubtful.any():
        fan = look(f.f, x[:, doubtful], value[doubtful], np.diag(widths), widths, steps)
        found[doubtful] = (kinds(fan) != Kind.SMOOTH).any(axis=0)
    return found.reshape(at.grid)


def _bent(fan: Fan) -> np.ndarray:
    """Which points have to be looked at more closely."""
    with np.errstate(all="ignore"):
        lengths = fan.lengths
        gaps, slopes, noise = np.abs(fan.even) / lengths, fan.odd / lengths, fan.noise / lengths
        small = SMALL * np.fmax(np.abs(slopes[-1]), gaps[-1]).max(axis=0)
        fine = (gaps[-1] <= small + noise[-1]) & (gaps[-1] <= 0.5 * gaps[-2] + noise[-1])
        fine &= np.abs(slopes[-1] - slopes[-2]) <= 0.5 * np.abs(slopes[-1]) + noise[-1]
        return ~fine.all(axis=0)
