"""Drawn in lesson 08: the gradient of a loss in two weights, from the outside in."""

from gradcalc.formulas.latex import latex
from gradcalc.formulas.writing import text
from gradcalc.questions.drawn.asking import arrows_of
from gradcalc.questions.drawn.ground import places, surface, whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.terms import polynomial
from gradcalc.questions.drills.words import pair

OUTSIDE = "From the outside in: with $r = {inside}$, the square gives the factor $2r$."


def one_neuron(rng) -> Task:
    """The loss of one neuron on one sample: its gradient lies along the input."""
    return _neuron(rng, 1)


def one_neuron_at_two_places(rng) -> Task:
    """The same on both sides of the valley, where the answer is too large and too small."""
    return _neuron(rng, 2)


def two_neurons_in_a_row(rng) -> Task:
    """The weights are multiplied: the slope of each holds the other."""
    wanted = whole(rng, 1, 2)
    inside = polynomial({(1, 1): 1, (0, 0): -wanted})
    ground = surface(f"({text(inside)})^2")
    told = (
        "Two neurons stand in a row, with the weights $x$ and $y$. For the input 1 they answer $x\\,y$; the answer "
        f"should be {wanted}. The loss on this sample is $f(x, y) = {ground.latex}$."
    )
    found = (
        OUTSIDE.format(inside=latex(inside)),
        r"Inside, the gradient of $r$ is $(y, x)$. So $\nabla f = 2r\,(y, x)$.",
    )
    return arrows_of(ground, places(rng, 2), "gradient", told, found)


def _neuron(rng, number: int) -> Task:
    a, b = (whole(rng, 1, 3) * int(rng.choice((-1, 1))) for _ in "xy")
    wanted = whole(rng, 1, 2)
    inside = polynomial({(1, 0): a, (0, 1): b, (0, 0): -wanted})
    ground = surface(f"({text(inside)})^2")
    told = (
        f"A neuron has the weights $x$ and $y$. For the input ${pair((a, b))}$ it answers "
        f"${latex(polynomial({(1, 0): a, (0, 1): b}))}$; the answer should be {wanted}. "
        f"The loss on this sample is $f(x, y) = {ground.latex}$."
    )
    found = (
        OUTSIDE.format(inside=latex(inside)),
        f"Inside, the gradient of $r$ is the input. So $\\nabla f = 2r\\,{pair((a, b))}$: along the input where the "
        "answer is too large, against it where it is too small.",
    )
    return arrows_of(ground, places(rng, number), "gradient", told, found)


DRAWING = Drill(
    "08", "The gradient, from the outside in", (one_neuron, one_neuron_at_two_places, two_neurons_in_a_row)
)
