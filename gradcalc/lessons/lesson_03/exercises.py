"""The exercises of lesson 03: slopes along directions."""

from gradcalc.lessons.lesson_03.angles import ANGLES_OF_SLOPE
from gradcalc.lessons.lesson_03.shares import BEST_SHARE
from gradcalc.lessons.lesson_03.slopes import DIRECTIONAL_DERIVATIVE
from gradcalc.lessons.lesson_03.steepest import GREATEST_SLOPE, STEEPEST_DIRECTION
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_flat_choice = Answer(
    name="flat_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "c",
    strata=(Stratum("the statement that holds", 1),),
    # Its reader has to name a function against each of these: the hints name none.
    mistakes=(
        Mistake("The slope along u is ∇f · u, but not for every f. What does that formula need?", lambda: "a"),
        Mistake(
            "Would it hold for every f? Where f is differentiable, ask the formula: what is ∇f · u if ∇f is zero?",
            lambda: "b",
        ),
        Mistake(
            "Both slopes along the axes are zero at a highest and at a lowest point, but may the ground not rise one "
            "way and fall another?",
            lambda: "d",
        ),
    ),
)

EXERCISES = (
    Exercise(
        id="03.directional_derivative",
        title="The slope along a direction",
        answers=(DIRECTIONAL_DERIVATIVE,),
        allowed=("gradient", "gradient_2d"),
    ),
    Exercise(id="03.angles_of_a_slope", title="The angles at which the slope is c", answers=(ANGLES_OF_SLOPE,)),
    Exercise(
        id="03.steepest_direction",
        title="The steepest direction in n dimensions",
        answers=(STEEPEST_DIRECTION, GREATEST_SLOPE),
        allowed=("gradient", "directional_derivative"),
    ),
    Exercise(id="03.best_share", title="The steepest of several directions", answers=(BEST_SHARE,)),
    Exercise(id="03.flat_both_ways", title="Flat along both axes", answers=(_flat_choice,), by_hand=1),
)
