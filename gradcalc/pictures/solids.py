"""Marks in space, of which a scene with a hill is made.

A scene of space is a list of `Solid`: it does not depend on the camera, so the browser, which has it once, turns it
by itself. Heights are values of f.
"""

from dataclasses import dataclass

from gradcalc.pictures.marks import Mark, as_json


@dataclass(frozen=True)
class Flat:
    """A mark of the plane, which lies on the floor."""

    mark: Mark


@dataclass(frozen=True)
class Line:
    """A line through the points (x[i], y[i], z[i]); where the hill hides it, it is thinner and dotted."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    z: tuple[float, ...]
    role: str


@dataclass(frozen=True)
class Pane:
    """A pane of coloured glass with the corners (x[i], y[i], z[i])."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    z: tuple[float, ...]
    role: str


@dataclass(frozen=True)
class Spot:
    """A dot that marks a place."""

    x: float
    y: float
    z: float
    role: str


@dataclass(frozen=True)
class Spots:
    """Small dots at the points (x[i], y[i], z[i]), without those that the hill hides."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    z: tuple[float, ...]
    role: str


@dataclass(frozen=True)
class Word:
    """A few words beside (x, y, z), moved a little way towards (dx, dy, dz), the last of them a drawn height."""

    text: str
    x: float
    y: float
    z: float
    dx: float
    dy: float
    dz: float
    role: str


Solid = Flat | Line | Pane | Spot | Spots | Word


def solids_as_json(solids: list[Solid]) -> list[dict]:
    """Solids as plain dictionaries for the browser."""
    return [
        {"kind": "Flat", "mark": as_json([solid.mark])[0]} if isinstance(solid, Flat)
        else {"kind": type(solid).__name__, **vars(solid)} for solid in solids
    ]  # fmt: skip
