"""Somebody's walk beside the true one from the same start: how far off it is, in numbers and in words."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.functions.claimed import called
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.vectors import angle_between
from gradcalc.readings.compared_words import percent
from gradcalc.readings.writing import place, short

SEEN = 1e-3  # of the window's width: nearer than that nobody sees them part
TURNED = 2  # degrees between first steps that are worth a word
STARTS = 5  # along each side, among which the one is found where they differ most
LONG = 2.0  # seconds that this may take


@dataclass(frozen=True, eq=False)
class TwoWalks:
    """Two walks on a surface, functions of a start (x, y) that give points of shape (m, 2).

    mine is somebody's, truth is right. noun names them. off(points, true) says of each point, no more than the true
    ones, how far it is from what measure names. anywhere says that a walk makes sense from every start of the window.
    """

    surface: Surface
    mine: Callable
    truth: Callable
    noun: str
    off: Callable[[np.ndarray, np.ndarray], np.ndarray]
    measure: str
    anywhere: bool

    @property
    def width(self) -> float:
        """The greater side of the window."""
        return float(max(np.ptp(self.surface.xlim), np.ptp(self.surface.ylim)))


@dataclass(frozen=True, eq=False)
class Walked:
    """Both walks from a start. yours is None where none can be drawn; complaint says what is wrong with its form."""

    walks: TwoWalks
    x: float
    y: float
    yours: np.ndarray | None
    complaint: str
    true: np.ndarray

    @cached_property
    def off(self) -> np.ndarray:
        """How far off each point of yours is, as far as the true one goes."""
        if self.yours is None:
            return np.array([])
        with np.errstate(all="ignore"):
            return self.walks.off(self.yours[: len(self.true)], self.true)

    @property
    def farthest(self) -> float:
        """The greatest of these; infinite where one is beyond all numbers."""
        return float(np.where(np.isfinite(self.off), self.off, np.inf).max(initial=0))

    @property
    def turn(self) -> float:
        """The angle between their first steps in degrees, 0 where one has none."""
        if self.yours is None or len(self.yours) < 2 or len(self.true) < 2:
            return 0.0
        first = [points[1] - points[0] for points in (self.yours, self.true)]
        return float(np.degrees(angle_between(*first))) if all(step.any() for step in first) else 0.0


def walk_from(walks: TwoWalks, x: float, y: float) -> Walked:
    """Both from a start. Raises nothing for what is somebody's own: it is said."""
    true = np.asarray(walks.truth(x, y), dtype=float)
    answer, complaint = called(walks.mine, x, y)
    yours = None
    if not complaint:
        yours, complaint = _points(answer, len(true))
    return Walked(walks, x, y, yours, complaint, true)


def _points(answer: object, count: int) -> tuple[np.ndarray | None, str]:
    """The points that can be drawn of an answer, and what is wrong with its form."""
    if answer is None:
        return None, "gives None: does its last line say return?"
    try:
        points = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        return None, "gives what is no array of numbers"
    asked = f"and one of shape ({count}, 2) is asked for"
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        return None, f"gives an array of shape {points.shape}, {asked}"
    wrong = "" if len(points) == count else f"gives an array of shape {points.shape}, {asked}"
    finite = np.isfinite(points).all(axis=1)
    if finite.all():
        return points, wrong
    until = int(finite.argmin())
    lost = f"is beyond all numbers from point {until} on"
    return (points[:until] if until else None), f"{wrong} and {lost}" if wrong else lost


def farthest_start(walks: TwoWalks) -> tuple[float, float] | None:
    """The start on a coarse grid from which yours goes farthest off, where the true one stays in the window.

    None where there is none, where it would take long to look, and where each start needs another number of steps.
    """
    if not walks.anywhere:
        return None
    began = time.perf_counter()
    grid = [
        (float(x), float(y))
        for y in np.linspace(*walks.surface.ylim, STARTS)
        for x in np.linspace(*walks.surface.xlim, STARTS)
    ]
    low, high = np.array([walks.surface.xlim, walks.surface.ylim]).T
    found: list[tuple[float, tuple[float, float]]] = []
    for k, start in enumerate(grid, 1):
        walked = walk_from(walks, *start)
        if len(walked.true) > 1 and ((walked.true >= low) & (walked.true <= high)).all() and len(walked.off):
            found.append((min(walked.farthest, walks.width), start))
        if (time.perf_counter() - began) / k * len(grid) > LONG and k >= 3:
            return None
    return max(found)[1] if found else None


def walked_words(reading: Walked) -> str:
    """Where both lead, and how far off yours is."""
    walks = reading.walks
    start = f"From {_place(walks, (reading.x, reading.y))}"
    true = f"The true one takes {_steps(reading.true)}, to {_place(walks, reading.true[-1])}."
    if reading.yours is None:
        return f"{start} your {walks.noun} {reading.complaint}. {true}"
    form = f" It {reading.complaint}." if reading.complaint else ""
    yours = f"{start} your {walks.noun} takes {_steps(reading.yours)}, to {_place(walks, reading.yours[-1])}."
    turned = f" Their first steps make an angle of {reading.turn:.0f}°." if reading.turn > TURNED else ""
    return f"{yours}{form} {true}{turned} {_off_words(reading)}"


def _steps(points: np.ndarray) -> str:
    count = len(points) - 1
    return f"{count} step" if count == 1 else f"{count} steps"


def _place(walks: TwoWalks, point: Sequence[float] | np.ndarray) -> str:
    x, y = map(float, point)
    return place(x, y, walks.surface.xlim, walks.surface.ylim)


def _off_words(reading: Walked) -> str:
    walks, farthest = reading.walks, reading.farthest
    if farthest <= SEEN * walks.width:
        return f"Yours is never farther {walks.measure} than 0.1 % of the window's width."
    first = int((~(reading.off <= SEEN * walks.width)).argmax())
    if not np.isfinite(farthest):
        return f"Yours leaves it at point {first}, and goes beyond all numbers."
    most = int(reading.off.argmax())
    return (
        f"It parts at point {first}, and is farthest {walks.measure} at point {most}: {short(farthest)}, "
        f"{percent(farthest / walks.width)} of the window's width."
    )


def walked_rows(reading: Walked) -> list[tuple[str, str, str]]:
    """The table: name, yours, true."""

    def row(name: str, measure: Callable[[np.ndarray], str]) -> tuple[str, str, str]:
        yours, true = ("none" if points is None else measure(points) for points in (reading.yours, reading.true))
        return name, yours, true

    return [
        row("steps", lambda points: str(len(points) - 1)),
        row("end", lambda points: _place(reading.walks, points[-1])),
        row("way walked", lambda points: short(float(np.hypot(*np.diff(points, axis=0).T).sum()))),
    ]
