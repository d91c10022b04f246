"""Lesson 02: answers that are right, written differently."""

import itertools
import math

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons.lesson_02 import cases as cases_02
from tests.exercises import tries

# The field without a loop.


def central_on_meshgrid(f, x, y):
    X, Y = np.meshgrid(x, y)
    h = 1e-5
    return np.array([(f(X + h, Y) - f(X - h, Y)) / (2 * h), (f(X, Y + h) - f(X, Y - h)) / (2 * h)])


def the_lectures_function_on_grids(f, x, y):
    X, Y = np.meshgrid(x, y)
    h = 1e-7
    return np.array([(f(X + h, Y) - f(X, Y)) / h, (f(X, Y + h) - f(X, Y)) / h])


def backward(f, x, y):
    X, Y = np.meshgrid(x, y)
    Z, h = f(X, Y), 1e-6
    return np.stack([(Z - f(X - h, Y)) / h, (Z - f(X, Y - h)) / h])


def complex_step(f, x, y):
    X, Y = np.meshgrid(x, y)
    return np.array([f(X + 1e-100j, Y).imag, f(X, Y + 1e-100j).imag]) / 1e-100


def five_points(f, x, y):
    X, Y = np.meshgrid(x, y)
    h = 1e-3

    def slope(g):
        return (g(-2 * h) - 8 * g(-h) + 8 * g(h) - g(2 * h)) / (12 * h)

    return np.array([slope(lambda s: f(X + s, Y)), slope(lambda s: f(X, Y + s))])


def by_broadcasting(f, x, y):
    X, Y = x[np.newaxis, :] + 0 * y[:, np.newaxis], y[:, np.newaxis] + 0 * x[np.newaxis, :]
    return np.array(central_on_meshgrid_of(f, X, Y))


def central_on_meshgrid_of(f, X, Y, h=1e-6):
    return [(f(X + h, Y) - f(X - h, Y)) / (2 * h), (f(X, Y + h) - f(X, Y - h)) / (2 * h)]


def flat_and_back(f, x, y):
    points = np.array(list(itertools.product(y, x)))
    partials = central_on_meshgrid_of(f, points[:, 1], points[:, 0])
    return np.reshape(partials, (2, len(y), len(x)))


def other_indexing_transposed(f, x, y):
    X, Y = np.meshgrid(x, y, indexing="ij")
    return np.array([part.T for part in central_on_meshgrid_of(f, X, Y)])


def with_mgrid(f, x, y):
    rows, columns = np.mgrid[: len(y), : len(x)]
    return np.array(central_on_meshgrid_of(f, x[columns], y[rows]))


def in_lists(f, x, y):
    return [part.tolist() for part in central_on_meshgrid_of(f, *np.meshgrid(x, y))]


def in_float32(f, x, y):
    return np.array(central_on_meshgrid_of(f, *np.meshgrid(x, y)), dtype=np.float32)


# The steepest point.


def on_a_fine_grid(f, xlim, ylim):
    X, Y = np.meshgrid(np.linspace(*xlim, 201), np.linspace(*ylim, 201))
    slope = np.hypot(*gc.gradient(f, X, Y))
    best = np.unravel_index(slope.argmax(), slope.shape)
    return X[best], Y[best]


def from_the_field(f, xlim, ylim):
    field = gc.sample_field(f, xlim, ylim, n=150)
    best = field.magnitude.argmax()
    return np.array([field.X.flat[best], field.Y.flat[best]])


def squared_lengths_and_where(f, xlim, ylim):
    X, Y = np.meshgrid(np.linspace(*xlim, 161), np.linspace(*ylim, 161))
    U, V = gc.gradient_2d(f, X, Y)
    squares = U**2 + V**2
    (row, *_), (column, *_) = np.where(squares == squares.max())
    return [X[row, column], Y[row, column]]


def two_grids(f, xlim, ylim):
    point = np.array([0.0, 0.0])
    window = np.array([xlim, ylim])
    for _ in range(3):
        X, Y = np.meshgrid(*(np.linspace(*side, 81) for side in window))
        point = np.array([X.flat[k := np.hypot(*gc.gradient(f, X, Y)).argmax()], Y.flat[k]])
        reach = np.array([(side[1] - side[0]) / 10 for side in window])
        window = np.array([np.clip(point - reach, *np.transpose([xlim, ylim])),
                           np.clip(point + reach, *np.transpose([xlim, ylim]))]).T  # fmt: skip
    return point


def loop_over_points(f, xlim, ylim):
    points = itertools.product(np.linspace(*xlim, 91), np.linspace(*ylim, 91))

    def slope(p, h=1e-6):
        return math.hypot(f(p[0] + h, p[1]) - f(p[0] - h, p[1]), f(p[0], p[1] + h) - f(p[0], p[1] - h))

    return max(points, key=slope)


def loop_over_rows(f, xlim, ylim):
    best = (-1.0, None)
    for y in np.linspace(*ylim, 121):
        x = np.linspace(*xlim, 121)
        slope = np.linalg.norm(gc.gradient(f, x, np.full(121, y)), axis=0)
        k = slope.argmax()
        best = max(best, (slope[k], (x[k], y)), key=lambda pair: pair[0])
    return np.array(best[1])


def random_points(f, xlim, ylim):
    rng = np.random.default_rng(0)
    x, y = rng.uniform(*xlim, 300_000), rng.uniform(*ylim, 300_000)
    x, y = np.append(x, [xlim[0], xlim[1]] * 2), np.append(y, np.repeat(ylim, 2))
    k = np.hypot(*gc.gradient(f, x, y)).argmax()
    return x[k], y[k]


def complex_steps(f, xlim, ylim):
    X, Y = np.meshgrid(np.linspace(*xlim, 181), np.linspace(*ylim, 181))
    k = (f(X + 1e-30j, Y).imag ** 2 + f(X, Y + 1e-30j).imag ** 2).argmax()
    return np.array([X.ravel()[k], Y.ravel()[k]])


def differences_of_the_values(f, xlim, ylim):
    x, y = np.linspace(*xlim, 401), np.linspace(*ylim, 401)
    V, U = np.gradient(f(*np.meshgrid(x, y)), y, x, edge_order=2)
    i, j = np.unravel_index(np.hypot(U, V).argmax(), U.shape)
    return np.array([x[j], y[i]], dtype=np.float32)


def sorted_by_slope(f, xlim, ylim):
    X, Y = np.meshgrid(np.arange(xlim[0], xlim[1] + 1e-9, 0.02), np.arange(ylim[0], ylim[1] + 1e-9, 0.02))
    order = np.argsort(np.hypot(*gc.gradient(f, X, Y)), axis=None)
    return np.array([X, Y]).reshape(2, -1)[:, order[-1]]


# What kind of critical point.


def outward_parts(f, x, y):
    t = np.radians(np.arange(0, 360, 5))
    U, V = gc.gradient(f, x + 0.1 * np.cos(t), y + 0.1 * np.sin(t))
    outward = U * np.cos(t) + V * np.sin(t)
    return "minimum" if (outward > 0).all() else "maximum" if (outward < 0).all() else "saddle"


def signs(f, x, y):
    t = np.linspace(0, 2 * np.pi, 100)
    U, V = gc.gradient(f, x + 0.1 * np.cos(t), y + 0.1 * np.sin(t))
    found = set(np.sign(U * np.cos(t) + V * np.sin(t)).tolist())
    return {(1.0,): "minimum", (-1.0,): "maximum"}.get(tuple(found), "saddle")


def shares(f, x, y):
    t = np.radians(np.arange(360))
    u = np.array([np.cos(t), np.sin(t)])
    share = np.mean(np.sum(gc.gradient(f, x + u[0] / 20, y + u[1] / 20) * u, axis=0) > 0)
    return "maximum" if share == 0 else "minimum" if share == 1 else "saddle"


def heights_around(f, x, y):
    t = np.radians(np.arange(0, 360, 3))
    climb = f(x + 0.1 * np.cos(t), y + 0.1 * np.sin(t)) - f(x, y)
    return "minimum" if climb.min() > 0 else "maximum" if climb.max() < 0 else "saddle"


def heights_one_by_one(f, x, y):
    up = [f(x + 0.2 * math.cos(a / 20), y + 0.2 * math.sin(a / 20)) > f(x, y) for a in range(126)]
    if all(up):
        return "minimum"
    return "saddle" if any(up) else "maximum"


def slopes_by_differences(f, x, y):
    kinds = set()
    for angle in range(0, 360, 4):
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        kinds.add(f(x + 0.11 * c, y + 0.11 * s) > f(x + 0.1 * c, y + 0.1 * s))
    return "saddle" if len(kinds) == 2 else "minimum" if True in kinds else "maximum"


def turns_of_the_arrow(f, x, y):
    t = np.radians(np.arange(361))
    U, V = gc.gradient(f, x + 0.1 * np.cos(t), y + 0.1 * np.sin(t))
    angle = np.unwrap(np.arctan2(V, U))
    if angle[-1] < angle[0]:
        return "saddle"
    return "minimum" if U[0] > 0 else "maximum"


def directional_derivatives(f, x, y):
    angles = np.radians(np.arange(0, 360, 5))
    u = np.array([np.cos(angles), np.sin(angles)])
    slopes = gc.directional_derivative(f, x + 0.1 * u[0], y + 0.1 * u[1], u)
    return ["maximum", "saddle", "minimum"][int(slopes.min() > 0) + int(slopes.max() > 0)]


def random_neighbours(f, x, y):
    dx, dy = np.random.default_rng(0).uniform(-0.1, 0.1, (2, 5000))
    U, V = gc.gradient(f, x + dx, y + dy)
    out = U * dx + V * dy
    return "minimum" if out.min() >= 0 else "maximum" if out.max() <= 0 else "saddle"


def in_capitals(f, x, y):
    return outward_parts(f, x, y).upper()


WAYS = {
    "gradient_field": (
        central_on_meshgrid, the_lectures_function_on_grids, backward, complex_step, five_points, by_broadcasting,
        flat_and_back, other_indexing_transposed, with_mgrid, in_lists, in_float32,
    ),
    "steepest_point": (
        on_a_fine_grid, from_the_field, squared_lengths_and_where, two_grids, loop_over_points, loop_over_rows,
        random_points, complex_steps, differences_of_the_values, sorted_by_slope,
    ),
    "kind_of_point": (
        outward_parts, signs, shares, heights_around, heights_one_by_one, slopes_by_differences, turns_of_the_arrow,
        directional_derivatives, random_neighbours, in_capitals,
    ),
    "arrow_choice": (
        "b", "B", " b", "b ", "\tB\n", "abcd"[1], chr(98), sorted("dcba")[1], str(np.str_("b")), "".join(["b"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("02", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("02", WAYS)


@pytest.mark.parametrize("way", ["points", "rows", "vectorize"])
def test_every_loop_over_points_or_rows_is_refused_on_a_fine_grid_and_right_elsewhere(way):
    def looping(f, x, y, h=1e-6):
        def partials(a, b):
            return np.array([f(a + h, b) - f(a - h, b), f(a, b + h) - f(a, b - h)]) / (2 * h)

        if way == "points":
            return np.moveaxis([[partials(a, b) for a in x] for b in y], -1, 0)
        if way == "rows":
            return np.stack([partials(x, np.full(len(x), b)) for b in y], axis=1)
        X, Y = np.meshgrid(x, y)
        g = np.vectorize(f, otypes=[float])
        return np.array([g(X + h, Y) - g(X - h, Y), g(X, Y + h) - g(X, Y - h)]) / (2 * h)

    for seed in tries.SEEDS:
        *coarse, fine = tries.verdicts_on(tries.answer_of("02", "gradient_field"), looping, seed)
        assert [verdict.mark for verdict in coarse] == ["right", "right"]
        assert (fine.mark, fine.reply.name) == ("wrong", "RuntimeError")
        assert "leave the loop out" in fine.hint


def test_the_steepest_points_are_those_of_a_very_fine_grid():
    answer = tries.answer_of("02", "steepest_point")
    for seed in range(12):
        for stratum in answer.strata:
            for f, xlim, ylim in stratum.draw(np.random.default_rng(seed)):
                assert max(np.ptp(xlim), np.ptp(ylim)) <= 4
                X, Y = np.meshgrid(np.linspace(*xlim, 601), np.linspace(*ylim, 601))
                k = np.hypot(*gc.gradient(f.build(), X, Y)).argmax()
                assert answer.exact(f, xlim, ylim) == pytest.approx((X.flat[k], Y.flat[k]), abs=0.006)


def test_the_places_of_exercise_3_are_critical_and_of_the_kind_that_the_heights_around_them_show():
    for seed in range(12):
        for draw in (cases_02.along_the_axes, cases_02.turned, cases_02.without_second_derivatives):
            for f, x, y in draw(np.random.default_rng(seed)):
                assert np.abs(f.gradient(x, y)).max() < 1e-9
                assert cases_02.kind_of_point(f, x, y) == heights_around(f.build(), x, y)


def test_all_second_derivatives_vanish_where_exercise_3_says_so():
    for f, x, y in cases_02.without_second_derivatives(np.random.default_rng(5)):
        steps = np.array([1e-3, 1e-4])
        for ux, uy in ((1, 0), (0, 1), (0.6, 0.8)):
            slopes = np.array([f.gradient(x + h * ux, y + h * uy) for h in steps]) / steps[:, np.newaxis]
            assert np.abs(slopes).max() < 0.1
            assert np.abs(slopes[1]).max() < 0.2 * np.abs(slopes[0]).max()
