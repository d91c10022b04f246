"""Slices through the loss of a network: planes of two directions, drawn from coarse to fine."""

from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from gradcalc.boards.networks import POINTS, Placed, answer_picture, points, sample, trained, two_hidden_layers
from gradcalc.boards.own_slices import own_slices
from gradcalc.boards.slice_directions import given_directions
from gradcalc.boards.slice_pictures import SIZE, chart_of, hill_on, solids_at, words_of
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, hill_picture, map_picture
from gradcalc.live.board.inputs import choice, slider, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.landscape import filter_normalised, loss_slice, random_directions
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Dot, Label, Mark
from gradcalc.pictures.solids import Solid

STRIDES = (10, 5, 2, 1)  # from coarse to fine
PIECE = 150  # values computed in one step: some hundredths of a second
REACH = (-1.0, 1.0)
STEPS = {"before training": 0, "after 30 steps": 30, "after 300 steps": 300}
NETWORKS = {"354": 16, "4,893": 67}
LENGTHS = ("each neuron's own", "one for all")
DATA = "two moons"


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
def explore_slices(loss=None, w=None, *, gradient=None, batched=None, shapes=None, path=None, other=None) -> Board:
    """A live picture of slices through a loss: 61 x 61 values, from coarse to fine, and a point to move.

    Without arguments it is the loss of lesson 07's network. The controls are units (16 or 67 in each hidden layer),
    steps of training (0, 30 or 300), pair (which random directions), lengths ("each neuron's own": filter-normalised,
    or "one for all": that of w), and the point x, y.

    With a loss of your own, a function of one array that gives a number, and w of shape (n,), the controls are
    directions, pair, reach (a factor for both directions), the point x, y, and the angle of a direction u in the
    plane, in degrees. Beside it stands how much the slice shows of the gradient, of the path and of the greatest
    curvature. What you hand over besides brings more:

    - gradient, of shape (n,) for w: the gradient's direction, and the top eigenvectors of the Hessian,
    - batched, of shape (m,) for W of shape (m, n), the losses of its rows: a slice that is there sooner,
    - shapes of the layers in the order of w, [(16, 2), (16,)] say, a row for each neuron: filter normalisation,
    - path, of shape (k, n): its first two principal components, with the path drawn,
    - other, of shape (n,): the way to another network.

    The loss may carry gradient, batched and layers as attributes; what is handed over wins over them. Where the loss
    raises or is not finite, the picture is hatched.

    Raises TypeError or ValueError for what does not fit together, and what the loss raises at w.

    >>> board = explore_slices()
    >>> board.reading.slice.stride
    1
    >>> own = explore_slices(lambda w: w @ w, np.ones(5), gradient=lambda w: 2 * w)
    >>> own.directions = "gradient and random"
    >>> round(own.reading.shares.gradient, 12), round(own.reading.slope, 12) == round(2 * 5**0.5, 12)
    (1.0, True)
    """
    handed = {"gradient": gradient, "batched": batched, "shapes": shapes, "path": path, "other": other}
    if loss is not None or w is not None or any(value is not None for value in handed.values()):
        return own_slices(given_directions(loss, w, **handed))
    slices: dict[tuple, Slice] = {}
    board = None
    present = None

    # While a slice becomes finer the point stays, and with the same reading the answers do.
    @lru_cache(maxsize=1)
    def place(shown: Slice, x: float, y: float) -> OnTheSlice:
        at = shown.w + np.array([x, y]) @ shown.directions
        return OnTheSlice(sample(DATA), two_hidden_layers(shown.units), at, x, y, shown)

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
    return map_picture(chart_of(reading.slice, REACH), _scene, _words, moves=("x", "y"))


def _hill(reading: OnTheSlice) -> Picture:
    hill = hill_on(chart_of(reading.slice, REACH))
    return hill_picture(hill, partial(_solids, hill), partial(_hill_words, hill), moves=("x", "y"))


def _scene(reading: OnTheSlice) -> list[Mark]:
    return [Dot(reading.x, reading.y, "point"), Label("w", 0.0, 0.0, -0.7, 0.7, "direction")]


def _solids(hill: Hill, reading: OnTheSlice) -> list[Solid]:
    return solids_at(hill, _scene(reading), reading.x, reading.y, reading.loss)


def _hill_words(hill: Hill, reading: OnTheSlice) -> str:
    return words_of(hill, reading.x, reading.y, f"{reading.loss:.4f}")


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
