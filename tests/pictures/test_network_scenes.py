"""The pictures of lesson 07 as lists of marks."""

import numpy as np
import pytest

from gradcalc.maths.landscape import random_directions
from gradcalc.maths.network import Network, scores, two_moons
from gradcalc.pictures.marks import Dots, Polyline
from gradcalc.pictures.scenes.decision import decision_scene
from gradcalc.pictures.scenes.share_histogram import BIN, rms_scene, share_histogram, shares_scene


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
