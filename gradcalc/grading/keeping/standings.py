"""Where everybody stands: automatic points and those that people gave, by student and lesson."""

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gradcalc.cards.report import Status, status_of
from gradcalc.grading.keeping.by_hand import NOTHING, ByHand, by_hand
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import opened, understood
from gradcalc.grading.making.unusable import in_words
from gradcalc.grading.running.printable import printable
from gradcalc.grading.running.results import ExerciseResult, NotebookResult
from gradcalc.grading.running.words import OWN_CELL
from gradcalc.lessons.exercises import EXERCISES

LONGEST_REASON = 500
NO_HINT = "No known mistake explains it."


@dataclass(frozen=True, eq=False)
class Standing:
    """One student in one lesson. by_hand holds what people gave, by exercise."""

    student: str
    lesson: str
    result: NotebookResult
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)

    @property
    def automatic(self) -> int:
        """The points of the grader."""
        return self.result.earned

    @property
    def given(self) -> float:
        """What people gave: points for reasons, extra credit, and what they changed of the automatic points."""
        return sum(self.total_of(exercise) - exercise.earned for exercise in self.result.exercises)

    @property
    def waits(self) -> int:
        """How many exercises wait for somebody to look at them."""
        return sum(given.waits for given in self.by_hand.values())

    @property
    def total(self) -> float:
        """All points so far."""
        return self.automatic + self.given

    @property
    def out_of(self) -> int:
        """The most points of the lesson, those given by hand included."""
        return sum(map(out_of, self.result.exercises))

    def total_of(self, exercise: ExerciseResult) -> float:
        """All points of one exercise so far."""
        given = self.by_hand.get(exercise.exercise, NOTHING)
        automatic = exercise.earned if given.instead is None else given.instead
        return automatic + (given.points or 0) + given.extra


def standings(course: Course, lesson: str | None = None, complaints: list[str] | None = None) -> Iterator[Standing]:
    """Everything that was graded in a course, lesson by lesson, or in one lesson such as "03".

    A sentence for everything that cannot be shown is added to complaints. Raises Unusable.
    """
    complaints = [] if complaints is None else complaints
    kept = Kept(course.results).all(lesson, complaints)
    first = next(kept, None)
    if first is None:  # a gradebook is made by those who enter something
        return
    given: dict[str, dict[str, dict[str, ByHand]]] = {}
    with opened(course) as book:
        for student, number, result in itertools.chain([first], kept):
            if number not in given:
                with understood(course):
                    given = {number: by_hand(book, number)}
            standing = Standing(student, number, result, given[number].get(student, {}))
            why = _cannot_be_shown(standing)
            if why:
                complaints.append(f"{printable(student)}, lesson {number}: {why}.")
            else:
                yield standing


def _cannot_be_shown(standing: Standing) -> str:
    """What is wrong with a standing, or nothing."""
    if any(found.exercise not in EXERCISES for found in standing.result.exercises):
        return "another version of gradcalc has graded this: run gradcalc grade again"
    try:
        standing.student.encode()
        float(standing.total + standing.out_of + standing.waits)
    except Exception as error:  # whatever was damaged
        return f"this cannot be shown: {in_words(error)}"
    return ""


def out_of(exercise: ExerciseResult) -> int:
    """The most points of an exercise, those given by hand included."""
    return exercise.points + EXERCISES[exercise.exercise].by_hand


def status(exercise: ExerciseResult) -> Status:
    """How an exercise stands as a whole, in the words of `check`."""
    return status_of({stratum.mark for stratum in exercise.strata})


@dataclass(frozen=True)
class ExerciseSummary:
    """One exercise in a class: mean points, and how many stand how."""

    exercise: str
    mean: float
    out_of: int
    statuses: Mapping[str, int]


@dataclass(frozen=True)
class LessonSummary:
    """One lesson in a class. histogram counts students by whole points, from 0 to the most."""

    lesson: str
    students: int
    mean: float
    median: float
    out_of: int
    waits: int
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
    totals, most = [standing.total for standing in standings], max(standing.out_of for standing in standings)
    reached = Counter(min(most, max(0, int(total))) for total in totals)
    asked = dict.fromkeys(exercise.exercise for standing in standings for exercise in standing.result.exercises)
    return LessonSummary(
        lesson=lessons.pop(),
        students=len(standings),
        mean=statistics.fmean(totals),
        median=statistics.median(totals),
        out_of=most,
        waits=sum(standing.waits for standing in standings),
        histogram=tuple(reached[points] for points in range(most + 1)),
        exercises=tuple(_exercise(exercise, standings) for exercise in asked),
        mistakes=tuple((*key, number) for key, number in _mistakes(standings).most_common()),
        troubles=tuple(_troubles(standings)),
        reasons=tuple(_reasons(standings)),
    )


def _exercise(exercise_id: str, standings: Sequence[Standing]) -> ExerciseSummary:
    found = [
        (standing.total_of(exercise), status(exercise), out_of(exercise))
        for standing in standings
        for exercise in standing.result.exercises
        if exercise.exercise == exercise_id
    ]
    statuses: Counter[str] = Counter(how for _, how, _ in found)
    return ExerciseSummary(exercise_id, statistics.fmean(points for points, *_ in found), found[0][2], statuses)


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
            waits = standing.by_hand.get(exercise.exercise, NOTHING).waits
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
