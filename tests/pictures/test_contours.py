"""Level lines against closed forms: circles, straight lines, and the crossing of a saddle."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.pictures.contours import level_lines

AXIS = np.linspace(-2, 2, 121)
X, Y = np.meshgrid(AXIS, AXIS)


@given(st.floats(0.2, 1.9))
def test_the_level_line_of_the_bowl_is_one_closed_circle(radius):
    (line,) = level_lines(AXIS, AXIS, X**2 + Y**2, radius**2)
    assert np.array_equal(line[0], line[-1])
    # Linear interpolation on a cell of width h is off by at most h²/8 times the second derivative, 2, over the slope.
    assert np.abs(np.hypot(*line.T) - radius).max() <= (AXIS[1] - AXIS[0]) ** 2 / 8 * 2 / (2 * radius) * 1.5
    angles = np.unwrap(np.arctan2(*line.T))
    assert abs(abs(angles[-1] - angles[0]) - 2 * np.pi) < 1e-9
    assert np.abs(np.diff(angles)).max() < 0.3


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-2, 2))
def test_the_level_line_of_a_plane_is_straight_and_ends_at_the_edge(a, b, level):
    lines = level_lines(AXIS, AXIS, a * X + b * Y, level)
    assert len(lines) <= 1
    for line in lines:
        assert np.abs(a * line[:, 0] + b * line[:, 1] - level).max() < 1e-9
        assert (np.abs(line[[0, -1]]).max(axis=1) > 2 - 1e-9).all()


@given(st.floats(0.05, 3), st.sampled_from([1, -1]))
def test_beside_the_crossing_of_a_saddle_there_are_two_branches(level, sign):
    lines = level_lines(AXIS, AXIS, X**2 - Y**2, sign * level)
    assert len(lines) == 2
    for line in lines:
        far = line[:, 0] if sign > 0 else line[:, 1]
        assert (np.sign(far) == np.sign(far[0])).all()


def test_at_the_crossing_all_four_ways_are_drawn():
    axis = np.linspace(-2, 2, 120)  # no sample at the origin
    points = np.concatenate(level_lines(axis, axis, np.subtract.outer(axis**2, axis**2).T, 0.0))
    for way in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        along = points[(np.sign(points) == way).all(axis=1)]
        assert np.abs(np.abs(along[:, 0]) - np.abs(along[:, 1])).max() < 1e-6
        assert np.hypot(*along.T).max() > 2.7
        assert np.hypot(*along.T).min() < 0.1


def test_undefined_values_interrupt_a_line():
    values = np.where(np.abs(X) < 0.5, np.nan, Y)
    lines = level_lines(AXIS, AXIS, values, 0.1)
    assert len(lines) == 2
    assert all((np.abs(line[:, 0]) >= 0.5 - 1e-9).all() for line in lines)


def test_there_are_no_lines_beyond_the_values():
    assert level_lines(AXIS, AXIS, X**2 + Y**2, -1.0) == []
    assert level_lines(AXIS, AXIS, 0 * X, 1.0) == []


@given(st.integers(0, 500))
def test_the_line_separates_the_signs_whatever_they_are(seed):
    """Every edge of the grid whose ends differ in sign is crossed exactly once."""
    Z = np.random.default_rng(seed).normal(size=(6, 6))
    points = [p for line in level_lines(np.arange(6.0), np.arange(6.0), Z, 0.0) for p in map(tuple, line.round(9))]
    on_edges = {p for p in points if p[0] == round(p[0]) or p[1] == round(p[1])}
    changes = (np.diff(np.sign(Z), axis=0) != 0).sum() + (np.diff(np.sign(Z), axis=1) != 0).sum()
    assert len(on_edges) == changes
