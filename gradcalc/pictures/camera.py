"""Where one looks from at a hill, and where its points are seen on the picture."""

import math
from dataclasses import dataclass

import numpy as np

WINDS = ("east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east")
OPAQUE, CLEAR = 0.86, 35.0  # how much a hill hides of the floor, up to so many degrees; from above it hides nothing


@dataclass(frozen=True)
class Camera:
    """Looks along parallel rays, so that lengths along an axis stay comparable wherever they are.

    azimuth and elevation are the degrees of where it stands: from the x-axis towards the y-axis, and above
    the floor.

    >>> Camera(-90, 90).right.round(3) + 0, Camera(-90, 90).up.round(3) + 0
    (array([1., 0., 0.]), array([0., 1., 0.]))
    """

    azimuth: float = -60.0
    elevation: float = 25.0

    @property
    def right(self) -> np.ndarray:
        """The unit vector of space that is seen as the way to the right."""
        a = math.radians(self.azimuth)
        return np.array([-math.sin(a), math.cos(a), 0.0])

    @property
    def up(self) -> np.ndarray:
        """The unit vector of space that is seen as the way up."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        return np.array([-math.sin(e) * math.cos(a), -math.sin(e) * math.sin(a), math.cos(e)])

    @property
    def towards(self) -> np.ndarray:
        """The unit vector that leads to the camera."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        return np.array([math.cos(e) * math.cos(a), math.cos(e) * math.sin(a), math.sin(e)])

    @property
    def opacity(self) -> float:
        """How much of what lies under a hill it hides: from above nothing, and the hill becomes its map."""
        return OPAQUE * min(1.0, (90 - self.elevation) / (90 - CLEAR))

    def place(self) -> str:
        """Where it stands, in words.

        >>> Camera(-60, 25).place(), Camera(0, 90).place()
        ('From the south-east', 'From above')
        """
        if self.elevation > 80:
            return "From above"
        return f"From the {WINDS[round(self.azimuth / 45) % 8]}"

    def sentence(self) -> str:
        """The same as a sentence of its own.

        >>> Camera().sentence()
        'The hill is seen from the south-east.'
        """
        return f"The hill is seen {self.place().replace('From', 'from')}."
