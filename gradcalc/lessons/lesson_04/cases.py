"""The cases of lesson 04 and their exact answers: projections and level directions. Walks have a file of their own.

Inputs are short decimals, drawn again until they lie far enough from where a known mistake would go unseen.
"""

import numpy as np

from gradcalc.questions.drawing import decimals, function_of_two, until, until_seen
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Refusal

TOO_FLAT = 1e-3  # a gradient shorter than this counts as zero


def parts(g: np.ndarray, u: np.ndarray) -> np.ndarray | Refusal:
    """The part of g along u and the part across, as rows."""
    if not u.any():
        return Refusal()
    return np.array(split(g, u))


def split(g: np.ndarray, u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The part of g along u, which is not zero, and the part across."""
    along = (g @ u) / (u @ u) * u
    return along, g - along


def _split(rng: np.random.Generator, n: int, sign: int, u: np.ndarray | None = None) -> tuple:
    """A gradient and a direction; the slope has this sign, and neither part is short."""
    given = u is not None

    def draw():
        return decimals(rng, -4, 4, n), decimals(rng, -3, 3, n) if u is None else u

    def accepted(g, u):
        if not u.all() and not given:  # a zero among the components would hide what happens to the others
            return False
        along, across = split(g, u)
        sizes = [*map(np.linalg.norm, (along, across))]
        apart = abs(np.linalg.norm(u) - 1) > 0.2 or np.abs(u).max() == 1
        return sign * (g @ u) > 0 and min(sizes) > 0.6 and abs(sizes[0] - sizes[1]) > 0.2 and apart

    return until(draw, accepted)


def along_axes(rng: np.random.Generator) -> list[tuple]:
    """Unit vectors along the axes, both ways."""
    axes = ([1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0])
    return [_split(rng, 2, sign, np.array(u)) for u, sign in zip(axes, (1, -1, -1, 1), strict=True)]


def any_length(rng: np.random.Generator) -> list[tuple]:
    """Directions whose length is not 1, up and down."""
    return [_split(rng, 2, sign) for sign in (1, -1, 1)]


def more_components(rng: np.random.Generator) -> list[tuple]:
    """Vectors with three to six components."""
    return [_split(rng, n, sign) for n, sign in ((3, -1), (4, 1), (6, -1))]


def no_direction(rng: np.random.Generator) -> list[tuple]:
    """No direction at all, and one that is only short."""
    g, u = _split(rng, 2, 1)
    return [(g, np.zeros(2)), (g, (u / 100).round(3))]


def level_direction(f: InputFunction, x: float, y: float) -> np.ndarray | Refusal:
    """A quarter turn clockwise from the gradient, of length 1."""
    fx, fy = f.gradient(x, y)
    size = np.hypot(fx, fy)
    return np.array([fy, -fx]) / size if size >= TOO_FLAT else Refusal()


def _place(rng: np.random.Generator, family: str) -> tuple:
    """A function and a point at which the partial derivatives are neither small nor alike, and |∇f| is not 1."""

    def accepted(f, x, y):
        g = np.abs(f.gradient(x, y))
        return g.min() > 0.3 and abs(g[0] - g[1]) > 0.3 and np.hypot(*g) > 1.5

    return until(lambda: (function_of_two(rng, family), *decimals(rng, -1.5, 1.5, 2).tolist()), accepted)


def _falls_northwards(f: InputFunction, x: float, y: float) -> bool:
    """Whether the higher ground lies below the level curve on the map, so that it is walked to the left."""
    return bool(f.gradient(x, y)[1] < 0)


def quadratics(rng: np.random.Generator) -> list[tuple]:
    """Places on quadratic surfaces."""
    return until_seen(lambda: [_place(rng, "quadratic") for _ in range(3)], _falls_northwards)


def waves_and_hills(rng: np.random.Generator) -> list[tuple]:
    """Places on other smooth surfaces."""
    return until_seen(lambda: [_place(rng, family) for family in ("wave", "hill", "wave")], _falls_northwards)


def flat_or_nearly(rng: np.random.Generator) -> list[tuple]:
    """The top of a hill, where the gradient is zero, and places beside other tops, where it is only short.

    Beside the second top both components are larger than TOO_FLAT, beside the third one of them, and beside the last
    the whole gradient is shorter than that.
    """
    top, *others = (function_of_two(rng, "hill") for _ in range(4))
    _, b, _, d = top.parameters
    beside = [_beside(other, *slopes) for other, slopes in zip(others, _SHORT, strict=True)]
    return [(top, b, d), *beside]


_SHORT = ((0.2, 0.4), (0.3, 0.0), (0.00012, 0.00024))


def _beside(hill: InputFunction, fx: float, fy: float) -> tuple:
    """A place beside the top of a hill at which the gradient is (-fx, -fy), or nearly."""
    a, b, c, d = hill.parameters
    return hill, round(b + fx / (2 * a), 7) + 0, round(d + fy / (2 * a * c), 7) + 0
