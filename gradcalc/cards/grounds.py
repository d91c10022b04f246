"""What a reader draws on: the axes of a target, and where things are drawn in them."""

from collections.abc import Callable

from matplotlib.figure import Figure

from gradcalc.cards.maps import PIXEL_RATIO, in_both_themes, map_of
from gradcalc.live.view import LOOK
from gradcalc.pictures.background import background, sample_map
from gradcalc.pictures.frames import Frame, axes_on, frame_around, sheet
from gradcalc.pictures.marks import Dot, Label
from gradcalc.pictures.panels import draw_graph
from gradcalc.pictures.render import draw, png
from gradcalc.questions.drawn.arrows import Arrows
from gradcalc.questions.drawn.error_graphs import REACH, SHORTEST, ErrorGraph
from gradcalc.questions.drawn.level_curves import LevelCurve
from gradcalc.questions.drawn.points import Points
from gradcalc.questions.drawn.slope_graphs import SlopeGraph
from gradcalc.questions.drawn.task import Target
from gradcalc.questions.drawn.words import LETTERS

GRAPH = (420, 240)  # pixels of the axes of a graph: larger than in an explorer, for a hand to draw in
GREATEST = 7.0  # how high the axes of slopes reach, whatever the gradient is: it is not to be read off them


def ground_of(target: Target) -> dict:
    """The axes for a target, with its places by letter; see `Ground` in kernel.d.ts."""
    places = [{"letter": letter, "at": place} for letter, place in _lettered(target)]
    scale = target.scale if isinstance(target, Arrows) else 1.0
    shared = {"shape": target.shape, "places": places, "scale": scale, "most": target.most}
    if isinstance(target, SlopeGraph | ErrorGraph):
        frame, graph = _graph(target)
        return {**in_both_themes(graph), **vars(frame), "look": LOOK, **shared}
    assert isinstance(target, Arrows | Points | LevelCurve)
    return {**map_of(target.surface), **shared}


def still_of(target: Target) -> bytes:
    """The axes for a target as PNG, with its places, for where no kernel answers."""
    if isinstance(target, SlopeGraph | ErrorGraph):
        figure = _graph(target)[1](False)
    else:
        assert isinstance(target, Arrows | Points | LevelCurve)
        figure = background(sample_map(target.surface))
    figure.patch.set(facecolor="white", alpha=1)
    for letter, (x, y) in _lettered(target):
        draw(figure.axes[0], [Dot(x, y, "point"), Label(letter, x, y, 0, 1, "point")])
    return png(figure, PIXEL_RATIO, colours=256)


def _lettered(target: Target) -> list[tuple[str, tuple[float, float]]]:
    """The places that a question names by letters."""
    if isinstance(target, LevelCurve):
        return [("P", target.start)]
    return list(zip(LETTERS, target.places, strict=False)) if isinstance(target, Arrows) else []


def _graph(target: SlopeGraph | ErrorGraph) -> tuple[Frame, Callable[[bool], Figure]]:
    """Empty axes to sketch a graph in: their frame, and their figure in light or dark."""
    if isinstance(target, ErrorGraph):
        frame = frame_around(*GRAPH, (SHORTEST, 0.0), REACH)
        words = "error: exponents of ten", "step $h$: exponents of ten"
    else:
        frame = frame_around(*GRAPH, (0.0, 360.0), (-GREATEST, GREATEST))
        words = "slope $D_u f$ along every direction", "direction of u (°)"

    def figure(dark: bool) -> Figure:
        sheet_ = sheet(frame.width, frame.height)
        draw_graph(axes_on(sheet_, frame, dark), dark, *words)
        return sheet_

    return frame, figure
