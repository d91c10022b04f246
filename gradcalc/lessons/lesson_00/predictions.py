"""The predictions of lesson 00."""

from gradcalc.functions.gallery import GALLERY
from gradcalc.questions.prediction import Closeness, Prediction

_FOUR_DIRECTIONS = ("(1, 0)", "(0, 1)", "(1, 1)", "(1, -1)")

PREDICTIONS = {
    "00.where_it_points": Prediction(
        "The gradient is made of two slopes, one along x and one along y. Which way does its arrow point: "
        "up the hill in space, or on the floor?",
        ["flat on the floor, along the map"],
        "Two numbers make an arrow of the map, which lies on the floor. It says which way to walk, and its length "
        "says how steeply that way climbs. An arrow up the side of the hill would need a third number for its rise, "
        "and so would one that stands out of the hill: neither is the gradient.",
        choices=(
            "up the hill in space, along its side",
            "out of the hill, at a right angle to it",
            "flat on the floor, along the map",
        ),
        gives_away=("Its arrows have no height",),
    ),
    "00.steepest": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope greatest?",
        ["(1, 1)"],
        "It is the direction of the gradient (2, 2), the steepest way up.",
        choices=_FOUR_DIRECTIONS,
        gives_away=(
            "slope 2.828427",
            "The slope is greatest along",
        ),
    ),
    "00.level": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope zero?",
        ["(1, -1)"],
        "It is at right angles to the gradient: as you set out, you neither climb nor descend.",
        choices=_FOUR_DIRECTIONS,
        gives_away=(
            "slope 0.000000",
            "The slope is zero along",
        ),
    ),
    "00.no_gradient": Prediction(
        "Click a place on this map where the gradient is zero.",
        [(-0.95105, 0.48776), (0.97834, 0.00541), (-0.15975, 0.28994)],
        "Both tops are level, and so is the pass between them, where the ground climbs on two sides "
        "and falls on the other two.",
        surface=GALLERY["two hills"],
        closeness=Closeness(steepest=(0.80684, -0.68058), low=0, high=0.2),
        gives_away=(),
    ),
}
