"""One JupyterLab, one Chromium and one page for all browser tests of a worker, a notebook and a kernel for each."""

import contextlib

import pytest

from gradcalc.cards import commitments
from tests.browser import lab, running
from tests.browser.nursery import kernels_from_a_nursery
from tests.browser.uncaught import note_uncaught
from tests.browser.watch import stop_watching

SIZE = {"width": 1280, "height": 800}

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser():
    if running.find_browser() is None:
        pytest.skip("needs chromium: sudo apt-get install chromium fonts-dejavu-core")
    with running.running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A running JupyterLab: (address, folder). Its kernels keep progress beside the notebook, as a reader's do."""
    root = tmp_path_factory.mktemp("lab")
    with contextlib.ExitStack() as kept:
        with pytest.MonkeyPatch.context() as environment:
            environment.delenv("GRADCALC_PROGRESS")
            variables = kept.enter_context(kernels_from_a_nursery())
            address = kept.enter_context(running.running_lab(root, **variables))
        yield address, root


@pytest.fixture(scope="session")
def context(browser):
    """What pages share, above all a cache: JupyterLab's scripts are fetched and compiled once."""
    with browser.new_context(viewport=SIZE) as context:
        yield context


@pytest.fixture(scope="session")
def pages(context):
    """The page of all tests: JupyterLab, which takes seconds to load, stays open in it."""
    pages = []
    yield pages
    for page in pages:
        page.close()


@pytest.fixture
def page(pages, context, request):
    """A page on which no uncaught error of ours may occur."""
    if not pages:
        pages.append(context.new_page())
        pages[0].add_init_script("Error.stackTraceLimit = 60")
    if "server" in request.fixturenames:  # each test begins with readers who have predicted nothing
        (request.getfixturevalue("server")[1] / commitments.NAME).unlink(missing_ok=True)
    page, errors = pages[0], []
    stop_noting = note_uncaught(page, errors)
    yield page
    stop_noting()
    if errors or request.node.stash[FAILED]:  # who knows what it has left behind
        pages.remove(page)
        page.close()
    else:
        stop_watching(page)
        page.unroute_all()
        page.emulate_media(color_scheme="null", reduced_motion="null")
        page.set_viewport_size(SIZE)
    for tab in context.pages:
        if tab not in pages:
            tab.close()
    assert not errors, "\n".join(error.stack or str(error) for error in errors)


@pytest.fixture(scope="module")
def opened():
    """The explorer of these tests, for the page in which it is open."""
    return {}


@pytest.fixture
def explorer(page, server, request):
    """The main explorer, open in JupyterLab as the variable e."""
    return lab.open_explorer(page, server, name=request.node.name.split("[")[0])
