"""How an answer of lesson 04 is drawn: the direction of the level curve."""

from gradcalc.questions.pictured import Pictured, around

PICTURED = {
    "04.level_direction": Pictured(
        "level direction",
        ("along x", "along y"),
        "the length of the true one",
        plane=lambda name, inputs: around(*inputs),
        arrow=lambda answers, inputs, x, y: answers["level_direction"](inputs[0], x, y),
    ),
}
