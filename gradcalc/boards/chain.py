"""The chain rule on a graph, live: values forward, then derivatives backward or slopes forward."""

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture
from gradcalc.live.board.inputs import choice, read_value, slider, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.chain import INPUTS, Node, backward, evaluate, forward
from gradcalc.maths.chain_graph import read_graph
from gradcalc.maths.vectors import from_angle
from gradcalc.pictures.frames import Frame
from gradcalc.pictures.scenes.graph import LESSON, RADIUS, Graph, Walk, graph_scene, graph_words, number, step_words
from gradcalc.pictures.scenes.graph_places import placed

BACKWARD, FORWARD = "backward", "forward"
STEPS = LESSON.steps
REACH = 2.0  # of x and y
PAUSE = 0.8  # seconds between the steps of Play
UNIT = 47  # pixels


@whole
def explore_chain_rule(graph: Iterable[Node] | None = None, *, x: float = 1.0, y: float = 2.0) -> Board:
    """A live picture of the chain rule on the graph of f(x, y) = (xy + sin x)², or on one of your own.

    graph is a list of nodes, as in `gradcalc.maths.chain`: a Node has a name of 4 characters at most, a formula to
    show, the names that it is made of (nodes, and the inputs x and y), and two functions of their values, value and
    partials, which gives one partial derivative for each of them. The node of which nothing is made is the output.

    The controls are x and y from -2 to 2, where the picture begins; the way ("backward" for the derivative of f by
    every node, "forward" for the slope of every node along u), the direction u in degrees, and step, from 0 to 10
    for the four nodes of f: the first of them compute the values, the others the derivatives. Play goes through all
    steps.

    Raises TypeError or ValueError, naming the node, for what is no graph: an unknown name, a cycle, no output or more
    than one, a value or a derivative that is no number at x and y, or more nodes than there is room for.

    >>> board = explore_chain_rule()
    >>> board.set(x=1, y=2, step=10)
    >>> f"{board.reading.found['x']:.2f}, {board.reading.found['y']:.2f}"
    '14.44, 5.68'
    >>> product = Node("p", "x y", ("x", "y"), lambda x, y: x * y, lambda x, y: (y, x))
    >>> own = explore_chain_rule([product, Node("z", "1 + p²", ("p",), lambda p: 1 + p**2, lambda p: (2 * p,))])
    >>> own.step = 6
    >>> own.reading.found["x"]
    8.0
    """
    shown = LESSON if graph is None else placed(read_graph(graph))
    start = {"x": slider("x", -REACH, REACH, 1.0), "y": slider("y", -REACH, REACH, 2.0)}
    for name, value in (("x", x), ("y", y)):
        start[name].value = read_value(name, start[name], value)
    return Board(
        {"graph": _picture(shown)},
        {
            **start,
            "way": choice("second half", [BACKWARD, FORWARD]),
            "angle": slider("direction u (°)", 0, 360, 0.0, 1.0),
            "step": whole_slider("step", 0, shown.steps, 0),
        },
        partial(_read, graph=shown),
        home="08_backpropagation#chain_rule" if graph is None else "",
        table=_table,
        head=("node", "value", "derivative"),
        remark=_remark,
        actions={"Play": lambda board: board.run(_play(board, shown.steps), PAUSE)},
        columns=[["graph"], ["words"]],
    )


def _read(x: float, y: float, way: str, angle: float, step: int, graph: Graph = LESSON) -> Walk:
    nodes, order = graph.nodes, graph.order
    values, edges = evaluate(x, y, nodes)
    is_backward = way == BACKWARD
    found = backward(edges, nodes) if is_backward else forward(edges, tuple(from_angle(angle)), nodes)
    reached = order[: len(INPUTS) + min(step, len(nodes))]
    seen = (order[::-1] if is_backward else order)[: max(step - len(nodes), 0)]
    return Walk(values, edges, found, reached, seen, seen[-1] if seen else "", is_backward, graph)


def _play(board: Board, last: int) -> Iterator[float]:
    for step in range(last + 1):
        board.step = step
        yield step / last


def _table(walk: Walk) -> list[tuple[str, str, str]]:
    formulas = {node.name: f"{node.name} = {node.formula}" for node in walk.graph.nodes}
    return [
        (
            formulas.get(name, name),
            number(walk.values[name]) if name in walk.reached else "",
            number(walk.found[name]) if name in walk.seen else "",
        )
        for name in walk.graph.order
    ]


def _remark(walk: Walk) -> str:
    if len(walk.seen) < len(walk.graph.order):
        return step_words(walk)
    x, y, f = (number(walk.found[name]) for name in (*INPUTS, walk.graph.order[-1]))
    if walk.backward:
        return f"{step_words(walk)} One pass back, and the whole gradient is there: ({x}, {y})."
    return f"{step_words(walk)} One pass forward gives one slope: along this u it is {f}."


def _draw(axes: Axes, dark: bool, graph: Graph) -> None:
    ink, paper = ("#e5e7eb", "#1f2937") if dark else ("#1f2937", "#f3f4f6")
    axes.set_axis_off()
    turn = np.linspace(0, 2 * np.pi, 60)
    for name, (x, y) in graph.places.items():
        axes.fill(x + RADIUS * np.cos(turn), y + RADIUS * np.sin(turn), facecolor=paper, edgecolor=ink, linewidth=1.2)
        size = 12 if len(name) < 3 else 9
        axes.text(x, y, name, color=ink, fontsize=size, style="italic", ha="center", va="center")


def _picture(graph: Graph) -> Picture:
    width, height = (UNIT * float(np.ptp(limits)) for limits in (graph.xlim, graph.ylim))
    frame = Frame(round(width), round(height), 0.0, 0.0, width, height, graph.xlim, graph.ylim)
    return Picture(frame, partial(_draw, graph=graph), graph_scene, graph_words)
