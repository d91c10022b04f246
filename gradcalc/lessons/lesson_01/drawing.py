"""Drawn in lesson 01: the gradient at three points of a contour map."""

from gradcalc.questions.drawn.asking import arrows_on
from gradcalc.questions.drawn.ground import places, whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill


def on_a_shifted_bowl(rng) -> Task:
    """A bowl whose lowest point is not the origin."""
    return arrows_on({(2, 0): 1, (1, 0): whole(rng, -2, 2), (0, 2): 1}, places(rng, 3), "gradient")


def on_an_elliptic_bowl(rng) -> Task:
    """One slope counts more than the other, so that no arrow points away from the origin."""
    return arrows_on({(2, 0): 1, (0, 2): whole(rng, 2, 3)}, places(rng, 3), "gradient")


def on_a_saddle(rng) -> Task:
    """Up along one axis, down along the other."""
    sign = int(rng.choice((-1, 1)))
    return arrows_on({(2, 0): sign, (0, 2): -sign * whole(rng, 1, 2)}, places(rng, 3), "gradient")


def on_a_product(rng) -> Task:
    """The slope along x hangs on y, and the other way round."""
    return arrows_on({(1, 1): int(rng.choice((-2, -1, 1, 2)))}, places(rng, 3), "gradient")


def on_a_cubic(rng) -> Task:
    """A slope that grows with the square."""
    return arrows_on({(3, 0): 1, (0, 2): int(rng.choice((-2, -1, 1, 2)))}, places(rng, 3), "gradient")


DRAWING = Drill(
    "01",
    "The gradient at three points",
    (on_a_shifted_bowl, on_an_elliptic_bowl, on_a_saddle, on_a_product, on_a_cubic),
)
