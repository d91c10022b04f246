"""The exact gradient of a tree: values and slopes are carried forward together, node by node.

Forward accumulation, as in Griewank and Walther, Evaluating Derivatives (2008), chapter 3. A slope is None where the
letter does not stand in the node at all, so that x^y at a negative x has its slope along x and none along y. The
slopes to the right and to the left are carried beside each other: |x| has two at 0, and x|x| has one.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradcalc.formulas.tree import LETTERS, Node, kind
from gradcalc.formulas.values import CONSTANTS, FUNCTIONS

Slopes = list[Any]  # along x and along y; each an array of (right, left), or None
Carried = tuple[Any, Slopes]  # the value and its slopes


def gradient(node: Node, x: Any, y: Any) -> np.ndarray:
    """The two partial derivatives of a tree at x and y, shape (2, *grid), nan where there is none.

    >>> gradient(("abs", "x"), np.array([-2.0, 0.0]), np.array(1.0))
    array([[-1., nan],
           [ 0.,  0.]])
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    shape = np.broadcast_shapes(x.shape, y.shape)
    with np.errstate(all="ignore"):
        height, slopes = _carry(node, x, y)
        both = np.array([np.broadcast_to(0.0 if s is None else s, (2, *shape)) for s in slopes])
        right, left = both[:, 0], both[:, 1]
        there = np.isfinite(right) & (right == left) & np.isfinite(height)
        return np.where(there, right, np.nan)


def _carry(node: Node, x: Any, y: Any) -> Carried:
    what = kind(node)
    if what in LETTERS:
        one = np.ones((2, *[1] * max(np.ndim(x), np.ndim(y))))
        return (x, [one, None]) if what == "x" else (y, [None, one])
    if what in CONSTANTS:
        return CONSTANTS[what], [None, None]
    if what == "number":
        return np.float64(node[1]), [None, None]
    if what == "+":
        total = _carry(node[1], x, y)
        for term in node[2:]:
            minus = kind(term) == "neg"
            total = _sum(total, _carry(term[1] if minus else term, x, y), -1.0 if minus else 1.0)
        return total
    if what == "*":
        total = _carry(node[1], x, y)
        for factor in node[2:]:
            over = kind(factor) == "over"
            total = (_quotient if over else _product)(total, _carry(factor[1] if over else factor, x, y))
        return total
    if what == "^":
        return _power(_carry(node[1], x, y), _carry(node[2], x, y))
    carried = [_carry(child, x, y) for child in node[1:]]
    if what in TWO:
        return TWO[what](*carried)
    ((a, slopes),) = carried
    height = FUNCTIONS[what](a)
    return height, [None if s is None else OUTER[what](a, height, s) for s in slopes]


def _sum(one: Carried, two: Carried, sign: float) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    height = a + b if sign > 0 else a - b
    return height, [_added(da, None if db is None else sign * db) for da, db in zip(a_slopes, b_slopes, strict=True)]


def _added(one: Any, two: Any) -> Any:
    if one is None or two is None:
        return two if one is None else one
    return one + two


def _times(slope: Any, factor: Any) -> Any:
    return None if slope is None else slope * factor


def _product(one: Carried, two: Carried) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    return a * b, [_added(_times(da, b), _times(db, a)) for da, db in zip(a_slopes, b_slopes, strict=True)]


def _quotient(one: Carried, two: Carried) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    height = a / b
    return height, [
        _added(_times(da, 1 / b), _times(db, -height / b)) for da, db in zip(a_slopes, b_slopes, strict=True)
    ]


def _power(one: Carried, two: Carried) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    height = a**b
    # At a = 0 the rule of the exponent gives 0 * -inf: there the power is flat in b, if it is defined beside it.
    by_exponent = np.where((a == 0) & (b > 0), 0.0, height * np.log(a))
    by_base = np.where(b == 0, 0.0, b * a ** (b - 1))
    return height, [
        _added(_times(da, by_base), _times(db, by_exponent)) for da, db in zip(a_slopes, b_slopes, strict=True)
    ]


def _larger(sign: float) -> Callable[[Carried, Carried], Carried]:
    """The rule of the maximum of two, or of the minimum: where they meet, the steeper counts on each side."""

    def carried(one: Carried, two: Carried) -> Carried:
        (a, a_slopes), (b, b_slopes) = one, two
        first = sign * (a - b)
        slopes: Slopes = []
        for da, db in zip(a_slopes, b_slopes, strict=True):
            if da is None and db is None:
                slopes.append(None)
                continue
            da, db = 0.0 if da is None else da, 0.0 if db is None else db
            meeting = np.where(sign * _side(da + db) > 0, np.maximum(da, db), np.minimum(da, db))
            slopes.append(np.where(first > 0, da, np.where(first < 0, db, meeting)))
        return (np.maximum if sign > 0 else np.minimum)(a, b), slopes

    return carried


def _hypot(one: Carried, two: Carried) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    height = np.hypot(a, b)
    slopes: Slopes = []
    for da, db in zip(a_slopes, b_slopes, strict=True):
        slope = _added(_times(da, a / height), _times(db, b / height))
        if slope is not None:
            tip = _side(slope) * np.hypot(0.0 if da is None else da, 0.0 if db is None else db)
            slope = np.where(height == 0, tip, slope)
        slopes.append(slope)
    return height, slopes


def _arctan2(one: Carried, two: Carried) -> Carried:
    (a, a_slopes), (b, b_slopes) = one, two
    square = a * a + b * b
    cut = np.where((a == 0) & (b <= 0), np.nan, 1.0)
    return np.arctan2(a, b), [
        _added(_times(da, cut * b / square), _times(db, -a / square))
        for da, db in zip(a_slopes, b_slopes, strict=True)
    ]


def _side(slope: Any) -> np.ndarray:
    """1 on the right and -1 on the left, in the shape of a slope."""
    return np.array([1.0, -1.0]).reshape(2, *[1] * (np.ndim(slope) - 1))


def _corner(a: Any, height: Any, slope: Any) -> Any:
    return np.where(a == 0, _side(slope) * np.abs(slope), np.sign(a) * slope)


def _jump(a: Any, height: Any, slope: Any) -> Any:
    return np.where(a == 0, np.nan, 0.0 * slope)


# How the slope of a function of one thing follows from the thing, the function's value and the thing's slope.
OUTER = {
    "neg": lambda a, f, s: -s,
    "sin": lambda a, f, s: np.cos(a) * s,
    "cos": lambda a, f, s: -np.sin(a) * s,
    "tan": lambda a, f, s: (1 + f * f) * s,
    "arcsin": lambda a, f, s: s / np.sqrt((1 - a) * (1 + a)),
    "arccos": lambda a, f, s: -s / np.sqrt((1 - a) * (1 + a)),
    "arctan": lambda a, f, s: s / (1 + a * a),
    "sinh": lambda a, f, s: np.cosh(a) * s,
    "cosh": lambda a, f, s: np.sinh(a) * s,
    "tanh": lambda a, f, s: s / np.cosh(a) ** 2,
    "exp": lambda a, f, s: f * s,
    "log": lambda a, f, s: s / a,
    "log2": lambda a, f, s: s / (a * np.log(2.0)),
    "log10": lambda a, f, s: s / (a * np.log(10.0)),
    "sqrt": lambda a, f, s: s / (2 * f),
    "abs": _corner,
    "sign": _jump,
}
TWO = {"maximum": _larger(1.0), "minimum": _larger(-1.0), "hypot": _hypot, "arctan2": _arctan2}
