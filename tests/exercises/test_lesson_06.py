"""Lesson 06: answers that are right, written differently."""

import math

import numpy as np
import pytest

import gradcalc as gc
from tests.exercises import tries


def forward(f, x, h=1e-7):
    return np.array([(f(x + h * e) - f(x)) / h for e in np.eye(len(x))])


def central(f, x, h=1e-5):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])


def complex_step(f, x):
    return np.array([f(x + 1e-30j * e).imag / 1e-30 for e in np.eye(len(x))])


def five_point(f, x):
    return gc.gradient(f, x, method="five-point")


def hessian_of(f, n):
    """H from values alone: f is a quadratic with its lowest point at the origin."""
    e = np.eye(n)
    return np.array([[f(e[i] + e[j]) - f(e[i]) - f(e[j]) for j in range(n)] for i in range(n)])


def with_gradient(gradient):
    def descend(f, x, rate, steps):
        path = [x]
        for _ in range(steps):
            path.append(path[-1] - rate * gradient(f, path[-1]))
        return np.array(path)

    descend.__name__ = gradient.__name__
    return descend


def rows_of_zeros(f, x, rate, steps):
    path = np.zeros((steps + 1, len(x)))
    path[0] = x
    for k in range(steps):
        path[k + 1] = path[k] - rate * gc.gradient(f, path[k])
    return path


def nested_lists(f, x, rate, steps):
    point, path = list(x), [list(x)]
    for _ in range(steps):
        g = gc.gradient(f, np.array(point))
        point = [p - rate * slope for p, slope in zip(point, g, strict=True)]
        path.append(point)
    return path


def changed_in_place_and_copied(f, x, rate, steps):
    x = x.copy()
    path = [x.copy()]
    for _ in range(steps):
        x -= rate * gc.gradient(f, x)
        path.append(x.copy())
    return np.stack(path)


def recursion(f, x, rate, steps):
    if steps == 0:
        return x[np.newaxis]
    return np.vstack([x, recursion(f, x - rate * gc.gradient(f, x), rate, steps - 1)])


def float32_in_the_end(f, x, rate, steps):
    return rows_of_zeros(f, x, rate, steps).astype(np.float32)


def powers_of_a_matrix(f, x, rate, steps):
    step = np.eye(len(x)) - rate * hessian_of(f, len(x))
    return [np.linalg.matrix_power(step, k) @ x for k in range(steps + 1)]


def along_the_unit_gradient(f, x, rate, steps):
    path = [x]
    for _ in range(steps):
        g = gc.gradient(f, path[-1])
        size = np.linalg.norm(g)
        path.append(path[-1] + rate * size * (-g / size) if size else path[-1])
    return np.array(path, dtype=object).astype(float)


def as_columns_turned_round(f, x, rate, steps):
    return rows_of_zeros(f, x, rate, steps).T.copy().T


DESCENTS = [
    with_gradient(gc.gradient), with_gradient(forward), with_gradient(central), with_gradient(complex_step),
    with_gradient(five_point), rows_of_zeros, nested_lists, changed_in_place_and_copied, recursion,
    float32_in_the_end, powers_of_a_matrix, along_the_unit_gradient, as_columns_turned_round,
]  # fmt: skip


def spectral_norm(H, beta):
    return 2 * (1 + beta) / np.linalg.norm(H, 2)


def eigvals(H, beta):
    return (2 + 2 * beta) / max(np.linalg.eigvals(H).real)


def eigh(H, beta):
    values, _ = np.linalg.eigh(H)
    return 2 / values[-1] * (1 + beta)


def singular_values(H, beta):
    return 2 * (1 + beta) / np.linalg.svd(H)[1][0]


def power_iteration(H, beta):
    v = np.arange(1.0, len(H) + 1)
    for _ in range(2000):
        v = H @ v
        v /= np.linalg.norm(v)
    return 2 * (1 + beta) / (v @ H @ v)


def characteristic_polynomial(H, beta):
    return 2 * (1 + beta) / np.roots(np.poly(H)).real.max()


def least_of_the_inverse(H, beta):
    return 2 * (1 + beta) * np.linalg.eigvalsh(np.linalg.inv(H)).min()


def loop_over_the_eigenvalues(H, beta):
    return min(2 * (1 + beta) / value for value in np.linalg.eigvalsh(H))


def float32_limit(H, beta):
    return np.float32(spectral_norm(H, beta))


def array_of_no_dimensions(H, beta):
    return np.array(spectral_norm(H, beta))


def bisection(H, beta):
    values = np.linalg.eigvalsh(H)

    def converges(rate):
        return all(np.abs(np.roots([1, -(1 + beta - rate * value), beta])).max() < 1 for value in values)

    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if converges(middle) else (low, middle)
    return low


LIMITS = [
    spectral_norm, eigvals, eigh, singular_values, power_iteration, characteristic_polynomial, least_of_the_inverse,
    loop_over_the_eigenvalues, float32_limit, array_of_no_dimensions, bisection,
]  # fmt: skip


def heavy_with(gradient):
    def heavy_ball(f, x, rate, momentum, steps):
        path, v = [x], np.zeros(len(x))
        for _ in range(steps):
            v = momentum * v - rate * gradient(f, path[-1])
            path.append(path[-1] + v)
        return np.array(path)

    heavy_ball.__name__ = gradient.__name__
    return heavy_ball


def two_term_rule(f, x, rate, momentum, steps):
    path = [x, x - rate * gc.gradient(f, x)]
    for _ in range(steps - 1):
        path.append(path[-1] - rate * gc.gradient(f, path[-1]) + momentum * (path[-1] - path[-2]))
    return path


def rate_outside_the_velocity(f, x, rate, momentum, steps):
    path, v = [x], 0
    for _ in range(steps):
        v = momentum * v + gc.gradient(f, x)
        x = x - rate * v
        path.append(x)
    return np.array(path)


def sum_of_all_gradients(f, x, rate, momentum, steps):
    path, gradients = [x], []
    for k in range(steps):
        gradients.append(gc.gradient(f, path[-1]))
        path.append(path[-1] - rate * sum(momentum ** (k - j) * g for j, g in enumerate(gradients)))
    return np.array(path)


def one_large_matrix(f, x, rate, momentum, steps):
    n, eye = len(x), np.eye(len(x))
    H = hessian_of(f, n)
    move = np.block([[eye - rate * H, momentum * eye], [-rate * H, momentum * eye]])
    state, path = np.concatenate([x, np.zeros(n)]), [x]
    for _ in range(steps):
        state = move @ state
        path.append(state[:n])
    return np.array(path)


def heavy_lists(f, x, rate, momentum, steps):
    point, v = list(x), [0.0] * len(x)
    path = [point]
    for _ in range(steps):
        g = gc.gradient(f, np.array(point))
        v = [momentum * a - rate * b for a, b in zip(v, g, strict=True)]
        point = [p + a for p, a in zip(point, v, strict=True)]
        path.append(point)
    return path


def heavy_float32(f, x, rate, momentum, steps):
    return np.float32(two_term_rule(f, x, rate, momentum, steps))


def heavy_in_place(f, x, rate, momentum, steps):
    path, v = np.tile(x, (steps + 1, 1)), np.zeros_like(x)
    for k in range(steps):
        v *= momentum
        v -= rate * gc.gradient(f, path[k])
        path[k + 1] += path[k] - x + v
    return path


BALLS = [
    heavy_with(gc.gradient), heavy_with(forward), heavy_with(central), heavy_with(complex_step), two_term_rule,
    rate_outside_the_velocity, sum_of_all_gradients, one_large_matrix, heavy_lists, heavy_float32, heavy_in_place,
]  # fmt: skip


def refuse_uphill(slope):
    if slope >= 0:
        raise ValueError("uphill")


def searching(slope_along):
    def backtrack(f, x, v, c):
        slope = slope_along(f, x, v)
        refuse_uphill(slope)
        t = 1.0
        while f(x + t * v) > f(x) + c * t * slope:
            t *= 0.5
        return t

    backtrack.__name__ = slope_along.__name__
    return backtrack


def dot_product(f, x, v):
    return gc.gradient(f, x) @ v


def without_unit(f, x, v):
    return gc.directional_derivative(f, x, v, unit=False)


def unit_slope_times_length(f, x, v):
    return gc.directional_derivative(f, x, v) * np.linalg.norm(v)


def difference_along_v(f, x, v):
    return (f(x + 1e-6 * v) - f(x - 1e-6 * v)) / 2e-6


def forward_along_v(f, x, v):
    return (f(x + 1e-8 * v) - f(x)) / 1e-8


def complex_along_v(f, x, v):
    return f(x + 1e-30j * v).imag / 1e-30


def counting_halvings(f, x, v, c):
    slope = gc.gradient(f, x) @ v
    refuse_uphill(slope)
    for k in range(100):
        if f(x + v / 2**k) <= f(x) + c / 2**k * slope:
            return 1 / 2**k


def recursive_search(f, x, v, c, t=1.0):
    slope = gc.gradient(f, x) @ v
    refuse_uphill(slope)
    return t if f(x + t * v) <= f(x) + c * t * slope else recursive_search(f, x, v, c, t / 2)


def halving_v_itself(f, x, v, c):
    t, step = 1, v
    refuse_uphill(gc.gradient(f, x) @ v)
    while f(x + step) - f(x) > c * (gc.gradient(f, x) @ step):
        t, step = t / 2, step / 2
    return t


def all_at_once(f, x, v, c):
    slope, ts = gc.gradient(f, x) @ v, 0.5 ** np.arange(30)
    refuse_uphill(slope)
    enough = [f(x + t * v) <= f(x) + c * t * slope for t in ts]
    return ts[np.argmax(enough)]


def from_the_parabola(f, x, v, c):
    slope = gc.gradient(f, x) @ v
    refuse_uphill(slope)
    limit = (1 - c) * -slope / (f(x + v) - f(x) - slope)
    return 2.0 ** min(0, math.floor(math.log2(limit)))


def float32_t(f, x, v, c):
    return np.float32(counting_halvings(f, x, v, c))


SEARCHES = [
    *map(searching, (dot_product, without_unit, unit_slope_times_length, difference_along_v, forward_along_v,
                     complex_along_v)),
    counting_halvings, recursive_search, halving_v_itself, all_at_once, from_the_parabola, float32_t,
]  # fmt: skip

WAYS = {"descend": DESCENTS, "rate_limit": LIMITS, "heavy_ball": BALLS, "backtrack": SEARCHES}


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("06", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("06", WAYS)


def test_rounding_never_decides_a_line_search():
    answer = tries.answer_of("06", "backtrack")
    for seed in range(100):
        for stratum in answer.strata:
            for f, x, v, c in stratum.draw(np.random.default_rng(seed)):
                slope = f.gradient(x) @ v
                assert abs(slope) > 0.1 or not x.any()  # at the lowest point it is exactly zero, by any method
                if slope >= 0:
                    continue
                g, t = f.build(), answer.exact(f, x, v, c)
                for step, fits in ((t, True), (2 * t, False)):
                    gap = g(x + step * v) - g(x) - c * step * slope
                    assert step == 2 or (gap < -1e-6 if fits else gap > 1e-6)
