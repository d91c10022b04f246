"""WebKit, as Debian builds it for GTK, in a window on a screen that nobody sees; selenium speaks to its driver."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

from selenium import webdriver
from selenium.webdriver.remote.command import Command
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.drivers import ByActions, as_argument, in_json

DRIVER = "WebKitWebDriver"
MISSING = "needs WebKit: sudo apt-get install webkit2gtk-driver xvfb"
SIZE = (1280, 870)  # of the window; its page is as large as that of the other browsers
SECONDS = 120  # for what a page is asked

# WebKit's driver does not tell of errors: the page keeps them, from the moment when it has been loaded.
LISTEN = """window.complaints = [];
addEventListener('error', ({ error, message }) => window.complaints.push(`${message}\\n${error?.stack}`));
addEventListener('unhandledrejection', ({ reason }) => window.complaints.push(`${reason}\\n${reason?.stack}`));"""
CALL = """const done = arguments[1];
(%s)(arguments[0]).then((value) => done({ value }), (error) => done({ error: `${error}` }));"""


def is_there() -> bool:
    """Whether the driver and a screen for it are installed."""
    return all(map(shutil.which, (DRIVER, "Xvfb")))


class WebKit(ByActions):
    """A page of WebKit."""

    def __init__(self, driver: webdriver.WebKitGTK):
        self._driver = driver
        self.version = driver.capabilities["browserVersion"]
        driver.set_window_size(*SIZE)
        driver.set_script_timeout(SECONDS)

    def goto(self, address: str) -> None:
        self._driver.get(address)
        self._driver.execute_script(LISTEN)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        answer = self._driver.execute_async_script(CALL % in_json(function), as_argument(argument))
        if "error" in answer:
            raise RuntimeError(f"{answer['error']}\nin {function}")
        return json.loads(answer["value"])

    def _act(self, actions: list[dict]) -> None:
        self._driver.execute(Command.W3C_ACTIONS, {"actions": actions})

    def picture(self, path: pathlib.Path) -> None:
        self._driver.get_screenshot_as_file(str(path))

    def complaints(self) -> list[str]:
        return self._driver.execute_script("return window.complaints.splice(0)")


@contextlib.contextmanager
def running_webkit() -> Iterator[WebKit]:
    """WebKit with a page of its own."""
    with _screen() as screen, tempfile.TemporaryDirectory(prefix="gradcalc-") as home:
        environment = {**os.environ, "DISPLAY": screen, "HOME": home, "NO_AT_BRIDGE": "1"}
        service = Service(executable_path=shutil.which(DRIVER), env=environment)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # selenium's own, about itself
            driver = webdriver.WebKitGTK(service=service)
        try:
            yield WebKit(driver)
        finally:
            driver.quit()


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """A screen in memory; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        process.terminate()
        process.wait()
