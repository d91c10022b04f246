"""The exercises of lesson 08: the way back through a network."""

from gradcalc.lessons.lesson_08.checking import CLAIMED_GAP
from gradcalc.lessons.lesson_08.layers import THROUGH_TANH, TO_BIASES, TO_INPUTS, TO_WEIGHTS
from gradcalc.lessons.lesson_08.network import NETWORK_GRADIENT
from gradcalc.lessons.lesson_08.scores import BY_SCORES
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_cost_choice = Answer(
    name="cost_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "b",
    strata=(Stratum("the statement that holds", 1),),
    mistakes=(
        Mistake("That is what forward differences cost. Look at the lowest curve of the cost picture.",
                lambda: "a"),
        Mistake("One pass forward carries one direction, so it gives one slope. How many passes give n components?",
                lambda: "c"),
        Mistake("The way back needs the values that the way forward has found: look at what it multiplies by.",
                lambda: "d"),
    ),
)  # fmt: skip

EXERCISES = (
    Exercise(id="08.linear", title="Back to weights and biases", answers=(TO_WEIGHTS, TO_BIASES)),
    Exercise(id="08.inputs", title="Back to the inputs of a layer", answers=(TO_INPUTS,)),
    Exercise(id="08.tanh", title="Back through tanh", answers=(THROUGH_TANH,)),
    Exercise(id="08.cross_entropy", title="Back through softmax and cross-entropy", answers=(BY_SCORES,)),
    Exercise(
        id="08.gradient_check", title="A gradient check", answers=(CLAIMED_GAP,),
        allowed=("gradient", "directional_derivative", "unit"),
    ),
    Exercise(id="08.network", title="All the way back", answers=(NETWORK_GRADIENT,)),
    Exercise(id="08.cost", title="What it costs", answers=(_cost_choice,)),
)  # fmt: skip
