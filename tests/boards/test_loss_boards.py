"""The boards of lesson 07 on the kernel's side."""

import asyncio
import itertools

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.loss_slices import SIZE, Slice, directions
from gradcalc.boards.networks import points, trained, two_hidden_layers
from gradcalc.boards.training import STEPS
from gradcalc.maths.landscape import loss_slice
from gradcalc.maths.network import loss, loss_and_gradient, train


def press(board, name):
    board._on_wish(board.view, {"act": name}, [])


def test_training_follows_the_formula_of_momentum_to_its_end():
    board = gc.explore_training()
    press(board, "Train")
    assert board.step == STEPS
    network, data = two_hidden_layers(16), points("two moons")
    w = next(itertools.islice(train(network, network.start(0), *data), STEPS, None))[0]
    np.testing.assert_allclose(board.reading.w, w, rtol=1e-6, atol=1e-9)
    assert board.reading.loss == pytest.approx(board.reading.losses[-1])


def test_the_slider_leads_back_through_the_training_and_train_goes_on_from_there():
    board = gc.explore_training()
    press(board, "Train")
    before = board.reading.losses
    board.step = 40
    assert board.reading.loss == pytest.approx(before[40])
    board.rate = 0.01
    press(board, "Train")
    assert board.reading.losses[:41] == before[:41]
    assert board.reading.losses[-1] != before[-1]


def test_the_slider_stops_at_the_last_step_that_is_known():
    board = gc.explore_training()
    board.step = 50
    assert board.reading.step == 0
    assert "Not trained yet" in board.sentence


def test_other_data_or_another_size_begin_anew():
    board = gc.explore_training()
    press(board, "Train")
    assert "Step 300 is the last. Train begins anew at step 0." in board.sentence
    board.data = "spirals"
    assert (board.reading.step, board.step, board._controls["step"].value) == (0, 0, 0)
    board.units = 8
    assert board.reading.network == two_hidden_layers(8)
    board.units = 16
    assert board.reading.w == pytest.approx(two_hidden_layers(16).start(0))
    press(board, "New start")
    assert board.reading.w == pytest.approx(two_hidden_layers(16).start(1))


def test_training_goes_in_steps_that_can_be_stopped_and_takes_over_a_new_rate():
    async def some_steps_then_stop():
        board = gc.explore_training()
        press(board, "Train")
        while board.step < 5:
            await asyncio.sleep(0.01)
        board.rate = 0.7
        assert board.running
        assert 0 < board.view.work["share"] < 1
        at = board.step
        while board.step < at + 3:
            await asyncio.sleep(0.01)
        board._on_wish(board.view, {"stop": True}, [])
        stopped = board.step
        await asyncio.sleep(0.2)
        assert not board.running
        assert board.step == stopped < STEPS
        return board

    board = asyncio.run(some_steps_then_stop())
    step = board.reading.step
    board.step = step - 2
    earlier, w = board.reading.w, trained("two moons", 16, 0, step - 2)
    assert not np.allclose(earlier, w)  # the new rate has told


def test_a_huge_rate_is_survived():
    board = gc.explore_training()
    board.rate = 10
    press(board, "Train")
    assert np.isfinite(board.reading.w).all()
    assert board.view.message == ""


def test_the_table_of_slopes_tells_the_statistics_of_its_directions():
    board = gc.explore_random_slopes()
    for units, steps in itertools.product((5, 67), (0, 30)):
        board.set(units=units, steps=steps)
        reading, table = board.reading, dict(board.view.frame["table"])
        network = two_hidden_layers(units)
        g = loss_and_gradient(network, trained("two moons", units, 0, steps), *points("two moons"))[1]
        assert float(table["length of ∇L"]) == pytest.approx(np.linalg.norm(g), abs=1e-4)
        assert float(table["root mean square"]) == pytest.approx(np.sqrt(np.mean(reading.shares**2)), abs=1e-4)
        assert float(table["1/√n"]) == pytest.approx(1 / np.sqrt(network.n), abs=1e-4)
        assert len(reading.shares) == 1000


def test_the_button_draws_other_directions():
    board = gc.explore_random_slopes()
    before = board.reading.shares
    press(board, "1,000 new directions")
    assert not np.allclose(board.reading.shares, before)
    assert board.reading.rms == pytest.approx(np.sqrt(np.mean(board.reading.shares**2)))


def test_a_slice_comes_from_coarse_to_fine_and_ends_as_the_loss_on_its_plane():
    w = trained("two moons", 16, 0, 30)
    shown = Slice(16, w, directions(16, w, 1, "each neuron's own"))
    known, shares, strides = np.isfinite(shown.Z).sum(), [], []
    assert known == 49
    for share in shown.refine():
        shares.append(share)
        strides.append(shown.stride)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert list(dict.fromkeys([*strides, shown.stride])) == [10, 5, 2, 1]
    axis = np.linspace(-1, 1, SIZE)
    f = loss_slice(two_hidden_layers(16), w, *shown.directions, *points("two moons"))
    np.testing.assert_allclose(shown.Z, f(*np.meshgrid(axis, axis)), rtol=1e-9)


def test_a_new_slice_begins_coarse_while_the_sliders_stay_live_and_stop_keeps_what_is_there():
    async def change_and_stop():
        board = gc.explore_slices()
        board.set(units=67, steps=30)
        assert board.running
        assert board.reading.slice.stride > 1
        board.x = 0.25
        assert board.running
        assert board.reading.x == 0.25
        board._on_wish(board.view, {"stop": True}, [])
        stride = board.reading.slice.stride
        await asyncio.sleep(0.1)
        board.y = 0.5
        assert not board.running
        assert board.reading.slice.stride == stride
        press(board, "Finer")
        while board.running:
            await asyncio.sleep(0.01)
        return board

    board = asyncio.run(change_and_stop())
    assert board.reading.slice.stride == 1
    assert np.isfinite(board.reading.slice.Z).all()


def test_the_point_on_a_slice_is_the_network_whose_answers_are_shown():
    board = gc.explore_slices()
    board.set(x=0.5, y=-0.5, pair=2)
    w = trained("two moons", 16, 0, 300)
    d1, d2 = directions(16, w, 2, "each neuron's own")
    at = w + 0.5 * d1 - 0.5 * d2
    assert board.reading.w == pytest.approx(at)
    assert board.reading.loss == pytest.approx(loss(two_hidden_layers(16), at, *points("two moons")))


def test_the_hill_of_a_slice_stands_on_the_losses_that_are_drawn_and_the_point_at_its_own():
    board = gc.explore_slices()
    board.set(x=0.5, y=-0.5, pair=3)
    hill = board._pictures["hill"].hill
    known = np.isfinite(hill.rises)
    np.testing.assert_allclose(hill.base + (hill.rises / hill.factor)[known], board.reading.slice.Z[known])
    assert known.mean() > 0.9
    solids = board.view.frame["solids"]["hill"]
    (spot,) = (solid for solid in solids if solid["kind"] == "Spot")
    assert (spot["x"], spot["y"]) == (0.5, -0.5)
    assert spot["z"] == pytest.approx(board.reading.loss)
    assert f"At (0.50, -0.50) it is {board.reading.loss:.4f} high." in board.view.frame["alternatives"]["hill"]


def test_one_length_for_all_is_that_of_the_parameters():
    w = trained("two moons", 16, 0, 30)
    assert np.linalg.norm(directions(16, w, 1, "one for all"), axis=1) == pytest.approx(np.linalg.norm(w))


def test_the_ends_of_the_line_are_the_two_networks():
    board = gc.explore_between()
    for t, seed in ((0.0, 0), (1.0, 3)):
        board.set(t=t, other=3)
        assert board.reading.w == pytest.approx(trained("two moons", 16, seed, 300))
    assert board.reading.losses.max() > 0.1
    table = dict(board.view.frame["table"])
    assert float(table["loss at t = 1"]) == pytest.approx(board.reading.loss, abs=1e-4)


@pytest.mark.parametrize(
    "make", [gc.explore_training, gc.explore_random_slopes, gc.explore_slices, gc.explore_between]
)
def test_every_board_has_a_still_picture_and_words(make):
    bundle = make()._repr_mimebundle_()[0]
    assert bundle["image/png"]
    assert "network" in bundle["text/plain"] or "parameters" in bundle["text/plain"]
