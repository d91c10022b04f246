"""Slices through a loss that somebody hands over: directions that mean something, and how much a slice shows."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np

from gradcalc.boards import own_slice_pictures as pictures
from gradcalc.boards.own_slice_pictures import REACH, OnOwnSlice
from gradcalc.boards.refining import AT_ONCE, Refined
from gradcalc.boards.slice_directions import CHOSEN_BY_PAIR, HESSIAN, KINDS, Given
from gradcalc.boards.slice_pictures import SIZE
from gradcalc.functions.losses import Loss
from gradcalc.live.board.board import Board, Steps
from gradcalc.live.board.board_pictures import Changing
from gradcalc.live.board.inputs import choice, log_slider, slider, whole_slider
from gradcalc.maths.planes import coordinates, curvature_in_plane, in_plane, orthonormal
from gradcalc.maths.spectrum import CLOSE, MOST, Eigenpairs, digits_of, eigenpair_steps, hessian_product
from gradcalc.readings.slice_shares import shares_of, slope_along

STRIDES = (30, 10, 5, 2, 1)  # every which point of an axis is known, from coarse to fine
FIRST = STRIDES.index(5)  # the stage after which curvatures are sought
WAITING = "The eigenvectors are not known yet: this is the slice before."
BOUND = (
    f"The top eigenvalue of the Hessian was not found to the last digit in {MOST} products with it: the greatest "
    "curvature is a lower bound, and the share of the curvature may be smaller."
)
KEPT = 8  # slices that are not computed again
AXIS = np.linspace(*REACH, SIZE)


class OwnSlice:
    """A plane through the parameters w of a loss, and the losses on it that are known so far."""

    def __init__(self, loss: Loss, kind: str, directions: np.ndarray, seconds: float):
        self.loss, self.kind, self.directions = loss, kind, directions
        self.curvature: tuple[float, float] | None = None  # the greatest in the plane and of all directions
        numbers = np.arange(SIZE**2).reshape(SIZE, SIZE)
        stages = [numbers[::stride, ::stride].ravel() for stride in STRIDES]
        self.refined = Refined(self._values_at, stages, loss.n, seconds)

    @cached_property
    def basis(self) -> np.ndarray:
        """Two unit vectors at right angles in the plane, of shape (2, n)."""
        return orthonormal(self.directions)

    @property
    def Z(self) -> np.ndarray:
        """The losses, of shape (SIZE, SIZE), nan where there is none and where it is not known yet."""
        return self.refined.values.reshape(SIZE, SIZE)

    @property
    def stride(self) -> int:
        """Every which point of an axis is known."""
        return STRIDES[self.refined.stage]

    def at(self, x, y) -> np.ndarray:
        """The parameters at points of the plane: shape (n,), or (m, n) for x and y of shape (m,)."""
        rows = np.stack([x, y], axis=-1) @ self.directions
        rows += self.loss.w
        return rows

    def f(self, x, y) -> np.ndarray:
        """The loss on the plane: a function of two numbers or grids."""
        x, y = np.broadcast_arrays(x, y)
        return self.loss.values(self.at(x.ravel(), y.ravel())).reshape(x.shape)[()]

    def _values_at(self, places: np.ndarray) -> np.ndarray:
        rows, columns = np.divmod(places, SIZE)
        return self.loss.values(self.at(AXIS[columns], AXIS[rows]))


class _Slices:
    """What the board of slices looks at: the slices that are known, and the one that is shown."""

    def __init__(self, given: Given):
        self.given, self.missing = given, given.missing()
        self.pair = whole_slider("pair number", 1, 20, 1)
        self.board: Board | None = None
        self.known: dict[tuple, OwnSlice] = {}
        self.wanted: tuple | None = None
        self.shown: OwnSlice
        self.pairs: Eigenpairs | None = None  # the top two
        self.problem = ""
        # While a slice becomes finer nothing changes at the point.
        self.place = lru_cache(maxsize=1)(self._place)
        self.point = lru_cache(maxsize=1)(self._point)

    def read(self, directions: str, pair: int, reach: float, x: float, y: float, angle: float) -> OnOwnSlice:
        """The reading for values of the controls; a new slice begins coarse, and its work is started.

        Raises ValueError for directions that are out of reach.
        """
        if directions in self.missing:  # a front end that shows no grey entries
            raise ValueError(f"{directions} is out of reach: {self.missing[directions]}.")
        key = (directions, pair if directions in CHOSEN_BY_PAIR else 0, reach)
        if key != self.wanted:
            self.wanted, self.pair.disabled = key, directions not in CHOSEN_BY_PAIR
            if directions != HESSIAN or self.pairs:
                self.shown = self.slice_of(key)
            if self.board is not None:
                self.board.run(self.look())
        waiting = WAITING if directions == HESSIAN and not self.pairs else ""
        bound = BOUND if self.shown.curvature and self.pairs and not self.pairs.found[0] else ""
        return self.place(self.shown, x, y, angle, self.shown.curvature, waiting or self.problem or bound)

    def slice_of(self, key: tuple) -> OwnSlice:
        """The slice of a key, from those that are known or as coarse as it begins."""
        kind, pair, reach = key
        if key not in self.known:
            vectors = self.pairs.vectors if self.pairs else None
            directions = self.given.directions(kind, pair, vectors) * reach
            seconds = AT_ONCE if self.board is None else 0.0
            self.known = dict(list(self.known.items())[1 - KEPT :])
            self.known[key] = OwnSlice(self.given.loss, kind, directions, seconds)
        return self.known[key]

    def look(self) -> Steps:
        """The work on what is wanted: its directions where they have to be found, its losses, and its curvature.

        Raises ValueError where the directions cannot be found.
        """
        if self.wanted and self.wanted[0] == HESSIAN and not self.pairs:
            yield from self._find_pairs()
            if self.problem:
                raise ValueError(self.problem)
            self.shown = self.slice_of(self.wanted)
        shown = self.shown
        yield from shown.refined.refine(FIRST)
        if self.given.slopes is not None and not self.problem and shown.curvature is None:
            yield from self._find_curvature(shown)
        yield from shown.refined.refine()

    def _find_pairs(self) -> Iterator[None]:
        loss = self.given.loss
        if loss.gradient is None:
            return
        try:
            product, close = hessian_product(loss.gradient, loss.w), CLOSE[digits_of(loss.gradient, loss.w)]
            self.pairs = yield from eigenpair_steps(product, loss.n, close=close)
        except Exception as error:  # whatever a gradient raises beside w: the slice is drawn all the same
            self.problem = f"The curvature at w is not known: {type(error).__name__}: {error}"

    def _find_curvature(self, shown: OwnSlice) -> Iterator[None]:
        if not self.pairs:
            yield from self._find_pairs()
        loss = self.given.loss
        if self.pairs and loss.gradient is not None:
            product = hessian_product(loss.gradient, loss.w)
            inside = curvature_in_plane(product, shown.basis)
            shown.curvature = inside, max(inside, float(self.pairs.values[0]))

    def _place(
        self, shown: OwnSlice, x: float, y: float, angle: float, curvatures: tuple[float, float] | None, note: str
    ) -> OnOwnSlice:
        value, slopes = self.point(shown, x, y)
        if slopes is None:
            slope = shown.loss.slope(shown.at(x, y), in_plane(shown.directions, angle))
        else:
            slope = slope_along(slopes, shown.directions, angle)
        shares = shares_of(shown.basis, slopes, self.given.path, curvatures)
        others = self._others().items()
        marked = {name: coordinates(points, shown.loss.w, shown.directions) for name, points in others}
        return OnOwnSlice(shown, x, y, angle, value, slope, shares, curvatures, marked, note)

    def _point(self, shown: OwnSlice, x: float, y: float) -> tuple[float, np.ndarray | None]:
        at = shown.at(x, y)
        return shown.loss.value(at), shown.loss.slopes(at)

    def _others(self) -> dict[str, np.ndarray]:
        found = {"path": self.given.path, "other": None if self.given.other is None else self.given.other[np.newaxis]}
        return {name: points for name, points in found.items() if points is not None}


def own_slices(given: Given) -> Board:
    """The board of slices through a loss that was handed over."""
    slices = _Slices(given)
    board = Board(
        {
            "slice": Changing(pictures.key, pictures.slice_map),
            "hill": Changing(pictures.key, pictures.slice_hill),
        },
        {
            "directions": choice("directions", KINDS, given.first_choice(), grey=slices.missing),
            "pair": slices.pair,
            "reach": log_slider("reach", 0.01, 10, 1, plain=True),
            "x": slider("x", *REACH, 0.0, 0.01),
            "y": slider("y", *REACH, 0.0, 0.01),
            "angle": slider("angle of u", 0, 360, 0, 1),
        },
        slices.read,
        table=pictures.table,
        remark=pictures.remark,
        note=_grey(slices.missing),
        actions={"Finer": lambda board: slices.look()},
        columns=[["slice"], ["hill"], ["words"]],
    )
    slices.board = board
    board.run(slices.look())
    return board


def _grey(missing: dict[str, str]) -> str:
    """What would bring the directions that are grey."""
    if not missing:
        return ""
    kinds = {mend: [kind for kind in missing if missing[kind] == mend] for mend in missing.values()}
    return "Grey among the directions: " + "; ".join(f"{', '.join(kinds[mend])}: {mend}" for mend in kinds) + "."
