"""Somebody's walk and the true one from the same start, on a map."""

import numpy as np

from gradcalc.pictures.marks import Dot, Dots, Label, Mark, Polyline
from gradcalc.pictures.scenes.path import followed
from gradcalc.readings.walked import Walked

FEW = 20  # points up to which each is marked

Limits = tuple[float, float]


def walked_scene(reading: Walked, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The marks at a reading, in a map with these limits. Yours is broad and lies under the true one."""
    marks: list[Mark] = []
    labels: list[Mark] = []
    for points, role, text in ((reading.yours, "yours", "yours"), (reading.true, "gradient", "true")):
        if points is None or not np.isfinite(points).all():
            continue
        near = points[: followed(points, xlim, ylim)]
        x, y = (tuple(column.tolist()) for column in near.T)
        if len(near) > 1:
            marks.append(Polyline(x, y, role))
        if len(near) <= FEW:
            marks.append(Dots(x, y, role))
        labels.append(_label(near, text, role, xlim, ylim))
    return [*marks, *labels, Dot(reading.x, reading.y, "point")]


def _label(points: np.ndarray, text: str, role: str, xlim: Limits, ylim: Limits) -> Label:
    """A word at the last point of yours that is seen, or beside the middle of the true one, on another side."""
    low, high = np.array([xlim, ylim]).T
    seen = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    k = int(seen[-1]) if len(seen) else 0
    if role == "yours" or k == 0:
        at, towards = points[k], points[k] - points[max(k - 1, 0)]
    else:
        m = (k + 1) // 2
        at, step = (points[m - 1] + points[m]) / 2, points[m] - points[m - 1]
        towards = np.array([step[1], -step[0]])
    dx, dy = towards / (np.hypot(*towards) or 1)
    return Label(text, float(at[0]), float(at[1]), float(dx), float(dy), role)
