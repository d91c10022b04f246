"""Drawn in lesson 00: the gradient of a bowl, as an arrow."""

from gradcalc.questions.drawn.asking import arrows_on
from gradcalc.questions.drawn.ground import places
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.terms import Polynomial

BOWL: Polynomial = {(2, 0): 1, (0, 2): 1}


def one_on_the_bowl(rng) -> Task:
    """The bowl of the lesson, at one point."""
    return arrows_on(BOWL, places(rng, 1), "gradient")


def three_on_the_bowl(rng) -> Task:
    """The same bowl at three points: the arrows differ in direction and length."""
    return arrows_on(BOWL, places(rng, 3), "gradient")


def three_on_a_hill(rng) -> Task:
    """The bowl turned over: all arrows point to the top."""
    return arrows_on({(2, 0): -1, (0, 2): -1}, places(rng, 3), "gradient")


DRAWING = Drill("00", "The gradient as an arrow", (one_on_the_bowl, three_on_the_bowl, three_on_a_hill))
