"""A running JupyterLab and a running Chromium, for tests, benchmarks and screenshots."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tests.ports import free_port

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
START_SECONDS = 120


def find_browser() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def running_lab(root: pathlib.Path, python: str = sys.executable, **variables: str) -> Iterator[str]:
    """JupyterLab serving a folder on loopback with settings of its own; gives its address.

    python is the one that runs it, variables are more of its environment.
    """
    settings = root / ".settings"
    config = settings / "config"
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    # The question whether to fetch news would lie over the notebook; whether to build anew costs every page a second.
    page_config = {
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True},
        "buildAvailable": False,
        "buildCheck": False,
    }
    (config / "labconfig" / "page_config.json").write_text(json.dumps(page_config))
    port = free_port()
    command = [
        python, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0",  # or this might ask another server that was quicker
        "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={root}",
        f"--LabApp.user_settings_dir={settings / 'user'}", f"--LabApp.workspaces_dir={settings / 'workspaces'}",
    ]  # fmt: skip
    places = {"JUPYTER_CONFIG_DIR": str(config), "JUPYTER_RUNTIME_DIR": str(settings / "runtime")}
    address = f"http://127.0.0.1:{port}"
    with serving(command, root, f"{address}/api/status", settings / "lab.log", **places, **variables):
        yield address


@contextlib.contextmanager
def serving(
    command: list[str], root: pathlib.Path, address: str, log_file: pathlib.Path, **variables: str
) -> Iterator:
    """A server, begun in a folder by a command, from when it answers at an address."""
    log = log_file.open("wb")
    server = subprocess.Popen(
        command, cwd=root, env={**os.environ, **variables}, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        _wait_for(address, server, log_file)
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def _wait_for(address: str, server: subprocess.Popen, log: pathlib.Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def running_browser(*flags: str) -> Iterator[Browser]:
    """Headless Chromium, the system's own; flags are more of its own switches."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*quiet, *flags])
        yield browser
        browser.close()
