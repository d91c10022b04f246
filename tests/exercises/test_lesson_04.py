"""Lesson 04: answers that are right, written differently, and walks that are refused, and why."""

import functools
import math

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.lesson_04 import walks as walks_04
from gradcalc.maths.curves import follow_level
from tests.exercises import tries

# The projection and its remainder.


def unit_vector_first(g, u):
    if not np.any(u):
        raise ValueError("no direction")
    w = u / np.linalg.norm(u)
    return np.array([np.dot(g, w) * w, g - np.dot(g, w) * w])


def loops_and_lists(g, u):
    size = sum(c * c for c in u)
    if size == 0:
        raise ValueError("no direction")
    share = sum(a * b for a, b in zip(g, u, strict=True)) / size
    along = [share * c for c in u]
    return [along, [a - b for a, b in zip(g, along, strict=True)]]


def matrix_of_the_projection(g, u):
    if (u == 0).all():
        raise ValueError
    p = np.outer(u, u) / np.inner(u, u)
    return p @ g, (np.eye(len(u)) - p) @ g


def least_squares(g, u):
    if not u.any():
        raise ValueError
    (share,), *_ = np.linalg.lstsq(u[:, np.newaxis], g, rcond=None)
    return share * u, g - share * u


def remainder_from_a_basis(g, u):
    if not u.any():
        raise ValueError
    q, _ = np.linalg.qr(u[:, np.newaxis], mode="complete")
    rest = q[:, 1:] @ (q[:, 1:].T @ g)
    return g - rest, rest


def by_the_cosine(g, u):
    length = np.linalg.norm(u)
    if length == 0:
        raise ValueError
    size = np.linalg.norm(g)
    cosine = g @ u / (size * length)
    along = size * cosine * u / length
    return along, g - along


def tuple_of_tuples(g, u):
    along, across = unit_vector_first(g, u)
    return tuple(along.tolist()), tuple(across.tolist())


# The direction of a level curve.


def length(g):
    if np.hypot(*g) < 0.001:
        raise ValueError("the gradient is zero")
    return np.hypot(*g)


def matrix_of_a_quarter_turn(f, x, y):
    g = gc.gradient(f, x, y)
    return np.array([[0, 1], [-1, 0]]) @ g / length(g)


def by_the_angle(f, x, y):
    g = gc.gradient(f, x, y)
    length(g)
    t = math.atan2(g[1], g[0]) - math.pi / 2
    return [math.cos(t), math.sin(t)]


def complex_numbers(f, x, y):
    g = gc.gradient(f, x, y)
    z = complex(*g) * -1j / length(g)
    return np.array([z.real, z.imag])


def forward_differences(f, x, y, h=1e-6):
    fx, fy = (f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h
    return np.array([fy, -fx]) / length((fx, fy))


def complex_step(f, x, y):
    fx, fy = f(complex(x, 1e-30), y).imag / 1e-30, f(x, complex(y, 1e-30)).imag / 1e-30
    return (fy / length((fx, fy)), -fx / length((fx, fy)))


def float32_in_the_end(f, x, y):
    return matrix_of_a_quarter_turn(f, x, y).astype(np.float32)


# Round a closed level curve.


def tangent(f, p):
    fx, fy = gc.gradient(f, *p, h=1e-6)
    return np.array([fy, -fx]) / np.hypot(fx, fy)


def predictor_and_corrector(f, x, y, s, n):
    """Half of the way with one tangent, half with the next, then back to the level."""
    c, points = f(x, y), [np.array([x, y])]
    for _ in range(n):
        ahead = points[-1] + s * tangent(f, points[-1] + s / 2 * tangent(f, points[-1]))
        g = gc.gradient(f, *ahead, h=1e-6)
        points.append(ahead - (f(*ahead) - c) * g / (g @ g))
    return points


def runge_kutta(f, x, y, s, n):
    points = [np.array([x, y])]
    for _ in range(n):
        p = points[-1]
        a = tangent(f, p)
        b = tangent(f, p + s / 2 * a)
        c = tangent(f, p + s / 2 * b)
        d = tangent(f, p + s * c)
        points.append(p + s / 6 * (a + 2 * b + 2 * c + d))
    return points


def midpoints_and_one_correction(f, x, y, s, n):
    c, points = f(x, y), [(x, y)]
    for _ in range(n):
        p = np.array(points[-1])
        p = p + s * tangent(f, p + s / 2 * tangent(f, p))
        g = gc.gradient(f, *p, h=1e-6)
        points.append(tuple((p - (f(*p) - c) / (g @ g) * g).tolist()))
    return points


def many_small_steps(f, x, y, s, n):
    p, points = np.array([x, y]), [[x, y]]
    for _ in range(n):
        for _ in range(4):
            p = p + s / 4 * tangent(f, p + s / 8 * tangent(f, p))
        points.append(list(p))
    return np.array(points)


def bisection_across_the_curve(f, x, y, s, n):
    c, points = f(x, y), [np.array([x, y])]
    for _ in range(n):
        p = points[-1] + s * tangent(f, points[-1])
        g = gc.gradient(f, *p, h=1e-6)
        up = g / np.hypot(*g)
        low, high = -s / 2, s / 2
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (low, middle) if f(*(p + middle * up)) > c else (middle, high)
        points.append(p + low * up)
    return np.array(points)


def on_a_circle_around_each_point(f, x, y, s, n):
    """Exactly s away each time: the direction is found by the secant method."""
    c, points = f(x, y), [np.array([x, y])]
    for _ in range(n):
        p, t = points[-1], tangent(f, points[-1])
        a = b = math.atan2(t[1], t[0])
        b += 0.05

        def height(angle, p=p):
            return f(p[0] + s * math.cos(angle), p[1] + s * math.sin(angle)) - c

        for _ in range(12):
            ha, hb = height(a), height(b)
            if hb == ha:
                break
            a, b = b, b - hb * (b - a) / (hb - ha)
        points.append(p + s * np.array([math.cos(b), math.sin(b)]))
    return points


RIGHT = {
    "project": [unit_vector_first, loops_and_lists, matrix_of_the_projection, least_squares, remainder_from_a_basis,
                by_the_cosine, tuple_of_tuples],
    "level_direction": [matrix_of_a_quarter_turn, by_the_angle, complex_numbers, forward_differences, complex_step,
                        float32_in_the_end],
    "trace": [predictor_and_corrector, runge_kutta, midpoints_and_one_correction, many_small_steps,
              bisection_across_the_curve, on_a_circle_around_each_point],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given"), [(name, given) for name, all_of_them in RIGHT.items() for given in all_of_them]
)
def test_right_answers_written_differently_are_accepted(name, given):
    assert tries.accepted("04", name, given)


# What is accepted of a walk, and what is not.

TRACE = EXERCISES["04.trace"]
CASES = [case for seed in tries.SEEDS for case in tries.cases(TRACE, seed)]


@functools.cache
def walk(case, correct=True, way=1):
    """The walk of a case, made once for all changes; none of them may change it in place."""
    f, x, y, s, n = case.inputs
    points = follow_level(f.build(), x, y, way * s, n, correct=correct).points
    points.flags.writeable = False
    return points


def faults(change, correct=True, way=1):
    """What is found wrong with a changed walk, for every case."""
    return [case.answer.exact(*case.inputs).fault(change(walk(case, correct, way), case.inputs[3])) for case in CASES]


def test_the_walk_itself_is_right_and_its_inputs_are_what_the_task_says():
    assert set(faults(lambda p, s: p)) == {""}
    for case in CASES:
        f, x, y, s, n = case.inputs
        middle, half_axes = walks_04.curve_of(f, x, y)
        assert np.abs(middle).max() + half_axes[0] < 2
        assert 1.2 <= n * s / walks_04.length_of(half_axes) < 1.25
        assert type(n) is int


def test_the_length_of_an_ellipse():
    assert walks_04.length_of(np.array([1.0, 1.0])) == pytest.approx(2 * math.pi)
    assert walks_04.length_of(np.array([2.0, 1.0])) == pytest.approx(9.688448220547675)  # 8 E(3/4)


def test_plain_euler_steps_drift_off_the_curve_and_fail():
    for case, fault in zip(CASES, faults(lambda p, s: p, correct=False), strict=True):
        f, x, y, *_ = case.inputs
        points = walk(case, correct=False)
        value, gradient = f.build(), np.hypot(*f.gradient(*points[-1]))
        assert abs(value(*points[-1]) - value(x, y)) / gradient > 10 * walks_04.NEAR_ENOUGH
        assert "has left the curve" in fault


def aside(points, k):
    """The walk with one point moved off the curve, by more than is accepted and less than a step."""
    dx, dy = points[k + 1] - points[k - 1]
    moved = points.copy()
    moved[k] += 0.01 * np.array([-dy, dx]) / np.hypot(dx, dy)
    return moved


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("an array of shape", lambda p, s: p.T),
        ("an array of shape", lambda p, s: p[1:]),
        ("first point is the start", lambda p, s: np.roll(p, -1, axis=0)),
        ("has left the curve", lambda p, s: aside(p, 5)),
        ("long: from", lambda p, s: np.concatenate([p[:1], p[:-1]])),
        ("long: from", lambda p, s: np.concatenate([p[:1], p[2:], p[-1:]])),
        ("leads the wrong way", lambda p, s: np.concatenate([p[:-2], p[-5:-3][::-1]])),
    ],
)
def test_what_is_wrong_with_a_walk_is_said(words, change):
    assert all(words in fault for fault in faults(change))


def test_the_other_way_round_is_the_wrong_way():
    assert all("wrong way" in fault for fault in faults(lambda p, s: p, way=-1))


def test_a_walk_that_does_not_come_round_is_said_to_end_before():
    for case in CASES:
        f, x, y, s, n = case.inputs
        points = follow_level(f.build(), x, y, 0.6 * s, n).points
        assert "before it has come round" in case.answer.exact(*case.inputs).fault(points)


def test_half_steps_and_one_and_a_half_steps_are_still_accepted_and_no_others():
    f, x, y, s, n = CASES[0].inputs
    fine = follow_level(f.build(), x, y, s / 20, 40 * n).points
    for share, fault in ((1.45, ""), (1.6, "long: from"), (0.45, "long: from")):
        points = fine[:: round(20 * share)][: n + 1]
        found = walks_04.fault_of_walk(points, f, x, y, s, len(points) - 1)
        assert fault in found
        assert bool(found) == bool(fault)


@pytest.mark.parametrize("spoil", [lambda p: p + 0j, lambda p: np.where(p == p[3], np.nan, p), lambda p: p * np.inf])
def test_a_walk_of_numbers_that_are_not_real_and_finite_is_refused_in_words(spoil):
    def given(f, x, y, s, n):
        return spoil(np.array(runge_kutta(f, x, y, s, n)))

    verdicts = tries.verdicts_on(tries.answer_of("04", "trace"), given)
    assert {verdict.mark for verdict in verdicts} == {"wrong"}
    assert {verdict.hint for verdict in verdicts} == {"Asked for are real numbers, and all of them finite."}
