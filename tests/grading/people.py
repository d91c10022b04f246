"""Who runs a command: root, or somebody with no rights at all, with a folder of their own."""

import os
import pathlib
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.grading.handed_in import ROOT

NEEDED = (ROOT, pathlib.Path(sys.prefix), pathlib.Path(sys.base_prefix))


@dataclass(frozen=True)
class Person:
    """before are the words that make this person run a command; folder is theirs, and so is what they make there."""

    folder: pathlib.Path
    before: tuple[str, ...] = ()

    def run(self, folder: pathlib.Path, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command in a folder, with little in its environment."""
        path = os.pathsep.join([str(pathlib.Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"])
        settings = (f"PATH={path}", f"HOME={self.folder}", "LANG=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1")
        command = [*self.before, "env", "-i", "-C", folder, *settings, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True)

    def takes(self, folder: pathlib.Path) -> None:
        """What was put into their folder becomes theirs as well."""
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", str(self.folder.stat().st_uid), folder], check=True)


@contextmanager
def root() -> Iterator[Person]:
    """Root, by sudo where the tests are run by somebody else. Skips where that asks for a password."""
    with _folder() as folder:
        if os.geteuid() == 0:
            yield Person(folder)
            return
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
            pytest.skip("needs root, or sudo without a password")
        # Whatever root has made there can be looked at, and taken away.
        script = f'"$@"; code=$?; chown -R {os.geteuid()} {shlex.quote(str(folder))}; exit $code'
        yield Person(folder, ("sudo", "-n", "sh", "-c", script, "sh"))


@contextmanager
def somebody() -> Iterator[Person]:
    """Whoever runs the tests, but if that is root, a user who is made for this. Skips where none can be made.

    What the user needs of Python and of this repository may lie below a folder that is closed to others, such as
    /root: for the user alone, it is mounted into an empty folder in its place.
    """
    if os.geteuid() != 0:
        with _folder() as folder:
            yield Person(folder)
        return
    if not all(shutil.which(program) for program in ("useradd", "userdel", "setpriv", "unshare")):
        pytest.skip("needs useradd, setpriv and unshare, to make a user and to be one")
    name = f"gradcalc-{secrets.token_hex(4)}"
    with _folder() as folder:
        subprocess.run(["useradd", "--system", "--user-group", "--home-dir", folder, name], check=True)
        try:
            shutil.chown(folder, name, name)
            become = ("setpriv", "--reuid", name, "--regid", name, "--clear-groups")
            person = Person(folder, (*_opened(folder), *become))
            tried = person.run(folder, sys.executable, "-c", "import gradcalc, os; print(os.geteuid())")
            if tried.returncode:
                pytest.skip(f"another user cannot read what it needs: {tried.stderr.strip()[-300:]}")
            assert int(tried.stdout) == folder.stat().st_uid != 0
            yield person
        finally:
            # It refuses where a process of this user is left.
            subprocess.run(["userdel", name], check=True)


@contextmanager
def _folder() -> Iterator[pathlib.Path]:
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gradcalc-person-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _opened(folder: pathlib.Path) -> list[str]:
    """The words that run a command where what is needed can be reached, if it lies below folders that are closed."""
    closed, below = set(), []
    for path in (*NEEDED, folder):
        outermost = next((above for above in reversed(path.parents) if not above.stat().st_mode & 0o001), None)
        if outermost and not any(path.is_relative_to(other) for other in below):
            closed.add(outermost)
            below.append(path)
    if not closed:
        return []
    script = ["set -e", "mount -t tmpfs tmpfs /mnt"]
    for number, path in enumerate(below):
        script += [f"mkdir /mnt/{number}", f"mount --rbind {shlex.quote(str(path))} /mnt/{number}"]
    script += [f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(above))}" for above in closed]
    for number, path in enumerate(below):
        place = shlex.quote(str(path))
        script += [f"mkdir -p {place}", f"mount --move /mnt/{number} {place}"]
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join([*script, 'exec "$@"']), "sh"]
