"""The main picture: a test point, its gradient, a direction, and the gradient's projection on it."""

import numpy as np

from gradcalc.maths.vectors import project
from gradcalc.pictures.marks import Arrow, Dot, Label, Mark, Polyline, RightAngle, pair
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import short

DIRECTION_LENGTH = 0.2  # of the window: the arrow of u shows a direction, its length is 1 by definition
RIGHT_ANGLE = 0.035
TOO_SHORT = 0.004


def projection_scene(
    reading: Reading, scale: float, xlim: tuple[float, float], ylim: tuple[float, float]
) -> list[Mark]:
    """The marks at a reading, in a picture with the limits xlim and ylim; gradients are drawn times scale.

    Without a gradient only the point, the direction and the slope along it are drawn: the words say why.
    """
    x, y, u = reading.state.x, reading.state.y, reading.u
    width = max(xlim[1] - xlim[0], ylim[1] - ylim[0])
    reach = 2 * width
    marks: list[Mark] = [Polyline((x - reach * u[0], x + reach * u[0]), (y - reach * u[1], y + reach * u[1]), "line")]
    if reading.diagnosis.exists:
        marks += _gradient_and_projection(reading, scale, width, xlim, ylim)
    elif reading.diagnosis.sloped and any(reading.diagnosis.partials):
        marks += _projection(reading, scale * reading.slope * u, width, xlim, ylim)
    direction = clip_arrow(Arrow(x, y, *pair(DIRECTION_LENGTH * width * u), "direction"), xlim, ylim)
    marks += [
        direction,
        label_towards("u", x + direction.dx, y + direction.dy, u - 0.9 * side_across_u(reading), "direction"),
        Dot(x, y, "point"),
    ]
    return marks


def too_short(reading: Reading, scale: float, xlim: tuple[float, float], ylim: tuple[float, float]) -> bool:
    """Whether the gradient, times scale, is too short to be drawn in a picture with these limits."""
    return bool(scale * reading.length < TOO_SHORT * max(xlim[1] - xlim[0], ylim[1] - ylim[0]))


def _gradient_and_projection(reading, scale, width, xlim, ylim) -> list[Mark]:
    x, y, u = reading.state.x, reading.state.y, reading.u
    g = scale * reading.gradient
    along, across = project(g, u)
    length, shadow, drop = (float(np.hypot(*v)) for v in (g, along, across))
    marks: list[Mark] = []
    if too_short(reading, scale, xlim, ylim):
        return marks
    side = side_across_u(reading)
    marks += _projection(reading, along, width, xlim, ylim)
    if drop > TOO_SHORT * width:
        foot, tip = (x + along[0], y + along[1]), (x + g[0], y + g[1])
        marks.append(Polyline((float(foot[0]), float(tip[0])), (float(foot[1]), float(tip[1])), "drop"))
        size = min(RIGHT_ANGLE * width, shadow / 2, drop / 2)
        if size > TOO_SHORT * width:
            legs = (*pair(-size * along / shadow), *pair(size * across / drop))
            marks.append(RightAngle(float(foot[0]), float(foot[1]), *legs, "drop"))
    arrow = clip_arrow(Arrow(x, y, *pair(g), "gradient"), xlim, ylim)
    text = f"|∇f| = {short(reading.length)}" if arrow.broken else "∇f"
    marks += [arrow, label_towards(text, x + arrow.dx, y + arrow.dy, g / length + 0.6 * side, "gradient")]
    return marks


def _projection(reading, along, width, xlim, ylim) -> list[Mark]:
    """The arrow along u, and what its length is: the same number as in the table."""
    if np.hypot(*along) <= TOO_SHORT * width:
        return []
    x, y, side = reading.state.x, reading.state.y, side_across_u(reading)
    arrow = clip_arrow(Arrow(x, y, *pair(along), "projection"), xlim, ylim)
    return [arrow, label_towards(reading.along, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, -side, "projection")]


def side_across_u(reading: Reading) -> np.ndarray:
    """The unit vector across u, on the gradient's side: labels of u keep to the other one."""
    ux, uy = reading.u
    gx, gy = reading.gradient if reading.diagnosis.exists else (-uy, ux)
    return np.array([-uy, ux]) * (1 if ux * gy - uy * gx >= 0 else -1)


def label_towards(text: str, x: float, y: float, towards: np.ndarray, role: str) -> Label:
    """A label beside (x, y), moved along a vector of any length."""
    dx, dy = towards / (np.hypot(*towards) or 1)
    return Label(text, float(x), float(y), float(dx), float(dy), role)
