"""A graph of numbers: values above its nodes, derivatives on its edges, and what one way has found so far."""

from dataclasses import dataclass

import numpy as np

from gradcalc.chain import INPUTS, NODES
from gradcalc.marks import Arrow, Label, Mark
from gradcalc.readings import short

PLACES = {"x": (1.1, 3.7), "y": (1.1, 1.1), "p": (3.9, 1.7), "s": (3.9, 4.1), "q": (6.4, 2.9), "f": (8.9, 2.9)}
RADIUS = 0.42
XLIM, YLIM = (0.0, 10.0), (0.2, 5.4)
ORDER = (*INPUTS, *(node.name for node in NODES))


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


def graph_scene(walk: Walk) -> list[Mark]:
    """Arrows along the edges that were used in the last step, and a number at every node and edge that has one."""
    marks: list[Mark] = []
    found_role = "gradient" if walk.backward else "projection"
    for (start, end), slope in walk.edges.items():
        if end not in walk.reached:
            continue
        active = walk.now == (start if walk.backward else end) and start in walk.seen and end in walk.seen
        (x0, y0), (x1, y1) = _trimmed(PLACES[start], PLACES[end])
        if active:
            ways = (x1, y1, x0 - x1, y0 - y1) if walk.backward else (x0, y0, x1 - x0, y1 - y0)
            marks.append(Arrow(*ways, "drop" if walk.backward else "tangent"))
        across = np.array([y0 - y1, x1 - x0]) / np.hypot(x1 - x0, y1 - y0)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        marks.append(Label(f"×{short(slope)}", *middle, *across.tolist(), "curve"))
    for name, (x, y) in PLACES.items():
        if name in walk.reached:
            marks.append(Label(short(walk.values[name]), x, y + RADIUS, 0.0, 1.0, "point"))
        if name in walk.seen:
            marks.append(Label(short(walk.found[name]), x, y - RADIUS, 0.0, -1.0, found_role))
    return marks


def _trimmed(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Both ends of an edge, on the rims of their nodes."""
    ends = np.array([start, end])
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    return np.array([ends[0] + RADIUS * along, ends[1] - RADIUS * along])


def graph_words(walk: Walk) -> str:
    """What the present step has found."""
    values = ", ".join(f"{name} = {short(walk.values[name])}" for name in ORDER if name in walk.reached)
    if not walk.seen:
        return f"Forward: {values}."
    kind = "derivative of f by" if walk.backward else "slope along u of"
    numbers = ", ".join(f"{name}: {short(walk.found[name])}" for name in ORDER if name in walk.seen)
    return f"Values {values}. So far the {kind} {numbers}."
