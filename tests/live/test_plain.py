"""NumPy's numbers, texts and arrays serve for every trait and every control as Python's own do."""

import ipywidgets as widgets
import numpy as np
import pytest

import gradcalc as gc
from gradcalc.live.explorer.state_traits import StateTraits

# Another value for each trait of an explorer than the one it begins with.
OTHERS = {
    "x": 0.5, "y": -0.25, "angle": 270.0, "step": 0.0625, "method": "central", "arrows": 9, "lengths": "equal",
    "azimuth": 30.0, "elevation": 60.0, "shows": ("plane", "level"), "window": ((-1.0, 1.0), (-3.0, 3.0)),
    "surface": "saddle",
}  # fmt: skip


def kinds(value):
    """A value as NumPy has it."""
    array = np.asarray(value)
    others = {"f": (np.float32, np.float16), "i": (np.int16, np.int32)}.get(array.dtype.kind, ())
    if array.ndim:
        return [array, list(array), tuple(array)]
    return [array, array[()], *(kind(value) for kind in others)]


def test_every_trait_of_an_explorer_takes_them():
    assert set(OTHERS) == {*StateTraits.class_own_traits(), *gc.Explorer.class_own_traits()}
    e = gc.explore("bowl", views=("map", "surface"))
    for name, value in OTHERS.items():
        before = getattr(e, name)
        for given in kinds(value) if name != "surface" else [np.str_(value)]:
            setattr(e, name, before)
            setattr(e, name, given)
            now = getattr(e, name)
            assert (now.name if name == "surface" else now) == value
            assert type(now) in (float, int, str, tuple, gc.Surface)
            assert type(now) is not tuple or {type(part) for part in now} <= {str, tuple}
        if name == "window":
            assert {type(limit) for pair in e.window for limit in pair} == {float}
    assert e.view.message == ""


def test_a_loop_over_angles_is_drawn():
    e = gc.explore("bowl", x=1, y=1)
    for angle in np.arange(0, 360, 30):
        e.angle = angle
        assert e.reading.slope == pytest.approx(
            2 * np.cos(np.radians(angle)) + 2 * np.sin(np.radians(angle)), abs=1e-5
        )


def test_every_option_of_explore_takes_them():
    e = gc.explore(
        np.str_("bowl"), xlim=np.array([-1, 3]), ylim=np.float32([0, 2]), views=np.array(["map", "slice"]),
        field=np.True_, x=np.int64(1), y=np.array(0.5), angle=np.float32(45), step=np.float64(1e-5),
        arrows=np.int64(12), method=np.str_("central"), lengths=np.str_("equal"), shows=np.array(["cut", "level"]),
        azimuth=np.int16(20), elevation=np.array(30),
    )  # fmt: skip
    assert (e.views, e.window) == (("map", "slice"), ((-1.0, 3.0), (0.0, 2.0)))
    assert (e.x, e.y, e.angle, e.arrows, e.shows) == (1.0, 0.5, 45.0, 12, ("cut", "level"))
    with pytest.raises(ValueError, match="views must name"):
        gc.explore(views=np.array(["nothing"]))


BOARDS = {
    "explore_descent": lambda: gc.explore_descent("bowl", x=np.int64(1), rate=np.float32(0.25), steps=np.array(3)),
    "explore_descent with a condition": lambda: gc.explore_descent(condition=np.int64(10), search=np.False_),
    "explore_step": lambda: gc.explore_step(
        np.str_("x²"), x=np.float32(1), h=np.array(0.5), method=np.str_("forward")
    ),
    "explore_step_field": lambda: gc.explore_step_field(
        np.str_("x*y"), h=np.float32(0.5), smallest=np.float64(1e-20)
    ),
    "walk": lambda: gc.walk(
        np.str_("bowl"), x=np.float32(1), y=np.array(0.5), step=np.float64(0.1), steps=np.int64(4)
    ),
    "explore_batches": lambda: gc.explore_batches(size=np.int64(4), rate=np.float32(0.25)),
    "explore_race": lambda: gc.explore_race(
        np.str_("bowl"),
        start=np.array([1, 0]),
        methods=np.array(["SGD", "Adam"]),
        adam=np.float32(0.5),
        steps=np.int64(4),
    ),
    "explore_chain_rule": gc.explore_chain_rule,
    "explore_between": gc.explore_between,
}


@pytest.mark.parametrize("make", BOARDS.values(), ids=BOARDS)
def test_every_control_of_a_board_takes_them(make):
    board = make()
    for name, control in board._controls.items():
        value = board.values[name]
        for given in (
            kinds(value) if not isinstance(control, widgets.Checkbox) else [np.bool_(value), np.array(value)]
        ):
            size = np.asarray(given).dtype.itemsize
            if isinstance(value, float) and (size < 4 or (isinstance(control, widgets.Dropdown) and size < 8)):
                continue  # of another size
            board.set(**{name: given})
            now = board.values[name]
            assert now == value or now == pytest.approx(value, rel=1e-6)
            assert type(now) in (float, int, str, bool)
    assert board.view.message == ""
    if "x" in board.values:
        board.x = np.float64(0.75)
        assert board.x == 0.75
