"""The cases of lesson 01 and their exact answers."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_03.cases import more_variables, two_variables
from gradcalc.questions.drawing import apart, decimals, function_of_two, place, until
from gradcalc.questions.inputs import InputFunction

THOUSAND = 1000

# Steps that people choose, for mistakes whose result depends on it.
STEPS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)


def difference_along(axis: str) -> Callable[[InputFunction, float, float, float], float]:
    """The forward difference along an axis, in closed form.

    It is never the quotient itself: sin(s + t) - sin(s) = 2 cos(s + t/2) sin(t/2), and so on.
    """

    def along_x(f: InputFunction, x: float, y: float, h: float) -> float:
        a, b, c, d, *_ = f.parameters
        match f.family:
            case "wave":
                return a * np.cos(c * y) * 2 * np.cos(b * (x + h / 2)) * np.sin(b * h / 2) / h + d
            case "hill":
                return a * np.exp(-((x - b) ** 2) - c * (y - d) ** 2) * np.expm1(-h * (2 * (x - b) + h)) / h
        return f.gradient(x, y)[0] + a * h

    def along_y(f: InputFunction, x: float, y: float, h: float) -> float:
        a, b, c, d, *_ = f.parameters
        match f.family:
            case "wave":
                return -a * np.sin(b * x) * 2 * np.sin(c * (y + h / 2)) * np.sin(c * h / 2) / h
            case "hill":
                return a * np.exp(-((x - b) ** 2) - c * (y - d) ** 2) * np.expm1(-c * h * (2 * (y - d) + h)) / h
        return f.gradient(x, y)[1] + c * h

    return along_x if axis == "x" else along_y


def misread_differences(f: Callable, x: float, y: float, h: float, axis: str) -> dict[str, float]:
    """What known mistakes with a difference along an axis give, by a name for each."""
    dx, dy = (h, 0.0) if axis == "x" else (0.0, h)
    here, ahead, behind = f(x, y), f(x + dx, y + dy), f(x - dx, y - dy)
    return {
        "central": (ahead - behind) / (2 * h),
        "backward": (here - behind) / h,
        "not divided": ahead - here,
        "wrong way round": (here - ahead) / h,
        "both": (f(x + h, y + h) - here) / h,
        "other axis": (f(x + dy, y + dx) - here) / h,
        "no brackets": ahead - here / h,
    }


def differences_of_something_else(f: Callable, x: float, y: float, h: float, axis: str) -> dict[str, float]:
    """What comes of another point, another function or another quotient, which no length of a step tells apart."""
    dx, dy = (h, 0.0) if axis == "x" else (0.0, h)
    return {
        "halved": (f(x + dx, y + dy) - f(x, y)) / (2 * h),
        "the point of the lesson": (f(1 + dx, 2 + dy) - f(1, 2)) / h,
        "the example": 2 * x * y if axis == "x" else x**2 + 3,
        "of the value": 1.0,
    }


def long_steps(axis: str) -> Callable[[np.random.Generator], list[tuple]]:
    """Draws steps so long that forward, backward and central differences and the slope itself all differ."""

    def accepted(f, x, y, h):
        misread = misread_differences(f.build(), x, y, h, axis)
        slope = f.gradient(x, y)["xy".index(axis)]
        return apart(np.array([difference_along(axis)(f, x, y, h), slope, *misread.values()]), 0.03)

    def draw(rng: np.random.Generator) -> list[tuple]:
        return [
            until(lambda family=family: (*place(rng, family), float(rng.choice([0.25, 0.5, 0.75]))), accepted)
            for family in ("wave", "hill", "wave")
        ]

    return draw


def short_steps(axis: str) -> Callable[[np.random.Generator], list[tuple]]:
    """Draws steps so short that all differences come close to the slope."""

    def accepted(f, x, y, h):
        fx, fy = f.gradient(x, y)
        return abs(fx + fy) > 0.1 and abs(f.build()(x, y)) > 0.1

    def draw(rng: np.random.Generator) -> list[tuple]:
        return [
            until(lambda family=family: (*place(rng, family), 1e-5), accepted)
            for family in ("quadratic", "wave", "hill")
        ]

    return draw


def gradient_at(f: InputFunction, *point: float | np.ndarray) -> np.ndarray:
    """The exact gradient."""
    return f.gradient(*point)


def _steep_place(rng: np.random.Generator, family: str) -> tuple:
    """A place whose gradient does not have the length 1."""

    def accepted(f, x, y):
        fx, fy = f.gradient(x, y)
        return abs(np.hypot(fx, fy) - 1) > 0.1 and abs(fx + fy) > 0.1

    return until(lambda: place(rng, family), accepted)


def quadratics(rng: np.random.Generator) -> list[tuple]:
    """Points of quadratic functions."""
    return [_steep_place(rng, "quadratic") for _ in range(3)]


def waves_and_hills(rng: np.random.Generator) -> list[tuple]:
    """Points of functions with a sine and with an exponential."""
    return [_steep_place(rng, family) for family in ("wave", "hill")]


def level_along_one_axis(rng: np.random.Generator) -> list[tuple]:
    """Points at which one slope is zero, first the one along x, then the one along y."""
    cases = []
    for axis in (0, 1):

        def level(axis=axis):
            a, b, c, d, e = decimals(rng, -2, 2, 5)
            x, y = rng.integers(-4, 5, 2) / 2
            if axis == 0:
                d = -(2 * a * x + b * y)
            else:
                e = -(b * x + 2 * c * y)
            return InputFunction("quadratic", tuple((np.array([a, b, c, d, e]).round(4) + 0).tolist())), x, y

        def accepted(f, x, y, axis=axis):
            other = abs(f.gradient(x, y)[1 - axis])
            return 0.4 < other < 6 and abs(other - 1) > 0.1

        f, x, y = until(level, accepted)
        cases.append((f, float(x), float(y)))
    return cases


def many_points(rng: np.random.Generator) -> list[tuple]:
    """Three and five points at once: x and y are arrays."""
    cases = []
    for family, count in (("quadratic", 3), ("wave", 5)):

        def points(family=family, count=count):
            return function_of_two(rng, family), decimals(rng, -1.5, 1.5, count), decimals(rng, -1.5, 1.5, count)

        def accepted(f, x, y):
            g = f.gradient(x, y)
            sizes = [np.abs(g).max(axis=1), np.abs(g[0] - g[1]).max(), np.abs(np.hypot(*g) - 1).max()]
            return np.min(np.hstack(sizes)) > 0.4

        cases.append(until(points, accepted))
    return cases


def few_variables(rng: np.random.Generator) -> list[tuple]:
    """Functions of two to six variables."""
    return two_variables(rng) + more_variables(rng)


def thousand_variables(rng: np.random.Generator) -> list[tuple]:
    """Functions of a thousand variables, at points that can be written in a line."""
    cases = []
    for start in (-2.0, 1.0):
        a, b, c = decimals(rng, 0.5, 2, 3).tolist()
        end = round(float(start + rng.uniform(1, 2)), 1)
        cases.append((InputFunction("chain", (a, b, c)), np.linspace(start, end, THOUSAND)))
    return cases
