"""The straight line between two trained networks: the loss on it, and what the networks on it answer."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from gradcalc.boards.networks import POINTS, Placed, answer_picture, points, sample, trained, two_hidden_layers
from gradcalc.boards.own_line import own_line
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, graph_picture
from gradcalc.live.board.inputs import slider, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.landscape import loss_on_line
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline

DATA, UNITS, STEPS = "two moons", 16, 300
REACH = (-0.25, 1.25)
T = np.linspace(*REACH, 121)
HIGHEST = 4.0


@dataclass(frozen=True, eq=False)
class OnTheLine(Placed):
    """What the board shows: the network at t, and the loss all along the line."""

    t: float
    losses: np.ndarray


@whole
def explore_between(loss=None, w=None, v=None, *, batched=None) -> Board:
    """A live picture of the loss on the line (1 - t) w + t v between two places, t from -0.25 to 1.25.

    Without arguments these are two networks of lesson 07 that were trained from different starts; other counts the
    starts of the second one. With a loss of your own, a function of one array that gives a number, the line leads
    from w to v, both of shape (n,); batched, of shape (m,) for W of shape (m, n), gives the losses of many rows at
    once, and may be an attribute of the loss. Where the loss raises or is not finite, the line has a gap.

    Raises TypeError or ValueError for what does not fit together, and what the loss raises at w.

    >>> board = explore_between()
    >>> board.t = 0.5
    >>> board.reading.loss > 1
    True
    >>> own = explore_between(lambda w: w @ w, np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    >>> own.t = 0.5
    >>> own.reading.value
    0.5
    """
    if any(given is not None for given in (loss, w, v, batched)):
        return own_line(loss, w, v, batched)
    network, first = two_hidden_layers(UNITS), trained(DATA, UNITS, 0, STEPS)

    @cache  # the same for every t
    def line_to(other: int) -> np.ndarray:
        return loss_on_line(network, first, trained(DATA, UNITS, other, STEPS), T, *points(DATA))

    def read(t, other) -> OnTheLine:
        t = round(t, 2) + 0.0  # + 0.0, so that there is no -0.00
        second = trained(DATA, UNITS, other, STEPS)
        return OnTheLine(sample(DATA), network, (1 - t) * first + t * second, t, line_to(other))

    return Board(
        {"answers": Changing(lambda r: r.data, lambda r: answer_picture(r.data)), "loss": _LOSS},
        {"t": slider("t", *REACH, 0.0, 0.01), "other": whole_slider("second network", 1, 8, 1)},
        read,
        home="07_loss_surfaces#between",
        table=_table,
        columns=[["answers"], ["loss", "words"]],
    )


def _table(reading: OnTheLine) -> list[tuple[str, str]]:
    return [
        ("t", f"{reading.t:.2f}"),
        ("loss L", f"{reading.loss:.4f}"),
        ("sorted rightly", f"{reading.right} of {POINTS}"),
        ("loss at t = 0", f"{reading.losses[np.argmin(np.abs(T))]:.4f}"),
        ("loss at t = 1", f"{reading.losses[np.argmin(np.abs(T - 1))]:.4f}"),
        ("greatest between", f"{reading.losses[(T >= 0) & (T <= 1)].max():.4f}"),
    ]


def _scene(reading: OnTheLine) -> list[Mark]:
    return [
        *(Polyline((t, t), (-0.2, HIGHEST), "line") for t in (0.0, 1.0)),
        Polyline(tuple(T.tolist()), tuple(np.minimum(reading.losses, HIGHEST).tolist()), "curve"),
        Label("w", 0.0, 3.6, 1.0, 0.0, "direction"),
        Label("v", 1.0, 3.6, 1.0, 0.0, "direction"),
        Dot(reading.t, min(reading.loss, HIGHEST), "point"),
    ]


_LOSS = graph_picture(
    "loss L on the line (1 − t) w + t v",
    "t",
    REACH,
    (-0.2, HIGHEST),
    _scene,
    lambda reading: (
        f"At t = {reading.t:.2f} the loss is {reading.loss:.4f}. Between both networks it rises to "
        f"{reading.losses[(T >= 0) & (T <= 1)].max():.2f}."
    ),
    moves=("t", None),
)
