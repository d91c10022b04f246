"""The predictions of lesson 05."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "05.best_forward_step": Prediction(
        "f(x) = eˣ sin x at 1.3, forward difference: which of these steps gives the smallest error?",
        ["h = 1e-8"],
        "Over longer steps the curve bends away from the tangent, shorter ones drown in rounding. The best step lies "
        "in between.",
        choices=("h = 1e-2", "h = 1e-4", "h = 1e-8", "h = 1e-12", "h = 1e-16", "h = 1e-300"),
        gives_away=(
            "the secant is flat",
            "it is least near h = 1e-08",
            "to its lowest near",
        ),
        moved="step size h",
    ),
    "05.central_on_a_parabola": Prediction(
        "f(x) = x² at 1.3, central difference: which of these steps gives the smallest error?",
        ["h = 1e-1"],
        "On a parabola the central formula gives the exact slope, however long the step. What is left is "
        "rounding, and of these four steps it is least for the longest.",
        choices=("h = 1e-1", "h = 1e-5", "h = 1e-8", "h = 1e-16"),
        gives_away=(
            "it is least near h = 2e-01",
            "no step is too long",
        ),
        moved="step size h",
    ),
}
