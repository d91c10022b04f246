"""The exercises of lesson 06: gradient descent."""

from gradcalc.lessons.lesson_06.limits import RATE_LIMIT
from gradcalc.lessons.lesson_06.momentum import HEAVY_BALL
from gradcalc.lessons.lesson_06.paths import DESCEND
from gradcalc.lessons.lesson_06.search import BACKTRACK
from gradcalc.questions.model import Exercise

EXERCISES = (
    Exercise(id="06.descend", title="Gradient descent", answers=(DESCEND,), allowed=("gradient",)),
    Exercise(id="06.rate_limit", title="The rate that a quadratic allows", answers=(RATE_LIMIT,)),
    Exercise(id="06.heavy_ball", title="Momentum", answers=(HEAVY_BALL,), allowed=("gradient",)),
    Exercise(
        id="06.backtrack", title="A line search", answers=(BACKTRACK,), allowed=("gradient", "directional_derivative")
    ),
)
