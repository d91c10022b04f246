"""The slopes of a loss along many random directions, beside the slope along the gradient."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gradcalc.boards.networks import points, trained, two_hidden_layers
from gradcalc.boards.own_slopes import own_slopes
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import graph_picture
from gradcalc.live.board.inputs import choice
from gradcalc.live.lifetime import whole
from gradcalc.maths.landscape import random_directions
from gradcalc.maths.network import loss_and_gradient
from gradcalc.pictures.scenes.share_histogram import rms_scene, shares_scene

COUNT = 1000
UNITS = (5, 11, 16, 30, 67)  # in each hidden layer: from 57 to 4,893 parameters
STATES = {"before training": 0, "after 30 steps": 30}
DATA = "two moons"


@dataclass(frozen=True, eq=False)
class Slopes:
    """What the board shows: the slopes of the present network, in units of its gradient's length."""

    n: int
    shares: np.ndarray
    gradient_length: float
    all_n: list[int]
    all_rms: list[float]

    @property
    def rms(self) -> float:
        """The root of the mean square of the slopes, for the network that is shown."""
        return self.all_rms[self.all_n.index(self.n)]


@whole
def explore_random_slopes(loss=None, w=None, *, gradient=None) -> Board:
    """A live picture of D_u L / |∇L| along 1,000 random directions.

    Without arguments it is for networks of 57 to 4,893 parameters. The controls are units (in each of the two hidden
    layers, as the text of its number of parameters or the number itself) and steps of training (0 or 30). The button
    draws 1,000 other directions.

    With a loss of your own, a function of one array that gives a number, it is for that loss at w, of shape (n,);
    directions counts the sets of 1,000. gradient, of shape (n,) for w, gives the slopes at once, and may be an
    attribute of the loss; without it each slope is a difference of the loss, and the length of ∇L is told by them.

    Raises TypeError or ValueError for what does not fit together, and what the loss raises at w.

    >>> board = explore_random_slopes()
    >>> board.units = 67
    >>> board.reading.n, abs(board.reading.rms * 4893**0.5 - 1) < 0.1
    (4893, True)
    >>> own = explore_random_slopes(lambda w: w @ w, np.ones(400), gradient=lambda w: 2 * w)
    >>> own.reading.length, abs(own.reading.rms * 400**0.5 - 1) < 0.1
    (40.0, True)
    """
    if any(given is not None for given in (loss, w, gradient)):
        return own_slopes(loss, w, gradient)
    seed = 0

    def read(units, steps) -> Slopes:
        n = {k: two_hidden_layers(k).n for k in UNITS}
        found = {k: _shares(k, steps, seed) for k in UNITS}
        rms = [float(np.sqrt(np.mean(shares**2))) for shares, _ in found.values()]
        return Slopes(n[units], *found[units], list(n.values()), rms)

    def draw_again(board: Board) -> None:
        nonlocal seed
        seed += 1
        board.refresh()

    return Board(
        {"slopes": _SLOPES, "rms": _RMS},
        {
            "units": choice("parameters n", {f"{two_hidden_layers(k).n:,}": k for k in UNITS}, 16),
            "steps": choice("the network", STATES),
        },
        read,
        home="07_loss_surfaces#random_slopes",
        table=_table,
        note="The fullest bin of the histogram is drawn as high as 1.",
        actions={"1,000 new directions": draw_again},
        columns=[["slopes"], ["rms", "words"]],
    )


@lru_cache(maxsize=32)
def _shares(units: int, steps: int, seed: int) -> tuple[np.ndarray, float]:
    """D_u L / |∇L| along COUNT directions, and |∇L|."""
    network, w = two_hidden_layers(units), trained(DATA, units, 0, steps)
    _, gradient = loss_and_gradient(network, w, *points(DATA))
    length = float(np.linalg.norm(gradient))
    return random_directions(COUNT, network.n, seed) @ gradient / length, length


def _table(reading: Slopes) -> list[tuple[str, str]]:
    return [
        ("parameters n", f"{reading.n:,}"),
        ("length of ∇L", f"{reading.gradient_length:.4f}"),
        ("mean", f"{reading.shares.mean():.4f}"),
        ("root mean square", f"{reading.rms:.4f}"),
        ("1/√n", f"{reading.n**-0.5:.4f}"),
        ("greatest", f"{reading.shares.max():.4f}"),
        ("along ∇L itself", "1.0000"),
    ]


_SLOPES = graph_picture(
    f"{COUNT:,} directions, by their slope",
    r"slope $D_u L\,/\,|\nabla L|$",
    (-1.2, 1.2),
    (0.0, 1.3),
    lambda reading: shares_scene(reading.shares, reading.n),
    lambda reading: (
        f"With {reading.n:,} parameters, the slopes along {COUNT:,} random directions are heaped up around 0: "
        f"their root mean square is {reading.rms:.4f} of the gradient's length, and the greatest is "
        f"{reading.shares.max():.2f} of it."
    ),
    size=(340, 260),
)

_RMS = graph_picture(
    "root mean square of the slopes",
    "number of parameters n",
    (1.5, 4.0),
    (-2.2, -0.6),
    lambda reading: rms_scene(reading.all_n, reading.all_rms, reading.n),
    lambda reading: "For all five networks the root mean square lies close to the line 1/√n.",
    size=(220, 150),
    log="xy",
)
