"""Lessons in JupyterLab from top to bottom, in any browser: every cell is run, and what it asks for is done."""

import pathlib
import shutil
import sys
import time
from collections.abc import Callable

from tests.browser import student
from tests.browser.calm import FRAME, listen, settle
from tests.browser.drivers import Driver, click, nothing_went_wrong, wait_for
from tests.browser.lab import KERNEL_IS_IDLE
from tests.browser.student import middle

LESSONS = pathlib.Path(__file__).parents[2] / "notebooks"
ACTIVE = ".jp-Cell.jp-mod-active "
SELECT_ALL = "Meta+a" if sys.platform == "darwin" else "Control+a"

# JupyterLab keeps only the cells in sight on the page, and lays them out as they come.
SHOW_CELL = f"""async (id) => {{
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.findIndex((cell) => cell.model.id === id);
    await notebook.scrollToCell(notebook.activeCell);
    await {FRAME};
}}"""
CODE_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code').map((cell) => cell.model.id)"""
HAS_RUN = """(id) => {
    const { model } = window.jupyterapp.shell.currentWidget.content.widgets.find((cell) => cell.model.id === id);
    return model.executionCount !== null && (model.executionState ?? 'idle') === 'idle'; // no state in JupyterLab 4.2
}"""
FAULTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code')
    .flatMap((cell) => cell.model.outputs.toJSON())
    .filter((output) => output.output_type === 'error' || output.name === 'stderr')
    .map((output) => output.ename || output.text)"""
CARD = f"() => document.querySelector('{ACTIVE}.gradcalc-check')?.innerText ?? ''"


def open_notebook(driver: Driver, address: str, path: str) -> None:
    """A notebook of the server's folder, open in JupyterLab with its kernel at rest."""
    driver.goto(f"{address}/lab/workspaces/walk-{time.monotonic_ns()}/tree/{path}")
    wait_for(driver, KERNEL_IS_IDLE)
    listen(driver)


def show_cell(driver: Driver, cell: str) -> None:
    """Make a cell the active one, and bring it into sight."""
    driver.evaluate(SHOW_CELL, cell)


def run_cell(driver: Driver, cell: str) -> None:
    """Click beside a cell and run it by Shift+Enter; it is in sight again afterwards."""
    show_cell(driver, cell)
    click(driver, middle(driver, f"{ACTIVE}.jp-InputPrompt"))
    driver.press("Shift+Enter")
    wait_for(driver, HAS_RUN, cell)
    show_cell(driver, cell)
    settle(driver)


def answer(driver: Driver, cell: str, *lines: str) -> None:
    """Type an answer in place of a cell's text. The editor indents the lines of a function by itself."""
    show_cell(driver, cell)
    click(driver, middle(driver, f"{ACTIVE}.cm-content"))
    driver.press(SELECT_ALL)
    for number, line in enumerate(lines):
        if number:
            driver.press("Enter")
        driver.write(line)


def _see(driver: Driver) -> None:
    student.pictures_are_drawn(driver, ACTIVE)


def _move_pictures(driver: Driver) -> None:
    _see(driver)
    student.move_the_bowl(driver, ACTIVE)
    student.turn_the_hill(driver, ACTIVE)


def _skip_the_guide_and_move_pictures(driver: Driver) -> None:
    for _ in range(6):  # its tasks, after which the whole picture is there
        click(driver, middle(driver, f"{ACTIVE}.gradcalc-guide-buttons > button"))
        settle(driver)
    _move_pictures(driver)


def _read(driver: Driver) -> None:
    _see(driver)
    student.reading(driver, ACTIVE)


def _python_has_moved_the_picture_above(driver: Driver) -> None:
    show_cell(driver, "start_here-04")
    now = student.reading(driver, ACTIVE)
    assert (now["x"], now["y"], now["angle"]) == (0.5, -1.0, 90)
    assert student.is_the_bowl(now)


def _chooses(number: int, text: str) -> Callable[[Driver], None]:
    def choose(driver: Driver) -> None:
        said = student.predict_by_choice(driver, ACTIVE, number)
        assert said.startswith(f"Right. You predicted “{text}”, and were sure. The answer is “{text}”.")

    return choose


def _types(number: str, right: str) -> Callable[[Driver], None]:
    def write(driver: Driver) -> None:
        said = student.predict_by_number(driver, ACTIVE, number)
        assert said.startswith(f"Right. You predicted {number}°, and were sure. The answer is {right}.")

    return write


def _places(driver: Driver) -> None:
    said = student.predict_by_place(driver, ACTIVE)
    assert "The answer is (-0.95, 0.49), (0.98, 0.01) or (-0.16, 0.29)." in said


def _is_right(driver: Driver) -> None:
    assert "Right." in driver.evaluate(CARD)


# What is typed before a cell is run.
ANSWERS = {
    "ex-gradient-of-the-bowl": ["bowl_gradient = np.array([3, -1])"],
    "ex-directional-derivative": [
        "def directional_derivative(f, x, y, direction):",
        "if not np.any(direction): raise ValueError('no direction')",
        "u = direction / np.linalg.norm(direction)",
        "return (f(x + 1e-6 * u[0], y + 1e-6 * u[1]) - f(x, y)) / 1e-6",
    ],
}
# What is done with what a cell shows, by lesson.
DEEDS: dict[str, dict[str, Callable[[Driver], None]]] = {
    "00": {
        "predict-where-it-points": _chooses(2, "flat on the floor, along the map"),
        "start_here-04": _skip_the_guide_and_move_pictures,
        "start_here-08": _python_has_moved_the_picture_above,
        "predict-steepest": _chooses(2, "(1, 1)"),
        "predict-level": _chooses(3, "(1, -1)"),
        "predict-no-gradient": _places,
        "start_here-15": _read,
        "ex-gradient-of-the-bowl-check": _is_right,
    },
    "03": {
        "predict-level-direction": _types("135", "135° or 315°"),
        "directional_derivatives-05": _move_pictures,
        "predict-half-the-greatest": _types("60", "60°"),
        "directional_derivatives-rises": _read,
        "directional_derivatives-20": _see,
        "ex-directional-derivative-check": _is_right,
    },
}


def walk_through(driver: Driver, server: tuple[str, pathlib.Path], lesson: str) -> None:
    """Open a lesson as it is handed out, run it cell by cell and do what it asks; nothing may fail on the way."""
    address, root = server
    folder = root / "walk"
    folder.mkdir(exist_ok=True)
    (path,) = LESSONS.glob(f"{lesson}_*.ipynb")
    shutil.copy(path, folder)
    open_notebook(driver, address, f"walk/{path.name}")
    driver.complaints()  # those of pages before this
    deeds = dict(DEEDS[lesson])
    for cell in driver.evaluate(CODE_CELLS):
        if cell in ANSWERS:
            answer(driver, cell, *ANSWERS[cell])
        run_cell(driver, cell)
        if cell in deeds:
            deeds.pop(cell)(driver)
    assert not deeds, "these cells have other names now"
    faults = driver.evaluate(FAULTS)
    assert not faults, faults
    nothing_went_wrong(driver)
