"""The slice of the surface along u: f above the straight line through the point, with its tangent."""

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline, polylines
from gradcalc.readings.point import Reading, values_along
from gradcalc.readings.writing import short

SAMPLES = 121
Pair = tuple[float, float]


def slice_scene(
    surface: Surface, reading: Reading, reach: tuple[float, float], heights: tuple[float, float]
) -> list[Mark]:
    """The marks at a reading, in a graph of f, over heights, against the distance from the point along u.

    Distances run over reach and stay inside the surface's window.
    """
    distances = slice_distances(surface, (reading.state.x, reading.state.y), reading.u, reach)
    marks: list[Mark] = [Polyline((0.0, 0.0), heights, "line")]
    marks += polylines(distances, values_along(surface, reading.state, distances), "curve")
    if not np.isfinite(reading.value):
        return marks
    text = f"f = {short(reading.value)}"
    if reading.diagnosis.sloped:
        ends = np.array(reach)
        marks += polylines(ends, reading.value + reading.slope * ends, "tangent")
        text = f"slope {short(reading.slope, reading.noise)}"
    away = -1.0 if reading.value > heights[0] + 0.7 * (heights[1] - heights[0]) else 1.0
    marks += [Dot(0.0, reading.value, "projection"), Label(text, 0.0, reading.value, 0.0, away, "projection")]
    return marks


def slice_distances(surface: Surface, point: Pair, u: np.ndarray, reach: Pair) -> np.ndarray:
    """Evenly spaced distances from a point along u, within reach, that lead to points of the window."""
    return np.linspace(*reach_along(point, u, reach, (surface.xlim, surface.ylim)), SAMPLES)


def reach_along(point: Pair, u: np.ndarray, reach: Pair, window: tuple[Pair, Pair]) -> Pair:
    """The least and the greatest distance from a point along u, within reach, that lead to points of a window."""
    low, high = reach
    for start, move, (first, last) in zip(point, u, window, strict=True):
        if abs(move) > 1e-12:
            near, far = sorted(((first - start) / move, (last - start) / move))
            low, high = max(low, near), min(high, far)
    return low, high


def slice_words(reading: Reading) -> str:
    """The graph in words."""
    if not np.isfinite(reading.value):
        return "f is undefined at the point, so the slice along u has a gap there."
    slope = short(reading.slope, reading.noise) if reading.diagnosis.sloped else "undefined"
    return f"Slice along u: at the point f is {short(reading.value)}, and the slope of the tangent is {slope}."
