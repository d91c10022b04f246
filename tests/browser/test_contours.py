"""The contours in the browser, against Matplotlib's own picture of the same map."""

import base64
import io
import itertools

import numpy as np
import pytest
from matplotlib.image import imread
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.panels import sheet_with
from gradcalc.pictures.render import png
from tests.browser import lab

# Two that the page draws by itself, and one whose axes and levels are the kernel's.
FUNCTIONS = {"ripple": "'ripple'", "Himmelblau": "'Himmelblau'", "mine": "mine"}
MINE = "mine = lambda x, y: x * abs(x) - y * y / (1 + y * y)"

# The contours over the axes, as the address of a PNG.
UNDER_THE_MARKS = """() => {
    const map = document.querySelector('.gradcalc-map');
    const [image, contours] = ['img', '.gradcalc-contours'].map((part) => map.querySelector(part));
    const sheet = Object.assign(document.createElement('canvas'), { width: contours.width, height: contours.height });
    for (const layer of image.hidden ? [contours] : [image, contours]) sheet.getContext('2d').drawImage(layer, 0, 0);
    return sheet.toDataURL();
}"""


def mine(x, y):
    return x * abs(x) - y * y / (1 + y * y)


def under_the_marks(page):
    png = base64.b64decode(page.evaluate(UNDER_THE_MARKS).split(",")[1])
    return np.array(Image.open(io.BytesIO(png)).convert("RGBA"))


def inside_bands(picture: np.ndarray) -> np.ndarray:
    """Where a picture has one colour for five pixels around."""
    least = greatest = picture
    for axis in (0, 1):  # along each side by itself, which has to look at far fewer numbers
        least = sliding_window_view(least, 11, axis).min(axis=-1)
        greatest = sliding_window_view(greatest, 11, axis).max(axis=-1)
    return np.pad((least == greatest).all(axis=-1), 5, constant_values=False)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_band_has_the_colour_of_matplotlibs(page, server, opened, dark):
    if page not in opened:
        opened[page] = lab.open_explorer(page, server, "bands", f"{MINE}\ne = gc.explore()")
    explorer = opened[page]
    if dark:
        lab.set_theme(page, dark=True)
    for name, code in FUNCTIONS.items():
        explorer.python(f"e.surface = {code}")
        drawn_for = str(dark).lower() if name == "mine" else "either"
        page.wait_for_selector(f".gradcalc-map[data-dark={drawn_for}]")
        figure, _ = sheet_with(prepare(as_surface(name if name in GALLERY else mine)).panels, dark)
        expected = np.round(255 * imread(io.BytesIO(png(figure)))).astype(int)
        seen = under_the_marks(page).astype(int)
        assert seen.shape == expected.shape
        plain = inside_bands(expected) & (expected[..., 3] == 255)
        assert plain.mean() > 0.15
        wrong = (np.abs(seen - expected)[plain] > 4).any(axis=-1)
        assert wrong.mean() < 0.02, name  # labels stand elsewhere


def test_contours_of_a_python_function_are_stretched_at_once_while_the_kernel_is_busy(page, server):
    explorer = lab.open_explorer(page, server, "stretched", "e = gc.explore(lambda x, y: x**2 + y**2)")
    frame = explorer.value("dict(e.view.panels[0], png=None, levels=None)")
    before = under_the_marks(page)
    page.evaluate(
        """() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({ code: 'import time; time.sleep(4)' }); }"""
    )
    page.get_by_role("button", name="Zoom in").click()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    after = np.array(Image.open(io.BytesIO(explorer.picture.screenshot())).convert("RGB"))
    x0, x1 = frame["xlim"]
    per_unit = frame["box_width"] / (x1 - x0)
    middle = np.array([frame["left"] + (1 - x0) * per_unit, frame["top"] + (frame["ylim"][1] - 1) * per_unit])
    inside = np.array([frame["left"], frame["top"]]), np.array([frame["left"], frame["top"]]) + frame["box_width"]
    plain = inside_bands(before)

    def share_found(factor: float) -> float:
        """Of the points inside bands: how many have kept their colour, so many times as far from the test point."""
        found = []
        for step in itertools.product(range(-90, 91, 10), repeat=2):
            old, new = (np.round(middle + np.array(step) * scale).astype(int) for scale in (1, factor))
            if (inside[0] < new).all() and (new < inside[1]).all() and plain[old[1], old[0]]:
                change = np.abs(after[new[1], new[0]].astype(int) - before[old[1], old[0], :3])
                found.append(change.max() <= 4)
        assert len(found) > 50
        return float(np.mean(found))

    assert share_found(2) > 0.4  # the others lie under marks and arrows
    assert share_found(2) > 1.5 * share_found(1)
    assert explorer.value("e.window") != ((-2, 2), (-2, 2))
