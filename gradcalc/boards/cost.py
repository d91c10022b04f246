"""What a whole gradient costs, measured live and counted in evaluations of the loss."""

import itertools
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import graph_picture
from gradcalc.live.board.inputs import whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.network import Network, loss, loss_and_gradient, two_moons
from gradcalc.pictures.marks import Dot, Label, Mark, Polyline

WIDTHS = (2, 6, 20, 60, 200, 400)  # of the hidden layer
CHUNK = 0.03  # seconds of work before the sliders have their turn
PAIRS = 25
XLIM, YLIM = (0.9, 3.5), (-0.2, 4.2)  # powers of ten


@dataclass(frozen=True)
class Cost:
    """The time of each way to a gradient of n components, divided by the time of one evaluation of the loss."""

    n: int
    forward: float
    central: float
    backpropagation: float


@whole
def explore_cost() -> Board:
    """A live picture of what a gradient costs, by two kinds of differences and by backpropagation.

    The button Measure takes the times here and now, from the smallest network to the largest; m is the
    number of points that the loss is a mean of.

    >>> explore_cost().sentence
    'A gradient by differences costs n + 1 or 2n evaluations of the loss. Nothing is measured yet: press Measure.'
    """
    found: list[Cost] = []

    def read(m: int) -> list[Cost]:
        return list(found)

    def measured(board: Board) -> Iterator[float]:
        found.clear()
        total = sum(_network(width).n for width in WIDTHS)
        done = 0
        for width in WIDTHS:
            network = _network(width)
            for step in measure(network, *two_moons(2 * (board.m // 2))):
                if isinstance(step, Cost):
                    found.append(step)
                    done += network.n
                else:
                    yield (done + step * network.n) / total
        yield 1.0

    return Board(
        {"cost": _PICTURE},
        {"m": whole_slider("points m", 20, 200, 60)},
        read,
        home="08_backpropagation#cost",
        table=_table,
        head=("n", "forward", "central", "backward"),
        note="Times, divided by the time of one evaluation of the loss.",
        actions={"Measure": lambda board: board.run(measured(board))},
        columns=[["cost"], ["words"]],
    )


def _network(width: int) -> Network:
    return Network((2, width, 2))


def measure(network: Network, X: np.ndarray, labels: np.ndarray) -> Iterator[float | Cost]:
    """Measure in short steps; yields the share done, and at last the Cost."""
    w, n = network.start(), network.n

    def value(w):
        return loss(network, w, X, labels)

    def value_and_gradient(w):
        return loss_and_gradient(network, w, X, labels)

    pairs = []
    for _ in range(PAIRS):  # in turn, so that both meet the same machine
        pairs.append((_seconds(value, w), _seconds(value_and_gradient, w)))
    ratio = statistics.median(both / one for one, both in pairs)
    yield 0.0
    costs = []
    # n forward differences share one value of f; central ones share nothing.
    for way, (evaluations, steps) in enumerate(((n + 1, (1e-7,)), (2 * n, (-1e-6, 1e-6)))):
        times, units, begun = [], [], time.perf_counter()
        for moved in itertools.islice(itertools.chain(_moved(w, steps), [w]), evaluations):
            times.append(_seconds(value, moved))
            if len(times) % 4 == 1:
                units.append(_seconds(value, w))
            if time.perf_counter() - begun > CHUNK:
                yield (way + len(times) / evaluations) / 2
                begun = time.perf_counter()
        # By medians, because whatever else the machine does would count a hundredfold in a sum.
        costs.append(len(times) * statistics.median(times) / statistics.median(units))
    forward, central = costs
    yield Cost(n, forward, central, ratio)


def _moved(w: np.ndarray, steps: tuple[float, ...]) -> Iterator[np.ndarray]:
    for i in range(len(w)):
        for h in steps:
            moved = w.copy()
            moved[i] += h
            yield moved


def _seconds(function, w: np.ndarray) -> float:
    begun = time.perf_counter()
    function(w)
    return time.perf_counter() - begun


# For each way its name, the roles of its line and its dots, and where the name stands: shift in x, above or below.
_WAYS = {
    "forward": ("forward differences", "drop", "gradient", 0.75, -1.0),
    "central": ("central differences", "tangent", "projection", -0.75, 1.0),
    "backpropagation": ("backpropagation", "curve", "curve", 0.0, 1.0),
}


def _scene(found: list[Cost]) -> list[Mark]:
    marks = _counted()
    for way, (name, role, dots, shift, side) in _WAYS.items():
        points = [(float(np.log10(cost.n)), float(np.log10(getattr(cost, way)))) for cost in found]
        if not points:
            continue
        xs, ys = zip(*points, strict=True)
        marks += [Polyline(xs, ys, role), *(Dot(x, y, dots) for x, y in points)]
        if len(points) == len(WIDTHS):
            x, y = points[-3]
            marks.append(Label(name, x + shift, y, 0.0, side, role))
    return marks


def _counted() -> list[Mark]:
    """What differences cost by counting."""
    n = np.logspace(*XLIM, 30)
    marks: list[Mark] = []
    for evaluations, text, dx, dy in ((n + 1, "n + 1", 0.6, -0.8), (2 * n, "2n", -0.6, 0.8)):
        x, y = np.log10(n).tolist(), np.log10(evaluations).tolist()
        marks += [Polyline(tuple(x), tuple(y), "line"), Label(text, x[-4], y[-4], dx, dy, "line")]
    return marks


def _words(found: list[Cost]) -> str:
    if not found:
        counted = "A gradient by differences costs n + 1 or 2n evaluations of the loss."
        return f"{counted} Nothing is measured yet: press Measure."
    last = found[-1]
    return (
        f"With {last.n:,} parameters a gradient costs {last.forward:,.0f} evaluations of the loss by forward "
        f"differences, {last.central:,.0f} by central ones, {last.backpropagation:.1f} by backpropagation."
    )


def _table(found: list[Cost]) -> list[tuple[str, str, str, str]]:
    return [(f"{c.n:,}", f"{c.forward:,.0f}", f"{c.central:,.0f}", f"{c.backpropagation:.1f}") for c in found]


_PICTURE = graph_picture(
    "what a gradient costs, in evaluations of the loss",
    "number of parameters n",
    XLIM,
    YLIM,
    _scene,
    _words,
    size=(408, 290),
    log="xy",
)
