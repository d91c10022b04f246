"""Stochastic gradients: the cloud of batch gradients around the whole one, and the path that follows them."""

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.boards.descent import RATES
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture, graph_picture, map_picture
from gradcalc.live.board.inputs import number_slider, slider, whole_slider
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.maths.vectors import real_array
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.heights import heights_of
from gradcalc.pictures.scenes.batches import LEAST, cloud_scene, fit_scene, spread_scene
from gradcalc.pictures.scenes.scales import arrow_scale
from gradcalc.readings.batches import Batches, Line, batch_remark, batch_rows, batch_words, line_to, read_batches
from gradcalc.readings.writing import short

MOST_STEPS = 200
PAUSE = 0.05  # seconds between the steps of Play: all of them take ten
MOST_SIZE = 8.0  # of X, which is how much wider than high the map is
STATE = ("size", "rate", "steps", "seed")


@whole
def explore_batches(*, X: ArrayLike | None = None, y: ArrayLike | None = None, **state: float) -> Board:
    """A line fitted to points in batches: their gradients, how far they spread, and the path of SGD.

    X and y are the points of your own, each of shape (n,), with n from 2 to 10,000; X is about 1 in size, and may
    have shape (n, 1). Without them 64 points are made. The state may be given as size, of a batch, from 1 to n;
    rate, from 1e-4 to 10; steps, from 0 to 200; and seed, from 0 to 20. The sliders x and y are the intercept and the
    slope of the line that the path starts from. Batches are drawn without replacement, each point once an epoch.

    Raises ValueError or TypeError for points or a state that does not fit.

    >>> board = explore_batches(size=64)
    >>> board.reading.measured < 1e-12
    True
    """
    if unknown := sorted(set(state) - set(STATE)):
        raise TypeError(f"explore_batches does not know {unknown[0]!r}: the state is {', '.join(STATE)}.")
    line = line_to(*(example() if X is None and y is None else read_points(X, y)))
    surface = line.surface
    controls = {
        "size": whole_slider("batch size", 1, line.n, min(8, line.n)),
        "rate": number_slider("rate η", RATES, rate_for(line)),
        "steps": whole_slider("steps", 0, MOST_STEPS, 0),
        "seed": whole_slider("seed", 0, 20, 0),
        "x": slider("start x", *surface.xlim, surface.start[0]),
        "y": slider("start y", *surface.ylim, surface.start[1]),
    }

    def read(size, rate, steps, seed, x, y) -> Batches:
        with recorded():
            return read_batches(line, surface.nearest(x, y), size, rate, steps, seed)

    board = Board(
        {"map": _map(line), "spread": _spread(line), "fit": _fit(line)},
        controls,
        read,
        table=batch_rows,
        remark=batch_remark,
        note=(
            "x is the intercept and y the slope of the line. Batches are drawn without replacement: in the graph the "
            "curve has the factor √((n − size)/(n − 1)), the dotted line is 1/√size alone."
        ),
        actions={
            "Play": lambda board: board.run(play(board), PAUSE),
            "One step": lambda board: board.set(steps=min(board.steps + 1, MOST_STEPS)),
            "Back to the start": lambda board: board.set(steps=0),
        },
        columns=[["map"], ["spread", "fit"]],
        home="09_your_own_network#batches" if X is None else "",
    )
    board.set(**state)
    return board


def example() -> tuple[np.ndarray, np.ndarray]:
    """64 points around the line 0.5 + 1.2 t, with noise of standard deviation 0.6."""
    chance = np.random.default_rng(1)
    t = np.linspace(-1.0, 2.5, 64)
    return t, 0.5 + 1.2 * t + 0.6 * chance.standard_normal(64)


def read_points(X: ArrayLike | None, y: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
    """Points of somebody's own. Raises ValueError or TypeError, naming X or y, for what is none."""
    if X is None or y is None:
        raise TypeError(f"{'X' if X is None else 'y'} is missing: give both, X=... and y=..., or neither.")
    t, s = real_array(X, "X").astype(float), real_array(y, "y").astype(float)
    t = t[:, 0] if t.ndim == 2 and t.shape[1] == 1 else t
    if t.ndim != 1 or not 2 <= len(t) <= 10_000:
        raise ValueError(f"X must have shape (n,) or (n, 1) with n from 2 to 10,000, got {np.shape(X)}.")
    if s.shape != t.shape:
        raise ValueError(f"y must have a number for each of the {len(t)} points of X, got shape {s.shape}.")
    for name, values in (("X", t), ("y", s)):
        if not np.isfinite(values).all():
            raise ValueError(f"{name} must be finite: leave out the points that are nan or infinite.")
    if np.ptp(t) == 0:
        raise ValueError("X must not be the same everywhere: no line through such points is the best.")
    size = float(np.sqrt((t**2).mean()))
    if not 1 / MOST_SIZE <= size <= MOST_SIZE:
        raise ValueError(
            f"X must be about 1 in size, but the root of its mean square is {size:.3g}, and the map of intercept and "
            "slope would be a thin line: give (X - X.mean()) / X.std()."
        )
    return t, s


def rate_for(line: Line) -> float:
    """A rate that suits the loss of a line: half of 1 over its greatest curvature."""
    design = np.column_stack([np.ones(line.n), line.t])
    return 0.5 / float(np.linalg.eigvalsh(design.T @ design / line.n)[-1])


def play(board: Board) -> Iterator[float]:
    """Take the steps one after another, from where the path is; from the start if it is at its end."""
    for steps in itertools.count(board.steps if board.steps < MOST_STEPS else 0):
        board.steps = min(steps, MOST_STEPS)
        yield board.steps / MOST_STEPS
        if board.steps >= MOST_STEPS or not np.isfinite(board.reading.path[-1]).all():
            return


def _map(line: Line) -> Picture:
    chart = sample_map(line.surface)
    frame, gradient = chart.frame, line.surface.gradient
    assert gradient is not None
    lengths = np.hypot(*gradient(chart.X, chart.Y))
    scale = arrow_scale(lengths, float(max(np.ptp(line.surface.xlim), np.ptp(line.surface.ylim))))
    return map_picture(
        chart, lambda reading: cloud_scene(reading, scale, frame.xlim, frame.ylim), batch_words, moves=("x", "y")
    )


def _spread(line: Line) -> Picture:
    return graph_picture(
        "spread of batch gradients / σ", "batch size",
        (-0.05, float(np.log10(line.n)) + 0.05), (float(np.log10(LEAST)) - 0.1, 0.3), spread_scene,
        lambda reading: f"Spread with batches of {reading.size}: {short(reading.measured)} measured, "
        f"{short(reading.predicted)} by the formula.", log="xy",
    )  # fmt: skip


def _fit(line: Line) -> Picture:
    pad = 0.05 * float(np.ptp(line.t))
    xlim = (float(line.t.min()) - pad, float(line.t.max()) + pad)
    return graph_picture(
        "the points and the line", "t", xlim, heights_of(line.s), lambda reading: fit_scene(reading, xlim),
        lambda reading: f"The line at the end of the path: intercept {short(reading.path[-1, 0])}, slope "
        f"{short(reading.path[-1, 1])}.",
    )  # fmt: skip
