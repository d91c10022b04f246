"""What else happens in a notebook while a hand is on the picture."""

import contextlib

import pytest

from tests.browser import lab
from tests.browser.calm import rest, two_frames
from tests.browser.hands import STEPS, WatchedExplorer, busy_kernel, open_watched
from tests.browser.test_busy_kernel import ends_where_the_hand_did
from tests.browser.watch import watch

WAITING = "() => document.querySelector('.gradcalc-side').classList.contains('gradcalc-waiting')"
HOLD_FRAMES = """() => {
    window.held = [];
    window.animate = window.requestAnimationFrame;
    window.requestAnimationFrame = (act) => window.held.push(act);
}"""
GIVE_FRAMES = """() => {
    window.requestAnimationFrame = window.animate;
    for (const act of window.held) window.requestAnimationFrame(act);
}"""


@pytest.fixture
def said(page):
    """What the console has to complain of."""
    with lab.console(page, "error") as said:
        yield said


@contextlib.contextmanager
def dragging(explorer):
    """A drag in the picture, held inside and gone on with afterwards."""
    mouse, (x, y) = explorer.page.mouse, explorer.on_page(*explorer.drawn()[:2])
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 20, y + 10)
    two_frames(explorer.page)
    yield
    for i in range(STEPS):
        mouse.move(x - 22 - 2 * i, y + 12 + i)
        explorer.page.wait_for_timeout(15)
    mouse.up()


def command(page, name, cell=1):
    """Run a command of JupyterLab on a cell, as its menus do."""
    page.evaluate(
        """([name, cell]) => {
            const { content } = window.jupyterapp.shell.currentWidget;
            content.deselectAll();
            content.activeCellIndex = cell;
            window.running = window.jupyterapp.commands.execute(name);
        }""",
        [name, cell],
    )


def scroll(page, pixels):
    page.evaluate(
        "(pixels) => document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer').scrollBy(0, pixels)", pixels
    )
    two_frames(page)


def is_under_the_pointer(explorer):
    rest(explorer.page)
    pointer = explorer.page.evaluate("() => window.watch.pointer")
    explorer.frame = explorer.value("dict(e.view.panels[0], png=None, levels=None)")
    assert explorer.drawn()[:2] == pytest.approx(explorer.data(*pointer), abs=1e-6)
    assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx(explorer.drawn(), abs=1e-6)


DISTURBANCES = {
    "the notebook is scrolled": lambda e: scroll(e.page, 30),
    "the window is resized": lambda e: e.page.set_viewport_size({"width": 1100, "height": 700}),
    "the theme becomes dark": lambda e: lab.set_theme(e.page, dark=True),
    "the theme becomes light": lambda e: lab.set_theme(e.page, dark=False),
    "another function is set": lambda e: lab.python(e.page, "e.surface = 'saddle'"),
    "the point is set": lambda e: lab.python(e.page, "e.x = 1.5"),
    "the window is set": lambda e: lab.python(e.page, "e.window = ((-3, 2), (-2, 3))"),
    "another cell runs": lambda e: lab.python(e.page, "import time; time.sleep(1)"),
}


def test_a_drag_ends_where_the_hand_did_whatever_happens_meanwhile(page, server, said):
    explorer = open_watched(page, server, "disturbed")
    for name, disturb in DISTURBANCES.items():
        explorer.python("e.reset_window(); e.x, e.y = 0.5, 0.5")
        rest(page)
        explorer.frame = explorer.value("dict(e.view.panels[0], png=None, levels=None)")
        with dragging(explorer):
            disturb(explorer)
        is_under_the_pointer(explorer)
        assert not page.evaluate(WAITING), name
        assert explorer.message.inner_text() == "", name
    assert said == []


def test_an_interrupt_loses_no_hand(page, server, said):
    explorer = open_watched(page, server, "interrupted")
    page.evaluate(
        """() => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const run = kernel.requestExecute({ code: "print('now', flush=True)\\nwhile True: pass" });
            run.done.catch(() => {});
            return new Promise((begun) => (run.onIOPub = ({ header }) => header.msg_type === 'stream' && begun()));
        }"""
    )
    explorer.drag_in_picture()
    explorer.drag_x_slider()
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()")
    ends_where_the_hand_did(explorer)
    assert said == []


def test_u_turns_while_a_cell_runs_and_stops_where_it_is_stopped(page, server, said):
    explorer = open_watched(page, server, "turning")
    turn = page.get_by_role("button", name="Let the direction turn by itself")
    with busy_kernel(page, server[1]):
        turn.click()
        page.wait_for_function("() => window.watch.drawn.angle > 30")
        turn.click()
        stopped = explorer.drawn()
    rest(page)
    assert explorer.drawn() == pytest.approx(stopped, abs=1e-6)
    assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx(stopped, abs=1e-6)
    assert not page.evaluate(WAITING)
    assert said == []


def test_a_hidden_page_shows_the_last_state_when_it_is_seen_again(page, server, said):
    """The browser gives a hidden page no animation frames."""
    explorer = open_watched(page, server, "hidden")
    turn = page.get_by_role("button", name="Let the direction turn by itself")
    turn.click()
    page.wait_for_function("() => window.watch.drawn.angle > 20")
    page.evaluate(HOLD_FRAMES)
    for x in (0.75, 0.5, 0.25):
        lab.python(page, f"e.x = {x}")
    held = explorer.value("e.angle")
    page.wait_for_timeout(500)
    assert explorer.value("e.angle") == held
    page.evaluate(GIVE_FRAMES)
    page.wait_for_function("(angle) => window.watch.drawn.angle > angle + 5", arg=held)
    turn.click()
    rest(page)
    assert explorer.drawn()[0] == pytest.approx(0.25, abs=1e-6)
    assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx(explorer.drawn(), abs=1e-6)
    assert not page.evaluate(WAITING)
    assert said == []


def works(page):
    """A key moves the picture of e, and its numbers come back."""
    page.wait_for_selector(".gradcalc-side tbody tr")
    watch(page)
    explorer = lab.ExplorerPage(page)
    before = explorer.value("e.x")
    explorer.picture.focus()
    page.keyboard.press("ArrowLeft")
    rest(page)
    assert explorer.value("e.x") == pytest.approx(before - 0.04)
    assert explorer.numbers()["∂f/∂x"] == pytest.approx(2 * explorer.value("e.x"), abs=2e-6)
    assert not page.evaluate(WAITING)
    assert explorer.message.inner_text() == ""


@pytest.mark.parametrize("turning", [False, True], ids=["dragged", "turning"])
def test_a_picture_that_is_taken_away_leaves_quietly_and_comes_again(page, server, said, turning):
    explorer = open_watched(page, server, f"taken-{turning}")
    for name in ("notebook:run-cell", "notebook:clear-cell-output", "notebook:delete-cell"):
        if turning:
            page.get_by_role("button", name="Let the direction turn by itself").click()
        with dragging(explorer):
            command(page, name)
            lab.python(page, "pass")
        rest(page)
        if name == "notebook:delete-cell":
            assert page.locator(".gradcalc-view").count() == 0
            assert lab.python(page, "e.x = 0.5; print(e.x)") == "0.5"
            command(page, "notebook:undo-cell-action", 0)
        command(page, "notebook:run-cell")
        page.evaluate("() => window.running")
        works(page)
    assert said == []


ENDS = {
    "restart": "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()",
    "shut down": "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()",
}
ALL = """import gradcalc as gc
e, b, c = gc.explore(), gc.explore_descent('bowl'), gc.predict('How long is (3, 4)?', 5)
display(e, b, c)"""


def press_everything(page):
    """A key on every picture and slider that can have the focus, and every button that is seen."""
    for node in page.locator(".gradcalc-explorer :is(.gradcalc-picture[tabindex], .noUi-handle)").all():
        node.press("ArrowLeft")
    for button in page.locator(".gradcalc-explorer button:visible").all():
        if button.get_attribute("aria-disabled") != "true":
            button.click(force=True)  # what it is there to stop may have ended meanwhile
    page.get_by_role("button", name="Let the direction turn by itself").click()  # stand still again
    two_frames(page)


def board_works(page):
    """A key moves the board."""
    place = float(lab.python(page, "print(b.x)"))
    page.locator(".gradcalc-board .gradcalc-picture").first.press("ArrowLeft")
    rest(page)
    assert float(lab.python(page, "print(b.x)")) < place


def test_every_picture_and_card_says_that_the_kernel_has_ended_and_the_cell_brings_them_back(page, server, said):
    address, root = server
    lab.write_notebook(root / "ended.ipynb", ALL)
    lab.open_notebook(page, address, "ended.ipynb")
    lab.run_all(page)
    works(page)
    card = page.locator(".gradcalc-prediction")
    for end in ENDS.values():
        explorer = WatchedExplorer(page)
        explorer.picture.scroll_into_view_if_needed()
        with dragging(explorer):
            page.evaluate(end)
        pointer = page.evaluate("() => window.watch.pointer")
        two_frames(page)
        assert explorer.drawn()[:2] == pytest.approx(explorer.data(*pointer), abs=1e-6)
        messages = page.locator(".gradcalc-message").all_inner_texts()
        assert len(messages) == 2
        assert all("Python has gone" in text and "Run the cell again" in text for text in messages)
        assert "Python has gone from behind this question" in card.get_by_role("status").inner_text()
        assert card.get_by_label("Your prediction").is_disabled()
        # The page zooms on a formula and plays the descent by itself; only Python saves files.
        buttons = [page.get_by_role("button", name=name) for name in ("Zoom out", "Stop", "Save as PNG")]
        assert [button.is_hidden() for button in buttons] == [False, False, True]
        press_everything(page)
        assert not page.locator(".gradcalc-side").first.evaluate("(e) => e.classList.contains('gradcalc-waiting')")
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
        lab.run_all(page)
        works(page)
        assert page.locator(".gradcalc-message").all_inner_texts() == ["", ""]
        board_works(page)
    box = card.get_by_label("Your prediction")
    box.fill("7")
    card.get_by_role("button", name="Commit: a guess").click()
    card.get_by_text("You predicted 7, as a guess. The answer is 5.").wait_for()
    assert said == []
