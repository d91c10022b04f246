"""What a gradient costs: evaluations are counted here, not timed."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards import cost
from gradcalc.boards.cost import Cost, measure
from gradcalc.maths.network import Network, two_moons
from gradcalc.pictures.marks import Dot, Label, Polyline

NETWORK = Network((2, 3, 2))


@pytest.fixture
def evaluated(monkeypatch):
    """The parameters of each evaluation of the loss; a clock on which an evaluation takes 1 s, the way back 3 s."""
    now, seen = [0.0], []

    def loss(network, w, X, labels):
        now[0] += 1
        seen.append(w.copy())
        return 0.0

    def loss_and_gradient(network, w, X, labels):
        now[0] += 3
        return 0.0, w

    monkeypatch.setattr(cost, "loss", loss)
    monkeypatch.setattr(cost, "loss_and_gradient", loss_and_gradient)
    monkeypatch.setattr(cost.time, "perf_counter", lambda: now[0])
    return seen


def test_costs_are_counted_in_evaluations_of_the_loss(evaluated):
    *_, found = measure(NETWORK, *two_moons(20))
    n = NETWORK.n
    assert found == Cost(n, n + 1, 2 * n, 3.0)


def test_differences_move_every_parameter_alone(evaluated):
    list(measure(NETWORK, *two_moons(20)))
    moves = [tuple(np.flatnonzero(w != NETWORK.start())) for w in evaluated]
    assert all(len(move) <= 1 for move in moves)
    for i in range(NETWORK.n):
        assert moves.count((i,)) == 3  # once ahead for a forward difference, ahead and back for a central one


def test_measuring_goes_in_steps_whose_share_grows_to_the_whole(evaluated):
    *shares, _ = measure(NETWORK, *two_moons(20))
    assert len(shares) > NETWORK.n  # on this clock every evaluation is long enough for a step of its own
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1


def test_the_board_measures_one_network_after_the_other_and_begins_anew(evaluated, monkeypatch):
    monkeypatch.setattr(cost, "WIDTHS", (2, 6, 10))
    board = gc.explore_cost()
    assert "Nothing is measured yet" in board.sentence
    for _ in range(2):
        board._on_wish(board.view, {"act": "Measure"}, [])
        assert [found.n for found in board.reading] == [12, 32, 52]
        assert [found.central for found in board.reading] == [24, 64, 104]
    assert "With 52 parameters" in board.sentence
    assert board.view.frame["table"][-1] == ("52", "53", "104", "3.0")


def test_the_sizes_of_the_lesson():
    assert [cost._network(width).n for width in cost.WIDTHS] == [12, 32, 102, 302, 1002, 2002]


def test_before_anything_is_measured_the_picture_shows_what_counting_says():
    lines = [mark for mark in cost._scene([]) if isinstance(mark, Polyline)]
    for line, evaluations in zip(lines, (lambda n: n + 1, lambda n: 2 * n), strict=True):
        assert 10 ** np.array(line.y) == pytest.approx(evaluations(10 ** np.array(line.x)))


def test_the_names_of_the_ways_appear_once_all_is_measured():
    found = [Cost(n, n + 1.0, 2.0 * n, 2.0) for n in (12, 32, 102, 302, 1002, 2002)]
    for known in (found[:3], found):
        marks = cost._scene(known)
        assert len([mark for mark in marks if isinstance(mark, Dot)]) == 3 * len(known)
        names = {mark.text for mark in marks if isinstance(mark, Label)} - {"2n", "n + 1"}
        assert len(names) == (3 if known is found else 0)


def test_a_real_measurement_gives_positive_costs():
    *_, found = measure(NETWORK, *two_moons(20))
    assert found.n == 17
    assert min(found.forward, found.central, found.backpropagation) > 0
