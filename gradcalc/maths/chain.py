"""The chain rule on a small graph of numbers: forward along one direction, or backward to all inputs.

NODES computes f(x, y) = (xy + sin x)² in four steps. It stands for any computation: each node
knows which nodes it is made of, and how its value changes with each of theirs.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """One step: its name, its formula, the nodes it is made of, its value, and its partial derivatives by them."""

    name: str
    formula: str
    parents: tuple[str, ...]
    value: Callable[..., float]
    partials: Callable[..., tuple[float, ...]]


INPUTS = ("x", "y")
# Each node stands after the nodes that it is made of, and the last one is the output.
NODES = (
    Node("p", "x y", ("x", "y"), lambda x, y: x * y, lambda x, y: (y, x)),
    Node("s", "sin x", ("x",), math.sin, lambda x: (math.cos(x),)),
    Node("q", "p + s", ("p", "s"), lambda p, s: p + s, lambda p, s: (1.0, 1.0)),
    Node("f", "q²", ("q",), lambda q: q * q, lambda q: (2 * q,)),
)


def evaluate(
    x: float, y: float, nodes: Sequence[Node] = NODES
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The value of every node by its name, and the derivative on every edge (from, to), computed forward.

    >>> values, edges = evaluate(0.0, 2.0)
    >>> values["f"], edges["x", "p"], edges["x", "s"]
    (0.0, 2.0, 1.0)
    """
    values, edges = {"x": float(x), "y": float(y)}, {}
    for node in nodes:
        at = [values[parent] for parent in node.parents]
        values[node.name] = node.value(*at)
        for parent, partial in zip(node.parents, node.partials(*at), strict=True):
            edges[parent, node.name] = partial
    return values, edges


def forward(
    edges: dict[tuple[str, str], float], u: tuple[float, float], nodes: Sequence[Node] = NODES
) -> dict[str, float]:
    """The slope of every node along the direction u at the inputs, from the inputs on.

    >>> _, edges = evaluate(1.0, 2.0)
    >>> forward(edges, (0.0, 1.0))["p"]
    1.0
    """
    slopes = dict(zip(INPUTS, map(float, u), strict=True))
    for node in nodes:
        slopes[node.name] = sum(slopes[parent] * edges[parent, node.name] for parent in node.parents)
    return slopes


def backward(edges: dict[tuple[str, str], float], nodes: Sequence[Node] = NODES) -> dict[str, float]:
    """The derivative of the last node by every node, from it back to the inputs; where ways meet, their shares add.

    >>> _, edges = evaluate(1.0, 2.0)
    >>> derivatives = backward(edges)
    >>> round(derivatives["q"], 6) == round(2 * (2 + math.sin(1)), 6)
    True
    """
    derivatives = {nodes[-1].name: 1.0}
    for node in reversed(nodes):
        for parent in node.parents:
            share = derivatives[node.name] * edges[parent, node.name]
            derivatives[parent] = derivatives.get(parent, 0.0) + share
    for name in INPUTS:  # one that nothing is made of changes nothing
        derivatives.setdefault(name, 0.0)
    return derivatives
