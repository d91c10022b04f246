"""A real JupyterLab and a real Chromium, for tests, benchmarks and screenshots."""

import ast
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import nbformat
from playwright.sync_api import Browser, Locator, Page, sync_playwright

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
START_SECONDS = 120


def find_browser() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def running_lab(root: pathlib.Path) -> Iterator[str]:
    """JupyterLab serving a folder on loopback with settings of its own; gives its address."""
    settings = root / ".settings"
    config = settings / "config"
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    # The question whether to fetch news would lie over the notebook; whether to build anew costs every page a second.
    page_config = {
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True},
        "buildAvailable": False,
        "buildCheck": False,
    }
    (config / "labconfig" / "page_config.json").write_text(json.dumps(page_config))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0",  # or this might ask another server that was quicker
        "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={root}",
        f"--LabApp.user_settings_dir={settings / 'user'}", f"--LabApp.workspaces_dir={settings / 'workspaces'}",
    ]  # fmt: skip
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(config), "JUPYTER_RUNTIME_DIR": str(settings / "runtime")}
    log = (settings / "lab.log").open("wb")
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status", server, settings / "lab.log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def _wait_for(address: str, server: subprocess.Popen, log: pathlib.Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def running_browser(*flags: str) -> Iterator[Browser]:
    """Headless Chromium, the system's own; flags are more of its own switches."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*quiet, *flags])
        yield browser
        browser.close()


def write_notebook(path: pathlib.Path, *cells: str) -> None:
    """A notebook of code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


# Closes all notebooks, their kernels too, asks nothing, and opens another.
REPLACE = """async (path) => {
    const { shell, commands } = window.jupyterapp;
    for (const panel of [...shell.widgets('main')]) {
        await panel.sessionContext?.shutdown();
        panel.dispose();
    }
    await commands.execute('docmanager:open', { path, factory: 'Notebook' });
}"""


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook alone and wait for its kernel; where JupyterLab is open already, it is not loaded again."""
    if page.url.startswith(f"{address}/lab/"):
        set_theme(page, dark=False)
        page.evaluate(REPLACE, name)
    else:
        page.goto(f"{address}/lab/workspaces/{pathlib.Path(name).stem}-{time.monotonic_ns()}/tree/{name}")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    page.wait_for_function(
        """() => {
            const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
            return session?.session?.kernel?.status === 'idle';
        }""",
        timeout=60_000,
    )


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
        python(self.page, "pass")  # the kernel answers in order, so whatever came before is done
        self.page.wait_for_timeout(150)
        python(self.page, "pass")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

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
        return self.picture.locator("img").evaluate(
            """(image) => {
                const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
            }"""
        )

    def pixel(self, x: float, y: float) -> tuple[int, int, int, int]:
        """The colour of the canvas at a point of the data."""
        b = self.value("dict(e.view.panels[0], png=None, levels=None)")
        (x0, x1), (y0, y1) = b["xlim"], b["ylim"]
        at = [b["left"] + (x - x0) / (x1 - x0) * b["box_width"], b["top"] + (y1 - y) / (y1 - y0) * b["box_height"]]
        return tuple(
            self.picture.locator("canvas.gradcalc-canvas").evaluate(
                """(canvas, at) => {
                    const [x, y] = at.map((place) => Math.round((place * canvas.width) / canvas.clientWidth));
                    return [...canvas.getContext('2d').getImageData(x, y, 1, 1).data];
                }""",
                at,
            )
        )

    def table(self) -> dict[str, str]:
        """The numbers beside the picture, by name."""
        cells = self.page.locator(".gradcalc-side").first.locator("tbody tr").all_inner_texts()
        return {name: value for name, value, *_ in (row.split("\t") for row in cells)}

    def numbers(self) -> dict[str, float]:
        """The single numbers of the table."""
        return {name: float(value) for name, value in self.table().items() if "(" not in value}


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


def show_cell(page: Page, cell_id: str) -> Locator:
    """Make a cell the active one and scroll to it: JupyterLab keeps only the cells in sight on the page."""
    page.evaluate(
        """async (id) => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.findIndex((cell) => cell.model.id === id);
            await notebook.scrollToCell(notebook.activeCell);
        }""",
        cell_id,
    )
    cell = page.locator(".jp-Cell.jp-mod-active")
    cell.wait_for()
    return cell


def answer(page: Page, cell_id: str, text: str) -> None:
    """Replace a cell's text as with Select All and Paste, and run it."""
    show_cell(page, cell_id).locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    _run_active_cell(page, cell_id)


def run_cell(page: Page, cell_id: str) -> Locator:
    """Run a cell from the keyboard; gives its output."""
    show_cell(page, cell_id).locator(".jp-InputPrompt").click()
    _run_active_cell(page, cell_id)
    return show_cell(page, cell_id).locator(".jp-OutputArea")


def _run_active_cell(page: Page, cell_id: str) -> None:
    page.keyboard.press("Shift+Enter")
    python(page, "pass")  # the kernel answers in order, so the cell is done
    page.wait_for_function(
        """(id) => {
            const cells = window.jupyterapp.shell.currentWidget.content.widgets;
            return cells.find((cell) => cell.model.id === id).model.executionState === 'idle';
        }""",
        arg=cell_id,
    )


def restart_kernel(page: Page) -> None:
    """Restart the kernel by the button of the toolbar, as a reader does."""
    page.evaluate(
        """() => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            window.restarting = new Promise((done) =>
                kernel.statusChanged.connect((_, status) => status === 'restarting' && done()));
        }"""
    )
    page.locator(".jp-NotebookPanel-toolbar [data-command='notebook:restart-kernel']").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.evaluate("() => window.restarting")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )
