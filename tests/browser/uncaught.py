"""The errors that nobody on a page catches, but for one that is not ours."""

from collections.abc import Callable

from playwright.sync_api import Error, Page

# JupyterLab asks the kernel for a subshell as soon as a comm opens, and nobody catches what it says of a kernel that
# has gone before it answered. No page of ours can do anything about it.
OF_JUPYTERLAB = "Canceled future for create_subshell_request message before replies were done"


def note_uncaught(page: Page, errors: list[Error]) -> Callable[[], None]:
    """Put every uncaught error of a page on the list from now on; what is returned ends it."""

    def note(error: Error) -> None:
        if OF_JUPYTERLAB not in str(error):
            errors.append(error)

    page.on("pageerror", note)
    return lambda: page.remove_listener("pageerror", note)
