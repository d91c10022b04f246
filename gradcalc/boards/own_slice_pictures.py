"""What the board of slices through one's own loss shows: map, hill, numbers and words of a reading."""

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gradcalc.boards.slice_pictures import SIZE, chart_of, hill_on, solids_at, words_of
from gradcalc.live.board.board_pictures import Picture, hill_picture, map_picture
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Arrow, Dot, Label, Mark, polylines
from gradcalc.pictures.solids import Solid
from gradcalc.readings.slice_shares import Shares

if TYPE_CHECKING:
    from gradcalc.boards.own_slices import OwnSlice

REACH = (-1.5, 1.5)  # so that what lies a whole direction away, another network say, lies inside
ARROW = 0.35  # how long the direction u is drawn
NEAR = 0.15  # so near to w a name of something else would cover its own


@dataclass(frozen=True, eq=False)
class OnOwnSlice:
    """What the board shows: a slice, the loss and its slope at a point (x, y) of it, and how much it shows.

    curvatures are the greatest second derivative in the plane and of all directions, where they are known; marked
    holds the coordinates of what was handed over beside w; note says what is not known, and why.
    """

    slice: "OwnSlice"
    x: float
    y: float
    angle: float
    loss: float
    slope: float
    shares: Shares
    curvatures: tuple[float, float] | None
    marked: dict[str, np.ndarray]
    note: str


def key(reading: OnOwnSlice) -> tuple:
    """What the pictures depend on, but for the point."""
    return id(reading.slice), reading.slice.stride


def slice_map(reading: OnOwnSlice) -> Picture:
    """The map of a slice."""
    return map_picture(chart_of(reading.slice, REACH), _scene, _words, moves=("x", "y"))


def slice_hill(reading: OnOwnSlice) -> Picture:
    """The hill of a slice."""
    hill = hill_on(chart_of(reading.slice, REACH))
    return hill_picture(hill, partial(_solids, hill), partial(_hill_words, hill), moves=("x", "y"))


def _scene(reading: OnOwnSlice) -> list[Mark]:
    marks: list[Mark] = []
    for name, places in reading.marked.items():
        inside = places[(np.abs(places) <= REACH[1]).all(axis=1)]
        if name == "path":
            x, y = _clipped(places).T
            marks += polylines(x, y, "path")
        if len(inside):
            at_x, at_y = inside[0].tolist()
            if (away := math.hypot(at_x, at_y)) > NEAR:
                label = "start" if name == "path" else name
                marks.append(Label(label, at_x, at_y, at_x / away, at_y / away, "path"))
            if name == "other":
                marks.append(Dot(at_x, at_y, "path"))
    angle = math.radians(reading.angle)
    dx, dy = ARROW * math.cos(angle), ARROW * math.sin(angle)
    return [
        *marks,
        Arrow(reading.x, reading.y, dx, dy, "direction"),
        Label("u", reading.x + dx, reading.y + dy, math.cos(angle), math.sin(angle), "direction"),
        Dot(reading.x, reading.y, "point"),
        Label("w", 0.0, 0.0, -0.7, 0.7, "direction"),
    ]


def _clipped(places: np.ndarray) -> np.ndarray:
    """A path with a gap where it is outside of the window."""
    return np.where((np.abs(places) <= REACH[1]).all(axis=1, keepdims=True), places, np.nan)


def _solids(hill: Hill, reading: OnOwnSlice) -> list[Solid]:
    return solids_at(hill, _scene(reading), reading.x, reading.y, reading.loss)


def _number(value: float, undefined: str = "not defined") -> str:
    return f"{value + 0.0:.4g}" if math.isfinite(value) else undefined


def _hill_words(hill: Hill, reading: OnOwnSlice) -> str:
    return words_of(hill, reading.x, reading.y, _number(reading.loss))


def _middle(reading: OnOwnSlice) -> float:
    return float(reading.slice.Z[SIZE // 2, SIZE // 2])


def _words(reading: OnOwnSlice) -> str:
    known = reading.slice.Z[np.isfinite(reading.slice.Z)]
    at = f"({reading.x:.2f}, {reading.y:.2f})"
    here = f"it is {_number(reading.loss)}" if math.isfinite(reading.loss) else "there is none"
    return (
        f"A slice of the loss with {reading.slice.loss.n:,} parameters, directions: {reading.slice.kind}. "
        f"At w, in the middle, the loss is "
        f"{_number(_middle(reading))}; on the slice it goes from {_number(known.min())} to {_number(known.max())}. "
        f"At {at} {here}.{_marked(reading)}"
    )


def _marked(reading: OnOwnSlice) -> str:
    """Where that lies which was handed over beside w."""
    said = ""
    if (path := reading.marked.get("path")) is not None:
        (x0, y0), (x1, y1) = path[[0, -1]].round(2) + 0.0  # + 0.0, so that there is no -0.00
        said += f" The path leads from ({x0:.2f}, {y0:.2f}) to ({x1:.2f}, {y1:.2f}), seen in this plane."
    if (other := reading.marked.get("other")) is not None:
        x, y = other[0].round(2) + 0.0
        said += f" The other network is seen at ({x:.2f}, {y:.2f})."
    return said


def remark(reading: OnOwnSlice) -> str:
    """How much the slice shows, what the slope means, and what is left out."""
    return " ".join(filter(None, [_slope(reading), reading.shares.words(), _left_out(reading), reading.note]))


def _slope(reading: OnOwnSlice) -> str:
    if not math.isfinite(reading.slope):
        return f"Along u, at {reading.angle:.0f}° in the picture, the loss has no slope at the point."
    return (
        f"Along u, at {reading.angle:.0f}° in the picture, the slope at the point is {_number(reading.slope)}: "
        "so much the loss changes for each unit of distance in the space of parameters."
    )


def _left_out(reading: OnOwnSlice) -> str:
    left = reading.slice.refined.left_out
    if not left:
        return ""
    first = reading.slice.loss.reason
    return f"Hatched where the loss has no value, at {left:,} points of the grid; the first reason: {first}."


def table(reading: OnOwnSlice) -> list[tuple[str, str]]:
    """The numbers."""
    refined, shares = reading.slice.refined, reading.shares
    rows = [
        ("parameters n", f"{reading.slice.loss.n:,}"),
        ("loss at w", _number(_middle(reading))),
        ("loss at the point", _number(reading.loss)),
        ("DᵤL", _number(reading.slope)),
        ("share of the gradient", _share(shares.gradient)),
        *([("share of the path", _share(shares.path))] if "path" in reading.marked else []),
        ("share of the curvature", _share(shares.curvature)),
        ("greatest curvature at w", "not known" if reading.curvatures is None else _number(reading.curvatures[1])),
        ("lengths of d₁, d₂", ", ".join(_number(float(np.linalg.norm(d))) for d in reading.slice.directions)),
        ("values computed", f"{int(refined.known.sum()):,} of {SIZE**2:,}"),
    ]
    return [*rows, ("left out", f"{refined.left_out:,}")] if refined.left_out else rows


def _share(share: float | None) -> str:
    return "not known" if share is None else "none" if math.isnan(share) else f"{share:.3f}"
