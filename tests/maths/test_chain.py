"""The chain rule on a graph, against differences that know nothing of the graph."""

import cmath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.chain import STEPS, _read
from gradcalc.maths.chain import INPUTS, NODES, backward, evaluate, forward
from gradcalc.pictures.marks import Arrow, Label
from gradcalc.pictures.scenes.graph import PLACES, graph_scene, graph_words, number, used_edges

coordinates = st.floats(-2, 2)
angles = st.floats(0, 360)


def f(x, y):
    """The function of the graph, in one line, for complex numbers too."""
    return (x * y + cmath.sin(x)) ** 2


def gradient(x, y, h=1e-30):
    return np.array([f(complex(x, h), y).imag, f(x, complex(y, h)).imag]) / h


@given(coordinates, coordinates)
def test_the_last_node_is_the_function(x, y):
    assert evaluate(x, y)[0]["f"] == pytest.approx(f(x, y).real, abs=1e-12)


@given(coordinates, coordinates)
def test_backward_gives_the_gradient(x, y):
    back = backward(evaluate(x, y)[1])
    assert [back["x"], back["y"]] == pytest.approx(gradient(x, y), rel=1e-9, abs=1e-9)


@given(coordinates, coordinates, angles)
def test_forward_gives_the_directional_derivative(x, y, angle):
    u = gc.from_angle(angle)
    slope = forward(evaluate(x, y)[1], u)["f"]
    assert slope == pytest.approx(gradient(x, y) @ u, rel=1e-9, abs=1e-9)
    assert slope == pytest.approx(gc.directional_derivative(lambda x, y: (x * y + np.sin(x)) ** 2, x, y, u), abs=1e-6)


@given(coordinates, coordinates)
def test_the_number_on_an_edge_is_the_partial_derivative_of_the_node_at_its_tip(x, y):
    values, edges = evaluate(x, y)
    for node in NODES:
        at = [values[parent] for parent in node.parents]
        for i, parent in enumerate(node.parents):
            moved = [a + 1e-6 * (i == j) for j, a in enumerate(at)], [a - 1e-6 * (i == j) for j, a in enumerate(at)]
            difference = (node.value(*moved[0]) - node.value(*moved[1])) / 2e-6
            assert edges[parent, node.name] == pytest.approx(difference, abs=1e-7)


@given(coordinates, coordinates)
def test_the_derivative_by_a_node_is_the_sum_over_all_ways_from_it(x, y):
    _, edges = evaluate(x, y)

    def over_all_ways(name):
        return (name == "f") + sum(
            slope * over_all_ways(end) for (start, end), slope in edges.items() if start == name
        )

    for name, derivative in backward(edges).items():
        assert derivative == pytest.approx(over_all_ways(name), rel=1e-9, abs=1e-9)


@given(coordinates, coordinates, st.floats(-3, 3), st.floats(-3, 3))
def test_forward_is_linear_in_the_direction(x, y, a, b):
    _, edges = evaluate(x, y)
    both = a * forward(edges, (1, 0))["f"] + b * forward(edges, (0, 1))["f"]
    assert forward(edges, (a, b))["f"] == pytest.approx(both, abs=1e-9)


def test_the_board_finds_values_first_and_derivatives_after_them():
    board = gc.explore_chain_rule()
    board.set(x=-1.2, y=0.7)
    for step in range(STEPS + 1):
        board.step = step
        walk = board.reading
        assert len(walk.reached) == len(INPUTS) + min(step, len(NODES))
        assert len(walk.seen) == max(step - len(NODES), 0)
    assert [walk.found["x"], walk.found["y"]] == pytest.approx(gradient(-1.2, 0.7))


@pytest.mark.parametrize("way", ["backward", "forward"])
def test_every_step_adds_up_what_the_edges_in_use_bring(way):
    board = gc.explore_chain_rule()
    board.set(x=0.8, y=-1.1, way=way, angle=40)
    for step in range(len(NODES) + 1, STEPS + 1):
        board.step = step
        walk = board.reading
        known = [walk.found[end if walk.backward else start] * walk.edges[start, end]
                 for start, end in used_edges(walk)]  # fmt: skip
        if known:
            assert walk.found[walk.now] == pytest.approx(sum(known))
            assert f"= {number(walk.found[walk.now])}." in board.view.frame["remark"]


def test_in_the_end_forward_says_the_slope_and_backward_the_gradient():
    board = gc.explore_chain_rule()
    board.set(x=1, y=2, step=STEPS)
    assert "whole gradient is there: (14.44, 5.68)" in board.sentence
    board.set(way="forward", angle=90)
    assert "along this u it is 5.68" in board.sentence


def test_play_goes_through_all_steps():
    board = gc.explore_chain_rule()
    board._on_wish(board.view, {"act": "Play"}, [])
    assert board.step == STEPS


@given(coordinates, coordinates, st.integers(0, STEPS), st.sampled_from(["backward", "forward"]))
def test_no_number_in_the_picture_is_minus_zero_and_every_edge_is_drawn_once(x, y, step, way):
    walk = _read(x, y, way, 33.0, step)
    marks = graph_scene(walk)
    assert not any("-0.00" in mark.text for mark in marks if isinstance(mark, Label))
    assert "-0.00" not in graph_words(walk)
    assert len([mark for mark in marks if isinstance(mark, Arrow)]) == len(walk.edges)
    assert set(PLACES) == set(walk.values)
