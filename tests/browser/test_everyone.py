"""The explorer for everyone: names, focus, keyboard, themes, screens of all kinds, and less motion."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import lab

THREE = 'e = gc.explore(views=("map", "slopes", "slice"))'
FOCUSED = """() => {
    const node = document.activeElement;
    if (!node.closest('.gradcalc-explorer')) return null;
    const label = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? '';
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(node);
    const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    return { label, ring: ring || boxShadow !== 'none' };
}"""


@pytest.fixture
def three(page, server, request):
    return lab.open_explorer(page, server, request.node.name.split("[")[0], THREE)


def violations(page, where):
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in Axe().run(page, context=where).response["violations"]]


def test_axe_finds_nothing_in_either_theme(three):
    for dark in (False, True):
        lab.set_theme(three.page, dark)
        three.settle()
        assert violations(three.page, ".gradcalc-explorer") == []
    three.python("e.surface = 'kinks'; e.x, e.y = 0, 0")  # a remark appears
    three.page.get_by_label("your formula").fill("x*z")
    three.page.keyboard.press("Enter")  # and a message
    three.settle()
    for dark in (True, False):
        lab.set_theme(three.page, dark)
        three.settle()
        assert violations(three.page, ".gradcalc-explorer") == []


def test_axe_does_find_the_slider_without_a_name_that_ipywidgets_makes(page, server):
    address, root = server
    lab.write_notebook(root / "unnamed.ipynb", "import ipywidgets\nipywidgets.FloatSlider(description='x')")
    lab.open_notebook(page, address, "unnamed.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".widget-slider .noUi-handle")
    assert "aria-input-field-name" in dict(violations(page, ".widget-slider"))


def test_the_keyboard_alone_reaches_and_uses_everything(three):
    page = three.page
    page.keyboard.press("Escape")
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None and stops:
            break
        if stop is not None:
            assert stop["ring"], f"no visible focus on {stop['label']!r}"
            stops.append(stop["label"])
            act = USE.get(stop["label"].split(",")[0] if "value" not in stop["label"] else None)
            if act:
                before = three.value(act[1])
                page.keyboard.press(act[0])
                three.settle()
                assert three.value(act[1]) != before, stop["label"]
    names = [label for label in stops if label]
    assert len(names) == len(stops), "a stop without a name"
    for name in (*USE, "your formula", "x, value", "Save as PNG", "Turn u along the level curve"):
        assert any(label.startswith(name) for label in names), name


USE = {
    "x": ("ArrowRight", "e.x"),
    "y": ("ArrowLeft", "e.y"),
    "direction u (°)": ("ArrowRight", "e.angle"),
    "step size h": ("ArrowRight", "e.step"),
    "function": ("ArrowDown", "e.surface.name"),
    "method": ("ArrowDown", "e.method"),
    "At (": ("ArrowUp", "e.y"),
    "Slope against direction: a cosine": ("ArrowRight", "e.angle"),
    "Turn u along the gradient": ("Enter", "e.angle"),
    "Zoom in on the point": ("Space", "e.window"),
    "Reset the window": ("Enter", "e.window"),
}


def test_three_pictures_stand_side_by_side_and_are_stacked_when_narrow(three):
    def boxes():
        return [three.page.locator(f".gradcalc-{kind}").bounding_box() for kind in ("map", "slopes", "slice")]

    chart, slopes, cut = boxes()
    assert slopes["x"] >= chart["x"] + chart["width"]
    assert cut["x"] == slopes["x"]
    assert cut["y"] + cut["height"] <= chart["y"] + chart["height"] + 5
    three.page.set_viewport_size({"width": 700, "height": 900})
    three.settle()
    chart, slopes, cut = boxes()
    assert chart["y"] + chart["height"] <= slopes["y"] < cut["y"]


@pytest.mark.parametrize("ratio", [1, 1.5, 3])
def test_the_pictures_are_sharp_at_every_pixel_ratio(page, server, ratio):
    with lab.screen(page, ratio, {"width": 1280, "height": 900}):
        explorer = lab.open_explorer(page, server, f"ratio-{int(10 * ratio)}", THREE)
        check_sharp(explorer, ratio, "canvas.gradcalc-contours", "width")  # the paper of a formula
        explorer.python("e.surface = lambda x, y: x * x + y * y")  # which Matplotlib draws
        page.wait_for_function("() => ![...document.querySelectorAll('.gradcalc-picture img')].some((i) => i.hidden)")
        check_sharp(explorer, ratio, "img", "naturalWidth")


def check_sharp(explorer, ratio, axes, width):
    """The axes of each picture and its marks have as many pixels as the screen."""
    for i, wanted in enumerate(explorer.value("[panel['width'] for panel in e.view.panels]")):
        picture = explorer.page.locator(".gradcalc-picture").nth(i)
        for part, size in ((axes, width), ("canvas.gradcalc-canvas", "width")):
            explorer.page.wait_for_function(
                "([part, size, wanted]) => Math.abs(part[size] - wanted) < 2",
                arg=[picture.locator(part).element_handle(), size, wanted * ratio],
            )


def test_at_twice_the_size_nothing_is_cut_off_and_all_can_be_used(page, server):
    toggle_files = "() => window.jupyterapp.commands.execute('application:toggle-left-area')"
    # A browser at 200 % shows half as many CSS pixels, each of them twice as large.
    with lab.screen(page, 2, {"width": 640, "height": 450}):
        explorer = lab.open_explorer(page, server, "twice", THREE)
        page.evaluate(toggle_files)
        explorer.settle()
        for name in (".gradcalc-explorer", ".gradcalc-view", ".gradcalc-side", ".gradcalc-tools"):
            inside = page.locator(name).evaluate("(node) => node.scrollWidth - node.clientWidth")
            assert inside <= 1, name
        explorer.drag_slider("x", -30)
        assert explorer.value("e.x") < 1
        explorer.picture.scroll_into_view_if_needed()
        explorer.drag_point(-20, 20)
        assert explorer.message.inner_text() == ""
        page.evaluate(toggle_files)


def test_readers_who_ask_for_less_motion_see_single_steps(three):
    three.page.emulate_media(reduced_motion="reduce")
    three.page.get_by_role("button", name="Let the direction turn by itself").click()
    three.page.wait_for_timeout(400)
    assert three.value("e.angle") == 15
    three.page.wait_for_function("() => document.querySelector('.gradcalc-picture').ariaLabel.includes('along 30°')")
    three.page.get_by_role("button", name="Let the direction turn by itself").click()


def test_every_picture_describes_itself(three):
    three.python("e.angle = 45")
    labels = [
        three.page.locator(f".gradcalc-{kind}").get_attribute("aria-label") for kind in ("map", "slopes", "slice")
    ]
    assert labels[0].startswith("At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is")
    assert labels[1].startswith("Slope against direction: a cosine, at its greatest 2.83 along 45°")
    assert labels[2].startswith("Slice along u: at the point f is 2.00, and the slope of the tangent is 2.83.")
