"""What a reader draws on: the axes of a target, and where things are drawn in them."""

from gradcalc.cards.maps import PIXEL_RATIO, map_of
from gradcalc.pictures.background import background, sample_map
from gradcalc.pictures.marks import Dot, Label
from gradcalc.pictures.render import draw, png
from gradcalc.questions.drawn.arrows import Arrows
from gradcalc.questions.drawn.task import Target
from gradcalc.questions.drawn.words import LETTERS


def ground_of(target: Target) -> dict:
    """The axes for a target, with its places by letter; see `Ground` in kernel.d.ts."""
    places = [{"letter": letter, "at": place} for letter, place in _lettered(target)]
    scale = target.scale if isinstance(target, Arrows) else 1.0
    shared = {"shape": target.shape, "places": places, "scale": scale, "most": target.most}
    return {**map_of(target.surface), **shared}


def still_of(target: Target) -> bytes:
    """The axes for a target as PNG, with its places, for where no kernel answers."""
    figure = background(sample_map(target.surface))
    figure.patch.set(facecolor="white", alpha=1)
    for letter, (x, y) in _lettered(target):
        draw(figure.axes[0], [Dot(x, y, "point"), Label(letter, x, y, 0, 1, "point")])
    return png(figure, PIXEL_RATIO, colours=256)


def _lettered(target: Target) -> list[tuple[str, tuple[float, float]]]:
    """The places that a question names by letters."""
    return list(zip(LETTERS, target.places, strict=False)) if isinstance(target, Arrows) else []
