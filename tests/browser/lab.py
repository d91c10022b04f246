"""A notebook in JupyterLab, open on a page, and the explorer in it."""

import ast
import contextlib
import pathlib
import time
from collections.abc import Iterator

import nbformat
from playwright.sync_api import ConsoleMessage, Locator, Page

from tests.browser.calm import listen, settle


def write_notebook(path: pathlib.Path, *cells: str) -> None:
    """A notebook of code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


# Opens a notebook in place of all others, asks nothing, and lets their kernels end meanwhile. Where the other has
# the same name, it has to be gone before.
REPLACE = """async (path) => {
    const { shell, commands, serviceManager } = window.jupyterapp;
    const ending = (window.ending ??= new Map());
    function close(panel) {
        const session = panel.sessionContext?.session;
        if (session) ending.set(session.path, serviceManager.sessions.shutdown(session.id));
        panel.dispose();
    }
    const others = [...shell.widgets('main')];
    if (others.some((panel) => panel.context?.path === path)) others.splice(0).forEach(close);
    await ending.get(path);
    await commands.execute('docmanager:open', { path, factory: 'Notebook' });
    others.forEach(close);
}"""


KERNEL_IS_IDLE = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return session?.session?.kernel?.status === 'idle';
}"""


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook alone and wait for its kernel; where JupyterLab is open already, it is not loaded again."""
    if page.url.startswith(f"{address}/lab/") and page.locator("#jp-main-dock-panel").count():
        set_theme(page, dark=False)
        page.evaluate(REPLACE, name)
    else:
        page.goto(f"{address}/lab/workspaces/{pathlib.Path(name).stem}-{time.monotonic_ns()}/tree/{name}")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=60_000)
    listen(page)


def run_all(page: Page) -> None:
    """Run every cell and wait for the last."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => {
            const panel = window.jupyterapp.shell.currentWidget;
            const isCode = ({ model }) => model.type === 'code' && model.sharedModel.source.trim();
            const code = panel.content.widgets.filter(isCode);
            return code.every((cell) => cell.model.executionCount !== null && cell.model.executionState !== 'running')
                && panel.sessionContext.session.kernel.status === 'idle';
        }""",
        timeout=120_000,
    )


@contextlib.contextmanager
def screen(page: Page, pixel_ratio: float, size: dict[str, int], mobile: bool = False) -> Iterator[None]:
    """Put a page on another screen, of so many CSS pixels, each so many pixels wide."""
    devtools, usual = page.context.new_cdp_session(page), page.viewport_size
    metrics = {**size, "deviceScaleFactor": pixel_ratio, "mobile": mobile}
    devtools.send("Emulation.setDeviceMetricsOverride", metrics)
    try:
        yield
    finally:
        # As long as this session holds the screen, the page's own size has no effect; and what Playwright believes
        # to be so already, it does not say again.
        devtools.send("Emulation.clearDeviceMetricsOverride")
        devtools.detach()
        page.set_viewport_size({**usual, "width": usual["width"] + 1})
        page.set_viewport_size(usual)


@contextlib.contextmanager
def console(page: Page, *kinds: str) -> Iterator[list[str]]:
    """What the console says of some kinds, as long as one listens."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in kinds:
            said.append(message.text)

    page.on("console", hear)
    yield said
    page.remove_listener("console", hear)


def set_theme(page: Page, dark: bool) -> None:
    """Switch JupyterLab's theme."""
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_selector(f"body[data-jp-theme-light='{str(not dark).lower()}']", state="attached")
    # JupyterLab takes its splash away a little later; if it was shown again meanwhile, that is an error of its own.
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def python(page: Page, code: str) -> str:
    """Run a line in the open notebook's kernel and give back what it prints."""
    return page.evaluate(
        """async (code) => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const future = kernel.requestExecute({ code, store_history: false });
            let text = '';
            future.onIOPub = ({ header, content }) => {
                if (header.msg_type === 'stream') text += content.text;
                if (header.msg_type === 'error') text += content.traceback.join('\\n');
            };
            await future.done;
            return text;
        }""",
        code,
    ).strip()


class ExplorerPage:
    """What a reader does with the explorer e on an open page, and what they see."""

    def __init__(self, page: Page):
        self.page = page
        self.picture = page.locator(".gradcalc-picture").first
        self.message = page.locator(".gradcalc-message").first

    def drag_slider(self, label: str, pixels: int) -> None:
        """Drag a slider's handle sideways with the mouse, in several moves as a hand does."""
        self._drag(self.handle(label), pixels, 0)

    def handle(self, label: str):
        return self.page.locator(".widget-slider", has=self.page.get_by_text(label, exact=True)).locator(
            ".noUi-handle"
        )

    def drag_point(self, dx: int, dy: int) -> None:
        """Press the mouse on the middle of the picture and drag from there."""
        self._drag(self.picture, dx, dy)

    def _drag(self, target, dx: int, dy: int) -> None:
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        for share in (0.25, 0.5, 0.75, 1):
            mouse.move(x + share * dx, y + share * dy)
        mouse.up()
        self.settle()

    def settle(self) -> None:
        """Wait until kernel and picture have answered everything."""
        settle(self.page)

    def python(self, code: str) -> str:
        answer = python(self.page, code)
        self.settle()
        return answer

    def value(self, expression: str):
        """What the kernel says, as a Python value."""
        return ast.literal_eval(python(self.page, f"print(repr({expression}))"))

    def canvas(self) -> str:
        return self.picture.locator("canvas.gradcalc-canvas").evaluate("(canvas) => canvas.toDataURL()")

    def background(self) -> str:
        """What lies under the marks: it changes with any pixel of axes and contours, and with the headline."""
        return self.picture.evaluate(
            """(box) => {
                const part = (name) => box.querySelector(name);
                const [image, contours] = [part('img').src, part('.gradcalc-contours').toDataURL()];
                return [image, contours, part('.gradcalc-title')?.textContent].join();
            }"""
        )

    def pixel(self, x: float, y: float) -> tuple[int, int, int, int]:
        """The colour of the canvas at a point of the data."""
        b = self.value("dict(e.view.panels[0], png=None, levels=None)")
        (x0, x1), (y0, y1) = b["xlim"], b["ylim"]
        at = [b["left"] + (x - x0) / (x1 - x0) * b["box_width"], b["top"] + (y1 - y) / (y1 - y0) * b["box_height"]]
        return tuple(
            self.picture.locator("canvas.gradcalc-canvas").evaluate(
                """(canvas, [at, width]) => {
                    const [x, y] = at.map((place) => Math.round((place * canvas.width) / width));
                    return [...canvas.getContext('2d').getImageData(x, y, 1, 1).data];
                }""",
                [at, b["width"]],
            )
        )

    def table(self) -> dict[str, str]:
        """The numbers beside the picture, by name."""
        rows = table_cells(self.page.locator(".gradcalc-side").first)
        return {name: value for name, value, *_ in rows}

    def numbers(self) -> dict[str, float]:
        """The single numbers of the table."""
        return {name: float(value) for name, value in self.table().items() if "(" not in value}


def table_cells(side: Locator) -> list[list[str]]:
    """The texts of a table's body, row by row, however it is laid out."""
    texts = "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    return side.locator("tbody tr").evaluate_all(texts)


def open_explorer(
    page: Page, server: tuple[str, pathlib.Path], name: str, code: str = "e = gc.explore()"
) -> ExplorerPage:
    """A new notebook, opened and run, whose code makes an explorer e."""
    address, root = server
    write_notebook(root / f"{name}.ipynb", f"import gradcalc as gc\n{code}\ne")
    open_notebook(page, address, f"{name}.ipynb")
    run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    explorer = ExplorerPage(page)
    explorer.settle()
    return explorer
