"""Where everybody stands: automatic points and those that people gave, by student and lesson."""

import datetime
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gradcalc.cards.report import Status, status_of
from gradcalc.grading.keeping.by_hand import NOTHING, ByHand, by_hand
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import opened, understood
from gradcalc.grading.making.late import Lateness, Rule, lateness
from gradcalc.grading.making.unusable import in_words
from gradcalc.grading.running.printable import printable
from gradcalc.grading.running.results import ExerciseResult, NotebookResult
from gradcalc.lessons.exercises import EXERCISES


@dataclass(frozen=True, eq=False)
class Standing:
    """One student in one lesson. by_hand holds what people gave, by exercise.

    rule is that for late work, if there is one, and handed_in when it was handed in, if anything tells.
    """

    student: str
    lesson: str
    result: NotebookResult
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)
    rule: Rule | None = None
    handed_in: datetime.datetime | None = None

    @property
    def automatic(self) -> int:
        """The points of the grader."""
        return self.result.earned

    @property
    def given(self) -> float:
        """What people gave: points for reasons, extra points, and what they changed of the automatic points."""
        return sum(self.total_of(exercise) - exercise.earned for exercise in self.result.exercises)

    @property
    def extra(self) -> float:
        """What of it is extra: above the most of an exercise, or extra credit, which may also be less than 0."""
        return sum(self.extra_of(exercise) for exercise in self.result.exercises)

    @property
    def unread(self) -> int:
        """How many reasons in words nobody has read yet. What is given for them can only add to the total."""
        return sum(map(self.is_unread, self.result.exercises))

    @property
    def again(self) -> int:
        """How many exercises wait for a second look, after which the total may also be less."""
        return sum(map(self.is_to_be_looked_at_again, self.result.exercises))

    @property
    def waits(self) -> int:
        """How many exercises wait for somebody to look at them."""
        return sum(self.is_unread(e) or self.is_to_be_looked_at_again(e) for e in self.result.exercises)

    @property
    def earned(self) -> float:
        """All points so far, whenever it was handed in."""
        return self.automatic + self.given

    @property
    def late(self) -> Lateness | None:
        """How late it is, and what that takes off; None without a rule, or where nothing tells."""
        if not self.rule or not self.handed_in:
            return None
        return lateness(self.rule, self.handed_in, self.out_of, self.earned)

    @property
    def total(self) -> float:
        """All points so far, without those that are taken off for being late."""
        return self.earned - (self.late.points if self.late else 0)

    @property
    def out_of(self) -> int:
        """The most points of the lesson, those given by hand included."""
        return sum(map(out_of, self.result.exercises))

    def of(self, exercise: ExerciseResult) -> ByHand:
        """What people gave to an exercise."""
        return self.by_hand.get(exercise.exercise, NOTHING)

    def total_of(self, exercise: ExerciseResult) -> float:
        """All points of one exercise so far."""
        given = self.of(exercise)
        automatic = exercise.earned if given.instead is None else given.instead
        return automatic + (given.points or 0) + given.extra

    def extra_of(self, exercise: ExerciseResult) -> float:
        """The extra points of one exercise."""
        given = self.of(exercise)
        above = max(0, (given.points or 0) - EXERCISES[exercise.exercise].by_hand)
        return given.extra + above + max(0, (given.instead or 0) - exercise.points)

    def is_unread(self, exercise: ExerciseResult) -> bool:
        """Whether a reason waits to be read; also where the gradebook knows nothing of it."""
        given = self.of(exercise)
        asked = EXERCISES[exercise.exercise].by_hand and given.points is None
        return bool(asked) and (given.waits or bool(exercise.reason))

    def is_to_be_looked_at_again(self, exercise: ExerciseResult) -> bool:
        """Whether points that a person gave wait for another look, because what they are for has changed."""
        given = self.of(exercise)
        return given.waits and (not self.is_unread(exercise) or given.instead is not None)


def standings(course: Course, lesson: str | None = None, complaints: list[str] | None = None) -> Iterator[Standing]:
    """Everything that was graded in a course, lesson by lesson, or in one lesson such as "03".

    A sentence for everything that cannot be shown is added to complaints. Raises Unusable.
    """
    complaints = [] if complaints is None else complaints
    results = Kept(course.results)
    kept = results.all(lesson, complaints)
    first = next(kept, None)
    if first is None:  # a gradebook is made by those who enter something
        return
    given: dict[str, dict[str, dict[str, ByHand]]] = {}
    with opened(course) as book:
        for student, number, result in itertools.chain([first], kept):
            if number not in given:
                with understood(course):
                    given = {number: by_hand(book, number)}
            rule = course.late.rules.get(number)
            time = results.handed_in(student, number) if rule else None
            standing = Standing(student, number, result, given[number].get(student, {}), rule, time)
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
