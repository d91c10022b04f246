"""Somebody's vectors beside the true ones: at a point, over a window, in numbers and in words."""

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
from gradcalc.readings.point import State, fitting_step, number, read, remark
from gradcalc.readings.writing import component, pair, place, short

# Points along each side, fewer for what is slow; even, so that none lies at an origin in the middle of the window.
SIZES = (40, 20, 12)
LONG = 2.0  # seconds that a grid may take if there is a coarser one
NOISE = 1e-12  # of the greatest slope: rounding alone
ALIKE = 0.999  # of the greatest distance: as good a place to see it
SEEN = 1e-3  # of the greatest slope: closer than that nobody sees them part


@dataclass(frozen=True, eq=False)
class TwoFields:
    """Two vector fields over the window of a surface; mine is somebody's, a function of x and y, called by points.

    truth, a function like it, is what it should be: the gradient of the surface where it is not given. noun names
    what the vectors are, parts their components, whole what their distance is measured by.
    """

    surface: Surface
    mine: Callable
    truth: Callable | None = None
    noun: str = "gradient"
    parts: tuple[str, str] = ("∂f/∂x", "∂f/∂y")
    whole: str = "the greatest slope in this window"

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


def percent(share: float) -> str:
    """A share in words.

    >>> percent(0), percent(1e-9), percent(0.0123), percent(0.5), percent(31)
    ('0 %', 'under 0.1 %', '1.2 %', '50 %', '3100 %')
    """
    if 0 < share < SEEN:
        return "under 0.1 %"
    text = (
        f"{100 * share:.1f}" if 0 < share < 0.0995 else f"{100 * share:.0f}" if share < 100 else f"{100 * share:.3g}"
    )
    return f"{text} %"


def compared_words(reading: Compared) -> str:
    """What both give at the point, and how far apart they are."""
    fields, yours = reading.over.fields, reading.yours.vector
    at, mine = f"At {place(reading.x, reading.y, *fields.window)}", f"our {fields.noun}"
    if reading.true is None:
        found = reading.yours.complaint if yours is None else f"gives {_vector(yours)}"
        return f"{reading.remark or f'{at} there is no true {fields.noun}.'} Y{mine} {found} there."
    if yours is None:
        return f"{at} y{mine} {reading.yours.complaint}. The true one is {_vector(reading.true)}."
    if not reading.apart:
        return f"{at} y{mine} and the true one are {_vector(reading.true)}, both."
    share = percent(reading.apart / reading.over.unit)
    return (
        f"{at} y{mine} is {_vector(yours)}; the true one is {_vector(reading.true)}. "
        f"They are {short(reading.apart)} apart: {share} {reading.over.measure}."
    )


def spread_words(over: Spread) -> str:
    """What the colours over the window say."""
    known, failed = over.shares[np.isfinite(over.shares)], int(over.failed.sum())
    of = f"of the {int(np.isfinite(over.magnitude).sum())} points looked at"
    failing = f" Yours gives no arrow at {failed} {of}." if failed else ""
    if not known.size:
        return failing.strip() or f"There is no true {over.fields.noun} anywhere in the window."
    greatest = float(known.max())
    if greatest < SEEN:
        where = "Wherever yours gives an arrow" if failed else "All over the window"
        return f"{where} the two are less than 0.1 % {over.measure}, apart.{failing}"
    x, y = over.worst or (np.nan, np.nan)
    most = f"They differ most near {place(x, y, *over.fields.window)}, by {percent(greatest)} {over.measure}."
    part = float((known < SEEN).mean())
    same = f" At {percent(part)} of the points no difference can be seen." if part else ""
    return f"{most}{same}{failing}"


def map_words(reading: Compared) -> str:
    """The map in words: where the point is, and what the colours say."""
    window = reading.over.fields.window
    return f"The point is at {place(reading.x, reading.y, *window)}. {spread_words(reading.over)}"


def compared_rows(reading: Compared) -> list[tuple[str, str, str, str]]:
    """The table: name, yours, true, and how far apart."""
    yours, true = reading.yours.vector, reading.true

    def row(name: str, measure: Callable[[np.ndarray], float]) -> tuple[str, str, str, str]:
        one, other = (np.nan if vector is None else float(measure(vector)) for vector in (yours, true))
        mine, exact = (
            "none" if np.isnan(value) else number(value, NOISE * reading.over.unit) for value in (one, other)
        )
        return name, mine, exact, "" if np.isnan(one - other) else f"{abs(one - other):.1e}"

    return [
        row(reading.over.fields.parts[0], lambda vector: vector[0]),
        row(reading.over.fields.parts[1], lambda vector: vector[1]),
        row("length", lambda vector: float(np.hypot(*vector))),
        ("direction", _angle(yours), _angle(true), _turn(yours, true)),
    ]


def _vector(vector: np.ndarray) -> str:
    length = float(np.hypot(*vector))
    return f"{pair(vector, length)}, length {component(length, length)}"


def _angle(vector: np.ndarray | None) -> str:
    if vector is None or not vector.any():
        return "none"
    degrees = round(float(np.degrees(np.arctan2(vector[1], vector[0]))) % 360, 1)
    return f"{degrees % 360:.1f}°"


def _turn(one: np.ndarray | None, other: np.ndarray | None) -> str:
    """The angle between two vectors, where both have a direction."""
    if one is None or other is None or not one.any() or not other.any():
        return ""
    cross, dot = one[0] * other[1] - one[1] * other[0], one @ other
    return f"{np.degrees(np.arctan2(abs(cross), dot)):.1f}°"
