"""The server in the sandbox: it has loaded what every notebook needs, and forks once for each submission.

It is told by one byte to start a submission, whose socket comes with it, or to end the one that runs.
"""

import contextlib
import os
import signal
import socket
import traceback

from gradcalc.grading.running.inside.answering import answer, settle
from gradcalc.grading.running.inside.loading import load_everything
from gradcalc.grading.running.inside.shell import Shell
from gradcalc.grading.running.inside.visible import PACKAGE
from gradcalc.grading.running.inside.wire import DONE, START, Closed, Wire
from gradcalc.questions.withholding import Withholding


def main(descriptor: int, sandboxed: bool) -> None:
    """Serve submissions until the grader is gone."""
    control = socket.socket(fileno=descriptor)
    load_everything()
    withholding = Withholding()
    shell = Shell.instance()
    shell.run("None")  # the first cell takes longer than others
    if sandboxed:
        from gradcalc.grading.running.inside import confinement  # not where there is no sandbox: it needs Linux

        confinement.close_devices()
    withholding.freeze()
    running: tuple[int, int] | None = None
    control.send(DONE)
    while True:
        message, descriptors, *_ = socket.recv_fds(control, 1, 1)
        _end(running, sandboxed)
        running = None
        if not message:
            return
        if message == START:
            running = _started(descriptors[0], control, shell, withholding, sandboxed)
            os.close(descriptors[0])
        control.send(DONE)


def _started(
    descriptor: int, control: socket.socket, shell: Shell, withholding: Withholding, sandboxed: bool
) -> tuple[int, int]:
    """Start a submission; gives the process that waits for it, and the one that runs it."""
    told, tell = os.pipe()
    waiting = os.fork()
    if waiting:
        os.close(tell)
        number = int.from_bytes(os.read(told, 8), "little")
        os.close(told)
        if not number:
            raise OSError("a submission could not be set apart")
        return waiting, number
    try:
        if sandboxed:
            from gradcalc.grading.running.inside import confinement

            confinement.separate_children()
        os.setsid()
        running = os.fork()
        if running:
            os.write(tell, running.to_bytes(8, "little"))
            os.close(tell)
            os.close(descriptor)
            control.close()
            os.waitpid(running, 0)
            os._exit(0)
        os.dup2(descriptor, 3, inheritable=False)
        os.closerange(4, 1024)
        if sandboxed:
            confinement.make_room()
            confinement.hide(str(PACKAGE))
            confinement.give_up_powers()
        settle()
        answer(Wire(socket.socket(fileno=3)), shell.user_ns, withholding, shell.run)
    except Closed:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _end(running: tuple[int, int] | None, sandboxed: bool) -> None:
    """Kill a submission, and its processes with it: all of them in the sandbox, else those of its group."""
    if running is None:
        return
    waiting, number = running
    if os.waitpid(waiting, os.WNOHANG) == (0, 0):
        with contextlib.suppress(ProcessLookupError):
            if sandboxed:
                os.kill(number, signal.SIGKILL)
            else:
                os.killpg(waiting, signal.SIGKILL)
        os.waitpid(waiting, 0)
