"""The cases of lesson 02 and their exact answers."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from gradcalc.questions.drawing import function_of_two, until, until_seen
from gradcalc.questions.inputs import InputFunction

# Central differences on whole grids call f four times; a loop over 24 rows alone calls it more than 20 times.
CALLS = 20

NEAR = 0.05  # how near a point of a window is near enough


def gradient_field(f: InputFunction, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """∂f/∂x and ∂f/∂y where row i and column j meet, at (x[j], y[i]): shape (2, len(y), len(x))."""
    return f.gradient(x[np.newaxis, :], y[:, np.newaxis])


def _grid(rng: np.random.Generator, family: str, columns: int, rows: int) -> tuple:
    """A function and a grid over a window off the middle, on which both partial derivatives count."""

    def draw():
        (left, bottom), (width, height) = rng.uniform(-2, -0.5, 2), rng.uniform(1.5, 3, 2)
        x, y = np.linspace(left, left + width, columns), np.linspace(bottom, bottom + height, rows)
        return function_of_two(rng, family), x.round(2) + 0, y.round(2) + 0

    def accepted(f, x, y):
        U, V = gradient_field(f, x, y)
        crossed = gradient_field(f, *(np.linspace(side[0], side[-1], 9) for side in (y, x)))
        straight = gradient_field(f, *(np.linspace(side[0], side[-1], 9) for side in (x, y)))
        sizes = np.ptp(U), np.ptp(V), np.abs(straight - np.swapaxes(crossed, 1, 2)).max()
        return min(sizes) > 0.5 and np.hypot(U, V).max() < 20

    return until(draw, accepted)


def _grids(rng: np.random.Generator, sizes: Iterable[tuple[int, int]]) -> list[tuple]:
    return [_grid(rng, family, *size) for family, size in zip(("hill", "wave", "quadratic"), sizes, strict=True)]


def as_many_rows(rng: np.random.Generator) -> list[tuple]:
    """As many points along x as along y."""
    return _grids(rng, [(4, 4), (5, 5), (3, 3)])


def other_rows(rng: np.random.Generator) -> list[tuple]:
    """More points along one side than along the other."""
    return _grids(rng, [(5, 3), (4, 6), (2, 5)])


def fine_grids(rng: np.random.Generator) -> list[tuple]:
    """More points than f may be called for one by one."""
    return [(replace(f, calls=CALLS), x, y) for f, x, y in _grids(rng, [(30, 24), (25, 28), (32, 26)])]


def steepest_point(f: InputFunction, xlim: np.ndarray, ylim: np.ndarray) -> np.ndarray:
    """The point of a window where |∇f| is greatest.

    Along a line through the top of a hill the slope is greatest where the second derivative is zero,
    or at the edge nearest to that. A quadratic function has a convex |∇f|², greatest at a corner.
    """
    if f.family == "hill":
        _, b, c, d = f.parameters
        reach = np.array([0, 1 / np.sqrt(2 * c)]) if c > 1 else np.array([1 / np.sqrt(2), 0])
        low, high = np.transpose([xlim, ylim])
        places = [np.clip(np.array([b, d]) + side * reach, low, high) for side in (-1, 1)]
    else:
        places = [np.array([x, y]) for x in xlim for y in ylim]
    return max(places, key=lambda place: np.hypot(*f.gradient(*place)))


def near(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether two points agree to a tolerance in each coordinate; a quarter of a unit is far in any case."""
    return got.shape == exact.shape and bool((np.abs(got - exact) <= min(tolerance, 0.25)).all())


def _slope_on_grid(f: InputFunction, xlim: np.ndarray, ylim: np.ndarray) -> tuple[np.ndarray, ...]:
    X, Y = np.meshgrid(np.linspace(xlim[0], xlim[1], 81), np.linspace(ylim[0], ylim[1], 81))
    return X, Y, np.hypot(*f.gradient(X, Y))


def _clear(f: InputFunction, xlim: np.ndarray, ylim: np.ndarray) -> bool:
    """Whether the steepest point stands out, and is neither the highest, the lowest nor the most level point."""
    exact = steepest_point(f, xlim, ylim)
    X, Y, slope = _slope_on_grid(f, xlim, ylim)
    Z, (U, V) = f.build()(X, Y), f.gradient(X, Y)
    far = np.hypot(X - exact[0], Y - exact[1]) > 0.7
    greatest = np.hypot(*f.gradient(*exact))
    mistaken = [Z.argmax(), Z.argmin(), slope.argmin(), U.argmax(), V.argmax()]
    apart = all(np.hypot(X.flat[i] - exact[0], Y.flat[i] - exact[1]) > 0.3 for i in mistaken)
    return slope[far].max() < 0.95 * greatest and apart and abs(exact[0] - exact[1]) > 0.3 and 1 < greatest < 30


def _misses(window: Callable, points: int) -> Callable[..., bool]:
    """Whether the best of so many points a side, in the window that somebody looks in, is not the steepest point.

    Of a hill two sides are alike: every point counts that rounding may take for the best.
    """

    def seen(f, xlim, ylim):
        across, up = (np.linspace(side[0], side[1], points) for side in window(xlim, ylim))
        X, Y = np.meshgrid(across, up)
        slope = np.hypot(*f.gradient(X, Y))
        best = slope >= (1 - 1e-7) * slope.max()
        off = np.maximum(*(np.abs(at[best] - x) for at, x in zip((X, Y), steepest_point(f, xlim, ylim), strict=True)))
        return bool(off.min() > NEAR)

    return seen


_MISSED = (
    _misses(lambda xlim, ylim: ((-2, 2), (-2, 2)), 121),
    _misses(lambda xlim, ylim: (xlim, xlim), 121),
    _misses(lambda xlim, ylim: (ylim, ylim), 121),
    _misses(lambda xlim, ylim: (xlim, ylim), 11),
)


def _hill(rng: np.random.Generator, reach: float, along: str, off: float = 0) -> tuple:
    """A hill or a hollow, and a window that holds one of its steepest sides, up to reach times the way to it.

    off is how far from the origin it stands along x and y, give or take 1.
    """

    def draw():
        c = rng.uniform(1.6, 3) if along == "y" else rng.uniform(0.35, 0.6)
        size, side = rng.uniform(2, 5), rng.choice([-1, 1])
        b, d = (off + rng.uniform(-1, 1, 2)).round(1)
        a, b, c, d = (np.array([rng.choice([-1, 1]) * size, b, c, d]).round(1) + 0).tolist()
        way = 1 / np.sqrt(2 * c) if along == "y" else 1 / np.sqrt(2)
        steep = np.sort(side * np.array([-0.35 * way, reach * way]))
        level = rng.uniform([-1.4, 0.9], [-0.9, 1.4])
        across, up = (level, steep) if along == "y" else (steep, level)
        return InputFunction("hill", (a, b, c, d)), (b + across).round(2) + 0, (d + up).round(2) + 0

    return until(draw, _clear)


def inside_the_window(rng: np.random.Generator) -> list[tuple]:
    """Hills and hollows whose steepest side lies inside the window; the last lies beyond the window from -2 to 2."""
    return until_seen(lambda: [_hill(rng, 2.2, "y"), _hill(rng, 2.0, "x"), _hill(rng, 2.2, "y", 2)], *_MISSED)


def at_the_edge(rng: np.random.Generator) -> list[tuple]:
    """A hill cut off before it is steepest, and quadratic functions, which are steepest at a corner."""

    def draw():
        low, width = rng.uniform(-2, -0.5, 2), rng.uniform(2, 3, 2)
        xlim, ylim = np.transpose([low, low + width]).round(1) + 0
        return function_of_two(rng, "quadratic"), xlim, ylim

    return until_seen(lambda: [_hill(rng, 0.85, "y"), until(draw, _clear), until(draw, _clear)], *_MISSED)


def kind_of_point(f: InputFunction, x: float, y: float) -> str:
    """The kind of the point (x, y) at which the gradient of f is zero, from the parameters of f."""
    if f.family == "monkey":
        return "saddle"
    first, second = f.parameters[0], f.parameters[1]
    if f.family == "quadratic":
        a, b, c = f.parameters[:3]
        first, second = a, a * (4 * a * c - b**2)  # the leading minors of the matrix of second derivatives
    if first * second < 0:
        return "saddle"
    return "minimum" if first > 0 else "maximum"


def _unlike_its_mean(f: InputFunction, x: float, y: float) -> bool:
    """Whether f is a saddle whose outward parts have a mean: it is that of the two sizes along the axes."""
    sizes = f.parameters[:3:2] if f.family == "quadratic" else f.parameters[:2]
    return f.family != "monkey" and kind_of_point(f, x, y) == "saddle" and abs(sum(sizes)) > 1e-6


def _flat_place(rng: np.random.Generator) -> list[float]:
    return (rng.uniform(-1.5, 1.5, 2).round(1) + 0).tolist()


def _quadratic_at(rng: np.random.Generator, a: float, b: float, c: float) -> tuple:
    """a X² + b X Y + c Y², with X and Y counted from a place."""
    x, y = _flat_place(rng)
    parameters = (a, b, c, -2 * a * x - b * y, -b * x - 2 * c * y)
    return InputFunction("quadratic", tuple(round(p, 6) + 0.0 for p in parameters)), x, y


def _sizes(rng: np.random.Generator, count: int) -> list[float]:
    return rng.uniform(0.5, 2, count).round(1).tolist()


def along_the_axes(rng: np.random.Generator) -> list[tuple]:
    """A bowl, a dome and two saddles, whose axes are those of x and y."""
    signs = [(1, 1), (-1, -1), (1, -1), (-1, 1)]

    def draw():
        return [_quadratic_at(rng, i * a, 0.0, j * c) for (i, j) in signs for a, c in [_sizes(rng, 2)]]

    return until_seen(draw, _unlike_its_mean)


def turned(rng: np.random.Generator) -> list[tuple]:
    """The same kinds turned; the saddles climb along both axes, or fall along both, and along both diagonals."""
    cases = []
    for sign, share in ((1, 0.85), (-1, -0.85), (1, -1.15), (-1, 1.15)):
        a = round(float(rng.uniform(0.5, 0.9)), 1)
        c = round(float(rng.uniform(3.5, 4.5)) * a, 1)
        b = round(share * 2 * np.sqrt(a * c), 1)
        cases.append(_quadratic_at(rng, sign * a, sign * b, sign * c))
    return cases


def without_second_derivatives(rng: np.random.Generator) -> list[tuple]:
    """Monkey saddles, and fourth powers: all the second derivatives are zero."""

    def draw():
        monkeys = [(*_sizes(rng, 1), 0.0), tuple(_sizes(rng, 2))]
        powers = [(s * a, t * b) for (s, t) in [(1, 1), (-1, -1), (1, -1)] for a, b in [_sizes(rng, 2)]]
        cases = [("monkey", sizes) for sizes in monkeys] + [("quartic", sizes) for sizes in powers]
        return [
            (InputFunction(family, (*sizes, *place)), *place)
            for family, sizes in cases
            for place in [_flat_place(rng)]
        ]

    return until_seen(draw, _unlike_its_mean)
