"""Functions at their worst: there is always a sensible picture and a sentence, never a blank or a frozen one."""

import pytest

from tests.browser import lab

WORST = {
    "kink": ("abs(x) + y", 0, 0.5, "kink"),
    "pole": ("1/(x^2 + y^2)", 0, 0, "no gradient"),
    "half": ("sqrt(x)", -1, 0, "no gradient"),
    "huge": ("1e30*(x^2 + y^2)", 1, 1, "length 2.83e+30"),
    "tiny": ("1e-30*(x^2 + y^2)", 1, 1, "length 2.83e-30"),
    "flat": ("0*x + 3", 1, 1, "zero"),
    "steep": ("exp(20*x)", 1, 1, "slope"),
}


@pytest.fixture
def explorer(page, server, opened):
    """One explorer, into which all the functions are typed, one after the other."""
    if page not in opened:
        opened[page] = lab.open_explorer(page, server, "worst", 'e = gc.explore(views=("map", "slopes", "slice"))')
    return opened[page]


@pytest.mark.parametrize("name", WORST)
def test_the_worst_functions_have_a_picture_and_a_sentence(page, explorer, name):
    text, x, y, words = WORST[name]
    page.get_by_label("your formula").fill(text)
    page.keyboard.press("Enter")
    explorer.settle()
    explorer.python(f"e.x, e.y = {x}, {y}")
    assert words in explorer.picture.get_attribute("aria-label")
    for kind in ("map", "slopes", "slice"):
        colours = page.locator(f".gradcalc-{kind} canvas.gradcalc-canvas").evaluate(
            """(canvas) => new Set(new Uint32Array(
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"""
        )
        assert colours > (10 if kind == "map" else 2), kind
    canvas = explorer.canvas()
    explorer.drag_slider("y", -40)
    explorer.drag_point(30, 25)
    assert explorer.canvas() != canvas
    assert explorer.value("e.sentence") in explorer.picture.get_attribute("aria-label")
