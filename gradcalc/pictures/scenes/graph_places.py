"""Where the nodes of a graph stand: in columns from the inputs to the output, with few arrows in each other's way."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from gradcalc.maths.chain import INPUTS, Node
from gradcalc.pictures.scenes.graph import RADIUS, XLIM, YLIM, Graph

MOST_COLUMNS, MOST_ROWS = 7, 4  # what there is room for beside the numbers
EDGE = 0.8  # from the middle of an outer node to the left and the right border
COLUMN, ROW = 2.3, 2.1  # from node to node, at least
LOWEST = 1.1  # where the lowest node stands
WIDE, HIGH = 1.05, 0.36  # a number
TALL = 0.85  # from the middle of a node to the end of the number above or below it
ABOVE = 0.25  # the middle of a number above its arrow
NODE = 0.6  # how near to the middle of a node no arrow passes; above and below it is farther by 1 / FLAT
FLAT = 0.6
SHARES = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72)  # where on an arrow its number may stand
SWEEPS = 4


def placed(nodes: Sequence[Node]) -> Graph:
    """A graph with its nodes placed.

    Raises ValueError, in words, where it has no room: more than 7 columns, or more than 4 nodes in one.
    """
    columns = _columns(nodes)
    if len(columns) > MOST_COLUMNS:
        raise ValueError(
            f"graph has {len(columns) - 1} nodes one after another, and the picture has room for {MOST_COLUMNS - 1}: "
            "let one node do what two of them do."
        )
    most = max(len(column) for column in columns)
    if most > MOST_ROWS:
        names = ", ".join(next(column for column in columns if len(column) == most))
        raise ValueError(
            f"graph has {most} nodes side by side, {names}, and the picture has room for {MOST_ROWS}: let one node "
            "do what two of them do."
        )
    rows = max(most, 3)
    heights = LOWEST + ROW / 2 * np.arange(2 * rows - 1)
    right = max(XLIM[1], 2 * EDGE + COLUMN * (len(columns) - 1))
    xs = np.linspace(EDGE, right - EDGE, len(columns))
    ylim = YLIM[0], max(YLIM[1], float(heights[-1]) + LOWEST)
    edges = [(parent, node.name) for node in nodes for parent in node.parents]
    places = _settled(columns, xs, heights, edges)
    return Graph(tuple(nodes), places, _on_edges(places, edges), (XLIM[0], right), ylim)


def _columns(nodes: Sequence[Node]) -> list[list[str]]:
    """The names by how many steps lead to them at most; one that is made of nothing stands before what needs it."""
    depth = dict.fromkeys(INPUTS, 0)
    for node in nodes:
        depth[node.name] = max((depth[parent] + 1 for parent in node.parents), default=0)
    for node in nodes:
        if not node.parents:
            depth[node.name] = (
                min((depth[other.name] for other in nodes if node.name in other.parents), default=1) - 1
            )
    return [[name for name in depth if depth[name] == d] for d in range(max(depth.values()) + 1)]


def _settled(columns, xs, heights, edges) -> dict[str, tuple[float, float]]:
    """Column by column the heights with which the least is in the way, until no column is better elsewhere."""
    middle = len(heights) // 2
    places = {}
    for column, x in zip(columns, xs, strict=True):
        for i, name in enumerate(column):  # evenly around the middle, the first on top
            places[name] = float(x), float(heights[middle + len(column) - 1 - 2 * i])
    for _ in range(SWEEPS):
        before = dict(places)
        for column in columns:
            tried = ({**places, **moved} for moved in _heights_of(column, places, heights))
            places = min(tried, key=lambda trial: _in_the_way(trial, edges))
        if places == before:
            break
    return places


def _heights_of(column, places, heights) -> Iterator[dict[str, tuple[float, float]]]:
    """All ways to place a column, with a row between two nodes."""
    for chosen in itertools.combinations(heights.tolist(), len(column)):
        if all(upper - lower > 0.9 * ROW for lower, upper in itertools.pairwise(chosen)):
            for order in itertools.permutations(chosen):
                yield {name: (places[name][0], y) for name, y in zip(column, order, strict=True)}


def _in_the_way(places, edges) -> float:
    """How much is in the way of arrows and their numbers; what is left decides for short arrows."""
    nodes, start, way = _drawn(places, edges)
    flat = np.array([1.0, FLAT])
    off, along = (nodes - start[:, None]) * flat, (way * flat)[:, None]  # from the start of each arrow to each node
    share = np.clip((off * along).sum(axis=2) / (along**2).sum(axis=2), 0, 1)
    apart = np.linalg.norm(off - share[..., None] * along, axis=2)
    through = ((share > 0) & (share < 1) & (apart < NODE)).sum()  # an arrow ends at nodes of its own
    spots = _spots(start, way, 0.5)
    close = _meet(spots[:, None], spots)[np.triu_indices(len(edges), 1)].sum() + _covers(nodes, spots).sum()
    return 30.0 * through + 3.0 * close + 2.0 * _crossings(start, way) + 0.05 * float((way**2).sum())


def _on_edges(places, edges) -> dict[tuple[str, str], float]:
    """Where on each arrow its number meets the fewest others and no node."""
    nodes, start, way = _drawn(places, edges)
    spots = _spots(start, way, 0.5)
    found = {}
    for i, edge in enumerate(edges):
        others = np.delete(spots, i, axis=0)

        def met(share: float, i: int = i, others: np.ndarray = others) -> int:
            here = _spots(start[i], way[i], share)
            return int(_meet(here, others).sum() + _covers(nodes, here).sum())

        found[edge] = min(SHARES, key=met)
        spots[i] = _spots(start[i], way[i], found[edge])
    return found


def _drawn(places, edges) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The places of the nodes, and where each arrow starts and how far it goes."""
    start, end = (np.array([places[edge[k]] for edge in edges]).reshape(-1, 2) for k in (0, 1))
    return np.array(list(places.values())), start, end - start


def _spots(start, way, share) -> np.ndarray:
    """The middles of the numbers of arrows, which stand above them."""
    across = np.stack([-way[..., 1], way[..., 0]], axis=-1) / np.linalg.norm(way, axis=-1, keepdims=True)
    return start + share * way + ABOVE * across


def _meet(a, b) -> np.ndarray:
    """Whether numbers overlap."""
    return (np.abs(a - b) < [WIDE, HIGH]).all(axis=-1)


def _covers(nodes, spots) -> np.ndarray:
    """Whether numbers of arrows overlap nodes or what stands above and below them."""
    off = np.abs(spots[..., None, :] - nodes)
    return (off < [WIDE / 2 + RADIUS, TALL + HIGH / 2]).all(axis=-1)


def _crossings(start, way) -> int:
    """How many pairs of arrows cross between their ends."""
    between = start - start[:, None]
    turn = _cross(way[:, None], way)
    with np.errstate(divide="ignore", invalid="ignore"):
        here, there = _cross(between, way) / turn, _cross(between, way[:, None]) / turn
        crossing = (here > 0.01) & (here < 0.99) & (there > 0.01) & (there < 0.99)
    return int(np.triu(crossing, 1).sum())


def _cross(a, b):
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
