"""The live picture of lesson 06: a descent on any surface, step by step and played."""

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from numbers import Real

import numpy as np
from ipywidgets import FloatSlider
from numpy.typing import ArrayLike

from gradcalc.functions.gallery import GALLERY, of_formula
from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, graph_picture, hill_picture, map_picture
from gradcalc.live.board.computed import told_surfaces
from gradcalc.live.board.inputs import choice, move_range, number_slider, slider, switch, whole_slider
from gradcalc.live.explorer.controls import round_step
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.maths.descent import rate_limit
from gradcalc.maths.fields import sample_field
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.scenes.path import lowest_marks, path_scene, slopes_along_scene, values_scene
from gradcalc.pictures.scenes.path_on_hill import path_on_hill, path_on_hill_words
from gradcalc.pictures.scenes.scales import arrow_scale, scale_note
from gradcalc.readings.point import number
from gradcalc.readings.runs import Run, lowest_words, run_descent, run_remark, run_rows, run_words

MOST_STEPS = 40
_DIGITS = (1, 1.05, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9, 9.5)
RATES = [float(f"{digit * power:.3g}") for power in (1e-4, 1e-3, 1e-2, 0.1, 1.0) for digit in _DIGITS] + [10.0]
CONDITIONS = [float(f"{digit * power:.3g}") for power in (1, 10) for digit in _DIGITS] + [100.0]
ALONG_THE_VALLEY = (-155.0, 32.0)  # degrees, for the camera: from the side one of its walls would hide the path
PAUSE = 0.15  # seconds between the steps of a run that is played
LOWEST = 1e-8  # of the greatest value: where a logarithmic axis ends


@whole
def explore_descent(
    f: Surface | str | Callable = "bowl",
    *,
    xlim: ArrayLike | None = None,
    ylim: ArrayLike | None = None,
    condition: float | None = None,
    **state: float | bool,
) -> Board:
    """Gradient descent on any function of two variables: its path on map and hill, its values and its slopes.

    f, xlim and ylim are as for `explore`. With condition, from 1 to 100, f is the elliptic bowl
    (x² + condition y²) / 2 instead, with a slider for its condition number. The state may be given as x,
    y, the start; rate, from 1e-4 to 10; momentum, from 0 to 0.99; steps, from 0 to 40; search, whether
    a line search finds the rates.

    Raises ValueError or TypeError for a function that cannot be drawn or a state that does not fit.

    >>> board = explore_descent("bowl", x=1, y=2, rate=0.25, steps=1)
    >>> board.reading.path
    array([[1. , 2. ],
           [0.5, 1. ]])
    """
    unknown = sorted(set(state) - {"x", "y", "rate", "momentum", "steps", "search"})
    if unknown:
        raise TypeError(
            f"explore_descent does not know {unknown[0]!r}: the state is x, y, rate, momentum, steps and search."
        )
    surface = as_surface(f, xlim, ylim) if condition is None else elliptic(condition)
    surfaces = {**GALLERY, surface.name: surface}
    controls = {}
    if condition is None:
        controls["function"] = choice("function", list(surfaces), surface.name)
        controls["function"].observe(lambda change: enter(surfaces[change["new"]]), "value")
    else:
        # What the caller asks for is one of the numbers: a readout beside it would not be that of the picture.
        numbers = {*CONDITIONS, float(condition)} if CONDITIONS[0] <= condition <= CONDITIONS[-1] else CONDITIONS
        controls["condition"] = number_slider("condition κ", sorted(numbers), condition)
    controls |= {
        "rate": number_slider("rate η", RATES, 0.1),
        "momentum": slider("momentum β", 0, 0.99, 0.0, step=0.01),
        "steps": whole_slider("steps", 0, MOST_STEPS, 0),
        "x": _start("start x", surface.xlim, surface.start[0], state.get("x")),
        "y": _start("start y", surface.ylim, surface.start[1], state.get("y")),
        "search": switch("line search"),
    }

    def enter(new: Surface) -> None:
        for name, limits, start in zip("xy", (new.xlim, new.ylim), new.start, strict=True):
            move_range(controls[name], *limits, start)

    def read(x, y, rate, momentum, steps, search, function=None, condition=None) -> Run:
        chosen = surfaces[function] if condition is None else elliptic(condition)
        with recorded():
            return run_descent(chosen, chosen.nearest(x, y), rate, steps, momentum, search)

    board = Board(
        {name: Changing(_key, make) for name, make in PICTURES.items()},
        controls,
        read,
        home="06_gradient_descent#descent" if surface is GALLERY.get(surface.name) else "",
        table=run_rows if condition is None else _rows_with_limit,
        head=("at the last point", "value"),
        remark=run_remark,
        note=_note,
        actions={
            "Play": lambda board: board.run(play(board), PAUSE),
            "One step": lambda board: board.set(steps=min(board.steps + 1, MOST_STEPS)),
            "Back to the start": lambda board: board.set(steps=0),
        },
        columns=[["map"], ["hill"], ["values", "slopes"]],
        computed={"name": "descent", "most": MOST_STEPS, "surfaces": told_surfaces(surfaces.values())},
    )
    if condition is not None:
        board.view.azimuth, board.view.elevation = ALONG_THE_VALLEY
    board.set(**state)
    return board


@functools.lru_cache(maxsize=256)
def elliptic(condition: float) -> Surface:
    """The bowl (x² + κ y²) / 2: its Hessian has the eigenvalues 1 and κ, so its condition number is κ."""
    factor = repr(float(condition)).removesuffix(".0")
    return of_formula(
        f"elliptic bowl, κ = {condition:.3g}",
        f"(x^2 + {factor} y^2)/2",
        start=(-1.8, 0.8),
        smooth=True,
        lowest=((0.0, 0.0),),
    )


def _start(label: str, limits: tuple[float, float], value: float, asked: object) -> FloatSlider:
    """A slider for a coordinate of the start, with steps so short that it shows the one that is asked for."""
    step = round_step(limits[1] - limits[0])
    if isinstance(asked, Real) and math.isfinite(asked):  # board.set says what is wrong with anything else
        for _ in range(4):
            if math.isclose(asked, step * round(float(asked) / step), abs_tol=1e-12):
                break
            step /= 10
    return slider(label, *limits, value, step=step)


def play(board: Board) -> Iterator[float]:
    """Take the steps one after another, from where the run is; from the start if it is at its end."""
    first = board.steps if board.steps < MOST_STEPS else 0
    for steps in itertools.count(first):
        board.steps = min(steps, MOST_STEPS)
        yield board.steps / MOST_STEPS
        if board.steps >= MOST_STEPS or board.reading.away:
            return


def _key(run: Run) -> str:
    return run.surface.name


def _map(run: Run) -> Picture:
    chart = sample_map(run.surface)
    scale, frame = _scale(run.surface), chart.frame
    lowest = lowest_marks(run.surface.lowest, frame.xlim, frame.ylim)
    return map_picture(
        chart, lambda run: [*lowest, *path_scene(run, scale, frame.xlim, frame.ylim)],
        lambda run: run_words(run) + lowest_words(run.surface), moves=("x", "y"),
    )  # fmt: skip


def _hill(run: Run) -> Picture:
    hill, scale = hill_of(sample_map(run.surface)), _scale(run.surface)
    return hill_picture(
        hill, lambda run: path_on_hill(hill, run, scale), lambda run: path_on_hill_words(hill, run), moves=("x", "y")
    )


def _values(run: Run) -> Picture:
    """f against the steps, on a logarithmic axis where f is nowhere negative."""
    low, high = _range(sample_map(run.surface))
    log = low >= 0
    pad = 0.1 * (high - low)
    ylim = (math.log10(high * LOWEST), math.log10(high) + 0.5) if log else (low - pad, high + pad)
    return graph_picture(
        "f after each step", "number of steps", (0.0, float(MOST_STEPS)), ylim,
        scene=lambda run: values_scene(run, ylim, log),
        words=lambda run: f"f after each step: it is now {number(run.values[-1])}.",
        moves=("steps", None), log="y" if log else "",
    )  # fmt: skip


def _slopes(run: Run) -> Picture:
    limit = 1.6 * _steepness(run.surface)
    ylim = (-limit, limit / 2)
    return graph_picture(
        "slope $D_u f$ along each step", "number of steps", (0.0, float(MOST_STEPS)), ylim,
        scene=lambda run: slopes_along_scene(run, ylim),
        words=lambda run: f"Slope along each step: along the next one it is {number(run.slopes[-1])}.",
        moves=("steps", None),
    )  # fmt: skip


PICTURES = {"map": _map, "hill": _hill, "values": _values, "slopes": _slopes}


def _note(run: Run) -> str:
    scale = scale_note(_scale(run.surface)).replace("∇f and its projection are", "−∇f is")
    return f"{scale}. Dotted in the graph of slopes: −|∇f|, the steepest fall there is."


@functools.lru_cache(maxsize=256)
def _scale(surface: Surface) -> float:
    """The factor by which -∇f is drawn on the map of a surface."""
    return arrow_scale(_lengths(surface), max(np.ptp(surface.xlim), np.ptp(surface.ylim)))


def _steepness(surface: Surface) -> float:
    """The length of the gradient where a surface's own start is, or where that is zero, all over its window."""
    start = run_descent(surface, surface.start, 0.0, 0).lengths[0]
    return float(start if start > 0 else np.quantile(_lengths(surface), 0.75)) or 1.0


def _lengths(surface: Surface) -> np.ndarray:
    magnitude = sample_field(surface.f, surface.xlim, surface.ylim, 20).magnitude
    return magnitude[np.isfinite(magnitude)]


def _range(chart: Map) -> tuple[float, float]:
    finite = chart.Z[np.isfinite(chart.Z)]
    low, high = float(finite.min()), float(finite.max())
    return low, high if high > low else low + 1.0


def _rows_with_limit(run: Run) -> list[tuple[str, str]]:
    assert run.surface.gradient is not None
    hessian = np.diag(run.surface.gradient(1.0, 1.0))
    return [*run_rows(run), ("limit of the rate", f"{rate_limit(hessian, run.momentum):.4f}")]
