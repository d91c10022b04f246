"""A run of gradient descent on a surface: its path, what there is to read off along it, and its words."""

from dataclasses import dataclass

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient
from gradcalc.maths.descent import descend, descend_with_search, slopes_along
from gradcalc.readings.point import number
from gradcalc.readings.writing import place, short

FAR = 5  # widths of the window: nothing of a run that far out is left to see


@dataclass(frozen=True, eq=False)
class Run:
    """The points so far in path, shape (steps + 1, 2), and with each the value and the gradient there.

    onward holds the step from each point to the next, the one from the last point included, and slopes
    the directional derivative D_u f along it. Far out, where numbers overflow, they are infinite or nan.
    """

    surface: Surface
    rate: float  # with a line search the greatest that a step may have
    momentum: float
    search: bool
    path: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    onward: np.ndarray
    slopes: np.ndarray

    @property
    def steps(self) -> int:
        """The number of steps so far."""
        return len(self.path) - 1

    @property
    def lengths(self) -> np.ndarray:
        """The length of the gradient at each point."""
        return np.hypot(*self.gradients.T)

    @property
    def away(self) -> bool:
        """Whether the run is far beyond its window now."""
        middle, width = np.transpose(
            [self._middle_and_width(self.surface.xlim), self._middle_and_width(self.surface.ylim)]
        )
        return not (np.abs(self.path[-1] - middle) <= FAR * width).all()

    @staticmethod
    def _middle_and_width(limits: tuple[float, float]) -> tuple[float, float]:
        return (limits[0] + limits[1]) / 2, limits[1] - limits[0]


def run_descent(
    surface: Surface,
    start: tuple[float, float],
    rate: float,
    steps: int,
    momentum: float = 0.0,
    search: bool = False,
) -> Run:
    """So many steps of gradient descent from a start; with search each finds its own rate, at most the given one.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> run_descent(GALLERY["bowl"], (1.0, 2.0), rate=0.25, steps=1).values
    array([5.  , 1.25])
    """
    slope_at = _gradient_of(surface)
    with np.errstate(all="ignore"):  # a run may go to infinity
        if search:
            path = descend_with_search(lambda x: surface(*x), slope_at, start, steps + 1, first=rate)
        else:
            path = descend(slope_at, start, rate, steps + 1, momentum)
        gradients = np.array([slope_at(x) for x in path])
        values = np.array([float(surface(*x)) for x in path[:-1]])
        slopes, onward = slopes_along(gradients, path), np.diff(path, axis=0)
    return Run(surface, rate, momentum, search, path[:-1], values, gradients[:-1], onward, slopes)


def _gradient_of(surface: Surface):
    """The gradient as a function of a point, exact where the surface knows it; nan where there is none."""

    def at(x: np.ndarray) -> np.ndarray:
        if surface.gradient is not None:
            return np.asarray(surface.gradient(*x), dtype=float)
        try:
            return gradient(surface.f, *x.tolist())
        except ValueError:  # f is undefined there, or the point itself is no number any more
            return np.full(2, np.nan)

    return at


def run_rows(run: Run) -> list[tuple[str, str]]:
    """The table beside the picture."""
    x, y = run.path[-1]
    return [
        ("step k", str(run.steps)),
        ("point", place(x, y, run.surface.xlim, run.surface.ylim)),
        ("f", number(run.values[-1])),
        ("|∇f|", number(run.lengths[-1])),
        ("length of the next step", number(np.hypot(*run.onward[-1]))),
        ("Dᵤf along the next step", number(run.slopes[-1])),
    ]


def run_words(run: Run) -> str:
    """The path in words.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> run_words(run_descent(GALLERY["bowl"], (1.0, 2.0), rate=0.25, steps=1))
    'After 1 step of rate 0.25 the point is at (0.50, 1.00), and f has gone from 5.00 to 1.25.'
    """
    x, y = run.path[-1]
    steps = "1 step" if run.steps == 1 else f"{run.steps} steps"
    rate = f"with a line search, each rate at most {run.rate:.3g}," if run.search else f"of rate {run.rate:.3g}"
    there = (
        f"at {place(x, y, run.surface.xlim, run.surface.ylim)}" if np.isfinite([x, y]).all() else "beyond all numbers"
    )
    return (
        f"After {steps} {rate} the point is {there}, "
        f"and f has gone from {short(run.values[0])} to {short(run.values[-1])}."
    )


def lowest_words(surface: Surface) -> str:
    """Where a surface is least inside its window, with a blank before it, as far as that is known.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> lowest_words(GALLERY["Rosenbrock"]), lowest_words(GALLERY["saddle"])
    (' f is least at (1.00, 1.00).', '')
    """
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    inside = [place(x, y, (x0, x1), (y0, y1)) for x, y in surface.lowest if x0 <= x <= x1 and y0 <= y <= y1]
    return f" f is least at {', '.join(inside)}." if inside else ""


def run_remark(run: Run) -> str:
    """What there is to say about the run at its last point, in a sentence, or nothing."""
    if run.away:
        return "The run has gone far beyond the map."
    if not np.isfinite(run.gradients[-1]).all():
        return "There is no gradient at this point, so there is no next step."
    next_step, first_step = np.hypot(*run.onward[[-1, 0]].T)
    # With momentum a run may be carried through a point where the gradient is zero.
    if run.lengths[-1] <= 1e-6 * max(1.0, run.lengths[0]) and next_step <= 1e-6 * max(1.0, first_step):
        return "The gradient is almost zero here, and so are the steps."
    if run.steps and run.values[-1] > run.values[-2]:
        return f"The last step climbed: f went from {short(run.values[-2])} to {short(run.values[-1])}."
    # Not by @, whose last bits would call a right angle more than that.
    if run.steps and (run.onward[-1] * run.onward[-2]).sum() < 0:
        return "The path zigzags: the next step turns back by more than 90°."
    return ""
