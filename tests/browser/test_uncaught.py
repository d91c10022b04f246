"""What a page's tests count as an error of the page."""

from tests.browser.uncaught import OF_JUPYTERLAB, note_uncaught


def test_every_uncaught_error_is_noted_but_jupyterlabs_own(browser):
    errors: list = []
    with browser.new_page() as page:
        stop = note_uncaught(page, errors)
        page.evaluate("text => { Promise.reject(new Error(text)); }", OF_JUPYTERLAB)
        page.evaluate("() => { Promise.reject(new Error('of ours')); }")
        page.wait_for_timeout(50)
        stop()
        page.evaluate("() => { Promise.reject(new Error('too late')); }")
        page.wait_for_timeout(50)
    assert [error.message for error in errors] == ["of ours"]
