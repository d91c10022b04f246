"""How answers of lesson 04 are drawn: the direction of the level curve, and both parts of a vector."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gradcalc.maths.curves import follow_level
from gradcalc.questions.pictured import Pictured, PicturedWalk, Plane, around, part

WINDOW = (-2.0, 2.0)
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


def _in_the_window(name, inputs) -> Plane:
    """The window that the curves of all cases lie in."""
    f, x, y, *_ = inputs
    return replace(around(f, x, y), xlim=WINDOW, ylim=WINDOW)


def _round(inputs, x, y) -> np.ndarray:
    """A walk along the level curve, with its higher ground on the left."""
    f, _, _, s, n = inputs
    return follow_level(f.build(), x, y, s, n, gradient=f.gradient).points


def _off_the_curve(inputs, points, true) -> np.ndarray:
    f = inputs[0].build()
    return np.abs(f(*points.T) - f(*true[0])) / np.hypot(*inputs[0].gradient(*points.T))


_walk = PicturedWalk(
    "walk",
    _in_the_window,
    walk=lambda answers, inputs, x, y: answers["trace"](inputs[0], x, y, *inputs[3:]),
    truth=_round,
    off=_off_the_curve,
    measure="from the level curve",
    anywhere=False,  # the steps are those of one round from the start of the case
)
PICTURED = {"04.trace": _walk, "04.project": _both_parts, "04.level_direction": (_level,)}
