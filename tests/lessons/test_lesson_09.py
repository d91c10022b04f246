"""What lesson 09 states, computed from both sides, with the program that its cells build."""

import contextlib
import io
import itertools
import pathlib
import re

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import gradcalc as gc
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.maths.network import Network, accuracy, loss, loss_and_gradient, two_moons

NOTEBOOK = pathlib.Path(__file__).parents[2] / "notebooks" / "09_your_own_network.ipynb"
CELLS = {cell.id: cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"}
OWN = ("own-data", "own-tracked", "own-layers", "own-order", "own-backward", "own-train")
NAMES = {"np": np, "gc": gc, "TORCH": False, "HOW": "by pip"}

X, LABELS = two_moons(1000)
NETWORK = Network((2, 16, 16, 2))


def run(names, *cells):
    """What cells print, run one after the other."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for cell in cells:
            exec(CELLS[cell], names)
    return printed.getvalue()


@pytest.fixture(scope="module")
def built():
    """The names that the notebook's cells define, up to the trained network."""
    names = dict(NAMES)
    run(names, *OWN, "torch-same", "your_own_network-20", "your_own_network-21", "own-flat")
    return names


@pytest.fixture(scope="module")
def each_row():
    """The gradient of each row alone, at the start."""
    w = NETWORK.start(seed=0)
    return np.array([loss_and_gradient(NETWORK, w, X[[i]], LABELS[[i]])[1] for i in range(len(X))])


def test_the_gradient_of_all_rows_is_the_mean_of_those_of_the_rows(each_row):
    everything = loss_and_gradient(NETWORK, NETWORK.start(seed=0), X, LABELS)[1]
    assert each_row.mean(axis=0) == pytest.approx(everything, abs=1e-12)
    assert f"{np.linalg.norm(everything):.4f}" == "1.2507"


def test_batches_scatter_by_sigma_over_the_root_of_their_size(each_row):
    """Exactly, for independent draws: the mean over all pairs of rows is the mean over all batches of two."""
    g = each_row[:40]
    sigma = np.sqrt(np.mean(np.sum((g - g.mean(axis=0)) ** 2, axis=1)))
    pairs = (g[:, None] + g) / 2
    assert np.mean(np.sum((pairs - g.mean(axis=0)) ** 2, axis=2)) == pytest.approx(sigma**2 / 2)
    assert pairs.mean(axis=(0, 1)) == pytest.approx(g.mean(axis=0), abs=1e-12)


def test_sigma_is_2_24_and_what_the_cell_prints_is_near_to_the_law(each_row):
    sigma = np.sqrt(np.mean(np.sum((each_row - each_row.mean(axis=0)) ** 2, axis=1)))
    assert f"{sigma:.2f}" == "2.24"
    assert 1.7 < sigma / 1.2507 < 2
    for size, printed in ((10, 0.7001), (40, 0.3592), (160, 0.1737)):
        assert printed == pytest.approx(sigma / np.sqrt(size), rel=0.03)


def test_the_prediction_of_the_scatter_is_one_half():
    assert PREDICTIONS["09.batch_spread"].answers == ["half as far"]
    assert np.sqrt(10 / 40) == 0.5


def test_twenty_epochs_with_batches_end_lower_than_with_all_rows():
    names = {"np": np, "network": NETWORK, "X": X, "labels": LABELS, "loss": loss, "accuracy": accuracy}
    names["gradient_of"] = lambda w, rows: loss_and_gradient(NETWORK, w, X[rows], LABELS[rows])[1]
    everything, batches = run(names, "your_own_network-08").splitlines()
    assert "loss 0.3607, sorted rightly 84.7%" in everything
    assert "loss 0.0134, sorted rightly 100.0%" in batches
    assert (20 * 1000 // 1000, 20 * 1000 // 20) == (20, 1000)


def test_batches_that_hold_no_row_twice_scatter_less_by_the_root_of_n_less_k_over_n_less_1(each_row):
    """Exactly, over all batches of two of some rows."""
    g = each_row[:20]
    middle = g.mean(axis=0)
    independent = np.mean(np.sum((g - middle) ** 2, axis=1)) / 2
    pairs = np.array([(g[i] + g[j]) / 2 for i, j in itertools.combinations(range(20), 2)])
    assert np.mean(np.sum((pairs - middle) ** 2, axis=1)) == pytest.approx(independent * (20 - 2) / (20 - 1))


def test_the_cloud_of_batches_is_of_64_points_and_vanishes_for_all_of_them():
    board = gc.explore_batches(size=64)
    assert board.reading.measured < 1e-12
    assert "epochs  1.00" in words_of(gc.explore_batches(size=8, steps=64 // 8))


def words_of(board):
    bundle = board._repr_mimebundle_()
    return (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]


def test_at_the_start_of_the_race_gradient_descent_has_the_slope_minus_5_37_and_adam_minus_5_09():
    g = np.array([2.4, 4.8])
    assert gc.gradient(gc.GALLERY["elliptic bowl"].f, 1.2, 0.6) == pytest.approx(g)
    words = words_of(gc.explore_race("elliptic bowl"))
    for name, slope in (("gradient descent", -np.linalg.norm(g)), ("Adam", -np.abs(g).sum() / np.sqrt(2))):
        assert re.search(rf"^{name}  0  \(1.20, 0.60\)  2.880000  {slope:.6f}", words, re.MULTILINE)
    assert f"{-np.linalg.norm(g):.2f} {-np.abs(g).sum() / np.sqrt(2):.2f}" == "-5.37 -5.09"


def test_an_epoch_of_three_methods_prints_what_the_optimisers_of_gradcalc_find():
    names = {"np": np, "network": NETWORK, "X": X, "labels": LABELS, "loss": loss}
    names["gradient_of"] = lambda w, rows: loss_and_gradient(NETWORK, w, X[rows], LABELS[rows])[1]
    assert "SGD: after 1 epoch 0.2837, after 20 epochs 0.0134" in run(names, "race-epochs")


def adam(gradients, rate=0.01, scale=1.0, eps=1e-8):
    """The steps of Adam along gradients, by the formulas of the lesson, from sums over all gradients so far."""
    steps, g = [], scale * np.array(gradients)
    for t in range(1, len(g) + 1):
        age = np.arange(t)[::-1, None]
        mean = np.sum(0.1 * 0.9**age * g[:t], axis=0) / (1 - 0.9**t)
        square = np.sum(0.001 * 0.999**age * g[:t] ** 2, axis=0) / (1 - 0.999**t)
        steps.append(-rate * mean / (np.sqrt(square) + eps))
    return np.array(steps)


def test_the_first_step_of_adam_moves_both_by_the_rate():
    assert PREDICTIONS["09.first_step"].answers == ["about as far as the first"]
    assert adam([[1000, 0.001]])[0] == pytest.approx([-0.01, -0.01], rel=1e-4)


@given(arrays(float, (5, 3), elements=st.floats(0.01, 10)), st.sampled_from([-1, 1]))
def test_a_loss_a_thousand_times_as_large_has_the_same_steps_of_adam(g, sign):
    assert adam(sign * g, scale=1000) == pytest.approx(adam(sign * g), rel=1e-4)


def test_adam_moves_little_where_the_sign_changes_and_by_the_rate_where_it_does_not():
    alternating = (-1.0) ** np.arange(200)
    steps = np.abs(adam(np.column_stack([alternating, np.ones(200)]))[-1])
    assert steps[0] < 0.1 * steps[1]
    assert steps[1] == pytest.approx(0.01)


components = arrays(float, 4, elements=st.floats(0.01, 10).flatmap(lambda v: st.sampled_from([v, -v])))


@given(components)
def test_the_slope_along_adams_first_step_is_downhill_and_never_steeper_than_the_gradient(g):
    s = -np.sign(g)
    slope = g @ s / np.linalg.norm(s)
    assert slope == pytest.approx(-np.abs(g).sum() / np.sqrt(len(g)))
    assert -np.linalg.norm(g) * (1 + 1e-12) <= slope < 0
    if np.ptp(np.abs(g)) > 0.1:
        assert slope > -np.linalg.norm(g)


def test_17_steps_of_momentum_lead_uphill_and_the_first_of_them_is_the_sixth():
    names = {"np": np, "network": NETWORK, "X": X, "labels": LABELS, "loss": loss}
    names["gradient_of"] = lambda w, rows: loss_and_gradient(NETWORK, w, X[rows], LABELS[rows])[1]
    printed = run(names, "your_own_network-12")
    assert "17 of 200 steps lead uphill at their start, the first is step 6\n" in printed


def test_the_network_has_49_parameters_and_learns_down_to_the_noise(built):
    assert sum(np.size(p.value) for p in built["params"]) == 49
    value = built["own_loss"](*[p.value for p in built["params"]])
    assert 0.009 < value < 0.013
    assert f"{built['own_loss'](*built['start'](0)):.4f}" == "5.2150"
    best = np.mean((built["y"] - np.sin(3 * built["x"])) ** 2)
    assert best == pytest.approx(0.1**2, rel=0.2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_way_back_is_what_differences_find(built, seed):
    w = np.concatenate([p.ravel() for p in built["start"](seed)])
    check = gc.gradient_check(built["flat_loss"], built["flat_gradient"], w)
    assert check < 1e-6
    assert check.verdict != "wrong"


def test_one_pass_forward_is_the_gradient_dotted_by_u(built):
    for seed in range(5, 8):
        u, p = built["start"](seed), built["start"](seed + 10)
        dotted = sum(np.sum(g * d) for g, d in zip(built["vjp"](p), u, strict=True))
        assert built["jvp"](p, u) == pytest.approx(dotted, rel=1e-9)
    length = np.sqrt(sum(np.sum(part**2) for part in built["u"]))
    assert length == pytest.approx(1)


def test_backward_twice_adds(built):
    v = built["Tracked"](2.0)
    for expected in (4, 8):
        built["backward"](built["mse_loss"](v, built["Tracked"](0.0)))
        assert v.grad == expected
    assert PREDICTIONS["09.twice"].answers == [expected]


def test_parts_of_a_batch_add_up_to_the_whole_batch(built):
    Tracked, params = built["Tracked"], built["start"](3)
    leaves = [Tracked(p) for p in params]
    for rows in np.arange(200).reshape(4, 50):
        H = built["relu"](built["linear"](Tracked(built["x"][rows]), *leaves[:2]))
        L = built["mse_loss"](built["linear"](H, *leaves[2:]), Tracked(built["y"][rows]))
        built["backward"](Tracked(L.value / 4, (L, lambda G: G / 4)))
    for leaf, g in zip(leaves, built["vjp"](params), strict=True):
        assert leaf.grad == pytest.approx(g, abs=1e-12)


@given(st.floats(1e-6, 1))
def test_across_the_kink_a_central_difference_is_one_half_for_every_step(h):
    assert (np.maximum(0, h) - np.maximum(0, -h)) / (2 * h) == pytest.approx(0.5)


@pytest.mark.parametrize("claim", [0.0, 1.0])
def test_the_check_does_not_decide_at_the_kink(claim):
    assert gc.gradient_check(lambda a: np.maximum(0.0, a), lambda a: claim, 0.0).verdict == "cannot be decided"


def test_with_biases_of_0_a_row_of_zeros_meets_the_kink_in_every_unit():
    assert not (np.zeros((1, 3)) @ np.random.default_rng(0).normal(size=(4, 3)).T + np.zeros(4)).any()


def test_a_wrong_part_is_found_in_b1(built):
    right, wrong = run(built, "own-check").splitlines()
    assert right == "right: ('right', 'right', 'right', 'right')"
    assert wrong == "wrong: ('right', 'wrong', 'right', 'right')"


def test_cells_with_pytorch_say_how_to_get_it_in_one_sentence_where_it_is_not(built):
    torch = [cell for cell in CELLS if cell.startswith("torch-")]
    assert len(torch) == 5
    for cell in torch:
        assert CELLS[cell].count("print(HOW)") == 1
        assert run(built, cell).count("by pip\n") == 1
