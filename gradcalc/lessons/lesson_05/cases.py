"""The cases of lesson 05 and their exact answers.

A difference with a given step has a closed form of its own on cubics, sines and exponentials.
"""

import numpy as np

from gradcalc.questions.drawing import decimals, until_seen
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Fitting

EPS = {name: float(np.finfo(name).eps) for name in ("float64", "float32", "float16")}

POINTS = np.array([k / 10 for k in range(-19, 20) if k not in (0, 10)])  # not 0 and 1, which are indices too
SHARP = 100.0  # |f''| of a bend that looks like a kink from afar


def _curve(rng: np.random.Generator, family: str) -> InputFunction:
    windows: dict[str, tuple[list[float], list[float]]] = {
        "cubic": ([0.8, -2, -2, -2], [2, 2, 2, 2]),
        "sine": ([2, 1, 0], [4, 2, 1]),
        "exponential": ([1, 0.8], [2, 1.5]),
    }
    return InputFunction(family, tuple(decimals(rng, *windows[family]).tolist()))


def central(f: InputFunction, x: np.ndarray, h: float) -> np.ndarray:
    """The central difference with the step h, from the sums that the addition theorems give."""
    slope = f.gradient(x)[0]
    match f.family:
        case "cubic":
            return slope + f.parameters[0] * h**2
        case "sine":
            return slope * np.sinc(f.parameters[1] * h / np.pi)
    b = f.parameters[1]
    return slope * np.sinh(b * h) / (b * h)


def _step(rng: np.random.Generator) -> float:
    return round(rng.uniform(0.3, 0.6), 2)


def _falls(f: InputFunction, x: np.ndarray, h: float) -> bool:
    """Whether a slope is negative, so that a sign can be lost."""
    return bool((central(f, x, h) < 0).any())


def polynomials(rng: np.random.Generator) -> list[tuple]:
    """Cubics at a point; one of them falls there."""

    def draw():
        return [(_curve(rng, "cubic"), round(rng.uniform(0.3, 1.5), 1), _step(rng)) for _ in range(3)]

    return until_seen(draw, _falls)


def waves(rng: np.random.Generator) -> list[tuple]:
    """A sine and an exponential at a point near 0, where the sine rises."""
    return [(_curve(rng, family), round(rng.uniform(0.1, 0.3), 2), _step(rng)) for family in ("sine", "exponential")]


def many_points(rng: np.random.Generator) -> list[tuple]:
    """A whole array of points at once; at some of them the cubic falls."""

    def draw():
        return [
            (_curve(rng, family), np.linspace(0, 1, int(rng.integers(4, 8))), _step(rng))
            for family in ("cubic", "exponential")
        ]

    return until_seen(draw, _falls)


def best_forward(value: float, second: float, eps: float) -> float:
    """Where the derivative of h |f''| / 2 + 2 eps |f| / h with respect to h is zero."""
    return 2 * float(np.sqrt(eps * abs(value) / abs(second)))


def best_central(value: float, third: float, eps: float) -> float:
    """Where the derivative of h² |f'''| / 6 + eps |f| / h with respect to h is zero."""
    return float(np.cbrt(3 * eps * abs(value) / abs(third)))


def within_a_factor_of_ten(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether numbers are the same, or positive and differ by a factor of 10 at most, either way."""
    close = (exact / 10 <= got) & (got <= 10 * exact)
    return got.shape == exact.shape and bool((close | (got == exact)).all())


def _drawn(rng: np.random.Generator, low: float, high: float) -> float:
    """A positive number between powers of ten."""
    return float(f"{10 ** rng.uniform(low, high):.3g}")


def like_sizes(rng: np.random.Generator) -> list[tuple]:
    """f and its derivative of order 1, in numbers of three types; the last f is negative."""
    double, single, half = ((_drawn(rng, -0.3, 0.3), _drawn(rng, -0.3, 0.3), eps) for eps in EPS.values())
    return [double, single, (-half[0], *half[1:])]


def unlike_sizes(rng: np.random.Generator) -> list[tuple]:
    """f far greater than its derivative, which is negative, and f far smaller."""
    return [
        (_drawn(rng, 5, 6), -_drawn(rng, -5, -4), EPS["float64"]),
        (_drawn(rng, -4, -3), _drawn(rng, 6, 7), EPS["float64"]),
    ]


def derivative(f: InputFunction, x: float | np.ndarray) -> float | np.ndarray:
    """f'(x), from a formula."""
    return f.gradient(x)[0]


def to_the_last_digits(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether numbers agree, relative to the exact ones, however small these are."""
    return got.shape == exact.shape and bool((np.abs(got - exact) <= tolerance * np.abs(exact)).all())


def _curves(rng: np.random.Generator) -> list[InputFunction]:
    """A sine and an exponential, which need a short step; and a cubic so high up that only a long one is exact.

    No difference of real values with one fixed step is right to 12 digits on all three: where it is
    long enough for the cubic, whose values are rounded to 1e-10, it is too long for the others.
    """
    high = _curve(rng, "cubic")
    raised = InputFunction("cubic", (*high.parameters[:3], round(rng.uniform(1e6, 2e6), 1)))
    return [_curve(rng, "sine"), _curve(rng, "exponential"), raised]


def single_points(rng: np.random.Generator) -> list[tuple]:
    """Curves at one point."""
    return [(f, round(rng.uniform(0.1, 0.3), 2)) for f in _curves(rng)]


def arrays(rng: np.random.Generator) -> list[tuple]:
    """Curves at several points."""
    return [(f, np.linspace(0.1, 0.3, int(rng.integers(3, 7)))) for f in _curves(rng)]


def kinks(f: InputFunction, points: np.ndarray) -> np.ndarray:
    """The points at which a |x - b| has its kink, or c sqrt((x - d)² + e²), which is c |x - d| where e is 0."""
    a, b, c, d, e = f.parameters
    return points[((points == b) & (a != 0)) | ((points == d) & (c != 0) & (e == 0))]


def found_kinks(f: InputFunction, points: np.ndarray) -> Fitting:
    """The kinks, and a sentence on what else was found. Which points rounding picks depends on how it is written."""
    return Fitting(lambda found: fault_of_kinks(found, f, points))


def fault_of_kinks(found: np.ndarray, f: InputFunction, points: np.ndarray) -> str:
    """What is wrong with points that are said to have a kink, or an empty text."""
    exact = kinks(f, points)
    if found.ndim != 1:
        return "Asked for is an array of points: one row of numbers, of shape (k,)."
    if found.shape == exact.shape and np.allclose(found, exact, rtol=0, atol=1e-9):
        return ""
    if found.size and np.abs(found[:, None] - points).min(axis=1).max() > 1e-9:
        return "Some of these numbers are none of the points. Return those of the points that have a kink."
    _, _, strength, bend, width = f.parameters
    wrong = [x for x in found if np.abs(x - exact).min(initial=np.inf) > 1e-9]
    if wrong and np.ptp([*wrong, bend]) < 1e-9 and strength / width > SHARP:
        return (
            f"At {bend:g} there is a sharp bend, no kink: h is too long to see that it is smooth, or far too short."
        )
    if wrong:
        x = max(wrong, key=lambda x: abs(x - bend))
        return (
            f"At {x:g} there is no kink. If h is too short, rounding makes the slopes differ; if it is too long, f "
            "bends on the way. With h around 1e-6 both are small: does your limit for the difference lie above that?"
        )
    if len(found) < len(exact):
        return "A kink is missing. The slope jumps there by at least 0.3, up or down."
    return "Return each point with a kink once, in the order of points."


def _bent(rng: np.random.Generator, strength: float, width: float) -> tuple[InputFunction, np.ndarray]:
    """A kink of the strength at one of twelve points, and a bend at another."""
    points = np.sort(rng.choice(POINTS, 12, replace=False))
    b, d = rng.permutation(points)[:2].tolist()
    return InputFunction("kinks", (strength, b, round(rng.uniform(0.7, 0.9), 1), d, width)), points


def _strengths(rng: np.random.Generator) -> list[float]:
    """One kink that bends up and one that bends down."""
    return (np.array([1, -1]) * rng.uniform(0.5, 2, 2)).round(1).tolist()


def _high_up(rng: np.random.Generator) -> tuple[InputFunction, np.ndarray]:
    """No kink at many points, where f is from 16 to 20: a step that is too short shows in its rounding.

    f is level at one of the points, and bends very little at some others.
    """
    middle = float(rng.choice([-1.6, 1.6]))
    return InputFunction("kinks", (0.0, 0.0, round(rng.uniform(1.42, 1.48), 2), middle, 12.0)), POINTS.copy()


def plain_kinks(rng: np.random.Generator) -> list[tuple]:
    """Kinks beside a gentle bend; none; two at once; and none where f is large."""
    one = [_bent(rng, strength, 1.0) for strength in (*_strengths(rng), 0.0)]
    return [*one, _bent(rng, one[0][0].parameters[0], 0.0), _high_up(rng)]


def sharp_bends(rng: np.random.Generator) -> list[tuple]:
    """Kinks beside a bend so narrow that it looks like one from afar; a weak kink; and none."""
    return [_bent(rng, strength, 0.0005) for strength in (*_strengths(rng), 0.15, 0.0)]
