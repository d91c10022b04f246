"""Lesson 01: answers that are right, written differently, and the closed forms of the forward differences."""

import math

import numpy as np
import pytest

from gradcalc.cards.report import call_of
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.lesson_01.cases import difference_along
from tests.exercises import tries

# Forward differences with a given step.


def quotient(ahead, here, h):
    return (ahead - here) / h


def differences(axis):
    """Ways to write the forward difference along an axis."""

    def move(x, y, h):
        return (x + h, y) if axis == "x" else (x, y + h)

    def plain(f, x, y, h):
        return (f(*move(x, y, h)) - f(x, y)) / h

    def in_another_function(f, x, y, h):
        return quotient(f(*move(x, y, h)), f(x, y), h)

    def as_two_quotients(f, x, y, h):
        return f(*move(x, y, h)) / h - f(x, y) / h

    def with_one_variable(f, x, y, h):
        g = (lambda t: f(t, y)) if axis == "x" else (lambda t: f(x, t))
        start = x if axis == "x" else y
        return (g(start + h) - g(start)) / h

    def times_the_inverse(f, x, y, h):
        return h**-1 * (-f(x, y) + f(*move(x, y, h)))

    def from_an_array(f, x, y, h):
        return np.diff(f(*np.transpose([(x, y), move(x, y, h)])))[0] / h

    def as_float32(f, x, y, h):
        return np.float32(plain(f, x, y, h))

    def of_no_dimensions(f, x, y, h):
        return np.array(plain(f, x, y, h))

    def with_points_as_arrays(f, x, y, h):
        p = np.array([x, y])
        q = p + h * np.eye(2)["xy".index(axis)]
        return (f(*q) - f(*p)) / h

    def with_the_step_really_taken(f, x, y, h):
        a, b = move(x, y, h)
        return (f(a, b) - f(x, y)) / ((a - x) + (b - y))

    return (plain, in_another_function, as_two_quotients, with_one_variable, times_the_inverse, from_an_array,
            as_float32, of_no_dimensions, with_points_as_arrays, with_the_step_really_taken)  # fmt: skip


# The gradient of two variables, at points and at arrays of points.


def of_the_lecture(f, x, y, h=1e-7):
    df_dx = (f(x + h, y) - f(x, y)) / h
    df_dy = (f(x, y + h) - f(x, y)) / h
    return np.array([df_dx, df_dy])


def central(f, x, y):
    h = 1e-6
    return np.array([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)]) / (2 * h)


def backward(f, x, y):
    return np.array([f(x, y) - f(x - 1e-7, y), f(x, y) - f(x, y - 1e-7)]) * 1e7


def five_point(f, x, y, h=1e-3):
    def slope(g):
        return (g(-2 * h) - 8 * g(-h) + 8 * g(h) - g(2 * h)) / (12 * h)

    return np.stack([slope(lambda t: f(x + t, y)), slope(lambda t: f(x, y + t))])


def complex_step(f, x, y):
    return np.array([f(x + 1e-30j, y).imag, f(x, y + 1e-30j).imag]) / 1e-30


def list_of_two(f, x, y):
    return [(f(x + 1e-7, y) - f(x, y)) / 1e-7, (f(x, y + 1e-7) - f(x, y)) / 1e-7]


def tuple_of_two(f, x, y):
    return tuple(list_of_two(f, x, y))


def as_float32(f, x, y):
    return central(f, x, y).astype(np.float32)


def richardson(f, x, y):
    def at(h):
        return np.array([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)]) / (2 * h)

    return (4 * at(1e-3) - at(2e-3)) / 3


def point_by_point(f, x, y):
    if np.ndim(x):
        return np.transpose([of_the_lecture(f, float(a), float(b)) for a, b in zip(x, y, strict=True)])
    return of_the_lecture(f, float(x), float(y))


def filled_in_a_loop(f, x, y):
    gradient = np.zeros((2, *np.shape(x)))
    for i, (dx, dy) in enumerate(((1e-7, 0), (0, 1e-7))):
        gradient[i] = (f(x + dx, y + dy) - f(x, y)) / 1e-7
    return gradient


# The gradient of n variables.


def copied(f, x, h=1e-7):
    here, gradient = f(x), np.zeros(len(x))
    for i in range(len(x)):
        moved = x.copy()
        moved[i] += h
        gradient[i] = (f(moved) - here) / h
    return gradient


def put_back(f, x, h=1e-7):
    x, here, gradient = np.array(x), f(x), []
    for i in range(x.size):
        old = x[i]
        x[i] = old + h
        gradient.append((f(x) - here) / h)
        x[i] = old
    return gradient


def with_unit_vectors(f, x, h=1e-6):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])


def backward_steps(f, x, h=1e-7):
    return np.array([(f(x) - f(x - h * e)) / h for e in np.eye(len(x))])


def complex_steps(f, x):
    return np.array([f(x + 1e-30j * e).imag / 1e-30 for e in np.eye(len(x))])


def five_points(f, x, h=1e-3):
    return [(f(x - 2 * h * e) - 8 * f(x - h * e) + 8 * f(x + h * e) - f(x + 2 * h * e)) / (12 * h)
            for e in np.eye(len(x))]  # fmt: skip


def by_where(f, x, h=1e-7):
    places = np.arange(len(x))
    return [(f(np.where(places == i, x + h, x)) - f(x)) / h for i in places]


def a_tuple(f, x):
    return tuple(float(slope) for slope in copied(f, x))


def in_float32(f, x):
    return with_unit_vectors(f, x).astype(np.float32)


def appended(f, x):
    gradient = np.array([])
    for i in range(len(x)):
        step = np.zeros_like(x)
        step[i] = 1e-6
        gradient = np.append(gradient, (f(x + step) - f(x - step)) / 2e-6)
    return gradient


def by_apply_along_axis(f, x, h=1e-7):
    return (np.apply_along_axis(f, 1, x + h * np.eye(len(x))) - f(x)) / h


WAYS = {
    "partial_x": differences("x"),
    "partial_y": differences("y"),
    "gradient_2d": (
        of_the_lecture, central, backward, five_point, complex_step, list_of_two, tuple_of_two, as_float32,
        richardson, point_by_point, filled_in_a_loop,
    ),
    "gradient_n": (
        copied, put_back, with_unit_vectors, backward_steps, complex_steps, five_points, by_where, a_tuple,
        in_float32, appended, by_apply_along_axis,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("01", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("01", WAYS)


@pytest.mark.parametrize("axis", ["x", "y"])
def test_the_closed_forms_are_the_forward_differences(axis):
    exercise = EXERCISES["01.partial_derivatives"]
    for seed in range(20):
        for case in exercise.cases(seed):
            if case.answer.name == f"partial_{axis}":
                f, x, y, h = case.inputs
                moved = (x + h, y) if axis == "x" else (x, y + h)
                quotient = (f.build()(*moved) - f.build()(x, y)) / h
                assert difference_along(axis)(f, x, y, h) == pytest.approx(quotient, abs=1e-9 / h)


def test_the_gradient_of_a_thousand_variables_is_exact_and_its_case_fits_on_a_line():
    for case in EXERCISES["01.gradient_n"].cases(3):
        f, x = case.inputs
        complex_gradient = complex_steps(f.build(), x)
        np.testing.assert_allclose(f.gradient(x), complex_gradient, rtol=1e-12, atol=1e-12)
        text = call_of(case)
        assert len(text) < 500
        names = {"np": np, "gradient_n": lambda f, x: (f(x), x)}
        exec(text.rpartition("\n")[0], names)
        value, point = eval(text.rpartition("\n")[2], names)
        np.testing.assert_array_equal(point, x)
        assert math.isclose(value, f.build()(x), rel_tol=1e-12)


def test_a_gradient_that_moves_the_point_itself_is_told_to_copy():
    def careless(f, x):
        moved, here = x, f(x)
        gradient = np.zeros(len(x))
        for i in range(len(x)):
            moved[i] += 1e-7
            gradient[i] = (f(moved) - f(x)) / 1e-7
        return gradient * (here == here)

    verdicts = tries.verdicts_on(tries.answer_of("01", "gradient_n"), careless)
    assert [verdict.mark for verdict in verdicts] == ["wrong", "wrong"]
    assert all("x.copy()" in verdict.hint for verdict in verdicts)
