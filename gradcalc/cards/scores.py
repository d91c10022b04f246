"""Points kept from one session to the next: what the last check of each exercise gave."""

import math
import pathlib
from dataclasses import dataclass

from gradcalc.cards.kept import KeptFile, beside_the_notebook

NAME = "gradcalc_progress.json"


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


class ScoreFile(KeptFile[Score]):
    """Scores by exercise."""

    def __init__(self, path: pathlib.Path | None):
        super().__init__(path, "exercises", "points", Score)

    def record(self, exercise: str, points: float, out_of: float) -> None:
        """Keep what a check gave, in place of what the last one of the same exercise gave."""
        self.keep(exercise, Score(points, out_of))

    def scores(self) -> dict[str, Score]:
        """The scores of this session, of earlier ones and of other notebooks; writes what is unwritten."""
        return self.entries()


FILE = ScoreFile(beside_the_notebook(NAME))
record = FILE.record
