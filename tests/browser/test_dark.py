"""On a dark page no picture is ever bright: not before the kernel knows of the theme, and not while it is busy."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser import lab

BUSY = "import time; time.sleep(2)"
FIGURE = "fig, ax = plt.subplots()\nax.plot([0, 1], [0, 1])\nfig.savefig('fig.png')\nplt.close()\nImage('fig.png')"
CELLS = (
    "import matplotlib.pyplot as plt\nfrom IPython.display import Image\n\nimport gradcalc as gc",
    FIGURE,
    BUSY,
    'e = gc.explore(lambda x, y: x * x - y * y, views=("map", "surface", "slopes"))\ne',
    'gc.explore("saddle", views=("map", "surface"))',
    'gc.explore_descent("bowl")',
    'gc.predict("Where is it lowest?", (0, 0), on="bowl")',
    FIGURE,
    BUSY,
)

# In every animation frame: how bright the image under each picture is painted, its filter applied. An image is read
# once; what is kept is the brightest, and how many frames there were.
WATCH = """() => {
    const seen = (window.brightness = { frames: 0, brightest: 0 });
    const read = new WeakMap();
    const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
    function brightness(image, filter) {
        const known = read.get(image) ?? {};
        read.set(image, known);
        if (known[filter] === undefined) {
            context.filter = 'none';
            context.fillStyle = '#111111';
            context.fillRect(0, 0, 16, 16);
            context.filter = filter;
            context.drawImage(image, 0, 0, 16, 16);
            const colours = context.getImageData(0, 0, 16, 16).data.filter((_, i) => i % 4 < 3);
            known[filter] = colours.reduce((sum, one) => sum + one) / colours.length;
        }
        return known[filter];
    }
    const pictures = '.gradcalc-picture img, .gradcalc-still img, .jp-RenderedImage img';
    function look() {
        seen.frames += 1;
        for (const image of document.querySelectorAll(pictures)) {
            if (!image.complete || !image.naturalWidth) continue;
            seen.brightest = Math.max(seen.brightest, brightness(image, getComputedStyle(image).filter));
        }
        requestAnimationFrame(look);
    }
    requestAnimationFrame(look);
}"""
BRIGHTEST = 110  # of 255: white paper is above 200, dark paper with contours below 90


@pytest.fixture
def dark(page, server):
    """A notebook of figures, explorers, a board and a prediction, open and not yet run, watched in the dark."""
    address, root = server
    lab.write_notebook(root / "dark.ipynb", *CELLS)
    page.set_viewport_size({"width": 1280, "height": 2400})  # JupyterLab keeps only the cells in sight on the page
    lab.open_notebook(page, address, "dark.ipynb")
    lab.set_theme(page, dark=True)
    page.evaluate(WATCH)
    yield page
    lab.set_theme(page, dark=False)


def brightest(page) -> float:
    """The brightest that was seen since the last call."""
    seen = page.evaluate(
        "() => { const seen = { ...brightness }; brightness.frames = brightness.brightest = 0; return seen; }"
    )
    assert seen["frames"] > 10
    return seen["brightest"]


def on_the_screen(page) -> float:
    """How bright the brighter explorer is now, marks, hill and all: of a Python function, or of a formula."""
    shots = [page.locator(".gradcalc-pictures").nth(i).screenshot() for i in (0, 1)]
    return max(float(np.asarray(Image.open(io.BytesIO(shot)).convert("L")).mean()) for shot in shots)


def test_no_picture_is_bright_on_a_dark_page(dark):
    page = dark
    page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_selector(".jp-RenderedImage img")
    page.wait_for_function("() => brightness.brightest > 0")  # a figure, and no live picture yet
    assert page.locator(".gradcalc-picture").count() == 0
    assert brightest(page) < BRIGHTEST
    page.wait_for_function("() => document.querySelector('.gradcalc-picture[data-dark=false]')", timeout=60_000)
    assert on_the_screen(page) < BRIGHTEST  # the kernel is busy, and does not know yet
    lab.run_all(page)
    page.wait_for_function("() => !document.querySelector('.gradcalc-picture[data-dark=false]')")
    assert 0 < brightest(page) < BRIGHTEST
    assert on_the_screen(page) < BRIGHTEST
    # What is made from now on, when the cells run again, say, is made for the dark.
    assert lab.python(page, "print(gc.explore().view.panels[0]['dark'])") == "True"
    # To light and back, while the kernel is busy.
    lab.set_theme(page, dark=False)
    page.wait_for_function("() => !document.querySelector('.gradcalc-picture[data-dark=true]')")
    page.evaluate(
        "(code) => void jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code })", BUSY
    )
    lab.set_theme(page, dark=True)
    page.evaluate("() => (brightness.brightest = 0)")
    assert on_the_screen(page) < BRIGHTEST  # of a formula there is nothing to wait for
    page.wait_for_function("() => !document.querySelector('.gradcalc-picture[data-dark=false]')")
    assert 0 < brightest(page) < BRIGHTEST
    # Opened again, with no kernel that would know.
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.evaluate(lab.REPLACE, "dark.ipynb")  # the theme stays
    page.locator(".gradcalc-still img").nth(2).wait_for()
    assert 0 < brightest(page) < BRIGHTEST
