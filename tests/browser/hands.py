"""Real mouse and keys on an explorer that is watched, and where its marks ought to be."""

import contextlib
import math
import pathlib
import time
from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext, Page

from tests.browser import lab
from tests.browser.calm import two_frames
from tests.browser.uncaught import note_uncaught
from tests.browser.watch import watch, watch_anew

STEPS = 12
U_LENGTH = 0.2 * 4.8  # of the arrow u, in the picture of a window that is 4 wide


class WatchedExplorer(lab.ExplorerPage):
    """The bowl in its own window, as e; moved by hands that say afterwards where they were."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.frame = self.value("dict(e.view.panels[0], png=None, levels=None)")
        self.comms = self.value("{n: s.model_id for n, s in e.controls.sliders.items()} | {'view': e.view.model_id}")

    def data(self, x: float, y: float) -> tuple[float, float]:
        """A place in the picture, in pixels, as data."""
        f, (x0, x1), (y0, y1) = self.frame, self.frame["xlim"], self.frame["ylim"]
        return x0 + (x - f["left"]) / f["box_width"] * (x1 - x0), y1 - (y - f["top"]) / f["box_height"] * (y1 - y0)

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """A place of the data, in pixels of the page."""
        f, box, (x0, x1), (y0, y1) = self.frame, self.picture.bounding_box(), self.frame["xlim"], self.frame["ylim"]
        return (
            box["x"] + f["left"] + (x - x0) / (x1 - x0) * f["box_width"],
            box["y"] + f["top"] + (y1 - y) / (y1 - y0) * f["box_height"],
        )

    def drawn(self) -> tuple[float, float, float]:
        """The point and the angle as the canvas shows them."""
        seen = self.page.evaluate("() => window.watch.drawn")
        return *self.data(seen["x"], seen["y"]), seen["angle"]

    def drag(self, start: tuple[float, float], dx: float, dy: float, steps: int = STEPS) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for i in range(1, steps + 1):
            mouse.move(start[0] + dx * i / steps, start[1] + dy * i / steps)
            two_frames(self.page)
        mouse.up()

    def drag_x_slider(self, dx: float = -60) -> None:
        box = self.handle("x").bounding_box()
        self.drag((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), dx, 0)

    def drag_in_picture(self) -> None:
        self.drag(self.on_page(0.5, 0.5), -50, 70)

    def drag_tip_of_u(self) -> None:
        x, y, angle = self.drawn()
        u = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        self.drag(self.on_page(x + U_LENGTH * u[0], y + U_LENGTH * u[1]), -100, -60)

    def press_keys(self, key: str = "ArrowLeft", times: int = STEPS) -> None:
        self.picture.focus()
        for _ in range(times):
            self.page.keyboard.press(key)
            two_frames(self.page)

    def hands(self) -> dict[Callable, tuple[Callable, Callable]]:
        """For each way to move: where a row of watch.py sees the hand, and where it sees the mark."""

        def toward_pointer(row):
            if row["pointer"] is None:
                return None
            dx, dy = row["pointer"][0] - row["drawn"]["x"], row["drawn"]["y"] - row["pointer"][1]
            return round(math.degrees(math.atan2(dy, dx))) % 360

        x_before = self.drawn()[0]
        return {
            self.drag_x_slider: (lambda row: number(row["readouts"][0]), self.x_of),
            self.drag_in_picture: (
                lambda row: row["pointer"] and self.data(*row["pointer"])[0],
                self.x_of,
            ),
            self.drag_tip_of_u: (toward_pointer, lambda row: row["drawn"]["angle"]),
            self.press_keys: (lambda row: x_before - 0.04 * row["keys"], self.x_of),
        }

    def x_of(self, row: dict) -> float:
        return self.data(row["drawn"]["x"], row["drawn"]["y"])[0]


def number(text: str) -> float:
    """A number beside a slider, with the sign for minus that ipywidgets writes."""
    return float(text.replace("−", "-"))


def open_watched(
    page: Page, server: tuple[str, pathlib.Path], name: str, code: str = "e = gc.explore()", threads: bool = False
) -> WatchedExplorer:
    """A new notebook whose code makes an explorer e of the bowl, watched.

    Without threads the kernel answers the picture only between cells, as kernels without subshells do.
    """
    address, root = server
    lab.write_notebook(root / f"{name}.ipynb", f"import gradcalc as gc\n{code}\ne")
    lab.open_notebook(page, address, f"{name}.ipynb")
    if not threads:
        page.evaluate(
            """() => {
                const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
                kernel.commsOverSubshells = 'disabled';
            }"""
        )
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    explorer = WatchedExplorer(page)
    explorer.picture.scroll_into_view_if_needed()
    watch(page)
    explorer.python("e.angle += 1")  # so that a drawing has been seen
    explorer.python("e.angle -= 1")
    watch_anew(page)
    return explorer


@contextlib.contextmanager
def busy_kernel(page: Page, folder: pathlib.Path, seconds: float = 0) -> Iterator[None]:
    """Keep the kernel busy inside, and for so many seconds at least, however slow the machine is."""
    done = folder / f"done-{time.monotonic_ns()}"
    page.evaluate(
        """(code) => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const run = (window.run = kernel.requestExecute({ code, store_history: false }));
            return new Promise((begun) => (run.onIOPub = ({ header }) => header.msg_type === 'stream' && begun()));
        }""",
        f"import os, time; print('now', flush=True); time.sleep({seconds})\n"
        f"while not os.path.exists({str(done)!r}): time.sleep(0.02)",
    )
    try:
        yield
        assert page.evaluate("() => !window.run.isDisposed"), "the kernel was not kept busy"
    finally:
        done.touch()


def open_page(context: BrowserContext, errors: list) -> Page:
    """One more tab; what goes wrong in it is put on the list."""
    page = context.new_page()
    note_uncaught(page, errors)
    return page


def open_again(page: Page, address: str, name: str, errors: list) -> WatchedExplorer:
    """The notebook of a page in a second tab, watched."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    other = open_page(page.context, errors)
    lab.open_notebook(other, address, f"{name}.ipynb")
    other.wait_for_selector(".gradcalc-side tbody tr")
    second = WatchedExplorer(other)
    watch(other)
    return second
