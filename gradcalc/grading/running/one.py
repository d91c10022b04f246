"""Grading one notebook: its code runs in a sandbox, its answers are judged outside."""

import functools
import time
from collections.abc import Callable, Collection, Sequence

from gradcalc.cards.report import TOO_LONG, call_of, came_back
from gradcalc.grading.running import one_cell, patience, server
from gradcalc.grading.running.inside.naming import Used, words_in
from gradcalc.grading.running.inside.wire import Closed, OutOfTime
from gradcalc.grading.running.plan import Plan, Step, Unreadable, exercises_of, plan
from gradcalc.grading.running.printable import in_lines, one_line
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.running.session import START_SECONDS, Session, seconds_from_now
from gradcalc.grading.running.stops import Stops
from gradcalc.grading.running.words import IN_THE_FILE, NOT_READ, Reason
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import Verdict, judge
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.replies import TIMEOUT, Reply

# How long the cells of a notebook may take, each of them and together, and the answers to one exercise.
CELL_SECONDS, CELLS_SECONDS, EXERCISE_SECONDS = 20.0, 60.0, 20.0
TOTAL_SECONDS = 150.0
MOST_PROCESSES = 12


def grade_notebook(
    notebook: bytes,
    lesson: str,
    seed: int,
    *,
    unsafe: bool = False,
    kernel: bool = False,
    exercises: Collection[str] | None = None,
) -> NotebookResult:
    """Grade one notebook of a lesson, such as "03", on the cases of a seed.

    Whatever the notebook holds and does, there is a result. The server that runs it stays for the
    next one. unsafe runs it without a sandbox; kernel runs it in a Jupyter kernel of its own;
    exercises are the ids of those to grade, if not all.

    Raises TypeError or ValueError for wrong arguments, and NoSandbox where there is none.
    """
    if not isinstance(notebook, bytes):
        raise TypeError("notebook is the content of the file, as bytes.")
    asked = exercises_of(lesson)
    if exercises is not None:
        unknown = set(exercises) - {exercise.id for exercise in asked}
        if unknown:
            raise ValueError(f"lesson {lesson} has no exercise {sorted(unknown)[0]!r}.")
        asked = [exercise for exercise in asked if exercise.id in exercises]
    try:
        planned = plan(notebook, lesson)
    except Unreadable as found:
        unread = bool(notebook.strip())
        return NotebookResult(lesson, tuple(not_answered(exercise, unread) for exercise in asked), str(found), unsafe)
    attempt = _Attempts(planned, asked, seed, unsafe, kernel)
    attempt.run()
    exercises_found = tuple(attempt.result(exercise) for exercise in asked)
    trouble = " ".join(filter(None, (attempt.stops.told, attempt.trouble)))
    return NotebookResult(lesson, exercises_found, trouble, unsafe, ",".join(attempt.stops.modules))


def not_answered(exercise: Exercise, unread: bool = False) -> ExerciseResult:
    """The result of an exercise of which nothing is known; unread says that a reason may stand in the file."""
    strata = [
        StratumResult(answer.name, stratum.name, stratum.points, "not answered")
        for answer in exercise.answers
        for stratum in answer.strata
    ]
    found = Reason(NOT_READ, IN_THE_FILE) if unread and exercise.by_hand else Reason()
    return ExerciseResult(exercise.id, tuple(strata), reason=found.words, reason_in=found.where)


# A class has one seed, so its cases and what a known mistake gives on them are made once.
@functools.lru_cache(maxsize=100)
def _cases(exercise_id: str, seed: int) -> tuple[Case, ...]:
    return EXERCISES[exercise_id].cases(seed)


class _Attempts:
    """What is known of a submission so far; a process that had to be killed is followed by another."""

    def __init__(self, planned: Plan, asked: Sequence[Exercise], seed: int, unsafe: bool, kernel: bool):
        self.planned, self.unsafe, self.kernel = planned, unsafe, kernel
        self.steps: list[Step] | None = None
        self.asked = {exercise.id: exercise for exercise in asked}
        self.cases = {exercise.id: _cases(exercise.id, seed) for exercise in asked}
        self.replies: dict[str, list[Reply | None]] = {}
        self.troubles = dict(planned.trouble)
        self.stops = Stops()
        self.trouble = ""
        self.end = seconds_from_now(TOTAL_SECONDS)

    def run(self) -> None:
        """Run all cells and try all exercises, in as few processes as it takes."""
        if self.kernel:
            from gradcalc.grading.running.kernel import KernelSession  # jupyter_client takes its time to load

            self._in_processes(lambda: KernelSession(self.unsafe))
        else:
            with server.borrowed(self.unsafe) as borrowed:
                self._in_processes(lambda: Session(borrowed.submission()))

    def _in_processes(self, start: Callable[[], Session]) -> None:
        latest = self.end + 2 * patience.RECOVERY
        for _ in range(MOST_PROCESSES):
            asked_for = time.monotonic()
            session = patience.patiently(lambda: _answering(start()), (self.kernel, self.unsafe))
            # That others have used up the machine is not its fault.
            self.end = min(self.end + time.monotonic() - asked_for, latest)
            if self._pass(session):
                return
        self.trouble = "The notebook ended its process again and again."

    def _pass(self, session: Session) -> bool:
        """One process from the first cell on. False if it ended before all was tried."""
        cells_left = CELLS_SECONDS
        self.stops, step = Stops(), None
        try:
            if self.steps is None:
                self.steps = self.planned.to_run(session.names_used(self.planned.own, seconds_from_now(CELL_SECONDS)))
            for step in self.steps:
                now = time.monotonic()
                if now >= self.end:
                    self.trouble = "The time for this notebook is up."
                    return True
                if step.exercise is None:
                    deadline = min(now + min(cells_left, CELL_SECONDS), self.end)
                    stopped = one_cell.run(session, step, self.stops, deadline)
                    cells_left -= time.monotonic() - now
                    if step.answer and stopped:
                        self.troubles.setdefault(step.answer.id, stopped)
                elif step.exercise.id in self.asked and step.exercise.id not in self.replies:
                    self._try(session, step.exercise, min(now + EXERCISE_SECONDS, self.end))
            step = None
            # An answer may stand further down than where it is checked. One that was called has seen its inputs, and
            # cells have run since with all of gradcalc: it is not tried again.
            for exercise in self.asked.values():
                replies = self.replies[exercise.id]
                if all(reply is not None and reply.uncalled for reply in replies):
                    self._try(session, exercise, min(seconds_from_now(EXERCISE_SECONDS), self.end))
            return True
        except (Closed, OutOfTime) as error:
            if self.steps is None:
                self.steps = self.planned.to_run(Used(words_in(self.planned.own), False))
            else:
                self._without(self.steps, step, isinstance(error, OutOfTime))
            return False
        finally:
            session.close()

    def _try(self, session: Session, exercise: Exercise, deadline: float) -> None:
        cases = self.cases[exercise.id]
        replies: list[Reply | None] = [None] * len(cases)
        self.replies[exercise.id] = replies
        number, case = 0, cases[0]
        try:
            session.withhold_all_but(exercise.allowed, deadline)
            for number, case in enumerate(cases):
                replies[number] = session.ask(case, deadline)
        except OutOfTime:
            replies[number] = TIMEOUT
            self.troubles[exercise.id] = f"{case.answer.name} did not come to an end."
            raise
        except Closed:
            replies[number] = Reply("raised", name="SystemExit", message="the process ended")
            self.troubles[exercise.id] = f"{case.answer.name} ended the process it ran in."
            raise
        session.withhold_nothing(deadline)

    def _without(self, steps: list[Step], step: Step | None, slow: bool) -> None:
        """Note what ended the process, and leave it out of the next."""
        if step is None or step.exercise is not None:
            return
        first_line = one_line(step.source.strip().partition("\n")[0], 80)
        sentence = (
            f"A cell {'does not come to an end' if slow else 'ends its process'}, and was left out: {first_line}"
        )
        if step.answer:
            self.troubles[step.answer.id] = sentence
        else:
            self.trouble = sentence
        if step.before:
            steps[steps.index(step)] = Step(step.before)
        else:
            steps.remove(step)

    def result(self, exercise: Exercise) -> ExerciseResult:
        """What the exercise earned."""
        cases = self.cases[exercise.id]
        replies = self.replies.get(exercise.id) or [None] * len(cases)
        trouble, because = self.troubles.get(exercise.id, ""), self.stops.of_replies(exercise, replies)
        if because and because not in trouble:
            trouble = f"{trouble.rstrip('.')}. {because}" if trouble else because
        verdicts, found = judge(exercise, cases, replies), self.planned.reasons.get(exercise.id, Reason())
        return ExerciseResult(exercise.id, tuple(map(_stratum, verdicts)), trouble, found.words, found.where)


def _answering(session: Session) -> Session:
    """The session once its process answers: none of the notebook has run in it. Raises Closed or OutOfTime."""
    try:
        session.names_used((), seconds_from_now(START_SECONDS))
    except BaseException:
        session.close()
        raise
    return session


def _stratum(verdict: Verdict) -> StratumResult:
    call = reply = ""
    if verdict.mark == "wrong":
        assert verdict.case
        call = call_of(verdict.case) if verdict.answer.kind == "function" else ""
        reply = _in_words(verdict)
    return StratumResult(
        verdict.answer.name, verdict.stratum.name, verdict.stratum.points, verdict.mark, call, reply, verdict.hint
    )


def _in_words(verdict: Verdict) -> str:
    assert verdict.reply
    if verdict.reply.outcome == "timeout":
        return f"Nothing came back within {EXERCISE_SECONDS:g} seconds. {TOO_LONG}"
    return in_lines("\n".join(text for _, text in came_back(verdict.answer, verdict.reply, EXERCISE_SECONDS)))
