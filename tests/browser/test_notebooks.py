"""Every lesson, opened in JupyterLab, run from top to bottom, and every control of its pictures moved."""

import pathlib
import re
import shutil

import pytest

from tests.browser import cells, folds, lab
from tests.browser.calm import REST, rest
from tests.browser.drivers import patiently
from tests.browser.student import PICTURE_IS_DRAWN

LESSONS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

FAULTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code')
    .flatMap((cell) => cell.model.outputs.toJSON())
    .filter((output) => output.output_type === 'error' || output.name === 'stderr')
    .map((output) => output.ename || output.text)"""

# Cells whose output holds live pictures; JupyterLab draws a cell only once it is near the screen.
CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code' && cell.model.outputs.toJSON().some((output) =>
        'application/vnd.jupyter.widget-view+json' in (output.data ?? {})))
    .map((cell) => cell.model.id)"""

# Every picture of a cell, but the map of a prediction: it is empty before somebody commits to one.
ALL_DRAWN = f"(cell) => [...cell.querySelectorAll('.gradcalc-explorer .gradcalc-picture')].every({PICTURE_IS_DRAWN})"

# A number for each canvas and background, which changes with any of its pixels.
LOOK = """(root) => [...root.querySelectorAll('canvas, .gradcalc-picture img:not([hidden])')].map((part) => {
    const canvas = new OffscreenCanvas(part.naturalWidth ?? part.width, part.naturalHeight ?? part.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(part, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    let sum = 0;
    for (let i = 0; i < pixels.length; i++) sum = (Math.imul(sum, 31) + pixels[i]) | 0;
    return sum;
}).join()"""
# What stands beside the pictures, and where the sliders end: a choice may only open more of a slider. What is
# spoken comes later than what is seen, and would count for the next control.
WORDS = """(root) => [...root.querySelectorAll('.gradcalc-side, .gradcalc-message')].map((part) => part.innerText) +
    [...root.querySelectorAll('[aria-valuemin]')].map((handle) => handle.ariaValueMin)"""
SEEN = f"(root) => [({LOOK})(root), ({WORDS})(root)]"
SEEN_AT_REST = f"async (root) => {{ await ({REST})(); return ({SEEN})(root); }}"
MOVED = f"([root, before]) => ({LOOK})(root) !== before"
# Work that a button has begun ends by itself, or with another button.
AT_WORK = """(root) => [...root.querySelectorAll('progress')]
    .some((bar) => bar.checkVisibility({ visibilityProperty: true }))"""

TOO_WIDE = """() => [document.scrollingElement, document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer'),
        ...document.querySelectorAll('.jp-OutputArea-output')]
    .filter((box) => box && box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.className}: ${box.scrollWidth} in ${box.clientWidth}`)"""

SLIDERS = ".widget-slider .noUi-handle"
CHOICES = "select"
KEYED = ".gradcalc-picture[tabindex='0']"
BUTTONS = "button"


# What has nothing to move where a walk finds it, by cell: the momentum of steps that a line search finds, the steps
# of a training that has not begun and the learning rate of steps that are still to come, the direction of a way
# forward that is not chosen, the points of a measurement that is still to come.
IDLE = {
    "search-live": {"momentum β"},
    "search-zoom": {"momentum β"},
    "loss_surfaces-04": {"step", "learning rate", "arrow keys"},
    "backpropagation-04": {"direction u (°)"},
    "backpropagation-21": {"points m"},
}


class Walk:
    """A reader who moves one explorer's controls, and sees whether its pictures change."""

    def __init__(self, page, explorer):
        self.page, self.explorer = page, explorer
        self.root = explorer.element_handle()
        self.unmoved = {}

    def look(self):
        """How the pictures look, and the words beside them, once they have come to rest."""
        return self.root.evaluate(SEEN_AT_REST)

    def everything(self):
        rest(self.page)
        for kind, act in (
            (SLIDERS, self._slide),
            (CHOICES, self._choose),
            (KEYED, self._steer),
            (BUTTONS, self._press),
        ):
            parts = self.explorer.locator(kind)
            for i in range(parts.count()):
                if parts.nth(i).is_visible() and parts.nth(i).is_enabled():
                    act(parts.nth(i))
            # Some have nothing to change until others have moved: momentum before there are two steps, say.
            again, self.unmoved = self.unmoved, {}
            for name, acts in again.items():
                self._changes(name, *acts)
        assert self.explorer.locator(".gradcalc-message").all_inner_texts() == [""]

    def _changes(self, name, *acts):
        """One of the acts changes a picture or the words beside it: where the first has no room, the second has."""
        before = self.root.evaluate(SEEN)  # at rest: since it was last looked at nothing has been held
        for act in acts:
            act()
            if self.look() != before:
                return
        self.unmoved[name] = acts

    def _slide(self, handle):
        name = handle.get_attribute("aria-label")
        self._changes(name, *(lambda key=key: handle.press(key) for key in ("PageUp", "PageDown", "Home")))

    def _choose(self, select):
        before = select.input_value()
        names = select.locator("option").all_inner_texts()
        self._changes(
            f"choice {names}",
            *(lambda name=name: select.select_option(label=name) for name in names if name.strip() != before.strip()),
        )

    def _steer(self, picture):
        self._changes("arrow keys", *(lambda key=key: picture.press(key) for key in ("ArrowLeft", "ArrowUp")))

    def _press(self, button):
        """A button may have nothing to do where the walk has led; it must not fail."""
        if button.locator("xpath=ancestor-or-self::*[@aria-label='save']").count():
            return
        before = self.root.evaluate(LOOK) if button.get_attribute("aria-pressed") else None
        button.click(force=True)  # what it is there to stop may have ended meanwhile
        if button.get_attribute("aria-pressed") == "true":  # it moves by itself until it is pressed again
            self.page.wait_for_function(MOVED, arg=[self.root, before])
            button.click()
        rest(self.page)
        stop = self.explorer.get_by_role("button", name="Stop", exact=True)
        if self.root.evaluate(AT_WORK) and stop.count():
            stop.click(force=True)  # two hundred steps of a race take half a minute
        self.page.wait_for_function(f"(root) => !({AT_WORK})(root)", arg=self.root)


def pictures_are_drawn(page, cell):
    page.wait_for_function(ALL_DRAWN, arg=cell.element_handle())
    assert page.evaluate(TOO_WIDE) == []
    explorers = cell.locator(".gradcalc-explorer")
    assert explorers.locator(".gradcalc-message").all_inner_texts() == [""] * explorers.count()
    return explorers


# What a hand can hold, in the order of the page; a chooser of several buttons counts once for each.
HOLDABLE = """(root) => [...root.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')]
    .filter((part) => part.tabIndex >= 0 && !part.disabled && part.checkVisibility({ visibilityProperty: true }))"""

# Holds the first, and notes the number of each that is held afterwards.
HOLD_FIRST = f"""(root) => {{
    const parts = ({HOLDABLE})(root);
    window.held = [];
    window.hold = ({{ target }}) => window.held.push(parts.indexOf(target));
    root.addEventListener('focusin', window.hold);
    document.activeElement.blur();
    parts[0].focus();
    return parts.length;
}}"""
HELD = "() => window.held"


def tab_through(page, root):
    """Go from the first control to the last by the Tab key alone, and out again."""
    held = root.evaluate(HOLD_FIRST)
    assert held > 1
    for _ in range(held):
        page.keyboard.press("Tab")
    assert page.evaluate(HELD) == list(range(held))
    assert root.evaluate("(root) => !root.contains(document.activeElement)")


# The cells that are folded, and how much of them is to be seen: the bar alone, or nothing where one above has it.
FOLDED = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(({ node }) => node.classList.contains('gradcalc-folded'))
    .map(({ node, model }) => [model.id, [...node.children].filter((part) => part.checkVisibility()).length])"""

# JupyterLab itself names each cell by its kind.
ALL_THAT_IS_READ = rf"({folds.BAR}|(Code|Markdown) Cell Content( with Output)?|\s)+"


def show_anyway(page, lesson):
    """See that nothing can be read of what answers a prediction, and show it, by keyboard and by mouse."""
    answering, words = folds.answering_cells(lesson), folds.given_away(lesson.stem)
    assert [cell for cell, _ in page.evaluate(FOLDED)] == answering
    for cell in answering:
        cells.show_cell(page, cell)
        assert dict(page.evaluate(FOLDED))[cell] in ([1] if cell == answering[0] else [0, 1])
        assert re.fullmatch(ALL_THAT_IS_READ, folds.read_in(page, folds.ACTIVE))
    for cell in answering:
        bar = cells.show_cell(page, cell).get_by_role("button", name=folds.BAR)
        if bar.count():  # else that of another cell has opened it
            bar.press("Enter") if cell == answering[0] else bar.click()
    assert page.evaluate(FOLDED) == []
    unread = set(words)
    for cell in answering:
        cells.show_cell(page, cell)
        for _ in patiently(f"words of {words} in {cell}"):  # some come with a picture, or name it
            read = folds.read_in(page, folds.ACTIVE)
            if held := {word for word in words if word in read}:
                break
        unread -= held
    assert unread == set()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_folds_what_answers_and_every_control_of_its_pictures_moves_them(page, server, lesson):
    address, root = server
    shutil.copy(lesson, root)
    lab.open_notebook(page, address, lesson.name)
    lab.run_all(page)
    assert page.evaluate(FAULTS) == []
    show_anyway(page, lesson)
    walked = 0
    live = page.evaluate(CELLS)
    for cell_id in live:
        explorers = pictures_are_drawn(page, cells.show_cell(page, cell_id))
        for i in range(explorers.count()):
            tab_through(page, explorers.nth(i).element_handle())
            cells.show_cell(page, cell_id)  # the last Tab may have led to another one
            walk = Walk(page, explorers.nth(i))
            walk.everything()
            assert set(walk.unmoved) <= IDLE.get(cell_id, set())
            walked += 1
    assert walked > 0, "no explorer was found"
    lab.set_theme(page, dark=True)
    for cell_id in live:
        pictures_are_drawn(page, cells.show_cell(page, cell_id))
    assert page.evaluate(FAULTS) == []
