"""A Jupyter kernel in the sandbox, which also answers the grader."""

import socket
import sys
import types

from ipykernel.kernelapp import IPKernelApp

from gradcalc.grading.running.inside import confinement
from gradcalc.grading.running.inside.answering import answer, settle
from gradcalc.grading.running.inside.loading import load_everything
from gradcalc.grading.running.inside.shell import end_the_cell
from gradcalc.grading.running.inside.visible import PACKAGE
from gradcalc.grading.running.inside.wire import Wire
from gradcalc.questions.withholding import Withholding


def main(descriptor: int, sandboxed: bool, connection_file: str, folder: str) -> None:
    """Run a kernel whose sockets are in this folder, until it is killed."""
    load_everything()
    wire, withholding = Wire(socket.socket(fileno=descriptor)), Withholding()
    app = IPKernelApp.instance()
    app.initialize(["-f", connection_file, "--HistoryManager.enabled=False", "--no-stdout", "--no-stderr"])
    if sandboxed:
        confinement.make_room()
        confinement.hide(str(PACKAGE))
        confinement.close(folder)
        confinement.close_devices()
        confinement.give_up_powers()
    shell = app.shell
    assert shell
    shell.ask_exit = end_the_cell
    shell.unobserve_all("exit_now")  # a kernel that ends after its reply would seem to end in the next cell
    settle()
    # The one name that is left: the grader has the kernel call it.
    door = types.ModuleType(__name__)
    vars(door)["answer_for_now"] = lambda: answer(wire, shell.user_ns, withholding)
    sys.modules[__name__] = door
    app.start()
