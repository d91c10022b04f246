"""What a class did in one lesson, from where everybody stands."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gradcalc.grading.keeping.standings import Standing, out_of, status
from gradcalc.grading.running.words import OWN_CELL

LONGEST_REASON = 500
NO_HINT = "No known mistake explains it."


@dataclass(frozen=True)
class ExerciseSummary:
    """One exercise in a class: mean points, and how many stand how. Extra points are not in the mean.

    unread and again are how many wait to be read, and for a second look.
    """

    exercise: str
    mean: float
    out_of: int
    statuses: Mapping[str, int]
    unread: int
    again: int


@dataclass(frozen=True)
class LessonSummary:
    """One lesson in a class. histogram counts students by whole points, from 0 to the most.

    All are as earned, without what is taken off for being late. Extra points are neither in it nor in mean and
    median: extra has the sum, and how many students have some.
    not_final is how many students wait for something to be read, or looked at again: so many are unread and again.
    """

    lesson: str
    students: int
    mean: float
    median: float
    out_of: int
    not_final: int
    unread: int
    again: int
    extra: tuple[float, int]
    histogram: tuple[int, ...]
    exercises: tuple[ExerciseSummary, ...]
    mistakes: tuple[tuple[str, str, int], ...]
    """Exercise, hint, and the number of students, the most common first."""
    troubles: tuple[tuple[str, str], ...]
    """Student and sentence, where a notebook or a cell was not as it was handed out."""
    reasons: tuple[tuple[str, str, str], ...] = ()
    """Student, sentence and words, where a reason was found that does not stand in its own cell, and waits."""


def summarise(standings: Sequence[Standing]) -> LessonSummary:
    """What a class did in one lesson. Raises ValueError without any standing, or with those of several lessons."""
    lessons = {standing.lesson for standing in standings}
    if len(lessons) != 1:
        raise ValueError(f"the standings must be those of one lesson, got {len(lessons)}.")
    totals = [standing.earned - standing.extra for standing in standings]
    most = max(standing.out_of for standing in standings)
    reached = Counter(min(most, max(0, int(total))) for total in totals)
    extra = [standing.extra for standing in standings if standing.extra]
    asked = dict.fromkeys(exercise.exercise for standing in standings for exercise in standing.result.exercises)
    return LessonSummary(
        lesson=lessons.pop(),
        students=len(standings),
        mean=statistics.fmean(totals),
        median=statistics.median(totals),
        out_of=most,
        not_final=sum(standing.waits > 0 for standing in standings),
        unread=sum(standing.unread for standing in standings),
        again=sum(standing.again for standing in standings),
        extra=(sum(extra), len(extra)),
        histogram=tuple(reached[points] for points in range(most + 1)),
        exercises=tuple(_exercise(exercise, standings) for exercise in asked),
        mistakes=tuple((*key, number) for key, number in _mistakes(standings).most_common()),
        troubles=tuple(_troubles(standings)),
        reasons=tuple(_reasons(standings)),
    )


def _exercise(exercise_id: str, standings: Sequence[Standing]) -> ExerciseSummary:
    found = [(standing, exercise) for standing in standings for exercise in standing.result.exercises
             if exercise.exercise == exercise_id]  # fmt: skip
    return ExerciseSummary(
        exercise_id,
        statistics.fmean(standing.total_of(exercise) - standing.extra_of(exercise) for standing, exercise in found),
        out_of(found[0][1]),
        Counter(status(exercise) for _, exercise in found),
        sum(standing.is_unread(exercise) for standing, exercise in found),
        sum(standing.is_to_be_looked_at_again(exercise) for standing, exercise in found),
    )


def _mistakes(standings: Sequence[Standing]) -> Counter[tuple[str, str]]:
    """How many students made each mistake; one who made it twice counts once."""
    counts: Counter[tuple[str, str]] = Counter()
    for standing in standings:
        made = {
            (exercise.exercise, stratum.hint or NO_HINT)
            for exercise in standing.result.exercises
            for stratum in exercise.strata
            if stratum.mark == "wrong"
        }
        counts.update(sorted(made))
    return counts


def _reasons(standings: Sequence[Standing]) -> Iterable[tuple[str, str, str]]:
    for standing in standings:
        for exercise in standing.result.exercises:
            waits = standing.is_unread(exercise) or standing.is_to_be_looked_at_again(exercise)
            if exercise.reason and exercise.reason_in != OWN_CELL and waits:
                sentence = f"{exercise.exercise}: found in {exercise.reason_in}."
                yield standing.student, sentence, exercise.reason[:LONGEST_REASON]


def _troubles(standings: Sequence[Standing]) -> Iterable[tuple[str, str]]:
    for standing in standings:
        if standing.result.trouble:
            yield standing.student, standing.result.trouble
        for exercise in standing.result.exercises:
            if exercise.trouble:
                yield standing.student, f"{exercise.exercise}: {exercise.trouble}"
