"""Lesson 03: answers that are right, written differently."""

import cmath
import math

import numpy as np
import pytest

import gradcalc as gc
from tests.exercises import tries

# The slope along a direction.


def refused(direction):
    if not np.any(direction):
        raise ValueError("no direction")


def gradient_and_norm(f, x, y, direction):
    refused(direction)
    return gc.gradient(f, x, y) @ direction / np.linalg.norm(direction)


def plain_python(f, x, y, direction):
    a, b = direction
    length = math.sqrt(a * a + b * b)
    if length == 0:
        raise ValueError("no direction")
    h = 1e-6
    return (f(x + h * a / length, y + h * b / length) - f(x, y)) / h


def forward_difference_along_u(f, x, y, direction):
    refused(direction)
    u, h = direction / np.sqrt(direction @ direction), 1e-5
    return (f(x + h * u[0], y + h * u[1]) - f(x, y)) / h


def backward_difference_along_u(f, x, y, direction):
    refused(direction)
    u, h = direction / np.linalg.norm(direction), 1e-7
    return (f(x, y) - f(x - h * u[0], y - h * u[1])) / h


def five_point_formula(f, x, y, direction):
    refused(direction)
    u, h = np.array(direction) / np.hypot(*direction), 1e-3

    def g(t):
        return f(x + t * u[0], y + t * u[1])

    return (g(-2 * h) - 8 * g(-h) + 8 * g(h) - g(2 * h)) / (12 * h)


def complex_step_along_u(f, x, y, direction):
    refused(direction)
    u = direction / np.linalg.norm(direction)
    return f(x + 1e-200j * u[0], y + 1e-200j * u[1]).imag / 1e-200


def complex_partials_in_a_list(f, x, y, direction):
    refused(direction)
    partials = [f(complex(x, 1e-20), y).imag / 1e-20, f(x, complex(y, 1e-20)).imag / 1e-20]
    return sum(p * d for p, d in zip(partials, direction, strict=True)) / math.hypot(*direction)


def angle_of_the_direction(f, x, y, direction):
    refused(direction)
    t = np.arctan2(direction[1], direction[0])
    fx, fy = gc.gradient(f, x, y)
    return fx * np.cos(t) + fy * np.sin(t)


def length_times_cosine(f, x, y, direction):
    refused(direction)
    g = gc.gradient(f, x, y)
    cosine = math.cos(cmath.phase(complex(*g)) - cmath.phase(complex(*direction)))
    return math.hypot(*g) * cosine


def float32_in_the_end(f, x, y, direction):
    return np.float32(gradient_and_norm(f, x, y, direction))


def array_of_no_dimensions(f, x, y, direction):
    return np.array(gradient_and_norm(f, x, y, direction), dtype=object)


def loop_over_the_components(f, x, y, direction):
    point, slope, squares = [x, y], 0.0, 0.0
    for i, component in enumerate(direction):
        ahead, behind = list(point), list(point)
        ahead[i] += 1e-5
        behind[i] -= 1e-5
        slope += (f(*ahead) - f(*behind)) / 2e-5 * component
        squares += component**2
    if squares == 0:
        raise ValueError("no direction")
    return slope / squares**0.5


def an_error_of_its_own(f, x, y, direction):
    class NoDirection(ValueError):
        pass

    if not any(direction):
        raise NoDirection
    return gradient_and_norm(f, x, y, direction)


def warns_and_prints(f, x, y, direction):
    np.array([1.0]) / np.array([0.0])
    print("the direction is", direction)
    return gradient_and_norm(f, x, y, direction)


# The angles at which the slope is c.


def both_sides_of_the_gradient(g, c):
    length = math.hypot(*g)
    if abs(c) > length:
        return []
    middle, half = math.atan2(g[1], g[0]), math.acos(c / length)
    found = [math.degrees(middle + half) % 360, math.degrees(middle - half) % 360]
    return found if abs(c) < length else found[:1]


def the_other_way_round(g, c):
    return both_sides_of_the_gradient(g, c)[::-1]


def with_the_arc_sine(g, c):
    # g · u = |g| sin(t + s), where s is the angle from the y-axis to the gradient, counted clockwise.
    length, shift = np.linalg.norm(g), np.arctan2(g[0], g[1])
    if abs(c) > length:
        return np.empty(0)
    first = np.arcsin(c / length)
    angles = np.degrees(np.array([first - shift, np.pi - first - shift])) % 360
    return angles if abs(c) < length else angles[:1]


def from_the_quadratic_equation(g, c):
    # g0 cos t + g1 sin t = c with z = exp(it): (g0 - i g1) z² - 2 c z + (g0 + i g1) = 0.
    length = math.hypot(*g)
    if abs(c) > length:
        return ()
    a = complex(g[0], -g[1])
    root = cmath.sqrt(c * c - length**2)
    zs = [(c + root) / a, (c - root) / a] if abs(c) < length else [c / a]
    return tuple(math.degrees(cmath.phase(z)) % 360 for z in zs)


def from_unit_vectors(g, c):
    length = np.linalg.norm(g)
    if abs(c) > length:
        return np.zeros((0,))
    along, across = g / length, np.array([-g[1], g[0]]) / length
    share = c / length
    rest = np.sqrt(1 - share**2)
    us = [share * along + rest * across, share * along - rest * across]
    angles = {float(np.rad2deg(np.arctan2(u[1], u[0])) % 360) for u in us}
    return sorted(angles)


def with_half_angles(g, c):
    length = math.hypot(*g)
    if abs(c) >= length:
        return [math.degrees(math.atan2(g[1] * c, g[0] * c)) % 360] if abs(c) == length else []
    rest = math.sqrt(length**2 - c * c)
    ts = [2 * math.atan((g[1] + sign * rest) / (g[0] + c)) for sign in (1, -1)]
    return [math.degrees(t) % 360 for t in ts]


def float32_angles(g, c):
    return np.array(both_sides_of_the_gradient(g, c), dtype=np.float32)


def array_of_objects(g, c):
    return np.array(both_sides_of_the_gradient(g, c), dtype=object)


def appended_one_by_one(g, c):
    found = np.array([])
    for sign in (1, -1):
        share = c / np.sqrt(g[0] ** 2 + g[1] ** 2)
        if -1 <= share <= 1:
            angle = (np.degrees(np.arctan2(g[1], g[0])) + sign * np.degrees(np.arccos(share))) % 360
            if not np.isclose(found, angle, atol=1e-6, rtol=0).any():
                found = np.append(found, angle)
    return found


def nan_left_out(g, c):
    with np.errstate(invalid="ignore"):
        half = np.arccos(c / np.linalg.norm(g))
    angles = np.degrees(np.arctan2(g[1], g[0]) + np.array([half, -half]))
    return np.unique((angles[~np.isnan(angles)] % 360).round(8))


def intersections_with_a_fine_grid(g, c):
    length = math.hypot(*g)
    if abs(c) >= length:
        return both_sides_of_the_gradient(g, c)
    t = np.linspace(0, 360, 3601)
    s = g[0] * np.cos(np.radians(t)) + g[1] * np.sin(np.radians(t)) - c
    crossings = np.flatnonzero(np.sign(s[:-1]) * np.sign(s[1:]) <= 0)
    angles = t[crossings] - s[crossings] * 0.1 / (s[crossings + 1] - s[crossings])
    return np.unique(angles.round(3))


# The steepest direction, and the slope along it.


def normalised_gradient(f, x):
    g = gc.gradient(f, x)
    return g / np.linalg.norm(g)


def divided_in_a_list(f, x):
    g = gc.gradient(f, x)
    length = math.sqrt(sum(p**2 for p in g))
    return [p / length for p in g]


def partials(f, x, difference):
    return np.array([difference(f, x, e) for e in np.eye(len(x))])


def forward(f, x, e, h=1e-6):
    return (f(x + h * e) - f(x)) / h


def central(f, x, e, h=1e-5):
    return (f(x + h * e) - f(x - h * e)) / (2 * h)


def complex_step(f, x, e, h=1e-30):
    return f(x + 1j * h * e).imag / h


def five_point(f, x, e, h=1e-3):
    return (f(x - 2 * h * e) - 8 * f(x - h * e) + 8 * f(x + h * e) - f(x + 2 * h * e)) / (12 * h)


def extrapolated(f, x, e):
    return (4 * central(f, x, e, 1e-3) - central(f, x, e, 2e-3)) / 3


DIFFERENCES = (forward, central, complex_step, five_point, extrapolated)


def direction_by(difference):
    def steepest_direction(f, x):
        g = partials(f, x, difference)
        return g / np.sqrt((g**2).sum())

    return steepest_direction


def slope_by(difference):
    return lambda f, x: np.linalg.norm(partials(f, x, difference))


def float32_direction(f, x):
    return normalised_gradient(f, x).astype(np.float32)


def tuple_of_numbers(f, x):
    return tuple(float(c) for c in normalised_gradient(f, x))


def filled_in_a_loop(f, x):
    u = np.zeros_like(x)
    for i in range(x.size):
        step = np.zeros_like(x)
        step[i] = 1e-5
        u[i] = f(x + step) - f(x - step)
    u /= math.sqrt(math.fsum(c * c for c in u))
    return u


def climbed_on_the_sphere(f, x):
    g = gc.gradient(f, x)
    u = np.ones_like(x) / np.sqrt(x.size)
    for _ in range(400):
        u = u + 0.1 * g
        u = u / np.linalg.norm(u)
    return u


def along_the_unit_gradient(f, x):
    u, h = normalised_gradient(f, x), 1e-6
    return (f(x + h * u) - f(x - h * u)) / (2 * h)


def root_of_g_dot_g(f, x):
    g = gc.gradient(f, x)
    return np.sqrt(g @ g)


def hypotenuse(f, x):
    return math.hypot(*gc.gradient(f, x))


def as_float32(f, x):
    return np.float32(hypotenuse(f, x))


def summed_in_a_loop(f, x):
    total = 0
    for e in np.eye(len(x)):
        total += central(f, x, e) ** 2
    return total**0.5


# The greatest slope along several directions, as a share.


def loop_over_directions(gradient, directions):
    best = -math.inf
    for d in directions:
        best = max(best, float(gradient @ d) / math.hypot(*d))
    return best / math.hypot(*gradient)


def one_expression(g, ds):
    return max(ds @ g / np.sqrt((ds**2).sum(axis=1))) / np.sqrt(g @ g)


def normalised_rows(g, ds):
    us = ds / np.linalg.norm(ds, axis=1, keepdims=True)
    return np.max(us @ (g / np.linalg.norm(g)))


def sorted_slopes(g, ds):
    return sorted(sum(a * b for a, b in zip(g, d, strict=True)) / np.linalg.norm(d) for d in ds)[-1] / np.linalg.norm(
        g
    )


def by_einsum(g, ds):
    return np.einsum("ij,j->i", ds / np.linalg.norm(ds, axis=-1)[:, None], g / np.linalg.norm(g)).max()


def with_the_law_of_cosines(g, ds):
    shares = []
    for d in ds:
        a, b, c = np.linalg.norm(g), np.linalg.norm(d), np.linalg.norm(g - d)
        shares.append((a**2 + b**2 - c**2) / (2 * a * b))
    return max(shares)


def least_angle(g, ds):
    return np.cos(min(np.arccos(d @ g / np.linalg.norm(d) / np.linalg.norm(g)) for d in ds))


def float32_throughout(g, ds):
    g, ds = g.astype(np.float32), ds.astype(np.float32)
    return (ds @ g / np.linalg.norm(ds, axis=1)).max() / np.linalg.norm(g)


def array_of_one_value(g, ds):
    return np.array(normalised_rows(g, ds))


def picked_by_argmax(g, ds):
    slopes = [np.dot(d, g) / np.linalg.norm(d) for d in ds]
    return slopes[int(np.argmax(slopes))] / np.linalg.norm(g)


def best_of_a_running_reduction(g, ds):
    return np.maximum.reduce([np.vdot(d / np.linalg.norm(d), g) for d in ds]) / np.linalg.norm(g)


WAYS = {
    "directional_derivative": (
        gradient_and_norm, plain_python, forward_difference_along_u, backward_difference_along_u, five_point_formula,
        complex_step_along_u, complex_partials_in_a_list, angle_of_the_direction, length_times_cosine,
        float32_in_the_end, array_of_no_dimensions, loop_over_the_components, an_error_of_its_own, warns_and_prints,
    ),
    "angles_of_slope": (
        both_sides_of_the_gradient, the_other_way_round, with_the_arc_sine, from_the_quadratic_equation,
        from_unit_vectors, with_half_angles, float32_angles, array_of_objects, appended_one_by_one, nan_left_out,
        intersections_with_a_fine_grid,
    ),
    "steepest_direction": (
        normalised_gradient, divided_in_a_list, float32_direction, tuple_of_numbers, filled_in_a_loop,
        climbed_on_the_sphere, *map(direction_by, DIFFERENCES),
    ),
    "greatest_slope": (
        along_the_unit_gradient, root_of_g_dot_g, hypotenuse, as_float32, summed_in_a_loop,
        *map(slope_by, DIFFERENCES),
    ),
    "best_share": (
        loop_over_directions, one_expression, normalised_rows, sorted_slopes, by_einsum, with_the_law_of_cosines,
        least_angle, float32_throughout, array_of_one_value, picked_by_argmax, best_of_a_running_reduction,
    ),
    "flat_choice": (
        "c", "C", " c", "c ", "\tC\n", "abcd"[2], chr(99), max("a", "b", "c"), str(np.str_("c")), "".join(["c"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("03", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("03", WAYS)


def test_no_case_asks_for_an_angle_that_rounding_could_carry_past_a_full_turn():
    answer = tries.answer_of("03", "angles_of_slope")
    for seed in range(200):
        for stratum in answer.strata:
            for inputs in stratum.draw(np.random.default_rng(seed)):
                assert all(0.02 < angle < 359.98 for angle in answer.exact(*inputs))
