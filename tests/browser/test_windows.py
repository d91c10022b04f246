"""New windows and new functions, steps and methods: the page draws formulas before the kernel has answered."""

import math

import pytest

from tests.browser.calm import rest, two_frames
from tests.browser.hands import busy_kernel, open_watched
from tests.browser.test_many_events import agrees_with_a_fresh_computation
from tests.browser.watch import watch

# All that is drawn and said of a formula; and how far its headline is from the numbers above and the axes below.
SEEN = """() => {
    const explorer = document.querySelector('.gradcalc-explorer');
    const text = (part) => explorer.querySelector(part).textContent;
    return {
        canvases: [...explorer.querySelectorAll('.gradcalc-picture canvas')].map((canvas) => canvas.toDataURL()),
        said: ['.gradcalc-title', '.gradcalc-side tbody', '.gradcalc-said', '.gradcalc-message'].map(text),
        label: explorer.querySelector('.gradcalc-map').getAttribute('aria-label'),
        waiting: explorer.querySelector('.gradcalc-side').classList.contains('gradcalc-waiting'),
    };
}"""
ROOM = """() => {
    const title = document.querySelector('.gradcalc-map .gradcalc-title');
    const [room, line] = [title, title.querySelector('span')].map((part) => part.getBoundingClientRect());
    return Math.min(line.top - room.top, room.bottom - line.bottom, line.left - room.left, room.right - line.right);
}"""


def choose(page, name):
    page.get_by_label("function", exact=True).select_option(name)


def type_formula(page, text):
    page.get_by_label("your formula").fill(text)
    page.keyboard.press("Enter")


def set_method(page, name):
    page.get_by_label("method", exact=True).select_option(name)


def zoom_in(page, times):
    for _ in range(times):
        page.get_by_role("button", name="Zoom in on the point").click()


ACTS = {
    "two hills": lambda explorer: choose(explorer.page, "two hills"),
    "step size": lambda explorer: explorer.handle("step size h").press("End"),
    "method": lambda explorer: set_method(explorer.page, "central"),
    "typed formula": lambda explorer: type_formula(explorer.page, "x^2 y - sin(3x)"),
    "zoom": lambda explorer: zoom_in(explorer.page, 1),
}
REFUSED = {
    "|x| y": "method='complex' fails for |x| y: at (",
    "hypot(x, y)": "method='complex' calls hypot(x, y) with complex numbers. np.hypot takes no complex numbers.",
    "arctan2(y, x)": "method='complex' calls arctan2(y, x) with complex numbers.",
    "x^100": "method='complex' fails for x^100: at (",
}


@pytest.fixture
def explorer(page, server, opened):
    if page not in opened:
        opened[page] = open_watched(page, server, "far")
    elif not page.evaluate("() => Boolean(window.watch)"):  # the end of the test before has taken it away
        watch(page)
    return opened[page]


def test_a_function_starts_at_its_own_start_however_far_off_the_window_was(page, explorer):
    for _ in range(4):
        choose(page, "Himmelblau")
        rest(page)
        zoom_in(page, 5)
        explorer.settle()  # the sliders may still be busy with their new limits
        choose(page, "bowl")
        rest(page)
        assert explorer.value("[e.x, e.y]") == [1, 1]
        readouts = page.locator(".gradcalc-explorer .widget-readout").all_inner_texts()[:2]
        assert [float(text) for text in readouts] == [1, 1]


def test_a_formula_is_drawn_and_told_before_the_kernel_answers_and_nothing_changes_when_it_does(
    page, server, explorer
):
    for name, act in ACTS.items():
        before = page.evaluate(SEEN)
        with busy_kernel(page, server[1]):
            act(explorer)
            two_frames(page)
            seen = page.evaluate(SEEN)
            assert seen["canvases"] != before["canvases"], name
            assert seen["said"] != before["said"], name
            assert not seen["waiting"], name
            assert page.evaluate(ROOM) >= 0, name
        rest(page)
        assert page.evaluate(SEEN) == seen, name
    agrees_with_a_fresh_computation(explorer)


def complex_steps_are_refused(explorer):
    """For a formula after the other, in words, as soon as a hand asks for them."""
    page = explorer.page
    explorer.handle("step size h").press("Home")  # a power of 100 is right with longer ones
    for typed, words in REFUSED.items():
        type_formula(page, typed)
        two_frames(page)
        set_method(page, "complex")
        two_frames(page)
        assert explorer.message.inner_text().startswith(words), typed
        yield
        set_method(page, "forward")
        two_frames(page)
        assert explorer.message.inner_text() == "", typed


def test_complex_steps_are_refused_in_words_which_stay_when_the_kernel_refuses_them(page, explorer):
    for _ in complex_steps_are_refused(explorer):
        said = explorer.message.inner_text()
        rest(page)
        assert explorer.message.inner_text() == said
        explorer.picture.press("ArrowLeft")
        rest(page)
        assert explorer.value("e.view.frame['state']['x']") == pytest.approx(1 - 0.04)
        set_method(page, "backward")  # where the last was refused, the list has gone back to what it was
        rest(page)


def test_formulas_stay_live_when_the_kernel_has_ended(page, explorer):
    explorer.python("e.surface = 'bowl'; e.step, e.method = 1e-3, 'forward'")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.get_by_text("Python has gone from behind this picture").wait_for()
    for name, act in ACTS.items():
        before = page.evaluate(SEEN)
        act(explorer)
        two_frames(page)
        seen = page.evaluate(SEEN)
        assert seen["canvases"] != before["canvases"], name
        assert seen["said"] != before["said"], name
        assert page.evaluate(ROOM) >= 0, name
    explorer.picture.press("ArrowLeft")
    x, y = 1 - 0.02, 1  # the window is half as wide now
    numbers = explorer.numbers()
    # Central differences with h = 1.
    expected = [x**2 * y - math.sin(3 * x), 2 * x * y - math.cos(3 * x) * math.sin(3), x**2]
    assert [numbers[name] for name in ("f(x, y)", "∂f/∂x", "∂f/∂y")] == pytest.approx(expected, abs=2e-6)
    for _ in complex_steps_are_refused(explorer):
        pass
