"""Somebody's vectors beside the true ones: at a point, and over a window."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.functions.claimed import Claim, claim_at, claims_on
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient_at
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.readings.diagnosis import Window
from gradcalc.readings.mask import kinked
from gradcalc.readings.point import State, fitting_step, read, remark
from gradcalc.readings.writing import place, short

# Points along each side, fewer for what is slow; even, so that none lies at an origin in the middle of the window.
SIZES = (40, 20, 12)
LONG = 2.0  # seconds that a grid may take if there is a coarser one
ALIKE = 0.999  # of the greatest distance: as good a place to see it
SEEN = 1e-3  # of the greatest slope: closer than that nobody sees them part


@dataclass(frozen=True)
class Foot:
    """All arrows begin at the origin, and the point is the tip of a vector of that name; along is a direction that is
    shown with it, and title what stands above the picture."""

    name: str
    along: tuple[float, float]
    title: str


@dataclass(frozen=True, eq=False)
class TwoFields:
    """Two vector fields over the window of a surface; mine is somebody's, a function of x and y, called by points.

    truth, a function like it, is what it should be: the gradient of the surface where it is not given. noun names
    what the vectors are, parts their components, whole what their distance is measured by. They begin at the point,
    unless they have a foot.
    """

    surface: Surface
    mine: Callable
    truth: Callable | None = None
    noun: str = "gradient"
    parts: tuple[str, str] = ("∂f/∂x", "∂f/∂y")
    whole: str = "the greatest slope in this window"
    foot: Foot | None = None

    def where(self, x: float, y: float) -> str:
        """The point at the beginning of a sentence."""
        there = place(x, y, *self.window)
        return f"For {self.foot.name} = {there}" if self.foot else f"At {there}"

    @property
    def window(self) -> Window:
        """The limits of x and of y."""
        return self.surface.xlim, self.surface.ylim


@dataclass(frozen=True, eq=False)
class Spread:
    """Both fields on a grid over the window: X, Y of shape (n, n), yours and true of shape (2, n, n), nan where
    there is none."""

    fields: TwoFields
    X: np.ndarray
    Y: np.ndarray
    yours: np.ndarray
    true: np.ndarray

    @cached_property
    def magnitude(self) -> np.ndarray:
        """The lengths of the true ones."""
        return np.hypot(*self.true)

    @cached_property
    def unit(self) -> float:
        """The greatest length of a true one; where all are zero, the greatest that is claimed, or 1."""
        for lengths in (self.magnitude, np.hypot(*self.yours)):
            if greatest := lengths[np.isfinite(lengths)].max(initial=0):
                return float(greatest)
        return 1.0

    @property
    def flat(self) -> bool:
        """Whether the true ones are zero wherever they are known."""
        return not self.magnitude[np.isfinite(self.magnitude)].any()

    @cached_property
    def shares(self) -> np.ndarray:
        """How far apart they are, in shares of the unit: shape (n, n)."""
        return np.hypot(*(self.yours - self.true)) / self.unit

    @property
    def failed(self) -> np.ndarray:
        """Where there is a true one and yours gives none: a mask."""
        return np.isnan(self.yours).any(axis=0) & np.isfinite(self.magnitude)

    @property
    def worst(self) -> tuple[float, float] | None:
        """The point where they differ most, one where yours fails if it is right elsewhere; None without any.

        Of points that are as good, the one nearest to the middle of the window.
        """
        known = np.isfinite(self.shares)
        greatest = self.shares[known].max(initial=0)
        if known.any() and (greatest > SEEN or not self.failed.any()):
            most = known & (np.nan_to_num(self.shares) >= ALIKE * greatest)
        elif self.failed.any():
            most = self.failed
        else:
            return None
        away = np.maximum(*(np.abs(c - c.mean()) / np.ptp(c) for c in (self.X, self.Y)))
        i = np.where(most, away, np.inf).argmin()
        return float(self.X.flat[i]), float(self.Y.flat[i])

    @property
    def whole(self) -> str:
        """What shares are shares of, in words."""
        return "the longest arrow that yours gives" if self.flat else self.fields.whole

    @property
    def measure(self) -> str:
        """The same with its number."""
        return f"of {self.whole}, {short(self.unit)}"


def spread(fields: TwoFields) -> Spread:
    """Both fields over the window."""
    xlim, ylim = fields.window
    size = _size(fields)
    X, Y = np.meshgrid(np.linspace(*xlim, size), np.linspace(*ylim, size))
    true = _gradients(fields.surface, X, Y) if fields.truth is None else claims_on(fields.truth, X, Y)
    return Spread(fields, X, Y, claims_on(fields.mine, X, Y), true)


def _size(fields: TwoFields) -> int:
    """How fine the grid is: the quickest of a few calls says how long one takes."""
    taken = []
    for x, y in zip(*(np.linspace(*limits, 5)[1:-1].tolist() for limits in fields.window), strict=True):
        began = time.perf_counter()
        for field in filter(None, (fields.mine, fields.truth)):
            claim_at(field, x, y)
        taken.append(time.perf_counter() - began)
    return next((size for size in SIZES if size**2 * min(taken) <= LONG), SIZES[-1])


def _gradients(surface: Surface, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """The gradients of a surface, exact where they are known as a formula; nan at a kink and where f is undefined."""
    at, field = Point(np.array([X, Y]), packed=False), ScalarField(surface.f, silent=True)
    with np.errstate(all="ignore"):
        if surface.gradient is None:
            true = np.array(gradient_at(field, at, "five-point", None, check=False), dtype=float)
        else:
            true = np.array(np.broadcast_arrays(*surface.gradient(X, Y), X)[:2], dtype=float)
        there = np.isfinite(field(at.arguments(), at.grid, at.x.dtype)) & np.isfinite(true).all(axis=0)
        there &= ~kinked(field, at, (surface.xlim, surface.ylim))
    return np.where(there, true, np.nan)


@dataclass(frozen=True, eq=False)
class Compared:
    """Somebody's vector and the true one at a point. true is None where there is none, and remark says why."""

    x: float
    y: float
    yours: Claim
    true: np.ndarray | None
    remark: str
    over: Spread

    @property
    def apart(self) -> float:
        """The length of their difference; nan where one is missing."""
        if self.true is None or self.yours.vector is None:
            return np.nan
        return float(np.hypot(*(self.yours.vector - self.true)))


def compare_at(over: Spread, x: float, y: float) -> Compared:
    """Both at a point. Raises what f raises; what mine raises is said."""
    fields = over.fields
    true, said = (
        _gradient_there(fields.surface, x, y) if fields.truth is None else (claim_at(fields.truth, x, y).vector, "")
    )
    return Compared(x, y, claim_at(fields.mine, x, y), true, said, over)


def _gradient_there(surface: Surface, x: float, y: float) -> tuple[np.ndarray | None, str]:
    """The gradient at a point, or None, and what is unusual about it."""
    found = read(surface, State(x, y, step=fitting_step((surface.xlim, surface.ylim))))
    true = found.exact
    if true is None and found.diagnosis.exists:
        field, at = ScalarField(surface.f), Point(np.array([x, y], dtype=float), packed=False)
        true = np.array(gradient_at(field, at, "five-point", None, check=False), dtype=float)
    there = found.diagnosis.exists and true is not None and np.isfinite(true).all()
    return true if there else None, remark(found, directed=False)
