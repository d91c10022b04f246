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
