"""Graphs of one's own: against a complex step through the same formulas, and refused in words where they are none."""

import cmath
import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.maths.chain import Node, backward, evaluate, forward
from gradcalc.maths.chain_graph import read_graph
from gradcalc.pictures.marks import Label
from gradcalc.pictures.scenes.graph import RADIUS, graph_scene
from gradcalc.pictures.scenes.graph_places import COLUMN, ROW, placed

KINDS = {
    "sum": (2, lambda a, b: a + b, lambda a, b: (1.0, 1.0)),
    "product": (2, lambda a, b: a * b, lambda a, b: (b, a)),
    "sine": (1, lambda a: cmath.sin(a) if isinstance(a, complex) else math.sin(a), lambda a: (math.cos(a),)),
    "square": (1, lambda a: a * a / 2, lambda a: [a]),
    "number": (0, lambda: 3.0, lambda: np.zeros(0)),
}
NAMES = ["a", "b", "c", "d", "e"]


def node(name, kind, *parents):
    _, value, partials = KINDS[kind]
    return Node(name, kind, tuple(parents), value, partials)


@st.composite
def graphs(draw):
    """A graph in any order: what leads nowhere is added up in the last node."""
    nodes, known = [], ["x", "y"]
    for name in NAMES[: draw(st.integers(1, 5))]:
        kind = draw(st.sampled_from(list(KINDS)))
        count = KINDS[kind][0]
        nodes.append(node(name, kind, *draw(st.permutations(known))[:count]))
        known.append(name)
    used = {parent for one in nodes for parent in one.parents}
    ends = tuple(one.name for one in nodes if one.name not in used)
    last = Node("end", "sum", ends, lambda *at: sum(at), lambda *at: (1.0,) * len(at))
    return draw(st.permutations([*nodes, last]))


def by_hand(graph, x, y):
    """The value of the node that is called end, by calling one function in another."""

    def value(name):
        one = next((one for one in graph if one.name == name), None)
        return {"x": x, "y": y}[name] if one is None else one.value(*map(value, one.parents))

    return value("end")


@given(graphs(), st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 360))
def test_backward_and_forward_agree_with_a_complex_step_through_the_same_formulas(graph, x, y, angle):
    nodes = read_graph(graph)
    values, edges = evaluate(x, y, nodes)
    size = max(map(abs, values.values()))
    assume(size < 1e3)
    g = np.array([by_hand(graph, complex(x, 1e-30), y), by_hand(graph, x, complex(y, 1e-30))]).imag / 1e-30
    scale = 1 + np.abs(g).max() + size
    back = backward(edges, nodes)
    np.testing.assert_allclose([back["x"], back["y"]], g, atol=1e-9 * scale**2)
    u = gc.from_angle(angle)
    assert forward(edges, tuple(u), nodes)["end"] == pytest.approx(g @ u, abs=1e-9 * scale**2)
    assert values["end"] == pytest.approx(complex(by_hand(graph, x, y)).real, rel=1e-12)


@given(graphs())
@settings(max_examples=20)
def test_nodes_stand_apart_from_the_inputs_to_the_output(graph):
    try:
        drawn = placed(read_graph(graph))
    except ValueError as no_room:
        assume("the picture has room for" not in str(no_room))
        raise
    at = drawn.places
    assert set(at) == set(drawn.order)
    for one in drawn.nodes:
        assert all(at[parent][0] <= at[one.name][0] - 0.99 * COLUMN for parent in one.parents)
    for a in at:
        x, y = at[a]
        assert drawn.xlim[0] + RADIUS < x < drawn.xlim[1] - RADIUS
        assert drawn.ylim[0] + RADIUS < y < drawn.ylim[1] - RADIUS
        assert all(abs(x - at[b][0]) > 2 * RADIUS or abs(y - at[b][1]) > 0.9 * ROW for b in at if b != a)


NEURON = [
    Node("L", "(h - 1)²", ("h",), lambda h: (h - 1) ** 2, lambda h: (2 * (h - 1),)),
    Node("h", "tanh z", ("z",), math.tanh, lambda z: (1 - math.tanh(z) ** 2,)),
    Node("z", "3x + y", ("x", "y"), lambda x, y: 3 * x + y, lambda x, y: (3.0, 1.0)),
]


def test_the_board_walks_through_a_neuron_of_ones_own_and_names_its_output():
    board = gc.explore_chain_rule(NEURON, x=0.2, y=-0.5)
    assert (board.x, board.y) == (0.2, -0.5)
    board._on_wish(board.view, {"act": "Play"}, [])
    walk, h = board.reading, math.tanh(0.1)
    by_z = 2 * (h - 1) * (1 - h * h)  # closed form
    assert [walk.found["x"], walk.found["y"]] == pytest.approx([3 * by_z, by_z])
    assert (board.step, walk.reached, walk.seen) == (8, ("x", "y", "z", "h", "L"), ("L", "h", "z", "y", "x"))
    assert "The derivatives of L are, by x: " in board.sentence
    assert f"the whole gradient is there: ({3 * by_z:.2f}, {by_z:.2f})" in board.sentence
    assert [row[0] for row in board.view.frame["table"]] == ["x", "y", "z = 3x + y", "h = tanh z", "L = (h - 1)²"]
    assert len([mark for mark in graph_scene(walk) if isinstance(mark, Label)]) == 4 + 5 + 5
    board.way = "forward"
    assert f"along this u it is {3 * by_z:.2f}" in board.sentence


def test_an_input_of_which_nothing_is_made_has_the_derivative_zero():
    board = gc.explore_chain_rule([node("s", "square", "x")])
    board.step = board._controls["step"].max
    assert (board.reading.found["x"], board.reading.found["y"]) == (1.0, 0.0)


def test_where_a_node_has_no_value_the_board_says_so_and_lives_on():
    root = Node("r", "√x", ("x",), math.sqrt, lambda x: (0.5 / math.sqrt(x),))
    board = gc.explore_chain_rule([root])
    board.x = -1
    assert "value of r at x = -1 raises ValueError" in board.view.message
    board.x = 0
    assert "partials of r at x = 0 raises ZeroDivisionError" in board.view.message
    board.x = 1.5
    assert board.view.message == ""


S = node("s", "sine", "x")


def lies(value=math.sin, partials=lambda x: (math.cos(x),)):
    return [Node("s", "sin x", ("x",), value, partials)]


@pytest.mark.parametrize(
    ("graph", "error", "said"),
    [
        ("xy", TypeError, "graph must be a list of nodes, got str: give [Node("),
        (7, TypeError, "graph must be a list of nodes, got int"),
        ([], ValueError, "graph has no output, because it has no node"),
        ([S, "t"], TypeError, "graph must be made of nodes, got 't': give [Node("),
        ([node("x", "sine", "y")], ValueError, "x cannot be the name of a node: it is an input"),
        ([S, S], ValueError, "graph has 2 nodes with the name 's': give each a name of its own"),
        ([node("loss1", "sine", "x")], ValueError, "at most 4 characters, got 'loss1'"),
        ([node("2", "sine", "x")], ValueError, "must be a letter or a short name such as h1"),
        ([Node("s", "", "xy", min, min)], TypeError, "parents of s must be a tuple of names, got 'xy': give ('x',)"),
        ([Node("s", 1, ("x",), min, min)], TypeError, "the formula of s must be a text, got 1"),
        ([Node("s", "", ("x",), 3, min)], TypeError, "value of s must be a function, got 3"),
        ([node("p", "product", "x", "x")], ValueError, "p is made of x twice: name it once, and use it twice"),
        ([S, node("q", "sum", "s", "w")], ValueError, "q is made of 'w', which is no input, x or y, and no node, s"),
        ([node("p", "sum", "x", "q"), node("q", "sine", "p")], ValueError, "graph has a cycle, "),
        ([node("p", "sum", "x", "p")], ValueError, "graph has a cycle, p → p: no value can come first"),
        ([S, node("q", "sine", "y"), node("r", "sine", "y")], ValueError,
         "graph must have one output, but nothing is made of s, q and of r: take out what is not needed"),
        (lies(lambda x: "much"), ValueError, "value of s at x = 1 must be a number, but it is 'much'."),
        (lies(lambda x: None), ValueError, "value of s at x = 1 must be a number, but it is None: does it say"),
        (lies(lambda x: 1j), ValueError, "value of s at x = 1 must be a number, but it is 1j"),
        (lies(lambda x: np.ones(2)), ValueError, "value of s at x = 1 must be a number, but it is array([1., 1.])"),
        (lies(lambda x: math.inf), ValueError, "value of s at x = 1 must be finite, but it is inf"),
        (lies(lambda x, y: x), ValueError, "value of s at x = 1 raises TypeError: "),
        (lies(partials=math.cos), ValueError, "partials of s at x = 1 must be a tuple, (by x,), but it is 0.54"),
        (lies(partials=lambda x: (1, 2)), ValueError, "partials of s at x = 1 must be a tuple, (by x,), but it is"),
        (lies(partials=lambda x: ("a",)), ValueError, "partials of s at x = 1 by x must be a number, but it is 'a'"),
        ([node("s", "sine", "x")] + [node(f"s{k}", "sine", f"s{k - 1}" if k else "s") for k in range(6)], ValueError,
         "graph has 7 nodes one after another, and the picture has room for 6"),
        ([node(n, "sine", "x") for n in "abcde"] + [Node("o", "", tuple("abcde"), max, max)], ValueError,
         "graph has 5 nodes side by side, a, b, c, d, e, and the picture has room for 4"),
    ],
)  # fmt: skip
def test_what_is_no_graph_is_refused_in_words(graph, error, said):
    with pytest.raises(error, match=re.escape(said)):
        gc.explore_chain_rule(graph)


def test_a_start_that_the_sliders_do_not_have_is_refused():
    with pytest.raises(ValueError, match="x must lie from -2 to 2, got 3"):
        gc.explore_chain_rule(x=3)
