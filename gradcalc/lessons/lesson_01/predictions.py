"""The predictions of lesson 01."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "01.signs": Prediction(
        "From A, you set out once due east and once due north. Do you climb or descend?",
        ["east down, north up"],
        "The higher top lies to the west and to the north of A. Along x the height falls as x grows, so that "
        "slope is negative; along y it rises as y grows, so that slope is positive.",
        choices=("east up, north up", "east up, north down", "east down, north up", "east down, north down"),
        gives_away=(),
    ),
    "01.saddle_signs": Prediction(
        "On the saddle x² − y², which signs do the two partial derivatives have at (−1, −1.5)?",
        ["∂f/∂x negative, ∂f/∂y positive"],
        "∂f/∂x = 2x is −2 there, and ∂f/∂y = −2y is 3.",
        choices=(
            "both positive",
            "∂f/∂x positive, ∂f/∂y negative",
            "∂f/∂x negative, ∂f/∂y positive",
            "both negative",
        ),
        gives_away=(
            "the gradient is (-2.00, 3.00)",
            "the first falls, the second rises",
        ),
    ),
    "01.components": Prediction(
        "How many components does the gradient of f(x, y) have?",
        ["two"],
        "There is one for each variable. The height is no variable: it is what f gives.",
        choices=("one: it is the slope", "two", "three, because the surface lies in space"),
        gives_away=(
            "is not the gradient",
            "The gradient holds two slopes",
        ),
    ),
    "01.same_gradient": Prediction(
        "On the bowl, is the gradient at (1, 0) the same as at (0, 1)?",
        ["no"],
        "It is (2, 0) at one and (0, 2) at the other. Both are 2 long, but they point different ways.",
        choices=("yes, because it is equally steep", "no"),
        gives_away=(
            "gradient [0. 2.]",
            "The gradient is a vector, not a slope",
        ),
    ),
    "01.calls": Prediction(
        "The gradient of a function of 1,000 variables, by forward differences: how many times is f called in all?",
        [1001],
        "Once at the point itself, and once more for each variable.",
        unit="calls",
        gives_away=("1001 calls",),
    ),
}
