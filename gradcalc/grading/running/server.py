"""The one warm server of this process: started when it is first needed, and again if it has died."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from gradcalc.grading.running import sandbox
from gradcalc.grading.running.inside.wire import DONE, END, LEAVE, START, Closed, OutOfTime, Wire

PATIENCE = 120.0


class Server:
    """A server in a sandbox, or without one where unsafe is true."""

    def __init__(self, unsafe: bool):
        python = ["-c", sandbox.program("serve")]
        ours, theirs = socket.socketpair()
        self._control = ours
        self._folder = tempfile.TemporaryDirectory(prefix="grading-")
        with theirs, tempfile.TemporaryFile() as complaints:
            number = str(theirs.fileno())
            if unsafe:
                command = [sys.executable, *python, number, "open"]
            else:
                command = sandbox.command([*python, number, "sandboxed"])
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=complaints, start_new_session=True, cwd=self._folder.name,
                env=sandbox.without(self._folder.name) if unsafe else {},
            )  # fmt: skip
            theirs.close()
            ours.settimeout(PATIENCE)
            if not (self._is_done() and self._works()):
                self.close()
                raise sandbox.does_not_start("sandbox", complaints)

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
        self._folder.cleanup()

    def _works(self) -> bool:
        """Whether a submission can be started, which needs more than a sandbox does."""
        try:
            with self.submission().connection as connection:
                wire = Wire(connection)
                wire.send(LEAVE, b"")
                wire.receive(time.monotonic() + PATIENCE)
        except (OSError, Closed, OutOfTime):
            return False
        return True

    def _is_done(self) -> bool:
        try:
            return self._control.recv(1) == DONE
        except OSError:
            return False


_idle: dict[bool, list[Server]] = {False: [], True: []}

# A process made by fork has no part in the servers of its parent.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=lambda: _idle.update({False: [], True: []}))


@contextlib.contextmanager
def borrowed(unsafe: bool) -> Iterator["Borrowed"]:
    """A server for one submission; it is kept for the next one, of this thread or another."""
    server = Borrowed(unsafe)
    try:
        yield server
    finally:
        server.give_back()


class Borrowed:
    """A server, started when it is first needed, and again if it has died."""

    def __init__(self, unsafe: bool):
        self._unsafe = unsafe
        self._server: Server | None = None

    def submission(self) -> Wire:
        """A fresh process, which ends the one before. Raises OSError or NoSandbox."""
        if self._server is None:
            self._server = _idle[self._unsafe].pop() if _idle[self._unsafe] else Server(self._unsafe)
        try:
            return self._server.submission()
        except OSError:
            self._server.close()
            self._server = None
            raise

    def give_back(self) -> None:
        """End the process, and keep the server."""
        if self._server is None:
            return
        try:
            self._server.end()
        except OSError:
            self._server.close()
        else:
            _idle[self._unsafe].append(self._server)
        self._server = None


@atexit.register
def close_idle() -> None:
    """End all servers that are kept for the next submission."""
    for servers in _idle.values():
        while servers:
            servers.pop().close()
