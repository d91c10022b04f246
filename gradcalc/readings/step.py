"""What there is to read off at a step size: the slope found, its error, and both in words."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.maths.differences import SCHEMES
from gradcalc.maths.steps import Curve, error_model, measured_error, slope
from gradcalc.readings.point import number


@dataclass(frozen=True, eq=False)
class StepReading:
    """A curve at x, differenced with the step h by a method, in numbers of the type dtype.

    smallest is the shortest step of the picture, beside what it compares with.
    """

    curve: Curve
    x: float
    h: float
    method: str
    dtype: str = "float64"
    smallest: float = 1e-20
    beside: str = "nothing"

    @cached_property
    def exact(self) -> float:
        """The exact slope, at x as the type holds it."""
        return self.curve.derivative(float(np.dtype(self.dtype).type(self.x)), 1)

    @cached_property
    def found(self) -> float:
        """The slope that the method gives; nan where h is 0 in the type."""
        with np.errstate(all="ignore"):
            return float(slope(self.curve.f, self.x, np.array([self.h], dtype=self.dtype), self.method)[0])

    @property
    def error(self) -> float:
        """How far the slope found is from the exact one."""
        return abs(self.found - self.exact)

    @property
    def ends(self) -> list[int]:
        """Where the method looks at f, in units of h from x; nowhere but beside the line for the complex step."""
        secants = () if self.method == "complex" else SCHEMES[self.method].secants
        return sorted({end for _, *ends in secants for end in ends})

    def errors(self, powers: np.ndarray, method: str = "", dtype: str = "") -> np.ndarray:
        """The measured errors at the steps 10**powers, by this or another method, in these or other numbers."""
        return measured_error(self.curve, self.x, 10.0**powers, method or self.method, dtype or self.dtype)

    @property
    def rounded_away(self) -> list[int]:
        """Those of the ends that are rounded to x. Below a power of two floats are closer than above it."""
        x, h = (np.dtype(self.dtype).type(v) for v in (self.x, self.h))
        return [end for end in self.ends if end and x + end * h == x]


def step_rows(reading: StepReading) -> list[tuple[str, str]]:
    """The table beside the pictures."""
    best = error_model(reading.curve, reading.x, reading.method, reading.dtype).best
    said = {0.0: "as small as you like", np.inf: "as large as you like"}.get(best, f"{best:.1e}")
    return [
        ("f(x)", number(float(reading.curve.f(reading.x)))),
        ("exact f′(x)", f"{reading.exact:.10f}"),
        (
            f"{reading.method}, h = {reading.h:.1e}",
            "undefined" if np.isnan(reading.found) else f"{reading.found:.10f}",
        ),
        ("error", "undefined" if np.isnan(reading.error) else f"{reading.error:.1e}"),
        *([("best h by the formula", said)] if reading.beside == "the prediction" else []),
    ]


def step_remark(reading: StepReading) -> str:
    """What goes wrong, if anything does."""
    if np.dtype(reading.dtype).type(reading.h) == 0:
        return f"This h is 0 in {reading.dtype}: there is nothing to divide by."
    if reading.method == "complex":
        tiny = float(np.finfo(reading.dtype).tiny)
        lost = "Close to the smallest numbers there are, digits get lost: even the complex step suffers."
        return lost if reading.h < tiny / 4 else ""
    return _lost_in_rounding(reading.rounded_away, reading.ends)


def _lost_in_rounding(lost: list[int], ends: list[int]) -> str:
    if not lost:
        return ""
    names = {1: "x + h", -1: "x − h", 2: "x + 2h", -2: "x − 2h"}
    where = " and ".join(name for end, name in names.items() if end in lost)
    what = f"{where} {'is' if len(lost) == 1 else 'are'} rounded to x itself"
    if set(ends) <= {0, *lost}:
        return f"{what}: this h is too small to take a step."
    return f"{what}, but not the other side: only part of the step is taken."


def secant_words(reading: StepReading) -> str:
    """The picture of the secant in words."""
    return (
        f"At x = {reading.x:.2f} on {reading.curve.name}, the {reading.method} method with h = {reading.h:.1e} gives "
        f"the slope {number(reading.found)}; that of the tangent is {number(reading.exact)}."
    )


def close_words(reading: StepReading) -> str:
    """The picture of the neighbourhood of x in words."""
    with np.errstate(all="ignore"):
        t = np.linspace(-2, 2, 201)
        kind = np.dtype(reading.dtype).type
        places = len(np.unique(kind(reading.x) + (t * reading.h).astype(kind)))
    if places == 1:
        return "Within 2h of x there is no other number at all: the picture is that of a constant."
    if places < 100:
        return f"Within 2h of x there are only {places} different numbers: the curve is a staircase."
    return "Within 2h of x the curve is drawn as the computer sees it."


def error_words(reading: StepReading) -> str:
    """The picture of the errors in words."""
    powers = np.arange(np.log10(max(reading.smallest, 1e-20)), 0.01, 0.05)
    errors = reading.errors(powers)
    if not np.isfinite(errors).any():
        return "No error can be measured here."
    best = 10 ** powers[np.nanargmin(errors)]
    return (
        f"Error against h, both on scales of powers of ten: now it is {reading.error:.1e}; "
        f"among the steps shown it is least near h = {best:.0e}."
    )
