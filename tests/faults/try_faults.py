"""Puts one fault after another into a copy of the tree, and says whether the suite catches it.

    .venv/bin/python tests/faults/try_faults.py [words of a name ...] [--tree FOLDER --before]

faults.toml holds the faults: a line of a file, what stands there instead, and the cheapest tests that fail then.
First the tests are run on the copy as it is, where they have to pass. --tree takes another checkout, and --before the
files and tests by the names that they had before gradcalc was put in order; run it with the Python of that checkout.
Not a part of `make test`: a test that could not fail is found here, by hand, after tests were moved or merged.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass

HERE = pathlib.Path(__file__).parent
SECONDS = 1200  # for the tests of one fault; one that hangs them is caught as well
LEFT_OUT = (".git", ".venv", "node_modules", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")


@dataclass(frozen=True)
class Fault:
    """A line of a file, without its indentation, and what stands there instead; tests are arguments of pytest."""

    name: str
    room: str
    file: str
    line: str
    fault: str
    tests: tuple[str, ...]

    def put_into(self, tree: pathlib.Path) -> None:
        """Change the one line that the file has of this kind. Raises ValueError where there is not one."""
        path = tree / self.file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        found = [number for number, line in enumerate(lines) if line.strip() == self.line]
        if len(found) != 1:
            raise ValueError(f"{self.name}: {self.file} has {len(found)} lines {self.line!r}")
        lines[found[0]] = lines[found[0]].replace(self.line, self.fault)
        path.write_text("".join(lines), encoding="utf-8")


def read_faults(before: bool = False) -> list[Fault]:
    """The faults in faults.toml, by the names of today or of before."""
    told = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))["fault"]
    faults = []
    for entry in told:
        earlier = entry.pop("before", {})
        entry |= earlier if before else {}
        faults.append(Fault(**entry | {"tests": tuple(entry["tests"])}))
    return faults


def copied(tree: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A copy of a tree, which shares what is installed."""
    copy = folder / "tree"
    shutil.copytree(tree, copy, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in (".venv", "node_modules"):
        if (tree / name).exists():
            (copy / name).symlink_to(tree / name)
    return copy


def first_to_fail(tests: tuple[str, ...], tree: pathlib.Path) -> str:
    """The first of the tests that fails, or nothing. Raises RuntimeError where they could not be run."""
    # First on the path, also for kernels and processes that are started elsewhere. The examples of Hypothesis are the
    # same each time. Compiled files would be taken for those of a line changed within the same second.
    told = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        ended = subprocess.run(command, cwd=tree, env=os.environ | told, stdin=subprocess.DEVNULL,
                               capture_output=True, text=True, timeout=SECONDS)  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"nothing came to an end in {SECONDS} seconds"
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}\n{ended.stdout[-3000:]}{ended.stderr[-3000:]}")
    named = re.search(r"^(?:FAILED|ERROR) (.+)", ended.stdout, re.MULTILINE)
    return (named[1] if named else "one without a name") if ended.returncode else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only faults whose room or name contains one of these")
    parser.add_argument("--tree", type=pathlib.Path, default=HERE.parents[1])
    parser.add_argument("--before", action="store_true", help="the names of files and tests from before")
    arguments = parser.parse_args()
    asked = arguments.words or [""]
    faults = [fault for fault in read_faults(arguments.before)
              if any(word in f"{fault.room}: {fault.name}" for word in asked)]  # fmt: skip
    missed = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        tree = copied(arguments.tree.resolve(), pathlib.Path(folder))
        for fault in faults:
            path, started = tree / fault.file, time.monotonic()
            sound = path.read_bytes()
            if fails := first_to_fail(fault.tests, tree):
                said = f"FAILS ANYHOW   by {fails}"
            else:
                fault.put_into(tree)
                fails = first_to_fail(fault.tests, tree)
                said = f"caught         by {fails}" if fails else "NOT CAUGHT"
                path.write_bytes(sound)
            missed += not said.startswith("caught")
            print(f"{fault.room}: {fault.name}\n    {time.monotonic() - started:4.0f} s  {said}", flush=True)
    print(f"{len(faults) - missed} of {len(faults)} caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
