"""Two lessons from top to bottom in WebKit, the engine of Safari, by its own mouse and keyboard."""

import pytest

from tests.browser.drivers import pictured
from tests.browser.returning import look_in_the_dark_and_return
from tests.browser.running import running_lab
from tests.browser.walk import walk_through
from tests.everywhere import webkit


@pytest.fixture(scope="module")
def page():
    if not webkit.is_there():
        pytest.skip(webkit.MISSING)
    with webkit.running_webkit() as page:
        yield page


@pytest.fixture(scope="module")
def server(page, tmp_path_factory):
    root = tmp_path_factory.mktemp("lab")
    with running_lab(root) as address:
        yield address, root


@pytest.mark.parametrize("lesson", ["00", "03"])
def test_a_lesson_works_in_webkit_from_top_to_bottom(page, server, lesson, tmp_path):
    with pictured(page, tmp_path / "webkit.png"):
        walk_through(page, server, lesson)


def test_pictures_are_dark_at_once_and_still_there_on_return(page, server, tmp_path):
    with pictured(page, tmp_path / "webkit.png"):
        look_in_the_dark_and_return(page, server, tmp_path / "seen.png")
