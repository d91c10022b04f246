"""What of an answer can be drawn on a map: an arrow at each point, made by the answer or by the exact one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradcalc.functions.claimed import Claim
from gradcalc.questions.inputs import InputFunction

REACH = 2.0  # of a window around the point of a case, each way
Answers = Mapping[str, Callable]  # by their names; each takes the inputs of a case


@dataclass(frozen=True, eq=False)
class Plane:
    """The map that a case is drawn on: f, a function of two numbers or grids, with its formula if it has one, the
    point of the case, and a window around it.

    Where along is given, the point is the tip of a vector from the origin, title says what is shown, and f nothing.
    """

    f: Callable
    formula: str
    at: tuple[float, float]
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    along: tuple[float, float] | None = None
    title: str = ""


@dataclass(frozen=True, eq=False)
class Pictured:
    """One way to draw the answers to an exercise.

    plane gives the map of a case from the name of its answer and its inputs, or None where there is nothing to draw.
    arrow makes a vector of the answers, which are a reader's or the exact ones, the inputs of the case, and a point
    (x, y): two numbers, or a `Claim`. noun names what is drawn, parts its components, whole its greatest length.
    """

    noun: str
    parts: tuple[str, str]
    whole: str
    plane: Callable[[str, Sequence[Any]], Plane | None]
    arrow: Callable[[Answers, Sequence[Any], float, float], object]


@dataclass(frozen=True, eq=False)
class PicturedWalk:
    """How an answer is drawn that is a walk.

    plane is that of `Pictured`, walk makes the points of the answers, the inputs of the case, and a start (x, y).
    truth gives those of a right walk from the inputs and the start, shape (m, 2), and off(inputs, points, true) how
    far each point, of at most as many, is from what measure names, given those of the right walk. anywhere says that
    its steps suit every start of the window.
    """

    noun: str
    plane: Callable[[str, Sequence[Any]], Plane | None]
    walk: Callable[[Answers, Sequence[Any], float, float], object]
    truth: Callable[[Sequence[Any], float, float], np.ndarray]
    off: Callable[[Sequence[Any], np.ndarray, np.ndarray], np.ndarray]
    measure: str
    anywhere: bool


def gradients(plane: Callable, arrow: Callable) -> Pictured:
    """Answers that are gradients."""
    return Pictured("gradient", ("∂f/∂x", "∂f/∂y"), "the greatest slope in this window", plane, arrow)


def around(f: InputFunction, x: float, y: float) -> Plane:
    """The window around a point of a function of x and y."""
    text = f.formula.replace("np.", "")
    return Plane(InputFunction(f.family, f.parameters).build(), text, (float(x), float(y)), _limits(x), _limits(y))


def around_the_point(f: InputFunction, x: np.ndarray) -> Plane | None:
    """The same for a function of one array, where that has two numbers."""
    if len(x) != 2:
        return None
    of_array = f.build()
    of_two = np.vectorize(lambda a, b: of_array(np.array([a, b])), otypes=[float])
    return Plane(of_two, "", (float(x[0]), float(x[1])), _limits(x[0]), _limits(x[1]))


def _limits(middle: float) -> tuple[float, float]:
    return round(float(middle) - REACH, 1), round(float(middle) + REACH, 1)


def part(answer: object, shape: tuple[int, ...], place: tuple) -> object:
    """The vector at one place of an answer for many points, or what is wrong with its shape."""
    try:
        array = np.asarray(answer)
    except ValueError:  # rows of different lengths
        return answer
    if answer is None or array.shape == shape:
        return answer if answer is None else array[place]
    return Claim(None, f"is found in an array of shape {array.shape}, and one of shape {shape} is asked for")
