"""The predictions of lesson 08."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "08.two_ways": Prediction(
        "p = xy, q = p + x and f = q², at x = 1, y = 2. How fast does f change with x, when y stays as it is?",
        [18],
        "q is 3, so f changes 2q = 6 times as fast as q. Two ways lead from x to q: through p, with the factor "
        "y = 2, and straight, with the factor 1. Their shares add up: 6 · 2 + 6 · 1 = 18.",
        gives_away=(),
    ),
    "08.forward_passes": Prediction(
        "A loss has 10,000 parameters. One pass forward gives its slope along one direction. How many such passes "
        "does a loss need, in general, until you know its whole gradient?",
        [10_000],
        "Along each axis the slope is one component of the gradient, and in general no component follows from the "
        "others. So there is one pass for each parameter.",
        unit="passes",
        gives_away=(),
    ),
    "08.cost": Prediction(
        "A dense network has 2,002 parameters. Backpropagation computes its loss and the gradient. How long does "
        "that take, counted in evaluations of the loss?",
        ["about 2 or 3"],
        "The way back does the same kind of work as the way forward, about once or twice as much. It does not begin "
        "anew for each parameter.",
        choices=("about 2 or 3", "about 45, the square root of 2,002", "about 2,000", "about 4,000"),
        gives_away=(
            "at about two",
            "between two and three",
        ),
    ),
}
