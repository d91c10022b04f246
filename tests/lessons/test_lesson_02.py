"""The statements of lesson 02, each with both of its sides computed."""

import pathlib

import nbformat
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.live.explorer.explorer import Explorer

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
    names = names_of("gradient_field-08", "gradient_field-20")
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
            before = explorer.view.field
            control.value = value
            assert explorer.view.field != before
    for surface in gc.GALLERY:
        explorer.controls.function.value = surface
        assert explorer.view.message == ""
        assert explorer.surface.name == surface
