"""nbclassic: the notebook as it was until version 6."""

from tests.browser.drivers import click, wait_for
from tests.browser.student import middle
from tests.everywhere.front_ends import CELLS, NAME, OPTIONS, running, use_everything

READY = """() => {
    const kernel = window.Jupyter?.notebook?.kernel;
    return kernel?.is_connected() && kernel.comm_manager.targets['jupyter.widget'] && !Jupyter.notebook.kernel_busy;
}"""
# The last Shift+Enter has made an empty cell.
HAVE_RUN = """([cells, least]) => [...document.querySelectorAll('.input_prompt')]
    .filter((prompt) => Number(/\\[(\\d+)\\]/.exec(prompt.innerText)?.[1]) > least).length === cells
    && !Jupyter.notebook.kernel_busy"""
HIDDEN = "() => [...document.querySelectorAll('.jupyter-widgets-view')].some(({ style }) => style.display === 'none')"
RUN_AGAIN = "() => Jupyter.notebook.execute_cell_range(0, Jupyter.notebook.ncells() - 1)"


def test_everything_moves_in_nbclassic(driver, tmp_path):
    with running("nbclassic", tmp_path, *OPTIONS) as address:
        driver.goto(f"{address}/notebooks/{NAME}")
        wait_for(driver, READY)
        click(driver, middle(driver, ".CodeMirror"))
        for _ in CELLS:
            driver.press("Shift+Enter")
        wait_for(driver, HAVE_RUN, [len(CELLS), 0])
        # Right after a kernel's start nbclassic hides a widget now and then, of whatever kind (a plain IntSlider at 3
        # of 16 starts): people run the cells again.
        for ran in range(1, 4):
            if not driver.evaluate(HIDDEN):
                break
            driver.evaluate(RUN_AGAIN)
            wait_for(driver, HAVE_RUN, [len(CELLS), ran * len(CELLS)])
            driver.complaints()  # ipywidgets' own, of the widgets that it had hidden
        use_everything(driver)
