"""Every hand is answered, also one that has moved nothing, and every click zooms."""

import pytest

from tests.browser.calm import rest, two_frames
from tests.browser.hands import busy_kernel, open_again, open_watched
from tests.browser.test_tabs import all_show, rest_in

WAITING = "() => document.querySelector('.gradcalc-side').classList.contains('gradcalc-waiting')"
ZOOM_IN, ZOOM_OUT = "Zoom in on the point", "Zoom out"


def click(page, name, times):
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).click()


def there_and_back(explorer):
    box = explorer.handle("x").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = explorer.page.mouse
    mouse.move(x, y)
    mouse.down()
    for place in (x - 40, x):
        mouse.move(place, y)
        two_frames(explorer.page)
    mouse.up()


NOTHING_MOVED = {
    "a key at the window's edge": lambda e: e.press_keys("ArrowRight", 2),
    "a click beyond the edge": lambda e: e.page.mouse.click(*e.on_page(2.3, 1)),
    "home at the start": lambda e: e.press_keys("Home", 1),
    "along the gradient twice": lambda e: click(e.page, "Turn u along the gradient", 1),
    "there and back by keys": lambda e: (e.press_keys("ArrowLeft", 1), e.press_keys("ArrowRight", 1)),
    "there and back by slider": there_and_back,
    "a key at the slider's end": lambda e: e.handle("x").press("End"),
}
START = {
    "home at the start": "e.x, e.y = e.surface.start",
    "along the gradient twice": "e.x, e.y, e.angle = 1, 1, 45",
}


def test_a_hand_that_has_moved_nothing_is_answered_all_the_same(page, server):
    explorer = open_watched(page, server, "nothing")
    for name, hand in NOTHING_MOVED.items():
        explorer.python(START.get(name, "e.x, e.y = 2, 1"))
        before = explorer.value("[e.x, e.y, e.angle]")
        with busy_kernel(page, server[1]):
            hand(explorer)
            page.wait_for_timeout(400)  # so long that the numbers would turn grey
        rest(page)
        assert not page.evaluate(WAITING), name
        assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx(before, abs=1e-9), name
        # Nothing is ahead of the kernel any more: what code does is shown at once.
        explorer.python("e.x = e.x - 0.3")
        rest(page)
        assert explorer.drawn()[0] == pytest.approx(before[0] - 0.3, abs=1e-6), name


def test_a_key_at_the_edge_in_one_tab_does_not_deafen_it_to_the_other(page, server):
    errors = []
    first = open_watched(page, server, "edge")
    second = open_again(page, server[0], "edge", errors)
    first.python("e.x = 2")
    for near, far in ((first, second), (second, first)):
        for explorer in (near, far):
            explorer.page.bring_to_front()
            rest(explorer.page)
            explorer.press_keys("ArrowRight", 1)
        near.page.bring_to_front()
        near.press_keys("ArrowLeft", 3)
        rest_in((near, far))
        assert far.drawn()[0] == pytest.approx(2 - 3 * 0.04, abs=1e-6)
        assert all_show((near, far), first)
        assert not far.page.evaluate(WAITING)
        near.page.bring_to_front()
        near.press_keys("ArrowRight", 3)
        rest_in((near, far))
    second.page.close()
    assert errors == []


def three_clicks(page):
    click(page, ZOOM_IN, 3)


def two_clicks_and_one_at_the_first_answer(page):
    """The answer to the first click has come, and that to the second is under way."""
    page.evaluate(
        """(name) => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const button = document.querySelector(`button[aria-label="${name}"]`);
            const once = (_, { msg, direction }) => {
                const { method, state } = msg.content?.data ?? {};
                if (direction === 'send' || method !== 'update' || !state.window) return;
                kernel.anyMessage.disconnect(once);
                setTimeout(() => button.click());
            };
            kernel.anyMessage.connect(once);
        }""",
        ZOOM_IN,
    )
    click(page, ZOOM_IN, 2)


@pytest.mark.parametrize("clicks", [three_clicks, two_clicks_and_one_at_the_first_answer])
def test_every_click_zooms_however_late_the_kernel_draws(page, server, clicks):
    explorer = open_watched(page, server, clicks.__name__)
    explorer.python("e.x, e.y = 0.5, 1")
    with busy_kernel(page, server[1]):
        clicks(page)
    rest(page)
    closer = ((0.5 - 2.5 / 8, 0.5 + 1.5 / 8), (1 - 3 / 8, 1 + 1 / 8))
    assert explorer.value("e.window") == tuple(map(pytest.approx, closer))
    assert explorer.value("[tuple(e.view.window[n]) for n in ('xlim', 'ylim')]") == list(map(pytest.approx, closer))
    assert explorer.value("[e.x, e.y]") == [0.5, 1]
    assert explorer.value("(e.controls.x.min, e.controls.x.max)") == pytest.approx(closer[0])
    click(page, ZOOM_OUT, 3)
    rest(page)
    assert explorer.value("e.window") == (pytest.approx((-2, 2)), pytest.approx((-2, 2)))


def test_a_click_during_a_zoom_lands_under_the_pointer(page, server):
    explorer = open_watched(page, server, "zoomed")
    explorer.python("e.x, e.y = 0, 0")
    with busy_kernel(page, server[1]):
        click(page, ZOOM_OUT, 1)
        page.mouse.click(*explorer.on_page(1.5, -1.75))  # in a picture that is 8 wide by now
    rest(page)
    assert explorer.value("e.window") == (pytest.approx((-4, 4)), pytest.approx((-4, 4)))
    assert explorer.value("[e.x, e.y]") == pytest.approx([3, -3.5], abs=0.02)
