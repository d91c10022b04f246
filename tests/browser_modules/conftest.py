"""Node, in which the browser's half runs as it stands.

package.json lies above all of it: there node finds that its files are ES modules.
"""

import base64
import json
import pathlib
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest

from gradcalc.live.explorer.stage import Stage, partials
from gradcalc.live.hill_data import hill_data
from gradcalc.live.level_map import level_map
from gradcalc.pictures.marks import as_json
from gradcalc.readings.point import State, read

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture(scope="session")
def node() -> Callable[..., subprocess.CompletedProcess]:
    """Runs node in the root of the repository, on a file and with arguments."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("needs node: sudo apt-get install npm")
    return lambda *arguments, **options: subprocess.run(
        [program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", **options
    )


@pytest.fixture(scope="session")
def package(node) -> Callable[..., subprocess.CompletedProcess]:
    """Runs a program of the npm packages that package.json names."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm: sudo apt-get install npm")
    if not (ROOT / "node_modules").exists():
        pytest.skip("needs the packages of package.json: npm ci")
    return lambda program, *arguments: node(ROOT / "node_modules" / program, *arguments)


@pytest.fixture(scope="session")
def ask(node) -> Iterator[Callable]:
    """Calls a function of calls.js by name, in one node for all calls. Bytes travel as in a board's recording."""
    program = subprocess.Popen(
        [shutil.which("node"), ROOT / "tests" / "browser_modules" / "calls.js"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    with program:

        def ask(name: str, *given):
            as_letters = {"default": lambda data: {"base64": base64.b64encode(data).decode()}}
            program.stdin.write(json.dumps([name, *given], **as_letters) + "\n")
            program.stdin.flush()
            answer = program.stdout.readline()
            assert answer, "node has ended: the reason is in what it has printed"
            return json.loads(answer)

        yield ask


@pytest.fixture(scope="session")
def drawn_by_both(ask) -> Callable[..., Iterator]:
    """Draws a stage at states that share a step and a method: for each state the marks of the browser, by picture,
    None where it waits for the kernel; those of the kernel; and the reading."""

    def drawn_by_both(stage: Stage, states: list[State], kept: list | None = None) -> Iterator:
        window = {"xlim": stage.surface.xlim, "ylim": stage.surface.ylim}
        samples = {"partials": partials(stage, states[0]), "heights": stage.heights}
        frames = {kind: vars(panel.frame) for kind, panel in stage.panels.items()}
        places = [{"x": s.x, "y": s.y, "angle": s.angle} for s in states]
        local = ask("marks", {**samples, "scale": stage.scale, "window": window, "kept": kept}, frames, places)
        for marks, state in zip(local, states, strict=True):
            reading = read(stage.surface, state)
            yield marks, {kind: as_json(panel.scene(reading)) for kind, panel in stage.panels.items()}, reading

    return drawn_by_both


@pytest.fixture(scope="session")
def computed(ask) -> Callable[..., list]:
    """What the browser computes of a stage whose function is a formula, at each state: whether it is certain, its
    words, and with drawn=True its marks and solids."""

    def computed(stage: Stage, states: list[State], drawn: bool = False) -> list:
        panels = {kind: dict(vars(panel.frame)) for kind, panel in stage.panels.items()}
        for kind, panel in stage.panels.items():
            if panel.hill:
                panels[kind] |= {"hill": hill_data(panel.hill), "levels": level_map(panel.chart, labelled=False)}
        window = {"xlim": stage.surface.xlim, "ylim": stage.surface.ylim}
        sent = {"scale": stage.scale, "directed": stage.directed, "panels": panels}
        return ask("computed", stage.surface.tree, [vars(state) for state in states], window, sent, drawn)

    return computed
