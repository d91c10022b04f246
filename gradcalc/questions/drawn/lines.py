"""Lines through points, as a hand draws them: filled up, thinned out, and how far one is from the other."""

import itertools

import numpy as np

SEEN = 121  # points of a curve that look smooth


def filled(points: np.ndarray, gap: float) -> np.ndarray:
    """The points of a line with others between them, so that no gap is longer; shape (m, 2).

    >>> filled(np.array([[0, 0], [2, 0]]), 1.0)[:, 0]
    array([0., 1., 2.])
    """
    pieces = [np.asarray(points[:1], float)]
    for one, other in itertools.pairwise(points):
        steps = max(int(np.ceil(np.hypot(*(other - one)) / gap)), 1)
        pieces.append(one + np.linspace(0, 1, steps + 1)[1:, None] * (other - one))
    return np.concatenate(pieces)


def thinned(points: np.ndarray) -> np.ndarray:
    """The points of a line, with no more of them than one can see; both ends stay."""
    return points[np.linspace(0, len(points) - 1, min(SEEN, len(points))).round().astype(int)]


def to_line(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """How far each point is from the nearest one of a line that is filled."""
    return np.hypot(*(points[:, None] - line).transpose(2, 0, 1)).min(axis=1)


def longest_gap(there: np.ndarray) -> int:
    """The middle of the longest run of False.

    >>> longest_gap(np.array([True, False, True, False, False, False]))
    4
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[True], there, [True]]).astype(int)))
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int((starts[longest] + ends[longest] - 1) // 2)
