"""The board of lesson 06 on the kernel's side: its hill beside its map."""

import numpy as np
import pytest

import gradcalc as gc


def test_the_hill_is_that_of_the_function_and_a_hand_on_it_moves_the_start():
    board = gc.explore_descent("bowl", x=1.6, y=1.0, rate=0.05, steps=12)
    assert board.view.columns == [["map"], ["hill"], ["values", "slopes"]]
    board.function = "saddle"
    hill = board._pictures["hill"].hill
    heights = hill.base + hill.rises / hill.factor
    X, Y = np.meshgrid(hill.x, hill.y)
    np.testing.assert_allclose(heights, X**2 - Y**2, atol=1e-5)
    board.view.hand = {"panel": "hill", "at": [0.5, -0.25], "move": "1"}
    assert (board.x, board.y) == (0.5, -0.25)
    assert board.reading.path[0] == pytest.approx([0.5, -0.25])
    words = board.view.frame["alternatives"]["hill"]
    assert f"The path goes from the height {board.reading.values[0]:.2f} to" in words


def test_a_valley_is_seen_along_and_other_hills_from_the_usual_side():
    assert gc.explore_descent(condition=10).sentence.endswith("The hill is seen from the south-west.")
    assert gc.explore_descent("bowl").sentence.endswith("The hill is seen from the south-east.")


@pytest.mark.parametrize("condition", [1, 10, 30, 33, 50, 100])
def test_the_slider_of_the_condition_number_says_what_the_picture_shows(condition):
    """On a logarithmic scale of even steps it said 29.9 beside a picture of 30."""
    board = gc.explore_descent(condition=condition)
    slider = board.children[0].children[0]
    assert slider.options[slider.index] == (f"{condition}", condition)
    assert board.reading.surface.name == f"elliptic bowl, κ = {condition}"
