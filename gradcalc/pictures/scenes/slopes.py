"""The slope along every direction: D_u f against the angle of u, with the present angle marked."""

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline, polylines
from gradcalc.readings.point import Reading, slopes_around
from gradcalc.readings.writing import short

ANGLES = np.linspace(0, 360, 121)


def slopes_scene(surface: Surface, reading: Reading, ylim: tuple[float, float]) -> list[Mark]:
    """The marks at a reading, in a graph whose slopes run over ylim.

    The curve is differenced along each direction. Where f is not differentiable, the cosine
    ∇f · u is drawn as well, dashed: the two differ.
    """
    marks: list[Mark] = []
    if reading.diagnosis.exists:
        if reading.length > 0 and not reading.diagnosis.flat:
            steepest = steepest_angle(reading)
            marks.append(Polyline((steepest, steepest), ylim, "drop"))
            marks.append(Label("∇f", steepest, ylim[1], 1.0 if steepest < 300 else -1.0, 0.0, "gradient"))
        if not reading.diagnosis.differentiable:
            turns = np.radians(ANGLES)
            marks += polylines(ANGLES, reading.gradient @ [np.cos(turns), np.sin(turns)], "drop")
    marks += polylines(ANGLES, slopes_around(surface, reading.state, ANGLES), "curve")
    angle = reading.state.angle
    marks.append(Polyline((angle, angle), ylim, "line"))
    if np.isfinite(reading.slope):
        away = -1.0 if reading.slope > 0.6 * ylim[1] else 1.0
        marks.append(Dot(angle, reading.slope, "projection"))
        marks.append(Label(f"Dᵤf = {_slope(reading)}", angle, reading.slope, 0.0, away, "projection"))
    return marks


def slopes_words(reading: Reading) -> str:
    """The graph in words."""
    diagnosis, angle = reading.diagnosis, f"{reading.state.angle:.4g}°"
    if not diagnosis.exists:
        return f"Slope against direction: {diagnosis.remark}"
    if not diagnosis.sloped:
        return f"Slope against direction: not a cosine. {diagnosis.remark}"
    if not diagnosis.differentiable:
        return f"Slope against direction: not a cosine. It is {_slope(reading)} along {angle}."
    if diagnosis.flat:
        return "Slope against direction: it is 0 along every one, up to the error of the differences."
    if reading.length == 0:
        return "Slope against direction: it is 0 along every one."
    greatest = f"{short(reading.length)} along {steepest_angle(reading):.4g}°"
    return (
        f"Slope against direction: a cosine, at its greatest {greatest}, at its least the opposite way; "
        f"it is {_slope(reading)} along {angle}."
    )


def steepest_angle(reading: Reading) -> float:
    """The direction of the gradient in degrees, from -0.25 to 359.75: rounding must not throw 0° to the other end."""
    fx, fy = reading.gradient
    return float((np.degrees(np.arctan2(fy, fx)) + 0.25) % 360 - 0.25) + 0.0


def _slope(reading: Reading) -> str:
    return short(reading.slope, reading.noise)
