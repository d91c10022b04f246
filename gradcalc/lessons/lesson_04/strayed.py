"""What a walk that went wrong looks like: what its shape, its steps and its points say of how it was made."""

import numpy as np


def shape_of_walk(shape: tuple[int, ...], n: int) -> str:
    """What is wrong with an array that has another shape than a walk of n steps."""
    asked = f"The start and {n} steps make {n + 1} points, an array of shape ({n + 1}, 2)."
    if shape == (2,):
        return f"This is one point. All the points of the walk are asked for, each in a row of its own. {asked}"
    if shape == (2, 2):
        return f"These are two points, the walk after one step: a return inside the loop would end it so. {asked}"
    if shape == (2, n + 1):
        return f"Each point is a row: this has x and y in two rows, and .T makes columns of them. {asked}"
    return asked


def form_of_walk(points: np.ndarray, slopes: np.ndarray, s: float) -> str:
    """What is seen of a walk at a glance, or an empty text. slopes are the lengths of the gradients at its points."""
    moves = np.diff(points, axis=0)
    lengths = np.hypot(*moves.T)
    if not lengths.any():
        return (
            "All the rows are the same point. If you write point += or point -=, that changes the one array that is "
            "in the list already. Make a new one at each step: point = point + ..."
        )
    long = (
        f"Step 0 is {lengths[0]:.2g} long: from {s / 2:g} to {1.5 * s:g} is accepted. "
        "Is the tangent divided by its length, and then multiplied by s?"
    )
    # Going back to the curve makes a long step shorter or longer than the tangent was.
    if np.allclose(lengths[:2], s * slopes[:2], rtol=0.3) and lengths[0] > 1.5 * s:
        return f"{long} Here it is about s times the length of the gradient."
    if np.allclose(lengths[:2], 1, rtol=0.3) and lengths[0] > 1.5 * s:
        return f"{long} Here it is about 1 long."
    if lengths.all() and (np.abs(_crosses(moves, moves[0])) <= 1e-6 * lengths * lengths[0]).all():
        return (
            "The walk is a straight line: all its steps go the same way. The tangent turns from point to point. "
            "Work out the gradient anew at each of them."
        )
    return ""


def _crosses(moves: np.ndarray, other: np.ndarray) -> np.ndarray:
    return moves[:, 0] * other[1] - moves[:, 1] * other[0]


def off_the_curve(points: np.ndarray, gradient: np.ndarray, away: float, away_on_tangent: float) -> str:
    """Why a walk may have left the curve, or an empty text.

    gradient is the one at the start. away says how far from the curve the first step leads, and away_on_tangent how
    far one as long as asked along the tangent would.
    """
    if _round_the_origin(points):
        return (
            " The walk is a circle round the origin, as on the bowl. The level curve of this f is another one: "
            "its gradient says where it goes."
        )
    move, tangent = points[1] - points[0], np.array([gradient[1], -gradient[0]])
    if move @ tangent > 0.7 * np.hypot(*move) * np.hypot(*tangent) and away > 1.1 * away_on_tangent:
        return (
            " Already point 1 is farther from it than a straight step along the tangent leads. If you go back to the "
            "curve after each step: is the sign right, and is it divided by |∇f|², the square of the length?"
        )
    return ""


def _round_the_origin(points: np.ndarray) -> bool:
    """Whether the points lie on a circle round the origin, or each step sets out along the one through its point."""
    moves = np.diff(points, axis=0)
    radii = np.hypot(*points.T)
    outwards = np.abs((moves * points[:-1]).sum(axis=1))
    along = (outwards <= 1e-6 * np.hypot(*moves.T) * radii[:-1]).all()
    return bool(np.ptp(radii) <= 1e-6 * radii.max() or along)
