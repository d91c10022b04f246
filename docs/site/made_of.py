"""What the site is made of, as one short text: while that is the same, the site made of it is, too."""

import hashlib
import pathlib
import sys
from collections.abc import Iterator
from importlib.metadata import distributions

ROOT = pathlib.Path(__file__).parents[2]
# gradcalc with the last four goes into the wheel that the lab carries, or decides what goes into it.
SOURCES = ("docs/site/**/*", "notebooks/*.ipynb", "notebooks/*.md", "gradcalc/**/*", "labextension/**/*",
           "jupyter_settings/**/*", "gradcalc_server.py",
           "pyproject.toml", "requirements.txt", "README.md", "LICENSE")  # fmt: skip


def digest(root: pathlib.Path = ROOT) -> str:
    """Stands for every file that the site is made of, and for the versions of everything that makes it."""
    content = hashlib.sha256()
    for file in sorted(files(root)):
        data = file.read_bytes()
        content.update(f"{file.relative_to(root).as_posix()} {len(data)}\n".encode())
        content.update(data)
    for line in [sys.version, *sorted(f"{found.name}=={found.version}" for found in distributions())]:
        content.update(f"{line}\n".encode())
    return content.hexdigest()


def files(root: pathlib.Path) -> Iterator[pathlib.Path]:
    """The files that the site is made of, without what programs leave beside them."""
    for source in SOURCES:
        for file in root.glob(source):
            names = file.relative_to(root).parts
            if file.is_file() and "__pycache__" not in names and not any(name.startswith(".") for name in names):
                yield file
