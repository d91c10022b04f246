"""Marks drawn by Matplotlib: static pictures, and the oracle for what the browser draws."""

import io
from collections.abc import Iterable

import numpy as np
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from PIL import Image

from gradcalc.pictures.frames import DPI
from gradcalc.pictures.marks import (
    BEHIND,
    DOT_RADIUS,
    GLASS,
    HALO,
    HEAD,
    LABEL_GAP,
    LABEL_SIZE,
    SMALL_DOT_RADIUS,
    STYLES,
    Arrow,
    Dot,
    Dots,
    FieldArrows,
    Label,
    Mark,
    Polyline,
    RightAngle,
)
from gradcalc.pictures.render_hill import draw_facets, draw_floor
from gradcalc.pictures.space import Facets, Floor

POINTS = 72 / DPI  # Matplotlib's line widths are in points


def draw(axes: Axes, marks: Iterable[Mark | Floor | Facets], dark: bool = False) -> None:
    """Draw marks on axes whose limits are already set."""
    xlim, ylim = axes.get_xlim(), axes.get_ylim()
    halo = HALO["dark" if dark else "light"]
    for order, mark in enumerate(marks, start=3):
        style = STYLES[mark.role]
        colour, width = style.dark if dark else style.light, style.width * POINTS
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
            case Polyline():
                _draw_line(axes, mark, colour, width, order)
            case RightAngle(x, y, ax, ay, bx, by):
                corners = [(x + ax, y + ay), (x + ax + bx, y + ay + by), (x + bx, y + by)]
                axes.plot(*zip(*corners, strict=True), color=colour, linewidth=width, zorder=order)
            case Dot(x, y):
                axes.plot(
                    x,
                    y,
                    "o",
                    color=colour,
                    markersize=2 * (DOT_RADIUS - 0.5) * POINTS,
                    mec=halo,
                    mew=2 * POINTS,
                    zorder=order,
                )
            case Dots(x, y):
                size = 2 * SMALL_DOT_RADIUS * POINTS
                axes.plot(x, y, "o", color=colour, markersize=size, markeredgewidth=0, zorder=order)
            case Label():
                _draw_label(axes, mark, colour, halo, order)
            case Floor():
                draw_floor(axes, mark, dark, order)
            case Facets():
                draw_facets(axes, mark, dark, order)
    axes.set(xlim=xlim, ylim=ylim)


def _draw_line(axes: Axes, mark: Polyline, colour: str, width: float, order: int) -> None:
    if mark.filled:
        axes.fill(mark.x, mark.y, color=colour, alpha=GLASS, linewidth=0, zorder=order)
        return
    left, dashes = BEHIND if mark.behind else (1.0, STYLES[mark.role].dash)
    pattern = (0, [d * POINTS / (left * width) for d in dashes]) if dashes else "-"
    axes.plot(mark.x, mark.y, color=colour, linewidth=left * width, linestyle=pattern, zorder=order)


def _draw_arrow(axes: Axes, mark: Arrow, colour: str, width: float, halo: str, order: int) -> None:
    outline = patheffects.withStroke(linewidth=width + 3 * POINTS, foreground=halo)
    tip = (mark.x + mark.dx, mark.y + mark.dy)
    pixels = np.hypot(*(axes.transData.transform(tip) - axes.transData.transform((mark.x, mark.y))))
    head = min(HEAD[0] + HEAD[1] * width / POINTS, 0.6 * pixels * DPI / axes.figure.dpi) * POINTS
    axes.add_patch(
        FancyArrowPatch(
            (mark.x, mark.y), tip, mutation_scale=1,
            # Matplotlib strokes the head as well, which adds half a line width all around.
            arrowstyle=f"-|>,head_length={max(head - width, 1)},head_width={max(0.45 * head - width / 2, 0.5)}",
            shrinkA=0, shrinkB=0, color=colour, linewidth=width, zorder=order, joinstyle="miter",
            path_effects=[outline] if STYLES[mark.role].outlined else None,
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
        color=colour, fontsize=LABEL_SIZE * POINTS, fontweight="bold", zorder=order,
        path_effects=[patheffects.withStroke(linewidth=3, foreground=halo)],
    )  # fmt: skip
    # As far as it takes for the whole box of the text to clear the line across (dx, dy), but inside the frame.
    box, frame = text.get_window_extent(canvas_of(axes).get_renderer()), axes.get_window_extent()
    size, pixel = np.array([box.width, box.height]), axes.figure.dpi / DPI
    towards, start = np.array([mark.dx, mark.dy]), axes.transData.transform((mark.x, mark.y))
    middle = start + towards * (np.abs(towards) @ size / 2 + LABEL_GAP * pixel)
    middle = np.clip(middle, frame.min + size / 2 + pixel, frame.max - size / 2 - pixel)
    text.xyann = (middle - start) * 72 / axes.figure.dpi


def png(figure: Figure, pixel_ratio: float = 1.0, colours: int | None = None) -> bytes:
    """The figure as PNG, at a screen's pixel ratio; with at most so many colours it is a fifth of the size."""
    buffer = io.BytesIO()
    if colours is None:
        figure.savefig(
            buffer, format="png", dpi=DPI * pixel_ratio, pil_kwargs={"compress_level": 1}
        )  # three times faster
        return buffer.getvalue()
    figure.set_dpi(DPI * pixel_ratio)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return few_colours(Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()), colours)


def few_colours(picture: Image.Image, colours: int) -> bytes:
    """A picture without transparent parts as PNG, with at most so many colours, at most 256.

    Pillow's best way, the median cut, takes a third of the time of a whole still where it looks at every pixel. Here
    it looks at each shade once, a cube of four values of red, green and blue, and more often at those of wide areas.
    """
    pixels = np.asarray(picture)
    red, green, blue = (pixels[..., i].astype(np.int32) for i in range(3))
    shades = (red >> 2 << 12 | green >> 2 << 6 | blue >> 2).ravel()
    counts = np.bincount(shades, minlength=1 << 18)
    used = np.flatnonzero(counts)
    sums = [np.bincount(shades, band.ravel(), 1 << 18)[used] for band in (red, green, blue)]
    mean = np.stack(sums, axis=1) / counts[used, None]
    weights = np.clip(counts[used] // 16, 1, 4096)
    strip = Image.fromarray(np.repeat(mean.round().astype(np.uint8), weights, axis=0)[None]).quantize(colours)
    number = np.zeros(1 << 18, np.uint8)
    number[used] = np.asarray(strip)[0, np.cumsum(weights) - 1]
    image = Image.fromarray(number[shades].reshape(pixels.shape[:2]), "P")
    image.putpalette(strip.getpalette() or [])
    buffer = io.BytesIO()
    image.save(buffer, format="png", compress_level=6)
    return buffer.getvalue()


def canvas_of(axes: Axes) -> FigureCanvasAgg:
    """What axes of `frames.sheet` are drawn on."""
    canvas = axes.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    return canvas


def axes_png(axes: Axes) -> bytes:
    """What is drawn on the canvas of axes, as PNG in 256 colours: small, but pale tints run together."""
    image = Image.fromarray(np.asarray(canvas_of(axes).buffer_rgba()))
    buffer = io.BytesIO()
    colours = image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    colours.save(buffer, format="png", compress_level=1)
    return buffer.getvalue()
