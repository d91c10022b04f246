"""The level curve through the point, its tangent, and the gradient split into a part along u and one across."""

from typing import TYPE_CHECKING

import numpy as np

from gradcalc.maths.vectors import project
from gradcalc.pictures.contours import level_lines
from gradcalc.pictures.marks import Arrow, Dot, Mark, Polyline, RightAngle, pair, polylines
from gradcalc.pictures.scenes.projection import (
    DIRECTION_LENGTH,
    RIGHT_ANGLE,
    TOO_SHORT,
    label_towards,
    side_across_u,
    too_short,
)
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import short

if TYPE_CHECKING:
    from gradcalc.pictures.background import Map


def level_scene(chart: "Map", reading: Reading, scale: float) -> list[Mark]:
    """The marks at a reading, on a map; gradients are drawn times scale.

    Without a gradient, and where it is zero, there is no tangent to draw: the words say why. A tangent
    needs a differentiable function as well.
    """
    x, y, u = reading.state.x, reading.state.y, reading.u
    xlim, ylim = chart.frame.xlim, chart.frame.ylim
    width = max(xlim[1] - xlim[0], ylim[1] - ylim[0])
    marks: list[Mark] = []
    if np.isfinite(reading.value):
        lines = level_lines(chart.X[0], chart.Y[:, 0], chart.Z, reading.value)
        marks += [mark for line in lines for mark in polylines(line[:, 0], line[:, 1], "level")]
    if has_tangent(reading) and not too_short(reading, scale, xlim, ylim):
        marks += _tangent(reading, width)
    if reading.diagnosis.exists and not too_short(reading, scale, xlim, ylim):
        marks += _split(reading, scale, width, xlim, ylim)
    side = side_across_u(reading)
    tip = clip_arrow(Arrow(x, y, *pair(DIRECTION_LENGTH * width * u), "direction"), xlim, ylim)
    return [*marks, tip, label_towards("u", x + tip.dx, y + tip.dy, u - 0.9 * side, "direction"), Dot(x, y, "point")]


def has_tangent(reading: Reading) -> bool:
    """Whether the gradient tells the tangent of the level curve."""
    return reading.diagnosis.differentiable and not reading.diagnosis.remark and reading.length > 0


def tangent_angle(reading: Reading) -> float:
    """The direction of the tangent in degrees, from 0 up to 180: a line has no front."""
    fx, fy = reading.gradient
    return float(np.degrees(np.arctan2(fx, -fy)).round(2) % 180)


def level_words(reading: Reading) -> str:
    """The picture in words."""
    here = reading.where
    if not reading.diagnosis.exists:
        return reading.diagnosis.remark
    if not has_tangent(reading):
        if reading.diagnosis.differentiable:
            return f"At {here} the gradient is zero: it does not say which way the level curve goes."
        return f"{reading.diagnosis.remark} So the gradient does not tell the tangent of the level curve."
    (fx, fy), noise = reading.gradient, reading.noise
    along, across = split_sizes(reading)
    return (
        f"At {here} the gradient is ({short(fx, noise)}, {short(fy, noise)}). The level curve f = "
        f"{short(reading.value)} has its tangent at {tangent_angle(reading):.4g}°, at a right angle to it. "
        f"The gradient's part along u, at {reading.state.angle + 0:.4g}°, is {short(along, noise)}; its part across "
        f"u is {short(across, noise)} long."
    )


def split_sizes(reading: Reading) -> tuple[float, float]:
    """The slope ∇f · u, and the length of what is left of the gradient."""
    along = float(reading.gradient @ reading.u)
    return along, float(np.hypot(*(reading.gradient - along * reading.u)))


def _tangent(reading: Reading, width: float) -> list[Mark]:
    x, y = reading.state.x, reading.state.y
    g = reading.gradient / reading.length
    t = np.array([-g[1], g[0]])
    far, leg = 2 * width * t, RIGHT_ANGLE * width
    # On the side where u does not lie in between.
    near = t * (-leg if t @ reading.u > 0 else leg)
    line = Polyline((float(x - far[0]), float(x + far[0])), (float(y - far[1]), float(y + far[1])), "level tangent")
    return [line, RightAngle(x, y, *pair(leg * g), *pair(near), "gradient")]


def _split(reading, scale, width, xlim, ylim) -> list[Mark]:
    x, y = reading.state.x, reading.state.y
    g = scale * reading.gradient
    start, parts = np.array([x, y]), project(g, reading.u)
    along, across = parts
    side, noise = side_across_u(reading), reading.noise
    slope, rest = split_sizes(reading)
    marks: list[Mark] = []
    if min(np.hypot(*along), np.hypot(*across)) > TOO_SHORT * width:
        for part in parts:
            (x0, y0), (x1, y1) = start + part, start + g
            marks.append(Polyline((float(x0), float(x1)), (float(y0), float(y1)), "drop"))
    if np.hypot(*across) > TOO_SHORT * width:
        arrow = clip_arrow(Arrow(x, y, *pair(across), "across"), xlim, ylim)
        away = side - 2 * np.sign(slope or 1.0) * reading.u
        marks += [
            arrow,
            label_towards(f"across {short(rest, noise)}", x + arrow.dx, y + arrow.dy, away, "across"),
        ]
    if np.hypot(*along) > TOO_SHORT * width:
        arrow = clip_arrow(Arrow(x, y, *pair(along), "projection"), xlim, ylim)
        marks += [arrow, label_towards(reading.along, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, -side, "projection")]
    arrow = clip_arrow(Arrow(x, y, *pair(g), "gradient"), xlim, ylim)
    text = f"|∇f| = {short(reading.length)}" if arrow.broken else "∇f"
    return [*marks, arrow, label_towards(text, x + arrow.dx, y + arrow.dy, g, "gradient")]
