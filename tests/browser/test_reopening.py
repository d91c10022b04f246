"""A saved notebook opened again, with a kernel that knows nothing of it: still pictures stand for the live ones."""

import shutil

import nbformat
import pytest

from tests.browser import lab
from tests.browser.calm import rest

CELLS = {
    "imports": "import gradcalc as gc\nimport ipywidgets",
    "explorer": 'e = gc.explore("saddle", views=("map", "surface"))\ne',
    "board": "gc.explore_descent()",
    "map": 'gc.predict("Where is the pass?", (0, 0), on="saddle")',
    "number": 'gc.predict("How many valleys are there?", 2)',
    "foreign": "ipywidgets.IntSlider(description='theirs')",
}
LIVE = {"explorer": "canvas.gradcalc-canvas", "board": "canvas.gradcalc-canvas", "map": "button", "number": "button"}
TALL = {"width": 1280, "height": 3500}  # or cells that are out of sight are not on the page
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"
SAVE_STATE = """() => window.jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState')"""


def output(page, name):
    return page.locator(".jp-Cell", has_text=CELLS[name].splitlines()[0]).locator(".jp-OutputArea-output").first


def run(page):
    lab.run_all(page)
    for name, part in LIVE.items():
        output(page, name).locator(part).first.wait_for()


@pytest.fixture(scope="module")
def saved(server):
    """The address of JupyterLab, and a notebook in it that a reader has run and saved, as its path."""
    return server[0], server[1] / "reopening.ipynb"


@pytest.fixture
def opened(page, saved):
    """Run and saved by a reader once, and opened again; its kernel has ended meanwhile."""
    address, path = saved
    if not path.exists():
        lab.write_notebook(path, *CELLS.values())
        lab.open_notebook(page, address, path.name)
        run(page)
        page.evaluate(SAVE)
    lab.open_notebook(page, address, path.name)
    page.set_viewport_size(TALL)
    return page


def check_stills(page):
    """Each output has its picture and its words, and says what to do."""
    for name, words, todo in (
        ("explorer", "At (1.00, 0.50) the gradient is", "Run the cell to move it."),
        ("board", "After 0 steps of rate 0.1", "Run the cell to move it."),
        ("map", "Where is the pass?", "Run the cell to answer."),
    ):
        still = output(page, name).locator(".gradcalc-still")
        still.wait_for()
        assert still.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 400
        assert words in still.locator("img").get_attribute("alt")
        assert words in still.text_content()
        still.get_by_text(todo, exact=True).wait_for()
        assert output(page, name).locator("canvas").count() == 0
    question = output(page, "number")
    question.get_by_text("Run the cell to answer.", exact=True).wait_for()
    assert "How many valleys are there?" in question.inner_text()
    assert "No prediction yet." not in question.inner_text()  # which may not be so any more
    assert "model not found" not in "".join(output(page, name).inner_text() for name in LIVE)


def test_a_trusted_notebook_shows_stills_until_its_cells_run(opened):
    page = opened
    check_stills(page)
    output(page, "foreign").get_by_text("Error displaying widget").wait_for()  # other people's widgets are left alone
    output(page, "explorer").get_by_text("In words and numbers").click()
    told = output(page, "explorer").locator(".gradcalc-still pre")
    assert told.is_visible()
    # Lines end between words: JupyterLab ends them anywhere.
    assert told.evaluate("(pre) => getComputedStyle(pre).wordBreak") == "normal"
    run(page)
    assert page.locator(".gradcalc-still").count() == 0


def test_a_notebook_that_is_not_trusted_shows_stills(page, opened, saved):
    address, path = saved
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Something that nobody here has signed."))
    nbformat.write(notebook, path.with_name("untrusted.ipynb"))
    lab.open_notebook(page, address, "untrusted.ipynb")
    check_stills(page)
    assert "IntSlider" in output(page, "foreign").inner_text()


def test_notebook_7_shows_stills(context, opened, saved):
    pytest.importorskip("notebook")
    address, path = saved
    shutil.copy(path, path.with_name("seventh.ipynb"))  # what is signed is its content
    page = context.new_page()  # Notebook 7 has uncaught errors of its own
    page.set_viewport_size(TALL)
    page.goto(f"{address}/notebooks/seventh.ipynb")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    check_stills(page)


def test_saved_states_of_widgets_are_no_live_pictures(page, opened, saved):
    address, path = saved
    page.evaluate(SAVE_STATE)
    try:
        run(page)
        page.evaluate(SAVE)
    finally:
        page.evaluate(SAVE_STATE)
    state = nbformat.read(path, as_version=4).metadata.widgets
    assert len(state["application/vnd.jupyter.widget-state+json"]["state"]) > 20
    lab.open_notebook(page, address, path.name)
    output(page, "foreign").locator(".noUi-handle").wait_for(timeout=60_000)  # once a kernel has started
    for name in LIVE:
        output(page, name).locator(".gradcalc-still").wait_for()
        assert not output(page, name).locator("canvas, .jupyter-widgets").first.is_visible()


def test_a_reload_finds_the_pictures_live(opened):
    page = opened
    run(page)
    page.evaluate(SAVE)
    page.reload()
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    for name, part in LIVE.items():
        output(page, name).locator(part).first.wait_for()
    assert page.locator(".gradcalc-still").count() == 0
    rest(page)
    assert lab.ExplorerPage(page).value("e.x") == 1.0
    output(page, "explorer").locator(".gradcalc-map").focus()
    page.keyboard.press("ArrowRight")
    rest(page)
    assert lab.ExplorerPage(page).value("e.x") > 1.0
    page.goto("about:blank")
