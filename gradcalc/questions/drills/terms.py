"""Trees of formulas put together, tidied as one writes them by hand: no factor 1, no term 0, the sign in front."""

from typing import Any

import numpy as np

from gradcalc.formulas.tree import Node, kind
from gradcalc.formulas.values import function

Polynomial = dict[tuple[int, int], int]
"""The coefficient of each x^m y^n, by (m, n)."""


def number(value: float) -> Node:
    """A number as a tree, its sign in front.

    >>> number(-2)
    ('neg', ('number', '2'))
    """
    text = ("number", f"{abs(value):.15g}")
    return ("neg", text) if value < 0 else text


def power(base: Node, exponent: int) -> Node:
    """A whole power, written as one writes it: none where it is 1, the number 1 where it is 0."""
    return number(1) if exponent == 0 else base if exponent == 1 else ("^", base, number(exponent))


def product(*factors: Node) -> Node:
    """A product: whole numbers become one, in front.

    >>> product(number(3), "x", number(-2))
    ('neg', ('*', ('number', '6'), 'x'))
    """
    coefficient, rest = 1.0, []
    waiting = list(factors)
    while waiting:
        factor = waiting.pop(0)
        if kind(factor) == "neg":
            coefficient, factor = -coefficient, factor[1]
        if kind(factor) == "number":
            coefficient *= float(factor[1])
        elif kind(factor) == "*" and all(kind(part) != "over" for part in factor[1:]):
            waiting[:0] = factor[1:]
        else:
            rest.append(factor)
    if coefficient == 0 or not rest:
        return number(coefficient)
    parts = ([number(abs(coefficient))] if abs(coefficient) != 1 else []) + rest
    whole = ("*", *parts) if len(parts) > 1 else parts[0]
    return ("neg", whole) if coefficient < 0 else whole


def total(*terms: Node) -> Node:
    """A sum without its zeros.

    >>> total("x", number(0), number(-1))
    ('+', 'x', ('neg', ('number', '1')))
    """
    flat = [part for term in terms for part in (term[1:] if kind(term) == "+" else [term])]
    kept = [term for term in flat if term != number(0)]
    return ("+", *kept) if len(kept) > 1 else kept[0] if kept else number(0)


def negative(node: Node) -> Node:
    """A tree with the other sign, each term of a sum for itself."""
    return total(*map(negative, node[1:])) if kind(node) == "+" else product(number(-1), node)


def swapped(node: Node) -> Node:
    """A tree with x in place of y and y in place of x, in products x in front.

    >>> swapped(("*", "x", ("^", "y", ("number", "2"))))
    ('*', ('^', 'x', ('number', '2')), 'y')
    """
    if isinstance(node, str):
        return {"x": "y", "y": "x"}.get(node, node)
    if node[0] == "number":
        return node
    parts = list(map(swapped, node[1:]))
    return (node[0], *(sorted(parts, key=_place) if node[0] == "*" else parts))


def _place(factor: Node) -> int:
    """Where a factor stands in a product: numbers, x, y, and then functions."""
    base = factor[1] if kind(factor) == "^" else factor
    return ("number", "x", "y").index(kind(base)) if kind(base) in ("number", "x", "y") else 3


def polynomial(coefficients: Polynomial) -> Node:
    """The tree of a polynomial, its terms in the order in which they are given.

    >>> polynomial({(2, 1): 3, (0, 1): -1})
    ('+', ('*', ('number', '3'), ('^', 'x', ('number', '2')), 'y'), ('neg', 'y'))
    """
    return total(*(product(number(a), power("x", m), power("y", n)) for (m, n), a in coefficients.items()))


def partial(coefficients: Polynomial, axis: int) -> Polynomial:
    """The partial derivative of a polynomial, along x for axis 0 and along y for axis 1.

    >>> partial({(2, 1): 3, (0, 1): -1}, 0)
    {(1, 1): 6}
    """
    found = {}
    for powers, a in coefficients.items():
        if powers[axis]:
            lower = list(powers)
            lower[axis] -= 1
            found[lower[0], lower[1]] = a * powers[axis]
    return found


def value(node: Node, x: Any, y: Any) -> np.ndarray:
    """What a tree is at x and y, in the shape of the two; nan or infinite where it has no value."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(function(node)(x, y), float), np.broadcast_shapes(x.shape, y.shape))
