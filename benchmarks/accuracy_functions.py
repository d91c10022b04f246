"""Smooth functions of many scales, to measure how exact slopes are: what accuracy.py and its test look at.

Each is written once, for whichever library of mathematics it is given: NumPy to differentiate it, mpmath for the
exact slopes. A case knows the length over which it changes along each coordinate, which the contestants do not.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import mpmath
import numpy as np

DIGITS = 60  # of the exact slopes, while they are worked out
NEAR = (-0.1, 0, 0.1)  # in lengths: where the slope scale near a point is looked for


@dataclass(frozen=True, eq=False)
class Case:
    """A function of k numbers with the point, of k coordinates, where it is differentiated."""

    kind: str
    name: str
    write: Callable  # of a library and k numbers
    point: tuple[float, ...]
    lengths: tuple[float, ...]

    @property
    def f(self) -> Callable:
        """The function as somebody writes it with NumPy."""
        if self.kind == "float32 answers":
            return lambda *x: np.float32(self.write(np, *x))
        return lambda *x: self.write(np, *x)

    @property
    def close(self) -> float:
        """The error that counts as small, relative to the slopes near the point."""
        return 1e-4 if self.kind == "float32 answers" else 1e-6

    @property
    def window(self) -> tuple[tuple[float, float], ...]:
        """What a picture of it shows: three lengths to each side of the point."""
        return tuple((x - 3 * size, x + 3 * size) for x, size in zip(self.point, self.lengths, strict=True))

    def slopes(self, *point: float) -> np.ndarray:
        """The exact gradient at a point, of shape (k,)."""
        orders = np.eye(len(point), dtype=int).tolist()
        with mpmath.workdps(DIGITS):
            x = tuple(map(mpmath.mpf, point))
            return np.array([float(mpmath.diff(lambda *x: self.write(mpmath, *x), x, tuple(n))) for n in orders])

    @property
    def scale(self) -> np.ndarray:
        """The greatest size of each slope within a tenth of a length along its coordinate, of shape (k,)."""
        met = []
        for i, size in enumerate(self.lengths):
            moved = [[*self.point[:i], self.point[i] + share * size, *self.point[i + 1 :]] for share in NEAR]
            met.append(max(abs(self.slopes(*point)[i]) for point in moved))
        return np.array(met)

    def error(self, found: np.ndarray) -> float:
        """The greatest error of slopes at the point, relative to the slopes there and near it; infinite of nan."""
        exact = self.slopes(*self.point)
        with np.errstate(all="ignore"):
            off = np.abs(found - exact) / np.maximum(np.abs(exact), self.scale)
        off[found == exact] = 0
        return float(np.where(np.isfinite(off), off, np.inf).max())


SMOOTH: list[Case] = []


def add(kind: str, name: str, write: Callable, point, lengths) -> None:
    """Put a case of one or several coordinates onto the list."""
    point, lengths = (tuple(np.ravel(numbers).astype(float).tolist()) for numbers in (point, lengths))
    SMOOTH.append(Case(kind, name, write, point, lengths))


def hill(m, x, y):
    return m.exp(-(x**2) - y**2)


for a in [1e-9, 1e-6, 1e-4, 1e-2, 1e2, 1e4, 1e6, 1e9]:
    add("scale of x", f"sin(x / {a:g})", lambda m, x, a=a: m.sin(x / a), 0.7 * a, a)
    add("scale of x", f"a hill {a:g} wide", lambda m, x, y, a=a: hill(m, x / a, y / a), (0.7 * a, -0.4 * a), (a, a))
    add("scale of x", f"1 / (1 + (x / {a:g})²)", lambda m, x, a=a: 1 / (1 + (x / a) ** 2), 0.3 * a, a)

for a in [1e-12, 1e-9, 1e-6, 1e-3, 1e3, 1e6, 1e9, 1e12]:
    add("scale of f", f"{a:g} sin(x)", lambda m, x, a=a: a * m.sin(x), 1.1, 1)
    add("scale of f", f"{a:g} (x³ - 2xy)", lambda m, x, y, a=a: a * (x**3 - 2 * x * y), (0.4, 1.3), (1, 1))

for far in [1e2, 2020.3, 2460310.5, 1e6, 1e8]:  # years, Julian days
    wide = max(1.0, far * 1e-6)
    add("offset of x", f"sin(x) at {far:g}", lambda m, x: m.sin(x), far, 1)
    add("offset of x", f"a hill {wide:g} wide at {far:g}",
        lambda m, x, y, p=far, w=wide: hill(m, (x - p) / w, (y - p) / w),
        (far + 0.7 * wide, far + 0.3 * wide), (wide, wide))  # fmt: skip
add("offset of x", "sin(24πx) y, x in years", lambda m, x, y: m.sin(24 * math.pi * x) * y, (2021.3, 1.2), (0.013, 1))
add("offset of x", "a hill of 10 m, in metres of UTM",
    lambda m, x, y: 10 * hill(m, (x - 5e5) / 10, (y - 5e6) / 10), (5e5 + 3, 5e6 - 4), (10, 10))  # fmt: skip
add("offset of x", "cos((x - 3000) / 0.1)", lambda m, x: m.cos((x - 3000) / 0.1), 3000.04, 0.1)
add("offset of x", "a bowl at (1e5, -1e5)", lambda m, x, y: (x - 1e5) ** 2 + (y + 1e5) ** 2, (100001, -99998), (1, 1))
add("offset of x", "(x - 1e7)³", lambda m, x: (x - 1e7) ** 3, 1e7 + 2, 2)

for a in [1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7]:
    add("offset of f", f"{a:g} + sin(x)", lambda m, x, a=a: a + m.sin(x), 0.8, 1)
    add("offset of f", f"x y - {a:g}", lambda m, x, y, a=a: x * y - a, (1.2, 0.7), (1, 1))
add("offset of f", "101325 - 0.012x + 0.001y", lambda m, x, y: 101325 - 0.012 * x + 0.001 * y, (0.5, 2), (1, 1))
add("offset of f", "273.15 + 5exp(-x²)", lambda m, x: 273.15 + 5 * m.exp(-(x**2)), 0.3, 1)

TINY, VAST = 1e-6, 1e6
MIXED = [
    ("sin(x) + y", lambda m, x, y: m.sin(x) + y, (1, 1e6), (1, 1e6)),
    ("a hill 1e-6 by 1e6", lambda m, x, y: hill(m, x / TINY, y / VAST), (0.4e-6, -0.8e6), (TINY, VAST)),
    ("pressure nRT / V", lambda m, n, t, v: n * 8.314 * t / v, (0.02, 293.15, 3e-4), (0.02, 293, 3e-4)),
    ("speed of a pump (mm, bar)", lambda m, x, y: m.sqrt(2 * y / 1000) * x**2, (2e-3, 2e5), (2e-3, 2e5)),
    ("distance / time", lambda m, d, t: d / t, (1.5e11, 1e-3), (1.5e11, 1e-3)),
    ("Planck", lambda m, w, t: w**-5 / (m.exp(1.4388e-2 / (w * t)) - 1), (5e-7, 5800), (1e-7, 1000)),
    ("1e6x + sin(100y)", lambda m, x, y: 1e6 * x + m.sin(100 * y), (1, 0.3), (1, 0.01)),
    ("sin(x) + 1e-6 sin(1e4y)", lambda m, x, y: m.sin(x) + 1e-6 * m.sin(1e4 * y), (1, 0.3), (1, 1e-4)),
    ("sin(1000x) cos(y/1000)", lambda m, x, y: m.sin(1e3 * x) * m.cos(y / 1e3), (0.2, 400), (1e-3, 1e3)),
    ("Arrhenius", lambda m, e, t: 1e13 * m.exp(-e / (8.314 * t)), (8e4, 350), (3e3, 12)),
    ("an orbit's energy", lambda m, v, r: v**2 / 2 - 3.986e14 / r, (7500, 6.8e6), (7500, 6.8e6)),
    ("x + 0.01sin(1000x)", lambda m, x: x + 0.01 * m.sin(1000 * x), 0.3, 1e-3),
    ("a valley 1000 (y - x²)² + x²", lambda m, x, y: 1000 * (y - x**2) ** 2 + x**2, (0.3, 0.2), (0.1, 0.1)),
    ("a loss with weights 1e-4", lambda m, w, b: m.log(1 + m.exp(-(w * 1e4 + b))), (1.3e-4, 0.2), (1e-4, 1)),
]
for case in MIXED:
    add("mixed scales", *case)

for a in [1e-1, 1e-3, 1e-5, 1e-8, 1e-12]:
    add("edge of a domain", f"sqrt(x) at {a:g}", lambda m, x: m.sqrt(x), a, a)
    add("edge of a domain", f"log(x) + y at {a:g}", lambda m, x, y: m.log(x) + y, (a, 1), (a, 1))
    add("edge of a domain", f"x log(x) at {a:g}", lambda m, x: x * m.log(x), a, a)
for a in [1e-2, 1e-4, 1e-6]:
    add("edge of a domain", f"asin(x) at 1 - {a:g}", lambda m, x: m.asin(x), 1 - a, a)
    add("edge of a domain", f"sqrt(1 - x² - y²), {a:g} inside",
        lambda m, x, y: m.sqrt(1 - x**2 - y**2), (0.6 - a, 0.8 - a), (a, a))  # fmt: skip

for w in [24 * math.pi, 100, 1e3, 1e4, 1e5]:
    add("oscillation", f"sin({w:.4g}x)", lambda m, x, w=w: m.sin(w * x), 1, 1 / w)
    add("oscillation", f"x + 0.01cos({w:.4g}x)", lambda m, x, w=w: x + 0.01 * m.cos(w * x), 0.3, 1 / w)
    add("oscillation", f"sin({w:.4g}x) y²", lambda m, x, y, w=w: m.sin(w * x) * y**2, (0.7, 1.2), (1 / w, 1))
add("oscillation", "sin(x²) at 30", lambda m, x: m.sin(x**2), 30, 1 / 60)
add("oscillation", "sin(1 / x) at 0.01", lambda m, x: m.sin(1 / x), 0.01, 1e-4)
add("oscillation", "x² sin(1 / x) at 1e-3", lambda m, x: x**2 * m.sin(1 / x), 1e-3, 1e-6)
add("oscillation", "exp(-x) sin(50x)", lambda m, x: m.exp(-x) * m.sin(50 * x), 0.8, 0.02)

FLAT = [
    ("x² at 0", lambda m, x: x**2, 0, 1),
    ("x³ at 0", lambda m, x: x**3, 0, 1),
    ("x⁴ + y at 0", lambda m, x, y: x**4 + y, (0, 0), (1, 1)),
    ("x¹⁰ at 0.01", lambda m, x: x**10, 0.01, 0.01),
    ("cos(x) at 0", lambda m, x: m.cos(x), 0, 1),
    ("sin(x) at π/2", lambda m, x: m.sin(x), math.pi / 2, 1),
    ("exp(-1 / x²) at 0.1", lambda m, x: m.exp(-1 / x**2), 0.1, 5e-4),
    ("a constant", lambda m, x, y: 3 + 0 * x + 0 * y, (1, 2), (1, 1)),
    ("x² at 1e-9", lambda m, x: x**2, 1e-9, 1),
    ("(x - 1)² + 1e6 at 1", lambda m, x: (x - 1) ** 2 + 1e6, 1, 1),
    ("tanh(x) at 6", lambda m, x: m.tanh(x), 6, 1),
    ("the bottom of a bowl", lambda m, x, y: x**2 + y**2, (0, 0), (1, 1)),
    ("the monkey saddle", lambda m, x, y: x**3 - 3 * x * y**2, (0, 0), (1, 1)),
    ("1 - cos(x) at 1e-4", lambda m, x: 1 - m.cos(x), 1e-4, 1),
    ("a hill, 4 lengths away", lambda m, x, y: hill(m, x, y), (4, 1), (0.1, 1)),
    ("a sigmoid at 12", lambda m, x: 1 / (1 + m.exp(-x)), 12, 1),
    ("x² sin(y) at 0", lambda m, x, y: x**2 * m.sin(y), (0, 0.5), (1, 1)),
]
for case in FLAT:
    add("flat", *case)

for a in [1e-6, 1e-3, 1e-1]:
    add("near a pole", f"1 / x at {a:g}", lambda m, x: 1 / x, a, a)
    add("near a pole", f"tan(x), {a:g} beside π/2", lambda m, x: m.tan(x), math.pi / 2 - a, a)
    add("near a pole", f"1 / (x² + y²), {a:g} away", lambda m, x, y: 1 / (x**2 + y**2), (a, 2 * a), (a, a))
    add("near a pole", f"1 / (x² + {a:g}²)", lambda m, x, a=a: 1 / (x**2 + a**2), 0.4 * a, a)
add("near a pole", "log(x² + y²), 1e-4 away", lambda m, x, y: m.log(x**2 + y**2), (1e-4, 2e-4), (1e-4, 1e-4))
add("near a pole", "1 / (x - 1), 1e-4 away", lambda m, x: 1 / (x - 1), 1.0001, 1e-4)

SHORT = [  # as a deep-learning library answers
    ("x y", lambda m, x, y: x * y, (1.3, 2.7), (1, 1)),
    ("sin(x)", lambda m, x: m.sin(x), 0.8, 1),
    ("exp(x)", lambda m, x: m.exp(x), 1, 1),
    ("x² + y²", lambda m, x, y: x**2 + y**2, (3, -2), (3, 3)),
    ("log(x)", lambda m, x: m.log(x), 2, 2),
    ("a hill", lambda m, x, y: hill(m, x, y), (0.5, 0.8), (1, 1)),
    ("1 / x", lambda m, x: 1 / x, 0.3, 0.3),
    ("sqrt(x)", lambda m, x: m.sqrt(x), 5, 5),
    ("tanh(x) + y³", lambda m, x, y: m.tanh(x) + y**3, (0.4, 0.9), (1, 1)),
    ("exp(x) sin(y) + cos(xy)", lambda m, x, y: m.exp(x) * m.sin(y) + m.cos(x * y), (0.7, 1.1), (1, 1)),
    ("1e-6 sin(x)", lambda m, x: 1e-6 * m.sin(x), 0.8, 1),
    ("x³ at 100", lambda m, x: x**3, 100, 100),
]
for case in SHORT:
    add("float32 answers", *case)


def rosenbrock(m, *x):
    return sum(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in pairwise(x))


def griewank(m, *x):
    return sum(a**2 for a in x) / 4000 - math.prod(m.cos(a / math.sqrt(i)) for i, a in enumerate(x, 1)) + 1


def ackley(m, x, y):
    mean, wave = (x**2 + y**2) / 2, (m.cos(2 * math.pi * x) + m.cos(2 * math.pi * y)) / 2
    return -20 * m.exp(-m.sqrt(mean) / 5) - m.exp(wave) + 20 + math.e


ORDINARY = [
    ("exp(x) sin(y) + cos(xy)", lambda m, x, y: m.exp(x) * m.sin(y) + m.cos(x * y), (0.7, -1.1), (1, 1)),
    ("Rosenbrock", rosenbrock, (-1.2, 1), (1, 1)),
    ("Rosenbrock at its minimum", rosenbrock, (1, 1), (1, 1)),
    ("Rosenbrock of 10", rosenbrock, (-1.2, 1) * 5, (1,) * 10),
    ("Himmelblau", lambda m, x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (1, 2), (2, 2)),
    ("Beale", lambda m, x, y: sum((c - x + x * y**n) ** 2 for n, c in enumerate((1.5, 2.25, 2.625), 1)),
     (1, 2), (1, 1)),
    ("Booth", lambda m, x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, (4, -3), (5, 5)),
    ("Matyas", lambda m, x, y: 0.26 * (x**2 + y**2) - 0.48 * x * y, (1, 0.5), (1, 1)),
    ("McCormick", lambda m, x, y: m.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1, (0.3, 0.5), (1, 1)),
    ("Ackley", ackley, (0.7, 1.3), (0.3, 0.3)),
    ("Rastrigin of 5", lambda m, *x: sum(10 + a**2 - 10 * m.cos(2 * math.pi * a) for a in x),
     (0.3, -1.2, 2.1, 0.6, -0.4), (0.2,) * 5),
    ("Griewank of 4", griewank, (3, -7, 1, 20), (1,) * 4),
    ("Easom", lambda m, x, y: -m.cos(x) * m.cos(y) * hill(m, x - math.pi, y - math.pi), (2.5, 3.7), (0.5, 0.5)),
    ("Goldstein and Price's first factor", lambda m, x, y: 1 + (x + y + 1) ** 2 *
     (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2), (-0.5, 0.3), (1, 1)),
    ("Powell's four",
     lambda m, a, b, c, d: (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4,
     (3, -1, 0, 1), (1,) * 4),
    ("a softmax's loss", lambda m, *x: m.log(sum(m.exp(a) for a in x)) - x[1], (2, -1, 0.3, 5), (1,) * 4),
    ("log cosh", lambda m, x, y: m.log(m.cosh(x - 2 * y)), (0.4, 0.9), (1, 1)),
]  # fmt: skip
for case in ORDINARY:
    add("several variables", *case)
