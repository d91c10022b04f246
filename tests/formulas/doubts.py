"""By how much the value of a formula may be off, where the functions of two libraries differ in their last digits."""

import numpy as np

from gradcalc.formulas.slopes import gradient
from gradcalc.formulas.tree import Node, kind
from gradcalc.formulas.values import function

EPSILON = np.finfo(float).eps


def value_and_doubt(node: Node, x: float, y: float) -> tuple[float, float]:
    """The value of a tree and by how much it may be off, if each of its steps is off by four units."""
    if isinstance(node, str) or node[0] == "number":
        return float(function(node)(np.float64(x), np.float64(y))), 0.0
    back = {"+": "neg", "*": "over"}.get(kind(node))
    parts = [part[1] if i and kind(part) == back else part for i, part in enumerate(node[1:])]
    values = [value_and_doubt(part, x, y) for part in parts]
    total, doubt = values[0]
    if back is None:
        step = (node[0], "x", "y")[: len(node)]
        return _after(step, values[0], values[1] if len(values) > 1 else (0.0, 0.0))
    for part, (value, its) in zip(node[2:], values[1:], strict=True):
        step = (node[0], "x", (back, "y") if kind(part) == back else "y")
        total, doubt = _after(step, (total, doubt), (value, its))
    return total, doubt


def _after(step: Node, one: tuple[float, float], two: tuple[float, float]) -> tuple[float, float]:
    value = float(function(step)(np.float64(one[0]), np.float64(two[0])))
    dx, dy = np.abs(gradient(step, one[0], two[0]))
    doubt = (dx * one[1] if one[1] else 0.0) + (dy * two[1] if two[1] else 0.0)
    return value, doubt + 4 * EPSILON * abs(value)
