"""The straight line between two places of a loss that somebody hands over."""

import math
from dataclasses import dataclass

import numpy as np

from gradcalc.boards.refining import AT_ONCE, Refined
from gradcalc.functions.losses import Loss, read_loss, read_parameters
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, graph_picture
from gradcalc.live.board.inputs import slider
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline, polylines

REACH = (-0.25, 1.25)
T = np.linspace(*REACH, 121)
STRIDES = (20, 4, 1)  # every which place of the line is known, from coarse to fine
HIGHEST = 3.0  # how high the picture reaches at most: in units of the range from t = 0 to t = 1


@dataclass(frozen=True, eq=False)
class OnOwnLine:
    """What the board shows: the loss at t, and all along the line as far as it is known, nan elsewhere."""

    loss: Loss
    apart: float
    t: float
    value: float
    line: Refined
    ends: tuple[float, float]

    @property
    def between(self) -> np.ndarray:
        """The losses that are known from t = 0 to t = 1, both ends with them."""
        inside = self.line.values[(T >= 0) & (T <= 1)]
        return np.array([*self.ends, *inside[np.isfinite(inside)]])


def own_line(loss, w, v, batched) -> Board:
    """The board of the line (1 - t) w + t v. Raises TypeError or ValueError, in words, for what does not fit."""
    read = read_loss("explore_between(loss, w, v)", loss, w, batched=batched)
    if v is None:
        raise TypeError("v is missing: call explore_between(loss, w, v), with the parameters where the line ends.")
    end = read_parameters(v, "v", read.w).astype(float)
    apart = float(np.linalg.norm(end - read.w))
    if not apart:
        raise ValueError("v must differ from w: between them there is no line.")
    last = read.value(end)
    if not math.isfinite(last):
        raise ValueError(f"the loss has no value at v: {read.reason}. Choose a v where it is finite.")
    ends = read.value(read.w), last

    def rows(t: np.ndarray) -> np.ndarray:
        return np.multiply.outer(1 - t, read.w) + np.multiply.outer(t, end)

    stages = [np.arange(0, len(T), stride) for stride in STRIDES]
    line = Refined(lambda places: read.values(rows(T[places])), stages, read.n, AT_ONCE)

    def read_off(t: float) -> OnOwnLine:
        t = round(t, 2) + 0.0  # + 0.0, so that there is no -0.00
        return OnOwnLine(read, apart, t, read.value(rows(np.array(t))), line, ends)

    board = Board(
        {"loss": Changing(lambda reading: reading.line.stage, _graph)},
        {"t": slider("t", *REACH, 0.0, 0.01)},
        read_off,
        table=_table,
        remark=_left_out,
        actions={"Finer": lambda board: line.refine()},
        columns=[["loss"], ["words"]],
    )
    board.run(line.refine())
    return board


def _graph(reading: OnOwnLine) -> Picture:
    low, top = _limits(reading)

    def scene(reading: OnOwnLine) -> list[Mark]:
        known = reading.line.known
        marks: list[Mark] = [Polyline((t, t), (low, top), "line") for t in (0.0, 1.0)]
        marks += polylines(T[known], np.clip(reading.line.values[known], low, top), "curve")
        marks += [
            Label(name, t, low + 0.9 * (top - low), 1.0, 0.0, "direction") for name, t in (("w", 0.0), ("v", 1.0))
        ]
        here = [Dot(reading.t, min(max(reading.value, low), top), "point")] if math.isfinite(reading.value) else []
        return [*marks, *here]

    title = "loss L on the line (1 − t) w + t v"
    return graph_picture(title, "t", REACH, (low, top), scene, _words, moves=("t", None))


def _limits(reading: OnOwnLine) -> tuple[float, float]:
    """The heights of the picture: all that is known, but beyond both ends at most so much as between them."""
    known = reading.line.values[np.isfinite(reading.line.values)]
    low, top = float(reading.between.min()), float(reading.between.max())
    reach = HIGHEST * ((top - low) or abs(top) or 1.0)
    low, top = max(float(known.min(initial=low)), top - reach), min(float(known.max(initial=top)), low + reach)
    margin = 0.05 * ((top - low) or abs(top) or 1.0)
    return low - margin, top + margin


def _number(value: float) -> str:
    return f"{value + 0.0:.4g}" if math.isfinite(value) else "not defined"


def _words(reading: OnOwnLine) -> str:
    return (
        f"The loss with {reading.loss.n:,} parameters at t = {reading.t:.2f}: {_number(reading.value)}. It is "
        f"{_number(reading.ends[0])} at w and {_number(reading.ends[1])} at v; the greatest known between them is "
        f"{_number(reading.between.max())}."
    )


def _left_out(reading: OnOwnLine) -> str:
    left = reading.line.left_out
    return (
        f"The loss has no value at {left} places of the line; the first reason: {reading.loss.reason}."
        if left
        else ""
    )


def _table(reading: OnOwnLine) -> list[tuple[str, str]]:
    return [
        ("t", f"{reading.t:.2f}"),
        ("loss L", _number(reading.value)),
        ("loss at t = 0", _number(reading.ends[0])),
        ("loss at t = 1", _number(reading.ends[1])),
        ("greatest between", _number(float(reading.between.max()))),
        ("length of v − w", _number(reading.apart)),
        ("values computed", f"{int(reading.line.known.sum())} of {len(T)}"),
    ]
