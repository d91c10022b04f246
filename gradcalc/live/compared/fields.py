"""Somebody's vector field drawn over the true one, with the error painted over the window."""

from collections.abc import Callable

import numpy as np

from gradcalc.functions.claimed import as_claimed
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture
from gradcalc.live.board.inputs import slider
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.error_layer import draw_errors, framed
from gradcalc.pictures.scenes.compared import compared_scene
from gradcalc.pictures.scenes.scales import arrow_scale, scale_note
from gradcalc.readings.compared import Compared, Spread, TwoFields, compare_at, spread
from gradcalc.readings.compared_words import compared_rows, compared_words, map_words, spread_words

WORST = "Where they differ most"
SHRUNK = 0.8  # of the length of arrows elsewhere: at the edge of the window they have little room
BY_DIFFERENCES = "The true gradient is found by differences: f is no formula."


def compare_gradients(surface: Surface, gradient: Callable, **point: float) -> Board:
    """A board with somebody's gradient of a surface over the true one; the point starts at x and y, where given.

    Raises TypeError for a gradient that cannot be called, ValueError for a point that is not in the window.

    >>> from gradcalc.functions.given import as_surface
    >>> board = compare_gradients(as_surface("x^2 + y^2"), lambda x, y: [2 * x, y], x=1, y=2)
    >>> board.reading.apart, board.reading.over.worst[1]
    (2.0, -2.0)
    """
    board = compare_fields(TwoFields(surface, as_claimed(gradient, surface.f)))
    board.set(**point)
    return board


@whole
def compare_fields(fields: TwoFields, at_worst: bool = False) -> Board:
    """A board with both fields; the point starts where the surface does, or where the two differ most."""
    surface = fields.surface
    with recorded() as caught:
        chart, over = sample_map(surface), spread(fields)
    warned = dict.fromkeys(str(warning.message) for warning in caught)
    room = SHRUNK * max(np.ptp(surface.xlim), np.ptp(surface.ylim))
    scale = 1.0 if fields.foot else arrow_scale(over.magnitude, room)
    by_differences = fields.truth is None and surface.gradient is None
    notes = [spread_words(over), f"{drawn_to(scale)}.", *([BY_DIFFERENCES] if by_differences else []), *warned]
    first = over.worst if at_worst and over.worst else surface.start

    labels = [f"{fields.foot.name}[{i}]" for i in (0, 1)] if fields.foot else ["x", "y"]

    def to_the_worst(board: Board) -> None:
        if over.worst:
            board.set(x=over.worst[0], y=over.worst[1])

    return Board(
        {"map": _map(chart, over, scale)},
        {
            name: slider(label, *limits, value)
            for name, label, limits, value in zip("xy", labels, fields.window, first, strict=True)
        },
        lambda x, y: compare_at(over, x, y),
        table=compared_rows,
        head=("at the point", "yours", "true", "apart"),
        remark=compared_words,
        note=" ".join(notes),
        actions={WORST: to_the_worst},
        columns=[["map"], ["words"]],
    )


def drawn_to(scale: float) -> str:
    """The scale of both arrows in words.

    >>> drawn_to(1.0), drawn_to(0.5)
    ('Both arrows are drawn at true length', 'Both arrows are drawn at 1/2 of true length')
    """
    return scale_note(scale).replace("∇f and its projection", "Both arrows")


def _map(chart: Map, over: Spread, scale: float) -> Picture:
    frame = framed(chart)

    def scene(reading: Compared) -> list:
        return compared_scene(reading, scale, frame.xlim, frame.ylim)

    return Picture(frame, lambda axes, dark: draw_errors(axes, chart, over, dark), scene, map_words, moves=("x", "y"))
