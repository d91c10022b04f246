"""The arrows on a circle around a critical point, and their outward parts against the angle."""

import numpy as np

from gradcalc.pictures.marks import Arrow, Dot, Dots, FieldArrows, Label, Mark, Polyline
from gradcalc.readings.circle import CircleReading

EVERY = 50  # places between two arrows: 5 degrees
CLOSE = 4  # places between two points of the graph
LONG = 0.22  # of the radius: how long every arrow is drawn


def circle_scene(reading: CircleReading) -> list[Mark]:
    """The circle with its arrows, all equally long, in units of the radius; those that lead inwards stand out.

    However narrow a stretch where they do, an arrow of it is drawn.
    """
    shown = _with_dips(reading, EVERY)
    u, arrows = reading.directions[:, shown], reading.arrows[:, shown]
    inwards = reading.inwards[shown]
    rows = np.concatenate([u, LONG * arrows / np.hypot(*arrows)])
    ring = [tuple(part.tolist()) for part in reading.directions[:, [*range(0, len(reading.angles), 10), 0]]]
    marks: list[Mark] = [
        Polyline(ring[0], ring[1], "line"),
        FieldArrows(rows[:, ~inwards].T),
        *(Arrow(x, y, dx, dy, "gradient") for x, y, dx, dy in rows[:, inwards].T.tolist()),
        Dot(0.0, 0.0, "point"),
    ]
    if reading.dips:
        x, y = reading.directions[:, reading.dips[0]].tolist()
        marks.append(Label("inwards", 0.8 * x, 0.8 * y, -x, -y, "gradient"))
    return marks


def outward_scene(reading: CircleReading) -> list[Mark]:
    """The cube root of the outward part, in units of the greatest, against the angle in degrees."""
    shown = _with_dips(reading, CLOSE)
    x, part = reading.angles[shown], reading.outward[shown]
    y = np.cbrt(part / np.abs(reading.outward).max())
    marks: list[Mark] = [
        Polyline((0.0, 360.0), (0.0, 0.0), "line"),
        Polyline((*x.tolist(), 360.0), (*y.tolist(), float(y[0])), "curve"),
    ]
    below = reading.inwards[shown]
    if below.any():
        marks.append(Dots(tuple(x[below].tolist()), tuple(y[below].tolist()), "gradient"))
        lowest = shown.index(reading.lowest)
        side = 1.0 if x[lowest] < 180 else -1.0
        marks.append(Label("inwards", float(x[lowest]), float(y[lowest]), side, -0.3, "gradient"))
    return marks


def _with_dips(reading: CircleReading, every: int) -> list[int]:
    return sorted({*range(0, len(reading.angles), every), *reading.dips})
