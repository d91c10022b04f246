"""What the arrows on a circle around a critical point say of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.vectors import from_angle
from gradcalc.readings.point import number

ROUNDING = 1e-12  # of the greatest outward part: which of two places is lower by less is chance
STEP = 0.1  # degrees between the places that are looked at: arrows turn fast across a narrow valley


@dataclass(frozen=True, eq=False)
class CircleReading:
    """A circle around the origin, where the surface has its only critical point inside the circle."""

    surface: Surface
    radius: float

    @cached_property
    def angles(self) -> np.ndarray:
        """The angles of the places on the circle, in degrees from 0 up to 360."""
        return np.arange(round(360 / STEP)) * STEP

    @cached_property
    def directions(self) -> np.ndarray:
        """The unit vectors that point outwards at these places, shape (2, n)."""
        return from_angle(self.angles)

    @cached_property
    def arrows(self) -> np.ndarray:
        """The gradient at these places, shape (2, n)."""
        assert self.surface.gradient is not None
        return np.asarray(self.surface.gradient(*(self.radius * self.directions)), dtype=float)

    @cached_property
    def outward(self) -> np.ndarray:
        """The outward part of each arrow: the slope as you walk away from the origin there."""
        return (self.arrows * self.directions).sum(axis=0)

    @cached_property
    def inwards(self) -> np.ndarray:
        """Whether each arrow points inwards, by more than rounding."""
        return self.outward < -self._rounding

    @property
    def lowest(self) -> int:
        """The first of the places where the outward part is least."""
        return self._lowest(np.arange(len(self.angles)))

    @cached_property
    def dips(self) -> list[int]:
        """Of each stretch of the circle where the arrows point inwards, the place where they do most."""
        inwards = np.flatnonzero(self.inwards)
        stretches = np.split(inwards, np.flatnonzero(np.diff(inwards) > 1) + 1)
        return [self._lowest(stretch) for stretch in stretches if stretch.size]

    @property
    def _rounding(self) -> float:
        return ROUNDING * float(np.abs(self.outward).max())

    def _lowest(self, places: np.ndarray) -> int:
        parts = self.outward[places]
        return int(places[np.flatnonzero(parts <= parts.min() + self._rounding)[0]])

    @property
    def turns(self) -> int:
        """How often the arrow turns counterclockwise as the place goes once round that way."""
        towards = np.unwrap(np.arctan2(*self.arrows[::-1, [*range(len(self.angles)), 0]]))
        return round(float(towards[-1] - towards[0]) / (2 * np.pi))

    @property
    def verdict(self) -> str:
        """What follows for the critical point."""
        if self.outward.min() > 0:
            return "positive all round: a minimum"
        if self.outward.max() < 0:
            return "negative all round: a maximum"
        return "both signs: it does not decide"


def circle_rows(reading: CircleReading) -> list[tuple[str, str]]:
    """The table beside the pictures."""
    return [
        ("radius", f"{reading.radius:.3g}"),
        ("least outward part", number(reading.outward.min())),
        ("greatest outward part", number(reading.outward.max())),
        ("turns of the arrow", f"{reading.turns:+d}"),
        ("the outward part", reading.verdict),
    ]


def circle_words(reading: CircleReading) -> str:
    """The arrows on the circle in words.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> circle_words(CircleReading(GALLERY["bowl"], 0.1))
    'On the circle of radius 0.1 around the origin of bowl, all arrows point outwards, straight or aslant.'
    """
    where = f"On the circle of radius {reading.radius:.3g} around the origin of {reading.surface.name}"
    inwards = np.mean(reading.inwards)
    if inwards == 0:
        return f"{where}, all arrows point outwards, straight or aslant."
    if inwards == 1:
        return f"{where}, all arrows point inwards, straight or aslant."
    return f"{where}, the arrows point inwards on {100 * inwards:.2g} % of the way round, and outwards on the rest."


def outward_words(reading: CircleReading) -> str:
    """The graph of the outward part in words."""
    worst = reading.lowest
    return (
        f"The outward part runs from {number(reading.outward[worst])}, at {reading.angles[worst]:.0f}°, "
        f"to {number(reading.outward.max())}. {reading.verdict.capitalize()}."
    )
