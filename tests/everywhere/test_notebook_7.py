"""Notebook 7: JupyterLab's parts, one notebook on a page."""

from tests.browser import walk
from tests.browser.drivers import wait_for
from tests.browser.lab import KERNEL_IS_IDLE
from tests.everywhere.front_ends import NAME, OPTIONS, running, use_everything


def test_everything_moves_in_notebook_7(driver, tmp_path):
    with running("notebook", tmp_path, *OPTIONS, "--JupyterNotebookApp.expose_app_in_browser=True") as address:
        driver.goto(f"{address}/notebooks/{NAME}")
        wait_for(driver, KERNEL_IS_IDLE)
        walk.listen(driver)
        driver.complaints()  # Notebook 7 has one of its own while it loads: settings without a schema
        cells = driver.evaluate(walk.CODE_CELLS)
        for cell in cells:
            walk.run_cell(driver, cell)
        use_everything(driver, lambda number: walk.show_cell(driver, cells[number]))
        assert driver.evaluate(walk.FAULTS) == []
