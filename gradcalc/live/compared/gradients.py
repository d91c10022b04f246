"""Somebody's gradient drawn over the true one, with the error painted over the window."""

from collections.abc import Callable, Iterator

import numpy as np

from gradcalc.functions.claimed import as_claimed
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture
from gradcalc.live.board.inputs import slider
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.live.slow import told_in_output
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.error_layer import draw_errors, framed
from gradcalc.pictures.scenes.compared import compared_scene
from gradcalc.pictures.scenes.scales import arrow_scale, scale_note
from gradcalc.readings.compared import (
    Compared,
    Spread,
    compare_at,
    compared_rows,
    compared_words,
    spread,
    spread_words,
)

WORST = "Where they differ most"
BY_DIFFERENCES = "The true gradient is found by differences: f is no formula."


@whole
def compare_gradients(surface: Surface, gradient: Callable, **point: float) -> Board:
    """A board with somebody's gradient of a surface over the true one; the point starts at x and y, where given.

    Raises TypeError for a gradient that cannot be called, ValueError for a point that is not in the window.

    >>> from gradcalc.functions.given import as_surface
    >>> board = compare_gradients(as_surface("x^2 + y^2"), lambda x, y: [2 * x, y], x=1, y=2)
    >>> board.reading.apart, board.reading.over.worst
    (2.0, (-2.0, -2.0))
    """
    mine = as_claimed(gradient, surface.f)
    with recorded() as caught, told_in_output():
        chart, over = sample_map(surface), spread(surface, mine)
    warned = dict.fromkeys(str(warning.message) for warning in caught)
    scale = arrow_scale(over.magnitude, max(np.ptp(surface.xlim), np.ptp(surface.ylim)))
    notes = [
        scale_note(scale, "your gradient") + ".",
        *([BY_DIFFERENCES] if surface.gradient is None else []),
        *warned,
    ]

    def to_the_worst(board: Board) -> Iterator | None:
        if over.worst:
            board.set(x=over.worst[0], y=over.worst[1])
        return None

    board = Board(
        {"map": _map(chart, over, scale)},
        {
            name: slider(name, *limits, value)
            for name, limits, value in zip("xy", (surface.xlim, surface.ylim), surface.start, strict=True)
        },
        lambda x, y: compare_at(surface, mine, x, y, over),
        table=compared_rows,
        head=("at the point", "yours", "true", "apart"),
        remark=lambda reading: spread_words(over, reading.window),
        note=" ".join(notes),
        actions={WORST: to_the_worst},
        columns=[["map"], ["words"]],
    )
    board.set(**point)
    return board


def _map(chart: Map, over: Spread, scale: float) -> Picture:
    frame = framed(chart)

    def scene(reading: Compared) -> list:
        return compared_scene(reading, scale, frame.xlim, frame.ylim)

    return Picture(
        frame, lambda axes, dark: draw_errors(axes, chart, over, dark), scene, compared_words, moves=("x", "y")
    )
