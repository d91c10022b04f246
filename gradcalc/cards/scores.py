"""Points and finished drills kept from one session to the next, in a small JSON file beside the notebook.

The file never leaves its folder, and deleting it loses nothing but what is in it.
"""

import json
import math
import os
import pathlib
from dataclasses import asdict, dataclass, field

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


@dataclass
class Kept:
    """All that is kept: the scores by exercise, and the lessons whose drill is done."""

    scores: dict[str, Score] = field(default_factory=dict)
    drills: set[str] = field(default_factory=set)


class ScoreFile:
    """Scores by exercise and drills that are done, in a file that several notebooks may share; path None: in memory.

    A file that cannot be used is no error: `note` says in words what happened. What could
    not be written is kept here, and written with the next.
    """

    def __init__(self, path: pathlib.Path | None):
        self.path = path
        self._unwritten = Kept()
        self._trouble = self._set_aside = ""

    def record(self, exercise: str, points: float, out_of: float) -> None:
        """Keep what a check gave, in place of what the last one of the same exercise gave."""
        self._unwritten.scores[exercise] = Score(points, out_of)
        self.kept()

    def finish(self, lesson: str) -> None:
        """Keep that the drill of a lesson is done."""
        self._unwritten.drills.add(lesson)
        self.kept()

    def scores(self) -> dict[str, Score]:
        """The scores of this session, of earlier ones and of other notebooks."""
        return self.kept().scores

    def kept(self) -> Kept:
        """What this session, earlier ones and other notebooks have to keep; writes what is unwritten."""
        fresh = self._unwritten
        if self.path is None:
            return Kept(dict(fresh.scores), set(fresh.drills))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)  # as newer releases of filelock do themselves
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=LOCK_SECONDS):
                found = self._load(self.path)
                kept = Kept({**found.scores, **fresh.scores}, found.drills | fresh.drills)
                if fresh != Kept():
                    self._save(self.path, kept)
        except OSError as error:  # a full disk, a folder without write permission, a lock that is never free
            self._trouble = f"{self.path.name} cannot be used: {error}. Points are kept until the kernel stops."
            return Kept(dict(fresh.scores), set(fresh.drills))
        self._unwritten = Kept()
        self._trouble = ""
        return kept

    @property
    def note(self) -> str:
        """What went wrong with the file, in words; mostly empty."""
        return " ".join(filter(None, (self._set_aside, self._trouble)))

    def _load(self, path: pathlib.Path) -> Kept:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return Kept()
        try:
            data = json.loads(content)
            if {name: data[name] for name in FORMAT} != FORMAT:
                raise ValueError
            drills = data.get("drills", [])
            if type(drills) is not list or not all(type(lesson) is str for lesson in drills):
                raise ValueError
            return Kept({exercise: Score(**entry) for exercise, entry in data["exercises"].items()}, set(drills))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._put_aside(path)
            return Kept()

    def _put_aside(self, path: pathlib.Path) -> None:
        number, name = 1, path.name
        while (aside := path.with_name(f"{path.stem}_set_aside_{number}.json")).exists():
            number += 1
        path.replace(aside)
        self._set_aside = (
            f"{name} held something else than points. It is called {aside.name} now; a new one was begun."
        )

    def _save(self, path: pathlib.Path, kept: Kept) -> None:
        scores = {exercise: asdict(score) for exercise, score in sorted(kept.scores.items())}
        drills = {"drills": sorted(kept.drills)} if kept.drills else {}
        data = {**FORMAT, "exercises": scores, **drills}
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)  # at once, so that nobody ever finds half a file


def _path() -> pathlib.Path | None:
    if "NBGRADER_EXECUTION" in os.environ:  # a grader's run is nobody's progress
        return None
    return pathlib.Path(os.environ.get(FOLDER_VARIABLE) or pathlib.Path.cwd()) / NAME


FILE = ScoreFile(_path())
record = FILE.record
