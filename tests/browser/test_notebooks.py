"""Every lesson, opened in JupyterLab, run from top to bottom, and every control of its pictures moved."""

import pathlib
import shutil

import pytest

import lab
from watch import rest, watch_messages

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

# A blank canvas has no pixel that is not transparent.
DRAWN = """(box) => {
    const canvas = box.querySelector('canvas.gradcalc-canvas');
    if (!canvas?.width || !box.querySelector('img').naturalWidth) return false;
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
}"""

# A number for each canvas and background, which changes with any of its pixels.
LOOK = """(root) => [...root.querySelectorAll('canvas, .gradcalc-picture img')].map((part) => {
    const canvas = new OffscreenCanvas(part.naturalWidth ?? part.width, part.naturalHeight ?? part.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(part, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).reduce((sum, pixel) => (Math.imul(sum, 31) + pixel) | 0, 0);
}).join()"""
# What stands beside the pictures, and where the sliders end: a choice may only open more of a slider. What is
# spoken comes later than what is seen, and would count for the next control.
WORDS = """(root) => [...root.querySelectorAll('.gradcalc-side, .gradcalc-message')].map((part) => part.innerText) +
    [...root.querySelectorAll('[aria-valuemin]')].map((handle) => handle.ariaValueMin)"""
MOVED = f"([root, before]) => ({LOOK})(root) !== before"

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
    "loss_surfaces-04": {"step", "learning rate", "arrow keys"},
    "backpropagation-04": {"direction u (°)"},
    "backpropagation-21": {"points m"},
}


class Walk:
    """A reader who moves one explorer's controls, and sees whether its pictures change."""

    def __init__(self, page, explorer):
        self.page, self.explorer = page, explorer
        self.unmoved = {}

    def look(self):
        """How the pictures look once they have come to rest: a background is decoded after its message."""
        before = None
        while True:
            rest(self.page, 0.1)
            look = self.explorer.evaluate(LOOK)
            if look == before:
                return look
            before = look

    def everything(self):
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
        before, words = self.look(), self.explorer.evaluate(WORDS)
        for act in acts:
            act()
            if self.look() != before or self.explorer.evaluate(WORDS) != words:
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
        before = self.look()
        button.click(force=True)  # what it is there to stop may have ended meanwhile
        if button.get_attribute("aria-pressed") == "true":  # it moves by itself until it is pressed again
            self.page.wait_for_function(MOVED, arg=[self.explorer.element_handle(), before])
            button.click()
        rest(self.page, 0.1)


def pictures_are_drawn(page, cell):
    pictures = cell.locator(".gradcalc-picture")
    for i in range(pictures.count()):
        pictures.nth(i).scroll_into_view_if_needed()
        page.wait_for_function(DRAWN, arg=pictures.nth(i).element_handle())
    assert page.evaluate(TOO_WIDE) == []
    explorers = cell.locator(".gradcalc-explorer")
    assert explorers.locator(".gradcalc-message").all_inner_texts() == [""] * explorers.count()
    return explorers


# What a hand can hold, in the order of the page; a chooser of several buttons counts once for each.
HOLDABLE = """(root) => [...root.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')]
    .filter((part) => part.tabIndex >= 0 && !part.disabled && part.checkVisibility({ visibilityProperty: true }))"""


def tab_through(page, explorer):
    """Go from the first control to the last by the Tab key alone, and out again."""
    held = explorer.evaluate(
        f"(root) => {{ window.held = ({HOLDABLE})(root); window.held[0].focus(); return held.length; }}"
    )
    assert held > 1
    root = explorer.element_handle()
    for i in range(held):
        assert page.evaluate("(i) => document.activeElement === window.held[i]", i), i
        page.keyboard.press("Tab")
    left = "([root]) => !root.contains(document.activeElement)"
    assert page.evaluate(left, [root])


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_and_every_control_of_its_pictures_moves_them(page, server, lesson):
    address, root = server
    shutil.copy(lesson, root)
    lab.open_notebook(page, address, lesson.name)
    lab.run_all(page)
    watch_messages(page)
    assert page.evaluate(FAULTS) == []
    walked = 0
    cells = page.evaluate(CELLS)
    for cell_id in cells:
        explorers = pictures_are_drawn(page, lab.show_cell(page, cell_id))
        for i in range(explorers.count()):
            tab_through(page, explorers.nth(i))
            lab.show_cell(page, cell_id)  # the last Tab may have led to another one
            walk = Walk(page, explorers.nth(i))
            walk.everything()
            assert set(walk.unmoved) <= IDLE.get(cell_id, set())
            walked += 1
    assert walked > 0, "no explorer was found"
    lab.set_theme(page, dark=True)
    for cell_id in cells:
        pictures_are_drawn(page, lab.show_cell(page, cell_id))
    assert page.evaluate(FAULTS) == []
