"""The server in the sandbox: it has loaded what every notebook needs, and forks once for each submission.

It is told by one byte to start a submission, whose socket comes with it, or to end the one that runs.
"""

import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys

from gradcalc.grading.inside import seccomp
from gradcalc.grading.inside.answering import quiet, serve
from gradcalc.grading.inside.wire import Closed, Wire
from gradcalc.grading.inside.withheld import silence_cards

START, END, DONE = b"s", b"e", b"d"

MEMORY, FILE, FILES, SECONDS = 2 << 30, 32 << 20, 64, 300
# Where a submission may write: a file system of its own.
PRIVATE, ROOM = "/private", b"size=64m,mode=700"

_NEW_PROCESSES, _NEW_MOUNTS = 0x20000000, 0x00020000
_NOSUID, _NODEV, _NOEXEC = 2, 4, 8
_PR_CAPBSET_DROP, _PR_SET_DUMPABLE = 24, 4


def main(descriptor: int, sandboxed: bool) -> None:
    """Serve submissions until the grader is gone."""
    control = socket.socket(fileno=descriptor)
    shell = _loaded()
    running: tuple[int, int] | None = None
    control.send(DONE)
    while True:
        message, descriptors, *_ = socket.recv_fds(control, 1, 1)
        running = _ended(running, sandboxed)
        if not message:
            return
        if message == START:
            running = _started(descriptors[0], control, shell, sandboxed)
            os.close(descriptors[0])
        control.send(DONE)


def _loaded():
    import matplotlib.pyplot  # noqa: F401
    import numpy.linalg  # noqa: F401

    import gradcalc.live.explore  # noqa: F401
    from gradcalc.grading.inside.shell import Shell

    silence_cards()
    return Shell.instance()


def _started(descriptor: int, control: socket.socket, shell, sandboxed: bool) -> tuple[int, int]:
    """Start a submission; gives the process that waits for it, and the one that runs it."""
    told, tell = os.pipe()
    waiting = os.fork()
    if waiting:
        os.close(tell)
        number = os.read(told, 8)
        os.close(told)
        return waiting, int.from_bytes(number, "little")
    try:
        if sandboxed:
            _call("unshare", _NEW_PROCESSES | _NEW_MOUNTS)
        os.setsid()
        running = os.fork()
        if running:
            os.write(tell, running.to_bytes(8, "little"))
            os.close(tell)
            os.close(descriptor)
            control.close()
            os.waitpid(running, 0)
            os._exit(0)
        _run(descriptor, shell, sandboxed)
    except Closed:
        pass
    finally:
        os._exit(1)


def _run(descriptor: int, shell, sandboxed: bool) -> None:
    quiet()
    os.dup2(descriptor, 3, inheritable=False)
    os.closerange(4, 1024)
    if sandboxed:
        _call("mount", b"tmpfs", PRIVATE.encode(), b"tmpfs", _NOSUID | _NODEV | _NOEXEC, ROOM)
        os.mkdir(os.environ["HOME"])
        os.chdir(os.environ["HOME"])
        _give_up_powers()
    wire = Wire(socket.socket(fileno=3))
    serve(wire, shell.user_ns, shell.run)


def _ended(running: tuple[int, int] | None, sandboxed: bool) -> None:
    if running is None:
        return
    waiting, number = running
    if os.waitpid(waiting, os.WNOHANG) == (0, 0):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        os.waitpid(waiting, 0)


def _give_up_powers() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    for capability in range(64):
        _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _call("capset", (ctypes.c_uint32 * 2)(0x20080522, 0), nothing)
    seccomp.install()


_LIBC = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments) -> None:
    if getattr(_LIBC, name)(*arguments):
        raise OSError(ctypes.get_errno(), f"{name} failed")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "sandboxed")
