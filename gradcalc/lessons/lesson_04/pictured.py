"""How answers of lesson 04 are drawn: the direction of the level curve, and both parts of a vector."""

from collections.abc import Callable

import numpy as np

from gradcalc.questions.pictured import Pictured, Plane, around, part

PARTS = ("along x", "along y")


def _vector(name, inputs) -> Plane | None:
    """A vector g from the origin, with the line along u."""
    g, u = inputs
    if len(g) != 2 or not u.any():
        return None
    reach = float(np.ceil(np.abs(g).max()))
    title, limits = "g, and its parts along u and across", (-reach, reach)
    return Plane(lambda x, y: 0 * x, "", tuple(g.tolist()), limits, limits, tuple(u.tolist()), title)


def _one_part(row: int) -> Callable:
    """The part along u is the first, the remainder the second of the two vectors."""
    return lambda answers, inputs, x, y: part(
        answers["project"](np.array([x, y]), inputs[1]), (2, 2), (row, slice(None))
    )


_both_parts = tuple(
    Pictured(noun, PARTS, "the longest true arrow in this window", _vector, _one_part(row))
    for row, noun in enumerate(("part along u", "remainder"))
)
_level = Pictured(
    "level direction",
    PARTS,
    "the length of the true one",
    plane=lambda name, inputs: around(*inputs),
    arrow=lambda answers, inputs, x, y: answers["level_direction"](inputs[0], x, y),
)
PICTURED = {"04.project": _both_parts, "04.level_direction": (_level,)}
