"""The card that shows the points of each exercise and of each lesson, and which drills and drawings are done."""

import html
import itertools
from dataclasses import dataclass

from gradcalc.cards import finished
from gradcalc.cards.scores import FILE, Score
from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.lessons.drills import DRILLS
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.model import Exercise

PRACTISED: dict[finished.Called, dict[str, Drill]] = {"Drill": DRILLS, "Drawing": DRAWINGS}

_STYLE = """<style>
.gradcalc-progress { box-sizing: border-box; max-width: 640px; padding: 8px 14px 12px; font-size: 14px;
  border: 1px solid var(--jp-border-color2, #d1d5db); border-left: 4px solid var(--jp-ui-font-color2, #4b5563); }
.gradcalc-progress table { table-layout: auto; border-collapse: collapse; width: 100%; margin: 0; }
.gradcalc-progress caption { text-align: left; font-weight: 600; padding: 0 0 4px; color: inherit; }
.gradcalc-progress th, .gradcalc-progress td { padding: 4px 8px 4px 0; font-weight: normal; background: none;
  text-align: left !important; border-bottom: 1px solid var(--jp-border-color2, #d1d5db); }
.gradcalc-progress td { white-space: nowrap; width: 1%; }
.gradcalc-progress p { margin: 8px 0 0; }
.gradcalc-progress meter { width: 90px; vertical-align: middle; }
@media (max-width: 600px) {
.gradcalc-progress td { white-space: normal; width: auto; }
.gradcalc-progress meter { width: 40px; }
}
</style>"""


@dataclass(frozen=True)
class Row:
    """An exercise or a drill: what its last check gave, or whether it is done, and the share of it that is done."""

    title: str
    result: str
    share: float


@dataclass(frozen=True)
class Lesson:
    """One lesson: the sum of its points, in words, and its exercises."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Progress:
    """Points by lesson: a table in a notebook, plain lines elsewhere."""

    lessons: tuple[Lesson, ...]
    note: str = ""

    def __repr__(self) -> str:
        width = max((len(row.title) for lesson in self.lessons for row in lesson.rows), default=0)
        lines = []
        for lesson in self.lessons:
            lines += [lesson.heading, *(f"  {row.title:<{width}}  {row.result}" for row in lesson.rows)]
        return "\n".join([*lines, *filter(None, [self.note])])

    def _repr_html_(self) -> str:
        tables = []
        for lesson in self.lessons:
            rows = "".join(
                f'<tr><th scope="row">{html.escape(row.title)}</th><td>{html.escape(row.result)}</td>'
                f'<td><meter aria-hidden="true" value="{row.share:.3f}"></meter></td></tr>'
                for row in lesson.rows
            )
            tables.append(f"<table><caption>{html.escape(lesson.heading)}</caption>{rows}</table>")
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f'{_STYLE}<div class="gradcalc-progress">{"".join(tables)}{note}</div>'


def progress(lesson: str | None = None) -> Progress:
    """The points of each exercise and each lesson, or of one lesson only, as the last checks gave them.

    A drill or a drawing gives no points: of it you read whether it is done. All this survives a restart of the
    kernel: small files beside the notebook, gradcalc_progress.json and gradcalc_progress_drills.json, keep it. They
    are sent nowhere, and deleting them loses nothing else.

    Raises ValueError for a lesson without exercises.

    >>> print(progress("03"))  # doctest: +ELLIPSIS
    Lesson 03: ... of ... points...
    """
    exercises = [exercise for exercise in EXERCISES.values() if exercise.points or exercise.by_hand]
    numbers = sorted({exercise.lesson for exercise in exercises})
    if lesson is not None and lesson not in numbers:
        raise ValueError(f"lesson must be one of {', '.join(map(repr, numbers))}, got {lesson!r}.")
    scores, done = FILE.scores(), finished.FILE.entries()
    groups = itertools.groupby(exercises, key=lambda exercise: exercise.lesson)
    lessons = tuple(
        _lesson(number, list(group), scores, set(done)) for number, group in groups if lesson in (None, number)
    )
    return Progress(lessons, " ".join(filter(None, (FILE.note, finished.FILE.note))))


def _lesson(number: str, exercises: list[Exercise], scores: dict[str, Score], done: set[str]) -> Lesson:
    reached = 0.0
    rows = []
    for exercise in exercises:
        score = scores.get(exercise.id)
        if score is None or score.out_of != exercise.points:  # never checked, or before the exercise was changed
            result, share = "not checked yet", 0.0
        else:
            reached += score.points
            result, share = f"{score.points:g} of {score.out_of:g}", score.points / (score.out_of or 1)
        by_hand = f", {exercise.by_hand} more by hand" if exercise.by_hand else ""
        rows.append(Row(exercise.title, result + by_hand, share))
    for called, drills in PRACTISED.items():
        if number in drills:
            is_done = finished.name_of(called, number) in done
            result = "done" if is_done else "not done yet"
            rows.append(Row(f"{called}: {drills[number].title}", result, float(is_done)))
    all_by_hand = sum(exercise.by_hand for exercise in exercises)
    heading = f"Lesson {number}: {reached:g} of {sum(exercise.points for exercise in exercises)} points"
    return Lesson(heading + (f", and {all_by_hand} more by hand" if all_by_hand else ""), tuple(rows))
