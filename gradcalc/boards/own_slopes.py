"""The slopes of a loss that somebody hands over, along many random directions."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gradcalc.boards.refining import AT_ONCE, Refined
from gradcalc.functions.losses import Loss, read_loss
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import graph_picture
from gradcalc.live.board.inputs import whole_slider
from gradcalc.maths.landscape import random_directions
from gradcalc.pictures.marks import Mark
from gradcalc.pictures.scenes.share_histogram import shares_scene

COUNT = 1000
BLOCK = 50  # directions that are drawn at once: of 100,000 parameters they are 40 MB
FEWEST = 50  # slopes that make a picture


@dataclass(frozen=True, eq=False)
class OwnSlopes:
    """What the board shows: the slopes that are known, nan where there is none, and the length of the gradient.

    measured says that the length is the gradient's own; else it is told by the slopes, √n times their root mean
    square.
    """

    n: int
    slopes: np.ndarray
    length: float
    measured: bool
    reason: str

    @property
    def shares(self) -> np.ndarray:
        """The slopes in units of the gradient's length."""
        return self.slopes / self.length if self.length else np.zeros_like(self.slopes)

    @property
    def rms(self) -> float:
        """The root of the mean square of the shares."""
        return float(np.sqrt(np.mean(self.shares**2)))


class _Directions:
    """The slopes along the directions of one set, as far as they are known."""

    def __init__(self, loss: Loss, number: int, slopes: np.ndarray | None, seconds: float):
        self.loss, self.number, self.gradient = loss, number, slopes
        self._drawn: tuple[int, np.ndarray] | None = None
        stages = [np.arange(FEWEST), np.arange(COUNT)]
        self.slopes = Refined(self._along, stages, loss.n, seconds)

    def _along(self, places: np.ndarray) -> np.ndarray:
        return np.array([self._slope(*divmod(int(place), BLOCK)) for place in places])

    def _slope(self, block: int, row: int) -> float:
        if self._drawn is None or self._drawn[0] != block:
            # The set and the block are one seed: a block is drawn again as it was.
            self._drawn = block, random_directions(BLOCK, self.loss.n, self.number * COUNT + block)
        u = self._drawn[1][row]
        return self.loss.slope(self.loss.w, u) if self.gradient is None else float(self.gradient @ u)


def own_slopes(loss, w, gradient) -> Board:
    """The board of slopes at w. Raises TypeError or ValueError, in words, for what does not fit together."""
    read = read_loss("explore_random_slopes(loss, w)", loss, w, gradient)
    slopes = read.slopes(read.w)
    sets: dict[int, _Directions] = {}
    board: Board | None = None
    wanted = 1

    def of_set(number: int) -> _Directions:
        if number not in sets:
            sets[number] = _Directions(read, number, slopes, AT_ONCE if board is None else 0.0)
        return sets[number]

    def read_off(directions: int) -> OwnSlopes:
        nonlocal wanted
        found = of_set(directions).slopes
        if directions != wanted:
            wanted = directions
            if board is not None:
                board.run(work())
        values = found.values[found.known & np.isfinite(found.values)]
        told = math.sqrt(read.n) * float(np.sqrt(np.mean(values**2))) if values.size else math.nan
        length = told if slopes is None else float(np.linalg.norm(slopes))
        return OwnSlopes(read.n, values, length, slopes is not None, read.reason)

    def work() -> Iterator[float]:
        return of_set(wanted).slopes.refine()

    board = Board(
        {"slopes": _SLOPES},
        {"directions": whole_slider("set number", 1, 20, 1)},
        read_off,
        table=_table,
        remark=_remark,
        note="The fullest bin of the histogram is drawn as high as 1.",
        actions={"Go on": lambda board: work()},
        columns=[["slopes"], ["words"]],
    )
    board.run(work())
    return board


def _scene(reading: OwnSlopes) -> list[Mark]:
    return shares_scene(reading.shares, reading.n) if reading.slopes.size else []


def _words(reading: OwnSlopes) -> str:
    if not reading.slopes.size:
        return "The loss has no slope along any of the directions."
    if not reading.length:
        return f"All slopes along {len(reading.slopes):,} random directions are zero: so is the gradient."
    return (
        f"With {reading.n:,} parameters, the slopes along {len(reading.slopes):,} random directions have a root mean "
        f"square of {reading.rms:.4f} of the gradient's length; the greatest is {reading.shares.max():.2f}, and "
        f"1/√n is {reading.n**-0.5:.4f}."
    )


def _remark(reading: OwnSlopes) -> str:
    how = (
        ""
        if reading.measured or not reading.length > 0
        else "Without gradient= the gradient's length is told by the slopes themselves, as √n times their root mean "
        "square: that these are 1/√n of it is no finding."
    )
    return " ".join(
        filter(None, [how, f"Left out where the loss has no value: {reading.reason}." if reading.reason else ""])
    )


def _table(reading: OwnSlopes) -> list[tuple[str, str]]:
    known = reading.slopes.size > 0
    return [
        ("parameters n", f"{reading.n:,}"),
        ("length of ∇L" if reading.measured else "length of ∇L, about", f"{reading.length:.4g}"),
        ("mean", f"{reading.shares.mean():.4f}" if known else "not known"),
        ("root mean square", f"{reading.rms:.4f}" if known else "not known"),
        ("1/√n", f"{reading.n**-0.5:.4f}"),
        ("greatest", f"{reading.shares.max():.4f}" if known else "not known"),
        ("directions so far", f"{len(reading.slopes):,} of {COUNT:,}"),
    ]


_SLOPES = graph_picture(
    f"{COUNT:,} directions, by their slope",
    r"slope $D_u L\,/\,|\nabla L|$",
    (-1.2, 1.2),
    (0.0, 1.3),
    _scene,
    _words,
)
