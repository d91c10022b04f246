"""One small notebook with a picture of each kind, and what a student does in it wherever it is shown."""

import contextlib
import json
import pathlib
from collections.abc import Callable, Iterator

import pytest

from tests.browser import student
from tests.browser.drivers import Driver, nothing_went_wrong, wait_for
from tests.browser.lab import write_notebook
from tests.browser.running import serving
from tests.ports import free_port

ROOT = pathlib.Path(__file__).parents[2]
NAME = "everything.ipynb"
CELLS = (
    'import gradcalc as gc\ne = gc.explore("bowl", x=1, y=1, angle=15, views=("map", "surface"))\ne',
    'gc.explore_descent("bowl", x=1.6, y=1.0, rate=0.05, steps=12)',
    'gc.predict("00.steepest")',
    'gc.check("00.gradient_of_the_bowl", [3, -1])',
)

# Gives a part of the page a class, which stays while the cell that holds it comes and goes.
CALL = """([selector, number, name]) => {
    const part = document.querySelectorAll(selector)[number];
    part?.classList.add(name);
    return Boolean(part);
}"""
SEEN = "([selector, words]) => document.querySelector(selector)?.textContent.includes(words)"


def use_everything(driver: Driver, show: Callable[[int], None] = lambda cell: None) -> None:
    """Drag, press keys, predict and read in a notebook of CELLS that has been run; show brings a cell into sight."""
    show(0)
    wait_for(driver, CALL, [".gradcalc-explorer", 0, "walked-explorer"])
    student.pictures_are_drawn(driver, ".walked-explorer ")
    student.move_the_bowl(driver, ".walked-explorer ")
    student.turn_the_hill(driver, ".walked-explorer ")
    show(1)
    wait_for(driver, CALL, [".gradcalc-explorer:not(.walked-explorer)", 0, "walked-board"])
    student.move_the_descent(driver, ".walked-board ", 1.6, 1.0, 0.05)
    show(2)
    said = student.predict_by_choice(driver, "", 2)
    assert said.startswith("Right. You predicted “(1, 1)”, and were sure. The answer is “(1, 1)”.")
    show(3)
    wait_for(driver, SEEN, [".gradcalc-check", "Right."])
    nothing_went_wrong(driver)


def python_of(name: str) -> str:
    """The Python of an environment that the Makefile makes for make test-everywhere."""
    for place in ("bin/python", "Scripts/python.exe"):
        if (path := ROOT / ".venv" / name / place).exists():
            return str(path)
    pytest.skip(f"needs an environment of its own: make .venv/{name}.installed")


@contextlib.contextmanager
def running(name: str, root: pathlib.Path, *options: str, probe: str = "/api/status") -> Iterator[str]:
    """An application of Jupyter, in the environment of its name, serving a notebook of CELLS; gives its address."""
    write_notebook(root / NAME, *CELLS)
    port = free_port()
    command = [python_of(name), "-m", name, "--no-browser", f"--port={port}", *options]
    config = root / ".config"
    (config / "labconfig").mkdir(parents=True)
    page = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(page))
    places = {"JUPYTER_CONFIG_DIR": str(config), "JUPYTER_RUNTIME_DIR": str(config / "runtime")}
    address = f"http://127.0.0.1:{port}"
    with serving(command, root, f"{address}{probe}", config / "server.log", **places):
        yield address


# What every server of notebooks is told.
OPTIONS = ("--allow-root", "--ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token=")
