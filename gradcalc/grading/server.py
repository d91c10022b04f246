"""The one warm server of this process: started when it is first needed, and again if it has died."""

import atexit
import os
import socket
import subprocess
import sys
import tempfile

from gradcalc.grading import sandbox
from gradcalc.grading.inside.serve import DONE, END, START
from gradcalc.grading.inside.wire import Wire

PATIENCE = 120.0


class Server:
    """A server in a sandbox, or without one where unsafe is true."""

    def __init__(self, unsafe: bool):
        python = ["-c", sandbox.start()]
        ours, theirs = socket.socketpair()
        self._control = ours
        with theirs, tempfile.TemporaryFile() as complaints:
            number = str(theirs.fileno())
            if unsafe:
                command = [sys.executable, *python, number, "open"]
            else:
                command = sandbox.command([*python, number, "sandboxed"])
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=complaints, env=(os.environ | {"MPLBACKEND": "agg"}) if unsafe else {},
            )  # fmt: skip
            theirs.close()
            ours.settimeout(PATIENCE)
            if not self._is_done():
                self.close()
                complaints.seek(0)
                said = complaints.read(2000).decode("utf-8", "replace").strip()
                raise sandbox.NoSandbox(
                    f"The sandbox does not start: {said or 'no reason given'}. {sandbox.ELSEWHERE}"
                )

    def submission(self) -> Wire:
        """A fresh process for one submission, which ends the one before. Raises OSError if the server is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [START], [theirs.fileno()])
        if not self._is_done():
            raise OSError("the server is gone")
        return Wire(ours)

    def end(self) -> None:
        """Kill the submission that runs, with all its processes. Raises OSError if the server is gone."""
        self._control.send(END)
        if not self._is_done():
            raise OSError("the server is gone")

    def close(self) -> None:
        """End the server and everything in its sandbox."""
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _is_done(self) -> bool:
        try:
            return self._control.recv(1) == DONE
        except OSError:
            return False


_servers: dict[tuple[int, bool], Server] = {}


def submission(unsafe: bool) -> Wire:
    """A fresh process for one submission, on this process's server. Raises NoSandbox."""
    key = os.getpid(), unsafe
    for _ in range(2):
        if key not in _servers:
            _servers[key] = Server(unsafe)
        try:
            return _servers[key].submission()
        except OSError:
            _servers.pop(key).close()
    raise sandbox.NoSandbox(f"The sandbox ends at once. {sandbox.ELSEWHERE}")


def end(unsafe: bool) -> None:
    """End the submission that runs, if there is one."""
    key = os.getpid(), unsafe
    if key in _servers:
        try:
            _servers[key].end()
        except OSError:
            _servers.pop(key).close()


@atexit.register
def _close_all() -> None:
    for process, unsafe in list(_servers):
        if process == os.getpid():
            _servers.pop((process, unsafe)).close()
