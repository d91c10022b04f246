"""Gradients of thousands of coordinates: few calls, and nothing wrong goes unnoticed."""

import warnings

import numpy as np
import pytest

from gradcalc import directional_derivative, gradient

N = 1500
RANDOM = np.random.default_rng(0)
W = RANDOM.normal(size=N)
SCALES = 10 ** RANDOM.uniform(-3, 3, N)
WIDE = 10 ** RANDOM.uniform(-6, 6, N)
SIZES = 10 ** RANDOM.uniform(-3, 6, N)


class Counted:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, w):
        self.calls += 1
        return self.f(w)


def rosenbrock(w):
    return np.sum(100 * (w[1:] - w[:-1] ** 2) ** 2 + (1 - w[:-1]) ** 2)


def rosenbrock_gradient(w):
    g = np.zeros(len(w))
    g[1:] = 200 * (w[1:] - w[:-1] ** 2)
    g[:-1] += -400 * w[:-1] * (w[1:] - w[:-1] ** 2) - 2 * (1 - w[:-1])
    return g


SMOOTH = {
    "squares": (lambda w: np.sum(w**2), lambda w: 2 * w, W),
    "at the minimum": (lambda w: np.sum(w**2), lambda w: 2 * w, 0 * W),
    "sines": (lambda w: np.sin(w).sum(), np.cos, W),
    "tiny": (lambda w: 1e-9 * np.sin(w).mean(), lambda w: 1e-9 * np.cos(w) / N, W),
    "coupled": (lambda w: np.sin(w.sum() / 40) + w @ w, lambda w: np.cos(w.sum() / 40) / 40 + 2 * w, W),
    "logarithms": (lambda w: np.log(w).sum(), lambda w: 1 / w, np.abs(W) + 1e-3),
    "rosenbrock": (rosenbrock, rosenbrock_gradient, W),
    "far and near": (lambda w: np.sin(w / SIZES).sum(), lambda w: np.cos(w / SIZES) / SIZES, SIZES * W),
    "flat on one side": (lambda w: np.sum(np.maximum(w, 0) ** 2), lambda w: 2 * np.maximum(w, 0), W),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "exact", "w"), SMOOTH.values(), ids=SMOOTH)
def test_a_gradient_of_thousands_costs_little_more_than_fixed_differences(f, exact, w):
    counted, right = Counted(f), exact(w)
    found = gradient(counted, w)
    assert counted.calls <= 1.2 * 2 * N
    assert np.abs(found - right).max() <= 1e-6 * np.abs(right).max()
    off = np.abs(found - right) > 1e-6 * np.abs(right)
    assert off.mean() < 0.12
    np.testing.assert_allclose(found, right, rtol=1e-3, atol=1e-9 * np.abs(right).max())


@pytest.mark.parametrize("w", [W, 0 * W], ids=["anywhere", "where bends cancel"])
@pytest.mark.parametrize("scales", [SCALES, WIDE])
def test_scales_that_differ_from_coordinate_to_coordinate_are_told_apart_or_warned_of(scales, w):
    right = scales * np.cos(scales * w)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = gradient(lambda w: np.sin(scales * w).sum(), w)
    off = np.abs(found - right) > 1e-3 * scales  # their slopes around
    assert caught or not off.any()
    assert off.mean() < 0.01


@pytest.mark.filterwarnings("error")
def test_single_coordinates_of_another_scale_are_found():
    scales, w = np.ones(N), W.copy()
    scales[[5, 500, 1400]], w[[5, 500, 1400]] = [1e6, 3e4, 1e-5], 0
    counted = Counted(lambda w: np.sin(scales * w).sum())
    np.testing.assert_allclose(gradient(counted, w), scales * np.cos(scales * w), rtol=1e-5, atol=1e-8)
    assert counted.calls < 1.3 * 2 * N


def test_kinks_among_thousands_are_named():
    w = W.copy()
    w[[7, 77]] = 0
    with pytest.warns(UserWarning, match=r"a kink at .*: along coordinate (8|78) \(and 1 more\)") as caught:
        found = gradient(lambda w: np.abs(w).sum(), w)
    assert len(caught) == 1
    np.testing.assert_allclose(found, np.sign(w), atol=1e-6)


def test_where_many_cannot_be_told_one_warning_says_so():
    with pytest.warns(UserWarning, match=r"\(and \d+ more\) may be off") as caught:
        found = gradient(lambda w: np.float32(np.sin(w).mean() * 100), W)
    assert len(caught) <= 2
    assert np.median(np.abs(found - np.cos(W) * 100 / N)) < 1e-3 * 100 / N


def test_coordinates_without_influence_have_slope_zero():
    half = N // 2
    counted = Counted(lambda w: np.sum(w[:half] ** 3))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = gradient(counted, W + 3)
    assert not found[half:].any()
    np.testing.assert_allclose(found[:half], 3 * (W[:half] + 3) ** 2, rtol=1e-3)
    assert counted.calls < 1.2 * 2 * N


def test_undefined_coordinates_are_named():
    w = np.abs(W)
    w[9] = -1.0
    with pytest.raises(ValueError, match="f is nan"):
        gradient(lambda w: np.log(w).sum(), w)


@pytest.mark.parametrize("how", [{}, {"h": 1e-5}, {"method": "forward"}, {"method": "five-point", "h": 1e-3}])
def test_a_function_may_change_or_keep_what_it_is_given(how):
    kept = []

    def changes(w):
        w *= 2
        return w.sum()

    def keeps(w):
        part = w if len(kept) % 2 else w[3:7]
        kept.append((part, part.copy()))
        return 2 * w.sum()

    for f in (changes, keeps):
        np.testing.assert_allclose(gradient(f, W, **how), 2, rtol=1e-4)
    assert all(np.array_equal(part, then) for part, then in kept)


def test_methods_and_directions_take_thousands_too():
    for method in ("forward", "backward", "five-point", "complex"):
        np.testing.assert_allclose(gradient(lambda w: np.sin(w).sum(), W, method=method), np.cos(W), atol=1e-5)
    u = np.ones(N) / np.sqrt(N)
    assert directional_derivative(lambda w: np.sin(w).sum(), W, u) == pytest.approx(np.cos(W) @ u, rel=1e-6)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("seed", "most"), [(0, 2.6), (2, 2.6), (4, 4.5)])
def test_scales_over_twelve_decades_are_told_apart_in_a_few_tries(seed, most):
    rng = np.random.default_rng(seed)
    w, scales = rng.normal(size=3000), 10 ** rng.uniform(-6, 6, 3000)
    counted = Counted(lambda w: np.sin(scales * w).sum())
    found, right = gradient(counted, w), scales * np.cos(scales * w)
    assert np.abs((found - right) / scales).max() < 1e-3
    assert counted.calls < most * 2 * 3000
