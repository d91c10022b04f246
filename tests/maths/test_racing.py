"""Courses of several optimisers that go on together, against each by itself."""

import numpy as np
import pytest

from gradcalc.maths.optimisers import METHODS, method_step, optimise
from gradcalc.maths.racing import Course, go_on, greatest_curvature

A = np.array([[3.0, 1.0], [1.0, 2.0]])
START = np.array([1.0, -2.0])


def look(X):
    assert np.isfinite(X).all()
    return 0.5 * np.einsum("ki,ij,kj->k", X, A, X), X @ A


def test_together_each_goes_its_own_way_and_goes_on_where_it_was():
    courses = {method: Course(method_step(method, 0.05), START) for method in METHODS}
    for steps in (3, 3, 20):
        go_on(list(courses.values()), look, steps)
    for method, course in courses.items():
        alone = optimise(method, lambda x: A @ x, START, 0.05, 21)
        np.testing.assert_allclose(course.path, alone, rtol=1e-12)
        np.testing.assert_allclose(course.gradients, alone[:-1] @ A, rtol=1e-12)
        np.testing.assert_allclose(course.values, look(alone[:-1])[0], rtol=1e-12)


def test_noise_is_added_to_the_step_alone_and_a_seed_rewinds_to_the_same_path():
    def course(seed):
        found = Course(method_step("SGD", 0.05), START, noise=0.5, seed=seed)
        go_on([found], look, 500)
        return found

    one, again, other = course(1), course(1), course(2)
    np.testing.assert_array_equal(one.path, again.path)
    assert not np.allclose(one.path, other.path)
    np.testing.assert_allclose(one.gradients, np.array(one.path[:-1]) @ A, rtol=1e-12)
    noise = (np.array(one.path[:-1]) - np.array(one.path[1:])) / 0.05 - one.gradients
    assert noise.std() == pytest.approx(0.5, rel=0.1)


def test_what_is_no_number_any_more_stays_there_and_stops_nobody():
    courses = [Course(method_step("gradient descent", rate), START) for rate in (1e200, 0.1)]
    go_on(courses, look, 30)
    assert not np.isfinite(courses[0].values[-1])
    np.testing.assert_allclose(courses[1].path, optimise("SGD", lambda x: A @ x, START, 0.1, 31))


def test_the_greatest_curvature_is_the_greatest_eigenvalue():
    assert greatest_curvature(look, START) == pytest.approx(np.linalg.eigvalsh(A)[-1], rel=0.01)
    assert greatest_curvature(lambda X: (X.sum(axis=1), np.ones_like(X)), START) == 0


def diagonal(*seconds):
    return lambda X: ((X**2 @ seconds) / 2, X * seconds)


@pytest.mark.parametrize("start", [(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)])
def test_it_is_found_from_an_axis_and_from_where_the_gradient_is_zero(start):
    assert greatest_curvature(diagonal(2.0, 100.0), np.array(start)) == pytest.approx(100, rel=0.01)


def test_without_second_derivatives_it_is_nan():
    for value in (np.nan, np.inf):
        assert np.isnan(greatest_curvature(lambda X, value=value: (X[:, 0], np.full_like(X, value)), START))

    def at_the_start_alone(X):
        return X[:, 0], np.where((X == START).all(axis=1, keepdims=True), 1.0, np.nan) * X

    assert np.isnan(greatest_curvature(at_the_start_alone, START))
