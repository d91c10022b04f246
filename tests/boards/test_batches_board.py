"""The board of batches on the kernel's side."""

import json

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.batches import example, play
from gradcalc.pictures.marks import Arrow, Dot, Dots, as_json


def test_the_cloud_lies_around_the_whole_gradient_as_wide_as_the_formula_says():
    board = gc.explore_batches(size=4)
    reading = board.reading
    assert reading.measured == pytest.approx(reading.predicted, rel=0.15)
    narrow = gc.explore_batches(size=16).reading
    assert narrow.predicted / reading.predicted == pytest.approx(0.5 * np.sqrt((64 - 16) / (64 - 4)))
    marks = board._pictures["map"].scene(reading)
    (heads,) = [m for m in marks if isinstance(m, Dots)]
    (whole,) = [m for m in marks if isinstance(m, Arrow)]
    middle = np.mean([heads.x, heads.y], axis=1) - reading.path[-1]
    # A mean of 200 batches lies about spread / √200 from the whole gradient, both drawn on one scale.
    scale = np.hypot(whole.dx, whole.dy) / np.hypot(*reading.gradient)
    assert np.hypot(*(middle - [whole.dx, whole.dy])) < 4 * scale * reading.predicted / np.sqrt(200)


def test_batches_of_all_points_have_no_noise_and_their_path_no_seed():
    board = gc.explore_batches(size=64, steps=30)
    first = board.reading.path
    board.seed = 7
    np.testing.assert_allclose(board.reading.path, first, rtol=1e-12)
    assert "the path has no noise" in board.sentence


def test_a_seed_rewinds_to_the_same_path_and_epochs_are_counted():
    board = gc.explore_batches(size=8, steps=20, seed=3)
    path = board.reading.path
    board.set(seed=4, steps=5)
    board.set(seed=3, steps=20)
    np.testing.assert_array_equal(board.reading.path, path)
    assert dict(board.view.frame["table"])["epochs"] == "2.50"


def test_points_of_ones_own_are_fitted_and_played():
    t = np.array([[0.0], [1.0], [2.0], [3.0]])
    board = gc.explore_batches(X=t, y=2 * t[:, 0] - 1, size=2)
    assert [*play(board)][-1] == 1
    np.testing.assert_allclose(board.reading.path[-1], [-1, 2], atol=0.1)


@pytest.mark.parametrize("state", [{"rate": 10, "steps": 200}, {"size": 1}, {"size": 64, "steps": 200}])
def test_marks_are_plain_and_finite_wherever_the_path_goes(state):
    board = gc.explore_batches(**state)
    for picture in board._pictures.values():
        for mark in picture.scene(board.reading):
            assert not isinstance(mark, Dot | Dots) or np.isfinite([mark.x, mark.y]).all()
            json.dumps(as_json([mark]), allow_nan=False)
    assert board.sentence


def test_the_dot_of_a_batch_of_all_points_and_the_curve_lie_in_their_graph():
    board = gc.explore_batches(size=64)
    picture = board._pictures["spread"]
    for mark in picture.scene(board.reading):
        low, high = picture.frame.ylim
        assert (np.asarray(mark.y) > low).all()
        assert (np.asarray(mark.y) < high).all()


@pytest.mark.parametrize(
    ("error", "says", "call"),
    [
        (TypeError, "y is missing: give both", lambda: gc.explore_batches(X=[1, 2])),
        (ValueError, "y must have a number for each of the 2 points", lambda: gc.explore_batches(X=[1, 2], y=[1])),
        (ValueError, r"X must have shape \(n,\)", lambda: gc.explore_batches(X=np.ones((3, 2)), y=[1, 2, 3])),
        (ValueError, "X must not be the same everywhere", lambda: gc.explore_batches(X=[1, 1], y=[1, 2])),
        (
            ValueError,
            r"X must be about 1 in size.*give \(X - X.mean\(\)\)",
            lambda: gc.explore_batches(X=[0, 999], y=[1, 2]),
        ),
        (ValueError, "y must be finite", lambda: gc.explore_batches(X=[1, 2], y=[1, np.nan])),
        (TypeError, "does not know 'batch'", lambda: gc.explore_batches(batch=3)),
        (ValueError, "size must lie from 1 to 64", lambda: gc.explore_batches(size=0)),
    ],
)
def test_what_does_not_fit_is_named_and_mended(error, says, call):
    with pytest.raises(error, match=says):
        call()


def test_the_example_is_always_the_same():
    for one, other in zip(example(), example(), strict=True):
        np.testing.assert_array_equal(one, other)
