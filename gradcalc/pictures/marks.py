"""Marks: the few shapes that every picture is made of, in the coordinates of the data.

A scene is a list of marks. `render.py` draws them with Matplotlib, `live/browser/draw/marks.js` in the
browser; both take colours, widths and dashes from STYLES, under the role of the mark, and
sizes from the constants below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Style:
    """How a role looks: colour on a light and on a dark page, line width and dashes in pixels."""

    light: str
    dark: str
    width: float = 2.0
    dash: tuple[float, ...] = ()
    outlined: bool = False


# Okabe and Ito's colours, which stay apart under colour blindness. Colour is never the only
# cue: the roles differ in width, dash and outline as well.
STYLES = {
    "field": Style("#6b7280", "#9aa3b2", width=1.1),
    "gradient": Style("#c2410c", "#ff8a4c", width=3.0),
    "projection": Style("#0072b2", "#56b4e9", width=7.0, outlined=True),
    "direction": Style("#111827", "#f3f4f6", width=2.0),
    "line": Style("#111827", "#f3f4f6", width=1.0, dash=(2, 4)),
    "drop": Style("#c2410c", "#ff8a4c", width=1.6, dash=(6, 4)),
    "point": Style("#111827", "#f3f4f6"),
    "curve": Style("#4b5563", "#cbd5e1", width=2.2),
    "path": Style("#8e1f63", "#e79ac4", width=1.6),
    "next step": Style("#0072b2", "#56b4e9", width=2.6),
    "level": Style("#00775a", "#3ddca0", width=3.2),
    "level tangent": Style("#00775a", "#3ddca0", width=1.8, dash=(9, 5)),
    "across": Style("#a23b78", "#eb96c4", width=5.0, outlined=True),
    "tangent": Style("#0072b2", "#56b4e9", width=2.6, dash=(9, 4)),
    "part x": Style("#00735a", "#3ccfa4", width=7.0, outlined=True),
    "part y": Style("#9c2f74", "#f09acb", width=7.0, outlined=True),
    "tangent x": Style("#00735a", "#3ccfa4", width=2.6, dash=(9, 4)),
    "tangent y": Style("#9c2f74", "#f09acb", width=2.6, dash=(4, 3)),
    "answer": Style("#9ccbe8", "#2f6690"),
    "right answer": Style("#c2410c", "#ff8a4c", width=3.0),
    "yours": Style("#0072b2", "#56b4e9", width=7.0, outlined=True),
    "apart": Style("#8e1f63", "#e79ac4", width=1.8, dash=(3, 4)),
    "boundary": Style("#111827", "#f3f4f6", width=2.4),
    "edge": Style("#6b7280", "#9aa3b2", width=1.0),
    "contour": Style("#374151", "#e5e7eb", width=0.9),
    "rise": Style("#0072b2", "#56b4e9", width=1.8),
    "plane": Style("#c2410c", "#ff8a4c", width=1.6),
    "rise x": Style("#00735a", "#3ccfa4", width=4.0),
    "rise y": Style("#9c2f74", "#f09acb", width=4.0),
    "cut": Style("#0072b2", "#56b4e9", width=1.0),
    "cut x": Style("#00735a", "#3ccfa4", width=1.0),
    "cut y": Style("#9c2f74", "#f09acb", width=1.0),
    # Optimisers in a race, by their names.
    "gradient descent": Style("#111827", "#f3f4f6", width=1.8),
    "SGD": Style("#4b5563", "#cbd5e1", width=1.6, dash=(2, 3)),
    "momentum": Style("#c2410c", "#ff8a4c", width=2.4, dash=(10, 4)),
    "Nesterov": Style("#00735a", "#3ccfa4", width=2.4, dash=(10, 3, 2, 3)),
    "RMSProp": Style("#9c2f74", "#f09acb", width=2.2, dash=(5, 3)),
    "Adam": Style("#0072b2", "#56b4e9", width=3.2),
}

HALO = {"light": "#ffffff", "dark": "#111827"}  # around labels, the dot and outlined arrows: the colour of the map
DOT_RADIUS = 6  # pixels, as all sizes here
SMALL_DOT_RADIUS = 3
GLASS = 0.18  # how much of its colour a filled shape has
BEHIND = (0.6, (1.5, 3.0))  # a line that is hidden: how much of its width is left, and its dashes
LABEL_GAP = 7
LABEL_SIZE = 15
HEAD = (8, 1.6)  # the length of an arrowhead: at least, and for each pixel of line width


@dataclass(frozen=True)
class Dot:
    """A dot that marks a place."""

    x: float
    y: float
    role: str


@dataclass(frozen=True)
class Dots:
    """Small dots at the points (x[i], y[i])."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    role: str


@dataclass(frozen=True)
class Arrow:
    """An arrow from (x, y), dx to the right and dy up. broken says that its end was cut off."""

    x: float
    y: float
    dx: float
    dy: float
    role: str
    broken: bool = False


@dataclass(frozen=True)
class Polyline:
    """A line through the points (x[i], y[i]).

    filled makes it the border of a pane of coloured glass; behind says that something hides it, which a little
    of it shines through.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    role: str
    filled: bool = False
    behind: bool = False


@dataclass(frozen=True)
class RightAngle:
    """The sign of a right angle at (x, y), whose legs are the vectors (ax, ay) and (bx, by)."""

    x: float
    y: float
    ax: float
    ay: float
    bx: float
    by: float
    role: str


@dataclass(frozen=True)
class Label:
    """A few words beside (x, y), moved a little way along the unit vector (dx, dy)."""

    text: str
    x: float
    y: float
    dx: float
    dy: float
    role: str


@dataclass(frozen=True, eq=False)
class FieldArrows:
    """Many arrows of one role: the rows of `arrows`, shape (m, 4), are x, y, dx, dy."""

    arrows: np.ndarray
    role: str = "field"


def pair(numbers: Iterable) -> tuple[float, float]:
    """Two components as plain numbers, for a mark: arrays of NumPy's own numbers are no JSON.

    >>> pair(np.array([3, 4]))
    (3.0, 4.0)
    """
    x, y = map(float, numbers)
    return x, y


def polylines(x: np.ndarray, y: np.ndarray, role: str) -> list[Polyline]:
    """The line through the points (x[i], y[i]), in pieces where a point is not finite."""
    finite = np.isfinite(x) & np.isfinite(y)
    pieces = np.split(np.arange(len(x)), np.flatnonzero(~finite))
    kept = (piece[finite[piece]] for piece in pieces)
    return [Polyline(tuple(x[i].tolist()), tuple(y[i].tolist()), role) for i in kept if len(i) > 1]


Mark = Dot | Dots | Arrow | Polyline | RightAngle | Label | FieldArrows


def as_json(marks: Iterable) -> list[dict]:
    """Marks as plain dictionaries for the browser; a field travels apart, as binary data."""
    return [{"kind": type(mark).__name__, **vars(mark)} for mark in marks if not isinstance(mark, FieldArrows)]
