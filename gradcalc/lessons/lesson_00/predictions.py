"""The predictions of lesson 00."""

from gradcalc.functions.gallery import GALLERY
from gradcalc.questions.prediction import Prediction

_FOUR_DIRECTIONS = ("(1, 0)", "(0, 1)", "(1, 1)", "(1, -1)")

PREDICTIONS = {
    "00.steepest": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope greatest?",
        ["(1, 1)"],
        "It is the direction of the gradient (2, 2), the steepest way up.",
        choices=_FOUR_DIRECTIONS,
    ),
    "00.level": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope zero?",
        ["(1, -1)"],
        "It is at right angles to the gradient: as you set out, you neither climb nor descend.",
        choices=_FOUR_DIRECTIONS,
    ),
    "00.no_gradient": Prediction(
        "Click a place on this map where the gradient is zero.",
        [(-0.95105, 0.48776), (0.97834, 0.00541), (-0.15975, 0.28994)],
        "Both tops are level, and so is the pass between them, where the ground climbs on two sides "
        "and falls on the other two.",
        surface=GALLERY["two hills"],
    ),
}
