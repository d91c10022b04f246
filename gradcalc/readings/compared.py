"""Somebody's gradient beside the true one: at a point, over a window, in numbers and in words."""

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

SIZE = 40  # points along each side; even, so that a window around the origin is not looked at in the origin
NOISE = 1e-12  # of the greatest slope: rounding alone
SEEN = 1e-3  # of the greatest slope: closer than that nobody sees them part


@dataclass(frozen=True, eq=False)
class Spread:
    """Both gradients on a grid over the window: X, Y of shape (n, n), yours and true of shape (2, n, n), nan where
    there is none."""

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
        """The greatest slope of f that is met; where f is flat, the greatest that is claimed, or 1."""
        for lengths in (self.magnitude, np.hypot(*self.yours)):
            if greatest := lengths[np.isfinite(lengths)].max(initial=0):
                return float(greatest)
        return 1.0

    @property
    def flat(self) -> bool:
        """Whether the true gradient is zero wherever it is known."""
        return not self.magnitude[np.isfinite(self.magnitude)].any()

    @cached_property
    def shares(self) -> np.ndarray:
        """How far apart they are, in shares of the unit: shape (n, n)."""
        return np.hypot(*(self.yours - self.true)) / self.unit

    @property
    def failed(self) -> np.ndarray:
        """Where there is a true gradient and yours gives none: a mask."""
        return np.isnan(self.yours).any(axis=0) & np.isfinite(self.magnitude)

    @property
    def worst(self) -> tuple[float, float] | None:
        """The point where they differ most, one where yours fails if it is right elsewhere; None without any."""
        known = np.isfinite(self.shares)
        if known.any() and (not self.failed.any() or self.shares[known].max() > SEEN):
            i = np.where(known, self.shares, -1.0).argmax()
        elif self.failed.any():
            i = self.failed.argmax()
        else:
            return None
        return float(self.X.flat[i]), float(self.Y.flat[i])

    @property
    def whole(self) -> str:
        """What shares are shares of, in words."""
        return "the longest arrow that yours gives" if self.flat else "the greatest slope in this window"

    @property
    def measure(self) -> str:
        """The same with its number."""
        return f"of {self.whole}, {short(self.unit)}"


def spread(surface: Surface, mine: Callable) -> Spread:
    """Both gradients over the window of a surface; mine is a function of x and y, called point by point."""
    X, Y = np.meshgrid(np.linspace(*surface.xlim, SIZE), np.linspace(*surface.ylim, SIZE))
    at, field = Point(np.array([X, Y]), packed=False), ScalarField(surface.f, silent=True)
    with np.errstate(all="ignore"):
        if surface.gradient is None:
            true = np.array(gradient_at(field, at, "five-point", None, check=False), dtype=float)
        else:
            true = np.array(np.broadcast_arrays(*surface.gradient(X, Y), X)[:2], dtype=float)
        there = np.isfinite(field(at.arguments(), at.grid, at.x.dtype)) & np.isfinite(true).all(axis=0)
        there &= ~kinked(field, at, (surface.xlim, surface.ylim))
    return Spread(X, Y, claims_on(mine, X, Y), np.where(there, true, np.nan))


@dataclass(frozen=True, eq=False)
class Compared:
    """Somebody's gradient and the true one at a point. true is None where there is none, and remark says why."""

    x: float
    y: float
    window: Window
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


def compare_at(surface: Surface, mine: Callable, x: float, y: float, over: Spread) -> Compared:
    """Both at a point. Raises what f raises; what mine raises is said."""
    window = surface.xlim, surface.ylim
    found = read(surface, State(x, y, step=fitting_step(window)))
    true = found.exact
    if true is None and found.diagnosis.exists:
        field, at = ScalarField(surface.f), Point(np.array([x, y], dtype=float), packed=False)
        true = np.array(gradient_at(field, at, "five-point", None, check=False), dtype=float)
    if not found.diagnosis.exists or true is None or not np.isfinite(true).all():
        true = None
    return Compared(x, y, window, claim_at(mine, x, y), true, remark(found, directed=False), over)


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
    at, yours = f"At {place(reading.x, reading.y, *reading.window)}", reading.yours.vector
    mine = reading.yours.complaint if yours is None else f"is {_vector(yours)}"
    if reading.true is None:
        found = reading.yours.complaint if yours is None else f"gives {_vector(yours)}"
        return f"{reading.remark or f'{at} f has no gradient.'} Your gradient {found} there."
    if yours is None:
        return f"{at} your gradient {mine}. The true one is {_vector(reading.true)}."
    if not reading.apart:
        return f"{at} your gradient and the true one are {_vector(reading.true)}, both."
    share = percent(reading.apart / reading.over.unit)
    return (
        f"{at} your gradient {mine}; the true one is {_vector(reading.true)}. "
        f"They are {short(reading.apart)} apart: {share} {reading.over.measure}."
    )


def spread_words(over: Spread, window: Window) -> str:
    """What the colours over the window say."""
    known, failed = over.shares[np.isfinite(over.shares)], int(over.failed.sum())
    of = f"of the {int(np.isfinite(over.magnitude).sum())} points looked at"
    failing = f" Yours gives no arrow at {failed} {of}." if failed else ""
    if not known.size:
        return failing.strip() or "There is no gradient to compare with anywhere in the window."
    greatest = float(known.max())
    if greatest < SEEN:
        where = "Wherever yours gives an arrow" if failed else "All over the window"
        return f"{where} the two are less than 0.1 % {over.measure}, apart.{failing}"
    x, y = over.worst or (np.nan, np.nan)
    most = f"They differ most near {place(x, y, *window)}, by {percent(greatest)} {over.measure}."
    part = float((known < SEEN).mean())
    same = f" At {percent(part)} of the points no difference can be seen." if part else ""
    return f"{most}{same}{failing}"


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
        row("∂f/∂x", lambda vector: vector[0]),
        row("∂f/∂y", lambda vector: vector[1]),
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
