"""A graph of numbers: values above its nodes, derivatives on its edges, and what one way has found so far."""

from dataclasses import dataclass, field, replace

import numpy as np

from gradcalc.maths.chain import INPUTS, NODES, Node
from gradcalc.pictures.marks import Arrow, Label, Mark, pair

PLACES = {"x": (0.8, 3.7), "y": (0.8, 1.1), "p": (4.0, 1.7), "s": (4.0, 4.2), "q": (6.5, 2.9), "f": (9.1, 2.9)}
# Where on an edge its number stands, from start to end; half way the one from x to p would meet that of s.
ON_EDGE = {("x", "p"): 0.4}
RADIUS = 0.42
XLIM, YLIM = (0.0, 10.0), (0.2, 5.5)


@dataclass(frozen=True)
class Graph:
    """Nodes, each after those that it is made of, and where they stand.

    on_edge says where on an arrow its number stands, from 0 to 1, half way if nothing is said.
    """

    nodes: tuple[Node, ...] = NODES
    places: dict[str, tuple[float, float]] = field(default_factory=lambda: PLACES)
    on_edge: dict[tuple[str, str], float] = field(default_factory=lambda: ON_EDGE)
    xlim: tuple[float, float] = XLIM
    ylim: tuple[float, float] = YLIM

    @property
    def order(self) -> tuple[str, ...]:
        """The names of all inputs and nodes, the output last."""
        return (*INPUTS, *(node.name for node in self.nodes))

    @property
    def steps(self) -> int:
        """How many steps there are: a value for each node, then a derivative for each name."""
        return len(self.nodes) + len(self.order)


LESSON = Graph()


@dataclass(frozen=True)
class Walk:
    """How far a computation on the graph has come.

    values, edges and found hold all numbers by node or edge; reached are the nodes whose values are
    known, seen those whose derivative or slope is, and now the node of the present step.
    """

    values: dict[str, float]
    edges: dict[tuple[str, str], float]
    found: dict[str, float]
    reached: tuple[str, ...]
    seen: tuple[str, ...]
    now: str
    backward: bool
    graph: Graph = LESSON


def graph_scene(walk: Walk) -> list[Mark]:
    """An arrow for every edge, and a number at every node and edge that has one; the last step stands out."""
    marks: list[Mark] = []
    for start, end in walk.edges:
        (x0, y0), (x1, y1) = _trimmed(walk.graph.places[start], walk.graph.places[end])
        forth, back = Arrow(x0, y0, x1 - x0, y1 - y0, "field"), Arrow(x1, y1, x0 - x1, y0 - y1, "gradient")
        if (start, end) not in used_edges(walk):
            marks.append(forth)
        else:
            marks.append(back if walk.backward else replace(forth, role="tangent"))
        if end in walk.reached:
            across = np.array([y0 - y1, x1 - x0]) / np.hypot(x1 - x0, y1 - y0)
            text, share = f"×{_factor(walk.edges[start, end])}", walk.graph.on_edge.get((start, end), 0.5)
            marks.append(Label(text, x0 + share * (x1 - x0), y0 + share * (y1 - y0), *pair(across), "curve"))
    for name, (x, y) in walk.graph.places.items():
        if name in walk.reached:
            marks.append(Label(number(walk.values[name]), x, y + RADIUS, 0.0, 1.0, "point"))
        if name in walk.seen:
            role = "gradient" if walk.backward else "projection"
            marks.append(Label(number(walk.found[name]), x, y - RADIUS, 0.0, -1.0, role))
    return marks


def used_edges(walk: Walk) -> list[tuple[str, str]]:
    """The edges that the present step goes along: those into the node, or on the way back those out of it."""
    if not walk.seen:
        return []
    return [(start, end) for start, end in walk.edges if walk.now == (start if walk.backward else end)]


def _trimmed(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Both ends of an edge, a little way off the rims of their nodes."""
    ends = np.array([start, end])
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    return np.array([ends[0] + 1.2 * RADIUS * along, ends[1] - 1.2 * RADIUS * along])


def number(value: float) -> str:
    """Two decimals, and never -0.00.

    >>> number(-0.001), number(-1.634)
    ('0.00', '-1.63')
    """
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def _factor(value: float) -> str:
    text = number(value)
    return f"({text})" if text.startswith("-") else text


def graph_words(walk: Walk) -> str:
    """The values that are known, and the derivatives or slopes."""
    values = ", ".join(f"{name} = {number(walk.values[name])}" for name in walk.graph.order if name in walk.reached)
    kind = f"derivatives of {walk.graph.order[-1]} are, by" if walk.backward else "slopes along u are, of"
    found = ", ".join(f"{name}: {number(walk.found[name])}" for name in walk.graph.order if name in walk.seen)
    return f"Known so far are the values {values}." + (f" The {kind} {found}." if found else "")


def step_words(walk: Walk) -> str:
    """How the number of the present step comes about: a product for each edge, added up."""
    if not walk.seen:
        return ""
    edges = used_edges(walk)
    what = f"Derivative of {walk.graph.order[-1]} by {walk.now}" if walk.backward else f"Slope of {walk.now} along u"
    shares = []
    for start, end in edges:
        known = walk.found[end if walk.backward else start]
        shares.append(f"{_factor(known)} × {_factor(walk.edges[start, end])}")
    return f"{what}: {' = '.join(filter(None, [' + '.join(shares), number(walk.found[walk.now])]))}."
