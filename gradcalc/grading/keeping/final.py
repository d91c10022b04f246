"""Whether the points of somebody in a lesson are final, so that they may go to a platform, and if not, why."""

import pathlib
from collections.abc import Mapping

from gradcalc.grading.keeping.by_hand import NOTHING
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.left_out import NOTHING_THERE, Row, rows_in
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.keeping.upload import people_of
from gradcalc.lessons.exercises import EXERCISES

ANEW = "run gradcalc grade again."


class OfLesson:
    """What a course folder knows of everybody in one lesson. Raises click.ClickException for a damaged roster."""

    def __init__(self, root: pathlib.Path, lesson: str):
        results = root / "results"
        self.lesson, self.people, self._kept = lesson, people_of(root), Kept(results)
        rows = [row for row in rows_in(results) if not row.elsewhere]
        here = sorted((row for row in rows if row.lesson in ("", lesson)), key=lambda row: row.waits)
        self._left_out: Mapping[str, Row] = {row.student: row for row in here if row.student}
        self._named = {row.student for row in rows}

    def why_nothing(self, student: str) -> str:
        """Why there are no points of a student; "" of somebody of whom nothing is known at all."""
        if self._kept.has(student, self.lesson):
            return f"was graded, and cannot be shown: {ANEW}"
        if student in self._left_out:
            row = self._left_out[student]
            return f"{'waits' if row.waits else 'not graded'}: {row.why}"
        known = student in self.people.roster.people or student in self._named or self.people.entered(student)
        return NOTHING_THERE if known else ""

    def why_older(self, student: str) -> str:
        """What was handed in later than the points of a student, and waits; "" for nothing."""
        row = self._left_out.get(student)
        return f"what was handed in later waits: {row.why}" if row and row.waits else ""


def why_not_final(standing: Standing, out_of: int) -> str:
    """Why points may still change, in a lesson of so many; "" where they are final."""
    if not standing.by_hand:
        return f"is not in the gradebook: {ANEW}"
    for one in standing.result.exercises:
        given = standing.by_hand.get(one.exercise, NOTHING)
        if given.waits or (EXERCISES[one.exercise].by_hand and one.reason and given.points is None):
            return "waits for a person to look at an answer, in Formgrader."
    if standing.out_of != out_of:
        return f"was graded by another version of gradcalc: {ANEW}"
    return ""
