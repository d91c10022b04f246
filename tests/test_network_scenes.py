"""The pictures of lesson 07 as lists of marks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.landscape import random_directions
from gradcalc.marks import Dots, Polyline
from gradcalc.network import Network, scores, two_moons
from gradcalc.scenes.decision import decision_scene, zero_lines
from gradcalc.scenes.share_histogram import BIN, rms_scene, share_histogram, shares_scene

AXIS = np.linspace(-2, 2, 41)
X, Y = np.meshgrid(AXIS, AXIS)


def test_the_zero_line_of_a_circle_is_one_closed_line_on_it():
    (line,) = zero_lines(AXIS, AXIS, X**2 + Y**2 - 1.7)
    assert line[0] == line[-1]
    assert np.hypot(*np.transpose(line)) == pytest.approx(np.sqrt(1.7), abs=0.003)
    length = np.linalg.norm(np.diff(line, axis=0), axis=1).sum()
    assert length == pytest.approx(2 * np.pi * np.sqrt(1.7), rel=0.01)


def test_the_zero_line_of_a_plane_runs_from_edge_to_edge():
    (line,) = zero_lines(AXIS, AXIS, X + 2 * Y - 0.3)
    x, y = np.transpose(line)
    assert x + 2 * y == pytest.approx(0.3)
    assert sorted([x[0], x[-1]]) == pytest.approx([-2, 2])


def test_two_branches_are_two_lines_and_no_change_of_sign_is_none():
    assert len(zero_lines(AXIS, AXIS, X**2 - Y**2 - 1)) == 2
    assert zero_lines(AXIS, AXIS, X**2 + 1) == []


@given(st.integers(0, 500))
def test_the_line_separates_the_signs_whatever_they_are(seed):
    """Every edge of the grid whose ends differ in sign is crossed exactly once."""
    Z = np.random.default_rng(seed).normal(size=(6, 6))
    points = [p for line in zero_lines(np.arange(6.0), np.arange(6.0), Z) for p in line]
    on_edges = {p for p in points if p[0] == round(p[0]) or p[1] == round(p[1])}
    changes = (np.diff(np.sign(Z), axis=0) != 0).sum() + (np.diff(np.sign(Z), axis=1) != 0).sum()
    assert len(on_edges) == changes


def test_the_boundary_lies_where_both_classes_have_the_same_score():
    network, (data, _) = Network((2, 16, 16, 2)), two_moons(100)
    w = network.start(3)
    dots, *lines = decision_scene(network, w, (-2, 2), (-2, 2), data)
    assert lines
    for line in lines:
        a, b = scores(network, w, np.column_stack([line.x, line.y])).T
        assert np.abs(a - b).max() < 0.02
    a, b = scores(network, w, np.column_stack([dots.x, dots.y])).T
    assert (b > a).all()


def test_dots_keep_clear_of_the_data():
    network, (data, _) = Network((2, 3, 2)), two_moons(100)
    w = network.start(0)
    w[-2:] = [-100, 100]
    (dots,) = decision_scene(network, w, (-2, 2), (-2, 2), data)
    gaps = np.linalg.norm(np.column_stack([dots.x, dots.y])[:, None] - data, axis=2)
    assert gaps.min() > 0.12
    w[-2:] = [100, -100]
    assert decision_scene(network, w, (-2, 2), (-2, 2), data) == [Dots((), (), "answer")]


def test_the_area_of_a_histogram_counts_the_directions():
    shares = random_directions(1000, 57)[:, 0]
    x, y = share_histogram(shares)
    counts = np.histogram(shares, np.linspace(-1, 1, round(2 / BIN) + 1))[0]
    area = np.sum(np.diff(x) * np.array(y)[:-1])
    assert area == pytest.approx(1000 * BIN / counts.max())
    assert max(y) == 1


def test_the_histogram_shows_the_expected_size_and_the_gradient_at_one():
    lines = [mark for mark in shares_scene(np.array([0.1, -0.2]), 100) if isinstance(mark, Polyline)]
    assert [line.x[0] for line in lines if line.role == "tangent"] == pytest.approx([-0.1, 0.1])
    assert [line.x for line in lines if line.role == "gradient"] == [(1.0, 1.0)]


def test_root_mean_squares_stand_on_powers_of_ten():
    line, dots, dot, _ = rms_scene([100, 1000], [0.1, 0.03], 1000)
    assert line.y == (-line.x[0] / 2, -line.x[1] / 2)
    assert dots.x == pytest.approx([2, 3])
    assert (dot.x, dot.y) == pytest.approx((3, np.log10(0.03)))
