"""Error against step size, both as powers of ten: the V, with the present step marked."""

import numpy as np

from gradcalc.maths.differences import METHODS
from gradcalc.maths.steps import error_model
from gradcalc.pictures.marks import Dot, Dots, Label, Mark, Polyline, polylines
from gradcalc.readings.step import StepReading

SAMPLES = 241
WINDOW = 9  # samples: a line beside the dots follows the greatest of so many errors, because errors jump
ASIDE = 0.8  # powers of ten: how far from the lowest point a name stands that has no room there
COMPARED = tuple(method for method in METHODS if method != "backward")  # which has the errors of forward

Limits = tuple[float, float]


def error_scene(reading: StepReading, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The measured errors, what the reading asks to see beside them, and the present step.

    An error of exactly 0 has no logarithm; it lies on the lower edge.
    """
    powers = np.linspace(*xlim, SAMPLES)
    marks = _beside(reading, powers, ylim)
    heights = _heights(reading.errors(powers), ylim)
    seen = np.isfinite(heights)
    marks += [Dots(tuple(powers[seen].tolist()), tuple(heights[seen].tolist()), "gradient")]
    here = float(np.log10(reading.h))
    marks += [Polyline((here, here), ylim, "line")]
    at = float(_heights(np.array([reading.error]), ylim)[0])
    if np.isfinite(at):
        side = 1.0 if here < (xlim[0] + xlim[1]) / 2 else -1.0
        top = ylim[1] - 0.06 * (ylim[1] - ylim[0])
        text = f"h = {reading.h:.0e}".replace("e-0", "e-")
        marks += [Dot(here, at, "point"), Label(text, here, top, side, 0.0, "point")]
    return marks


def _heights(errors: np.ndarray, ylim: Limits) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.clip(np.log10(errors), *ylim)


def _beside(reading: StepReading, powers: np.ndarray, ylim: Limits) -> list[Mark]:
    match reading.beside:
        case "the prediction":
            return _prediction(reading, powers, ylim)
        case "the other methods":
            others = (method for method in COMPARED if method != reading.method)
            return [m for method in others for m in _curve(reading, powers, ylim, method, reading.dtype, method)]
        case "the other numbers":
            other = "float32" if reading.dtype == "float64" else "float64"
            return _curve(reading, powers, ylim, reading.method, other, other)
    return []


def _curve(reading, powers, ylim, method: str, dtype: str, text: str) -> list[Mark]:
    errors = reading.errors(powers, method, dtype)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(errors, WINDOW // 2, mode="edge"), WINDOW)
    heights = _heights(windows.max(axis=1), ylim)
    seen = np.flatnonzero(np.isfinite(heights))
    if not seen.size:
        return []
    i, dx, dy = _beside_line(text, powers, heights, seen)
    above = dy if heights[i] > ylim[0] + 0.1 * (ylim[1] - ylim[0]) else 1.0
    label = Label(text, float(powers[i]), float(heights[i]), dx, above, "tangent")
    return [*polylines(powers, heights, "tangent"), label]


def _beside_line(text: str, powers: np.ndarray, heights: np.ndarray, seen: np.ndarray) -> tuple[int, float, float]:
    """Where the name of a line stands so that no other line crosses it: at which sample, and to which side of it."""
    lowest = seen[heights[seen] == heights[seen].min()]
    i = int(lowest[len(lowest) // 2])
    match text:
        case "forward":  # its lowest point lies on the left arms of the others
            return (i + seen[-1]) // 2, 0.0, 1.0
        case "central":  # its lowest point lies on the right arm of complex, which leads down to the left
            return max(int(seen[0]), i - round(ASIDE / (powers[1] - powers[0]))), -1.0, -0.6
        case "complex":  # its lowest point is a step at which the error happens to be 0
            return int(seen[len(seen) // 4]), 0.0, 1.0
    return i, 0.0, -1.0


def _prediction(reading: StepReading, powers: np.ndarray, ylim: Limits) -> list[Mark]:
    """The arms of the V by the model, and the step where it is lowest."""
    model = error_model(reading.curve, reading.x, reading.method, reading.dtype)
    marks: list[Mark] = []
    arms = {
        "truncation": np.log10(model.truncation) + model.order * powers if model.truncation else None,
        "rounding": np.log10(model.rounding) - powers if model.rounding else None,
    }
    for text, heights in arms.items():
        if heights is None:
            continue
        inside = np.flatnonzero((heights >= ylim[0]) & (heights <= ylim[1]))
        if len(inside) > 1:
            ends = inside[[0, -1]]
            marks += polylines(powers[ends], heights[ends], "tangent")
            rising = text == "truncation"
            i = inside[int(0.3 * (len(inside) - 1))]
            side = 1.0 if i < 0.75 * len(powers) else -1.0
            marks += [Label(text, float(powers[i]), float(heights[i]), side, -0.4 if rising else 0.4, "tangent")]
    if 0 < model.best < np.inf and powers[0] < np.log10(model.best) < powers[-1]:
        best = float(np.log10(model.best))
        marks += [
            Polyline((best, best), ylim, "drop"),
            Label("best", best, ylim[1] - 0.18 * (ylim[1] - ylim[0]), 1.0, 0.0, "drop"),
        ]
    return marks
