"""One submission in a Jupyter kernel of its own, as slow as a notebook in the browser, and in the same sandbox."""

import functools
import os
import queue
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import IO

import zmq
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

from gradcalc.grading.running import sandbox
from gradcalc.grading.running.inside.naming import Used
from gradcalc.grading.running.inside.wire import LEAVE, REPLY, Closed, OutOfTime, Wire
from gradcalc.grading.running.reading import LARGEST_ENDING, Ended, read_part, read_raised
from gradcalc.grading.running.relay import Relay
from gradcalc.grading.running.session import START_SECONDS, Session, seconds_from_now
from gradcalc.questions.model import Case
from gradcalc.questions.replies import Reply

# Bytes that a kernel may send in all, and messages that libzmq takes from it before anybody has asked for them.
MOST_BYTES, MOST_WAITING = 64_000_000, 10


@functools.cache
def _context() -> zmq.Context:
    """One for all kernels: it needs threads, and where there are none, libzmq ends the process that asks for them."""
    context = zmq.Context()
    context.setsockopt(zmq.MAXMSGSIZE, LARGEST_ENDING)
    context.setsockopt(zmq.RCVHWM, MOST_WAITING)
    return context


class KernelSession(Session):
    """A kernel, spoken to like any other process that runs a submission. Raises NoSandbox."""

    def __init__(self, unsafe: bool):
        # Short, for the path of a socket may have about a hundred characters, and not in /tmp, a link in the sandbox.
        self._folder = tempfile.TemporaryDirectory(prefix="kernel-", dir="/var/tmp")
        ours, theirs = socket.socketpair()
        super().__init__(Wire(ours))
        self._answering = ""
        try:
            with theirs, tempfile.TemporaryFile() as complaints:
                self._start(theirs, complaints, unsafe)
        except zmq.ZMQError as error:
            self.close()
            raise OSError(error.errno, str(error)) from None
        except BaseException:
            self.close()
            raise

    def _start(self, theirs: socket.socket, complaints: IO[bytes], unsafe: bool) -> None:
        folder, number = self._folder.name, str(theirs.fileno())
        connection_file = os.path.join(folder, "connection.json")
        arguments = [
            "-c",
            sandbox.program("kernel"),
            number,
            "open" if unsafe else "sandboxed",
            connection_file,
            folder,
        ]
        command = [sys.executable, *arguments] if unsafe else sandbox.command(arguments, writable=folder)
        self._manager = _Manager(
            kernel_spec_manager=_OneKernel(command=command), kernel_name="gradcalc", transport="ipc",
            ip=os.path.join(folder, "k"), connection_file=connection_file, context=_context(),
        )  # fmt: skip
        self._manager.start_kernel(
            pass_fds=[theirs.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env=sandbox.without(folder),
        )
        self._client = BlockingKernelClient(context=_context())
        told = self._manager.get_connection_info()
        kernel, front = (f"{place}-{told['shell_port']}" for place in (told["ip"], os.path.join(folder, "r")))
        self._relay = Relay(front, kernel, MOST_BYTES)
        self._client.load_connection_info({**told, "ip": os.path.join(folder, "r")})
        self._client.session.unpack = read_part
        # Nothing listens to what it prints and shows, however much that is.
        self._client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
        request = self._client.kernel_info()
        try:
            self._shell_reply(request, seconds_from_now(START_SECONDS))
        except (Closed, OutOfTime):
            raise sandbox.does_not_start("kernel", complaints) from None

    def run(self, source: str, deadline: float) -> Ended:
        """Run a cell, and say how it ended. Raises Closed or OutOfTime."""
        self._leave(deadline)
        request = self._client.execute(source, store_history=True, allow_stdin=False, stop_on_error=False)
        content = self._shell_reply(request, deadline)
        if content.get("status") != "error":
            return Ended()
        return read_raised(content.get("ename"), content.get("evalue"), content.get("traceback"))

    def names_used(self, sources: Sequence[str], deadline: float) -> Used:
        """The names that these cells look up. Raises Closed or OutOfTime."""
        self._enter()
        return super().names_used(sources, deadline)

    def withhold_all_but(self, allowed: Sequence[str], deadline: float) -> None:
        """Put all functions of gradcalc out of reach but these."""
        self._enter()
        super().withhold_all_but(allowed, deadline)

    def ask(self, case: Case, deadline: float) -> Reply:
        """The reply to one case. Raises Closed or OutOfTime."""
        self._enter()
        return super().ask(case, deadline)

    def close(self) -> None:
        """Kill the kernel and everything in its sandbox."""
        super().close()
        if hasattr(self, "_client"):
            self._client.stop_channels()
        if hasattr(self, "_manager"):
            self._manager.shutdown_kernel(now=True)
        if hasattr(self, "_relay"):
            self._relay.close()
        self._folder.cleanup()

    def _enter(self) -> None:
        if not self._answering:
            code = "__import__('gradcalc.grading.running.inside.kernel', fromlist=['']).answer_for_now()"
            self._answering = self._client.execute(code, silent=True, store_history=False, allow_stdin=False)

    def _leave(self, deadline: float) -> None:
        if self._answering:
            self._wire.send(LEAVE, b"", deadline)
            while self._wire.receive(deadline) != (REPLY, b""):
                pass  # what nobody had asked for
            request, self._answering = self._answering, ""
            self._shell_reply(request, deadline)

    def _shell_reply(self, request: str, deadline: float) -> dict:
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise OutOfTime
            try:
                message = self._client.get_shell_msg(timeout=min(left, 0.5))
            except queue.Empty:
                if self._relay.full or not self._manager.is_alive():
                    raise Closed from None
                continue
            except Exception:  # whatever a forged message makes of the one who reads it
                raise Closed from None
            parent, content = message["parent_header"], message["content"]
            if type(parent) is not dict or type(content) is not dict:
                raise Closed
            if parent.get("msg_id") == request:
                return content


class _Manager(KernelManager):
    """A kernel that is asked for nothing but on its line for cells, so that it can tell nothing on another."""

    def _connect_control_socket(self) -> None:
        """What a kernel could be asked to do is done to its process."""


class _OneKernel(KernelSpecManager):
    """The one kernel that is started here."""

    command: Sequence[str] = ()

    def __init__(self, command: Sequence[str], **options):
        super().__init__(**options)
        self.command = command

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How to start it, whatever its name."""
        return KernelSpec(
            argv=list(self.command), display_name="gradcalc", language="python", interrupt_mode="message"
        )
