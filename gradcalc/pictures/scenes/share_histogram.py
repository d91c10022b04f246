"""How the slopes along many random directions are spread, in units of the steepest slope."""

import math

import numpy as np

from gradcalc.pictures.marks import Dot, Dots, Label, Mark, Polyline

BIN = 0.02
FULLEST = 1.0  # the height of the fullest bin


def share_histogram(shares: np.ndarray) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The outline of a histogram over -1 to 1, its fullest bin as high as 1.

    >>> x, y = share_histogram(np.array([0.01, 0.01, 0.03]))
    >>> sorted(set(y))
    [0.0, 0.5, 1.0]
    """
    edges = np.linspace(-1, 1, round(2 / BIN) + 1)
    counts, _ = np.histogram(shares, edges)
    used = np.flatnonzero(counts)
    first, last = used[0], used[-1] + 1
    heights = counts[first:last] / counts.max() * FULLEST
    x = np.repeat(edges[first : last + 1], 2)
    y = np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
    return tuple(x.tolist()), tuple(y.tolist())


def shares_scene(shares: np.ndarray, n: int) -> list[Mark]:
    """The histogram, plus and minus 1 / sqrt(n), and the gradient itself at 1."""
    rms = 1 / math.sqrt(n)
    return [
        Polyline(*share_histogram(shares), "curve"),
        *(Polyline((x, x), (0.0, 1.15 * FULLEST), "tangent") for x in (-rms, rms)),
        Label("± 1/√n", rms, 1.12 * FULLEST, 1.0, 0.0, "tangent"),
        Polyline((1.0, 1.0), (0.0, 0.35 * FULLEST), "gradient"),
        Label("∇L", 1.0, 0.35 * FULLEST, -0.6, 0.8, "gradient"),
    ]


def rms_scene(n: list[int], rms: list[float], present: int) -> list[Mark]:
    """The root mean square against n, both as powers of ten, on the line 1 / sqrt(n)."""
    ends = (1.5, 4.0)
    x, y = np.log10(n), np.log10(rms)
    here = n.index(present)
    return [
        Polyline(ends, tuple(-0.5 * end for end in ends), "tangent"),
        Dots(tuple(x.tolist()), tuple(y.tolist()), "curve"),
        Dot(float(x[here]), float(y[here]), "point"),
        Label("1/√n", 2.1, -1.05, 0.7, 0.7, "tangent"),
    ]
