"""The exercises of lesson 09: batches, Adam, and a layer of one's own."""

from gradcalc.lessons.lesson_09.adam import ADAM_STEP
from gradcalc.lessons.lesson_09.batches import BATCH_GRADIENT
from gradcalc.lessons.lesson_09.epoch import ONE_EPOCH
from gradcalc.lessons.lesson_09.relu import RELU_BACK
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_kink_choice = Answer(
    name="kink_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "c",
    strata=(Stratum("the statement that holds", 1),),
    mistakes=(
        Mistake("From w - hu to w + hu the loss is level on one half of the way and rises on the other. Its "
                "difference is neither 0 nor 1: so what would a claim of 1 be told?",
                lambda: "a"),
        Mistake("Take two small numbers for h and work the difference out by hand. The kink is at w itself: it lies "
                "in the middle of every step, however small.", lambda: "b"),
        Mistake("A difference knows no convention. It joins a point on the one side of the kink with a point on the "
                "other side: both sides count.", lambda: "d"),
    ),
)  # fmt: skip

EXERCISES = (
    Exercise(id="09.batch_gradient", title="The gradient of a batch", answers=(BATCH_GRADIENT,)),
    Exercise(id="09.one_epoch", title="An epoch", answers=(ONE_EPOCH,)),
    Exercise(id="09.adam_step", title="One step of Adam", answers=(ADAM_STEP,)),
    Exercise(id="09.relu_back", title="Back through a layer with ReLU", answers=(RELU_BACK,)),
    Exercise(id="09.kink", title="A check at a kink", answers=(_kink_choice,)),
)
