"""What lesson 07 states, computed from both sides."""

from itertools import islice

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.loss_slices import LENGTHS, directions
from gradcalc.boards.networks import points, trained, two_hidden_layers
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.maths.landscape import filter_normalised, loss_on_line, loss_slice, random_directions
from gradcalc.maths.network import Network, accuracy, loss, loss_and_gradient, scores, train, two_moons

NETWORK = two_hidden_layers(16)
X, LABELS = two_moons(100)


def L(w):
    return loss(NETWORK, w, X, LABELS)


def test_a_network_of_sizes_2_16_16_2_has_354_parameters_and_one_of_67_units_has_4893():
    assert NETWORK.n == (16 * 2 + 16) + (16 * 16 + 16) + (2 * 16 + 2) == 354
    assert two_hidden_layers(67).n == 4893
    assert round(4893**0.5) == 70


def test_the_loss_is_the_mean_of_minus_log_p_of_the_right_class():
    w = NETWORK.start(0)
    s = scores(NETWORK, w, X)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    assert p.sum(axis=1) == pytest.approx(1)
    assert np.mean([-np.log(p[i, k]) for i, k in enumerate(LABELS)]) == pytest.approx(L(w), rel=1e-12)


@pytest.mark.parametrize("units", [5, 16])
def test_over_all_directions_the_root_mean_square_is_exactly_one_over_root_n(units):
    """For the axes of any turned coordinate system the mean of the squares is 1/n, hence over all of them."""
    network = two_hidden_layers(units)
    g = loss_and_gradient(network, network.start(0), X, LABELS)[1]
    turned, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(network.n, network.n)))
    shares = turned @ g / np.linalg.norm(g)
    assert np.sqrt(np.mean(shares**2)) == pytest.approx(1 / np.sqrt(network.n), rel=1e-9)


@pytest.mark.parametrize("units", [5, 11, 16, 30, 67])
def test_a_sample_of_1000_directions_comes_near_that_and_the_gradient_itself_is_at_one(units):
    network = two_hidden_layers(units)
    g = loss_and_gradient(network, network.start(0), X, LABELS)[1]
    shares = random_directions(1000, network.n, seed=4) @ g / np.linalg.norm(g)
    # The mean of 1,000 squares has a relative spread of about sqrt(2/1000); this is five times that.
    assert np.mean(shares**2) * network.n == pytest.approx(1, abs=5 * np.sqrt(2 / 1000))
    assert abs(shares.mean()) < 5 / np.sqrt(1000 * network.n)
    assert np.abs(shares).max() < 0.6
    assert gc.unit(g) @ g / np.linalg.norm(g) == pytest.approx(1)


def test_the_slope_by_the_definition_is_the_slope_by_the_formula():
    w, u = NETWORK.start(0), random_directions(1, NETWORK.n, seed=1)[0]
    g = loss_and_gradient(NETWORK, w, X, LABELS)[1]
    assert (L(w + 1e-5 * u) - L(w - 1e-5 * u)) / 2e-5 == pytest.approx(g @ u, abs=1e-9)


def test_a_slice_sees_the_gradient_through_its_two_directions():
    w = trained("two moons", 16, 0, 30)
    g = loss_and_gradient(NETWORK, w, X, LABELS)[1]
    d1, d2 = (filter_normalised(NETWORK, w, d) for d in random_directions(2, NETWORK.n, seed=6))
    found = gc.gradient(loss_slice(NETWORK, w, d1, d2, X, LABELS), 0.0, 0.0)
    assert found == pytest.approx([g @ d1, g @ d2], abs=1e-8)


def test_the_valley_of_the_lesson_is_no_minimum():
    w = trained("two moons", 16, 0, 30)
    value, g = loss_and_gradient(NETWORK, w, X, LABELS)
    pair = [filter_normalised(NETWORK, w, d) for d in random_directions(2, NETWORK.n, seed=2)]
    d1, d2 = (gc.project(d, g)[1] for d in pair)
    valley = loss_slice(NETWORK, w, d1, d2, X, LABELS)
    a, b = np.meshgrid(np.linspace(-1, 1, 41), np.linspace(-1, 1, 41))
    on_the_slice = valley(a, b)
    assert on_the_slice.argmin() == 20 * 41 + 20
    assert gc.gradient(valley, 0.0, 0.0) == pytest.approx([0, 0], abs=1e-6)
    assert np.linalg.norm(g) > 0.1
    assert L(w - 0.05 * gc.unit(g)) < value


def test_half_way_between_two_networks_that_are_right_the_mean_is_no_better_than_guessing():
    w, v = trained("two moons", 16, 0, 300), trained("two moons", 16, 1, 300)
    assert [accuracy(NETWORK, u, X, LABELS) for u in (w, v)] == [1, 1]
    assert accuracy(NETWORK, (w + v) / 2, X, LABELS) == pytest.approx(0.5, abs=0.1)
    assert PREDICTIONS["07.half_way"].answers == ["about as well as guessing"]


def test_half_way_to_the_third_network_92_points_are_sorted_rightly():
    board = gc.explore_between()
    board.set(t=0.5, other=3)
    assert board.reading.right == 92


@pytest.mark.parametrize("other", range(1, 9))
def test_between_any_two_networks_of_the_board_there_is_a_mountain(other):
    w, v = trained("two moons", 16, 0, 300), trained("two moons", 16, other, 300)
    on_the_line = loss_on_line(NETWORK, w, v, np.linspace(0, 1, 21), *points("two moons"))
    assert on_the_line.max() > 10 * max(on_the_line[0], on_the_line[-1])


def test_at_the_start_it_guesses_and_after_65_steps_all_points_are_right():
    assert accuracy(NETWORK, NETWORK.start(0), X, LABELS) == pytest.approx(0.5, abs=0.1)
    assert accuracy(NETWORK, trained("two moons", 16, 0, 80), X, LABELS) == 1


def test_the_slope_of_a_billion_parameters_is_a_thirty_thousandth():
    assert np.sqrt(1e9) == pytest.approx(30_000, rel=0.1)


def test_the_function_of_the_model_answer_has_a_valley_for_a_slice_and_no_minimum():
    def f(x, y, z):
        return x**2 + y**2 + z

    assert gc.gradient(f, 0.0, 0.0, 0.0) == pytest.approx([0, 0, 1], abs=1e-9)
    assert f(0.1, 0, 0) > f(0, 0, 0) < f(0, -0.1, 0)
    assert f(0, 0, -0.1) < f(0, 0, 0)


def test_filter_normalisation_holds_biases_fixed_and_keeps_the_lengths_of_the_rows():
    network, w = Network((2, 3, 2)), np.arange(1.0, 18.0)
    d = filter_normalised(network, w, random_directions(1, 17)[0])
    for (W, _), (D, b) in zip(network.layers(w), network.layers(d), strict=True):
        assert np.linalg.norm(D, axis=1) == pytest.approx(np.linalg.norm(W, axis=1))
        assert not b.any()


def after(steps, rate=0.1, data="two moons", units=16, seed=0):
    """How many points are sorted rightly after so many steps, and the losses on the way."""
    network = two_hidden_layers(units)
    ws, losses = zip(*islice(train(network, network.start(seed), *points(data), rate), steps + 1), strict=True)
    return round(100 * accuracy(network, ws[-1], *points(data))), [float(value) for value in losses]


def test_what_the_training_shows_is_what_the_text_says_of_it():
    assert [after(steps)[0] for steps in (0, 62, 63, 64, 100, 300)] == [48, 99, 100, 100, 100, 100]
    assert [after(300, seed=seed)[0] for seed in range(1, 5)] == [100] * 4
    assert after(300, data="spirals")[0] == 98
    assert after(300, units=2)[0] == 87
    _, losses = after(300, rate=10)
    assert losses[-1] > 3 * losses[0]
    assert np.sign(np.diff(losses)).min() < 0 < np.sign(np.diff(losses)).max()


def test_the_greatest_eigenvalue_at_the_start_tells_which_rates_learn():
    w = NETWORK.start(0)

    def gradient_at(w):
        return loss_and_gradient(NETWORK, w, X, LABELS)[1]

    hessian = np.array([(gradient_at(w + 1e-5 * e) - gradient_at(w - 1e-5 * e)) / 2e-5 for e in np.eye(NETWORK.n)])
    np.testing.assert_allclose(hessian, hessian.T, atol=1e-8)
    # The power method, which takes no eigenvalues of NumPy's.
    v = np.ones(NETWORK.n)
    shifted = hessian + 2 * np.eye(NETWORK.n)  # the least eigenvalue is greater than -2
    for _ in range(500):
        v = gc.unit(shifted @ v)
    greatest = v @ hessian @ v
    assert (f"{greatest:.2f}", f"{3.8 / greatest:.2f}") == ("2.19", "1.73")
    right, losses = after(300, rate=1.0)
    assert right == 100
    assert losses[50] < after(50)[1][-1]


def test_with_a_rate_above_the_limit_all_points_are_right_at_a_step_and_lost_again_and_rounding_decides_which():
    last_digit = 1 + 1e-15 * np.random.default_rng(0).normal(size=(6, NETWORK.n))
    all_right = []
    for factors in last_digit:
        ws, losses = zip(*islice(train(NETWORK, NETWORK.start(0) * factors, X, LABELS, 2.0), 301), strict=True)
        right = np.array([round(100 * accuracy(NETWORK, w, X, LABELS)) for w in ws])
        assert max(losses) > 3 * losses[0]
        assert (right[right[:100].argmax() :] < right[:100].max()).any()
        all_right.append(right == 100)
    assert any(now.any() and not now[now.argmax() :].all() for now in all_right)
    assert len({now.tobytes() for now in all_right}) > 1


def test_in_the_first_pair_all_points_are_right_further_one_way_than_another():
    w = trained("two moons", 16, 0, 300)
    pair = directions(16, w, 1, LENGTHS[0])

    def right(distance, degrees):
        return accuracy(NETWORK, w + distance * gc.from_angle(degrees) @ pair, X, LABELS) == 1

    assert right(0.4, 60)
    assert not right(0.3, 0)
    one_for_all = directions(16, w, 1, LENGTHS[1])
    assert [any(b.any() for _, b in NETWORK.layers(d)) for d in (*pair, *one_for_all)] == [False, False, True, True]


def test_with_the_gradient_in_the_slice_the_middle_lies_on_a_hillside():
    w = trained("two moons", 16, 0, 30)
    g = loss_and_gradient(NETWORK, w, X, LABELS)[1]
    first = filter_normalised(NETWORK, w, random_directions(2, NETWORK.n, seed=2)[0])
    d1 = gc.unit(gc.project(first, g)[1])
    along = loss_slice(NETWORK, w, d1, -gc.unit(g), X, LABELS)
    across, down = gc.gradient(along, 0.0, 0.0)
    assert across == pytest.approx(0, abs=1e-6)
    assert f"{down:.2f}" == "-0.19"
    ys = np.linspace(-0.4, 0.4, 161)
    assert 0.1 < ys[along(np.zeros_like(ys), ys).argmin()] < 0.15
