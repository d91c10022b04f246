"""Planes in a space of many dimensions, and how much of a function each of them shows."""

import math
from collections.abc import Callable

import numpy as np

DEPENDENT = 1e-10  # of its length: so little of a second direction beside the first is rounding


def orthonormal(directions: np.ndarray) -> np.ndarray:
    """Two unit vectors at right angles that span the same plane as two directions: both of shape (2, n).

    Raises ValueError where the directions span no plane.

    >>> orthonormal(np.array([[2.0, 0.0, 0.0], [1.0, 3.0, 0.0]])).round(12).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    first, second = np.asarray(directions, dtype=float)
    if not first.any():
        raise ValueError("the first direction is zero: it spans no plane.")
    e1 = first / np.linalg.norm(first)
    rest = second - (second @ e1) * e1
    rest -= (rest @ e1) * e1
    if np.linalg.norm(rest) <= DEPENDENT * np.linalg.norm(second):
        raise ValueError("the two directions are zero or lie on one line: they span no plane.")
    return np.array([e1, rest / np.linalg.norm(rest)])


def share_in_plane(v: np.ndarray, basis: np.ndarray) -> float:
    """The length of a vector's projection on a plane, over the vector's own: from 0 to 1, nan for the zero vector.

    basis has shape (2, n), as orthonormal gives it.

    >>> share_in_plane(np.array([3.0, 0.0, 4.0]), np.eye(3)[:2])
    0.6
    """
    largest = float(np.abs(v).max())
    if not largest:
        return math.nan
    v = v / largest  # so that nothing overflows
    return min(1.0, float(np.linalg.norm(basis @ v) / np.linalg.norm(v)))


def path_share(path: np.ndarray, basis: np.ndarray) -> float:
    """The length of a path's projection on a plane, over the path's own: its steps added up, from 0 to 1.

    path has shape (k, n), a point a row. A path without length has no share: nan.

    >>> path_share(np.array([[0.0, 0, 0], [1, 0, 0], [1, 0, 1]]), np.eye(3)[:2])
    0.5
    """
    steps = np.diff(path, axis=0)
    size = float(np.linalg.norm(steps, axis=1).sum())
    return min(1.0, float(np.linalg.norm(steps @ basis.T, axis=1).sum()) / size) if size else math.nan


def curvature_in_plane(product: Callable, basis: np.ndarray) -> float:
    """The greatest second derivative along a unit vector of a plane; product(v) is the Hessian times v.

    >>> curvature_in_plane(lambda v: np.array([1.0, 2.0, 9.0]) * v, np.eye(3)[:2])
    2.0
    """
    seen = basis @ np.array([product(e) for e in basis]).T
    return float(np.linalg.eigvalsh((seen + seen.T) / 2)[-1])


def in_plane(directions: np.ndarray, degrees: float) -> np.ndarray:
    """The unit vector along cos a · d1 + sin a · d2, at an angle a of the picture: shape (n,).

    >>> in_plane(np.array([[2.0, 0.0], [0.0, 2.0]]), 90.0).round(12).tolist()
    [0.0, 1.0]
    """
    angle = math.radians(degrees)
    u = np.array([math.cos(angle), math.sin(angle)]) @ directions
    return u / np.linalg.norm(u)


def coordinates(points: np.ndarray, w: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """Where the projections of points lie on the plane w + x d1 + y d2: (x, y) for each row, shape (k, 2).

    >>> coordinates(np.array([[3.0, 4.0, 5.0]]), np.ones(3), np.array([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]])).tolist()
    [[1.0, 3.0]]
    """
    gram = directions @ directions.T
    return np.linalg.solve(gram, directions @ (points - w).T).T


def principal_directions(path: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Two unit vectors at right angles: of all planes through w the one that a path strays from least, by squares.

    They are the first two principal components of the path seen from w, path - w, of shape (2, n); path has shape
    (k, n) with k of at least 2. Source: Li, Xu, Taylor, Studer and Goldstein, 2018, section 7.

    >>> path = np.array([[0.0, 0, 0], [0, 3, 0], [0, 5, 1]])
    >>> np.abs(principal_directions(path, np.zeros(3))[:, 0]).tolist()
    [0.0, 0.0]
    """
    return np.linalg.svd(path - w, full_matrices=False)[2][:2]
