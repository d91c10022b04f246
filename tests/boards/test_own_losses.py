"""The boards of lesson 07 with a loss of one's own, against what is known of quadratic losses."""

import asyncio

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.own_slices import AXIS
from gradcalc.boards.refining import Refined
from gradcalc.boards.slice_directions import FILTERS, GRADIENT, HESSIAN, OTHER, PATH, RANDOM
from gradcalc.live.board import board_pictures

N = 50
RNG = np.random.default_rng(7)
ROOT = RNG.normal(size=(N, N))
H = ROOT @ ROOT.T / N
W, V = RNG.normal(size=(2, N))
PATH_TO_W = W + np.linspace(1, 0, 9)[:, None] ** [[1]] * RNG.normal(size=N) + 0.1 * RNG.normal(size=(9, N))


def quadratic(w):
    return 0.5 * w @ H @ w


def slopes(w):
    return H @ w


def many(rows):
    return 0.5 * ((rows @ H) * rows).sum(axis=1)


def half(w):
    if w[0] < 0:
        raise ArithmeticError("the first is negative")
    return quadratic(w)


@pytest.fixture(scope="module", autouse=True)
def no_paper():
    """What lies under the marks is drawn by tests of its own, and takes longer than all that is tried here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(board_pictures, "paper", lambda *_: b"")
        patch.setattr(board_pictures, "shape_of", lambda hill: {})
        yield


@pytest.fixture(scope="module")
def full(no_paper):
    return gc.explore_slices(
        quadratic, W, gradient=slopes, batched=many, path=PATH_TO_W, other=V, shapes=[(4, 10), (10,)]
    )


@pytest.mark.parametrize("kind", [RANDOM, FILTERS, GRADIENT, PATH, HESSIAN, OTHER])
def test_a_slice_is_the_loss_on_its_plane_and_tells_what_a_quadratic_has_there(full, kind):
    full.set(directions=kind, pair=3, reach=0.5, x=0.4, y=-0.7, angle=30)
    reading = full.reading
    d1, d2 = directions = reading.slice.directions
    for i, j in ((0, 0), (30, 30), (7, 51)):
        assert reading.slice.Z[i, j] == pytest.approx(quadratic(W + AXIS[j] * d1 + AXIS[i] * d2))
    at = W + reading.x * d1 + reading.y * d2
    assert reading.loss == pytest.approx(quadratic(at))
    u = np.cos(np.pi / 6) * d1 + np.sin(np.pi / 6) * d2
    assert reading.slope == pytest.approx(slopes(at) @ u / np.linalg.norm(u))
    Q = np.linalg.qr(directions.T)[0]
    assert reading.shares.gradient == pytest.approx(np.linalg.norm(Q.T @ slopes(at)) / np.linalg.norm(slopes(at)))
    steps = np.diff(PATH_TO_W, axis=0)
    walked = np.linalg.norm(steps @ Q, axis=1).sum() / np.linalg.norm(steps, axis=1).sum()
    assert reading.shares.path == pytest.approx(walked)
    top = np.linalg.eigvalsh(H)[-1]
    assert reading.curvatures == pytest.approx((np.linalg.eigvalsh(Q.T @ H @ Q)[-1], top), rel=1e-5)
    assert full.view.message == ""


def test_each_kind_of_direction_is_what_its_name_says(full):
    full.set(reach=1, x=0, y=0)
    found = {}
    for kind in (FILTERS, GRADIENT, PATH, HESSIAN, OTHER):
        full.directions = kind
        found[kind] = full.reading.slice.directions
    np.testing.assert_allclose(
        np.linalg.norm(found[FILTERS][0][:40].reshape(4, 10), axis=1), np.linalg.norm(W[:40].reshape(4, 10), axis=1)
    )
    assert not found[FILTERS][:, 40:].any()
    assert gc.angle_between(found[GRADIENT][0], slopes(W)) == pytest.approx(0, abs=1e-7)
    _, vectors = np.linalg.eigh(H)
    for d, known in zip(found[HESSIAN], vectors.T[::-1], strict=False):
        assert abs(gc.unit(d) @ known) == pytest.approx(1, abs=1e-6)
    np.testing.assert_allclose(W + found[OTHER][0], V)
    assert np.abs((PATH_TO_W - W) @ found[PATH].T / (found[PATH] ** 2).sum(axis=1)).max() == pytest.approx(1)


def test_the_path_is_drawn_and_the_other_network_is_a_dot_at_one(full):
    full.set(directions=PATH, reach=1)
    marks = full.view.frame["marks"]["slice"]
    (line,) = (mark for mark in marks if mark["kind"] == "Polyline")
    assert len(line["x"]) == len(PATH_TO_W)
    assert full._controls["pair"].disabled
    x, y = (round(line[name][0], 2) + 0.0 for name in "xy")
    assert f"The path leads from ({x:.2f}, {y:.2f}) to" in full.sentence
    full.directions = OTHER
    assert "The other network is seen at (1.00, 0.00)" in full.sentence
    (dot,) = (mark for mark in full.view.frame["marks"]["slice"] if mark["kind"] == "Dot" and mark["role"] == "path")
    assert (dot["x"], dot["y"]) == pytest.approx((1, 0), abs=1e-9)


def test_what_is_out_of_reach_is_grey_and_says_what_to_hand_over():
    board = gc.explore_slices(quadratic, W)
    assert list(board.view.grey) == ["directions"]
    assert list(board.view.grey["directions"]) == [FILTERS, GRADIENT, PATH, HESSIAN, OTHER]
    assert board.directions == RANDOM
    assert "hand over gradient=" in board.view.frame["note"]
    for kind, name in ((HESSIAN, "gradient="), (PATH, "path="), (OTHER, "other="), (FILTERS, "shapes=")):
        with pytest.raises(ValueError, match=f"directions cannot be .*hand over {name}"):
            board.directions = kind
    assert board.directions == RANDOM
    assert dict(board.view.frame["table"])["share of the curvature"] == "not known"


def test_with_all_handed_over_nothing_is_grey_and_the_path_comes_first():
    board = gc.explore_slices(
        quadratic, W, gradient=slopes, batched=many, path=PATH_TO_W, other=V, shapes=[(4, 10), (10,)]
    )
    assert board.view.grey == {}
    assert board.view.frame["note"] == ""
    assert board.directions == PATH


def test_a_loss_that_raises_in_a_half_space_is_masked_there_and_the_rest_stays():
    board = gc.explore_slices(half, np.abs(W), gradient=slopes)
    reading = board.reading
    undefined = np.isnan(reading.slice.Z)
    assert reading.slice.refined.known.all()
    d1, d2 = reading.slice.directions
    X, Y = np.meshgrid(AXIS, AXIS)
    np.testing.assert_array_equal(undefined, abs(W[0]) + X * d1[0] + Y * d2[0] < 0)
    assert undefined.any()
    assert f"at {undefined.sum():,} points of the grid" in board.sentence
    assert "ArithmeticError: the first is negative" in board.sentence
    j, i = np.argwhere(undefined.T)[0]
    board.set(x=AXIS[j], y=AXIS[i])
    assert "there is none" in board.sentence
    assert dict(board.view.frame["table"])["loss at the point"] == "not defined"
    assert board.view.message == ""
    assert board._repr_mimebundle_()[0]["image/png"]


def test_work_stops_goes_on_and_leaves_the_sliders_free():
    async def look():
        board = gc.explore_slices(quadratic, W, gradient=slopes)
        board.set(directions=GRADIENT, pair=2)
        assert board.running
        board.angle = 90
        assert board.reading.angle == 90
        assert board.running
        board.stop()
        stride = board.reading.slice.stride
        await asyncio.sleep(0.05)
        assert not board.running
        assert board.reading.slice.stride == stride > 1
        board.directions = HESSIAN
        assert "not known yet" in board.sentence
        while board.running:
            await asyncio.sleep(0.01)
        return board

    board = asyncio.run(look())
    assert board.reading.slice.stride == 1
    assert board.reading.shares.curvature == pytest.approx(1, abs=1e-6)
    assert "not known yet" not in board.sentence


def test_the_filters_of_a_transposed_convolution_are_grey():
    def loss(w):
        return w @ w

    loss.layers = [("up", (2, 3, 1), "transposed convolution")]
    board = gc.explore_slices(loss, np.ones(6))
    assert board.directions == RANDOM
    assert "'up' is a transposed convolution" in board.view.frame["note"]


def test_a_top_eigenvalue_that_is_not_found_is_told_as_a_lower_bound(full):
    crowded = np.linspace(0, 1, 2000)
    board = gc.explore_slices(
        lambda w: w @ (crowded * w) / 2,
        np.ones(2000),
        gradient=lambda w: crowded * w,
        batched=lambda rows: rows**2 @ crowded / 2,
    )
    assert "not found to the last digit in 100 products" in board.sentence
    assert board.reading.curvatures[1] < 1
    full.set(directions=RANDOM)
    assert "products" not in full.sentence


def test_a_gradient_that_fails_away_from_w_is_told_and_the_slice_is_drawn_all_the_same():
    def only_at_w(w):
        if not np.allclose(w, W, rtol=0, atol=1e-12):
            raise RuntimeError("no")
        return slopes(w)

    board = gc.explore_slices(quadratic, W, gradient=only_at_w)
    assert board.reading.slice.stride == 1
    assert "The curvature at w is not known: RuntimeError: no" in board.sentence
    board.x = 0.5
    assert np.isfinite(board.reading.slope)
    assert "There is no gradient here" in board.sentence


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"path": W}, r"path must have shape \(k, 50\)"),
        ({"path": np.ones((3, N))}, "path must lead somewhere"),
        ({"path": np.full((3, N), np.inf)}, "path must be finite"),
        ({"other": W}, "other must differ from w"),
        ({"other": W[:3]}, "other must have as many parameters as w, 50, got 3"),
    ],
)
def test_what_does_not_fit_a_slice_is_said(more, words):
    with pytest.raises(ValueError, match=words):
        gc.explore_slices(quadratic, W, **more)
    with pytest.raises(TypeError, match="loss is missing"):
        gc.explore_slices(**more)


def test_many_parameters_are_looked_at_in_parts():
    n, rows = 100_000, []

    def batched(W):
        rows.append(len(W))
        return np.einsum("mn,mn->m", W, W)

    async def look():
        board = gc.explore_slices(lambda w: float(w @ w), np.ones(n), batched=batched)
        board.stop()
        return board.reading

    reading = asyncio.run(look())
    assert reading.slice.stride < 60
    assert reading.loss == pytest.approx(n)
    assert max(rows) * n <= 2**20


def test_the_line_between_is_the_loss_on_it():
    board = gc.explore_between(quadratic, W, V, batched=many)
    board.t = 0.25
    assert board.reading.value == pytest.approx(quadratic(0.75 * W + 0.25 * V))
    values = [quadratic((1 - t) * W + t * V) for t in np.linspace(-0.25, 1.25, 121)]
    np.testing.assert_allclose(board.reading.line.values, values)
    table = dict(board.view.frame["table"])
    assert float(table["loss at t = 1"]) == pytest.approx(quadratic(V), rel=1e-3)
    assert float(table["length of v − w"]) == pytest.approx(np.linalg.norm(V - W), rel=1e-3)


def test_a_line_with_a_gap_says_so_and_one_that_leads_nowhere_is_refused():
    end = np.abs(V)
    board = gc.explore_between(lambda w: np.nan if 0.4 < (w - W)[0] / (end - W)[0] < 0.6 else quadratic(w), W, end)
    assert "has no value at" in board.sentence
    board.t = 0.5
    assert "not defined" in board.sentence
    assert board._repr_mimebundle_()[0]["image/png"]
    for wrong, words in (
        (W, "v must differ from w"),
        (None, "v is missing"),
        (np.ones(3), "as many parameters as w"),
    ):
        with pytest.raises((TypeError, ValueError), match=words):
            gc.explore_between(quadratic, W, wrong)


@pytest.mark.parametrize("given", [slopes, None])
def test_random_slopes_are_those_of_the_loss_with_a_gradient_and_without(given):
    board = gc.explore_random_slopes(quadratic, W, gradient=given)
    reading, length = board.reading, np.linalg.norm(slopes(W))
    assert len(reading.slopes) == 1000
    assert np.abs(reading.slopes).max() <= length
    # Without the gradient its length is told by 1,000 slopes: give or take some 2 percent.
    assert reading.length == pytest.approx(length, rel=1e-12 if given else 0.12)
    assert ("about" in board.view.frame["table"][1][0]) == (given is None)
    before = reading.slopes
    board.directions = 2
    assert not np.allclose(board.reading.slopes, before)
    board.directions = 1
    np.testing.assert_array_equal(board.reading.slopes, before)


def test_a_flat_loss_and_one_that_has_a_value_at_w_alone_are_told_in_words():
    flat = gc.explore_random_slopes(lambda w: 1.0, W, gradient=np.zeros_like)
    assert "are zero: so is the gradient" in flat.sentence
    alone = gc.explore_random_slopes(lambda w: 1.0 if (w == W).all() else np.nan, W)
    assert "no slope along any of the directions" in alone.sentence
    assert "Left out where the loss has no value: the loss is nan" in alone.sentence
    board = gc.explore_slices(lambda w: 1.0 if (w == W).all() else np.nan, W)
    assert "it goes from 1 to 1" in board.sentence
    assert board.view.message == ""


def test_values_are_refined_from_coarse_to_fine_each_once():
    asked = []

    def values_at(places):
        asked.extend(places.tolist())
        return places * 2.0

    refined = Refined(values_at, [np.array([0, 8]), np.array([0, 4, 8]), np.arange(9)], n=3)
    assert refined.stage == 0
    assert refined.known.sum() == 2
    shares = list(refined.refine())
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert sorted(asked) == list(range(9))
    np.testing.assert_array_equal(refined.values, np.arange(9) * 2.0)
