"""A training on points of one's own, against the loss of the network written out and its differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.own_points import read_points

RNG = np.random.default_rng(3)
X = RNG.normal([3.0, 0.0], 1.0, (40, 2))
LABELS = (X[:, 0] - 3 > X[:, 1]).astype(int)


def cross_entropy(w):
    """The mean cross-entropy of the network with two units in each layer, with no help of gradcalc's."""
    W1, b1, W2, b2, W3, b3 = np.split(w, [4, 6, 10, 12, 16])
    hidden = np.tanh(np.tanh(X @ W1.reshape(2, 2).T + b1) @ W2.reshape(2, 2).T + b2)
    scores = hidden @ W3.reshape(2, 2).T + b3
    chances = np.exp(scores) / np.exp(scores).sum(axis=1)[:, None]
    return -np.log(chances[np.arange(len(X)), LABELS]).mean()


def test_a_training_on_points_of_ones_own_follows_differences_of_the_loss_written_out():
    board = gc.explore_training(data=(X, LABELS))
    board.units = 2
    w = board.reading.w
    board._on_wish(board.view, {"act": "Train"}, [])
    board.step = 4
    step = np.zeros_like(w)
    for _ in range(4):
        slopes = [(cross_entropy(w + e) - cross_entropy(w - e)) / 2e-5 for e in 1e-5 * np.eye(len(w))]
        step = 0.9 * step - 0.1 * np.array(slopes)
        w = w + step
    np.testing.assert_allclose(board.reading.w, w, atol=1e-8)
    assert board.reading.loss == pytest.approx(cross_entropy(w))


def test_the_board_counts_and_shows_the_points_that_are_there():
    board = gc.explore_training(data=(X.tolist(), LABELS == 1))
    assert board.data == "yours"
    assert dict(board.view.frame["table"])["sorted rightly"].endswith("of 40")
    frame = board._pictures["answers"].frame
    for limits, values in zip((frame.xlim, frame.ylim), X.T, strict=True):
        assert limits[0] < values.min() < values.max() < limits[1]
    assert np.ptp(frame.xlim) == pytest.approx(np.ptp(frame.ylim))
    board.data = "two moons"
    assert dict(board.view.frame["table"])["sorted rightly"].endswith("of 100")
    assert board._pictures["answers"].frame.xlim == (-2.0, 2.0)


def test_what_is_handed_over_may_change_afterwards():
    handed, labels = X.copy(), LABELS.copy()
    board = gc.explore_training(data=(handed, labels))
    before = board.reading.loss
    handed[:], labels[:] = 0, 0
    board.units = 8
    board.units = 16
    assert board.reading.loss == before


@given(st.integers(2, 30), st.integers(0, 1000), st.floats(0.5, 4))
def test_every_point_lies_inside_a_square_window(m, seed, size):
    places = size * np.random.default_rng(seed).normal([3.0, 0.0], 1.0, (m, 2)) / 3
    sample = read_points((places, np.arange(m) % 2))
    for (low, high), values in zip((sample.xlim, sample.ylim), places.T, strict=True):
        assert low < values.min()
        assert values.max() < high


WIDE, THREE = 300 * X + 5000, LABELS.copy()
THREE[0] = 2


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (X, TypeError, r"data must be two arrays, got one ndarray: give data=\(X, labels\)"),
        ((X,), TypeError, r"data must be two arrays, got 1 of them"),
        ((X, LABELS, LABELS), TypeError, r"data must be two arrays, got 3 of them"),
        ((["a", "b"], [0, 1]), TypeError, r"X of data must be made of real numbers, not of text"),
        ((X[:, 0], LABELS), ValueError, r"X of data must have shape \(m, 2\), a point a row, got \(40,\)\."),
        ((np.c_[X, X], LABELS), ValueError, r"got \(40, 4\): the picture is a plane, so choose two columns"),
        ((X[:1], LABELS[:1]), ValueError, r"X of data must have from 2 to 2,000 points, got 1\."),
        ((np.tile(X, (60, 1)), np.tile(LABELS, 60)), ValueError, r"got 2,400: draw some of them, X\[::2\] and lab"),
        ((np.where(X > 4, np.nan, X), LABELS), ValueError, r"X of data must be finite: leave out the points"),
        ((0 * X + 1, LABELS), ValueError, r"X of data must have different points: they are all the same"),
        ((WIDE, LABELS), ValueError, r"5\.\d+e\+03: give \(X - X\.mean\(axis=0\)\) / X\.std\(axis=0\)"),
        ((X, LABELS[:-1]), ValueError, r"labels of data must have shape \(40,\), one for each point of X, got"),
        ((X, LABELS[:, None]), ValueError, r"got \(40, 1\): give labels\.ravel\(\)\."),
        ((X, 2 * LABELS - 1), ValueError, r"labels of data must be 0 or 1, got -1, 1: give labels == 1\."),
        ((X, THREE), ValueError, r"got 0, 1, 2, because the network sorts into two classes"),
        ((X, 0 * LABELS), ValueError, r"labels of data must hold both 0 and 1, but all are 0"),
        ((X, LABELS * 1j), TypeError, r"labels of data must be made of real numbers, not of complex"),
    ],
)  # fmt: skip
def test_data_that_cannot_be_trained_on_are_refused_in_words(data, error, said):
    with pytest.raises(error, match=said):
        gc.explore_training(data=data)


def test_what_the_messages_advise_is_taken():
    for data in [((WIDE - WIDE.mean(axis=0)) / WIDE.std(axis=0), LABELS), (X, (2 * LABELS - 1) == 1)]:
        assert np.array_equal(gc.explore_training(data=data).reading.data.labels, LABELS)
