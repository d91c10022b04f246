"""What a reader does with the cells of the open notebook: show them, answer in them, run them, restart the kernel."""

from playwright.sync_api import Locator, Page

from tests.browser.lab import python


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
