"""The predictions of lesson 04."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "04.zero_change": Prediction(
        "At a point of some map f is differentiable, and its gradient is (2, 4). Along which of these vectors does f "
        "neither rise nor fall as you set out?",
        ["(-4, 2)"],
        "Its dot product with (2, 4) is -8 + 8 = 0, so it is at right angles to the gradient, and the slope along it "
        "is zero. Swap the components and change the sign of one.",
        choices=("(4, 2)", "(-4, 2)", "(-2, -4)", "(2, -4)"),
        gives_away=(
            "at a right angle to it",
            "make a right angle",
        ),
    ),
    "04.straight_steps": Prediction(
        "You start at (1, 0) on the bowl, where f is 1. You take 100 straight steps of 0.1, each along the tangent "
        "of the level curve that you then stand on. What has become of f?",
        ["it has grown"],
        "Every step leaves the circle on the tangent, and so to the outside. Nothing ever leads back in.",
        choices=("it is still 1", "it has grown", "it has shrunk", "it went up and down, and is 1 again"),
        gives_away=(
            "creep up",
            "A walk along tangents only",
            "after 100 steps: 2.0000",
            "Why exactly 2?",
        ),
    ),
    "04.saddle": Prediction(
        "You stand at the origin of the saddle x² - y², where f is 0. How many of the directions there can you walk "
        "in, straight on, so that f stays 0?",
        [4],
        "x² - y² is zero where y = x and where y = -x. These are two lines, and so four ways to go from the point in "
        "which they cross.",
        gives_away=(
            "crosses itself",
            "does not say which way the level curve goes",
            "three lines cross",
        ),
    ),
}
