"""The still picture of an explorer, for where no kernel answers: what its window shows, made without new axes."""

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from gradcalc.live.explorer.screen import laid
from gradcalc.live.explorer.stage import Stage, field_marks
from gradcalc.pictures.background import draw_contours
from gradcalc.pictures.panels import arrange
from gradcalc.pictures.render import canvas_of, draw, few_colours
from gradcalc.readings.point import Reading

PIXEL_RATIO = 1.5
COLOURS = 256


def drawn_still(stage: Stage, reading: Reading) -> bytes:
    """All pictures at a reading on one white sheet, as PNG: what `export.figure` draws.

    The ticks of new axes would take a third of the time. Each picture has an easel, which explorers share.
    """
    corners, size = arrange(stage.panels)
    paper = Image.new("RGBA", _pixels(size), "white")
    for kind, panel in stage.panels.items():
        axes = laid(kind, panel, False, PIXEL_RATIO)
        try:
            if panel.chart and not panel.hill:
                draw_contours(axes, panel.chart, False)
            if kind == "map":
                draw(axes, [field_marks(stage.surface, reading.state)])
            draw(axes, panel.scene(reading))
            paper.alpha_composite(_drawn(axes), _pixels(corners[kind]))
        finally:
            _clear(axes)
    return few_colours(paper, COLOURS)


def _pixels(place: tuple[int, int]) -> tuple[int, int]:
    return int(place[0] * PIXEL_RATIO), int(place[1] * PIXEL_RATIO)


def _drawn(axes: Axes) -> Image.Image:
    canvas = canvas_of(axes)
    canvas.draw()
    axes.draw_artist(axes.title)  # which an easel leaves out
    return Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())


def _clear(axes: Axes) -> None:
    """Leave nothing on an easel but its ticks, and none of its pixels: they are most of its memory."""
    for artists in (axes.collections, axes.lines, axes.patches, axes.images):
        for artist in [*artists]:
            artist.remove()
    for text in [*axes.texts]:  # contours have taken theirs away
        text.remove()
    FigureCanvasAgg(canvas_of(axes).figure)
