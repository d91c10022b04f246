"""Explorers end when nobody can see them any more: each would otherwise leave thirty widgets behind in the kernel.

One that a cell has made ends when the cell runs again. One that a callback has made, or that stands in an Output
widget, as those of `interact` do, ends when the Output is cleared of it. One that a callback has made and never shown
ends when the same control calls back again. What is shown once more in time lives on.
"""

import contextlib
import functools
import weakref
from collections.abc import Callable, Iterator

import ipywidgets as widgets
from IPython import get_ipython

from gradcalc.live.slow import told_in_output

Run = tuple[str, str]  # what runs, a cell or the comm of a control, and which of its runs it is
VIEW = "application/vnd.jupyter.widget-view+json"

_cells: weakref.WeakKeyDictionary[widgets.Widget, Run] = weakref.WeakKeyDictionary()
_unseen: weakref.WeakKeyDictionary[widgets.Widget, Run] = weakref.WeakKeyDictionary()  # made by a callback
_passing: weakref.WeakSet[widgets.Widget] = weakref.WeakSet()  # made by a callback, or inside of an Output
_rooms: weakref.WeakKeyDictionary[widgets.Output, weakref.WeakSet] = weakref.WeakKeyDictionary()  # who stands there


def follow(widget: widgets.Widget) -> None:
    """Close a new widget when its end has come. Outside a notebook nothing happens."""
    cell, control = _present_runs()
    if cell:
        _cells[widget] = cell
    elif control:
        _unseen[widget] = control
    else:
        return
    if control or _open_outputs():
        _passing.add(widget)
    events = get_ipython().events
    with contextlib.suppress(ValueError):  # raised where the callback is not registered yet
        events.unregister("post_execute", _close_earlier)
    events.register("post_execute", _close_earlier)


def show(widget: widgets.Widget) -> None:
    """Note where a widget is shown: its own cell keeps it, and so does an Output while it stands there."""
    cell, _ = _present_runs()
    outputs = _open_outputs()
    _unseen.pop(widget, None)
    for output in outputs:
        if output not in _rooms:
            _rooms[output] = weakref.WeakSet()
            output.observe(_close_cleared, "outputs")
        # What a callback puts there later ends with the cell of what stood there first.
        home = cell or next((_cells[other] for other in _rooms[output] if other in _cells), None)
        _rooms[output].add(widget)
        if home:
            _cells.setdefault(widget, home)
    if cell and _cells.setdefault(widget, cell)[0] == cell[0]:
        _cells[widget] = cell
    if cell and not outputs:
        _passing.discard(widget)


def close_parts(widget: widgets.Widget) -> None:
    """Close every widget that a widget is made of: children, layouts, styles."""
    waiting, seen = list(_parts(widget)), {widget}
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting += _parts(part)
            part.close()


def whole(make: Callable) -> Callable:
    """A constructor, or a function that makes widgets, that leaves none behind where it raises or is interrupted.

    While it waits for a slow function, the output of the cell says so.
    """

    @functools.wraps(make)
    def made(*given, **named):
        living = widgets.widgets.widget._instances
        before = {*living}
        try:
            with told_in_output():
                return make(*given, **named)
        except BaseException:
            for name in [name for name in living if name not in before]:
                if (left := living.get(name)) is not None:
                    widgets.Widget.close(left)
            raise

    return made


def _close_earlier() -> None:
    """After a run of a cell or of a callback: what its earlier runs have made, and this one has not shown again."""
    cell, control = _present_runs()
    for known, here in ((_cells, cell), (_unseen, control)):
        for widget, home in list(known.items()):
            again = here is not None and home[0] == here[0] and home[1] != here[1]
            if again and not (known is _unseen and _is_held(widget)):
                del known[widget]
                widget.close()


def _close_cleared(change) -> None:
    """The page says what stands in an Output: what stood there and was made for it alone has come to its end."""
    gone = _models(change["old"]) - _models(change["new"])
    for widget in [widget for widget in _rooms[change["owner"]] if widget.model_id in gone]:
        _rooms[change["owner"]].discard(widget)
        elsewhere = any(widget.model_id in _models(output.outputs) for output in _rooms)
        if widget in _passing and not elsewhere:
            widget.close()


def _models(outputs) -> set[str]:
    return {output.get("data", {}).get(VIEW, {}).get("model_id") for output in outputs}


def _open_outputs() -> list[widgets.Output]:
    """The Output widgets that take what is shown now."""
    living = list(widgets.widgets.widget._instances.values())
    return [widget for widget in living if isinstance(widget, widgets.Output) and widget.msg_id]


def _is_held(widget: widgets.Widget) -> bool:
    """Whether a widget stands in a box, say, which shows it wherever it is shown itself."""
    return any(widget in getattr(other, "children", ()) for other in list(widgets.widgets.widget._instances.values()))


def _present_runs() -> tuple[Run | None, Run | None]:
    """The cell that is running, as JupyterLab names it, or the comm whose message is answered by callbacks."""
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    cell = parent.get("metadata", {}).get("cellId")
    if cell:
        return (cell, parent["header"]["msg_id"]), None
    if parent.get("header", {}).get("msg_type") == "comm_msg":
        return None, (parent["content"]["comm_id"], parent["header"]["msg_id"])
    return None, None


def _parts(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    if widget.comm is None:  # closed: asking for a layout would make a new one
        return
    for name in widget.keys:
        value = getattr(widget, name)
        values = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        yield from (part for part in values if isinstance(part, widgets.Widget))
