"""New windows and new functions, in quick succession."""

from tests.browser.calm import rest
from tests.browser.hands import open_watched


def choose(page, name):
    page.get_by_label("function", exact=True).select_option(name)
    rest(page)


def zoom_in(page, times):
    for _ in range(times):
        page.get_by_role("button", name="Zoom in on the point").click()


def test_a_function_starts_at_its_own_start_however_far_off_the_window_was(page, server):
    explorer = open_watched(page, server, "far")
    for _ in range(4):
        choose(page, "Himmelblau")
        zoom_in(page, 5)
        explorer.settle()  # the sliders may still be busy with their new limits
        choose(page, "bowl")
        assert explorer.value("[e.x, e.y]") == [1, 1]
        readouts = page.locator(".gradcalc-explorer .widget-readout").all_inner_texts()[:2]
        assert [float(text) for text in readouts] == [1, 1]
