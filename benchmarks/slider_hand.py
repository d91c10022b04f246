"""A hand that drags with the mouse at 60 Hz, however slowly the page follows."""

import json
import time
from dataclasses import dataclass

import numpy as np
import websocket
from playwright.sync_api import Page

MOVES_PER_SECOND = 60
# Pixels from where the drag began, after so many moves: out, back, out again, and to a new place. Two
# moves are further apart than two positions of nearly every slider.
MOVES = (0, 60, 90, 119, 120)
WAYS = (0, 90, 45, 88.5, 100)


@dataclass(frozen=True)
class Path:
    """Where a drag begins, and a unit vector along which it goes, both in pixels of the screen."""

    start: tuple[float, float]
    direction: tuple[float, float]

    def at(self, way: float) -> tuple[float, float]:
        (x, y), (dx, dy) = self.start, self.direction
        return x + way * dx, y + way * dy

    @property
    def end(self) -> tuple[float, float]:
        return self.at(WAYS[-1])


def drag(page: Page, port: int, path: Path) -> None:
    """Move the pressed mouse along a path for two seconds; returns when the page has got the last move.

    Playwright's own mouse waits for the page after every move, so that a slow page would get a slow
    hand; these moves go straight to the browser's debugging port.
    """
    target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]["targetId"]
    browser = websocket.create_connection(f"ws://127.0.0.1:{port}/devtools/page/{target}", suppress_origin=True)
    began = time.perf_counter()
    for i in range(1, MOVES[-1] + 1):
        x, y = path.at(float(np.interp(i, MOVES, WAYS)))
        mouse = {"type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1}
        time.sleep(max(0, began + i / MOVES_PER_SECOND - time.perf_counter()))
        browser.send(json.dumps({"id": i, "method": "Input.dispatchMouseEvent", "params": mouse}))
    for _ in range(MOVES[-1]):
        browser.recv()
    browser.close()
