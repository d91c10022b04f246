"""How the answers of lesson 01 are drawn: as gradients on a map."""

import numpy as np

from gradcalc.questions.pictured import Pictured, around, around_the_point, gradients, part


def _first(x: float | np.ndarray) -> float:
    return float(np.ravel(x)[0])


def _moved(points: np.ndarray, value: float) -> np.ndarray:
    """The points, of which the first is elsewhere."""
    return np.concatenate([[value], points[1:]])


def _at_many(answers, inputs, x, y) -> object:
    """Where a case has many points, the first of them is drawn, and the others stay."""
    f, px, py = inputs
    gradient = answers["gradient_2d"]
    if not np.ndim(px):
        return gradient(f, x, y)
    return part(gradient(f, _moved(px, x), _moved(py, y)), (2, len(px)), (slice(None), 0))


_differences = Pictured(
    "pair of forward differences",
    ("along x", "along y"),
    "the longest true arrow in this window",
    plane=lambda name, inputs: around(*inputs[:3]),
    arrow=lambda answers, inputs, x, y: [
        answers[f"partial_{axis}"](inputs[0], x, y, inputs[3]) for axis in ("x", "y")
    ],
)
_of_an_array = gradients(
    lambda name, inputs: around_the_point(*inputs),
    lambda answers, inputs, x, y: answers["gradient_n"](inputs[0], np.array([x, y])),
)
PICTURED = {
    "01.partial_derivatives": (_differences,),
    "01.gradient_2d": (gradients(lambda name, inputs: around(inputs[0], *map(_first, inputs[1:])), _at_many),),
    "01.gradient_n": (_of_an_array,),
}
