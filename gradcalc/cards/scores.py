"""Points kept from one session to the next, in a small JSON file beside the notebook.

The file never leaves its folder, and deleting it loses nothing but the points in it.
"""

import json
import math
import os
import pathlib
from dataclasses import asdict, dataclass

from filelock import FileLock

NAME = "gradcalc_progress.json"
FOLDER_VARIABLE = "GRADCALC_PROGRESS"
FORMAT = {"made by": "gradcalc", "format": 1}
LOCK_SECONDS = 5


@dataclass(frozen=True)
class Score:
    """What the last check of an exercise gave.

    >>> Score(3, 2)
    Traceback (most recent call last):
    ValueError: points must lie from 0 to out_of, got 3 of 2.
    """

    points: float
    out_of: float

    def __post_init__(self):
        numbers = (self.points, self.out_of)
        if any(isinstance(n, bool) or not isinstance(n, int | float) or not math.isfinite(n) for n in numbers):
            raise ValueError(f"points and out_of must be finite numbers, got {self.points!r} and {self.out_of!r}.")
        if not 0 <= self.points <= self.out_of:
            raise ValueError(f"points must lie from 0 to out_of, got {self.points} of {self.out_of}.")


class ScoreFile:
    """Scores by exercise, in a file that several notebooks may share. path None keeps them in memory.

    A file that cannot be used is no error: `note` says in words what happened. Scores that could
    not be written are kept here, and written with the next one.
    """

    def __init__(self, path: pathlib.Path | None):
        self.path = path
        self._unwritten: dict[str, Score] = {}
        self._trouble = self._set_aside = ""

    def record(self, exercise: str, points: float, out_of: float) -> None:
        """Keep what a check gave, in place of what the last one of the same exercise gave."""
        self._unwritten[exercise] = Score(points, out_of)
        self.scores()

    def scores(self) -> dict[str, Score]:
        """The scores of this session, of earlier ones and of other notebooks; writes what is unwritten."""
        if self.path is None:
            return dict(self._unwritten)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)  # as newer releases of filelock do themselves
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS):
                scores = {**self._load(self.path), **self._unwritten}
                if self._unwritten:
                    self._save(self.path, scores)
        except OSError as error:  # a full disk, a folder without write permission, a lock that is never free
            self._trouble = f"{self.path.name} cannot be used: {error}. Points are kept until the kernel stops."
            return dict(self._unwritten)
        self._unwritten.clear()
        self._trouble = ""
        return scores

    @property
    def note(self) -> str:
        """What went wrong with the file, in words; mostly empty."""
        return " ".join(filter(None, (self._set_aside, self._trouble)))

    def _load(self, path: pathlib.Path) -> dict[str, Score]:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            data = json.loads(content)
            if {name: data[name] for name in FORMAT} != FORMAT:
                raise ValueError
            return {exercise: Score(**entry) for exercise, entry in data["exercises"].items()}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._put_aside(path)
            return {}

    def _put_aside(self, path: pathlib.Path) -> None:
        number, name = 1, path.name
        while (aside := path.with_name(f"{path.stem}_set_aside_{number}.json")).exists():
            number += 1
        path.replace(aside)
        self._set_aside = (
            f"{name} held something else than points. It is called {aside.name} now; a new one was begun."
        )

    def _save(self, path: pathlib.Path, scores: dict[str, Score]) -> None:
        data = {**FORMAT, "exercises": {exercise: asdict(score) for exercise, score in sorted(scores.items())}}
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)  # at once, so that nobody ever finds half a file


def _path() -> pathlib.Path | None:
    if "NBGRADER_EXECUTION" in os.environ:  # a grader's run is nobody's progress
        return None
    return pathlib.Path(os.environ.get(FOLDER_VARIABLE) or pathlib.Path.cwd()) / NAME


FILE = ScoreFile(_path())
record = FILE.record
