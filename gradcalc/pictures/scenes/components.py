"""The slopes along x and along y as the two components of an arrow, the gradient, on the map."""

import numpy as np

from gradcalc.pictures.marks import Arrow, Dot, Label, Mark, Polyline
from gradcalc.pictures.scenes.projection import too_short
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import short

PARTIALS = {"x": "∂f/∂x", "y": "∂f/∂y"}
TOO_SHORT = 0.004  # of the window, for a component alone


def components_scene(
    reading: Reading, scale: float, xlim: tuple[float, float], ylim: tuple[float, float]
) -> list[Mark]:
    """The marks at a reading, in a picture with the limits xlim and ylim; arrows are drawn times scale.

    The dotted lines are where the slices along x and along y cut the surface. Without a gradient
    only they, the point and the one slope that may exist are drawn: the words say why.
    """
    x, y = reading.state.x, reading.state.y
    marks: list[Mark] = [Polyline(xlim, (y, y), "line"), Polyline((x, x), ylim, "line")]
    if reading.diagnosis.exists and not too_short(reading, scale, xlim, ylim):
        marks += _arrows(reading, scale, xlim, ylim)
    elif any(reading.diagnosis.partials) and not reading.diagnosis.exists and np.isfinite(reading.gradient).all():
        marks += _parts(reading, np.where(reading.diagnosis.partials, scale * reading.gradient, 0.0), xlim, ylim)
    return [*marks, Dot(x, y, "point")]


def _arrows(reading: Reading, scale: float, xlim: tuple[float, float], ylim: tuple[float, float]) -> list[Mark]:
    x, y = reading.state.x, reading.state.y
    gx, gy = (float(part) for part in scale * reading.gradient)
    marks: list[Mark] = []
    if min(abs(gx), abs(gy)) > _least(xlim, ylim):
        marks += [Polyline((x + gx, x + gx), (y, y + gy), "drop"), Polyline((x, x + gx), (y + gy, y + gy), "drop")]
    marks += _parts(reading, np.array([gx, gy]), xlim, ylim)
    arrow = clip_arrow(Arrow(x, y, gx, gy, "gradient"), xlim, ylim)
    text = f"|∇f| = {short(reading.length)}" if arrow.broken else "∇f"
    length = float(np.hypot(gx, gy))
    return [*marks, arrow, Label(text, x + arrow.dx, y + arrow.dy, gx / length, gy / length, "gradient")]


def _parts(reading: Reading, drawn: np.ndarray, xlim: tuple[float, float], ylim: tuple[float, float]) -> list[Mark]:
    """The slopes along the axes, as long as they are drawn, each with its name."""
    x, y, (gx, gy) = reading.state.x, reading.state.y, drawn.tolist()
    marks: list[Mark] = []
    # Each label keeps to the side away from the gradient.
    for axis, slope, dx, dy, side in (
        ("x", reading.gradient[0], gx, 0.0, (0.0, -1.0 if gy >= 0 else 1.0)),
        ("y", reading.gradient[1], 0.0, gy, (-1.0 if gx >= 0 else 1.0, 0.0)),
    ):
        if abs(dx + dy) > _least(xlim, ylim):
            arrow = clip_arrow(Arrow(x, y, dx, dy, f"part {axis}"), xlim, ylim)
            name = PARTIALS[axis]
            text = f"{name} = {short(slope, reading.noise)}" if arrow.broken else name
            marks += [arrow, Label(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, *side, f"part {axis}")]
    return marks


def _least(xlim: tuple[float, float], ylim: tuple[float, float]) -> float:
    return TOO_SHORT * max(xlim[1] - xlim[0], ylim[1] - ylim[0])
