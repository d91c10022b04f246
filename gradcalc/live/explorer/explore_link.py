"""An explorer that shows what a link says."""

from gradcalc.functions.given import as_surface
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.explorer.link import FIELDS, UNREAD, LinkError, read_link, split_link
from gradcalc.readings.point import State

OF_A_BOARD = "This link is to a board of a lesson, which its page shows: here an explorer stands as it does at first."
UNFIT = f"What the link says does not fit together. {UNREAD}"


def explore_link(link: str) -> Explorer:
    """An explorer that shows what a link says. Where that cannot be, it stands as at first, and says why below.

    >>> explore_link("#gradcalc=1&f=x*y&x=1&y=2").reading.value
    2.0
    >>> explore_link("#gradcalc=1&f=x*y&x=one").view.message[:47]
    'The link says something about “x” that does not'
    """
    try:
        _, parts = split_link(link.strip())
        if "f" in parts or set(parts) <= set(FIELDS):
            return _explorer(read_link(link.strip())[1])
        message = OF_A_BOARD
    except LinkError as error:
        message = str(error)
    except Exception:  # a formula can fail in as many ways as a function
        message = UNFIT
    explorer = Explorer("bowl")
    explorer.view.message = message
    return explorer


def _explorer(said: dict) -> Explorer:
    x0, x1, y0, y1 = said.get("window", [None] * 4)
    limits = ((x0, x1), (y0, y1)) if "window" in said else (None, None)
    names = {"h": "step"}
    state = {names.get(name, name): said[name] for name in FIELDS if name in said}
    surface, views = state.pop("f", "bowl"), state.pop("views", ("map",))
    state.pop("window", None)
    if "camera" in state:
        state["azimuth"], state["elevation"] = state.pop("camera")
    if "shows" in state:
        state["shows"] = tuple(state["shows"])
    field = any(state.get(name, getattr(State, name)) != getattr(State, name) for name in ("arrows", "lengths"))
    return Explorer(as_surface(surface, *limits), tuple(views), field, **state)
