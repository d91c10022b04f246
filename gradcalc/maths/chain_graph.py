"""A graph of numbers that somebody hands over: its nodes in order, or what is wrong with it in words."""

import math
import numbers
from collections.abc import Callable, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

import numpy as np

from gradcalc.maths.chain import INPUTS, Node

LONGEST = 4  # characters of a name, which stands in a small circle
LIKE = "[Node('f', 'x y', ('x', 'y'), lambda x, y: x * y, lambda x, y: (y, x))], with Node from gradcalc.maths.chain"


def read_graph(graph: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes of a graph, each after those that it is made of, and the output, of which nothing is made, last.

    What the nodes compute is checked at every call: it raises ValueError where a value or a derivative is no number.

    Raises TypeError or ValueError, naming the node, for what is no graph with one output.

    >>> half = Node("h", "p/2", ("p",), lambda p: p / 2, lambda p: (0.5,))
    >>> product = Node("p", "x y", ("x", "y"), lambda x, y: x * y, lambda x, y: (y, x))
    >>> [node.name for node in read_graph([half, product])]
    ['p', 'h']
    """
    if isinstance(graph, (str, bytes, dict)) or not isinstance(graph, Iterable):
        raise TypeError(f"graph must be a list of nodes, got {type(graph).__name__}: give {LIKE}.")
    nodes = list(graph)
    if not nodes:
        raise ValueError(f"graph has no output, because it has no node: give {LIKE}.")
    for node in nodes:
        _check_parts(node)
    names = [node.name for node in nodes]
    for name in names:
        if name in INPUTS:
            raise ValueError(f"{name} cannot be the name of a node: it is an input. Give the node another name.")
        if names.count(name) > 1:
            raise ValueError(
                f"graph has {names.count(name)} nodes with the name {name!r}: give each a name of its own."
            )
    _check_links(nodes, names)
    return tuple(_checked(node) for node in _in_order(nodes))


def _check_parts(node: Node) -> None:
    if not isinstance(node, Node):
        raise TypeError(f"graph must be made of nodes, got {node!r:.60}: give {LIKE}.")
    name = node.name
    if not isinstance(name, str) or not name.isidentifier() or len(name) > LONGEST:
        raise ValueError(
            f"the name of a node must be a letter or a short name such as h1, of at most {LONGEST} characters, "
            f"got {name!r}."
        )
    if not isinstance(node.formula, str):
        raise TypeError(f"the formula of {name} must be a text, got {node.formula!r:.60}: it is only shown.")
    if not isinstance(node.parents, (tuple, list)) or not all(isinstance(parent, str) for parent in node.parents):
        raise TypeError(f"parents of {name} must be a tuple of names, got {node.parents!r:.60}: give ('x',) for one.")
    for parent in node.parents:
        if node.parents.count(parent) > 1:
            raise ValueError(f"{name} is made of {parent} twice: name it once, and use it twice in value.")
    for part in ("value", "partials"):
        if not callable(getattr(node, part)):
            raise TypeError(f"{part} of {name} must be a function, got {getattr(node, part)!r:.60}.")


def _check_links(nodes: Sequence[Node], names: Sequence[str]) -> None:
    for node in nodes:
        for parent in node.parents:
            if parent not in (*INPUTS, *names):
                raise ValueError(
                    f"{node.name} is made of {parent!r}, which is no input, {' or '.join(INPUTS)}, and no node, "
                    f"{', '.join(names)}: correct the name, or add a node {parent}."
                )
    try:
        TopologicalSorter({node.name: node.parents for node in nodes}).prepare()
    except CycleError as error:
        way = " → ".join(error.args[1])
        raise ValueError(
            f"graph has a cycle, {way}: no value can come first. Take out one of these arrows."
        ) from None
    used = {parent for node in nodes for parent in node.parents}
    if len(ends := [name for name in names if name not in used]) > 1:
        raise ValueError(
            f"graph must have one output, but nothing is made of {', '.join(ends[:-1])} and of {ends[-1]}: take out "
            "what is not needed, or add a node that is made of them."
        )


def _in_order(nodes: Sequence[Node]) -> list[Node]:
    """Each node after those that it is made of, and otherwise as they were given."""
    known, ordered, waiting = set(INPUTS), [], list(nodes)
    while waiting:
        node = next(node for node in waiting if known.issuperset(node.parents))
        waiting.remove(node)
        known.add(node.name)
        ordered.append(node)
    return ordered


def _checked(node: Node) -> Node:
    """The same node, which says what is wrong where it gives no numbers."""

    def call(part: str, function: Callable, at: tuple[float, ...]):
        where = ", ".join(f"{parent} = {value:.6g}" for parent, value in zip(node.parents, at, strict=True))
        what = f"{part} of {node.name}{' at ' if where else ''}{where}"
        try:
            return what, function(*at)
        except Exception as error:  # whatever a function of the reader's raises
            raise ValueError(f"{what} raises {type(error).__name__}: {error}") from error

    def value(*at: float) -> float:
        return _number(*call("value", node.value, at))

    def partials(*at: float) -> tuple[float, ...]:
        what, answer = call("partials", node.partials, at)
        count = len(node.parents)
        if not isinstance(answer, (tuple, list, np.ndarray)) or np.shape(answer)[:1] != (count,):
            form = ", ".join(f"by {parent}" for parent in node.parents) + ("," if count == 1 else "")
            raise ValueError(f"{what} must be a tuple, ({form}), but it is {answer!r:.60}.")
        return tuple(_number(f"{what} by {name}", one) for name, one in zip(node.parents, answer, strict=True))

    return Node(node.name, node.formula, tuple(node.parents), value, partials)


def _number(what: str, answer) -> float:
    if isinstance(answer, np.ndarray) and answer.shape == ():
        answer = answer[()]
    if not isinstance(answer, numbers.Real):
        mend = ": does it say what it returns?" if answer is None else "."
        raise ValueError(f"{what} must be a number, but it is {answer!r:.60}{mend}")
    if not math.isfinite(answer):
        raise ValueError(f"{what} must be finite, but it is {float(answer)}.")
    return float(answer)
