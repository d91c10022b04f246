"""Lesson 05: answers that are right, written differently."""

import math

import numpy as np
import pytest

from gradcalc.lessons.lesson_05 import cases
from gradcalc.questions.inputs import InputFunction
from tests.exercises import tries

# The central difference.


def textbook(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def halves(f, x, h):
    return 0.5 * (f(x + h) - f(x - h)) / h


def mean_of_forward_and_backward(f, x, h):
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


def minus_backwards(f, x, h):
    return -(f(x - h) - f(x + h)) / (2 * h)


def divided_one_by_one(f, x, h):
    return f(x + h) / (2 * h) - f(x - h) / (2 * h)


def distance_really_stepped(f, x, h):
    ahead, behind = x + h, x - h
    return (f(ahead) - f(behind)) / (ahead - behind)


def loop(f, x, h):
    if np.ndim(x) == 0:
        return textbook(f, x, h)
    return [textbook(f, float(p), h) for p in x]


def by_diff(f, x, h):
    return np.diff([f(x - h), f(x + h)], axis=0)[0] / (2 * h)


def float32_in_the_end(f, x, h):
    return np.asarray(textbook(f, x, h)).astype(np.longdouble)


def by_gradient_of_numpy(f, x, h):
    return np.gradient(np.array([f(x - h), f(x), f(x + h)]), h, axis=0)[1]


# The best steps.


def in_logarithms(power, factor):
    return lambda f0, d, eps: math.exp((math.log(factor * eps) + math.log(abs(f0)) - math.log(abs(d))) / power)


def by_search(truncation, order, rounding):
    def best(f0, d, eps):
        h = 10.0 ** np.linspace(-20, 5, 5001)
        return h[np.argmin(h**order * abs(d) * truncation + rounding * eps * abs(f0) / h)]

    return best


FORWARD = (
    lambda f0, f2, eps: 2 * np.sqrt(eps * abs(f0 / f2)),
    lambda f0, f2, eps: 2 * math.sqrt(eps) * math.sqrt(abs(f0) / abs(f2)),
    lambda f0, f2, eps: np.sqrt(4 * eps * np.abs(f0) / np.abs(f2)),
    lambda f0, f2, eps: (eps * abs(f0 / f2)) ** 0.5,
    lambda f0, f2, eps: math.sqrt(2 * eps * abs(f0 / f2)),
    lambda f0, f2, eps: np.float32(2 * np.sqrt(eps * abs(f0 / f2))),
    lambda f0, f2, eps: np.array(2 * np.sqrt(eps * abs(f0 / f2))),
    lambda f0, f2, eps: 2 * np.power(eps * np.abs(np.divide(f0, f2)), 1 / 2),
    in_logarithms(2, 4),
    by_search(0.5, 1, 2),
)
CENTRAL = (
    lambda f0, f3, eps: np.cbrt(3 * eps * abs(f0 / f3)),
    lambda f0, f3, eps: (3 * eps * abs(f0 / f3)) ** (1 / 3),
    lambda f0, f3, eps: (eps * abs(f0 / f3)) ** (1 / 3),
    lambda f0, f3, eps: math.pow(3 * eps * abs(f0) / abs(f3), 1 / 3),
    lambda f0, f3, eps: abs(np.cbrt(3 * eps * f0 / f3)),
    lambda f0, f3, eps: np.float32(np.cbrt(3 * eps * abs(f0 / f3))),
    lambda f0, f3, eps: np.array(np.cbrt(3 * eps * abs(f0 / f3))),
    lambda f0, f3, eps: np.cbrt(3) * np.cbrt(eps) * np.cbrt(abs(f0)) / np.cbrt(abs(f3)),
    in_logarithms(3, 3),
    by_search(1 / 6, 2, 1),
)

# The complex step.


def imaginary(h):
    return lambda f, x: np.imag(f(x + 1j * h)) / h


def attribute(f, x):
    return f(x + 1e-20j).imag * 1e20


def complex_of(f, x):
    if np.ndim(x) == 0:
        return f(complex(x, 1e-25)).imag / 1e-25
    return [complex_of(f, float(p)) for p in x]


def divided_by_i(f, x):
    return (f(x + 1e-30j) / 1e-30j).real


def both_sides(f, x):
    return np.imag(f(x + 1e-20j) - f(x - 1e-20j)) / 2e-20


def scaled_up(f, x):
    return np.imag(1e20 * np.asarray(f(x + 1e-20j)))


def filled(f, x):
    steps = np.empty(np.shape(x), dtype=complex)
    steps.real, steps.imag = x, 1e-40
    return f(steps).imag / 1e-40


# The kinks.


def gap(f, points, h):
    return np.abs((f(points + h) - f(points)) / h - (f(points) - f(points - h)) / h)


def threshold(h, limit=0.1):
    return lambda f, points: points[gap(f, points, h) > limit]


def shrinks(f, points):
    return points[gap(f, points, 1e-7) > 0.5 * gap(f, points, 1e-6) + 1e-2]


def one_by_one(f, points):
    found = []
    for p in points:
        if abs(f(p + 1e-6) - 2 * f(p) + f(p - 1e-6)) > 1e-7:
            found.append(p)
    return found


def compressed(f, points):
    return np.compress(gap(f, points, 1e-6) > 0.1, points)


def as_tuple(f, points):
    return tuple(float(p) for p, g in zip(points, gap(f, points, 1e-7), strict=True) if g > 0.05)


def slopes_of_central(f, points):
    def slope(x):
        return (f(x + 1e-8) - f(x - 1e-8)) / 2e-8

    return points[np.abs(slope(points + 1e-6) - slope(points - 1e-6)) > 0.1]


WAYS = {
    "central_difference": (
        textbook, halves, mean_of_forward_and_backward, minus_backwards, divided_one_by_one, distance_really_stepped,
        loop, by_diff, float32_in_the_end, by_gradient_of_numpy,
    ),
    "best_forward": FORWARD,
    "best_central": CENTRAL,
    "plot_step": (1e-4, 2e-4, 3e-5, 10**-4, 0.0005, np.float64(1e-4), np.float32(1e-4), np.array(1e-4), 1e-3, 7e-5),
    "complex_step": (
        *map(imaginary, (1e-9, 1e-20, 1e-100, 1e-200)), attribute, complex_of, divided_by_i, both_sides, scaled_up,
        filled,
    ),
    "liar": ("b", "B", " b", "b ", "\tb\n", "abcd"[1], chr(98), min("b", "c"), str(np.str_("b")), "".join(["b"])),
    "find_kinks": (
        *map(threshold, (1e-5, 1e-6, 1e-7, 1e-8)), shrinks, one_by_one, compressed, as_tuple, slopes_of_central,
        threshold(1e-6, 0.05),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("05", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("05", WAYS)


def test_a_step_just_out_of_the_factor_of_ten_is_refused():
    for name, exact in (("best_forward", FORWARD[0]), ("best_central", CENTRAL[0])):
        for factor in (9, 1 / 9):
            assert tries.accepted("05", name, lambda *inputs, exact=exact, factor=factor: factor * exact(*inputs))
        for factor in (11, 1 / 11, -1):
            assert not tries.accepted("05", name, lambda *inputs, exact=exact, factor=factor: factor * exact(*inputs))


# Weights of f(x + kh) - f(x - kh), k = 1, 2, ...: B. Fornberg, Mathematics of Computation 51, 1988, table 1.
DIFFERENCES = {
    "central": (1 / 2,),
    "five-point": (2 / 3, -1 / 12),
    "seven-point": (3 / 4, -3 / 20, 1 / 60),
    "nine-point": (4 / 5, -1 / 5, 4 / 105, -1 / 280),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_no_difference_with_a_fixed_step_is_as_exact_as_the_complex_step(name):
    answer = tries.answer_of("05", "complex_step")
    with np.errstate(all="ignore"):  # with the longest steps, exp overflows
        for stratum in answer.strata:
            for seed in range(30):
                drawn = stratum.draw(np.random.default_rng(seed))
                assert all(_right(answer, attribute, case) for case in drawn)
                for h in np.geomspace(1e-9, 1e3, 121):
                    assert not all(_right(answer, _difference(DIFFERENCES[name], h), case) for case in drawn), h


def _difference(weights, h):
    return lambda f, x: sum(w * (f(x + k * h) - f(x - k * h)) for k, w in enumerate(weights, 1)) / h


def _right(answer, way, case):
    f, x = case
    return answer.agrees(np.asarray(way(f.build(), x)), np.asarray(answer.exact(f, x)), answer.tolerance)


def test_the_kinks_are_as_the_task_promises():
    answer, weakest = tries.answer_of("05", "find_kinks"), np.inf
    for seed in range(50):
        for stratum in answer.strata:
            for f, points in stratum.draw(np.random.default_rng(seed)):
                jump, _, strength, _, width = f.parameters
                weakest = min(weakest, 2 * abs(jump) or np.inf, np.inf if width else 2 * strength)
                assert not width or strength / width + 1 <= 2000
                assert np.diff(points).min() >= 0.05
                assert np.abs(f.build()(points)).max() <= 20
    assert weakest == pytest.approx(0.3)


@pytest.mark.parametrize("limit", [0.05, 0.1, 0.15, 0.2])
def test_no_kink_that_is_tried_lies_at_the_border_of_those_that_the_task_promises(limit):
    answer = tries.answer_of("05", "find_kinks")
    for seed in range(10):
        for stratum in answer.strata:
            for f, points in stratum.draw(np.random.default_rng(seed)):
                assert threshold(1e-6, limit)(f.build(), points).tolist() == cases.kinks(f, points).tolist()


@pytest.mark.parametrize("h", [1e-16, 1e-15, 3e-15, 1e-14, 2e-14, 3e-14, 1e-4, 2e-4, 1e-3, 1e-2, 0.05])
def test_a_step_that_is_too_short_or_too_long_is_seen_and_said(h):
    answer = tries.answer_of("05", "find_kinks")
    for seed in range(20):
        verdicts = tries.verdicts_on(answer, threshold(h), seed)
        hints = [verdict.hint for verdict in verdicts if verdict.mark == "wrong"]
        assert hints
        assert all(("too long" if h > 1e-9 else "short") in hint for hint in hints), (seed, hints)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([[0.5]], "one row"),
        ([0.5, 0.123], "none of the points"),
        ([0.5, 0.1], "no kink"),
        ([], "missing"),
        ([0.5, 0.5], "once"),
    ],
)
def test_what_is_wrong_with_points_that_are_no_kinks(found, said):
    f = InputFunction("kinks", (1.0, 0.5, 0.8, -0.3, 1.0))
    assert said in cases.fault_of_kinks(np.array(found), f, np.array([-0.3, 0.1, 0.5]))
    assert not cases.fault_of_kinks(np.array([0.5]), f, np.array([-0.3, 0.1, 0.5]))
