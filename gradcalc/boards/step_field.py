"""The live picture of a whole gradient field: exact on the left, by differences on the right."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gradcalc.boards.step_size import NOISE, step_controls
from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture
from gradcalc.live.board.computed import told_surfaces
from gradcalc.live.board.inputs import choice
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.maths.derivatives import gradient
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.background import Map, draw_map, sample_map
from gradcalc.pictures.frames import frame_around
from gradcalc.pictures.scenes.field_pair import paired_arrows

ARROWS = 14  # per axis: two maps stand side by side
SHRUNK = 0.82  # of the usual size of a map
NOTE = (
    f"Left the exact field, right the field by differences, drawn to one scale. Arrows far too long are cut. {NOISE}"
)


@dataclass(frozen=True, eq=False)
class FieldReading:
    """The field of a surface at points x, y of shape (n,), exact and by differences, each of shape (2, n)."""

    surface: Surface
    x: np.ndarray
    y: np.ndarray
    exact: np.ndarray
    found: np.ndarray
    method: str
    h: float

    @property
    def errors(self) -> np.ndarray:
        """The length of the error of each arrow, where both arrows are numbers."""
        lengths = np.hypot(*(self.found - self.exact))
        return lengths[np.isfinite(lengths)]


@whole
def explore_step_field(f: Surface | str | Callable = "ripple", **state: float | str) -> Board:
    """The exact gradient field of a function of two variables beside the one that differences give.

    f is a surface, the name of one in the gallery, a formula, or a function of x and y; without an exact
    gradient, the left field is that of the five-point method with an automatic step. The state may be given as
    method, h and smallest, 1e-20 or 1e-320.

    Raises ValueError or TypeError for a function that cannot be drawn or a state that does not fit.

    >>> board = explore_step_field("bowl", method="forward", h=0.5)
    >>> print(board.reading.errors.max().round(3))  # h in each component
    0.707
    """
    surface = as_surface(f)
    surfaces = {**GALLERY, surface.name: surface}
    exact = {}

    def read(function, method, smallest, h) -> FieldReading:
        chosen = surfaces[function]
        X, Y = (
            grid.ravel() for grid in np.meshgrid(*(np.linspace(*lim, ARROWS) for lim in (chosen.xlim, chosen.ylim)))
        )
        with recorded(), np.errstate(all="ignore"):
            if function not in exact:
                exact[function] = _exact_field(chosen, X, Y)
            found = _field(chosen, X, Y, method=method, h=h)
        return FieldReading(chosen, X, Y, exact[function], found, method, h)

    board = Board(
        {
            "exact": Changing(lambda r: r.surface.name, _map("exact")),
            "found": Changing(lambda r: r.surface.name, _map("found")),
        },
        {
            "function": choice("function", list(surfaces), surface.name),
            "method": choice("method", METHODS, "forward"),
            **step_controls(1e-7),
        },
        read,
        home="05_step_size#step_field" if f == "ripple" else "",
        table=_rows,
        note=NOTE,
        columns=[["exact"], ["found"]],
        computed={"name": "step field", "surfaces": told_surfaces(surfaces.values()), "note": NOTE},
    )
    board.set(smallest=state.pop("smallest", 1e-20))
    board.set(**state)
    return board


def _exact_field(surface: Surface, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    if surface.gradient is None:
        return _field(surface, x, y, method="five-point")
    return np.array(np.broadcast_arrays(*surface.gradient(x, y), x)[:2], dtype=float)


def _field(surface: Surface, x: np.ndarray, y: np.ndarray, **how) -> np.ndarray:
    # As a grid of one row: a function of two numbers takes whole grids at once.
    return gradient(surface.f, x[np.newaxis], y[np.newaxis], check=False, **how)[:, 0]


def _map(which: str) -> Callable[[FieldReading], Picture]:
    def make(reading: FieldReading) -> Picture:
        return _picture(sample_map(reading.surface), which)

    return make


def _picture(chart: Map, which: str) -> Picture:
    whole = chart.frame
    frame = frame_around(SHRUNK * whole.box_width, SHRUNK * whole.box_height, whole.xlim, whole.ylim)
    surface = chart.surface
    cell = min(np.ptp(surface.xlim), np.ptp(surface.ylim)) / (ARROWS - 1)

    def draw(axes, dark: bool) -> None:
        draw_map(axes, chart, dark)
        axes.set_title("exact gradient" if which == "exact" else "gradient by differences", fontsize=11, y=1.0)

    return Picture(
        frame,
        draw,
        scene=lambda r: [paired_arrows(r.x, r.y, getattr(r, which), r.exact, cell)],
        words=_exact_words if which == "exact" else _found_words,
    )


def _exact_words(reading: FieldReading) -> str:
    return f"The exact gradient field of {reading.surface.name}."


def _found_words(reading: FieldReading) -> str:
    errors = reading.errors
    worst = f"the greatest error of an arrow is {errors.max():.1e}" if errors.size else "no arrow is a number"
    return f"The field by the {reading.method} method with h = {reading.h:.1e}: {worst}."


def _rows(reading: FieldReading) -> list[tuple[str, str]]:
    errors, lengths = reading.errors, np.hypot(*reading.exact)
    if not errors.size:
        return [("errors", "undefined")]
    return [
        ("longest exact arrow", f"{lengths[np.isfinite(lengths)].max():.4f}"),
        ("greatest error of an arrow", f"{errors.max():.1e}"),
        ("middle error (median)", f"{np.median(errors):.1e}"),
    ]
