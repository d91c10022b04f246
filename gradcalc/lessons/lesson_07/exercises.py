"""The exercises of lesson 07: looking at a loss of many parameters."""

from gradcalc.lessons.lesson_07.along import LOSS_ALONG
from gradcalc.lessons.lesson_07.layers import FILTER_NORMALISE
from gradcalc.lessons.lesson_07.rms import EXPECTED_RMS, RMS_SHARE
from gradcalc.lessons.lesson_07.slopes import LOSS_SLOPE
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_slice_choice = Answer(
    name="slice_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "c",
    strata=(Stratum("the statement that follows", 1),),
    mistakes=(
        Mistake(
            "Look at the slice across the gradient, after 30 steps: its middle was the bottom of a valley. Was the "
            "loss least there?",
            lambda: "a",
        ),
        Mistake(
            "The slice shows two components of the gradient. How many others are there?",
            lambda: "b",
        ),
        Mistake(
            "Only directions in the plane of the slice are seen. Might one across it lead down?",
            lambda: "d",
        ),
    ),
)

EXERCISES = (
    Exercise(id="07.loss_along", title="The loss along a direction", answers=(LOSS_ALONG,)),
    Exercise(id="07.filter_normalise", title="Filter normalisation", answers=(FILTER_NORMALISE,)),
    Exercise(
        id="07.loss_slope",
        title="The slope of a loss, without its gradient",
        answers=(LOSS_SLOPE,),
    ),
    Exercise(id="07.rms", title="Slopes among many directions", answers=(RMS_SHARE, EXPECTED_RMS)),
    Exercise(id="07.slice", title="What a slice can tell", answers=(_slice_choice,), by_hand=1),
)
