"""Results of grading on disk: one JSON file a notebook, so that a class can be graded in several sittings."""

import json
import os
import pathlib
from collections.abc import Iterator
from urllib.parse import quote, unquote

from gradcalc.grading.running.results import NotebookResult


class Kept:
    """The results in a folder, `<folder>/<lesson>/<student>.json`; in a course the folder is called `results`.

    A file is there entirely or not at all, whenever the writer ends.
    """

    def __init__(self, folder: str | os.PathLike):
        self.folder = pathlib.Path(folder)

    def save(self, student: str, lesson: str, result: NotebookResult, digest: str) -> None:
        """Keep a result, in place of the one before. digest tells from what it was made."""
        path = self._path(student, lesson)
        text = json.dumps({"student": student, "digest": digest, "result": json.loads(result.to_json())})
        write(path, text)

    def load(self, student: str, lesson: str) -> tuple[NotebookResult, str] | None:
        """A result and its digest, or None where there is none that can be read."""
        try:
            kept = json.loads(self._path(student, lesson).read_text(encoding="utf-8"))
            return NotebookResult.from_json(json.dumps(kept["result"])), str(kept["digest"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def all(self, lesson: str | None = None) -> Iterator[tuple[str, str, NotebookResult]]:
        """Student, lesson and result of everything kept, in order; of one lesson, if it is given."""
        for path in sorted(self.folder.glob(f"{lesson or '*'}/*.json")):
            student = unquote(path.stem)
            found = self.load(student, path.parent.name)
            if found:
                yield student, path.parent.name, found[0]

    def _path(self, student: str, lesson: str) -> pathlib.Path:
        return self.folder / lesson / f"{quote(student, safe=' @+,')}.json"


def write(path: pathlib.Path, text: str) -> None:
    """Write a file entirely or not at all. What a writer that was killed leaves, the next one overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
