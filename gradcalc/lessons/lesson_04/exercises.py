"""The exercises of lesson 04: projections, level directions, and a walk round a closed level curve."""

from gradcalc.lessons.lesson_04.level_directions import LEVEL_DIRECTION
from gradcalc.lessons.lesson_04.projections import PROJECT
from gradcalc.lessons.lesson_04.traces import TRACE
from gradcalc.questions.model import Exercise

EXERCISES = (
    Exercise(id="04.project", title="The projection and its remainder", answers=(PROJECT,)),
    Exercise(
        id="04.level_direction",
        title="The direction of a level curve",
        answers=(LEVEL_DIRECTION,),
        allowed=("gradient", "gradient_2d"),
    ),
    Exercise(
        id="04.trace", title="Round a closed level curve", answers=(TRACE,), allowed=("gradient", "gradient_2d")
    ),
)
