"""Functions that have no slope at their point: kinks, jumps, poles and cusps, of many scales.

No number may be given for them without a warning. Each of two variables is smooth in y.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Rough:
    """A function with no slope along its first coordinate at the point; size is over which it is seen."""

    kind: str
    name: str
    f: Callable
    point: tuple[float, ...]
    size: float = 1.0

    @property
    def window(self) -> tuple[tuple[float, float], ...]:
        """What a picture of it shows: three sizes to each side of the point."""
        return tuple((x - 3 * self.size, x + 3 * self.size) for x in self.point)


def no_number(x: float) -> float:
    """A number to divide by: nothing is said at 0 itself, where Python raises and NumPy gives inf."""
    return np.float64(x)


@np.vectorize
def by_table(x):
    """A table looked up and read between its entries, as programmes do."""
    return float(np.interp(x, [0, 1, 2, 3], [0, 2, 2.5, 5]))


KINKS = [
    ("|x|", abs, (0.0,), 1),
    ("|x| + |y|", lambda x, y: abs(x) + abs(y), (0.0, 1.0), 1),
    ("|x - 1e6|", lambda x: abs(x - 1e6), (1e6,), 1),
    ("1e-9 |x|", lambda x: 1e-9 * abs(x), (0.0,), 1),
    ("1e9 |x|", lambda x: 1e9 * abs(x), (0.0,), 1),
    ("|x| / 1e-6", lambda x: abs(x) / 1e-6, (0.0,), 1e-6),
    ("relu", lambda x: np.maximum(x, 0), (0.0,), 1),
    ("leaky relu", lambda x: np.where(x > 0, x, 0.1 * x), (0.0,), 1),
    ("max(x, 2 - x)", lambda x: np.maximum(x, 2 - x), (1.0,), 1),
    ("the length of (x, y)", lambda x, y: np.hypot(x, y), (0.0, 0.0), 1),
    ("1000 + |x|", lambda x: 1000 + abs(x), (0.0,), 1),
    ("|sin(x)|", lambda x: abs(np.sin(x)), (0.0,), 1),
    ("|x² - 2|", lambda x: abs(x**2 - 2), (math.sqrt(2),), 1),
    ("|x| + x²", lambda x: abs(x) + x**2, (0.0,), 1),
    ("min(exp(x), 1)", lambda x: np.minimum(np.exp(x), 1), (0.0,), 1),
    ("sqrt(x²) + sin(y)", lambda x, y: np.sqrt(x**2) + np.sin(y), (0.0, 0.4), 1),
    ("a table between its entries", by_table, (1.0,), 1),
    ("a hinge loss", lambda x: np.maximum(0, 1 - 3 * x), (1 / 3,), 1),
    ("|x| in float32", lambda x: np.float32(abs(x)), (0.0,), 1),
    ("hat", lambda x: np.clip(1 - abs(x - 0.3), 0, None), (0.3,), 1),
    ("1e5 + 20x + |x - 3|", lambda x: 1e5 + 20 * x + abs(x - 3), (3.0,), 1),
]
JUMPS = [
    ("sign(x)", np.sign, (0.0,), 1),
    ("sign(x) + y", lambda x, y: np.sign(x) + y, (0.0, 1.0), 1),
    ("a step", lambda x: np.heaviside(x, 1.0), (0.0,), 1),
    ("floor(x) at 2", np.floor, (2.0,), 1),
    ("round(x) at 0.5", np.round, (0.5,), 1),
    ("x mod 1 at 3", lambda x: x % 1, (3.0,), 1),
    ("x > 1e6", lambda x: np.where(x > 1e6, 1.0, 0.0), (1e6,), 1),
    ("1e-9 sign(x)", lambda x: 1e-9 * np.sign(x), (0.0,), 1),
    ("1e9 sign(x)", lambda x: 1e9 * np.sign(x), (0.0,), 1),
    ("x + (x > 0)", lambda x: x + (x > 0), (0.0,), 1),
    ("100 + (x > 1)", lambda x: 100.0 + (x > 1), (1.0,), 1),
    ("atan(1 / x)", lambda x: np.arctan(1 / no_number(x)) if x else 0.0, (0.0,), 1),
    ("atan2(y, x) at the cut", lambda y, x: np.arctan2(y, x), (0.0, -1.0), 1),
    ("sin(1 / x)", lambda x: np.sin(1 / no_number(x)) if x else 0.0, (0.0,), 1),
    ("1 where x = 0, else 0", lambda x: np.where(x == 0, 1.0, 0.0), (0.0,), 1),
]
POLES = [
    ("1 / x, 0 at 0", lambda x: 1 / no_number(x) if x else 0.0, (0.0,), 1),
    ("1 / x² at 0", lambda x: 1 / no_number(x) ** 2, (0.0,), 1),
    ("1 / x at 0", lambda x: 1 / no_number(x), (0.0,), 1),
    ("1 / (x - 1)", lambda x: 1 / (no_number(x) - 1), (1.0,), 1),
    ("1 / |x|", lambda x: 1 / abs(no_number(x)), (0.0,), 1),
    ("log|x|", lambda x: np.log(abs(x)), (0.0,), 1),
    ("1 / (x² + y²)", lambda x, y: 1 / (no_number(x) ** 2 + y**2), (0.0, 0.0), 1),
    ("tan(x) at π/2", np.tan, (math.pi / 2,), 1),
    ("1e-6 / x, 0 at 0", lambda x: 1e-6 / no_number(x) if x else 0.0, (0.0,), 1),
    ("1 / (x - 1e6)", lambda x: 1 / (no_number(x) - 1e6), (1e6,), 1),
    ("1 / sin(x)", lambda x: 1 / np.sin(no_number(x)), (0.0,), 1),
    ("log(x² + y²)", lambda x, y: np.log(x**2 + y**2), (0.0, 0.0), 1),
]
CUSPS = [
    ("sqrt|x|", lambda x: np.sqrt(abs(x)), (0.0,), 1),
    ("|x| ** (2 / 3)", lambda x: abs(x) ** (2 / 3), (0.0,), 1),
    ("the cube root of x", np.cbrt, (0.0,), 1),
    ("|x| ** 0.9", lambda x: abs(x) ** 0.9, (0.0,), 1),
    ("sqrt|x - 1|", lambda x: np.sqrt(abs(x - 1)), (1.0,), 1),
    ("sqrt|x - 1e5|", lambda x: np.sqrt(abs(x - 1e5)), (1e5,), 1),
    ("1e-6 sqrt|x|", lambda x: 1e-6 * np.sqrt(abs(x)), (0.0,), 1),
    ("x ** (1 / 3) + y", lambda x, y: np.cbrt(x) + y, (0.0, 2.0), 1),
    ("sign(x) sqrt|x|", lambda x: np.sign(x) * np.sqrt(abs(x)), (0.0,), 1),
    ("(x² + y²) ** 0.25", lambda x, y: (x**2 + y**2) ** 0.25, (0.0, 0.0), 1),
    ("1 / log|x|, 0 at 0", lambda x: 1 / np.log(abs(no_number(x))) if x else 0.0, (0.0,), 0.1),
    ("10 + |x| ** 0.5 + x", lambda x: 10 + abs(x) ** 0.5 + x, (0.0,), 1),
]
ROUGH = [
    Rough(kind, *entry)
    for kind, entries in [("kink", KINKS), ("jump", JUMPS), ("pole", POLES), ("cusp", CUSPS)]
    for entry in entries
]
