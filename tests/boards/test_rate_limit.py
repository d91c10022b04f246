"""The limit of the rate beside a training, against the whole Hessian by complex steps of the gradient."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards import rate_limit
from gradcalc.live.recording import _state
from gradcalc.maths import spectrum
from gradcalc.maths.network import loss_and_gradient


def limit_by_the_whole_hessian(reading):
    """3.8 over the greatest eigenvalue, with the momentum 0.9."""
    columns = []
    for i in range(reading.network.n):
        w = reading.w.astype(complex)
        w[i] += 1e-30j
        columns.append(loss_and_gradient(reading.network, w, *reading.data.points)[1].imag / 1e-30)
    return 3.8 / np.linalg.eigvalsh(np.array(columns)).max()


def marked(board):
    """The rate at which the mark stands on its track."""
    slider = board._controls["rate"]
    return slider.base ** (slider.min + slider.mark["share"] * (slider.max - slider.min))


def test_the_mark_is_the_limit_of_the_whole_hessian_and_follows_the_training():
    board = gc.explore_training()
    assert board._controls["rate"].mark["words"] == "limit 1.73 at step 0"
    board._on_wish(board.view, {"act": "Train"}, [])
    for step in (300, 30, 0):
        board.step = step
        limit = limit_by_the_whole_hessian(board.reading)
        assert marked(board) == pytest.approx(limit, rel=1e-4)
        assert f"The mark is for a quadratic: limit {limit:.3g} at step {step}." in board.view.frame["note"]
    board.set(data="spirals", units=5)
    assert marked(board) == pytest.approx(limit_by_the_whole_hessian(board.reading), rel=1e-4)
    before = marked(board)
    board._on_wish(board.view, {"act": "New start"}, [])
    assert marked(board) != before
    assert marked(board) == pytest.approx(limit_by_the_whole_hessian(board.reading), rel=1e-4)


def test_what_is_trained_anew_from_a_step_has_its_own_limit_and_beyond_the_slider_it_is_said_alone():
    board = gc.explore_training()
    for rate in (0.1, 1.0):
        board.set(step=0, rate=rate)
        board._on_wish(board.view, {"act": "Train"}, [])
        board.step = 29
        assert board.reading.limit.step == 20
        board.step = 20
        assert marked(board) == pytest.approx(limit_by_the_whole_hessian(board.reading), rel=1e-4)
    board.step = 300
    limit = limit_by_the_whole_hessian(board.reading)
    assert limit > 10
    assert board._controls["rate"].mark == {"words": f"limit {limit:,.0f} at step 300"}


def test_a_rate_above_the_limit_is_told_and_one_below_is_not():
    board = gc.explore_training()
    board.rate = 1.7
    assert "above the limit" not in board.sentence
    board.rate = 2
    assert "The rate 2 is above the limit of step 0, 1.73." in board.sentence


def test_an_eigenvalue_that_is_only_a_bound_is_said_to_be_one(monkeypatch):
    true = limit_by_the_whole_hessian(gc.explore_training().reading)
    monkeypatch.setattr(spectrum, "MOST", 9)
    board = gc.explore_training()
    assert not board.reading.limit.found
    bound = board.reading.limit.rate
    assert true < bound < 2 * true
    assert f"limit at most {bound:.3g} at step 0" in board.view.frame["note"]
    assert "λ_max was not found in 100 products with the Hessian, and may be greater." in board.sentence


def test_where_nothing_bends_upwards_there_is_no_limit():
    none, unknown = rate_limit.RateLimit(-0.2, True, 0.9), rate_limit.RateLimit(0.0, False, 0.9)
    assert (none.rate, none.words, none.sentence(10.0)) == (None, "no limit at step 0", "")
    assert (unknown.rate, unknown.words) == (None, "limit not known at step 0")


def test_a_recording_keeps_the_mark_with_its_step():
    slider = gc.explore_training()._controls["rate"]
    assert _state(slider)["mark"] == slider.mark
    assert "mark" not in _state(gc.explore_training()._controls["step"])
