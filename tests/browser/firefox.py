"""Firefox, the system's own, spoken to directly.

WebDriver BiDi is JSON over a WebSocket, which Firefox serves itself: nothing stands between, and it tells of errors.
"""

import base64
import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

import websocket

from tests.browser.drivers import ByActions, as_argument, in_json

FIREFOXES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
MISSING = "needs firefox: sudo apt-get install firefox-esr"
SIZE = {"width": 1280, "height": 800}
# A new profile would ask the network for news, and show a page of its own.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "nimbus.rollouts.enabled": False,
    "services.settings.server": "data:,nothing",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


def find_firefox() -> str | None:
    """The path of an installed Firefox, or None."""
    return next(filter(None, map(shutil.which, FIREFOXES)), None)


class Firefox(ByActions):
    """A page of Firefox."""

    def __init__(self, connection: websocket.WebSocket):
        self._connection, self._number, self._errors = connection, 0, []
        self.version = self._ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        self._ask("session.subscribe", events=["log.entryAdded"])
        # A page that Firefox opens by itself has no focus.
        self._page = {"context": self._ask("browsingContext.create", type="tab")["context"]}
        self._ask("browsingContext.setViewport", **self._page, viewport=SIZE)

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while (answer := json.loads(self._connection.recv())).get("id") != self._number:
            self._note(answer)
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def _note(self, event: dict) -> None:
        entry = event.get("params", {})
        if entry.get("type") == "javascript" and entry["level"] == "error":
            frames = entry.get("stackTrace", {}).get("callFrames", [])
            self._errors.append("\n  ".join([entry["text"], *(f"{f['url']}:{f['lineNumber']}" for f in frames[:9])]))

    def goto(self, address: str) -> None:
        self._ask("browsingContext.navigate", **self._page, url=address, wait="complete")

    def evaluate(self, function: str, argument: Any = None) -> Any:
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=in_json(function),
            arguments=[{"type": "string", "value": as_argument(argument)}],
            target=self._page,
            awaitPromise=True,
            userActivation=False,
        )
        if answer["type"] == "exception":
            raise RuntimeError(f"{answer['exceptionDetails']['text']}\nin {function}")
        return json.loads(answer["result"]["value"])

    def _act(self, actions: list[dict]) -> None:
        self._ask("input.performActions", **self._page, actions=actions)

    def picture(self, path: pathlib.Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("browsingContext.captureScreenshot", **self._page)["data"]))

    def close(self) -> None:
        """End Firefox."""
        self._ask("browser.close")

    def complaints(self) -> list[str]:
        self.evaluate("() => null")  # what has been said until now comes before its answer
        errors, self._errors = self._errors, []
        return errors


@contextlib.contextmanager
def running_firefox() -> Iterator[Firefox]:
    """Firefox without a window, with a profile that ends with it."""
    with tempfile.TemporaryDirectory(prefix="gradcalc-", ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
        pathlib.Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        log = pathlib.Path(profile, "log")
        command = [find_firefox(), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
        with log.open("wb") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            connection = websocket.create_connection(_address(process, log), suppress_origin=True)
            with contextlib.closing(connection), contextlib.closing(Firefox(connection)) as firefox:
                yield firefox
        finally:
            process.terminate()
            process.wait()


def _address(process: subprocess.Popen, log: pathlib.Path) -> str:
    """Where Firefox listens, once it says so."""
    while process.poll() is None:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace")):
            return f"{found[1]}/session"
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError(f"Firefox did not start:\n{log.read_text(errors='replace')}")
