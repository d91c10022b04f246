"""How much a slice shows, against what is known of a quadratic loss."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.maths.planes import curvature_in_plane, orthonormal
from gradcalc.readings.slice_shares import Shares, shares_of, slope_along

DIAGONAL = np.array([1.0, 4.0, 9.0, 16.0])


def test_a_plane_of_coordinates_shows_of_a_quadratic_what_its_two_coordinates_do():
    w = np.array([1.0, 1.0, 1.0, 0.0])
    gradient, basis = DIAGONAL * w, np.eye(4)[:2]
    inside = curvature_in_plane(lambda v: DIAGONAL * v, basis)
    shares = shares_of(basis, gradient, np.array([[0, 0, 0, 0], [3.0, 0, 4.0, 0]]), (inside, 16.0))
    assert shares.gradient == pytest.approx(math.sqrt(1 + 16) / math.sqrt(1 + 16 + 81))
    assert shares.path == pytest.approx(0.6)
    assert shares.curvature == pytest.approx(4 / 16)
    assert "0.250 of the greatest of all directions" in shares.words()
    assert "√(2/n) = 0.707" in shares.words()


@given(st.integers(0, 1000), st.floats(0, 360))
@settings(deadline=None, max_examples=30)
def test_the_slope_in_a_slanting_plane_is_that_of_the_loss_along_the_same_line(seed, degrees):
    rng = np.random.default_rng(seed)
    w, directions = rng.normal(size=4), rng.normal(size=(2, 4))
    along = math.cos(math.radians(degrees)) * directions[0] + math.sin(math.radians(degrees)) * directions[1]
    u = along / np.linalg.norm(along)
    # Of a quadratic the central difference has no error but rounding.
    ahead, behind = (0.5 * DIAGONAL @ (w + s * u) ** 2 for s in (0.5, -0.5))
    assert slope_along(DIAGONAL * w, directions, degrees) == pytest.approx(ahead - behind, abs=1e-12)


@given(st.integers(0, 1000), st.integers(2, 20))
@settings(deadline=None, max_examples=30)
def test_no_direction_of_a_plane_is_steeper_than_the_share_of_the_gradient_says(seed, n):
    rng = np.random.default_rng(seed)
    g, directions = rng.normal(size=n), rng.normal(size=(2, n))
    share = shares_of(orthonormal(directions), g, None, None).gradient
    steepest = max(slope_along(g, directions, degrees) for degrees in range(360))
    assert steepest <= share * np.linalg.norm(g) + 1e-12


def test_what_is_not_known_and_what_is_nothing_are_told_apart():
    basis = np.eye(3)[:2]
    nothing = shares_of(basis, np.zeros(3), None, (-2.0, -1.0))
    assert math.isnan(nothing.gradient)
    assert math.isnan(nothing.curvature)
    assert "The gradient is zero here" in nothing.words()
    assert "bends upwards along no direction" in nothing.words()
    assert shares_of(basis, None, None, (-1.0, 2.0)) == Shares(3, None, None, 0.0)
    assert "There is no gradient here" in Shares(3, None, None, None).words()
