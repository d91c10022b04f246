"""What is read off a race: exact gradients, the slope along each step, who has left, and the words for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import as_surface
from gradcalc.maths.optimisers import method_step
from gradcalc.maths.racing import Course, go_on
from gradcalc.readings.looking import look_at_loss, look_at_surface
from gradcalc.readings.race import Race, runner_of
from gradcalc.readings.race_words import race_remark, race_rows, race_words

BOWL = GALLERY["bowl"]


def run(method, rate, start, steps, surface=BOWL, **numbers):
    course = Course(method_step(method, rate, **numbers), np.array(start, float))
    go_on([course], look_at_surface(surface), steps)
    return runner_of(method, rate, course, steps, surface)


def race_of(*runners):
    return Race(BOWL, runners[0].path[0], len(runners[0].path) - 1, 0.0, list(runners))


@given(
    st.sampled_from(sorted(GALLERY)), st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=7)
)
def test_values_and_gradients_at_several_points_are_those_of_the_formula(name, points):
    surface, X = GALLERY[name], np.array(points)
    values, gradients = look_at_surface(surface)(X)
    exact = surface.gradient(*X.T).T
    np.testing.assert_allclose(values, surface(*X.T), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(
        gradients, exact, rtol=1e-12, atol=1e-12 * max(1.0, np.nanmax(np.abs(exact), initial=0))
    )


def test_of_a_function_in_python_gradients_are_found_by_differences():
    def one_by_one(x, y):
        return x * x + 3 * y if x > -10 else 0.0

    with pytest.warns(UserWarning, match="once per point"):
        _, gradients = look_at_surface(as_surface(one_by_one))(np.array([[1.0, 2.0], [-1.5, 0.0]]))
    np.testing.assert_allclose(gradients, [[2, 3], [-3, 3]], rtol=1e-7)


def test_gradient_descent_takes_the_steepest_way_and_momentum_climbs_after_the_lowest_point():
    """On x² with b = beta b + g the sign of x b says where the step leads: closed form of the recurrence."""
    straight = run("gradient descent", 0.1, (1.0, 0.5), 30)
    np.testing.assert_allclose(straight.shares, -1, rtol=1e-12)
    carried = run("momentum", 0.05, (1.0, 0.0), 40)
    x, b, climbs = 1.0, 0.0, []
    for _ in range(41):
        b = 0.9 * b + 2 * x
        climbs.append(-b * 2 * x > 0)
        x -= 0.05 * b
    assert carried.uphill.tolist() == climbs
    assert any(climbs)
    row = race_rows(race_of(carried))[0]
    assert row[-1] == str(sum(climbs[:-1]))


def test_the_slope_is_that_along_the_step_that_was_taken():
    runner = run("Adam", 0.2, (1.0, 0.5), 15, GALLERY["elliptic bowl"])
    u = runner.onward / np.linalg.norm(runner.onward, axis=1, keepdims=True)
    slopes = 2 * runner.path[:, 0] * u[:, 0] + 8 * runner.path[:, 1] * u[:, 1]
    np.testing.assert_allclose(runner.slopes, slopes, rtol=1e-9, atol=1e-9)


def test_who_leaves_says_where_and_stops_nobody():
    lost, there = run("gradient descent", 1.5, (1.0, 1.0), 60), run("Adam", 0.1, (1.0, 1.0), 60)
    race = race_of(lost, there)
    assert lost.left == 2  # 1, -2, 4: the window ends at 2, and -2 is its border
    assert race_remark(race).startswith("Gradient descent has left the map in step 2, from (-2.00, -2.00)")
    assert [row[1] for row in race_rows(race)] == ["left at 2", "60"]
    assert race.order == [there]
    assert "Adam at f" in race_words(race)
    assert "gradient descent" not in race_words(race)


def test_the_start_and_nobody_are_said():
    assert race_words(race_of(run("SGD", 0.1, (1.0, 1.0), 0))) == "At the start, where f is 2.00: SGD."
    assert "Nobody takes part" in race_words(Race(BOWL, np.ones(2), 0, 0.0, []))


def test_a_loss_is_asked_point_by_point_and_a_wrong_shape_is_named():
    look = look_at_loss(lambda w: np.sum(w**2), None, 3)
    values, gradients = look(np.array([[1.0, 2.0, 3.0]]))
    assert values.tolist() == [14.0]
    np.testing.assert_allclose(gradients, [[2, 4, 6]], rtol=1e-7)
    with pytest.raises(ValueError, match=r"gradient must return an array of shape \(3,\)"):
        look_at_loss(lambda w: 0.0, lambda w: np.zeros(2), 3)(np.ones((1, 3)))
    with pytest.raises(ValueError, match="loss must return one number"):
        look_at_loss(lambda w: w, None, 3)(np.ones((1, 3)))
