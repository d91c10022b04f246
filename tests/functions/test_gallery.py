import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc import GALLERY, directional_derivative, from_angle, gradient
from gradcalc.maths.evaluation import ScalarField

SURFACES = list(GALLERY.values())
SMOOTH = [surface for surface in SURFACES if surface.smooth]
by_name = pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)


def grid(surface, n=20):
    # An even n keeps clear of the axes, where two of the surfaces have no gradient.
    return np.meshgrid(np.linspace(*surface.xlim, n), np.linspace(*surface.ylim, n))


def test_gallery_has_the_twelve_surfaces_of_the_lessons():
    assert list(GALLERY) == [
        "bowl", "elliptic bowl", "tilted plane", "saddle", "monkey saddle", "Rosenbrock", "Himmelblau", "two hills",
        "ripple", "ridge", "kinks", "not differentiable",
    ]  # fmt: skip
    assert {surface.name for surface in SURFACES if not surface.smooth} == {"kinks", "not differentiable"}


@by_name
def test_every_surface_has_what_a_picture_needs(surface):
    assert surface.latex
    assert surface.gradient is not None
    for coordinate, (low, high) in zip(surface.start, (surface.xlim, surface.ylim), strict=True):
        assert low <= coordinate <= high


@by_name
@pytest.mark.filterwarnings("error")
def test_every_surface_takes_numbers_and_grids(surface):
    X, Y = grid(surface, 5)
    Z, G = surface(X, Y), surface.gradient(X, Y)
    assert Z.shape == (5, 5)
    assert G.shape == (2, 5, 5)
    assert np.isfinite(Z).all()
    for i, j in np.ndindex(5, 5):
        assert np.ndim(surface(X[i, j], Y[i, j])) == 0
        np.testing.assert_allclose(surface(float(X[i, j]), float(Y[i, j])), Z[i, j], rtol=1e-14)
        np.testing.assert_allclose(surface.gradient(float(X[i, j]), float(Y[i, j])), G[:, i, j], rtol=1e-14)


@pytest.mark.parametrize("surface", SMOOTH, ids=lambda surface: surface.name)
def test_exact_gradient_agrees_with_the_complex_step(surface):
    X, Y = grid(surface)
    step = [surface(X + 1e-30j, Y).imag / 1e-30, surface(X, Y + 1e-30j).imag / 1e-30]
    exact = surface.gradient(X, Y)
    assert np.abs(step - exact).max() <= 1e-14 * np.abs(exact).max()


@by_name
def test_exact_gradient_agrees_with_five_points(surface):
    X, Y = grid(surface)
    exact = surface.gradient(X, Y)
    np.testing.assert_allclose(gradient(surface, X, Y, method="five-point"), exact, atol=1e-10 * np.abs(exact).max())


@pytest.mark.parametrize(
    ("name", "minimum"),
    [("bowl", (0, 0)), ("elliptic bowl", (0, 0)), ("saddle", (0, 0)), ("monkey saddle", (0, 0)),
     ("Rosenbrock", (1, 1)),
     ("Himmelblau", (3, 2)), ("ripple", (math.pi / 2, 0))],
)  # fmt: skip
def test_known_critical_points_have_gradient_zero(name, minimum):
    np.testing.assert_allclose(GALLERY[name].gradient(*minimum), [0, 0], atol=1e-15)


def test_kinks_have_no_slope_across_the_axes():
    kinks = GALLERY["kinks"]
    for x, y in ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (-2.0, 0), (-0.0, 1)):
        assert np.isnan(kinks.gradient(x, y)).tolist() == [x == 0, y == 0]
    assert kinks.gradient(2.0, -1.0).tolist() == [1, -1]
    on_grid = kinks.gradient(np.array([0.0, 1.0]), np.array([1.0, 1.0]))
    assert np.isnan(on_grid).tolist() == [[True, False], [False, False]]


def test_surface_that_is_not_differentiable_has_partial_derivatives_at_the_origin():
    surface = GALLERY["not differentiable"]
    assert surface(0.0, 0.0) == 0
    assert surface.gradient(0.0, 0.0).tolist() == [0, 0]
    assert gradient(surface, 0.0, 0.0).tolist() == [0, 0]


@given(st.floats(0, 360))
def test_slope_of_the_surface_that_is_not_differentiable_is_no_cosine(degrees):
    t = math.radians(degrees)
    slope = directional_derivative(GALLERY["not differentiable"], 0.0, 0.0, from_angle(degrees))
    assert slope == pytest.approx(math.cos(t) * math.sin(t) ** 2, abs=1e-12)


@by_name
@pytest.mark.filterwarnings("error")
def test_every_surface_is_vectorised(surface):
    X, Y = grid(surface, 21)
    field = ScalarField(surface)
    field([X, Y], X.shape, X.dtype)
    assert not field.pointwise


@pytest.mark.parametrize("surface", GALLERY.values(), ids=lambda s: s.name)
def test_nowhere_is_a_function_lower_than_where_it_is_said_to_be_lowest(surface):
    x, y = np.meshgrid(np.linspace(*surface.xlim, 301), np.linspace(*surface.ylim, 301))
    for at in surface.lowest:
        assert surface(*at) <= surface(x, y).min() + 1e-12
        if surface.smooth:
            assert surface.gradient(*at) == pytest.approx([0, 0], abs=1e-8)
