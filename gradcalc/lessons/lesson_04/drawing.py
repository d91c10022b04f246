"""Drawn in lesson 04: directions in which f does not change."""

from gradcalc.questions.drawn.asking import arrows_on
from gradcalc.questions.drawn.ground import places, whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill


def level_on_an_elliptic_bowl(rng) -> Task:
    """One level direction, where it is not the way around the origin."""
    return arrows_on({(2, 0): 1, (0, 2): whole(rng, 2, 4)}, places(rng, 1), "level")


def level_on_a_saddle(rng) -> Task:
    """Three level directions on a saddle."""
    return arrows_on({(2, 0): 1, (0, 2): -1, (1, 1): whole(rng, -1, 1)}, places(rng, 3), "level")


DRAWING = Drill("04", "Level directions", (level_on_an_elliptic_bowl, level_on_a_saddle))
