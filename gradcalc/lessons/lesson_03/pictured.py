"""How the answers of lesson 03 are drawn: the slope as an arrow along its direction, and the steepest direction."""

import numpy as np

from gradcalc.functions.claimed import Claim
from gradcalc.questions.pictured import Pictured, Plane, around, around_the_point

PARTS = ("along x", "along y")


def _along(name, inputs) -> Plane | None:
    """Along no direction nothing is drawn."""
    f, x, y, direction = inputs
    return around(f, x, y) if direction.any() else None


def _slope(answers, inputs, x, y) -> object:
    f, _, _, direction = inputs
    slope = answers["directional_derivative"](f, x, y, direction)
    if slope is None or slope is ...:
        return slope
    if np.asarray(slope).dtype.kind not in "biuf":
        return Claim(None, f"is {slope!r:.40}, and one number is asked for")
    if np.shape(slope) != ():
        return Claim(None, f"is an array of shape {np.shape(slope)}, and one number is asked for")
    return slope * (direction / np.hypot(*direction))


def _steepest(name, inputs) -> Plane | None:
    return around_the_point(*inputs) if name == "steepest_direction" else None


_along_v = Pictured(
    "slope, drawn along the direction,", PARTS, "the greatest slope along it in this window", _along, _slope
)
_direction = Pictured(
    "steepest direction",
    PARTS,
    "the length of the true one",
    _steepest,
    lambda answers, inputs, x, y: answers["steepest_direction"](inputs[0], np.array([x, y])),
)
PICTURED = {"03.directional_derivative": (_along_v,), "03.steepest_direction": (_direction,)}
