"""The state of an explorer as the end of a link, which no server sees: #gradcalc=1&f=x^2&x=1&y=2&window=-2,2,-2,2.

The browser has the same in live/browser/linking/link.js; tests/live/links.json is a table for both. What stands in
a link may come from anybody: each part is read by its own rule, and a link with a part that fits no rule is refused
as a whole, with a sentence that repeats nothing of it but the part's name.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import quote, unquote

from gradcalc.live.explorer.controls import STEP_POWERS
from gradcalc.live.explorer.field_controls import ARROWS
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.panels import PANELS
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.scenes.scales import LENGTHS

LONGEST = 20_000  # signs of a whole link
LONGEST_TEXT = 1_000  # of a formula
PLAIN = "!~*'()+,/"  # what stays as it is, beside letters, digits and "-._"
LINK = re.compile(r"\s*(?:https?://[^\s#]*)?#gradcalc=")
NAME = re.compile(r"[a-z][a-z_]{0,29}|[1-9][0-9]{0,2}")
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?")
BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
NO_LETTER = re.compile("[\0-\x1f\x7f\ud800-\udfff]")
UNREAD = "The link cannot be read, so the picture stands as it does without one."


class LinkError(ValueError):
    """What is wrong with a link, in a sentence for its reader."""


def is_link(text: str) -> bool:
    """Whether a text is a link to a picture, or its end, and no formula.

    >>> is_link("https://somewhere/03.html#gradcalc=1&f=x*y"), is_link("x*y")
    (True, False)
    """
    return LINK.match(text) is not None


def write_link(picture: str, state: dict) -> str:
    """The end of a link to a picture, from "#" on: its number on its page, or its name, and what it shows.

    state has some of the names of FIELDS, with values as `read_link` gives them.

    >>> write_link("1", {"f": "x^2 + y", "x": 1, "h": 1e-7, "views": ["map", "slice x"]})
    '#gradcalc=1&f=x%5E2%20+%20y&x=1&h=1e-7&views=map,slice%20x'
    """
    parts = [f"{name}={_written(state[name])}" for name in FIELDS if name in state]
    return "&".join([f"#gradcalc={picture}", *parts])


def read_link(link: str) -> tuple[str, dict]:
    """The picture that a link is to, and the state that it says. Raises LinkError, and nothing else.

    >>> read_link("#gradcalc=2&f=sin%20x&window=-1,1,0,2")
    ('2', {'f': 'sin x', 'window': [-1.0, 1.0, 0.0, 2.0]})
    """
    picture, parts = split_link(link)
    state = {name: _read(name, parts[name]) for name in FIELDS if name in parts}
    for name, (low, high) in {"x": (0, 1), "y": (2, 3)}.items():
        if name in state and "window" in state:
            limits = state["window"]
            if not limits[low] <= state[name] <= limits[high]:
                raise LinkError(f"The link has a point outside of its window ({name}). {UNREAD}")
    return picture, state


def split_link(link: str) -> tuple[str, dict[str, str]]:
    """The picture that a link is to, and the texts of its parts by name, whatever they mean. Raises LinkError."""
    if len(link) > LONGEST:
        raise LinkError(f"The link is too long. {UNREAD}")
    _, _, text = link.partition("#gradcalc=")
    picture, *rest = text.split("&")
    if not NAME.fullmatch(picture):
        raise LinkError(f"The link names no picture. {UNREAD}")
    parts: dict[str, str] = {}
    for part in filter(None, rest):
        name, _, value = part.partition("=")
        if name in parts:
            raise LinkError(f"The link says something twice. {UNREAD}")
        try:
            parts[name] = unquote(value, errors="strict")
        except UnicodeDecodeError:
            raise LinkError(f"The link is damaged. {UNREAD}") from None
        if BROKEN.search(value) or NO_LETTER.search(parts[name]):
            raise LinkError(f"The link is damaged. {UNREAD}")
    return picture, parts


def number_text(value: float) -> str:
    """A number as links have it: the shortest that is read as the same double, without "+".

    >>> [number_text(value) for value in (1, -0.25, 1e-7, 2.5e20)]
    ['1', '-0.25', '1e-7', '2.5e20']
    """
    value = float(value)
    if value and not 1e-4 <= abs(value) < 1e15:
        return f"{Decimal(repr(value)).normalize():e}".replace("e+", "e")
    return repr(value + 0.0).removesuffix(".0")


def _written(value) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(map(_written, value))
    return quote(value, safe=PLAIN) if isinstance(value, str) else number_text(value)


def _read(name: str, text: str):
    try:
        return FIELDS[name](text)
    except ValueError:
        raise LinkError(f"The link says something about “{name}” that does not fit. {UNREAD}") from None


def _text(text: str) -> str:
    if not text or len(text) > LONGEST_TEXT:
        raise ValueError
    return text


def read_number(text: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number between limits. Raises ValueError."""
    if not NUMBER.fullmatch(text) or not math.isfinite(value := float(text)) or not low <= value <= high:
        raise ValueError
    return value + 0.0


def _numbers(count: int) -> Callable[[str], list[float]]:
    def read(text: str) -> list[float]:
        values = [read_number(part) for part in text.split(",")]
        if len(values) != count:
            raise ValueError
        return values

    return read


def _window(text: str) -> list[float]:
    x0, x1, y0, y1 = _numbers(4)(text)
    if not (x0 < x1 and y0 < y1):
        raise ValueError
    return [x0, x1, y0, y1]


def _camera(text: str) -> list[float]:
    azimuth, elevation = _numbers(2)(text)
    if not 0 <= elevation <= 90:
        raise ValueError
    return [azimuth, elevation]


def _some(known: tuple[str, ...], least: int) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        names = text.split(",") if text else []
        if not set(names) <= set(known) or len(set(names)) < len(names) or len(names) < least:
            raise ValueError
        return names

    return read


def _one(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise ValueError
        return text

    return read


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = read_number(text, low, high)
        if value != int(value):
            raise ValueError
        return int(value)

    return read


# The parts of a link in their order, with how their text is read.
FIELDS: dict[str, Callable] = {
    "f": _text,
    "x": read_number,
    "y": read_number,
    "angle": read_number,
    "h": lambda text: read_number(text, *(10.0**power for power in STEP_POWERS)),
    "method": _one(METHODS),
    "window": _window,
    "views": _some(tuple(PANELS), 1),
    "camera": _camera,
    "shows": _some(tuple(LAYERS), 0),
    "arrows": _whole(*ARROWS),
    "lengths": _one(tuple(LENGTHS)),
}
