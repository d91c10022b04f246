"""The statements of lesson 02, each with both of its sides computed."""

import pathlib

import nbformat
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.circle import SURFACES
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.explorer.stage import field_marks
from gradcalc.pictures.background import levels_of, sample_map

CELLS = {
    cell.id: cell.source
    for cell in nbformat.read(pathlib.Path(__file__).parents[2] / "notebooks" / "02_gradient_field.ipynb", 4).cells
}
SMOOTH = [surface for surface in gc.GALLERY.values() if surface.smooth]
CRITICAL = {  # the places and kinds that the lesson names
    "bowl": ((0.0, 0.0), "minimum", 1),
    "two hills": ((0.97834, 0.00541), "maximum", 1),
    "saddle": ((0.0, 0.0), "saddle", -1),
    "monkey saddle": ((0.0, 0.0), "saddle", -2),
}


def names_of(*ids):
    """What the cells of these ids define."""
    names = {"np": np, "gc": gc}
    for cell in ids:
        exec(CELLS[cell], names)
    return names


def around(x, y, radius=0.1, count=720):
    t = np.linspace(0, 2 * np.pi, count + 1)
    return t, x + radius * np.cos(t), y + radius * np.sin(t)


@given(st.sampled_from(SMOOTH), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_the_gradient_is_the_steepest_way_up_and_its_length_the_slope_along_it(surface, i, j):
    x = surface.xlim[0] + i * (surface.xlim[1] - surface.xlim[0])
    y = surface.ylim[0] + j * (surface.ylim[1] - surface.ylim[0])
    u, v = surface.gradient(x, y)
    length = np.hypot(u, v)
    assume(length > 0.1)
    t, h = np.radians(np.arange(360)), 1e-5
    slopes = (surface(x + h * np.cos(t), y + h * np.sin(t)) - surface(x - h * np.cos(t), y - h * np.sin(t))) / (2 * h)
    assert slopes.max() <= length * (1 + 1e-4)
    assert slopes.max() >= length * np.cos(np.radians(0.5)) * (1 - 1e-4)  # the nearest whole degree
    apart = (np.degrees(np.arctan2(v, u)) - slopes.argmax() + 180) % 360 - 180
    assert abs(apart) < 0.6 + 1e-3 * np.abs(surface(x, y)) / length


@pytest.mark.parametrize("name", CRITICAL)
def test_the_arrows_around_a_critical_point_tell_its_kind(name):
    surface, ((x, y), kind, turns) = gc.GALLERY[name], CRITICAL[name]
    assert np.abs(surface.gradient(x, y)).max() < 1e-4
    for radius in (0.02, 0.1, 0.2):
        t, X, Y = around(x, y, radius)
        U, V = surface.gradient(X, Y)
        outward = U * np.cos(t) + V * np.sin(t)
        signs = {"minimum": {True}, "maximum": {False}, "saddle": {True, False}}[kind]
        assert set((outward > 0).tolist()) == signs
        # The outward part is the slope as you walk away.
        h = 1e-6
        walk = (surface(X + h * np.cos(t), Y + h * np.sin(t)) - surface(X, Y)) / h
        np.testing.assert_allclose(outward, walk, atol=1e-5)
        angle = np.unwrap(np.arctan2(V, U))
        assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(turns)


def test_the_monkey_saddle_has_three_ways_up_and_three_down_and_no_second_derivatives():
    surface = gc.GALLERY["monkey saddle"]
    t, X, Y = around(0, 0)
    U, V = surface.gradient(X, Y)
    outward = U * np.cos(t) + V * np.sin(t)
    assert np.count_nonzero(np.diff(np.sign(outward[np.abs(outward) > 1e-9]))) == 6
    for step in ((1e-5, 0), (0, 1e-5)):
        assert np.abs(surface.gradient(*step)).max() / 1e-5 < 1e-3


def test_the_arrows_of_kinks_are_equally_long_off_the_axes():
    X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
    assert np.hypot(*gc.GALLERY["kinks"].gradient(X, Y)) == pytest.approx(np.sqrt(2))


def test_the_double_loop_and_the_arrays_give_the_same_field_from_1600_and_from_4_calls():
    names = names_of("gradient_field-08", "gradient_field-20", "gradient_field-double-loop")
    X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
    calls = []

    def counted(x, y):
        calls.append(1)
        return names["f"](x, y)

    loop = names["double_loop"](counted, X, Y)
    assert len(calls) == 1600
    arrays = names["gradient_2d"](counted, X, Y)
    assert len(calls) == 1604
    np.testing.assert_allclose(loop, arrays, rtol=1e-12)
    np.testing.assert_allclose(arrays, 2 * np.array([X, Y]), atol=1e-6)


def arrows_of(explorer):
    return field_marks(explorer.surface, explorer.state).arrows.tolist()


@pytest.mark.parametrize(("cell", "name"), [("gradient_field-05", "e"), ("gradient_field-13", "around")])
def test_every_control_of_the_live_pictures_changes_them(cell, name):
    explorer = names_of(cell)[name]
    assert isinstance(explorer, Explorer)
    field = explorer.children[1]
    for control, values in (
        (field.arrows, (3, 14, 15, 40)),
        (field.lengths, ("compressed", "equal", "proportional")),
    ):
        for value in values:
            before, arrows = explorer.view.frame["state"], arrows_of(explorer)
            control.value = value
            assert explorer.view.frame["state"] != before  # by which the page draws the field
            assert arrows_of(explorer) != arrows
    for surface in gc.GALLERY:
        explorer.controls.function.value = surface
        assert explorer.view.message == ""
        assert explorer.surface.name == surface


BENT, FLAT = SURFACES["bent valley"], SURFACES["flat bent valley"]


def outward_part(surface, radius, count=20_000):
    t, X, Y = around(0.0, 0.0, radius, count)
    U, V = surface.gradient(X, Y)
    return np.degrees(t), U * np.cos(t) + V * np.sin(t)


def hessian(surface, h=1e-6):
    """By differences of the exact gradient."""
    return np.array([(surface.gradient(h * a, h * b) - surface.gradient(-h * a, -h * b)) / (2 * h)
                     for a, b in ((1, 0), (0, 1))])  # fmt: skip


@pytest.mark.parametrize("surface", [BENT, FLAT], ids=["bent", "flat"])
def test_the_bent_valleys_are_critical_and_lowest_at_the_origin_alone(surface):
    x, y = np.random.default_rng(0).uniform(-0.5, 0.5, (2, 10_000))
    assert (surface(x, y) > 0).all()
    assert surface(0.0, 0.0) == 0
    # The gradient is that of the formula, by complex steps; it is zero at the origin, and nowhere else:
    np.testing.assert_allclose(
        surface.gradient(x, y),
        [np.imag(surface(x + 1e-30j, y)) / 1e-30, np.imag(surface(x, y + 1e-30j)) / 1e-30],
        rtol=1e-9,
        atol=1e-9,
    )
    assert (surface.gradient(0.0, 0.0) == 0).all()
    on_the_floor = surface.gradient(x, x * x)  # the second component is zero only there
    assert (np.sign(on_the_floor[0]) == np.sign(x)).all()


def test_on_a_circle_of_radius_a_tenth_a_minimum_looks_like_a_saddle_and_on_a_smaller_one_it_does_not():
    angle, outward = outward_part(BENT, 0.1)
    assert outward.min() == pytest.approx(-0.283, abs=1e-3)
    assert outward.max() == pytest.approx(200)
    below = angle[outward < 0]
    assert ((np.abs(below - 8) < 4) | (np.abs(below - 172) < 4)).all()
    for radius in (0.063, 0.06, 0.03, 0.01, 0.001):
        assert outward_part(BENT, radius)[1].min() > 0
    assert outward_part(BENT, 0.065)[1].min() < 0
    # Along the way out at 8 degrees f climbs first, and falls where the circle is.
    f = BENT(*(np.array([0.02, 0.06, 0.1, 0.12])[:, None] * [np.cos(np.radians(8)), np.sin(np.radians(8))]).T)
    assert f[0] < f[1]
    assert f[2] > f[3]


def test_the_formula_for_the_outward_part_and_its_least_value():
    x, y = np.random.default_rng(1).uniform(-0.3, 0.3, (2, 1000))
    for surface, rest, share in ((BENT, lambda x: 2 * x**2, 2), (FLAT, lambda x: 4 * x**4, 4)):
        times_radius = (np.array([x, y]) * surface.gradient(x, y)).sum(axis=0)
        np.testing.assert_allclose(times_radius, 2000 * (y - x**2) * (y - 2 * x**2) + rest(x), atol=1e-9)
        least = share * x ** (2 if share == 2 else 4) - 500 * x**4
        assert (times_radius >= least - 1e-9).all()
        there = (np.array([x, 1.5 * x**2]) * surface.gradient(x, 1.5 * x**2)).sum(axis=0)
        np.testing.assert_allclose(there, least, atol=1e-9)


def test_no_circle_shows_that_the_flat_bent_valley_has_a_minimum():
    for radius in (0.3, 0.1, 0.01, 1e-3, 1e-4):
        x = np.sqrt((np.sqrt(1 + 9 * radius**2) - 1) / 4.5)  # where y = 1.5 x² meets the circle
        place = np.array([x, 1.5 * x**2])
        assert np.hypot(*place) == pytest.approx(radius)
        assert place @ FLAT.gradient(*place) < 0
    assert np.linalg.det(hessian(FLAT)) == pytest.approx(0, abs=1e-4)


@given(st.floats(0.2, 5), st.floats(-5, 5), st.floats(0, np.pi), st.floats(-20, 20), st.floats(-20, 20))
def test_where_the_determinant_is_not_zero_small_circles_tell_the_kind(a, b, turn, c, d):
    assume(abs(b) > 0.2)
    e = np.array([np.cos(turn), np.sin(turn)])
    n = np.array([-e[1], e[0]])

    def slope(p):  # of a p² / 2 + b q² / 2 + c p² q + d q³, where p and q are the parts along e and n
        p, q = e @ p, n @ p
        return (a * p + 2 * c * p * q) * e[:, None] + (b * q + c * p**2 + 3 * d * q**2) * n[:, None]

    for radius in (1e-3, 1e-4):
        t, X, Y = around(0.0, 0.0, radius, 360)
        u = np.array([np.cos(t), np.sin(t)])
        outward = (slope(np.array([X, Y])) * u).sum(axis=0)
        if b > 0:
            assert (outward > 0).all()
        else:
            along = [float((slope(radius * way[:, None]) * way[:, None]).sum()) for way in (e, n)]
            assert along[0] > 0 > along[1]


def test_one_sign_on_a_circle_is_enough_even_if_it_is_a_large_one():
    """Elliptic bowls, bent or not: the lowest place of the disc is the only critical one, in the middle."""
    for bend in (0.0, 0.3, 0.6):
        surface = gc.Surface("s", lambda x, y, k=bend: (y - k * x * x) ** 2 + x * x,
                             gradient=lambda x, y, k=bend: np.array([2 * x - 4 * k * x * (y - k * x * x),
                                                                     2 * (y - k * x * x)]))  # fmt: skip
        assert outward_part(surface, 1.0)[1].min() > 0
        X, Y = np.meshgrid(np.linspace(-1, 1, 201), np.linspace(-1, 1, 201))
        assert surface(X, Y)[X**2 + Y**2 <= 1].min() == surface(0.0, 0.0)


def test_the_curves_of_rosenbrock_stand_for_uneven_steps_and_are_closest_where_the_slope_is_small():
    surface = gc.GALLERY["Rosenbrock"]
    _, decade, levels = levels_of(sample_map(surface))
    levels = levels * decade
    steps = np.diff(levels)
    assert steps[0] == pytest.approx(8, abs=0.5)
    assert steps[-1] == pytest.approx(500, rel=0.05)
    X, Y = np.meshgrid(np.linspace(*surface.xlim, 401), np.linspace(*surface.ylim, 401))
    Z, slope = surface(X, Y), np.hypot(*surface.gradient(X, Y))
    between = (levels[0] < Z) & (levels[-1] > Z)
    curves_per_unit = np.where(between, slope / steps[np.clip(np.searchsorted(levels, Z) - 1, 0, len(steps) - 1)], 0)
    assert slope.flat[curves_per_unit.argmax()] < slope.max() / 10
    # Even steps of about a dozen levels would leave the valley, where f is at most 11, without a curve.
    assert (Z.max() - Z.min()) / 12 > 11
    for name in ("bowl", "two hills", "saddle", "kinks", "monkey saddle"):
        even = np.diff(levels_of(sample_map(gc.GALLERY[name]))[2])
        np.testing.assert_allclose(even, even[0])


def test_around_a_saddle_the_arrow_never_turns_once_counterclockwise():
    slopes = {
        "x³ + y²": lambda x, y: (3 * x**2, 2 * y),
        "(y - x²)(y - 2x²)": lambda x, y: (-6 * x * y + 8 * x**3, 2 * y - 3 * x**2),
        "x² - y⁴": lambda x, y: (2 * x, -4 * y**3),
        "Re (x + iy)⁴": lambda x, y: (4 * x**3 - 12 * x * y**2, 4 * y**3 - 12 * x**2 * y),
    }
    turns = {}
    for name, slope in slopes.items():
        _, X, Y = around(0.0, 0.0, 0.1, 100_000)
        U, V = slope(X, Y)
        angle = np.unwrap(np.arctan2(V, U))
        turns[name] = round((angle[-1] - angle[0]) / (2 * np.pi))
    assert list(turns.values()) == [0, -1, -1, -3]


def test_for_the_functions_of_the_exercise_a_circle_of_radius_a_tenth_is_small_enough():
    answer = next(answer for answer in EXERCISES["02.kind_of_point"].answers)
    for seed in range(20):
        for stratum in answer.strata:
            for f, x, y in stratum.draw(np.random.default_rng(seed)):
                t, X, Y = around(x, y)
                U, V = f.gradient(X, Y)
                signs = set(np.sign(U * np.cos(t) + V * np.sin(t)).tolist()) - {0.0}
                kinds = {(1.0,): "minimum", (-1.0,): "maximum", (-1.0, 1.0): "saddle"}
                assert kinds[tuple(sorted(signs))] == answer.exact(f, x, y)
