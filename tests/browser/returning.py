"""A picture first shown in the dark, its lists in both themes, and its still on return, in any browser."""

import io
import pathlib

import numpy as np
from PIL import Image

from tests.browser import lab
from tests.browser.calm import FRAME
from tests.browser.drivers import Driver, nothing_went_wrong, patiently, wait_for
from tests.browser.walk import open_notebook

BRIGHT = 200  # of 255: white paper is above, all that is large in the dark is far below
MOST = 0.05  # of a dark page's pixels are bright: letters, and a scroll bar; a map of white paper alone is 0.08
LEAST = 60  # of 255 lie between the arrow of a list and its paper
CELLS = (
    """import pathlib, time
import gradcalc as gc
e = gc.explore(lambda x, y: x**2 - y**2, x=1, y=0.5, views=("map", "surface"))
display(e)
while not pathlib.Path("seen").exists(): time.sleep(0.02)""",
    'gc.predict("02.maps_and_fields")',
)
RUN = "() => void window.jupyterapp.commands.execute('notebook:run-all-cells')"
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"
THEME = "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
# For which themes the kernel drew the backgrounds of the pictures; those of a formula are the page's own.
DRAWN = """() => {
    const boxes = [...document.querySelectorAll('.gradcalc-picture')];
    return [...new Set(boxes.map((box) => box.dataset.dark ?? 'none'))].join();
}"""
ASKED = "() => document.querySelector('.gradcalc-pair') !== null"
SHOW = f"""async (selector) => {{
    const list = document.querySelector(selector);
    list.scrollIntoView({{ block: 'center' }});
    await {FRAME};
    await {FRAME};
    const {{ right, top, bottom }} = list.getBoundingClientRect();
    return [right, top, bottom].map(Math.round);
}}"""
STILL = """() => {
    const still = document.querySelector('.gradcalc-still');
    return still?.querySelector('img')?.naturalWidth > 400 && still.textContent;
}"""


def _seen(driver: Driver, path: pathlib.Path) -> np.ndarray:
    """The brightness of each pixel of the page."""
    driver.picture(path)
    return np.asarray(Image.open(io.BytesIO(path.read_bytes())).convert("L")).astype(float)


def _wear(driver: Driver, dark: bool) -> None:
    driver.evaluate(THEME, f"JupyterLab {'Dark' if dark else 'Light'}")
    wait_for(driver, "(light) => document.body.dataset.jpThemeLight === light", str(not dark).lower())
    wait_for(driver, "() => !document.querySelector('#jupyterlab-splash')")


def _stays_dark(driver: Driver, until: str, path: pathlib.Path) -> None:
    """Look at the page again and again until its pictures are drawn for a theme, and once more."""
    for _ in patiently(f"pictures that were drawn for dark = {until}"):
        there = driver.evaluate(DRAWN) == until
        assert (_seen(driver, path) > BRIGHT).mean() < MOST
        if there:
            return


def _lists_have_arrows(driver: Driver, path: pathlib.Path) -> None:
    for selector in (".gradcalc-explorer select", ".gradcalc-pair select"):
        right, top, bottom = driver.evaluate(SHOW, selector)
        arrow = _seen(driver, path)[top + 4 : bottom - 4, right - 19 : right - 3]
        assert np.abs(arrow - np.median(arrow)).max() > LEAST, selector


def look_in_the_dark_and_return(driver: Driver, server: tuple[str, pathlib.Path], path: pathlib.Path) -> None:
    """Run a notebook in the dark, whose kernel does not know of it at first; save it, and open it again."""
    address, root = server
    folder = root / "returning"
    folder.mkdir()
    lab.write_notebook(folder / "dark.ipynb", *CELLS)
    open_notebook(driver, address, "returning/dark.ipynb")
    driver.complaints()  # those of pages before this
    try:
        _wear(driver, dark=True)
        driver.evaluate(RUN)
        _stays_dark(driver, "false", path)
        (folder / "seen").touch()
        wait_for(driver, ASKED)
        _stays_dark(driver, "true", path)
        _lists_have_arrows(driver, path)
        driver.evaluate(SAVE)
        driver.evaluate(lab.REPLACE, "returning/dark.ipynb")
        words = wait_for(driver, STILL)
        assert "At (1.00, 0.50) the gradient is (2.00, -1.00)" in words
        assert "Run the cell to move it." in words
        assert (_seen(driver, path) > BRIGHT).mean() < MOST
        wait_for(driver, lab.KERNEL_IS_IDLE)
        driver.evaluate(RUN)
        wait_for(driver, ASKED)
        wait_for(driver, f"() => ({DRAWN})() === 'true'")
        _wear(driver, dark=False)
        _lists_have_arrows(driver, path)
        nothing_went_wrong(driver)
    finally:
        _wear(driver, dark=False)
