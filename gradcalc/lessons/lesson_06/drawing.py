"""Drawn in lesson 06: the direction of steepest descent."""

from gradcalc.questions.drawn.asking import arrows_on
from gradcalc.questions.drawn.ground import places, whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill


def down_an_elliptic_bowl(rng) -> Task:
    """One arrow: the steepest way down does not point to the lowest point."""
    return arrows_on({(2, 0): 1, (0, 2): whole(rng, 2, 4)}, places(rng, 1), "descent")


def down_a_slanting_valley(rng) -> Task:
    """Three arrows in a valley that runs along neither axis."""
    f = {(2, 0): whole(rng, 1, 2), (1, 1): int(rng.choice((-1, 1))), (0, 2): whole(rng, 1, 2)}
    return arrows_on(f, places(rng, 3), "descent")


def down_from_a_saddle(rng) -> Task:
    """Three arrows beside a saddle point: down leads away from it along one axis."""
    sign = int(rng.choice((-1, 1)))
    return arrows_on({(2, 0): sign, (0, 2): -sign}, places(rng, 3), "descent")


DRAWING = Drill(
    "06", "The direction of steepest descent", (down_an_elliptic_bowl, down_a_slanting_valley, down_from_a_saddle)
)
