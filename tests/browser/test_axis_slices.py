"""The pictures of lesson 01 in a real JupyterLab: slices along the axes beside the map of components."""

import pytest

from tests.browser import lab

THREE = "e = gc.explore('two hills', x=0.4, y=0.9, views=('components', 'slice x', 'slice y'))"


@pytest.fixture
def three(page, server, opened):
    """The explorer of lesson 01, opened once, with the point where it is at first."""
    if page not in opened:
        opened[page] = lab.open_explorer(page, server, "three", THREE)
    opened[page].python("e.x, e.y = 0.4, 0.9")
    return opened[page]


def place(three):
    return three.value("(round(e.x, 6), round(e.y, 6))")


@pytest.mark.parametrize("axis", ["x", "y"])
def test_dragging_in_a_slice_moves_the_point_along_its_axis_alone(three, axis):
    box = three.page.locator(f".gradcalc-slice-{axis}").bounding_box()
    mouse, height = three.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 100, height)
    mouse.down()
    mouse.move(box["x"] + 58 + 140, height, steps=5)  # the middle of the axes, which begin 58 pixels from the left
    mouse.up()
    three.settle()
    x, y = place(three)
    moved, kept = (x, y - 0.9) if axis == "x" else (y, x - 0.4)
    assert abs(moved) < 0.02
    assert kept == 0


def test_arrow_keys_and_home_move_the_point_in_a_slice(three):
    three.page.locator(".gradcalc-slice-y").focus()
    three.page.keyboard.press("Shift+ArrowDown")
    three.page.keyboard.press("ArrowUp")
    three.settle()
    assert place(three) == pytest.approx((0.4, 0.54))
    three.page.keyboard.press("Home")
    three.settle()
    assert place(three) == (0.4, 0.9)


def test_nothing_speaks_of_a_direction_that_no_picture_shows(three):
    visible = three.page.locator(".gradcalc-explorer").inner_text()
    assert "step size h" in visible
    for word in ("direction u", "Turn u", "level curve", "GIF", "Dᵤf", "projection"):
        assert word not in visible


def test_the_slices_are_named_and_described(three):
    label = three.page.locator(".gradcalc-slice-x").get_attribute("aria-label")
    assert label.startswith("Slice along x, with y held at 0.90: at x = 0.40 f is 0.39,")
    assert "Arrow keys move the point along x" in label
