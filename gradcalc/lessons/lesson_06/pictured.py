"""How answers of lesson 06 are drawn: paths of descent from a start under the hand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.questions.pictured import PicturedWalk, Plane, around_the_point

WINDOW = (-2.2, 2.2)  # around the lowest point; no start lies farther out


def _plane(name, inputs) -> Plane | None:
    found = around_the_point(inputs[0], inputs[1])
    return found and replace(found, xlim=WINDOW, ylim=WINDOW)


def _descent(name: str, exact: Callable[..., np.ndarray]) -> PicturedWalk:
    def truth(inputs, x, y) -> np.ndarray:
        return exact(inputs[0], np.array([x, y]), *inputs[2:])

    return PicturedWalk(
        "path",
        _plane,
        walk=lambda answers, inputs, x, y: answers[name](inputs[0], np.array([x, y]), *inputs[2:]),
        truth=truth,
        off=lambda inputs, points, true: np.hypot(*(points - true[: len(points)]).T),
        measure="from the true point of the same number",
        anywhere=True,
    )


PICTURED = {
    "06.descend": _descent("descend", cases.path),
    "06.heavy_ball": _descent("heavy_ball", cases.path_with_momentum),
}
