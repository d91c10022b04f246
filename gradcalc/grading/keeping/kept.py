"""Results of grading on disk: one JSON file a notebook, so that a class can be graded in several sittings."""

import datetime
import hashlib
import json
import os
import pathlib
from collections.abc import Iterator
from urllib.parse import quote

from gradcalc.grading.running.printable import printable
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons.notebooks import names

# What is left of the 255 bytes that the name of a file may have.
LONGEST_NAME = 255 - len(".json.new")


class Kept:
    """The results in a folder, `<folder>/<lesson>/<student>.json`; in a course the folder is called `results`.

    A file is there entirely or not at all, whenever the writer ends. Whose it is stands in it, and not in its name.
    """

    def __init__(self, folder: str | os.PathLike):
        self.folder = pathlib.Path(folder)

    def save(
        self, student: str, lesson: str, result: NotebookResult, digest: str,
        handed_in: datetime.datetime | None = None,
    ) -> None:  # fmt: skip
        """Keep a result, in place of the one before. digest tells from what it was made. Raises OSError.

        handed_in is when that was handed in, with a time zone, if anything tells. If nothing does, what was known of
        the same notebook stays.
        """
        kept = {"student": student, "digest": digest, "result": json.loads(result.to_json())}
        if time := handed_in or self._before(student, lesson, digest):
            kept["handed_in"] = time.isoformat()
        write(self._path(student, lesson), json.dumps(kept))

    def load(self, student: str, lesson: str) -> tuple[NotebookResult, str] | None:
        """A result and its digest, or None where there is none, or one that holds something else.

        Raises OSError where there is a file that cannot be read.
        """
        try:
            of, result, digest = _read(self._path(student, lesson))
        except (FileNotFoundError, ValueError):
            return None
        return (result, digest) if of == student else None

    def handed_in(self, student: str, lesson: str) -> datetime.datetime | None:
        """When what was graded was handed in, with a time zone, or None where nothing tells."""
        return self._before(student, lesson)

    def _before(self, student: str, lesson: str, digest: str = "") -> datetime.datetime | None:
        """The time that was kept; only if it is that of the same notebook, where a digest is given."""
        try:
            kept = json.loads(self._path(student, lesson).read_text(encoding="utf-8"))
            time = datetime.datetime.fromisoformat(kept["handed_in"])
            if kept["student"] != student or (digest and not same_notebook(kept["digest"], digest)):
                return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return time if time.tzinfo else None

    def has(self, student: str, lesson: str | None = None) -> bool:
        """Whether anything of a student is kept, or something of one lesson, if it is given."""
        return any(self._path(student, one).exists() for one in (names() if lesson is None else (lesson,)))

    def all(self, lesson: str | None = None, complaints: list[str] | None = None) -> Iterator[
        tuple[str, str, NotebookResult]
    ]:  # fmt: skip
        """Student, lesson and result of everything kept, in order; of one lesson, if it is given.

        A sentence for each file that cannot be read is added to complaints.
        """
        for path in sorted(self.folder.glob(f"{lesson or '*'}/*.json")):
            try:
                student, result, _ = _read(path)
            except (OSError, ValueError) as error:
                if complaints is not None:
                    complaints.append(f"The result in {printable(f'{path.parent.name}/{path.name}')} cannot be read: "
                                      f"{error}. gradcalc grade makes it anew.")  # fmt: skip
            else:
                yield student, path.parent.name, result

    def _path(self, student: str, lesson: str) -> pathlib.Path:
        # What cannot be written in UTF-8 cannot be handed in, but a name is a name.
        name = quote(student.encode("utf-8", "surrogatepass"), safe=" @+,")
        if len(name) > LONGEST_NAME:  # no other name has this sign, for it would be quoted
            name = f"{name[:100]}#{hashlib.sha256(name.encode()).hexdigest()}"
        return self.folder / lesson / f"{name}.json"


def same_notebook(one: str, other: str) -> bool:
    """Whether two digests are those of one notebook, graded with one seed: that is their first part."""
    return one.partition("-")[0] == other.partition("-")[0]


def _read(path: pathlib.Path) -> tuple[str, NotebookResult, str]:
    """Student, result and digest in a file. Raises OSError, or ValueError with words that say what is wrong."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        student, digest = kept["student"], kept["digest"]
        result = NotebookResult.from_json(json.dumps(kept["result"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("it is damaged, or another version of gradcalc wrote it") from None
    if type(student) is not str or type(digest) is not str or result.lesson != path.parent.name:
        raise ValueError("it is damaged")
    return student, result, digest


def write(path: pathlib.Path, text: str) -> None:
    """Write a file entirely or not at all. What a writer that was killed leaves, the next one overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    with open(unfinished, "w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
