"""One JupyterLab and one Chromium for all browser tests, one page for those of a module, a notebook for each."""

import contextlib

import pytest

import lab

SIZE = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser():
    if lab.find_browser() is None:
        pytest.skip("needs chromium: sudo apt-get install chromium fonts-dejavu-core")
    with lab.running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory):
    """A running JupyterLab: (address, folder). Its kernels keep progress beside the notebook, as a reader's do."""
    root = tmp_path_factory.mktemp("lab")
    with contextlib.ExitStack() as running:
        with pytest.MonkeyPatch.context() as environment:
            environment.delenv("GRADCALC_PROGRESS")
            address = running.enter_context(lab.running_lab(root))
        yield address, root


@pytest.fixture(scope="session")
def context(browser):
    """What pages share, above all a cache: JupyterLab's scripts are fetched and compiled once."""
    with browser.new_context(viewport=SIZE) as context:
        yield context


@pytest.fixture(scope="module")
def pages(context):
    """A page for the tests of a module: JupyterLab, which takes seconds to load, stays open in it."""
    pages = []
    yield pages
    for page in pages:
        page.close()


@pytest.fixture
def page(pages, context):
    """A page on which no uncaught error may occur."""
    if not pages:
        pages.append(context.new_page())
        pages[0].add_init_script("Error.stackTraceLimit = 60")
    page, errors = pages[0], []

    def note(error):
        errors.append(error)

    page.on("pageerror", note)
    yield page
    page.remove_listener("pageerror", note)
    if page.evaluate("() => 'watch' in window"):  # what watches a page (watch.py) stays in it
        pages.remove(page)
        page.close()
    else:
        page.unroute_all()
        page.emulate_media(color_scheme="null", reduced_motion="null")
        page.set_viewport_size(SIZE)
    assert not errors, "\n".join(error.stack or str(error) for error in errors)


@pytest.fixture
def explorer(page, server, request):
    """The main explorer, open in JupyterLab as the variable e."""
    return lab.open_explorer(page, server, name=request.node.name.split("[")[0])
