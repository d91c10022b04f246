"""The statements of lesson 03 about rounding and about steps, each with an oracle of its own."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons.exercises import EXERCISES


def lengths(g):
    """The length of a vector, as students write it."""
    return np.hypot(*g), np.linalg.norm(g), np.sqrt(g @ g), np.sqrt(np.sum(g**2))


def test_rounding_makes_two_angles_of_one_a_few_millionths_of_a_degree_apart():
    apart = []
    for g in np.random.default_rng(0).normal(size=(3000, 2)):
        apart += [2 * np.degrees(np.arccos(c / length)) for c in lengths(g) for length in lengths(g) if c <= length]
    apart = np.array(apart)
    assert (apart == 0).any()
    assert apart[apart > 0].min() > 1e-6  # so a millionth of a degree tells nothing apart
    assert apart.max() < 1e-5
    # The next float below 1 is 1 - 2^-53. By cos a = 1 - a²/2 + ..., it is the cosine of the angle 2^-26.
    assert apart[apart > 0].min() == pytest.approx(2 * np.degrees(2.0**-26), rel=1e-6)


def test_no_two_angles_that_are_asked_for_are_as_close_as_a_thousandth_of_a_degree():
    (answer,) = EXERCISES["03.angles_of_a_slope"].answers
    for seed in range(30):
        for stratum in answer.strata:
            for g, c in stratum.draw(np.random.default_rng(seed)):
                angles = answer.exact(g, c)
                assert len(angles) < 2 or 1e-3 < (angles[1] - angles[0]) % 360 < 360 - 1e-3


def test_the_slope_along_a_line_comes_from_steps_of_several_sizes():
    places = []

    def f(x, y):
        places.append((x, y))
        return x**2 + y**2

    assert gc.directional_derivative(f, 1.0, 1.0, [1, 0]) == pytest.approx(2)
    distances = sorted({abs(x - 1) for x, _ in places} - {0.0})
    assert distances[-1] > 1.5 * distances[0]
    assert {y for _, y in places} == {1.0}


def test_two_evaluations_are_enough_for_a_slope_in_any_number_of_dimensions():
    for n in (3, 300):
        w, u = np.linspace(0, 1, n), gc.unit(np.ones(n))
        h = 1e-5
        slope = (np.sin(w + h * u).sum() - np.sin(w - h * u).sum()) / (2 * h)
        assert slope == pytest.approx(np.cos(w) @ u, rel=1e-8)


def test_the_two_rises_that_are_named_beside_the_picture_are_those_of_the_hills():
    u = gc.from_angle(40)
    rises = gc.GALLERY["two hills"].gradient(0.65, -0.4) * u
    assert rises == pytest.approx([0.35, 0.41], abs=0.005)
    assert rises.sum() == pytest.approx(0.76, abs=0.005)


def test_the_slope_that_is_worked_with_numbers_is_the_limit_and_the_dot_product():
    for h in (0.5, -0.25, 0.125):
        rise = (1 + 0.8 * h) ** 2 + (1 + 0.6 * h) ** 2 - 2
        assert rise == pytest.approx(2.8 * h + h**2)
    assert np.dot([2, 2], [0.8, 0.6]) == pytest.approx(2.8)
    assert np.sqrt(8) * np.cos(np.radians(30)) == pytest.approx(np.dot([2, 2], gc.from_angle(15)))
