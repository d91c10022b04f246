"""What stays of an explorer: nothing once its own cell has run again, everything until then."""

import ast

from tests.browser import lab
from tests.browser.calm import rest
from tests.browser.hands import WatchedExplorer
from tests.browser.watch import watch

COUNT = (
    "import ipywidgets, matplotlib.pyplot as plt; print([len(get_ipython().kernel.comm_manager.comms), "
    "len(ipywidgets.widgets.widget._instances), len(plt.get_fignums())])"
)


def living(page):
    """How many comms, widgets and pyplot figures the kernel has."""
    return ast.literal_eval(lab.python(page, COUNT))


def open_cells(page, server, name, *cells):
    """A notebook of cells after the import, run once."""
    address, root = server
    lab.write_notebook(root / f"{name}.ipynb", "import gradcalc as gc", *cells)
    lab.open_notebook(page, address, f"{name}.ipynb")
    lab.run_all(page)


def run_cell(page, index):
    """Run one cell again and wait for it."""
    page.evaluate(
        """async (index) => {
            const { content } = window.jupyterapp.shell.currentWidget;
            content.deselectAll();
            content.activeCellIndex = index;
            await window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        index,
    )
    lab.python(page, "pass")


def answers_the_hand(page, name, picture=0):
    """Whether an arrow key on a picture reaches the explorer of that name, and its numbers come back."""
    explorer = lab.ExplorerPage(page)
    box = page.locator(".gradcalc-picture").nth(picture)
    before = explorer.value(f"{name}.x")
    box.focus()
    page.keyboard.press("ArrowLeft")
    rest(page)
    after = explorer.value(f"{name}.x")
    shown = page.locator(".gradcalc-side").nth(picture).locator("tbody tr").nth(0).locator("td").nth(0).inner_text()
    return after < before and float(shown) == round(explorer.value(f"{name}.reading.value"), 6)


def test_a_cell_run_ten_times_leaves_nothing_of_the_earlier_runs(page, server):
    cell = "e = gc.explore()\ne"
    open_cells(page, server, "ten", cell, "gc.explore('saddle')")
    once = living(page)
    for _ in range(10):
        run_cell(page, 1)
    for _ in range(5):
        run_cell(page, 2)
    assert living(page) == once
    assert page_comms(page) == once[0], "the page keeps comms that the kernel has closed"
    page.wait_for_function("() => document.querySelectorAll('.gradcalc-canvas').length === 2")
    watch(page)
    assert answers_the_hand(page, "e")


def test_interact_leaves_nothing_of_the_explorers_that_it_has_shown_before(page, server):
    cell = "import ipywidgets; ipywidgets.interact(lambda k: display(gc.explore()), k=(0, 9, 1))"
    open_cells(page, server, "interact", f"{cell};", "gc.predict('How long is (3, 4)?', 5)")
    page.wait_for_selector(".gradcalc-side tbody tr")
    rest(page)
    once = living(page)
    slider = page.locator(".widget-interact > .widget-slider .noUi-handle")
    for _ in range(4):
        slider.press("ArrowRight")
        rest(page)
    run_cell(page, 2)
    rest(page)
    assert living(page) == once
    assert page_comms(page) == once[0]
    assert page.locator(".gradcalc-side").count() == 1
    page.locator(".gradcalc-picture").press("ArrowLeft")
    rest(page)
    assert page.locator(".gradcalc-side tbody td").first.inner_text() == "1.921600"


def page_comms(page):
    """How many comms the page has."""
    return page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel._comms.size")


def test_several_explorers_of_one_cell_all_live(page, server):
    cell = "a, b = gc.explore(), gc.explore('saddle')\ndisplay(a)\nb"
    open_cells(page, server, "several", cell)
    before = living(page)
    run_cell(page, 1)
    assert living(page) == before
    page.wait_for_function("() => document.querySelectorAll('.gradcalc-side tbody tr').length === 14")
    watch(page)
    assert answers_the_hand(page, "a", 0)
    assert answers_the_hand(page, "b", 1)


def test_an_explorer_shown_by_another_cell_lives_on_until_its_own_cell_runs_again(page, server):
    open_cells(page, server, "elsewhere", "e = gc.explore()", "e")
    before = living(page)
    for _ in range(3):
        run_cell(page, 2)
    assert living(page) == before
    watch(page)
    assert answers_the_hand(page, "e")
    run_cell(page, 1)
    run_cell(page, 2)
    assert living(page) == before
    page.wait_for_selector(".gradcalc-side tbody tr")
    assert answers_the_hand(page, "e")


def test_an_explorer_that_its_own_cell_keeps_and_shows_again_lives_on(page, server):
    open_cells(page, server, "kept", "if 'e' not in globals():\n    e = gc.explore()\ne")
    explorer = lab.ExplorerPage(page)
    explorer.value("[e.view.model_id, e.set_trait('x', 0.25)]")
    before, model = living(page), explorer.value("e.view.model_id")
    for _ in range(3):
        run_cell(page, 1)
    assert living(page) == before
    assert explorer.value("[e.view.model_id, e.x]") == [model, 0.25]
    page.wait_for_selector(".gradcalc-side tbody tr")
    watch(page)
    assert answers_the_hand(page, "e")


def test_a_second_view_of_the_output_moves_with_the_first(page, server):
    open_cells(page, server, "views", "e = gc.explore()\ne")
    page.evaluate(
        """async () => {
            window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;
            await window.jupyterapp.commands.execute('notebook:create-output-view');
        }"""
    )
    page.wait_for_function("() => document.querySelectorAll('.gradcalc-side tbody tr').length === 14")
    page.evaluate(
        """() => {
            const { shell } = window.jupyterapp;
            shell.activateById([...shell.widgets('main')].find((panel) => panel.sessionContext).id);
        }"""
    )
    explorer = WatchedExplorer(page)
    watch(page)
    pictures = [page.locator(".gradcalc-map canvas.gradcalc-canvas").nth(i) for i in range(2)]
    explorer.press_keys(times=3)
    rest(page)
    assert explorer.value("e.x") < 0.95
    first, second = (picture.evaluate("(canvas) => canvas.toDataURL()") for picture in pictures)
    assert first == second
