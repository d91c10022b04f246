"""One JupyterLab and one Chromium for all browser tests, and a fresh page for each."""

import pytest

import lab


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
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("GRADCALC_PROGRESS")
        with lab.running_lab(root) as address:
            yield address, root


@pytest.fixture
def page(browser):
    """A page on which no uncaught error may occur."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script("Error.stackTraceLimit = 60")
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    yield page
    page.close()
    assert not errors, "\n".join(error.stack or str(error) for error in errors)


@pytest.fixture
def explorer(page, server, request):
    """The main explorer, open in JupyterLab as the variable e."""
    return lab.open_explorer(page, server, name=request.node.name.split("[")[0])
