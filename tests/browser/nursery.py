"""Kernels that start in a moment: forked from a process that has imported their libraries already.

JupyterLab starts a door (door.py) as its kernel, which has a kernel forked here; either ends with the
other. gradcalc itself is not imported here: every kernel does that anew, as a reader's does.
"""

import contextlib
import importlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator

LIBRARIES = (
    "PIL.GifImagePlugin", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "anywidget", "contourpy", "filelock",
    "ipykernel.ipkernel", "ipykernel.kernelapp", "ipywidgets", "matplotlib.backends.backend_agg",
    "matplotlib.patheffects", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "numpy",
)  # fmt: skip


@contextlib.contextmanager
def kernels_from_a_nursery() -> Iterator[dict[str, str]]:
    """A nursery; gives the environment with which JupyterLab starts its kernels there.

    Elsewhere than on Linux a process that has loaded NumPy had better not fork, and kernels start as ever.
    """
    if sys.platform != "linux":
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="gradcalc-") as folder, socket.socket(socket.AF_UNIX) as listener:
        place = f"{folder}/nursery"
        listener.bind(place)
        listener.listen()
        _offer(pathlib.Path(folder, "kernels", "python3"), place)
        command = [sys.executable, __file__, str(listener.fileno())]
        process = subprocess.Popen(command, pass_fds=[listener.fileno()])
        try:
            yield {"JUPYTER_PATH": folder}
        finally:
            process.kill()
            process.wait()


def _offer(spec: pathlib.Path, place: str) -> None:
    """Write down how JupyterLab starts a kernel, under the name that hides the usual one."""
    from ipykernel.kernelspec import get_kernel_dict

    door = [sys.executable, "-I", "-S", str(pathlib.Path(__file__).with_name("door.py")), place, "{connection_file}"]
    spec.mkdir(parents=True)
    # A signal would reach the door, a message reaches the kernel.
    kernel = {**get_kernel_dict(), "argv": door, "interrupt_mode": "message"}
    (spec / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")


def _serve(listener: socket.socket) -> None:
    """Fork for everyone who knocks. Only a child comes back: as the kernel that it is to be."""
    for name in LIBRARIES:
        importlib.import_module(name)
    _draw_a_formula()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a kernel ended
    while True:
        knock, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _become_a_kernel(knock)
            return
        knock.close()


def _draw_a_formula() -> None:
    """What Matplotlib loads with its first picture: fonts, and the grammar of formulas."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().set_title("$f(x, y)$")
    FigureCanvasAgg(figure).draw()


def _become_a_kernel(knock: socket.socket) -> None:
    _, streams, *_ = socket.recv_fds(knock, 1, 3)
    with knock.makefile(encoding="utf-8") as lines:
        asked = json.loads(lines.readline())
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for stream, number in zip(streams, (0, 1, 2), strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"], JPY_PARENT_PID=str(os.getppid()))
    sys.path.pop(0)  # the folder of this file
    sys.argv = ["ipykernel_launcher.py", "-f", asked["connection_file"]]
    threading.Thread(target=_end_with, args=(knock,), daemon=True).start()


def _end_with(knock: socket.socket) -> None:
    """End with the door: it has been killed, because the kernel did not end when it was asked to."""
    knock.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
