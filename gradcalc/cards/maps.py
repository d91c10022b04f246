"""What lies under the marks of a card: a map, or other axes, drawn once for each theme."""

from collections.abc import Callable

from matplotlib.figure import Figure

from gradcalc.functions.surfaces import Surface
from gradcalc.live.view import LOOK
from gradcalc.pictures.background import background, sample_map
from gradcalc.pictures.render import png

PIXEL_RATIO = 2  # drawn once, sharp enough for every screen
PAPER = (("light", "white"), ("dark", "#111111"))


def map_of(surface: Surface) -> dict:
    """The contour map of a surface for the browser: its pictures, its frame, its window, and how marks look."""
    chart = sample_map(surface)
    pictures = in_both_themes(lambda dark: background(chart, dark))
    return {**pictures, **vars(chart.frame), "xrange": surface.xlim, "yrange": surface.ylim, "look": LOOK}


def in_both_themes(draw: Callable[[bool], Figure]) -> dict[str, bytes]:
    """A picture as PNG on a light and on a dark page; draw is told whether it is dark."""
    pictures = {}
    for theme, paper in PAPER:
        figure = draw(theme == "dark")
        figure.patch.set(facecolor=paper, alpha=1)
        pictures[theme] = png(figure, PIXEL_RATIO, colours=256)
    return pictures
