"""Real input of which some is sent at once: the browser gathers the moves between two frames, as it does any hand's.

Playwright waits for each event until the page has painted it, which takes a frame of a sixtieth of a second or two.
"""

import asyncio
import concurrent.futures
import json

from playwright.sync_api import Page
from tornado.websocket import websocket_connect

ARROWS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}

Event = tuple[str, dict]


def mouse(kind: str, x: float, y: float) -> Event:
    """The left button is "Pressed" or "Released", or the mouse "Moved" while it is held."""
    button = {"button": "left", "buttons": int(kind != "Released"), "clickCount": int(kind != "Moved")}
    return "Input.dispatchMouseEvent", {"type": f"mouse{kind}", "x": x, "y": y, **button}


def arrow(name: str) -> list[Event]:
    """An arrow key, down and up."""
    key = {"key": name, "code": name, "windowsVirtualKeyCode": ARROWS[name]}
    return [("Input.dispatchKeyEvent", {"type": kind, **key}) for kind in ("rawKeyDown", "keyUp")]


def send(page: Page, port: int, volleys: list[list[Event]]) -> None:
    """Send volleys to a page whose browser listens at a port; the page takes each before the next."""
    devtools = page.context.new_cdp_session(page)
    target = devtools.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    devtools.detach()
    with concurrent.futures.ThreadPoolExecutor(1) as beside:  # in this thread Playwright's loop is running
        beside.submit(asyncio.run, _send(f"ws://127.0.0.1:{port}/devtools/page/{target}", volleys)).result()


async def _send(address: str, volleys: list[list[Event]]) -> None:
    line = await websocket_connect(address)
    for volley in volleys:
        for number, (method, params) in enumerate(volley):
            await line.write_message(json.dumps({"id": number, "method": method, "params": params}))
        for _ in volley:
            answer = json.loads(await line.read_message())
            assert "error" not in answer, answer
    line.close()
