"""The command that starts Python in a sandbox made by bubblewrap."""

import os
import pathlib
import shutil
import sys
from collections.abc import Sequence

import matplotlib

import gradcalc
from gradcalc.grading.inside import seccomp
from gradcalc.grading.inside.serve import PRIVATE

PACKAGE = pathlib.Path(gradcalc.__file__).parent

# Of these folders the sandbox sees nothing but the files named here.
HIDDEN = {
    "exercises": ("calling.py", "replies.py", "time_limit.py"),
    "grading": ("__init__.py", "inside"),
    "predictions": (),
}

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": f"{PRIVATE}/home",
    "TMPDIR": PRIVATE,
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/fonts",
    "IPYTHONDIR": f"{PRIVATE}/.ipython",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}

ELSEWHERE = (
    "Grade in a Linux container or in WSL, or give --unsafe: then whatever is handed in runs with all your rights."
)


class NoSandbox(RuntimeError):
    """There is no sandbox to grade in; the message says what to do."""


def start() -> str:
    """Python that serves submissions, as a text for -c; the arguments are those of inside/serve.py."""
    return (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from gradcalc.grading.inside.serve import main; "
        "main(int(sys.argv[1]), sys.argv[2] == 'sandboxed')"
    )


def command(python: Sequence[str]) -> list[str]:
    """The command line for Python with these arguments in the sandbox. Raises NoSandbox."""
    if not sys.platform.startswith("linux"):
        raise NoSandbox(f"The sandbox needs Linux. {ELSEWHERE}")
    bubblewrap = shutil.which("bwrap")
    if not bubblewrap:
        raise NoSandbox(
            "The sandbox needs bubblewrap: sudo apt-get install bubblewrap (or dnf, pacman, zypper). " + ELSEWHERE
        )
    if not seccomp.is_known():
        raise NoSandbox(f"The sandbox knows x86-64 and ARM64 only. {ELSEWHERE}")
    line = [bubblewrap, "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--hostname", "grading"]
    line += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP", "--die-with-parent", "--new-session"]
    line += ["--clearenv"]
    for name, value in ENVIRONMENT.items():
        line += ["--setenv", name, value]
    line += ["--ro-bind", "/usr", "/usr"]
    for folder in ("bin", "lib", "lib64", "lib32"):
        if os.path.islink(f"/{folder}"):
            line += ["--symlink", os.readlink(f"/{folder}"), f"/{folder}"]
        elif os.path.isdir(f"/{folder}"):
            line += ["--ro-bind", f"/{folder}", f"/{folder}"]
    line += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--dev", "/dev", "--tmpfs", PRIVATE]
    prefixes = dict.fromkeys((sys.base_prefix, sys.prefix))
    for prefix in prefixes:
        line += ["--ro-bind", prefix, prefix]
    line += ["--ro-bind", str(PACKAGE), str(PACKAGE)]
    for folder, shown in HIDDEN.items():
        place = PACKAGE / folder
        line += ["--tmpfs", str(place)]
        for name in shown:
            line += ["--ro-bind", str(place / name), str(place / name)]
        line += ["--remount-ro", str(place)]
    line += ["--ro-bind", matplotlib.get_cachedir(), "/fonts"]
    if not any(pathlib.Path("/tmp") in pathlib.Path(path).parents for path in (*prefixes, PACKAGE)):
        line += ["--symlink", PRIVATE, "/tmp"]
    line += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", PRIVATE, "--"]
    return [*line, sys.executable, "-I", *python]
