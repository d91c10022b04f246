"""What a student's hands and eyes need of a browser, whichever engine it is: the same few words for each."""

import contextlib
import json
import pathlib
import time
from collections.abc import Iterator
from typing import Any, Protocol

from playwright.sync_api import Error, Page

from tests.browser.uncaught import note_uncaught

Place = tuple[float, float]  # pixels of the page

PATIENCE = 60  # seconds; what has not come by then never will

# The keys that have no letter, as WebDriver writes them.
KEYS = {
    "ArrowDown": "\ue015", "ArrowLeft": "\ue012", "ArrowRight": "\ue014", "ArrowUp": "\ue013", "Backspace": "\ue003",
    "Control": "\ue009", "Enter": "\ue007", "Meta": "\ue03d", "Shift": "\ue008", "Tab": "\ue004",
}  # fmt: skip


class Driver(Protocol):
    """A page of a browser, with a mouse and a keyboard of the browser's own."""

    def goto(self, address: str) -> None:
        """Load a page."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """What a JavaScript function gives for an argument, once its promise is kept; both are JSON."""

    def drag(self, places: list[Place]) -> None:
        """Press the mouse at the first place and lead it over the others."""

    def press(self, keys: str) -> None:
        """Press a key, or several at once, as "Shift+Enter"."""

    def write(self, text: str) -> None:
        """Type a text, letter by letter."""

    def picture(self, path: pathlib.Path) -> None:
        """Keep what the page shows."""

    def complaints(self) -> list[str]:
        """The errors that nobody caught since this was asked last."""


def click(driver: Driver, place: Place) -> None:
    """Click with the mouse."""
    driver.drag([place])


def nothing_went_wrong(driver: Driver) -> None:
    """See that there was no error that nobody caught."""
    complaints = driver.complaints()
    assert not complaints, "\n".join(complaints)


def patiently(sought: str) -> Iterator[None]:
    """Turns of a loop that waits for something. Raises TimeoutError if it ever asks for too many."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() <= deadline:
        yield
    raise TimeoutError(f"This has not come: {sought}")


def wait_for(driver: Driver, function: str, argument: Any = None) -> Any:
    """Wait until a JavaScript function gives something that is true; gives that."""
    for _ in patiently(f"{function} with {argument!r}, true"):
        if seen := driver.evaluate(function, argument):
            return seen
        time.sleep(0.05)


class ByActions:
    """A mouse and a keyboard that are moved by WebDriver's actions, which an engine takes in its own way."""

    def _act(self, actions: list[dict]) -> None:
        raise NotImplementedError

    def drag(self, places: list[Place]) -> None:
        self._act(mouse_actions(places))

    def press(self, keys: str) -> None:
        self._act(key_actions(keys.split("+")))

    def write(self, text: str) -> None:
        self._act(text_actions(text))


@contextlib.contextmanager
def pictured(driver: Driver, path: pathlib.Path) -> Iterator[None]:
    """Keep what the page shows if something fails."""
    try:
        yield
    except BaseException:
        driver.picture(path)
        raise


class Chromium:
    """A page that Playwright drives."""

    def __init__(self, page: Page):
        self.page = page
        self._errors: list[Error] = []
        note_uncaught(page, self._errors)

    def goto(self, address: str) -> None:
        self.page.goto(address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        return self.page.evaluate(function, argument)

    def drag(self, places: list[Place]) -> None:
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place)
        self.page.mouse.up()

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def picture(self, path: pathlib.Path) -> None:
        self.page.screenshot(path=path)

    def complaints(self) -> list[str]:
        errors = [error.stack or str(error) for error in self._errors]
        self._errors.clear()
        return errors


# WebDriver describes its input in the same way in both of its forms, classic and BiDi.


def mouse_actions(places: list[Place]) -> list[dict]:
    """A drag as input of WebDriver; a place takes 20 ms, as it does of a hand."""
    move = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 20} for x, y in places]
    down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
    return [
        {
            "type": "pointer",
            "id": "mouse",
            "parameters": {"pointerType": "mouse"},
            "actions": [move[0], down, *move[1:], up],
        }
    ]


def key_actions(keys: list[str]) -> list[dict]:
    """Keys pressed together, as input of WebDriver."""
    values = [KEYS.get(key, key) for key in keys]
    down = [{"type": "keyDown", "value": value} for value in values]
    up = [{"type": "keyUp", "value": value} for value in reversed(values)]
    return [{"type": "key", "id": "keyboard", "actions": [*down, *up]}]


def text_actions(text: str) -> list[dict]:
    """A text typed letter by letter, as input of WebDriver."""
    actions = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": actions}]


def in_json(function: str) -> str:
    """A JavaScript function of JSON that gives JSON: what passes through every WebDriver unchanged."""
    return f"async (text) => JSON.stringify((await ({function})(JSON.parse(text))) ?? null)"


def as_argument(value: Any) -> str:
    """The text that in_json's function takes."""
    return json.dumps(value)
