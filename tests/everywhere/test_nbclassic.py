"""nbclassic: the notebook as it was until version 6."""

from tests.browser.drivers import click, wait_for
from tests.browser.student import middle
from tests.everywhere.front_ends import CELLS, NAME, OPTIONS, running, use_everything

READY = "() => window.Jupyter?.notebook?.kernel?.is_connected() && !Jupyter.notebook.kernel_busy"
# The last Shift+Enter has made an empty cell.
HAVE_RUN = """(cells) => [...document.querySelectorAll('.input_prompt')]
    .filter((prompt) => /\\[\\d+\\]/.test(prompt.innerText)).length === cells"""


def test_everything_moves_in_nbclassic(driver, tmp_path):
    with running("nbclassic", tmp_path, *OPTIONS) as address:
        driver.goto(f"{address}/notebooks/{NAME}")
        wait_for(driver, READY)
        click(driver, middle(driver, ".CodeMirror"))
        for _ in CELLS:
            driver.press("Shift+Enter")
        wait_for(driver, HAVE_RUN, len(CELLS))
        use_everything(driver)
