"""The two pictures of a slice through a loss: its map and its hill, as far as the values are known."""

from collections.abc import Callable
from typing import Protocol

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.pictures.background import Map, frame_for
from gradcalc.pictures.hill import Hill, hill_over
from gradcalc.pictures.marks import Mark
from gradcalc.pictures.scenes.surface import hill_notes, hill_words
from gradcalc.pictures.solids import Flat, Line, Solid, Spot, Word

SIZE = 61  # points an axis
LATEX = r"L(\mathbf{w} + x\,\mathbf{d}_1 + y\,\mathbf{d}_2)"


class Known(Protocol):
    """A slice, as far as it is known."""

    @property
    def Z(self) -> np.ndarray:
        """Its losses, of shape (SIZE, SIZE)."""

    @property
    def stride(self) -> int:
        """Every which point of an axis is known."""

    @property
    def f(self) -> Callable:
        """The loss on its plane: a function of two numbers or grids."""


def chart_of(shown: Known, reach: tuple[float, float]) -> Map:
    """The map of what is known of a slice."""
    surface = Surface("a slice of the loss", shown.f, LATEX, reach, reach, smooth=True)
    axis = np.linspace(*reach, SIZE)[:: shown.stride]
    X, Y = np.meshgrid(axis, axis)
    return Map(surface, frame_for(surface), X, Y, shown.Z[:: shown.stride, :: shown.stride].copy())


def hill_on(chart: Map) -> Hill:
    """The hill on a map of losses: each of its values is a loss, and no more are computed."""
    return hill_over(chart, chart.X[0], chart.Y[:, 0], chart.Z)


def solids_at(hill: Hill, marks: list[Mark], x: float, y: float, z: float) -> list[Solid]:
    """The map's marks on the floor, and the point at the height of its loss."""
    solids: list[Solid] = [Flat(mark) for mark in marks]
    if hill.base <= z <= hill.top:
        solids += [Line((x, x), (y, y), (hill.floor, z), "line"), Spot(x, y, z, "point")]
        solids.append(Word(f"L = {z:.4f}", x, y, z, 0.0, 0.0, 1.0, "point"))
    return solids


def words_of(hill: Hill, x: float, y: float, height: str) -> str:
    """The hill in words, and how high it is at the point."""
    at = f"At ({x:.2f}, {y:.2f}) it is {height} high."
    return " ".join([f"Above the slice stands {hill_words(hill)}.", at, *hill_notes(hill)])
