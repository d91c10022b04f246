"""The lines on which sampled values have a given level, by marching squares."""

import numpy as np


def level_lines(x: np.ndarray, y: np.ndarray, values: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines on which values are the level, each an array of points of shape (m, 2).

    values of shape (len(y), len(x)) are sampled at x and y, which rise; nan where undefined. Between
    two samples the crossing is interpolated, so the lines lie off by about the square of a cell. A
    closed line ends where it began.
    Source: W. E. Lorensen and H. E. Cline, "Marching Cubes", 1987, in two dimensions.

    >>> level_lines(np.arange(3), np.arange(2), np.array([[0, 1, 2], [0, 1, 2]]), 0.5)
    [array([[0.5, 0. ],
           [0.5, 1. ]])]
    """
    above = values > level
    finite = np.isfinite(values)
    across, up = above[:, :-1] != above[:, 1:], above[:-1] != above[1:]  # edges along x and along y that are crossed
    whole = finite[:-1, :-1] & finite[:-1, 1:] & finite[1:, :-1] & finite[1:, 1:]
    cells = np.argwhere((across[:-1] | across[1:] | up[:, :-1] | up[:, 1:]) & whole)
    links: dict[tuple, list[tuple]] = {}
    for i, j in cells.tolist():
        bottom, top, left, right = ("x", i, j), ("x", i + 1, j), ("y", i, j), ("y", i, j + 1)
        crossed = [
            edge for edge, is_crossed in
            ((bottom, across[i, j]), (top, across[i + 1, j]), (left, up[i, j]), (right, up[i, j + 1])) if is_crossed
        ]  # fmt: skip
        pairs = [crossed]
        if len(crossed) == 4:  # two lines pass through the cell; its mean says which corners are joined
            middle = values[i : i + 2, j : j + 2].mean() > level
            pairs = [(bottom, right), (top, left)] if middle == above[i, j] else [(bottom, left), (top, right)]
        for a, b in pairs:
            links.setdefault(a, []).append(b)
            links.setdefault(b, []).append(a)

    def place(edge: tuple) -> tuple[float, float]:
        kind, i, j = edge
        end = (i, j + 1) if kind == "x" else (i + 1, j)
        share = (level - values[i, j]) / (values[end] - values[i, j])
        return float(x[j] + share * (x[end[1]] - x[j])), float(y[i] + share * (y[end[0]] - y[i]))

    return [np.array([place(edge) for edge in chain]) for chain in _chains(links)]


def _chains(links: dict[tuple, list[tuple]]) -> list[list[tuple]]:
    """The links as chains: open ones first, which begin at an edge with one neighbour, then closed ones."""
    chains, seen = [], set()
    for start in [*(edge for edge in links if len(links[edge]) == 1), *links]:
        if start in seen:
            continue
        chain = [start]
        seen.add(start)
        while onward := next((edge for edge in links[chain[-1]] if edge not in seen), None):
            chain.append(onward)
            seen.add(onward)
        chains.append([*chain, start] if len(chain) > 2 and start in links[chain[-1]] else chain)
    return chains
