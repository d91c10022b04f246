"""The cases of lesson 03 and their exact answers.

Inputs are short decimals, so that a case can be read and copied, and each is drawn again until it
lies far enough from where a known mistake would go unseen.
"""

from collections.abc import Callable

import numpy as np

from gradcalc.maths.vectors import from_angle
from gradcalc.questions.drawing import apart, decimals, place, until, until_seen
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Refusal

# The lengths of these vectors are whole numbers, without any rounding.
WHOLE = ((3.0, 4.0), (5.0, 12.0), (8.0, 15.0), (7.0, 24.0))


def slope(f: InputFunction, x: float, y: float, direction: np.ndarray) -> float | Refusal:
    """D_u f = ∇f · u, refused along no direction."""
    length = np.hypot(*direction)
    return f.gradient(x, y) @ direction / length if length else Refusal()


def _walk(rng: np.random.Generator, family: str, sign: int, low: float = 0.5, high: float = 6.0) -> tuple:
    """A place, and a direction along which the slope has this sign; its length is not 1."""
    f, x, y = place(rng, family)
    g = f.gradient(x, y)

    def accepted(direction):
        length = np.hypot(*direction)
        # Neither close to an axis or a diagonal, nor to the gradient, nor level, nor of length 1.
        crooked = np.abs(direction).min() > 0.3 * length and apart(direction, 0.3 * length)
        there = g @ direction / length
        return crooked and 0.3 < sign * there < np.hypot(*g) - 0.05 and abs(length - 1) > 0.2

    def draw():
        return ((rng.uniform(low, high) * from_angle(rng.uniform(0, 360))).round(1 if high > 1 else 3),)

    return f, x, y, *until(draw, accepted)


def along_axes(rng: np.random.Generator) -> list[tuple]:
    """All four ways along the axes from one place."""
    here = place(rng, "quadratic")
    return [(*here, np.array(direction)) for direction in ([1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0])]


def uphill(rng: np.random.Generator) -> list[tuple]:
    """Directions of any length along which f grows, with a function of each family."""
    return [_walk(rng, family, +1) for family in ("quadratic", "wave", "hill")]


def downhill(rng: np.random.Generator) -> list[tuple]:
    """Directions of any length along which f falls."""
    return [_walk(rng, family, -1) for family in ("quadratic", "wave", "hill")]


def zero_or_short(rng: np.random.Generator) -> list[tuple]:
    """No direction at all, and one that is only short."""
    return [(*place(rng, "quadratic"), np.zeros(2)), _walk(rng, "quadratic", +1, 0.01, 0.05)]


def angles(gradient: np.ndarray, c: float) -> np.ndarray:
    """Where |∇f| cos(t - angle of ∇f) = c, in degrees from 0 up to 360."""
    share, middle = c / np.hypot(*gradient), np.degrees(np.arctan2(gradient[1], gradient[0]))
    if abs(share) > 1:
        return np.array([])
    half = np.degrees(np.arccos(share))
    return np.remainder([middle + half] if abs(share) == 1 else [middle - half, middle + half], 360)


def same_angles(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether two arrays hold the same angles, in any order."""
    return got.shape == exact.shape and bool((np.abs(np.sort(got) - np.sort(exact)) <= tolerance).all())


def _gradient_towards(rng: np.random.Generator, low: float, high: float) -> np.ndarray:
    """A gradient at an angle between low and high, longer than 1."""
    return (rng.uniform(1.5, 6) * from_angle(rng.uniform(low, high))).round(2)


def _part_of(rng: np.random.Generator, gradient: np.ndarray, low: float, high: float) -> float:
    return round(rng.uniform(low, high) * float(np.hypot(*gradient)), 2)


def two_angles(rng: np.random.Generator) -> list[tuple]:
    """Slopes that are reached along two directions; zero is among them."""
    # Back and down: there atan is half a turn off, and one angle lies outside 0 to 360 until it is brought back.
    back, ahead = _gradient_towards(rng, 200, 250), _gradient_towards(rng, 300, 330)
    return [(back, _part_of(rng, back, 0.2, 0.6)), (ahead, 0.0), (back, _part_of(rng, back, -0.6, -0.2))]


def one_angle(rng: np.random.Generator) -> list[tuple]:
    """The greatest slope and, for another gradient, the least."""
    back, ahead = (-np.array(WHOLE[i]) * rng.integers(2, 5) / 4 for i in rng.permutation(len(WHOLE))[:2])
    ahead[0] *= -1
    return [(back, float(np.hypot(*back))), (ahead, -float(np.hypot(*ahead)))]


def no_angle(rng: np.random.Generator) -> list[tuple]:
    """Slopes that are too great either way, and one that is just small enough."""
    first, second, third = (_gradient_towards(rng, *between) for between in ((20, 70), (110, 160), (45, 75)))
    return [
        (first, _part_of(rng, first, 1.1, 2)),
        (second, _part_of(rng, second, -2, -1.1)),
        (third, _part_of(rng, third, 0.85, 0.95)),
    ]


def steepest_direction(f: InputFunction, x: np.ndarray) -> np.ndarray:
    """∇f / |∇f|."""
    g = f.gradient(x)
    return g / np.linalg.norm(g)


def greatest_slope(f: InputFunction, x: np.ndarray) -> float:
    """|∇f|."""
    return float(np.linalg.norm(f.gradient(x)))


def _place_in(rng: np.random.Generator, family: str, n: int) -> tuple:
    """A function of n variables and a point at which several partial derivatives count."""

    def draw():
        a, b = decimals(rng, -2, 2, n), decimals(rng, -1, 1, n)
        parameters = (tuple(a.tolist()), tuple(b.tolist()) if family == "valley" else round(rng.uniform(2, 6), 1))
        return InputFunction(family, parameters), decimals(rng, -1.5, 1.5, n)

    def accepted(f, x):
        g = f.gradient(x)
        length, sizes = np.linalg.norm(g), np.sort(np.abs(g))
        return 1.5 < length < 12 and sizes[-2] > 0.35 * length and abs(g.sum() - length) > 0.1

    return until(draw, accepted)


def two_variables(rng: np.random.Generator) -> list[tuple]:
    """Functions of an array of two numbers."""
    return [_place_in(rng, family, 2) for family in ("valley", "soft maximum")]


def more_variables(rng: np.random.Generator) -> list[tuple]:
    """Functions of three to six variables."""
    return [_place_in(rng, "valley", 3), _place_in(rng, "soft maximum", 5), _place_in(rng, "valley", 6)]


def best_share(gradient: np.ndarray, directions: np.ndarray) -> float:
    """The greatest cosine of the angle between the gradient and a direction."""
    lengths = np.linalg.norm(directions, axis=1)
    return float(np.max(directions @ gradient / (lengths * np.linalg.norm(gradient))))


def _fan(rng: np.random.Generator, m: int, n: int, accepted: Callable[[np.ndarray], bool]) -> tuple:
    """A gradient and m directions with n components; accepted judges the cosines between them."""

    def fits(gradient, directions):
        lengths, size = np.linalg.norm(directions, axis=1), np.linalg.norm(gradient)
        if not lengths.all() or not np.linalg.norm(directions, axis=0).all() or size < 1.5:
            return False
        products = directions @ gradient / size
        by_column = (directions / np.linalg.norm(directions, axis=0)) @ gradient / size
        cosines = products / lengths
        longest = cosines[products.argmax()]  # a long direction wins where lengths are taken out too late
        seen = [cosines.max(), products.max(), by_column.max(), (cosines * size).max(), longest]
        return accepted(cosines) and all(abs(seen[0] - other) > 0.05 for other in seen[1:])

    return until(lambda: (decimals(rng, -3, 3, n), decimals(rng, -4, 4, (m, n))), fits)


def _best_is_not(row: int) -> Callable[..., bool]:
    """Whether another row of the directions leads up best."""
    return lambda g, rows: bool((rows @ g / np.linalg.norm(rows, axis=1)).argmax() != row % len(rows))


def some_uphill(rng: np.random.Generator) -> list[tuple]:
    """Directions of which the steepest climb is less steep than the steepest fall."""

    def draw():
        return [
            _fan(rng, m, n, lambda cosines: 0.2 < cosines.max() < -cosines.min() - 0.05)
            for m, n in ((3, 2), (4, 3), (6, 4))
        ]

    return until_seen(draw, _best_is_not(0), _best_is_not(-1))


def all_downhill(rng: np.random.Generator) -> list[tuple]:
    """Directions that all lead down."""

    def draw():
        return [_fan(rng, m, n, lambda c: c.max() < -0.15 and c.max() - c.min() > 0.05) for m, n in ((3, 2), (4, 3))]

    return until_seen(draw, _best_is_not(0), _best_is_not(-1))
