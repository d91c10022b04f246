"""A Jupyter kernel in the sandbox, which also answers the grader."""

import socket

from ipykernel.kernelapp import IPKernelApp

from gradcalc.grading.running.inside import confinement
from gradcalc.grading.running.inside.answering import answer, settle
from gradcalc.grading.running.inside.loading import load_everything
from gradcalc.grading.running.inside.shell import end_the_cell
from gradcalc.grading.running.inside.visible import PACKAGE
from gradcalc.grading.running.inside.wire import Wire

_wire: list[Wire] = []


def main(descriptor: int, sandboxed: bool, connection_file: str, folder: str) -> None:
    """Run a kernel whose sockets are in this folder, until it is killed."""
    _wire.append(Wire(socket.socket(fileno=descriptor)))
    load_everything()
    app = IPKernelApp.instance()
    app.initialize(["-f", connection_file, "--HistoryManager.enabled=False", "--no-stdout", "--no-stderr"])
    if sandboxed:
        confinement.make_room()
        confinement.hide(str(PACKAGE))
        confinement.close(folder)
        confinement.close_devices()
        confinement.give_up_powers()
    assert app.shell
    app.shell.ask_exit = end_the_cell
    app.shell.unobserve_all("exit_now")  # a kernel that ends after its reply would seem to end in the next cell
    settle()
    app.start()


def answer_for_now() -> None:
    """Answer the grader's questions until it wants the kernel back."""
    shell = IPKernelApp.instance().shell
    assert shell
    answer(_wire[0], shell.user_ns)
