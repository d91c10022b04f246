"""Every formula of lesson 04, both sides computed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.lessons.predictions import PREDICTIONS

smooth = st.sampled_from([surface for surface in gc.GALLERY.values() if surface.smooth])
shares = st.floats(0.05, 0.95)
vectors = st.tuples(st.floats(-5, 5), st.floats(-5, 5)).map(np.array).filter(lambda v: np.hypot(*v) > 0.01)


@given(st.floats(0.3, 2), st.floats(0.3, 2), st.floats(0, 2 * math.pi))
def test_the_velocity_on_a_level_curve_is_perpendicular_to_the_gradient(a, b, t):
    # r(t) = (a cos t, b sin t) lies on the level curve x²/a² + y²/b² = 1.
    def f(x, y):
        return (x / a) ** 2 + (y / b) ** 2

    place = a * math.cos(t), b * math.sin(t)
    velocity = np.array([-a * math.sin(t), b * math.cos(t)])
    assert f(*place) == pytest.approx(1)
    g = gc.gradient(f, *place)
    assert g @ velocity == pytest.approx(0, abs=1e-7 * np.hypot(*g) * np.hypot(*velocity))


@given(smooth, shares, shares)
def test_the_slope_along_t_is_zero_and_the_higher_ground_is_on_its_left(surface, across, up):
    x = surface.xlim[0] + across * (surface.xlim[1] - surface.xlim[0])
    y = surface.ylim[0] + up * (surface.ylim[1] - surface.ylim[0])
    fx, fy = surface.gradient(x, y)
    length = math.hypot(fx, fy)
    if length < 1e-3:
        return
    t = np.array([fy, -fx]) / length
    left = np.array([-t[1], t[0]])
    assert np.hypot(*t) == pytest.approx(1)
    assert gc.directional_derivative(surface.f, x, y, t) == pytest.approx(0, abs=1e-6 * (1 + length))
    assert gc.directional_derivative(surface.f, x, y, left) == pytest.approx(length, rel=1e-4, abs=1e-6)


@given(vectors, vectors)
def test_the_two_parts_of_a_gradient(g, v):
    u = v / np.hypot(*v)
    p = (g @ u) * u
    q = g - p
    assert q @ u == pytest.approx(0, abs=1e-9)
    assert p @ p + q @ q == pytest.approx(g @ g)
    assert np.allclose(p, (g @ v) / (v @ v) * v)
    assert np.allclose(np.array(gc.project(g, v)), [p, q])
    assert np.sign(g @ u) * np.hypot(*p) == pytest.approx(g @ u)


def test_a_hundred_steps_along_tangents_of_the_bowl_add_one():
    point = np.array([1.0, 0.0])
    for _ in range(100):
        fx, fy = 2 * point
        point = point + 0.1 * np.array([fy, -fx]) / np.hypot(fx, fy)
    assert point @ point == pytest.approx(1 + 100 * 0.1**2)
    assert PREDICTIONS["04.straight_steps"].answers == ["it has grown"]


@pytest.mark.parametrize(("step", "n"), [(0.2, 50), (0.1, 100), (0.05, 200), (0.025, 400)])
def test_half_the_step_halves_the_drift_of_a_walk_of_the_same_length(step, n):
    point = np.array([1.0, 0.0])
    for _ in range(n):
        fx, fy = 2 * point
        point = point + step * np.array([fy, -fx]) / np.hypot(fx, fy)
    assert n * step == pytest.approx(10)
    assert point @ point - 1 == pytest.approx(10 * step)


def test_the_board_walks_as_far_in_steps_twice_as_long_and_drifts_twice_as_much():
    short, long = (
        gc.walk("bowl", x=1, y=0, way="along tangents only", step=step, steps=n).reading
        for step, n in ((0.1, 100), (0.2, 50))
    )
    assert (short.steps, long.steps) == (100, 50)
    assert long.values[-1] - 1 == pytest.approx(2 * (short.values[-1] - 1))


def test_the_correction_that_is_worked_with_numbers():
    point = np.array([0.9, 0.3])
    g = 2 * point
    corrected = point - (point @ point - 1) / (g @ g) * g
    assert g @ g == pytest.approx(3.6)
    assert corrected == pytest.approx([0.95, 0.3167], abs=5e-5)
    assert corrected @ corrected == pytest.approx(1.0028, abs=5e-5)


@given(st.floats(0.5, 2), st.floats(-0.05, 0.05), st.floats(0, 360))
def test_one_correction_squares_the_distance_from_the_curve(radius, off, turn):
    point = (radius + off) * gc.from_angle(turn)
    g = 2 * point
    distance = abs(point @ point - radius**2) / np.hypot(*g)
    assert distance == pytest.approx(abs(off), abs=off**2 / radius + 1e-12)
    corrected = point - (point @ point - radius**2) / (g @ g) * g
    assert abs(np.hypot(*corrected) - radius) <= off**2 / radius + 1e-12


@pytest.mark.parametrize(
    ("f", "ways"),
    [
        (gc.GALLERY["bowl"], 0),
        (gc.GALLERY["saddle"], 4),
        (gc.GALLERY["monkey saddle"], 6),
        (lambda x, y: (x + y) ** 3, 2),
    ],
)
def test_where_the_gradient_is_zero_the_level_set_may_be_anything(f, ways):
    assert np.abs(gc.gradient(f, 0.0, 0.0)).max() < 1e-9
    values = [f(*(0.7 * gc.from_angle(angle))) for angle in np.arange(0.5, 360.5)]
    # All four functions are homogeneous: f is zero along a whole ray, or nowhere on it.
    assert np.count_nonzero(np.diff(np.sign([*values, values[0]]))) == ways


def test_the_predictions_are_right():
    choices = PREDICTIONS["04.zero_change"].choices
    level = [choice for choice in choices if np.dot((2, 4), [int(c) for c in choice.strip("()").split(",")]) == 0]
    assert level == PREDICTIONS["04.zero_change"].answers
    assert PREDICTIONS["04.saddle"].answers == [4]


def test_scaling_the_weights_of_a_normalised_layer_changes_nothing_so_the_gradient_is_perpendicular_to_them():
    rng = np.random.default_rng(4)
    data, wanted = rng.normal(size=(50, 3)), rng.normal(size=50)

    def loss(w):
        out = data @ w
        return np.mean((np.tanh((out - out.mean()) / out.std()) - wanted) ** 2)

    w = rng.normal(size=3)
    assert loss(10 * w) == pytest.approx(loss(w))
    g = gc.gradient(loss, w)
    assert g @ w == pytest.approx(0, abs=1e-8)
    assert np.linalg.norm(w - 0.1 * g) > np.linalg.norm(w)
