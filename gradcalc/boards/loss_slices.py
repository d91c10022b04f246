"""Slices through the loss of a network: planes of two directions, drawn from coarse to fine."""

from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from gradcalc.boards.networks import POINTS, Placed, answer_picture, points, trained, two_hidden_layers
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, hill_picture, map_picture
from gradcalc.live.board.inputs import choice, slider, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.landscape import filter_normalised, loss_slice, random_directions
from gradcalc.pictures.background import Map, frame_for
from gradcalc.pictures.hill import Hill, hill_over
from gradcalc.pictures.marks import Dot, Label, Mark
from gradcalc.pictures.scenes.surface import hill_notes, hill_words
from gradcalc.pictures.solids import Flat, Line, Solid, Spot, Word

SIZE = 61  # points an axis
STRIDES = (10, 5, 2, 1)  # from coarse to fine
PIECE = 150  # values computed in one step: some hundredths of a second
REACH = (-1.0, 1.0)
STEPS = {"before training": 0, "after 30 steps": 30, "after 300 steps": 300}
NETWORKS = {"354": 16, "4,893": 67}
LENGTHS = ("each neuron's own", "one for all")
DATA = "two moons"
LATEX = r"L(\mathbf{w} + x\,\mathbf{d}_1 + y\,\mathbf{d}_2)"


@dataclass(eq=False)
class Slice:
    """A plane through parameters w, and the losses on it that are known so far, nan for the others."""

    units: int
    w: np.ndarray
    directions: np.ndarray
    Z: np.ndarray = field(default_factory=lambda: np.full((SIZE, SIZE), np.nan))
    stride: int = STRIDES[0]  # every which point of an axis is known

    def __post_init__(self):
        for _ in self._fill(self.stride):
            pass

    @property
    def f(self):
        """The loss on the plane: a function of two numbers or grids."""
        (d, e), (X, labels) = self.directions, points(DATA)
        return loss_slice(two_hidden_layers(self.units), self.w, d, e, X, labels)

    def refine(self):
        """Compute finer and finer, yielding the share of all points that is known."""
        for stride in STRIDES:
            if stride < self.stride:
                yield from self._fill(stride)
                self.stride = stride

    def _fill(self, stride: int):
        axis = np.linspace(*REACH, SIZE)
        wanted = np.zeros_like(self.Z, dtype=bool)
        wanted[::stride, ::stride] = True
        rows, columns = np.nonzero(wanted & np.isnan(self.Z))
        for start in range(0, len(rows), PIECE):
            i, j = rows[start : start + PIECE], columns[start : start + PIECE]
            self.Z[i, j] = self.f(axis[j], axis[i])
            yield float(np.isfinite(self.Z).mean())


@dataclass(frozen=True, eq=False)
class OnTheSlice(Placed):
    """What the board shows: a slice, and the network at a point (x, y) of it."""

    x: float
    y: float
    slice: Slice


def directions(units: int, w: np.ndarray, pair: int, lengths: str) -> np.ndarray:
    """The pair of random directions of a slice, of shape (2, n)."""
    network = two_hidden_layers(units)
    random = random_directions(2, network.n, pair)
    if lengths == LENGTHS[0]:
        return np.array([filter_normalised(network, w, d) for d in random])
    return random * np.linalg.norm(w)


@whole
def explore_slices() -> Board:
    """A live picture of slices through the loss: 61 x 61 values, from coarse to fine, and a point to move.

    The controls are units (16 or 67 in each hidden layer), steps of training (0, 30 or 300), pair (which
    random directions), lengths ("each neuron's own": filter-normalised, or "one for all": that of w),
    and the point x, y.

    >>> board = explore_slices()
    >>> board.reading.slice.stride
    1
    """
    slices: dict[tuple, Slice] = {}
    board = None
    present = None

    # While a slice becomes finer the point stays, and with the same reading the answers do.
    @lru_cache(maxsize=1)
    def place(shown: Slice, x: float, y: float) -> OnTheSlice:
        at = shown.w + np.array([x, y]) @ shown.directions
        return OnTheSlice(DATA, two_hidden_layers(shown.units), at, x, y, shown)

    def read(units, steps, pair, lengths, x, y) -> OnTheSlice:
        nonlocal present
        key, w = (units, steps, pair, lengths), trained(DATA, units, 0, steps)
        if key not in slices:
            slices[key] = Slice(units, w, directions(units, w, pair, lengths))
        shown = slices[key]
        if key != present:
            present = key
            if board is None:
                list(shown.refine())  # for the still picture, which is made at once
            else:
                board.run(shown.refine())
        return place(shown, x, y)

    board = Board(
        {
            "slice": Changing(_key, _map),
            "answers": Changing(lambda r: r.data, lambda r: answer_picture(r.data)),
            "hill": Changing(_key, _hill),
        },
        {
            "units": choice("parameters n", NETWORKS),
            "steps": choice("the network w", STEPS, 300),
            "pair": whole_slider("pair number", 1, 20, 1),
            "lengths": choice("lengths", LENGTHS),
            "x": slider("x", *REACH, 0.0, 0.01),
            "y": slider("y", *REACH, 0.0, 0.01),
        },
        read,
        home="07_loss_surfaces#slices",
        table=_table,
        actions={"Finer": lambda board: board.reading.slice.refine()},
        columns=[["slice"], ["answers", "words"], ["hill"]],
    )
    return board


def _key(reading: OnTheSlice) -> tuple:
    return id(reading.slice), reading.slice.stride


def _map(reading: OnTheSlice) -> Picture:
    return map_picture(_chart(reading.slice), _scene, _words, moves=("x", "y"))


def _hill(reading: OnTheSlice) -> Picture:
    chart = _chart(reading.slice)
    hill = hill_over(chart, chart.X[0], chart.Y[:, 0], chart.Z)  # each of its values is a loss: no more are computed
    return hill_picture(hill, partial(_solids, hill), partial(_hill_words, hill), moves=("x", "y"))


def _chart(shown: Slice) -> Map:
    surface = Surface("a slice of the loss", shown.f, LATEX, REACH, REACH, smooth=True)
    axis = np.linspace(*REACH, SIZE)[:: shown.stride]
    X, Y = np.meshgrid(axis, axis)
    return Map(surface, frame_for(surface), X, Y, shown.Z[:: shown.stride, :: shown.stride].copy())


def _scene(reading: OnTheSlice) -> list[Mark]:
    return [Dot(reading.x, reading.y, "point"), Label("w", 0.0, 0.0, -0.7, 0.7, "direction")]


def _solids(hill: Hill, reading: OnTheSlice) -> list[Solid]:
    """The map's marks on the floor, and the point at the height of its loss."""
    x, y, z = reading.x, reading.y, reading.loss
    solids: list[Solid] = [Flat(mark) for mark in _scene(reading)]
    if hill.base <= z <= hill.top:
        solids += [Line((x, x), (y, y), (hill.floor, z), "line"), Spot(x, y, z, "point")]
        solids.append(Word(f"L = {z:.4f}", x, y, z, 0.0, 0.0, 1.0, "point"))
    return solids


def _hill_words(hill: Hill, reading: OnTheSlice) -> str:
    at = f"At ({reading.x:.2f}, {reading.y:.2f}) it is {reading.loss:.4f} high."
    return " ".join([f"Above the slice stands {hill_words(hill)}.", at, *hill_notes(hill)])


def _words(reading: OnTheSlice) -> str:
    middle = reading.slice.Z[SIZE // 2, SIZE // 2]
    known = reading.slice.Z[np.isfinite(reading.slice.Z)]
    return (
        f"A slice of the loss with {reading.network.n:,} parameters. At w, in the middle, the loss is {middle:.4f}; "
        f"on the slice it goes from {known.min():.4f} to {known.max():.4g}. "
        f"At ({reading.x:.2f}, {reading.y:.2f}) it is {reading.loss:.4f}."
    )


def _table(reading: OnTheSlice) -> list[tuple[str, str]]:
    return [
        ("parameters n", f"{reading.network.n:,}"),
        ("loss at w", f"{reading.slice.Z[SIZE // 2, SIZE // 2]:.4f}"),
        ("loss at the point", f"{reading.loss:.4f}"),
        ("sorted rightly", f"{reading.right} of {POINTS}"),
        ("values drawn", f"{int(np.isfinite(reading.slice.Z).sum()):,} of {SIZE**2:,}"),
    ]
