"""What a reader draws on: the axes of a target, and where things are drawn in them."""

from matplotlib.figure import Figure

from gradcalc.cards.maps import PIXEL_RATIO, in_both_themes, map_of
from gradcalc.live.view import LOOK
from gradcalc.pictures.background import background, sample_map
from gradcalc.pictures.frames import Frame, axes_on, frame_around, sheet
from gradcalc.pictures.marks import Dot, Label
from gradcalc.pictures.panels import draw_graph
from gradcalc.pictures.render import draw, png
from gradcalc.questions.drawn.arrows import Arrows
from gradcalc.questions.drawn.level_curves import LevelCurve
from gradcalc.questions.drawn.points import Points
from gradcalc.questions.drawn.slope_graphs import SlopeGraph
from gradcalc.questions.drawn.task import Target
from gradcalc.questions.drawn.words import LETTERS

GRAPH = (420, 240)  # pixels of the axes of slopes: larger than in an explorer, for a hand to draw in
GREATEST = 7.0  # how high the axes of slopes reach, whatever the gradient is: it is not to be read off them


def ground_of(target: Target) -> dict:
    """The axes for a target, with its places by letter; see `Ground` in kernel.d.ts."""
    places = [{"letter": letter, "at": place} for letter, place in _lettered(target)]
    scale = target.scale if isinstance(target, Arrows) else 1.0
    shared = {"shape": target.shape, "places": places, "scale": scale, "most": target.most}
    if isinstance(target, SlopeGraph):
        return {**in_both_themes(_graph), **vars(_frame()), "look": LOOK, **shared}
    assert isinstance(target, Arrows | Points | LevelCurve)
    return {**map_of(target.surface), **shared}


def still_of(target: Target) -> bytes:
    """The axes for a target as PNG, with its places, for where no kernel answers."""
    if isinstance(target, SlopeGraph):
        figure = _graph(dark=False)
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


def _frame() -> Frame:
    return frame_around(*GRAPH, (0.0, 360.0), (-GREATEST, GREATEST))


def _graph(dark: bool) -> Figure:
    """Empty axes for slopes against angles."""
    frame = _frame()
    figure = sheet(frame.width, frame.height)
    draw_graph(axes_on(figure, frame, dark), dark, "slope $D_u f$ along every direction", "direction of u (°)")
    return figure
