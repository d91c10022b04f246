"""Drawn in lesson 04: directions in which f does not change, and whole level curves."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.questions.drawn.asking import arrows_on
from gradcalc.questions.drawn.ground import of_polynomial, places, whole
from gradcalc.questions.drawn.level_curves import LevelCurve
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.terms import Polynomial, polynomial
from gradcalc.questions.drills.words import equals, num, pair

HALF = 2.0  # the window reaches so far on every side of the origin


def level_on_an_elliptic_bowl(rng) -> Task:
    """One level direction, where it is not the way around the origin."""
    return arrows_on({(2, 0): 1, (0, 2): whole(rng, 2, 4)}, places(rng, 1), "level")


def level_on_a_saddle(rng) -> Task:
    """Three level directions on a saddle."""
    return arrows_on({(2, 0): 1, (0, 2): -1, (1, 1): whole(rng, -1, 1)}, places(rng, 3), "level")


def around_an_elliptic_bowl(rng) -> Task:
    """A closed curve, an ellipse."""
    b, ((x, y),) = whole(rng, 2, 4), places(rng, 1)
    c = x**2 + b * y**2
    turns = np.radians(np.arange(0, 361))
    curve = np.sqrt(c) * np.stack([np.cos(turns), np.sin(turns) / np.sqrt(b)], axis=1)
    return _curve({(2, 0): 1, (0, 2): b}, (x, y), curve, "All points with this height make an ellipse.")


def along_a_parabola(rng) -> Task:
    """A curve that bends one way and leaves the window."""
    a, ((x, y),) = int(rng.choice((-1, 1))), places(rng, 1)
    along = np.linspace(-HALF, HALF, 401)
    curve = np.stack([along, y + a * x**2 - a * along**2], axis=1)
    return _curve({(0, 1): 1, (2, 0): a}, (x, y), curve, "That is a parabola, $y$ as a function of $x$.")


def beside_a_saddle(rng) -> Task:
    """One branch of a hyperbola."""
    x, y = (whole(rng, 2, 6) / 4 * int(rng.choice((-1, 1))) for _ in "xy")
    c = x * y
    along = np.sign(x) * np.geomspace(0.01, HALF, 801)
    curve = np.stack([along, c / along], axis=1)
    words = "Divided by $x$, that is $y$ as a function of $x$: a branch of a hyperbola. The other is not through $P$."
    return _curve({(1, 1): 1}, (x, y), curve, words)


def _curve(f: Polynomial, at: tuple[float, float], curve: np.ndarray, shape: str) -> Task:
    inside = curve[(np.abs(curve) <= HALF + 1e-9).all(axis=1)]
    ground, tree = of_polynomial(f, HALF), polynomial(f)
    height = float(ground(*at))
    question = (
        f"$f(x, y) = {latex(tree)}$. Sketch the level curve through the point $P = {pair(at)}$, as far as it goes "
        f"for $x$ and $y$ from $-2$ to $2$."
    )
    steps = (
        f"At $P$ the height is $f {equals(height)}$.",
        f"All along the curve ${latex(tree)} = {num(height)}$. {shape}",
        "On the map it crosses no contour.",
    )
    return Task(question, LevelCurve(ground, at, inside), steps)


DRAWING = Drill(
    "04",
    "Level directions and level curves",
    (level_on_an_elliptic_bowl, level_on_a_saddle, around_an_elliptic_bowl, along_a_parabola, beside_a_saddle),
)
