"""Lesson 06: every formula and every claim of the notebook, both sides computed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.descent import elliptic, explore_descent
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.maths.descent import backtrack, descend, rate_limit
from gradcalc.pictures.marks import Polyline
from gradcalc.pictures.scenes.path import values_scene
from gradcalc.readings.runs import run_descent

points = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
BOWL, ELLIPTIC, SADDLE, ROSENBROCK = (gc.GALLERY[n] for n in ("bowl", "elliptic bowl", "saddle", "Rosenbrock"))


@given(points, st.floats(0.001, 1.5))
def test_on_the_bowl_every_step_multiplies_the_point_by_1_minus_2_eta_and_f_by_its_square(start, rate):
    run = run_descent(BOWL, start, rate, 5)
    np.testing.assert_allclose(run.path[1:], (1 - 2 * rate) * run.path[:-1], atol=1e-12)
    np.testing.assert_allclose(run.values[1:], (1 - 2 * rate) ** 2 * run.values[:-1], atol=1e-12)


@pytest.mark.parametrize(
    ("rate", "factor", "end"),
    [(0.05, 0.9, "near"), (0.5, 0, "there"), (0.9, -0.8, "near"), (1, -1, "as far"), (1.05, -1.1, "away")],
)
def test_the_table_of_rates(rate, factor, end):
    assert 1 - 2 * rate == pytest.approx(factor)
    first, last = np.linalg.norm(run_descent(BOWL, (1.6, 1.0), rate, 12).path[[0, -1]], axis=1)
    assert {"near": 0 < last < first, "there": last == 0, "as far": last == first, "away": last > first}[end]


def test_with_the_rate_1_05_a_step_leads_down_across_the_lowest_point_and_up_to_a_greater_height():
    board = explore_descent("bowl", x=1.6, y=1.0, rate=1.05, steps=1)
    (start, end), (first, last) = board.reading.path, board.reading.values
    assert last > first
    (step,) = (s for s in board.view.frame["solids"]["hill"] if s["kind"] == "Line" and s["role"] == "path")
    x, y, z = (
        np.frombuffer(row) if isinstance(row, bytes) else np.array(row) for row in (step["x"], step["y"], step["z"])
    )
    np.testing.assert_allclose(z, x**2 + y**2)
    lowest = z.argmin()
    assert 0 < lowest < len(z) - 1
    assert np.hypot(x[lowest], y[lowest]) < 0.1
    assert start @ end == pytest.approx(-np.linalg.norm(start) * np.linalg.norm(end)), "it passes (0, 0)"
    assert z[-1] > z[0]


@given(points, st.floats(0.01, 1))
def test_a_step_has_the_length_eta_times_the_gradient_and_the_slope_minus_its_length(start, rate):
    run = run_descent(ROSENBROCK, start, rate, 0)
    length = np.hypot(*ROSENBROCK.gradient(*start))
    assert np.hypot(*run.onward[0]) == pytest.approx(rate * length)
    if length > 1e-6:
        u = -ROSENBROCK.gradient(*start)
        assert run.slopes[0] == pytest.approx(-length)
        assert run.slopes[0] == pytest.approx(gc.directional_derivative(ROSENBROCK, *start, u), rel=1e-5, abs=1e-4)


def test_no_direction_falls_more_steeply_than_the_step():
    at = -1.0, 1.8
    steepest = run_descent(ROSENBROCK, at, 0.1, 0).slopes[0]
    slopes = [gc.directional_derivative(ROSENBROCK, *at, gc.from_angle(angle)) for angle in range(0, 360, 5)]
    assert min(slopes) >= steepest - 1e-4


@given(points, st.floats(0.01, 0.3))
def test_on_the_elliptic_bowl_the_coordinates_go_their_own_ways(start, rate):
    run = run_descent(ELLIPTIC, start, rate, 6)
    np.testing.assert_allclose(run.path[1:, 0], (1 - 2 * rate) * run.path[:-1, 0], atol=1e-12)
    np.testing.assert_allclose(run.path[1:, 1], (1 - 8 * rate) * run.path[:-1, 1], atol=1e-12)


def test_the_predictions_come_true():
    run = run_descent(BOWL, (1.6, 1.0), 0.9, 40)
    assert (run.path[1:] * run.path[:-1] < 0).all()
    assert run.values[-1] < 1e-6
    assert "comes to rest" in PREDICTIONS["06.rate_of_nine_tenths"].answers[0]

    (limit,) = PREDICTIONS["06.limit_of_the_elliptic_bowl"].answers
    assert limit == rate_limit(np.diag([2, 8]))
    assert run_descent(ELLIPTIC, (1.2, 0.6), limit - 0.01, 300).values[-1] < 1e-9
    assert run_descent(ELLIPTIC, (1.2, 0.6), limit + 0.01, 300).away

    saddle = run_descent(SADDLE, (1.0, 0.001), 0.1, 60)
    nearest = np.hypot(*saddle.path.T).argmin()
    assert np.hypot(*saddle.path[nearest]) < 0.05
    assert 0 < nearest < 60
    assert abs(saddle.path[-1, 1]) > 1
    assert "First close" in PREDICTIONS["06.beside_the_saddle"].answers[0]


@given(st.integers(0, 10**6))
def test_the_gradient_of_a_quadratic_is_h_x_and_a_step_multiplies_an_eigenvector_by_1_minus_eta_lambda(seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(3, 3))
    H, x = A + A.T, rng.normal(size=3)
    np.testing.assert_allclose(gc.gradient(lambda p: p @ H @ p / 2, x), H @ x, atol=1e-6)
    values, vectors = np.linalg.eigh(H)
    for value, v in zip(values, vectors.T, strict=True):
        np.testing.assert_allclose(descend(lambda p: H @ p, v, 0.3, 1)[1], (1 - 0.3 * value) * v, atol=1e-12)


@pytest.mark.parametrize("kappa", [1.0, 10.0, 50.0])
def test_the_valley_has_the_eigenvalues_1_and_kappa(kappa):
    surface = elliptic(kappa)
    hessian = np.diag(surface.gradient(1.0, 1.0))
    np.testing.assert_allclose(gc.gradient(surface, 0.3, -0.7), hessian @ [0.3, -0.7], atol=1e-7)
    assert np.linalg.eigvalsh(hessian).tolist() == [1, kappa]
    board = explore_descent(condition=kappa)
    assert dict(board.view.frame["table"])["limit of the rate"] == f"{2 / kappa:.4f}"
    board.momentum = 0.5
    assert dict(board.view.frame["table"])["limit of the rate"] == f"{3 / kappa:.4f}"


@pytest.mark.parametrize(("kappa", "steps"), [(1, 1), (10, 35), (100, 346), (1000, 3454)])
def test_the_best_rate_shrinks_both_directions_alike_and_takes_as_many_steps_as_printed(kappa, steps):
    H, rate, factor = np.array([1, kappa]), 2 / (1 + kappa), (kappa - 1) / (kappa + 1)
    np.testing.assert_allclose(np.abs(1 - rate * H), factor, atol=1e-12)
    lengths = np.linalg.norm(descend(lambda x: H * x, [1.0, 1.0], rate, steps), axis=1)
    assert lengths[-1] <= 1e-3 * lengths[0] * (1 + 1e-9)
    assert steps == 1 or lengths[-2] > 1e-3 * lengths[0]


@given(st.floats(0, 0.95), st.floats(0.05, 3), st.floats(0.5, 8))
def test_momentum_along_an_eigenvector_is_the_two_term_rule(beta, rate, value):
    x = descend(lambda x: value * x, [1.0], rate, 6, beta)[:, 0]
    expected = (1 + beta - rate * value) * x[1:-1] - beta * x[:-2]
    np.testing.assert_allclose(x[2:], expected, atol=1e-9 * max(1, np.abs(x).max()))


@given(st.floats(0, 0.95), st.floats(0.5, 8))
def test_at_the_limit_one_root_is_minus_1_and_around_it_the_greatest_root_passes_1(beta, value):
    def greatest(rate):
        return np.abs(np.roots([1, -(1 + beta - rate * value), beta])).max()

    limit = 2 * (1 + beta) / value
    assert np.abs(np.roots([1, -(1 + beta - limit * value), beta]) + 1).min() < 1e-6
    assert all(greatest(share * limit) < 1 for share in (0.01, 0.3, 0.7, 0.99))
    assert greatest(1.01 * limit) > 1


def test_in_the_picture_of_momentum_the_ball_rolls_uphill_and_comes_nearer():
    heavy = explore_descent(condition=30, rate=0.05, momentum=0.7, steps=20)
    assert (heavy.reading.slopes > 0).any()
    assert (heavy.reading.slopes >= -heavy.reading.lengths * (1 + 1e-12)).all()
    with_momentum = heavy.reading.values[-1]
    heavy.momentum = 0
    assert with_momentum < heavy.reading.values[-1]


def test_on_the_saddle_x_shrinks_and_y_grows():
    run = run_descent(SADDLE, (1.0, 0.001), 0.1, 10)
    np.testing.assert_allclose(run.path[1:], run.path[:-1] * [0.8, 1.2])


def test_the_printed_line_search_is_the_one_of_descent():
    x, c = np.array([-1.0, 1.8]), 0.1
    v = -gc.gradient(ROSENBROCK, *x)
    D = gc.directional_derivative(ROSENBROCK, *x, v, unit=False)
    slope = gc.directional_derivative(ROSENBROCK, *x, v)
    assert pytest.approx(slope * np.linalg.norm(v), rel=1e-6) == D
    assert pytest.approx(-(v @ v), rel=1e-6) == D
    assert backtrack(lambda p: ROSENBROCK(*p), x, v, D, c=c) == 2.0**-10


def test_with_a_line_search_f_never_rises_and_without_it_the_rate_runs_away():
    run = explore_descent("Rosenbrock", rate=0.5, search=True, steps=40).reading
    assert (np.diff(run.values) <= 0).all()
    assert run.values[-1] > 1  # it crawls
    assert explore_descent("Rosenbrock", rate=0.5, steps=40).reading.away


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.9, 1.0, 1.05])
def test_on_a_logarithmic_axis_the_values_lie_on_a_straight_line_unless_the_rate_is_a_half(rate):
    values = explore_descent("bowl", x=1.6, y=1.0, rate=rate, steps=12).reading.values
    np.testing.assert_allclose(np.diff(np.log(values)), np.log((1 - 2 * rate) ** 2), atol=1e-6)


def test_at_the_rate_of_a_half_f_is_zero_after_one_step_and_leaves_the_logarithmic_axis():
    board = explore_descent("bowl", x=1.6, y=1.0, rate=0.5, steps=12)
    assert board.reading.values[0] > 0
    assert (board.reading.values[1:] == 0).all()
    ylim = (-5.0, 2.0)
    (line,) = (mark for mark in values_scene(board.reading, ylim, log=True) if isinstance(mark, Polyline))
    assert max(line.y[1:]) < ylim[0]


@pytest.mark.parametrize(("kappa", "steps"), [(10, 15), (100, 56), (1000, 198)])
def test_the_best_momentum_shrinks_by_its_root_and_nothing_shrinks_faster(kappa, steps):
    root = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    best, rate, H = root**2, (1 + root) ** 2 / kappa, np.array([1, kappa])

    def shrinks(rate, beta):
        return max(np.abs(np.roots([1, -(1 + beta - rate * value), beta])).max() for value in H)

    assert (1 - root) ** 2 == pytest.approx(rate), "both ends are met at once"
    assert shrinks(rate, best) == pytest.approx(root, abs=1e-6)
    for other in np.linspace(0, 0.99, 34):
        for share in np.linspace(0.05, 1, 20):
            assert shrinks(share * 2 * (1 + other) / kappa, other) >= root - 1e-9
    lengths = np.linalg.norm(descend(lambda x: H * x, [1.0, 1.0], rate, steps, best), axis=1)
    assert lengths[-1] <= 1e-3 * lengths[0] < lengths[-2]


@given(st.floats(0.01, 0.95), st.floats(0.01, 0.99))
def test_complex_solutions_have_the_size_root_beta_and_lie_where_the_text_says(beta, share):
    low, high = (1 - np.sqrt(beta)) ** 2, (1 + np.sqrt(beta)) ** 2
    for scaled, inside in ((low + share * (high - low), True), (share * low, False), (high + share, False)):
        solutions = np.roots([1, -(1 + beta - scaled), beta])
        assert ((1 + beta - scaled) ** 2 < 4 * beta) == inside
        assert (np.abs(solutions.imag).max() > 0) == inside
        if inside:
            np.testing.assert_allclose(np.abs(solutions), np.sqrt(beta), rtol=1e-7)


@given(st.floats(0, 0.95), st.floats(0.05, 3), st.floats(0.5, 2))
def test_every_run_is_a_sum_of_powers_of_the_two_solutions(beta, rate, value):
    r, s = np.roots([1, -(1 + beta - rate * value), beta])
    if abs(r - s) > 0.1 and abs(s) > 0.01:
        x = descend(lambda x: value * x, [1.0], rate, 6, beta)[:, 0]
        first, second = np.linalg.solve([[1, 1], [r, s]], x[:2])
        powers = np.arange(7)
        np.testing.assert_allclose(first * r**powers + second * s**powers, x, atol=1e-8 * max(1, np.abs(x).max()))


def test_the_momentum_of_nine_tenths_is_best_for_1440_and_makes_steps_ten_times_as_long():
    root = np.sqrt(0.9)
    assert ((1 + root) / (1 - root)) ** 2 == pytest.approx(1440, rel=0.005)
    step = np.diff(descend(lambda x: np.ones_like(x), [0.0], 0.01, 200, 0.9)[:, 0])
    assert step[-1] == pytest.approx(-0.1, rel=1e-6)


def test_in_the_picture_of_momentum_too_little_crawls_too_much_rolls_and_the_best_arrives():
    board = explore_descent(condition=30, rate=0.05, steps=20)
    after = {}
    for rate, momentum in ((0.05, 0.0), (0.05, 0.7), (0.05, 0.95), (0.095, 0.48)):
        board.set(rate=rate, momentum=momentum)
        after[momentum] = board.reading.values[-1]
    assert (round(after[0.0], 1), round(after[0.7], 3)) == (0.2, 0.002)
    assert after[0.48] < 1e-4
    assert after[0.95] > after[0.0] > after[0.7]
    assert (((np.sqrt(30) - 1) / (np.sqrt(30) + 1)) ** 2).round(2) == 0.48
    assert 4 / (np.sqrt(30) + 1) ** 2 == pytest.approx(0.095, rel=0.01)


def test_on_rosenbrock_the_bounces_cross_the_floor_of_the_valley_and_lead_nowhere():
    whole = explore_descent("Rosenbrock", rate=0.5, search=True, steps=40)
    assert whole.reading.path[-1].round(2).tolist() == [-1.25, 1.56]
    assert "f is least at (1.00, 1.00)" in whole.sentence
    assert ROSENBROCK(1, 1) == 0
    close = explore_descent(
        "Rosenbrock", x=-1.27, y=1.657, rate=0.5, search=True, steps=2, xlim=(-1.31, -1.25), ylim=(1.62, 1.68)
    )
    assert 60 < (ROSENBROCK.xlim[1] - ROSENBROCK.xlim[0]) / 0.06 < 70
    x, y = close.reading.path.T
    assert np.sign(y - x**2).tolist() == [1, -1, 1]
    assert ((x >= -1.31) & (x <= -1.25) & (y >= 1.62) & (y <= 1.68)).all()
    assert (np.diff(close.reading.values) < 0).all()
    assert "f is least" not in close.sentence
    beyond = explore_descent("Rosenbrock", rate=0.5, steps=1).reading.values
    assert beyond[1] > 1e6 * beyond[0]


def test_in_the_first_picture_both_arrows_are_seen_before_the_first_step():
    board = explore_descent("bowl", x=1.6, y=1.0, rate=0.1, steps=0)
    texts = {mark["text"] for mark in board.view.frame["marks"]["map"] if mark["kind"] == "Label"}
    assert {"next step", "−∇f", "start", "lowest"} <= texts


def test_the_start_beside_the_saddle_is_the_one_that_the_slider_shows():
    board = explore_descent("saddle", x=1, y=0.001, rate=0.1, steps=12)
    slider = board._controls["y"]
    assert (slider.value, f"{slider.value:{slider.readout_format}}") == (pytest.approx(0.001), "0.001")
    assert explore_descent("saddle", x=1, y=0.5)._controls["y"].step == 0.01
