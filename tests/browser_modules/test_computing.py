"""What the browser computes of a formula by itself, against the Python of the same name: slopes by every method."""

import numpy as np
import pytest

from gradcalc.formulas.parser import parse
from gradcalc.functions.formula import Formula
from gradcalc.maths.derivatives import gradient_at, slope_along
from gradcalc.maths.differences import SCHEMES
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.vectors import from_angle

# Each step of these is one that IEEE 754 decides to the last bit.
EXACT = ["x^2 + y^2", "x^2 y - y^2/3", "x y/(1 + x^2 + y^2)", "sqrt(x^2 + y^2)", "|x| + |y - x/3|", "3x - 4y + 0.1",
         "max(x, y^2) - min(y, 1)", "(x - y)(x + y) - 1e5", "sgn(x) sqrt(|x y|)", "1/(x - 1) - y/7"]  # fmt: skip
STEPS = [10.0**power for power in range(-16, 1)]
EPSILON = np.finfo(float).eps


def angles(random: np.random.Generator, count: int) -> np.ndarray:
    """Angles in degrees, some of them along the axes."""
    return np.where(random.random(count) < 0.3, 90 * random.integers(-5, 9, count), random.uniform(-400, 400, count))


def places(seed: int, method: str, steps=STEPS, window=((-2, 2), (-2, 2))) -> list:
    """A place and a direction for each step."""
    random = np.random.default_rng(seed)
    points = np.round(random.uniform(*np.transpose(window), (len(steps), 2)), 2)
    u = from_angle(angles(random, len(steps))).T
    return [
        [*point, along, method, step] for point, along, step in zip(points.tolist(), u.tolist(), steps, strict=True)
    ]


def by_python(tree, places: list) -> np.ndarray:
    """Value, both slopes and the slope along u at each place, shape (places, 4), as a reading finds them."""
    f, rows = ScalarField(Formula("f", tree)), []
    for x, y, u, method, step in places:
        at = Point(np.array([x, y]), packed=False)
        slopes = gradient_at(f, at, method, step, check=False)
        along = slope_along(f, at, np.array(u), method, step, check=False)
        rows.append([f(at.arguments(), (), at.x.dtype), *slopes, along])
    return np.array(rows, float)


def by_browser(ask, trees: list, places: list) -> list[np.ndarray]:
    """The same from the browser's half, for each tree."""
    return [np.array([[float(one) for one in row] for row in rows]) for rows in ask("differences", trees, places)]


def test_directions_are_the_same_and_exact_along_the_axes(ask):
    some = angles(np.random.default_rng(4), 400)
    found, expected = np.array(ask("directions", some.tolist())), from_angle(some).T
    assert np.abs(found - expected).max() <= 2 * EPSILON
    assert (found[some % 90 == 0] == expected[some % 90 == 0]).all()


@pytest.mark.parametrize("method", SCHEMES)
def test_differences_are_the_same_doubles_where_each_step_of_f_is_exact_to_the_last_bit(ask, method):
    trees = [parse(text) for text in EXACT]
    where = [places(seed, method) for seed in range(len(trees))]
    for tree, its, found in zip(trees, where, by_browser(ask, trees, where), strict=True):
        np.testing.assert_array_equal(found, by_python(tree, its), str(tree))
