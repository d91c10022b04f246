"""The predictions of lesson 03."""

from gradcalc.questions.prediction import Closeness, Prediction

PREDICTIONS = {
    "03.level_direction": Prediction(
        "You stand at (1, 1) on the bowl. Along which angle is the slope zero? There are two such angles; give one.",
        [135, 315],
        "Both are at right angles to the gradient, which lies at 45°.",
        unit="°",
        closeness=Closeness(steepest=45, low=-0.35, high=0.35),
        gives_away=(
            "a cosine, at its greatest 2.83 along 45°",
            "At right angles to the gradient",
        ),
    ),
    "03.half_the_greatest": Prediction(
        "How many degrees do you turn away from the gradient until the slope is half the greatest slope?",
        [60],
        "The slope does not shrink in step with the angle: it falls slowly at first, then faster. "
        "The section “Explain” says why.",
        unit="°",
        also=[300],
        closeness=Closeness(steepest=0, low=0.35, high=0.65),
        gives_away=("that is the direction of half the greatest",),
    ),
}
