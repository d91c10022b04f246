"""What the boards of lesson 07 share: points of two classes, trained networks, and what these answer."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gradcalc.live.board.board_pictures import Picture
from gradcalc.maths.network import Network, accuracy, loss, spirals, train, two_moons
from gradcalc.pictures.frames import frame_around, label_axes
from gradcalc.pictures.marks import Mark
from gradcalc.pictures.scenes.decision import decision_scene

DATA = {"two moons": two_moons, "spirals": spirals}
POINTS = 100
WINDOW = (-2.0, 2.0)
SIDE = 260  # pixels: two pictures fit beside each other
AREA = 26.0  # points² of paper for each of a hundred points of data, and less where there are more
CLASSES = {"light": ("#c2410c", "#0072b2"), "dark": ("#ff8a4c", "#56b4e9")}


@dataclass(frozen=True, eq=False)
class Sample:
    """Points of two classes, X of shape (m, 2) with labels 0 and 1 of shape (m,), and the window that shows them."""

    X: np.ndarray
    labels: np.ndarray
    xlim: tuple[float, float] = WINDOW
    ylim: tuple[float, float] = WINDOW

    @property
    def points(self) -> tuple[np.ndarray, np.ndarray]:
        """X and labels, as the functions of networks take them."""
        return self.X, self.labels

    @property
    def m(self) -> int:
        """The number of points."""
        return len(self.X)


@dataclass(frozen=True, eq=False)
class Placed:
    """A network with parameters w on data: what a board reads."""

    data: Sample
    network: Network
    w: np.ndarray

    @property
    def loss(self) -> float:
        """The loss at w."""
        return float(loss(self.network, self.w, *self.data.points))

    @property
    def right(self) -> int:
        """How many points are sorted rightly."""
        return round(accuracy(self.network, self.w, *self.data.points) * self.data.m)


@lru_cache
def sample(data: str) -> Sample:
    """A data set of the lesson, always the same."""
    return Sample(*DATA[data](POINTS))


def points(data: str) -> tuple[np.ndarray, np.ndarray]:
    """The points of a data set of the lesson: X of shape (POINTS, 2), and labels."""
    return sample(data).points


def two_hidden_layers(units: int) -> Network:
    """The network of this lesson: points of the plane, two hidden layers, two classes."""
    return Network((2, units, units, 2))


@lru_cache
def trained(data: str, units: int, seed: int, steps: int) -> np.ndarray:
    """The parameters after some steps of training from the start of a seed."""
    network = two_hidden_layers(units)
    course = train(network, network.start(seed), *points(data))
    return next(itertools.islice(course, steps, None))[0]


def answer_picture(data: Sample) -> Picture:
    """The data in the plane, and under them what a network answers everywhere."""

    @lru_cache(maxsize=1)
    def scene(reading: Placed) -> list[Mark]:
        return decision_scene(reading.network, reading.w, data.xlim, data.ylim, data.X)

    return Picture(
        frame_around(SIDE, SIDE, data.xlim, data.ylim),
        draw=lambda axes, dark: _draw_points(axes, dark, data),
        scene=scene,
        words=lambda reading: (
            f"The network sorts {reading.right} of {data.m:,} points rightly; the line is its decision boundary, "
            "and where the dots are it answers class 1."
        ),
    )


def _draw_points(axes: Axes, dark: bool, data: Sample) -> None:
    label_axes(axes, dark, "● class 0   ▲ class 1   dots: answer 1", "first input", "second input")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    area = AREA * min(1.0, POINTS / data.m)
    for k, (colour, marker) in enumerate(zip(CLASSES["dark" if dark else "light"], "o^", strict=True)):
        x, y = data.X[data.labels == k].T
        axes.scatter(x, y, s=max(area, 3.0), marker=marker, color=colour, edgecolors="none", zorder=2)
