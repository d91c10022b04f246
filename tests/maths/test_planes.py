import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.maths.planes import (
    coordinates,
    curvature_in_plane,
    in_plane,
    orthonormal,
    path_share,
    principal_directions,
    share_in_plane,
)


@given(st.integers(0, 1000), st.integers(2, 30))
@settings(deadline=None, max_examples=30)
def test_a_basis_spans_the_plane_of_its_directions(seed, n):
    directions = np.random.default_rng(seed).normal(size=(2, n)) * [[1e-3], [1e4]]
    basis = orthonormal(directions)
    np.testing.assert_allclose(basis @ basis.T, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(directions @ basis.T @ basis, directions, rtol=1e-9, atol=1e-9 * 1e4)


@pytest.mark.parametrize("directions", [[[0, 0, 0], [1, 0, 0]], [[1, 2, 3], [0, 0, 0]], [[1, 2, 3], [-2, -4, -6]]])
def test_directions_that_span_no_plane_are_refused(directions):
    with pytest.raises(ValueError, match="no plane"):
        orthonormal(np.array(directions, dtype=float))


@given(st.integers(0, 1000), st.integers(3, 40))
@settings(deadline=None, max_examples=30)
def test_a_share_is_the_cosine_of_the_angle_to_the_plane(seed, n):
    rng = np.random.default_rng(seed)
    v, basis = rng.normal(size=n), orthonormal(rng.normal(size=(2, n)))
    nearest = np.linalg.lstsq(basis.T, v, rcond=None)[0] @ basis
    assert share_in_plane(v, basis) == pytest.approx(np.linalg.norm(nearest) / np.linalg.norm(v))
    assert share_in_plane(basis[0] + basis[1], basis) == pytest.approx(1)
    assert share_in_plane(v * 1e300, basis) == pytest.approx(share_in_plane(v, basis))
    assert math.isnan(share_in_plane(np.zeros(n), basis))


def test_planes_at_random_hold_root_two_over_n_of_a_vector_as_a_root_mean_square():
    rng = np.random.default_rng(0)
    squares = [share_in_plane(np.ones(50), orthonormal(rng.normal(size=(2, 50)))) ** 2 for _ in range(2000)]
    assert np.mean(squares) == pytest.approx(2 / 50, rel=0.1)


def test_a_path_is_seen_as_long_as_its_projection_is():
    angles = np.linspace(0, 20, 200)
    helix = np.column_stack([np.cos(angles), np.sin(angles), 2 * angles])  # its steps rise by 2 for each 1 around
    chord = 2 * np.sin(angles[1] / 2) / angles[1]
    assert path_share(helix, np.eye(3)[:2]) == pytest.approx(chord / np.hypot(chord, 2))
    assert math.isnan(path_share(np.ones((4, 3)), np.eye(3)[:2]))


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_the_curvature_in_a_plane_is_the_greatest_along_any_of_its_directions(seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(6, 6))
    H, basis = A + A.T, orthonormal(rng.normal(size=(2, 6)))
    around = [u @ H @ u for u in (in_plane(basis, degrees) for degrees in range(0, 180))]
    found = curvature_in_plane(lambda v: H @ v, basis)
    assert found == pytest.approx(max(around), abs=1e-3 * np.abs(A).max() * 12)
    assert found >= max(around) - 1e-12
    assert found <= np.linalg.eigvalsh(H)[-1] + 1e-12


def test_coordinates_lead_back_to_the_points_of_a_plane_of_slanting_directions():
    rng = np.random.default_rng(1)
    w, directions, places = rng.normal(size=8), rng.normal(size=(2, 8)), rng.normal(size=(5, 2))
    points = w + places @ directions
    away = np.linalg.svd(directions)[2][-1]  # at right angles to the plane: it does not count
    np.testing.assert_allclose(coordinates(points + 3 * away, w, directions), places)


def test_the_components_of_a_path_in_a_plane_are_that_plane_and_the_longer_way_first():
    rng = np.random.default_rng(2)
    w, plane = rng.normal(size=10), orthonormal(rng.normal(size=(2, 10)))
    path = w + np.array([[5.0, 0.2], [3.0, -0.4], [1.0, 0.3], [0.0, 0.0]]) @ plane
    found = principal_directions(path, w)
    np.testing.assert_allclose(found @ found.T, np.eye(2), atol=1e-12)
    np.testing.assert_allclose((path - w) @ found.T @ found, path - w, atol=1e-12)
    assert abs(found[0] @ plane[0]) > 0.99
