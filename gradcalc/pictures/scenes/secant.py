"""The secant beside the tangent: once from afar, and once close up, where x ± 2h fills the picture."""

import numpy as np

from gradcalc.pictures.marks import Dot, Dots, Label, Mark, polylines
from gradcalc.readings.step import StepReading

SAMPLES = 501
REACH = 2.2  # of the close-up, in units of h: the five-point method looks 2h away

Limits = tuple[float, float]


def far_scene(reading: StepReading, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The curve with its tangent, and the line whose slope the method takes for the tangent's."""
    x, f = reading.x, reading.curve.f
    with np.errstate(all="ignore"):
        xs, ends = np.linspace(*xlim, SAMPLES), x + reading.h * np.array(reading.ends)
        ys, heights = f(xs), f(ends)
    marks: list[Mark] = [*polylines(xs, _near(ys, ylim), "curve")]
    marks += _line(x, float(f(x)), reading.exact, xlim, ylim, "tangent")
    middle = heights[np.isfinite(heights)].mean() if reading.method == "central" else f(x)
    marks += _line(x, float(middle), reading.found, xlim, ylim, "gradient")
    marks += _dots(ends, heights, xlim, ylim)
    below = ylim[1] - f(x) < 0.3 * (ylim[1] - ylim[0])
    return [*marks, Dot(x, float(f(x)), "point"), Label("x", x, float(f(x)), 0.0, -1.0 if below else 1.0, "point")]


def close_scene(reading: StepReading, ylim: Limits) -> list[Mark]:
    """The same close up. Across, distances from x in units of h; up, f minus f(x), in units of h.

    All of it is computed in the reading's numbers, so that rounding shows where h is small.
    """
    kind, xlim = np.dtype(reading.dtype).type, (-REACH, REACH)
    t = np.linspace(*xlim, SAMPLES)
    ends = np.array(reading.ends, dtype=float)
    heights = _rises(reading, ends, kind)
    marks: list[Mark] = [*polylines(t, _near(_rises(reading, t, kind), ylim), "curve")]
    marks += _line(0.0, 0.0, reading.exact, xlim, ylim, "tangent")
    middle = float(heights.mean()) if reading.method == "central" else 0.0
    marks += _line(0.0, middle, reading.found, xlim, ylim, "gradient")
    return [
        *marks,
        *_dots(ends, heights, xlim, ylim),
        Dot(0.0, 0.0, "point"),
        Label("x", 0.0, 0.0, 0.6, -0.8, "point"),
    ]


def _rises(reading: StepReading, t: np.ndarray, kind: type) -> np.ndarray:
    """How far f rises on the way from x to x + t h, divided by h, as the computer sees it."""
    with np.errstate(all="ignore"):
        x, h = kind(reading.x), kind(reading.h)
        rises = (reading.curve.f(x + t.astype(kind) * h) - reading.curve.f(x)) / h
    return rises.astype(float)


def _near(heights: np.ndarray, ylim: Limits) -> np.ndarray:
    """Heights that leave the picture end not far beyond it."""
    room = ylim[1] - ylim[0]
    return np.clip(heights, ylim[0] - room, ylim[1] + room)


def _line(x: float, y: float, slope: float, xlim: Limits, ylim: Limits, role: str) -> list[Mark]:
    """The straight line through (x, y), as far as it runs inside the picture."""
    with np.errstate(all="ignore"):
        xs = np.linspace(*xlim, SAMPLES)
        ys = y + slope * (xs - x)
    inside = np.flatnonzero((ys >= ylim[0]) & (ys <= ylim[1]))
    if len(inside) < 2:  # as good as upright
        return []
    ends = inside[[0, -1]]
    return list(polylines(xs[ends], ys[ends], role))


def _dots(x: np.ndarray, y: np.ndarray, xlim: Limits, ylim: Limits) -> list[Mark]:
    seen = np.isfinite(y) & (x >= xlim[0]) & (x <= xlim[1]) & (y >= ylim[0]) & (y <= ylim[1])
    return [Dots(tuple(x[seen].tolist()), tuple(y[seen].tolist()), "gradient")] if seen.any() else []
