"""Marks and backgrounds drawn by Matplotlib: what lies under the live picture, and every static one."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.ticker import MaxNLocator

from gradcalc.evaluation import ScalarField
from gradcalc.marks import STYLES, Arrow, FieldArrows, Label, Mark, Point, Polyline, RightAngle
from gradcalc.scenes.scales import padded
from gradcalc.surfaces import Surface

DPI = 100  # a CSS pixel is a hundredth of the figure's inch, so sizes here are sizes on the screen
POINTS = 72 / DPI  # Matplotlib's line widths are in points
SAMPLES = 121
LEVELS = 12
LABEL_GAP = 7  # pixels
HEAD = (8, 1.6)  # the length of an arrowhead in pixels: at least, and for each pixel of line width


@dataclass(frozen=True)
class Frame:
    """Where the axes lie in a picture: pixel sizes, counted from the top left, and data limits."""

    width: int
    height: int
    left: float
    top: float
    box_width: float
    box_height: float
    xlim: tuple[float, float]
    ylim: tuple[float, float]


def frame_for(surface: Surface, largest: int = 400) -> Frame:
    """The frame for a surface: a unit of x is as long as a unit of y, and the longer side `largest` pixels."""
    xlim, ylim = padded(surface.xlim), padded(surface.ylim)
    dx, dy = xlim[1] - xlim[0], ylim[1] - ylim[0]
    per_unit = largest / max(dx, dy)
    box_width, box_height = dx * per_unit, dy * per_unit
    left, right, top, bottom = 58, 14, 34, 44
    return Frame(
        round(left + box_width + right), round(top + box_height + bottom),
        left, top, box_width, box_height, xlim, ylim,
    )  # fmt: skip


def background(surface: Surface, frame: Frame, dark: bool = False) -> Figure:
    """A figure with axes, contours and title, transparent around, to draw marks on."""
    ink, faint = ("#e5e7eb", "#4b5563") if dark else ("#1f2937", "#d1d5db")
    figure = Figure(figsize=(frame.width / DPI, frame.height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    figure.patch.set_alpha(0)
    bottom = frame.height - frame.top - frame.box_height
    axes = figure.add_axes(
        (
            frame.left / frame.width,
            bottom / frame.height,
            frame.box_width / frame.width,
            frame.box_height / frame.height,
        )
    )
    axes.set(xlim=frame.xlim, ylim=frame.ylim, facecolor="#111827" if dark else "#ffffff")
    axes.set_xlabel("x", color=ink, fontsize=10)
    axes.set_ylabel("y", color=ink, fontsize=10, rotation=0, labelpad=8)
    axes.set_title(surface.title, color=ink, fontsize=11)
    axes.tick_params(colors=ink, labelsize=9)
    axes.spines[:].set_color(faint)
    _contours(axes, surface, frame, dark)
    return figure


def _contours(axes: Axes, surface: Surface, frame: Frame, dark: bool) -> None:
    X, Y = np.meshgrid(np.linspace(*frame.xlim, SAMPLES), np.linspace(*frame.ylim, SAMPLES))
    Z = ScalarField(surface.f)([X, Y], X.shape, X.dtype)
    finite = np.isfinite(Z)
    if not finite.all():
        axes.contourf(X, Y, ~finite, levels=[0.5, 1.5], colors="none", hatches=["///"])
    if not finite.any() or np.ptp(Z[finite]) == 0:
        return
    Z = np.ma.array(Z, mask=~finite)
    levels = contour_levels(Z.compressed())
    colours = "viridis"
    axes.contourf(X, Y, Z, levels=levels, cmap=colours, alpha=0.3 if dark else 0.18, extend="both")
    lines = axes.contour(X, Y, Z, levels=levels, cmap=colours, linewidths=1.0)
    axes.clabel(lines, levels[::2], fontsize=8, fmt="%.3g", colors="#e5e7eb" if dark else "#374151")


def contour_levels(values: np.ndarray) -> np.ndarray:
    """About a dozen levels: evenly spaced round numbers, unless nearly all values huddle at one end."""
    low, high = values.min(), values.max()
    even = MaxNLocator(LEVELS).tick_values(low, high)
    even = even[(even > low) & (even < high)]
    middle = np.quantile(values, [0.1, 0.9])
    if np.ptp(middle) > 0.35 * (high - low) and even.size >= 2:
        return even
    return np.unique([float(f"{level:.2g}") for level in np.quantile(values, np.linspace(0.04, 0.96, LEVELS))])


def draw(axes: Axes, marks: Iterable[Mark], dark: bool = False) -> None:
    """Draw marks on axes whose limits are already set."""
    xlim, ylim = axes.get_xlim(), axes.get_ylim()
    for order, mark in enumerate(marks, start=3):
        style = STYLES[mark.role]
        colour, width = style.dark if dark else style.light, style.width * POINTS
        halo = patheffects.withStroke(linewidth=width + 3 * POINTS, foreground="#111827" if dark else "#ffffff")
        match mark:
            case FieldArrows(arrows):
                x, y, dx, dy = arrows.T
                axes.quiver(
                    x, y, dx, dy, angles="xy", scale_units="xy", scale=1, color=colour,
                    width=width / 72 / axes.get_window_extent().width * axes.figure.dpi,
                    headwidth=4, headlength=5, zorder=order,
                )  # fmt: skip
            case Arrow():
                _draw_arrow(axes, mark, colour, width, halo, order)
            case Polyline(x, y):
                dashes = (0, [d * POINTS / width for d in style.dash]) if style.dash else "-"
                axes.plot(x, y, color=colour, linewidth=width, linestyle=dashes, zorder=order)
            case RightAngle(x, y, ax, ay, bx, by):
                corners = [(x + ax, y + ay), (x + ax + bx, y + ay + by), (x + bx, y + by)]
                axes.plot(*zip(*corners, strict=True), color=colour, linewidth=width, zorder=order)
            case Point(x, y):
                face = "#111827" if dark else "#ffffff"
                axes.plot(x, y, "o", color=colour, markersize=11 * POINTS, mec=face, mew=2 * POINTS, zorder=order)
            case Label():
                _draw_label(axes, mark, colour, "#111827" if dark else "#ffffff", order)
    axes.set(xlim=xlim, ylim=ylim)


def _draw_arrow(axes: Axes, mark: Arrow, colour: str, width: float, halo, order: int) -> None:
    tip = (mark.x + mark.dx, mark.y + mark.dy)
    pixels = np.hypot(*(axes.transData.transform(tip) - axes.transData.transform((mark.x, mark.y))))
    head = min(HEAD[0] + HEAD[1] * width / POINTS, 0.6 * pixels * DPI / axes.figure.dpi) * POINTS
    axes.add_patch(
        FancyArrowPatch(
            (mark.x, mark.y), tip, arrowstyle=f"-|>,head_length={head},head_width={0.45 * head}", mutation_scale=1,
            shrinkA=0, shrinkB=0, color=colour, linewidth=width, zorder=order, joinstyle="miter",
            path_effects=[halo] if STYLES[mark.role].outlined else None,
        )
    )  # fmt: skip
    if mark.broken:
        length = np.hypot(mark.dx, mark.dy) or 1
        along = np.array([mark.dx, mark.dy]) / length * 0.012 * np.ptp(axes.get_xlim())
        across = np.array([-along[1], along[0]])
        middle = np.array([mark.x + 0.75 * mark.dx, mark.y + 0.75 * mark.dy])
        for shift in (-0.6 * along, 0.6 * along):
            ends = np.array([middle + shift - across - along / 2, middle + shift + across + along / 2])
            axes.plot(*ends.T, color=colour, linewidth=width * 0.7, zorder=order)


def _draw_label(axes: Axes, mark: Label, colour: str, halo: str, order: int) -> None:
    text = axes.annotate(
        mark.text, (mark.x, mark.y), xytext=(0, 0), textcoords="offset points", ha="center", va="center",
        color=colour, fontsize=11, fontweight="bold", zorder=order,
        path_effects=[patheffects.withStroke(linewidth=3, foreground=halo)],
    )  # fmt: skip
    # As far as it takes for the whole box of the text to clear the line across (dx, dy).
    box = text.get_window_extent(axes.figure.canvas.get_renderer())
    away = (abs(mark.dx) * box.width + abs(mark.dy) * box.height) / 2 * 72 / axes.figure.dpi + LABEL_GAP * POINTS
    text.xyann = (away * mark.dx, away * mark.dy)


def png(figure: Figure, pixel_ratio: float = 1.0) -> bytes:
    """The figure as PNG, at a screen's pixel ratio."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI * pixel_ratio)
    return buffer.getvalue()
