"""The race on the kernel's side: its state, what is computed anew, and what it says of what does not fit."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.race import play
from gradcalc.boards.race_told import MOST_STEPS
from gradcalc.maths.network import Network, loss, loss_and_gradient, two_moons
from gradcalc.maths.optimisers import METHODS, optimise


def paths(board):
    return {runner.method: runner.path for runner in board.reading.runners}


def test_all_six_run_from_one_start_and_each_as_its_formula_says():
    board = gc.explore_race("elliptic bowl", start=(1.0, 0.5), steps=25, noise=0, nesterov=0.02, adam=0.1)
    assert [*paths(board)] == [*METHODS]
    for method, name in (("Nesterov", "nesterov"), ("Adam", "adam"), ("RMSProp", "rmsprop")):
        alone = optimise(method, lambda x: np.array([2, 8]) * x, [1.0, 0.5], board.values[name], 25)
        np.testing.assert_allclose(paths(board)[method], alone, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(paths(board)["SGD"], paths(board)["gradient descent"])


def test_a_rate_of_zero_takes_a_method_out_and_a_rate_brings_it_in():
    board = gc.explore_race("bowl", methods=["SGD"], steps=5)
    assert [*paths(board)] == ["SGD"]
    board.adam = 0.1
    assert [*paths(board)] == ["SGD", "Adam"]
    board.set(sgd=0, adam=0)
    assert board.sentence.startswith("Nobody takes part")
    assert board.view.frame["table"] == []


def test_a_seed_rewinds_to_the_same_path_and_only_sgd_has_noise():
    board = gc.explore_race("bowl", steps=40, noise=0.5, seed=3)
    first = paths(board)
    board.seed = 4
    second = paths(board)
    changed = [method for method in METHODS if not np.array_equal(first[method], second[method])]
    assert changed == ["SGD"]
    board.set(seed=3, steps=10)
    board.steps = 40
    np.testing.assert_array_equal(paths(board)["SGD"], first["SGD"])
    assert "the same for the same seed" in board.view.frame["note"]


def test_the_decay_is_that_of_adam_alone():
    board = gc.explore_race("bowl", steps=10, adam=0.1)
    before = paths(board)
    board.decay = 0.5
    alone = optimise("Adam", lambda x: 2 * x, [1.0, 1.0], 0.1, 10, decay=0.5)
    np.testing.assert_allclose(paths(board)["Adam"], alone, rtol=1e-9)
    np.testing.assert_array_equal(paths(board)["RMSProp"], before["RMSProp"])


def test_a_new_function_brings_its_window_and_rates_that_fit_it():
    board = gc.explore_race("bowl", methods=["gradient descent", "Adam"], steps=100)
    board.function = "Rosenbrock"
    assert board.descent < 1e-3
    assert board.sgd == 0
    assert all(runner.left is None for runner in board.reading.runners)
    assert (board.x, board.y) == pytest.approx((-1.0, 1.8))


def test_it_is_played_from_the_start_once_it_is_at_its_end_and_ends_when_all_have_left():
    board = gc.explore_race("bowl", methods=["gradient descent"], steps=MOST_STEPS)
    assert [board.steps for _ in play(board)] == [*range(MOST_STEPS + 1)]
    board.set(descent=5, steps=0)
    assert 1 < len([*play(board)]) < 10


def test_a_network_races_too_in_a_graph_of_its_loss():
    network, (X, labels) = Network((2, 4, 2)), two_moons(40)
    board = gc.explore_race(
        loss=lambda w: loss(network, w, X, labels),
        gradient=lambda w: loss_and_gradient(network, w, X, labels)[1],
        start=network.start(0), methods=["gradient descent", "Adam"], descent=0.5, adam=0.1, steps=30,
    )  # fmt: skip
    for runner in board.reading.runners:
        assert runner.values[-1] < runner.values[0]
        assert runner.values[-1] == pytest.approx(loss(network, runner.path[-1], X, labels))
    assert set(board.view.frame["marks"]) == {"key", "values", "slopes"}
    alone = optimise("Adam", lambda w: loss_and_gradient(network, w, X, labels)[1], network.start(0), 0.1, 30)
    np.testing.assert_allclose(paths(board)["Adam"], alone, rtol=1e-9, atol=1e-12)


def test_a_function_of_ones_own_races_by_differences():
    def mine(x, y):
        return (x - 1) ** 2 + 2 * (y + 0.5) ** 2

    board = gc.explore_race(mine, start=(-1, 1), methods=["gradient descent"], descent=0.2, steps=40)
    np.testing.assert_allclose(board.reading.runners[0].path[-1], [1, -0.5], atol=1e-6)
    assert board.function == "mine"


def test_rates_suit_the_steep_direction_where_the_start_lies_on_the_flat_axis():
    board = gc.explore_race("x^2 + 50y^2", start=(1, 0), steps=200)
    assert board.descent < 2 / 100  # above it gradient descent diverges in y
    assert all(runner.left is None for runner in board.reading.runners)


@pytest.mark.parametrize(
    ("error", "says", "call"),
    [
        (TypeError, "does not know 'rate'", lambda: gc.explore_race(rate=0.1)),
        (TypeError, "does not know 'x'", lambda: gc.explore_race(loss=np.sum, start=[1.0], x=1)),
        (ValueError, "methods must be some of .* got 'adam'", lambda: gc.explore_race(methods=["adam"])),
        (ValueError, "start must lie in the window", lambda: gc.explore_race(start=(9, 9))),
        (ValueError, r"start must be a point \(x, y\)", lambda: gc.explore_race(start=[1, 2, 3])),
        (TypeError, "a loss needs the point", lambda: gc.explore_race(loss=np.sum)),
        (ValueError, r"hand over start.ravel\(\)", lambda: gc.explore_race(loss=np.sum, start=np.ones((2, 2)))),
        (ValueError, r"start must have shape \(n,\)", lambda: gc.explore_race(loss=np.sum, start=[])),
        (ValueError, "start must be finite", lambda: gc.explore_race(loss=np.sum, start=[np.nan, 1])),
        (TypeError, "loss must be a function of one array, got 3", lambda: gc.explore_race(loss=3, start=[1.0])),
        (TypeError, "returned None", lambda: gc.explore_race(loss=lambda w: None, start=[1.0])),
        (ValueError, "loss is nan at start", lambda: gc.explore_race(loss=lambda w: np.nan, start=[1.0])),
        (TypeError, "f belongs to a function of two", lambda: gc.explore_race("x^2", loss=np.sum, start=[1.0])),
        (TypeError, "xlim belongs to", lambda: gc.explore_race(loss=np.sum, start=[1.0], xlim=(0, 1))),
        (TypeError, "ylim belongs to", lambda: gc.explore_race(loss=np.sum, start=[1.0], ylim=(0, 1))),
        (TypeError, "gradient belongs to a loss", lambda: gc.explore_race(gradient=np.ones_like)),
        (ValueError, "adam must lie from 0.0001 to 10, or be 0 for off, got 20", lambda: gc.explore_race(adam=20)),
        (ValueError, "adam must lie from 0.0001 .* got 1e-05", lambda: gc.explore_race(adam=1e-5)),
        (ValueError, "adam must be a number from 0.0001 to 10, or be 0", lambda: gc.explore_race(adam="off")),
    ],
)
def test_what_does_not_fit_is_named_and_mended(error, says, call):
    with pytest.raises(error, match=says):
        call()
