"""What lies under the marks: axes, contours and title, drawn by Matplotlib."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from gradcalc.evaluation import ScalarField
from gradcalc.scenes.scales import padded
from gradcalc.surfaces import Surface

DPI = 100  # a CSS pixel is a hundredth of the figure's inch, so sizes here are sizes on the screen
SAMPLES = 121
LEVELS = 12


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
    _contours(axes, surface, dark)
    return figure


def _contours(axes: Axes, surface: Surface, dark: bool) -> None:
    X, Y = np.meshgrid(np.linspace(*surface.xlim, SAMPLES), np.linspace(*surface.ylim, SAMPLES))
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
