"""How far apart two vector fields are, painted over a map, with a scale below it that says what a colour means."""

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from gradcalc.pictures.background import Map, levels_of, word_for
from gradcalc.pictures.frames import BOTTOM, DPI, INK, LEFT, RIGHT, Frame, label_axes
from gradcalc.readings.compared import Spread

BANDS = (1e-3, 1e-2, 1e-1, 0.3, 1.0)  # shares from which a colour begins
WORDS = ("< 0.1 %", "to 1 %", "to 10 %", "to 30 %", "to 100 %", "more", "no arrow")
COLOURS = {
    False: ("#ffffff", "#faeaf2", "#f1c9de", "#e096bf", "#bd5593", "#7a1453"),
    True: ("#111827", "#33203a", "#5c2f52", "#8d4675", "#bf689f", "#f2b0d6"),
}
LINES = {False: "#6b7280", True: "#9aa3b2"}
PAD = (
    0.2  # of the window, on each side: the two differ most at its edge more often than not, and arrows are seen there
)
ROOM = 46  # pixels below the map
NARROWEST = 400  # pixels that the words of the scale need
PATCH, GAP, LETTER = 13, 12, 5  # pixels of a patch of colour, around its word, and of each letter


def framed(chart: Map) -> Frame:
    """The frame of a map with room for arrows around the window, and for the scale below."""
    frame, surface = chart.frame, chart.surface
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    pads = PAD * (x1 - x0), PAD * (y1 - y0)
    return replace(
        frame,
        width=max(frame.width, LEFT + NARROWEST + RIGHT),
        height=frame.height + ROOM,
        xlim=(x0 - pads[0], x1 + pads[0]),
        ylim=(y0 - pads[1], y1 + pads[1]),
    )


def draw_errors(axes: Axes, chart: Map, over: Spread, dark: bool) -> None:
    """The level curves of a map above the colours of the error, and their scale."""
    foot = over.fields.foot
    label_axes(axes, dark, foot.title if foot else chart.surface.title, "x", "y")
    with np.errstate(divide="ignore"):
        powers = np.ma.masked_invalid(np.log10(np.maximum(over.shares, BANDS[0] / 10)))
    if powers.count():
        levels = [-10, *np.log10(BANDS), 1000]
        axes.contourf(over.X, over.Y, powers, levels=levels, colors=COLOURS[dark])
    if over.failed.any():
        _hatch(axes, over.X, over.Y, over.failed, "xxx", dark)
    if not np.isfinite(chart.Z).all():
        _hatch(axes, chart.X, chart.Y, ~np.isfinite(chart.Z), "///", dark)
    _draw_levels(axes, chart, dark)
    _draw_scale(axes, over, dark)


def _hatch(axes: Axes, X: np.ndarray, Y: np.ndarray, where: np.ndarray, hatch: str, dark: bool) -> None:
    hatched = axes.contourf(X, Y, where, levels=[0.5, 1.5], colors="none", hatches=[hatch])
    hatched.set(edgecolor=LINES[dark], linewidth=0)


def _draw_levels(axes: Axes, chart: Map, dark: bool) -> None:
    Z, decade, levels = levels_of(chart)
    if not levels.size:
        return
    lines = axes.contour(chart.X, chart.Y, Z, levels=levels, colors=LINES[dark], linewidths=0.8)
    words = {level: word_for(level, decade) for level in levels}
    axes.clabel(lines, levels[::2], fontsize=8, fmt=words, colors=INK[dark][0])


def _draw_scale(axes: Axes, over: Spread, dark: bool) -> None:
    """Patches with words, in pixels from the lower left corner of the axes."""
    ink, faint = INK[dark]
    pixel = axes.figure.dpi / DPI
    left, bottom = axes.get_window_extent().min

    def place(x: float, y: float) -> tuple[float, float]:
        return tuple(axes.transAxes.inverted().transform((left + x * pixel, bottom - (BOTTOM + y) * pixel)))

    axes.text(
        *place(0, 8),
        f"How far apart, as a share of {over.whole}",
        color=ink,
        fontsize=8,
        va="center",
        transform=axes.transAxes,
    )
    x = 0.0
    for i, word in enumerate(WORDS):
        corner, end = place(x, 32), place(x + PATCH, 32 - PATCH)
        failed = i == len(COLOURS[dark])
        patch = Rectangle(
            corner, end[0] - corner[0], end[1] - corner[1], transform=axes.transAxes, clip_on=False,
            facecolor="none" if failed else COLOURS[dark][i], edgecolor=faint, hatch="xxxx" if failed else None,
        )  # fmt: skip
        axes.add_patch(patch)
        axes.text(*place(x + PATCH + 4, 26), word, color=ink, fontsize=7.5, va="center", transform=axes.transAxes)
        x += PATCH + GAP + LETTER * len(word)
