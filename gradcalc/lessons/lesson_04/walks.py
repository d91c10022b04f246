"""Walks round closed level curves: what is accepted, and the cases.

All the curves are ellipses, whose middle, half axes and length have closed forms.
"""

import math

import numpy as np

from gradcalc.lessons.lesson_04.strayed import form_of_walk, off_the_curve, shape_of_walk
from gradcalc.questions.drawing import until
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Fitting

WINDOW = 4.0  # the width of the window that the curves lie in, from -2 to 2
NEAR_ENOUGH = WINDOW / 1000


def curve_of(f: InputFunction, x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
    """The middle and the half axes (longer first) of the ellipse on which f is what it is at (x, y).

    The level curves of a hill are those of the square in its exponent.
    """
    if f.family == "hill":
        _, b, c, d = f.parameters
        matrix, middle = np.diag([1.0, c]), np.array([b, d])
    else:
        a, b, c, d, e = f.parameters
        matrix = np.array([[a, b / 2], [b / 2, c]])
        middle = np.linalg.solve(2 * matrix, [-d, -e])
    away = np.array([x, y]) - middle
    level = away @ matrix @ away
    squares = level / np.linalg.eigvalsh(matrix)
    return middle, np.sqrt(np.maximum(np.sort(squares)[::-1], 0))


def length_of(half_axes: np.ndarray) -> float:
    """The length of an ellipse, by the trapezoidal rule, which is exact to many digits on a closed curve."""
    t = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    return float(2 * np.pi * np.hypot(half_axes[0] * np.sin(t), half_axes[1] * np.cos(t)).mean())


def trace(f: InputFunction, x: float, y: float, s: float, n: int) -> Fitting:
    """All walks that follow the level curve through (x, y) as asked."""
    return Fitting(lambda points: fault_of_walk(points, f, x, y, s, n))


def fault_of_walk(points: np.ndarray, f: InputFunction, x: float, y: float, s: float, n: int) -> str:
    """What is wrong with a walk, or an empty text.

    It stays on the curve (|f - c| / |∇f| at most a thousandth of the window's width), its steps are
    from s/2 to 3s/2 long, they all lead the way asked, and together they lead all the way round.
    """
    if points.shape != (n + 1, 2):
        return shape_of_walk(points.shape, n)
    value, c = f.build(), f.build()(x, y)
    gradients = np.array([f.gradient(*p) for p in points])
    slopes = np.hypot(*gradients.T)
    if form := form_of_walk(points, slopes, s):
        return form
    if np.abs(points[0] - [x, y]).max() > 1e-6:
        return "The first point is the start, (x, y) itself."
    away = np.abs(value(*points.T) - c) / slopes
    moves = np.diff(points, axis=0)
    lengths = np.hypot(*moves.T)
    forward = moves[:, 0] * gradients[:-1, 1] - moves[:, 1] * gradients[:-1, 0]
    spokes = points - curve_of(f, x, y)[0]
    crosses = spokes[:-1, 0] * spokes[1:, 1] - spokes[:-1, 1] * spokes[1:, 0]
    turned = abs(np.arctan2(crosses, (spokes[:-1] * spokes[1:]).sum(axis=1)).sum())
    if not (away <= NEAR_ENOUGH).all():
        k = int(np.argmax(~(away <= NEAR_ENOUGH)))
        straight = points[0] + s * np.array([gradients[0, 1], -gradients[0, 0]]) / slopes[0]
        on_tangent = abs(value(*straight) - c) / np.hypot(*f.gradient(*straight))
        return (
            f"Point {k} has left the curve: |f - c| / |∇f| is {away[k]:.2g} there, and {NEAR_ENOUGH:g} is accepted."
            + off_the_curve(points, gradients[0], away[1], on_tangent)
        )
    if not ((lengths >= s / 2) & (lengths <= 1.5 * s)).all():
        k = int(np.argmax(~((lengths >= s / 2) & (lengths <= 1.5 * s))))
        return f"Step {k} is {lengths[k]:.2g} long: from {s / 2:g} to {1.5 * s:g} is accepted."
    if not (forward > 0).all():
        return f"Step {int(np.argmax(~(forward > 0)))} leads the wrong way: keep the higher ground on the left."
    if turned < 2 * np.pi:
        return f"The walk ends before it has come round: it has turned by {np.degrees(turned):.0f}° about the middle."
    return ""


def _closed(rng: np.random.Generator, family: str, sign: int, narrow: bool = False) -> tuple:
    """A function, a start, a step, and the number of steps for a round and a bit more.

    The curve goes round the bottom of a bowl (sign +1) or round a top (-1). The start is where a
    gradient that is taken for a unit vector makes steps that are too long.
    """

    def draw():
        if family == "hill":
            parameters = rng.uniform([3, -0.5, 0.5, -0.5], [6, 0.5, 2, 0.5])
        else:
            parameters = sign * rng.uniform([0.8, -1, 0.8, -1, -1], [4.5, 1, 4.5, 1, 1])
        f = InputFunction(family, tuple((parameters.round(1) + 0).tolist()))
        return f, *(rng.uniform(-1.6, 1.6, 2).round(1) + 0).tolist(), float(rng.choice([0.05, 0.06, 0.08]))

    def accepted(f, x, y, s):
        middle, (longer, shorter) = curve_of(f, x, y)
        return (
            shorter > 0.6
            and shorter**2 / longer > 0.35  # the sharpest bend is wide for a step
            and np.abs(middle).max() + longer < 1.9
            and (longer > 1.6 * shorter) == narrow
            and np.hypot(*f.gradient(x, y)) > 2.2
        )

    f, x, y, s = until(draw, accepted)
    return f, x, y, s, math.ceil(1.2 * length_of(curve_of(f, x, y)[1]) / s)


def round_a_bottom(rng: np.random.Generator) -> list[tuple]:
    """Around the lowest point of a bowl, clockwise."""
    return [_closed(rng, "quadratic", +1), _closed(rng, "quadratic", +1)]


def round_a_top(rng: np.random.Generator) -> list[tuple]:
    """Around the highest point of a hill or a dome, counterclockwise."""
    return [_closed(rng, "hill", -1), _closed(rng, "quadratic", -1)]


def narrow(rng: np.random.Generator) -> list[tuple]:
    """Around longer ellipses, whose ends bend more sharply than their sides."""
    return [_closed(rng, "quadratic", +1, narrow=True), _closed(rng, "quadratic", -1, narrow=True)]
