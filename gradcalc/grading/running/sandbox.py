"""The command that starts Python in a sandbox made by bubblewrap."""

import os
import pathlib
import shutil
import sys
from collections.abc import Sequence
from typing import IO

from gradcalc.grading.running.inside import seccomp
from gradcalc.grading.running.inside.visible import PACKAGE, VISIBLE
from gradcalc.grading.running.printable import one_line

_PREFIXES = tuple(dict.fromkeys((pathlib.Path(sys.base_prefix), pathlib.Path(sys.prefix))))

# Where a submission may write: a file system of its own in memory.
PRIVATE = "/private"

# Matplotlib finds its list of fonts here; making it anew takes seconds.
FONTS = f"{PRIVATE}/matplotlib"

# Where nbgrader has its exchange, unless settings say otherwise: the grader may read there what others handed in.
EXCHANGE = "/usr/local/share/nbgrader"

# One process is for one core: there are as many of them as the machine has.
_SETTINGS = {
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
ENVIRONMENT = _SETTINGS | {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": PRIVATE,
    "TMPDIR": PRIVATE,
    "IPYTHONDIR": f"{PRIVATE}/ipython",
    "MPLCONFIGDIR": FONTS,
    "PYTHONDONTWRITEBYTECODE": "1",
}

INSTALL = "sudo apt-get install bubblewrap"
ELSEWHERE = (
    "Grade in a Linux container or in WSL, or give --unsafe: then whatever is handed in runs with all your rights."
)


class NoSandbox(RuntimeError):
    """There is no sandbox to grade in; the message says what to do."""


def does_not_start(what: str, complaints: IO[bytes]) -> NoSandbox:
    """The error that says why the sandbox or the kernel in it is not there, from what it wrote."""
    complaints.seek(0)
    said = one_line(complaints.read(2000).decode("utf-8", "replace"), 2000)
    return NoSandbox(f"The {what} does not start: {said or 'no reason given'}. {ELSEWHERE}")


def without(folder: str) -> dict[str, str]:
    """The environment where there is no sandbox, with this folder for what is written."""
    return os.environ | _SETTINGS | {"TMPDIR": folder, "IPYTHONDIR": f"{folder}/ipython"}


def program(module: str) -> str:
    """Python text that calls main of a module in inside/ with a descriptor, and the rest of the command line."""
    return (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); "
        f"from gradcalc.grading.running.inside import {module}; "
        f"{module}.main(int(sys.argv[1]), sys.argv[2] == 'sandboxed', *sys.argv[3:])"
    )


def command(arguments: Sequence[str], writable: str | None = None) -> list[str]:
    """The command line for Python with these arguments in the sandbox. Raises NoSandbox.

    writable is a folder outside that may be written to, for a start.
    """
    bubblewrap = shutil.which("bwrap")
    if not sys.platform.startswith("linux"):
        raise NoSandbox(f"The sandbox needs Linux. {ELSEWHERE}")
    if not bubblewrap:
        raise NoSandbox(f"The sandbox needs bubblewrap: {INSTALL}. {ELSEWHERE}")
    if not seccomp.is_known():
        raise NoSandbox(f"The sandbox knows x86-64 and ARM64 only. {ELSEWHERE}")
    line = [bubblewrap, "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--hostname", "grading"]
    # What is left to the server, to set each submission apart; no student's code has it.
    line += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    line += ["--die-with-parent", "--new-session", "--clearenv"]
    for name, value in ENVIRONMENT.items():
        line += ["--setenv", name, value]
    line += [*_system(), *_python(), *_package(), *_without_exchange()]
    if writable:
        line += ["--bind", writable, writable]
    return [
        *line,
        "--remount-ro",
        "/dev",
        "--remount-ro",
        "/",
        "--chdir",
        PRIVATE,
        "--",
        sys.executable,
        "-I",
        *arguments,
    ]


def _system() -> list[str]:
    import matplotlib  # here: only a process that starts a sandbox needs it, and it takes a while to load

    line = ["--ro-bind", "/usr", "/usr", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--dev", "/dev"]
    for folder in ("/bin", "/lib", "/lib64", "/lib32"):
        if os.path.islink(folder):
            line += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            line += ["--ro-bind", folder, folder]
    line += ["--tmpfs", PRIVATE, "--dir", FONTS]
    for fonts in pathlib.Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        line += ["--ro-bind", str(fonts), f"{FONTS}/{fonts.name}"]
    if not any(pathlib.Path("/tmp") in path.parents for path in (*_PREFIXES, PACKAGE)):
        line += ["--symlink", PRIVATE, "/tmp"]
    return line


def _python() -> list[str]:
    return [part for prefix in _PREFIXES for part in ("--ro-bind", str(prefix), str(prefix))]


def _package() -> list[str]:
    line = ["--tmpfs", str(PACKAGE)]
    for name in VISIBLE:
        line += ["--ro-bind", str(PACKAGE / name), str(PACKAGE / name)]
    return [*line, "--remount-ro", str(PACKAGE)]


def _without_exchange() -> list[str]:
    """It is in a folder that the sandbox sees."""
    return ["--tmpfs", EXCHANGE, "--remount-ro", EXCHANGE] if os.path.isdir(EXCHANGE) else []
