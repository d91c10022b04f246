"""What a reader keeps from one session to the next, in small JSON files beside the notebook.

The files never leave their folder, and deleting one loses nothing but what is in it.
"""

import json
import os
import pathlib
from collections.abc import Callable
from typing import Generic, TypeVar

from filelock import FileLock

FOLDER_VARIABLE = "GRADCALC_PROGRESS"
FORMAT = {"made by": "gradcalc", "format": 1}
LOCK_SECONDS = 5

Entry = TypeVar("Entry")


class KeptFile(Generic[Entry]):
    """Entries by name, dataclasses, in a file that several notebooks may share. path None keeps them in memory.

    part is what the file calls them, what what a note calls them; read makes an entry of the fields in the file, and
    raises ValueError or TypeError for fields that make none. A file that cannot be used is no error: `note` says in
    words what happened. Entries that could not be written are kept here, and written with the next one.
    """

    def __init__(self, path: pathlib.Path | None, part: str, what: str, read: Callable[..., Entry]):
        self.path = path
        self._part, self._what, self._read = part, what, read
        self._unwritten: dict[str, Entry] = {}
        self._trouble = self._set_aside = ""

    def keep(self, name: str, entry: Entry) -> None:
        """Keep an entry, in place of the last one of the same name."""
        self._unwritten[name] = entry
        self.entries()

    def entries(self) -> dict[str, Entry]:
        """The entries of this session, of earlier ones and of other notebooks; writes what is unwritten."""
        if self.path is None:
            return dict(self._unwritten)
        try:
            if not self._unwritten and not self.path.exists():
                return {}
            self.path.parent.mkdir(parents=True, exist_ok=True)  # as newer releases of filelock do themselves
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS):
                entries = {**self._load(self.path), **self._unwritten}
                if self._unwritten:
                    self._save(self.path, entries)
        except OSError as error:  # a full disk, a folder without write permission, a lock that is never free
            kept = f"{self._what.capitalize()} are kept until the kernel stops."
            self._trouble = f"{self.path.name} cannot be used: {error}. {kept}"
            return dict(self._unwritten)
        self._unwritten.clear()
        self._trouble = ""
        return entries

    @property
    def note(self) -> str:
        """What went wrong with the file, in words; mostly empty."""
        return " ".join(filter(None, (self._set_aside, self._trouble)))

    def _load(self, path: pathlib.Path) -> dict[str, Entry]:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            data = json.loads(content)
            if {name: data[name] for name in FORMAT} != FORMAT:
                raise ValueError
            return {name: self._read(**fields) for name, fields in data[self._part].items()}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._put_aside(path)
            return {}

    def _put_aside(self, path: pathlib.Path) -> None:
        number, name = 1, path.name
        while (aside := path.with_name(f"{path.stem}_set_aside_{number}.json")).exists():
            number += 1
        path.replace(aside)
        self._set_aside = (
            f"{name} held something else than {self._what}. It is called {aside.name} now; a new one was begun."
        )

    def _save(self, path: pathlib.Path, entries: dict[str, Entry]) -> None:
        fields = {name: vars(entry) for name, entry in sorted(entries.items())}
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(json.dumps({**FORMAT, self._part: fields}, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)  # at once, so that nobody ever finds half a file


def beside_the_notebook(name: str) -> pathlib.Path | None:
    """Where a file of that name is kept: nowhere in a grader's run, which is nobody's progress."""
    if "NBGRADER_EXECUTION" in os.environ:
        return None
    return pathlib.Path(os.environ.get(FOLDER_VARIABLE) or pathlib.Path.cwd()) / name
