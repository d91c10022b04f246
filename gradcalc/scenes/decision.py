"""What a network answers all over the plane, and the line where its answer changes."""

import numpy as np

from gradcalc.marks import Dots, Mark, Polyline
from gradcalc.network import Network, scores

FINE, COARSE = 40, 3  # points an axis for the line, and every which of them may carry a dot
CLEAR = 0.03  # how near to a point of the data no dot stands, as a share of the window's width


def decision_scene(
    network: Network, w: np.ndarray, xlim: tuple[float, float], ylim: tuple[float, float], data: np.ndarray
) -> list[Mark]:
    """Dots where a network of two classes answers class 1, clear of the data, and the boundary between its answers.

    data has shape (m, 2).
    """
    x, y = np.linspace(*xlim, FINE), np.linspace(*ylim, FINE)
    X, Y = np.meshgrid(x, y)
    s = scores(network, w, np.column_stack([X.ravel(), Y.ravel()]))
    lead = (s[:, 1] - s[:, 0]).reshape(X.shape)
    inner = slice(COARSE // 2, None, COARSE)
    dots = np.column_stack([part[inner, inner][lead[inner, inner] > 0] for part in (X, Y)])
    nearest = np.linalg.norm(dots[:, None] - data, axis=2).min(axis=1, initial=np.inf)
    dots = dots[nearest > CLEAR * (xlim[1] - xlim[0])]
    boundary = [Polyline(*zip(*line, strict=True), "boundary") for line in zero_lines(x, y, lead)]
    return [Dots(tuple(dots[:, 0].tolist()), tuple(dots[:, 1].tolist()), "answer"), *boundary]


def zero_lines(x: np.ndarray, y: np.ndarray, Z: np.ndarray) -> list[list[tuple[float, float]]]:
    """The lines Z = 0 through a grid, Z of shape (len(y), len(x)): each is a list of points (x, y).

    Along each edge of the grid, and along one diagonal of each cell, Z is taken for linear.

    >>> zero_lines(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[-1.0, 3.0], [-1.0, 3.0]]))
    [[(0.25, 0.0), (0.25, 0.25), (0.25, 1.0)]]
    """
    X, Y = np.meshgrid(x, y)
    least = 1e-9 * np.abs(Z).max()  # a zero right on a point of the grid would be crossed by many edges
    grid = np.stack([X, Y, np.where(np.abs(Z) < least, least, Z)])
    left, right = grid[:, :, :-1], grid[:, :, 1:]
    low_left, low_right = left[:, :-1].reshape(3, -1), right[:, :-1].reshape(3, -1)
    top_left, top_right = left[:, 1:].reshape(3, -1), right[:, 1:].reshape(3, -1)
    pieces = []
    # A triangle is crossed in a straight piece from one edge to another, or not at all.
    for corner in (low_right, top_left):
        ends = np.stack([_crossing(low_left, corner), _crossing(corner, top_right), _crossing(low_left, top_right)])
        crossed = np.isfinite(ends[:, 0])
        for k in np.flatnonzero(crossed.any(axis=0)):
            pieces.append([tuple(end) for end in ends[crossed[:, k], :, k].tolist()])
    return _joined(pieces)


def _crossing(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Where Z changes its sign between points p and q, rows x, y, Z; nan where it does not."""
    with np.errstate(all="ignore"):
        t = np.where(np.sign(p[2]) != np.sign(q[2]), p[2] / (p[2] - q[2]), np.nan)
    return p[:2] + t * (q[:2] - p[:2])


def _joined(pieces: list[list[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """Pieces with an end in common as lines: open ones from one end to the other, then closed ones."""
    at: dict[tuple[float, float], list[int]] = {}
    for i, piece in enumerate(pieces):
        for end in piece:
            at.setdefault(end, []).append(i)
    lines, used = [], set()
    starts = [end for end, here in at.items() if len(here) == 1] + [piece[0] for piece in pieces]
    for start in starts:
        line = [start]
        while (after := next((i for i in at[line[-1]] if i not in used), None)) is not None:
            used.add(after)
            a, b = pieces[after]
            line.append(b if a == line[-1] else a)
        if len(line) > 1:
            lines.append(line)
    return lines
