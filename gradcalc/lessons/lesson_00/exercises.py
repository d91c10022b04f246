"""The practice exercise of lesson 00; it is worth no points."""

import numpy as np

from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

EXERCISES = (
    Exercise(
        id="00.gradient_of_the_bowl",
        title="Practice: the gradient of the bowl",
        answers=(
            Answer(
                name="bowl_gradient",
                kind="value",
                gives="two numbers, as a list or an array of shape (2,)",
                exact=lambda: 2 * np.array([1.5, -0.5]),
                strata=(Stratum("the gradient at (1.5, -0.5)", points=0),),
                mistakes=(
                    Mistake(
                        "These are the right two numbers in the wrong order: ∂f/∂x comes first, ∂f/∂y second.",
                        lambda: [-1.0, 3.0],
                    ),
                    Mistake(
                        "This is the point itself. The gradient holds the slopes at that point: "
                        "differentiate x² and y² first.",
                        lambda: [1.5, -0.5],
                    ),
                    Mistake(
                        "Look at the sign of the second number: at y = -0.5, does the bowl climb "
                        "or fall when y grows?",
                        lambda: [3.0, 1.0],
                    ),
                    Mistake(
                        "This is a vector along the gradient, but of length 1. "
                        "The gradient keeps its length: do not normalise it.",
                        lambda: np.array([3.0, -1.0]) / np.sqrt(10.0),
                    ),
                    Mistake(
                        "These are x² and y², the two parts of f. Their derivatives are asked for.",
                        lambda: [2.25, 0.25],
                    ),
                    Mistake(
                        "This is the length of the gradient. The gradient itself is a vector of two numbers.",
                        lambda: np.sqrt(10.0),
                    ),
                ),
            ),
        ),
    ),
)
