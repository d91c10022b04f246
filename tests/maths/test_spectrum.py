import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.linalg import LinearOperator, eigsh

from gradcalc.maths.network import Network, loss_and_gradient, two_moons
from gradcalc.maths.spectrum import CLOSE, digits_of, hessian_product, top_eigenpairs


def symmetric(rng, n):
    A = rng.normal(size=(n, n))
    return A + A.T


@given(st.integers(0, 1000), st.integers(5, 60))
@settings(deadline=None, max_examples=25)
def test_the_top_pairs_are_those_of_scipy(seed, n):
    H = symmetric(np.random.default_rng(seed), n)
    values, vectors, _ = top_eigenpairs(lambda v: H @ v, n)
    expected, known = eigsh(H, k=2, which="LA")
    np.testing.assert_allclose(values, expected[::-1], rtol=1e-6, atol=1e-6 * np.abs(H).max())
    np.testing.assert_allclose(vectors @ vectors.T, np.eye(2), atol=1e-9)
    assert np.linalg.norm(H @ vectors[0] - values[0] * vectors[0]) <= 1e-5 * np.linalg.norm(H, 2)
    if expected[1] - expected[0] > 0.1:  # else any mixture of the two is as good
        assert abs(vectors[0] @ known[:, 1]) == pytest.approx(1, abs=1e-6)


def test_an_eigenvalue_that_occurs_twice_is_found_twice():
    diagonal = np.array([5.0, 1.0, 5.0, -8.0, 2.0])
    values, vectors, _ = top_eigenpairs(lambda v: diagonal * v, 5)
    np.testing.assert_allclose(values, [5, 5])
    np.testing.assert_allclose(vectors[:, [1, 3, 4]], 0, atol=1e-6)


def test_the_zero_matrix_and_the_identity_have_pairs_as_well():
    for factor in (0.0, 3.0, -2.0):
        values, vectors, _ = top_eigenpairs(lambda v, factor=factor: factor * v, 4)
        np.testing.assert_allclose(values, factor)
        np.testing.assert_allclose(vectors @ vectors.T, np.eye(2), atol=1e-12)


def test_the_hessian_of_a_network_by_differences_has_the_eigenvalues_that_scipy_finds():
    network, data = Network((2, 6, 2)), two_moons(40)
    w = network.start(1)

    def gradient(w):
        return loss_and_gradient(network, w, *data)[1]

    product = hessian_product(gradient, w)
    H = np.array([product(e) for e in np.eye(network.n)])
    np.testing.assert_allclose(H, H.T, atol=1e-8)
    values, vectors, _ = top_eigenpairs(product, network.n)
    operator = LinearOperator((network.n, network.n), matvec=product, dtype=float)
    np.testing.assert_allclose(values, eigsh(operator, k=2, which="LA")[0][::-1], rtol=1e-6)
    np.testing.assert_allclose(product(vectors[0]), values[0] * vectors[0], atol=1e-5)


def test_a_gradient_in_float32_takes_a_longer_step_and_still_tells_the_curvature():
    H = symmetric(np.random.default_rng(3), 20).astype(np.float32)
    w = np.random.default_rng(4).normal(size=20)

    def gradient(w):
        return H @ w.astype(np.float32)

    assert digits_of(gradient, w) == 4
    values, _, _ = top_eigenpairs(hessian_product(gradient, w), 20, close=CLOSE[4])
    np.testing.assert_allclose(values, np.linalg.eigvalsh(H.astype(float))[:-3:-1], rtol=2e-3)


@pytest.mark.parametrize(("kind", "digits"), [("i2", 8), ("i8", 8), ("f2", 4), ("f4", 4), ("f8", 8), ("g", 8)])
def test_whatever_type_a_gradient_has_there_is_a_step_and_a_residual_for_it(kind, digits):
    w = np.zeros(2)

    def gradient(w):
        return np.array([2 * w[0], 0]).astype(kind)

    assert digits_of(gradient, w) == digits
    assert digits in CLOSE
    assert hessian_product(gradient, w)(np.array([0.0, 1.0])).tolist() == [0, 0]


def test_what_is_not_found_in_so_many_products_is_told_and_is_a_lower_bound():
    crowded, apart = np.linspace(0, 1, 4000), np.append(np.linspace(0, 1, 3999), 2.0)
    values, _, found = top_eigenpairs(lambda v: crowded * v, 4000, count=1)
    assert not found[0]
    assert 0.99 < values[0] < 1
    values, _, found = top_eigenpairs(lambda v: apart * v, 4000, count=1)
    assert found[0]
    assert values[0] == pytest.approx(2)
