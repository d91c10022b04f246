"""A phone: its screen, and its fingers."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from tests.browser import lab

UPRIGHT, ACROSS = {"width": 390, "height": 844}, {"width": 844, "height": 390}

SCROLLED = "() => document.querySelector('.jp-WindowedPanel-outer')?.scrollTop ?? window.scrollY"


@contextlib.contextmanager
def phone(page: Page, size: dict[str, int] = UPRIGHT) -> Iterator[None]:
    """Make a page that of a phone."""
    devtools = page.context.new_cdp_session(page)
    with lab.screen(page, 1, size, mobile=True):
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 5})
        yield
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})


def fingers(page: Page, *paths: list[tuple[float, float]]) -> None:
    """Fingers that go along paths of the page together, as a touch screen tells it; a tap is a path of one place."""
    devtools = page.context.new_cdp_session(page)

    def send(kind: str, places: list[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(30)  # a hand takes its time, by which the browser tells a drag

    send("touchStart", [path[0] for path in paths[:1]])
    if len(paths) > 1:
        send("touchStart", [path[0] for path in paths])
    steps = len(paths[0])
    for i in [*range(1, steps), *[-1] * (3 if steps > 1 else 0)]:  # at rest before they lift, or the page glides on
        send("touchMove", [path[i] for path in paths])
    send("touchEnd", [])


def path(start: tuple[float, float], dx: float = 0, dy: float = 0, steps: int = 8) -> list[tuple[float, float]]:
    """A straight way; a tap where it goes nowhere."""
    if not (dx or dy):
        return [start]
    return [(start[0] + dx * i / steps, start[1] + dy * i / steps) for i in range(steps + 1)]


def swipe(target: Locator, dx: float, dy: float, at: tuple[float, float] = (0.5, 0.5)) -> float:
    """A finger goes over an element, from a share of its width and height; gives how far the page has scrolled."""
    target.scroll_into_view_if_needed()
    page, box = target.page, target.bounding_box()
    before = page.evaluate(SCROLLED)
    fingers(page, path((box["x"] + at[0] * box["width"], box["y"] + at[1] * box["height"]), dx, dy))
    return page.evaluate(SCROLLED) - before
