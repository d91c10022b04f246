"""A page of JupyterLab with every contestant of slider_latency.py, and the timing of one of them."""

import contextlib
import json
import pathlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import slider_hand
from playwright.sync_api import Locator, Page, TimeoutError
from slider_contestants import CELLS, CONTESTANTS, HILLS, INTERACT, Contestant

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.browser import lab, running  # noqa: E402
from tests.ports import free_port  # noqa: E402

PICTURES = [
    *(contestant.picture for contestant in (*CONTESTANTS, *HILLS)),
    f"{INTERACT.picture} img",
    ".bench-svg .contourlayer path",
]
VIEWPORT = {"width": 1280, "height": 900}
QUIET = 80  # milliseconds without a redraw or a message, after which nothing more will come
PATIENCE = 30  # seconds for any answer
THERE_AND_BACK = 10  # steps in one direction before the steps go back


@dataclass(frozen=True)
class Contest:
    """The open page, and the browser's debugging port."""

    page: Page
    port: int


@contextlib.contextmanager
def running_contest(cells: Sequence[str] = CELLS, pictures: Sequence[str] = PICTURES) -> Iterator[Contest]:
    """JupyterLab in a real browser, with the pictures of all contestants on the page and the stopwatch ready."""
    port = free_port()
    flag = f"--remote-debugging-port={port}"
    with tempfile.TemporaryDirectory() as folder, running.running_browser(flag) as browser:
        root = pathlib.Path(folder)
        lab.write_notebook(root / "latency.ipynb", *cells)
        _keep_cells_out_of_sight(root)
        with running.running_lab(root) as address:
            page = browser.new_page(viewport=VIEWPORT)
            lab.open_notebook(page, address, "latency.ipynb")
            lab.run_all(page)
            page.evaluate("() => jupyterapp.commands.execute('notebook:hide-all-cell-code')")
            for picture in pictures:
                page.wait_for_selector(picture, timeout=1000 * PATIENCE)
            page.wait_for_timeout(2000)  # what is still being drawn for the first time
            stopwatch = (HERE / "slider_stopwatch.js").read_text()
            page.evaluate(f"() => {{ window.stopwatch = ({stopwatch})(jupyterapp.shell.currentWidget); }}")
            yield Contest(page, port)


def _keep_cells_out_of_sight(root: pathlib.Path) -> None:
    """Set up JupyterLab so that it leaves cells on the page which are scrolled away."""
    settings = root / ".settings" / "user" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"windowingMode": "none"}))


def approach(contest: Contest, contestant: Contestant, order: random.Random) -> None:
    """Bring a contestant into sight, and pause so that the one before leaves no trace."""
    _control(contest.page, contestant).evaluate("(node) => node.scrollIntoView({ block: 'start' })")
    contest.page.wait_for_timeout(order.uniform(100, 200))


def step(contest: Contest, contestant: Contestant, i: int, proof: bool) -> dict[str, float]:
    """The i-th step of a contestant: milliseconds from its event to the first and to the last redraw.

    With proof, also whether the redraw that counts changed the picture.
    """
    page, control = contest.page, _control(contest.page, contestant)
    control.focus()
    page.evaluate("([picture, proof]) => stopwatch.start(picture, proof, null)", [contestant.picture, proof])
    before = page.evaluate("() => stopwatch.fingerprint()") if proof else ""
    if contestant.is_chooser:
        # JupyterLab may take the arrow keys from a chooser; this fires the events of a click on an option.
        control.select_option(index=(i + 1) % control.locator("option").count())
    else:
        page.keyboard.press("ArrowLeft" if i // THERE_AND_BACK % 2 else "ArrowRight")
    after = _after_event(contest, contestant)
    times = {"first": after[0], "last": after[-1]}
    if proof:
        shown = page.evaluate("(i) => stopwatch.prints.at(i)", 0 if contestant.local else -1)
        times["changed"] = shown != before
    return times


def drag(contest: Contest, contestant: Contestant) -> dict[str, float]:
    """Drag a slider, or the picture: moves and frames a second, and milliseconds from the last move to redraws.

    Of a local contestant, "first" is the redraw from which on the picture looks much as it does in
    the end: an answer of the kernel to an earlier move does not count, nor what such an answer
    undoes. Frames are counted up to the last one.
    """
    page, path = contest.page, _path(contest.page, contestant)
    page.mouse.move(*path.start)
    page.mouse.down()
    film = [contestant.picture, path.end if contestant.local else None]
    page.evaluate("([picture, end]) => stopwatch.start(picture, false, end)", film)
    slider_hand.drag(page, contest.port, path)
    page.mouse.up()
    after = _after_event(contest, contestant)
    moves, frames = page.evaluate("() => [stopwatch.moves, stopwatch.frames]")
    seconds = (max(moves[-1], frames[-1]) - moves[0]) / 1000
    return {
        "first": page.evaluate("() => stopwatch.arrived() - stopwatch.event") if contestant.local else after[0],
        "last": after[-1],
        "moves": len(moves) / seconds,
        "frames": len(frames) / seconds,
    }


def _after_event(contest: Contest, contestant: Contestant) -> list[float]:
    """Milliseconds from the last event to every redraw after it, once all is quiet."""
    try:
        contest.page.wait_for_function("(quiet) => stopwatch.settled(quiet)", arg=QUIET, timeout=1000 * PATIENCE)
    except TimeoutError:
        raise RuntimeError(f"{contestant.name}: the picture did not answer within {PATIENCE} seconds.") from None
    event, redraws = contest.page.evaluate("() => [stopwatch.event, stopwatch.redraws]")
    return [moment - event for moment in redraws if moment >= event]


def _control(page: Page, contestant: Contestant) -> Locator:
    """What takes the keys or the mouse: a slider's handle, the chooser, or the picture."""
    if not contestant.control:
        return page.locator(contestant.picture).first
    root, label = page.locator(contestant.within), page.get_by_text(contestant.control, exact=True)
    if contestant.is_chooser:
        return root.locator(".widget-dropdown", has=label).locator("select")
    return root.locator(".widget-slider", has=label).locator(".noUi-handle")


def _path(page: Page, contestant: Contestant) -> slider_hand.Path:
    """A path from the handle, or from the middle of the picture, to where there is room."""
    control = _control(page, contestant)
    x, y = _middle(control)
    if not contestant.control:
        return slider_hand.Path((x, y), (0.8, -0.6))
    track, _ = _middle(control.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]"))
    return slider_hand.Path((x, y), (1 if x < track else -1, 0))


def _middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
