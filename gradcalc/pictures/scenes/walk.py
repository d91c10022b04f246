"""A walk on a map, with the level curve through its start, and f against the step beside it."""

import numpy as np

from gradcalc.pictures.contours import level_lines
from gradcalc.pictures.marks import Arrow, Dot, Dots, Label, Mark, Polyline, pair, polylines

ARROW = 0.12  # of the window: the arrow says which way the next step goes, not how far


def walk_scene(reading) -> list[Mark]:
    """The marks of a walk reading on its map."""
    chart, points = reading.chart, reading.walk.points[: reading.steps + 1]
    role = "gradient" if reading.way.startswith("up") else "level"
    xs, ys = (tuple(column.tolist()) for column in points.T)
    lines = level_lines(chart.X[0], chart.Y[:, 0], chart.Z, float(reading.walk.values[0]))
    marks: list[Mark] = [mark for line in lines for mark in polylines(line[:, 0], line[:, 1], "level tangent")]
    if len(xs) > 1:
        marks += [Polyline(xs, ys, role), Dots(xs, ys, role)]
    x, y = map(float, reading.here)
    if reading.ahead is not None:
        span = chart.frame.xlim[1] - chart.frame.xlim[0]
        marks.append(Arrow(x, y, *pair(ARROW * span * reading.ahead), "direction"))
    inwards = np.array([chart.frame.xlim, chart.frame.ylim]).mean(axis=1) - points[0]
    away = inwards / (np.hypot(*inwards) or 1)
    return [
        *marks,
        Dot(xs[0], ys[0], "point"),
        Label("start", xs[0], ys[0], *pair(away), "point"),
        Dot(x, y, role),
    ]


def climb_scene(reading) -> list[Mark]:
    """The marks of a walk reading in the graph of f against the step."""
    values, role = reading.values.tolist(), "gradient" if reading.way.startswith("up") else "level"
    steps = [float(k) for k in range(len(values))]
    first = values[0]
    marks: list[Mark] = [Polyline((0.0, float(len(reading.walk.points) - 1)), (first, first), "line")]
    if len(values) > 1:
        marks.append(Polyline(tuple(steps), tuple(values), role))
    return [*marks, Dot(steps[-1], values[-1], role)]
