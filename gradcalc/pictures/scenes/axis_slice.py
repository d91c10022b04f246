"""The slice of the surface along one axis: f against x with y held fixed, or the other way round."""

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.frames import Frame
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline, polylines
from gradcalc.pictures.scenes.components import PARTIALS
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import short

SAMPLES = 121


def axis_slice_scene(surface: Surface, reading: Reading, axis: str, frame: Frame) -> list[Mark]:
    """The marks at a reading, in the frame of a graph of f against the coordinate that axis names.

    The slope of the tangent is the partial derivative. Where there is none there is no tangent.
    """
    here, heights, lean = getattr(reading.state, axis), frame.ylim, 0.0
    along, values = _cut(surface, reading, axis)
    marks: list[Mark] = [Polyline((here, here), heights, "line"), *polylines(along, values, "curve")]
    if not np.isfinite(reading.value):
        return marks
    text = f"f = {short(reading.value)}"
    if has_partial(reading, axis):
        slope, ends = partial(reading, axis), np.array(frame.xlim)
        lean = slope * steepness(frame)
        marks += polylines(ends, reading.value + slope * (ends - here), f"tangent {axis}")
        text = f"{PARTIALS[axis]} = {short(slope, reading.noise)}"
    away = -1.0 if reading.value > heights[0] + 0.7 * (heights[1] - heights[0]) else 1.0
    role, length = f"part {axis}", float(np.hypot(lean, 1))
    # The label stands across the tangent, so that it never covers it.
    label = Label(text, here, reading.value, -away * lean / length, away / length, role)
    return [*marks, Dot(here, reading.value, role), label]


def steepness(frame: Frame) -> float:
    """How steep a slope of 1 is on the screen."""
    (x0, x1), (y0, y1) = frame.xlim, frame.ylim
    return frame.box_height / (y1 - y0) * (x1 - x0) / frame.box_width


def partial(reading: Reading, axis: str) -> float:
    """The component of the gradient along an axis, "x" or "y"."""
    return float(reading.gradient["xy".index(axis)])


def has_partial(reading: Reading, axis: str) -> bool:
    """Whether there is a partial derivative along an axis to draw."""
    return reading.diagnosis.partials["xy".index(axis)] and bool(np.isfinite(partial(reading, axis)))


def _cut(surface: Surface, reading: Reading, axis: str) -> tuple[np.ndarray, np.ndarray]:
    """The coordinate along an axis, all over the window, and the values of f there, nan where undefined."""
    along = np.linspace(*(surface.xlim if axis == "x" else surface.ylim), SAMPLES)
    fixed = np.full(SAMPLES, float(reading.state.y if axis == "x" else reading.state.x))
    return along, ScalarField(surface.f)([along, fixed] if axis == "x" else [fixed, along], along.shape, along.dtype)


def axis_slice_words(reading: Reading, axis: str) -> str:
    """The graph in words.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> from gradcalc.readings.point import State, read
    >>> axis_slice_words(read(GALLERY["bowl"], State(1, 0.5)), "x")
    'Slice along x, with y held at 0.50: at x = 1.00 f is 1.25, and the slope of the tangent is 2.00.'
    """
    other = "y" if axis == "x" else "x"
    start = f"Slice along {axis}, with {other} held at {reading.at(other)}:"
    if not np.isfinite(reading.value):
        return f"{start} f is undefined at the point, so there is a gap."
    at = f"{start} at {axis} = {reading.at(axis)} f is {short(reading.value)},"
    if not has_partial(reading, axis):
        return f"{at} and no tangent is drawn, because there is no {PARTIALS[axis]} at the point."
    return f"{at} and the slope of the tangent is {short(partial(reading, axis), reading.noise)}."
