"""Explorers end when their cell runs again: each run would otherwise leave widgets behind in the kernel."""

import contextlib
import weakref
from collections.abc import Iterator

import ipywidgets as widgets
from IPython import get_ipython

_homes: weakref.WeakKeyDictionary[widgets.Widget, tuple[str, str]] = weakref.WeakKeyDictionary()


def follow(widget: widgets.Widget) -> None:
    """Close a widget after its cell has run again, unless that run shows it once more.

    Its cell is the one that made it. Outside a notebook nothing happens.
    """
    here = _present_run()
    if here is None or _homes.get(widget, here)[0] != here[0]:
        return
    _homes[widget] = here
    shell = get_ipython()
    with contextlib.suppress(ValueError):  # raised where the callback is not registered yet
        shell.events.unregister("post_run_cell", _close_earlier)
    shell.events.register("post_run_cell", _close_earlier)


def close_parts(widget: widgets.Widget) -> None:
    """Close every widget that a widget is made of: children, layouts, styles."""
    waiting, seen = list(_parts(widget)), {widget}
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting += _parts(part)
            part.close()


def _close_earlier(result) -> None:
    here = _present_run()
    if here is not None:
        for widget, (cell, run) in list(_homes.items()):
            if cell == here[0] and run != here[1]:
                del _homes[widget]
                widget.close()


def _present_run() -> tuple[str, str] | None:
    """The identifiers of the cell that is running, as JupyterLab names it, and of this run."""
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    cell = parent.get("metadata", {}).get("cellId")
    return (cell, parent["header"]["msg_id"]) if cell else None


def _parts(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    if widget.comm is None:  # closed: asking for a layout would make a new one
        return
    for name in widget.keys:
        value = getattr(widget, name)
        values = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        yield from (part for part in values if isinstance(part, widgets.Widget))
