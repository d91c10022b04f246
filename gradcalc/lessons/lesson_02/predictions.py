"""The predictions of lesson 02."""

from gradcalc.functions.gallery import GALLERY
from gradcalc.lessons.lesson_02.maps_and_fields import FIELDS, MAPS, WORDS, maps_and_fields
from gradcalc.questions.prediction import Closeness, Picture, Prediction

_FIELD_OF = {surface: field for field, surface in FIELDS.items()}

PREDICTIONS = {
    "02.maps_and_fields": Prediction(
        "Which field belongs to which contour map?",
        [tuple(_FIELD_OF[surface] for surface in MAPS.values())],
        "An arrow crosses the level curves at a right angle and points to the greater numbers. "
        "It is longer where the lines are closer together.",
        choices=tuple(FIELDS),
        items=tuple(MAPS),
        picture=Picture(maps_and_fields, WORDS),
        gives_away=(),
    ),
    "02.steepest_place": Prediction(
        "Click the place on this map where the slope is greatest: there the gradient is longest.",
        [(0.80684, -0.68058)],
        "It lies neither on a top nor at the foot, but part of the way down, where the level curves are closest. "
        "On most sides of the higher hill, at this distance from its top, the ground is nearly as steep.",
        surface=GALLERY["two hills"],
        closeness=Closeness(steepest=(0.80684, -0.68058), low=0.8, high=1),
        gives_away=(
            "the arrow is shortest",
            "where they are close together",
        ),
    ),
    "02.above_the_pass": Prediction(
        "On f(x, y) = x² - y² you stand at (0, 1). Which way does the gradient point?",
        ["towards the origin"],
        "The gradient there is (0, -2). On the x-axis the arrows point away from the origin, "
        "on the y-axis towards it.",
        choices=("towards the origin", "away from the origin", "to the right", "nowhere: it is zero"),
        gives_away=(
            "a hill with heights from -4.00",
            "come in along the y-axis",
        ),
    ),
    "02.turns_at_the_monkey_saddle": Prediction(
        "You walk once around the monkey saddle, counterclockwise. How many full turns does the arrow make the "
        "other way, clockwise?",
        [2],
        "Around a saddle it makes one such turn. A monkey saddle has three ways up and three ways down, "
        "and its arrow turns twice.",
        unit="turns",
        gives_away=(),
    ),
    "02.calls_of_f": Prediction(
        "The lecture's double loop samples the gradient on 20 × 20 points. How often does it call f?",
        [1600],
        "Each of the 400 points takes two differences, and each difference two values of f.",
        unit="calls",
        gives_away=(),
    ),
}
