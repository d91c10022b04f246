"""The arrows on a circle around a critical point, and their outward parts against the angle."""

import numpy as np

from gradcalc.pictures.marks import Arrow, Dot, Dots, FieldArrows, Label, Mark, Polyline
from gradcalc.readings.circle import CircleReading

EVERY = 50  # places between two arrows: 5 degrees
LONG = 0.22  # of the radius: how long every arrow is drawn


def circle_scene(reading: CircleReading) -> list[Mark]:
    """The circle with its arrows, all equally long, in units of the radius; those that lead inwards stand out."""
    u, arrows = reading.directions[:, ::EVERY], reading.arrows[:, ::EVERY]
    inwards = reading.outward[::EVERY] < 0
    with np.errstate(invalid="ignore"):
        drawn = LONG * arrows / np.hypot(*arrows)
    ring = [tuple(part.tolist()) for part in reading.directions[:, [*range(0, len(reading.angles), 10), 0]]]
    marks: list[Mark] = [
        Polyline(ring[0], ring[1], "line"),
        FieldArrows(np.concatenate([u, drawn])[:, ~inwards].T),
        *(Arrow(x, y, dx, dy, "gradient") for x, y, dx, dy in np.concatenate([u, drawn])[:, inwards].T.tolist()),
        Dot(0.0, 0.0, "point"),
    ]
    if inwards.any():
        # In the middle of the first run of such arrows, on the inner side of the circle.
        first = int(np.flatnonzero(inwards)[0])
        run = int(np.argmin(np.append(inwards[first:], False)))
        x, y = u[:, first + run // 2].tolist()
        marks.append(Label("inwards", 0.8 * x, 0.8 * y, -x, -y, "gradient"))
    return marks


def outward_scene(reading: CircleReading) -> list[Mark]:
    """The cube root of the outward part, in units of the greatest, against the angle in degrees."""
    heights = np.cbrt(reading.outward / np.abs(reading.outward).max())
    few = slice(None, None, 10)
    marks: list[Mark] = [
        Polyline((0.0, 360.0), (0.0, 0.0), "line"),
        Polyline((*reading.angles[few].tolist(), 360.0), (*heights[few].tolist(), float(heights[0])), "curve"),
    ]
    below = np.flatnonzero(reading.outward[few] < 0)
    if below.size:
        x, y = reading.angles[few][below], heights[few][below]
        marks.append(Dots(tuple(x.tolist()), tuple(y.tolist()), "gradient"))
        lowest = int(y.argmin())
        side = 1.0 if x[lowest] < 180 else -1.0
        marks.append(Label("inwards", float(x[lowest]), float(y[lowest]), side, -0.3, "gradient"))
    return marks
