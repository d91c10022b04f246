"""What the boards of lesson 07 share: networks that have been trained, and the picture of what they answer."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes

from gradcalc.live.board.board_pictures import Picture
from gradcalc.maths.network import Network, accuracy, loss, spirals, train, two_moons
from gradcalc.pictures.frames import frame_around, label_axes
from gradcalc.pictures.marks import Mark
from gradcalc.pictures.scenes.decision import decision_scene

DATA = {"two moons": two_moons, "spirals": spirals}
POINTS = 100
WINDOW = (-2.0, 2.0)
SIDE = 260  # pixels: two pictures fit beside each other
CLASSES = {"light": ("#c2410c", "#0072b2"), "dark": ("#ff8a4c", "#56b4e9")}


@dataclass(frozen=True, eq=False)
class Placed:
    """A network with parameters w on data: what a board reads."""

    data: str
    network: Network
    w: np.ndarray

    @property
    def points(self) -> tuple[np.ndarray, np.ndarray]:
        """The data: X of shape (POINTS, 2), and labels."""
        return points(self.data)

    @property
    def loss(self) -> float:
        """The loss at w."""
        return float(loss(self.network, self.w, *self.points))

    @property
    def right(self) -> int:
        """How many points are sorted rightly."""
        return round(accuracy(self.network, self.w, *self.points) * POINTS)


@lru_cache
def points(data: str) -> tuple[np.ndarray, np.ndarray]:
    """The points of a data set, always the same."""
    return DATA[data](POINTS)


def two_hidden_layers(units: int) -> Network:
    """The network of this lesson: points of the plane, two hidden layers, two classes."""
    return Network((2, units, units, 2))


@lru_cache
def trained(data: str, units: int, seed: int, steps: int) -> np.ndarray:
    """The parameters after some steps of training from the start of a seed."""
    network = two_hidden_layers(units)
    course = train(network, network.start(seed), *points(data))
    return next(itertools.islice(course, steps, None))[0]


def answer_picture(data: str) -> Picture:
    """The data in the plane, and under them what a network answers everywhere."""

    @lru_cache(maxsize=1)
    def scene(reading: Placed) -> list[Mark]:
        return decision_scene(reading.network, reading.w, WINDOW, WINDOW, points(data)[0])

    return Picture(
        frame_around(SIDE, SIDE, WINDOW, WINDOW),
        draw=lambda axes, dark: _draw_points(axes, dark, data),
        scene=scene,
        words=lambda reading: (
            f"The network sorts {reading.right} of {POINTS} points rightly; the line is its decision boundary, "
            "and where the dots are it answers class 1."
        ),
    )


def _draw_points(axes: Axes, dark: bool, data: str) -> None:
    label_axes(axes, dark, "● class 0   ▲ class 1   dots: answer 1", "first input", "second input")
    axes.set_xticks([-2, -1, 0, 1, 2])
    axes.set_yticks([-2, -1, 0, 1, 2])
    X, labels = points(data)
    for k, (colour, marker) in enumerate(zip(CLASSES["dark" if dark else "light"], "o^", strict=True)):
        x, y = X[labels == k].T
        axes.scatter(x, y, s=26, marker=marker, color=colour, edgecolors="none", zorder=2)
