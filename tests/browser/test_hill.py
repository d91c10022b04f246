"""The hill under real hands: mouse, one and two fingers, keys; with the map and the graphs beside it."""

import io
import re

import numpy as np
import pytest
from PIL import Image

import gradcalc as gc
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.panels import sheet_with
from gradcalc.pictures.render import draw, png
from gradcalc.pictures.space import View
from gradcalc.readings.point import State, read
from tests.browser import lab
from tests.browser.calm import two_frames
from tests.browser.drivers import patiently
from tests.browser.test_everyone import FOCUSED, violations
from tests.browser.touch import SCROLLED, fingers, path

PANEL = prepare(gc.GALLERY["two hills"], ("surface",)).panels["surface"]
CODE = 'e = gc.explore("two hills", views=("map", "surface", "slopes", "slice"), x=0.4, y=-0.6, angle=20)'
CAMERA = re.compile(r"From (?:the )?([\w-]+), (\d+)° above")


class Hill:
    """The hill on an open page, and where its points are seen there."""

    def __init__(self, explorer):
        self.explorer, self.page = explorer, explorer.page
        self.box = self.page.locator(".gradcalc-surface")
        self.handle = self.page.locator(".gradcalc-camera")
        self.box.scroll_into_view_if_needed()
        # Once all is laid out, no picture is smaller than Matplotlib would draw it.
        wide = "(width) => document.querySelector('.gradcalc-surface').getBoundingClientRect().width > width - 1"
        self.page.wait_for_function(wide, arg=PANEL.frame.width)

    @property
    def words(self):
        """Where the camera stands, as its handle says: the side, and the degrees above the floor."""
        side, degrees = CAMERA.search(self.handle.get_attribute("aria-label")).groups()
        return side, int(degrees)

    @property
    def view(self):
        azimuth, elevation = self.explorer.value("[e.azimuth, e.elevation]")
        return View(PANEL.hill, Camera(azimuth, elevation))

    def on_page(self, across, up):
        """A place of the picture, in pixels of the page."""
        f, corner = PANEL.frame, self.box.bounding_box()
        share = corner["width"] / f.width
        x = f.left + (across - f.xlim[0]) / (f.xlim[1] - f.xlim[0]) * f.box_width
        y = f.top + (f.ylim[1] - up) / (f.ylim[1] - f.ylim[0]) * f.box_height
        return corner["x"] + share * x, corner["y"] + share * y

    def floor(self, x, y):
        return self.on_page(*self.view.at(x, y, PANEL.hill.floor))

    def top(self, x, y):
        return self.on_page(*self.view.project(x, y, PANEL.hill.rise_at(np.array(x), np.array(y))))

    def drag(self, start, end):
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for share in (0.3, 0.6, 1):
            mouse.move(*(a + share * (b - a) for a, b in zip(start, end, strict=True)))
            two_frames(self.page)
        mouse.up()
        self.explorer.settle()

    def rests(self):
        """Once the kernel has heard where the camera stands."""
        for _ in patiently("the camera as the picture says it"):
            if round(self.explorer.value("e.elevation")) == self.words[1]:
                break
            two_frames(self.page)
        self.explorer.settle()

    def place(self):
        return np.array(self.explorer.value("[e.x, e.y]"))


@pytest.fixture
def hill(page, server, request):
    page.set_viewport_size({"width": 2300, "height": 1000})  # where no picture has to shrink
    return Hill(lab.open_explorer(page, server, request.node.name.split("[")[0], CODE))


def test_the_browser_paints_what_matplotlib_paints(hill):
    hill.explorer.python("e.shows = ('cut', 'plane', 'level')")
    hill.explorer.settle()
    hill.page.mouse.move(0, 0)
    seen = Image.open(io.BytesIO(hill.box.screenshot())).convert("RGB")
    reading = read(gc.GALLERY["two hills"], State(0.4, -0.6, 20, shows=("cut", "plane", "level")))
    figure, axes = sheet_with({"surface": PANEL})
    figure.patch.set(facecolor="white", alpha=1)
    draw(axes["surface"], PANEL.scene(reading))
    drawn = Image.open(io.BytesIO(png(figure))).convert("RGB")
    # Where the picture does not begin with a whole pixel of the page, a row more is taken.
    seen = seen.crop((0, seen.height - drawn.height, *drawn.size)) if seen.height > drawn.height else seen
    # Letters and the edges of lines differ by a pixel; of squares of six pixels, few may differ, and none by much.
    small = [np.asarray(image.reduce(6), dtype=float) for image in (seen, drawn)]
    apart = np.abs(small[0] - small[1]).max(axis=2)
    assert np.quantile(apart, 0.95) < 20
    assert apart.mean() < 6


def test_the_mouse_moves_the_point_on_floor_and_hill_the_tip_of_u_and_the_camera(hill):
    explorer = hill.explorer
    hill.drag(hill.floor(0.4, -0.6), hill.floor(-0.5, -1.2))
    assert hill.place() == pytest.approx([-0.5, -1.2], abs=0.03)
    hill.drag(hill.top(-0.5, -1.2), hill.top(0.9, -0.7))
    assert hill.place() == pytest.approx([0.9, -0.7], abs=0.1)
    explorer.python("e.x, e.y, e.angle = 0, -1, 0")
    explorer.settle()
    hill.drag(hill.floor(0.96, -1), hill.floor(0.5, -0.5))
    assert explorer.value("e.angle") == pytest.approx(45, abs=2)
    assert hill.place() == pytest.approx([0, -1])
    corner = hill.on_page(PANEL.frame.xlim[0] + 0.2, PANEL.frame.ylim[1] - 0.2)
    hill.drag(corner, (corner[0] + 150, corner[1] + 50))
    assert hill.words == ("south-west", 45)
    hill.rests()
    assert explorer.value("[e.azimuth, e.elevation]") == pytest.approx([-120, 45])
    assert hill.place() == pytest.approx([0, -1])
    assert "From the south-west" in explorer.value("e.view.frame['alternatives']['surface']")
    hill.page.get_by_role("button", name="Look from above").click()
    hill.page.wait_for_function("() => document.querySelector('.gradcalc-camera').title.includes('90°')")
    hill.rests()
    hill.drag(hill.floor(0, -1), hill.floor(1.5, 1.5))
    assert hill.place() == pytest.approx([1.5, 1.5], abs=0.05)
    hill.box.dblclick(position={"x": 30, "y": 60})
    hill.page.wait_for_function("() => document.querySelector('.gradcalc-camera').title.includes('25°')")
    hill.rests()
    explorer.python("e.elevation = 3")
    explorer.settle()
    before, right = hill.place(), np.array(Camera(-60, 3).right[:2])
    start = hill.floor(*before)
    hill.drag(start, (start[0] - 65, start[1] - 40))
    assert hill.place() == pytest.approx(
        before - right * 65 / 65, abs=0.05
    )  # 65 pixels are a unit; only along the line


def test_one_finger_scrolls_or_takes_hold_and_two_turn_and_zoom(hill):
    page, explorer = hill.page, hill.explorer
    page.set_viewport_size({"width": 1280, "height": 480})
    hill.box.scroll_into_view_if_needed()
    explorer.settle()
    start, words, before = hill.place(), hill.words, page.evaluate(SCROLLED)
    empty = hill.on_page(PANEL.frame.xlim[0] + 0.3, 0.8)
    fingers(page, path(empty, 0, 120))
    assert abs(page.evaluate(SCROLLED) - before) > 50
    assert hill.words == words
    assert hill.place() == pytest.approx(start)
    hill.box.scroll_into_view_if_needed()
    scrolled = page.evaluate(SCROLLED)
    at = hill.floor(*start)
    fingers(page, path(at, 40, -8))
    explorer.settle()
    assert page.evaluate(SCROLLED) == scrolled
    assert np.hypot(*(hill.place() - start)) > 0.3
    moved, window = hill.place(), explorer.value("e.window")
    left, right = hill.on_page(-1.5, 1), hill.on_page(0.5, 1)
    fingers(page, path(left, 60, 20), path(right, 60, 20))
    assert hill.words[1] == pytest.approx(words[1] + 8, abs=3)
    assert page.evaluate(SCROLLED) == scrolled
    hill.rests()
    fingers(page, path(left, -40, 0), path(right, 60, 0))
    explorer.settle()
    assert np.ptp(explorer.value("e.window")[0]) < 0.8 * np.ptp(window[0])
    assert hill.place() == pytest.approx(moved)


def test_keys_alone_turn_move_and_read(hill):
    page, explorer = hill.page, hill.explorer
    page.keyboard.press("Escape")
    for _ in patiently("the hill under the keys"):
        if (page.evaluate(FOCUSED) or {"label": ""})["label"].startswith("From the south-east, above its map"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"]
    before = hill.place()
    for key in ("ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    explorer.settle()
    assert hill.place() - before == pytest.approx([0.04, 0.4])
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["label"].startswith("Camera. From the south-east, 25°")
    for key in ("ArrowUp", "Shift+ArrowUp", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert hill.words == ("east", 50)
    hill.rests()
    assert explorer.value("[e.azimuth, e.elevation]") == [0, 50]
    assert hill.box.get_attribute("aria-label").startswith("From the east, above its map")
    page.keyboard.press("Home")
    page.wait_for_function("() => document.querySelector('.gradcalc-camera').title.includes('25°')")
    page.get_by_role("button", name="Show the tangent plane").focus()
    page.keyboard.press("Enter")
    explorer.settle()
    assert explorer.value("e.shows") == ("cut", "plane")
    assert "A plane touches the hill" in hill.box.get_attribute("aria-label")


def test_axe_finds_nothing_and_less_motion_is_respected(hill):
    page = hill.page
    for dark in (True, False):
        lab.set_theme(page, dark)
        hill.explorer.settle()
        assert violations(page, ".gradcalc-explorer") == []
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Look from above").click()
    assert hill.words[1] == 90  # at once
