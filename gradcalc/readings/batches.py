"""A line in training by batches: the cloud of their gradients around the whole one, its spread, and the path."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.batches import batch_gradients, epochs, line_loss, point_gradients, sgd_path, spread
from gradcalc.readings.point import number
from gradcalc.readings.race import times
from gradcalc.readings.writing import pair, place, short

CLOUD = 200  # batches whose gradients are drawn


@dataclass(frozen=True, eq=False)
class Line:
    """The points that a line a + b t is fitted to, t and s of shape (n,), and the loss as a surface over (a, b)."""

    t: np.ndarray
    s: np.ndarray
    surface: Surface

    @property
    def n(self) -> int:
        """The number of points."""
        return len(self.t)


@dataclass(frozen=True, eq=False)
class Batches:
    """Where the path stands, and what batches of this size say of the gradient there."""

    line: Line
    size: int
    rate: float
    path: np.ndarray
    gradients: np.ndarray  # of the points, at the end of the path
    cloud: np.ndarray  # of batches, there

    @property
    def steps(self) -> int:
        """The number of steps so far."""
        return len(self.path) - 1

    @property
    def epochs(self) -> float:
        """How often the path has gone through all points."""
        return epochs(self.line.n, self.size, self.steps)

    @cached_property
    def gradient(self) -> np.ndarray:
        """That of the whole loss, where the path stands."""
        return self.gradients.mean(axis=0)

    @cached_property
    def measured(self) -> float:
        """The root of the mean square distance of the cloud from the whole gradient."""
        with np.errstate(all="ignore"):
            return float(np.sqrt(((self.cloud - self.gradient) ** 2).sum(axis=1).mean()))

    @cached_property
    def predicted(self) -> float:
        """The same of all batches that there are."""
        return spread(self.gradients, self.size)

    @cached_property
    def downhill(self) -> float:
        """The share of the cloud along whose negative the whole loss falls."""
        return float((self.cloud @ self.gradient > 0).mean())

    @cached_property
    def values(self) -> np.ndarray:
        """The loss at the points of the path."""
        return line_loss(self.line.t, self.line.s)(*self.path.T)


def line_to(t: np.ndarray, s: np.ndarray) -> Line:
    """The loss of a line, in a window around the best one."""
    design = np.column_stack([np.ones_like(t), t])
    (a, b), *_ = np.linalg.lstsq(design, s, rcond=None)
    across = 2.0 * (float(s.std()) or 1.0)
    up = across / (float(np.sqrt((t**2).mean())) or 1.0)
    surface = Surface(
        "loss of a line",
        line_loss(t, s),
        r"\frac{1}{2n} \sum \, (x + y\,t_i - s_i)^2",
        (float(a - across), float(a + across)),
        (float(b - up), float(b + up)),
        start=(float(a - 0.7 * across), float(b + 0.6 * up)),
        gradient=lambda x, y: np.array(_slopes(x, y, t, s)),
        smooth=True,
    )
    return Line(t, s, surface)


def _slopes(x, y, t: np.ndarray, s: np.ndarray):
    return x + y * t.mean() - s.mean(), x * t.mean() + y * (t**2).mean() - (t * s).mean()


def read_batches(line: Line, start: tuple[float, float], size: int, rate: float, steps: int, seed: int) -> Batches:
    """The path of SGD from a start, and the cloud at its end; all of it is the same for the same seed."""
    with np.errstate(all="ignore"):  # a path may go to infinity
        path = sgd_path(start, line.t, line.s, size, rate, steps, seed)
        gradients = point_gradients(path[-1], line.t, line.s)
        return Batches(line, size, rate, path, gradients, batch_gradients(gradients, size, CLOUD, seed))


def batch_rows(reading: Batches) -> list[tuple[str, str]]:
    """The table beside the picture."""
    x, y = reading.path[-1].tolist()
    surface = reading.line.surface
    return [
        ("points n", str(reading.line.n)),
        ("steps", str(reading.steps)),
        ("epochs", f"{reading.epochs:.2f}"),
        ("line at", place(x, y, surface.xlim, surface.ylim)),
        ("loss", number(reading.values[-1])),
        ("whole ∇L", pair(reading.gradient, float(np.hypot(*reading.gradient)))),
        (f"spread of {CLOUD} batches", number(reading.measured)),
        ("spread by the formula", number(reading.predicted)),
        ("batches that lead down", f"{reading.downhill:.0%}"),
    ]


def batch_words(reading: Batches) -> str:
    """The map in words."""
    x, y = reading.path[-1].tolist()
    surface = reading.line.surface
    return (
        f"After {times(reading.steps, 'step')} with batches of {reading.size}, {reading.epochs:.2f} epochs, the line "
        f"is at {place(x, y, surface.xlim, surface.ylim)}. The gradients of {CLOUD} batches lie "
        f"{short(reading.measured)} from the whole one, whose length is {short(float(np.hypot(*reading.gradient)))}."
    )


def batch_remark(reading: Batches) -> str:
    """What there is to say of the cloud."""
    if not np.isfinite(reading.path[-1]).all():
        return "The path has gone beyond all numbers: its rate is too great."
    if reading.size == reading.line.n:
        return "Every batch is all of the points: each has the whole gradient, and the path has no noise."
    if reading.measured > float(np.hypot(*reading.gradient)):
        return "The cloud is wider than the gradient is long: here the steps are mostly noise."
    return ""
