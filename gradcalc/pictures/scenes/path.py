"""The path of a descent on the map, and its values and slopes against the number of steps."""

from collections.abc import Iterable

import numpy as np

from gradcalc.pictures.marks import Arrow, Dot, Dots, Label, Mark, Polyline, pair
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.runs import Run

TOO_SHORT = 0.04  # of the picture's width: no label fits beside a shorter arrow
REACH = 50  # widths of the picture, beyond which a path is not followed

Limits = tuple[float, float]


def path_scene(run: Run, scale: float, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The path in a map with the limits xlim and ylim; at its end the next step, at its true length, and
    -∇f, drawn times scale."""
    path = run.path[: followed(run.path, xlim, ylim)]
    x, y = (tuple(column.tolist()) for column in path.T)
    marks: list[Mark] = [Polyline(x, y, "path"), Dots(x, y, "path")] if len(path) > 1 else []
    if len(path) == len(run.path):
        marks += _arrows(run, scale, xlim, ylim)
    marks += [Dot(x[0], y[0], "point"), Label("start", x[0], y[0], *_clear_of(run.onward[0]), "point")]
    if len(path) > 1 and len(path) == len(run.path):
        marks.append(Dot(x[-1], y[-1], "path"))
    return marks


def lowest_marks(lowest: Iterable[tuple[float, float]], xlim: Limits, ylim: Limits) -> list[Mark]:
    """The points at which a function is least, as far as they lie in a map with the limits xlim and ylim."""
    inside = [(x, y) for x, y in lowest if xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]]
    return [mark for x, y in inside for mark in (Dot(x, y, "curve"), Label("lowest", x, y, 0.0, -1.0, "curve"))]


def followed(path: np.ndarray, xlim: Limits, ylim: Limits) -> int:
    """How many points of a path lie near enough to be drawn."""
    low, high = np.transpose([xlim, ylim])
    near = (np.abs(path - (low + high) / 2) <= REACH * (high - low)).all(axis=1)
    return len(path) if near.all() else int(np.argmin(near))


def _arrows(run: Run, scale: float, xlim: Limits, ylim: Limits) -> list[Mark]:
    (x, y), downhill, width = run.path[-1].tolist(), -scale * run.gradients[-1], xlim[1] - xlim[0]
    marks: list[Mark] = []
    inside = xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]
    for (dx, dy), role, text, side in (
        (run.onward[-1], "projection", "next step", 1),
        (downhill, "gradient", "−∇f", -1),
    ):
        if not inside or not np.hypot(dx, dy) >= TOO_SHORT * width:
            continue
        arrow = clip_arrow(Arrow(x, y, float(dx), float(dy), role), xlim, ylim)
        across = side * np.array([-dy, dx]) / np.hypot(dx, dy)
        marks += [arrow, Label(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, *pair(across), role)]
    return marks


def _clear_of(step: np.ndarray) -> tuple[float, float]:
    """A unit vector away from a step."""
    length = np.hypot(*step)
    if not 0 < length < np.inf:
        return 0.0, 1.0
    dx, dy = -step / length
    return float(dx), float(dy)


def values_scene(run: Run, ylim: Limits, log: bool) -> list[Mark]:
    """f against the number of steps; log says that heights are powers of ten."""
    return _against_steps(_heights(run.values, log), ylim, "path", "path")


def slopes_along_scene(run: Run, ylim: Limits) -> list[Mark]:
    """The slope D_u f of each step, with -|∇f|, the steepest fall there is, as a dotted line."""
    return _against_steps(-run.lengths, ylim, "line") + _against_steps(run.slopes, ylim, None, "projection")


def _heights(values: np.ndarray, log: bool) -> np.ndarray:
    if not log:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(np.maximum(values, 1e-300))


def _against_steps(heights: np.ndarray, ylim: Limits, line: str | None, dots: str | None = None) -> list[Mark]:
    """Heights against 0, 1, 2, ..., as far as they are numbers."""
    finite = np.isfinite(heights)
    count = len(heights) if finite.all() else int(np.argmin(finite))
    reach = 2 * (ylim[1] - ylim[0])  # so that lines leave the picture at the right angle, and stay numbers
    y = tuple(np.clip(heights[:count], ylim[0] - reach, ylim[1] + reach).tolist())
    x = tuple(float(i) for i in range(count))
    marks: list[Mark] = [Polyline(x, y, line)] if line and count > 1 else []
    if dots and count:
        marks += [Dots(x, y, dots), Dot(x[-1], min(max(y[-1], ylim[0]), ylim[1]), dots)]
    return marks
