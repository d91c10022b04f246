"""The cloud of batch gradients on the map of the loss, its spread against the size, and the line among its points."""

import numpy as np

from gradcalc.maths.batches import spread
from gradcalc.pictures.marks import Arrow, Dot, Dots, FieldArrows, Label, Mark, Polyline, pair
from gradcalc.pictures.scenes.path import followed
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.batches import Batches

Limits = tuple[float, float]
LEAST = 1e-3  # of σ: a spread that is smaller is drawn there


def cloud_scene(reading: Batches, scale: float, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The path, and at its end minus the gradients, times scale: those of batches thin, the whole one thick."""
    path = reading.path[: followed(reading.path, xlim, ylim)]
    x, y = (tuple(part.tolist()) for part in path.T)
    marks: list[Mark] = [Polyline(x, y, "path"), Dots(x, y, "path")] if len(path) > 1 else []
    marks += [Dot(x[0], y[0], "point"), Label("start", x[0], y[0], 0.0, 1.0, "point")]
    if len(path) < len(reading.path):
        return marks
    at = reading.path[-1]
    arrows = np.column_stack([np.broadcast_to(at, reading.cloud.shape), -scale * reading.cloud])
    (dx, dy), (hx, hy) = pair(-scale * reading.gradient), (at - scale * reading.cloud).T
    heads = Dots(tuple(hx.tolist()), tuple(hy.tolist()), "next step")
    whole = clip_arrow(Arrow(*pair(at), dx, dy, "gradient"), xlim, ylim)
    text = Label("−∇L", at[0] + whole.dx, at[1] + whole.dy, *pair(_unit(dx, dy)), "gradient")
    return [*marks, FieldArrows(arrows), heads, whole, text]


def _unit(dx: float, dy: float) -> np.ndarray:
    length = np.hypot(dx, dy)
    return np.array([dx, dy]) / length if length > 0 else np.array([0.0, 1.0])


def spread_scene(reading: Batches) -> list[Mark]:
    """Powers of ten: the spread over σ against the size, by the formula and measured; dotted, 1 / √size alone."""
    n, whole = reading.line.n, spread(reading.gradients, 1)
    if not np.isfinite(whole) or whole == 0:
        return []
    sizes = np.unique(np.round(np.geomspace(1, n, 60)).astype(int))
    formula = [np.log10(max(spread(reading.gradients, int(size)) / whole, LEAST)) for size in sizes]
    powers = np.log10(sizes)
    measured = np.log10(max(reading.measured / whole, LEAST))
    return [
        Polyline((0.0, float(np.log10(n))), (0.0, float(-np.log10(n) / 2)), "line"),
        Polyline(tuple(powers.tolist()), tuple(map(float, formula)), "curve"),
        Dot(float(np.log10(reading.size)), float(measured), "point"),
    ]


def fit_scene(reading: Batches, xlim: Limits) -> list[Mark]:
    """The points, and the line at the end of the path."""
    (a, b), line = reading.path[-1].tolist(), reading.line
    dots = Dots(tuple(line.t.tolist()), tuple(line.s.tolist()), "field")
    if not np.isfinite([a, b]).all():
        return [dots]
    return [dots, Polyline(xlim, (a + b * xlim[0], a + b * xlim[1]), "path")]
