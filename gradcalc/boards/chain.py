"""The chain rule on a graph, live: values forward, then derivatives backward or slopes forward."""

import numpy as np
from matplotlib.axes import Axes

from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture
from gradcalc.live.board.inputs import choice, slider, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.chain import INPUTS, NODES, backward, evaluate, forward
from gradcalc.maths.vectors import from_angle
from gradcalc.pictures.frames import Frame
from gradcalc.pictures.scenes.graph import (
    ORDER,
    PLACES,
    RADIUS,
    XLIM,
    YLIM,
    Walk,
    graph_scene,
    graph_words,
    number,
    step_words,
)

BACKWARD, FORWARD = "backward", "forward"
BACK = ("f", "q", "s", "p", "y", "x")
STEPS = len(NODES) + len(BACK)
PAUSE = 0.8  # seconds between the steps of Play
UNIT = 47  # pixels


@whole
def explore_chain_rule() -> Board:
    """A live picture of the chain rule on the graph of f(x, y) = (xy + sin x)².

    The controls are x and y, the way ("backward" for the derivative of f by every node, "forward" for
    the slope of every node along u), the direction u in degrees, and step from 0 to 10: the first
    four compute the values, the others the derivatives. Play goes through all steps.

    >>> board = explore_chain_rule()
    >>> board.set(x=1, y=2, step=10)
    >>> f"{board.reading.found['x']:.2f}, {board.reading.found['y']:.2f}"
    '14.44, 5.68'
    """
    return Board(
        {"graph": _PICTURE},
        {
            "x": slider("x", -2, 2, 1.0),
            "y": slider("y", -2, 2, 2.0),
            "way": choice("second half", [BACKWARD, FORWARD]),
            "angle": slider("direction u (°)", 0, 360, 0.0, 1.0),
            "step": whole_slider("step", 0, STEPS, 0),
        },
        _read,
        home="08_backpropagation#chain_rule",
        table=_table,
        head=("node", "value", "derivative"),
        remark=_remark,
        actions={"Play": lambda board: board.run(_play(board), PAUSE)},
        columns=[["graph"], ["words"]],
    )


def _read(x: float, y: float, way: str, angle: float, step: int) -> Walk:
    values, edges = evaluate(x, y)
    is_backward = way == BACKWARD
    found = backward(edges) if is_backward else forward(edges, tuple(from_angle(angle)))
    reached = (*INPUTS, *(node.name for node in NODES))[: len(INPUTS) + min(step, len(NODES))]
    seen = (BACK if is_backward else ORDER)[: max(step - len(NODES), 0)]
    return Walk(values, edges, found, reached, seen, seen[-1] if seen else "", is_backward)


def _play(board: Board):
    for step in range(STEPS + 1):
        board.step = step
        yield step / STEPS


def _table(walk: Walk) -> list[tuple[str, str, str]]:
    formulas = {node.name: f"{node.name} = {node.formula}" for node in NODES}
    return [
        (
            formulas.get(name, name),
            number(walk.values[name]) if name in walk.reached else "",
            number(walk.found[name]) if name in walk.seen else "",
        )
        for name in ORDER
    ]


def _remark(walk: Walk) -> str:
    if len(walk.seen) < len(BACK):
        return step_words(walk)
    x, y, f = (number(walk.found[name]) for name in "xyf")
    if walk.backward:
        return f"{step_words(walk)} One pass back, and the whole gradient is there: ({x}, {y})."
    return f"{step_words(walk)} One pass forward gives one slope: along this u it is {f}."


def _draw(axes: Axes, dark: bool) -> None:
    ink, paper = ("#e5e7eb", "#1f2937") if dark else ("#1f2937", "#f3f4f6")
    axes.set_axis_off()
    turn = np.linspace(0, 2 * np.pi, 60)
    for name, (x, y) in PLACES.items():
        axes.fill(x + RADIUS * np.cos(turn), y + RADIUS * np.sin(turn), facecolor=paper, edgecolor=ink, linewidth=1.2)
        axes.text(x, y, f"${name}$", color=ink, fontsize=12, ha="center", va="center")


_WIDTH, _HEIGHT = UNIT * (XLIM[1] - XLIM[0]), UNIT * (YLIM[1] - YLIM[0])
_PICTURE = Picture(
    Frame(round(_WIDTH), round(_HEIGHT), 0.0, 0.0, _WIDTH, _HEIGHT, XLIM, YLIM), _draw, graph_scene, graph_words
)
