"""A page of Chromium for each test, as drivers.py describes it."""

import pytest

from tests.browser.drivers import Chromium
from tests.browser.running import find_browser, running_browser

SIZE = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def browser():
    if find_browser() is None:
        pytest.skip("needs chromium: sudo apt-get install chromium fonts-dejavu-core")
    with running_browser() as browser:
        yield browser


@pytest.fixture
def driver(browser, tmp_path, request):
    """A page that is kept as a picture where a test fails."""
    page = browser.new_page(viewport=SIZE)
    yield Chromium(page)
    page.screenshot(path=tmp_path / "at_the_end.png")
    page.close()


@pytest.fixture
def another(browser):
    """The page of somebody else."""
    page = browser.new_page(viewport=SIZE)
    yield Chromium(page)
    page.close()
