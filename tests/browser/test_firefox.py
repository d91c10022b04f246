"""Two lessons from top to bottom in Firefox, by its own mouse and keyboard: drags, keys, predictions and checks.

And what it paints: a picture in the dark, the arrows of lists, the still of a saved notebook.
"""

import pytest

from tests.browser.drivers import pictured
from tests.browser.firefox import MISSING, find_firefox, running_firefox
from tests.browser.returning import look_in_the_dark_and_return
from tests.browser.walk import walk_through


@pytest.fixture(scope="module")
def firefox():
    if find_firefox() is None:
        pytest.skip(MISSING)
    with running_firefox() as firefox:
        yield firefox


def test_an_error_that_nobody_catches_is_heard_of(firefox):
    firefox.evaluate(
        "() => new Promise((done) => setTimeout(() => { setTimeout(done); throw new Error('unheard of'); }))"
    )
    (complaint,) = firefox.complaints()
    assert "unheard of" in complaint
    assert firefox.complaints() == []


@pytest.mark.parametrize("lesson", ["00", "03"])
def test_a_lesson_works_in_firefox_from_top_to_bottom(firefox, server, lesson, tmp_path):
    with pictured(firefox, tmp_path / "firefox.png"):
        walk_through(firefox, server, lesson)


def test_pictures_are_dark_at_once_and_still_there_on_return(firefox, server, tmp_path):
    with pictured(firefox, tmp_path / "firefox.png"):
        look_in_the_dark_and_return(firefox, server, tmp_path / "seen.png")
