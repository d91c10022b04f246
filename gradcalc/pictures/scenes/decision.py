"""What a network answers all over the plane, and the line where its answer changes."""

import numpy as np

from gradcalc.maths.network import Network, scores
from gradcalc.pictures.contours import level_lines
from gradcalc.pictures.marks import Dots, Mark, polylines

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
    lines = level_lines(x, y, lead, 0.0)
    boundary = [mark for line in lines for mark in polylines(line[:, 0], line[:, 1], "boundary")]
    return [Dots(tuple(dots[:, 0].tolist()), tuple(dots[:, 1].tolist()), "answer"), *boundary]
