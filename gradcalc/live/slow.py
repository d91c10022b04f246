"""Where a reader is told that their function is slow: under the picture that waits for it, or where it will be."""

import contextlib
from collections.abc import Iterator

import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display

from gradcalc.maths.patience import on_stderr, telling


@contextlib.contextmanager
def told_in_output() -> Iterator[None]:
    """Say it in the output of the cell, and take it away afterwards; outside a notebook, among the errors."""
    shown = None

    def say(words: str) -> None:
        nonlocal shown
        if getattr(get_ipython(), "kernel", None) is None:
            on_stderr(words)
        elif shown is None:
            shown = display({"text/plain": words}, raw=True, display_id=True)
        else:
            shown.update({"text/plain": words}, raw=True)

    with telling(say):
        yield


@contextlib.contextmanager
def told_under(view: widgets.Widget | None) -> Iterator[None]:
    """Say it under a picture, in place of its message, which comes back afterwards. Without one nothing changes."""
    if view is None:
        yield
        return
    before = view.message
    with telling(lambda words: view.set_trait("message", words.replace("\n", " ") or before)):
        yield
