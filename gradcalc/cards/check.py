"""check: try a student's answers on the cases of an exercise, in the student's own notebook."""

import difflib
import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from gradcalc.cards.report import Bundle, Report
from gradcalc.cards.scores import record
from gradcalc.cards.stale import stale
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import Verdict, judge
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.replies import Reply
from gradcalc.questions.trying import is_trying, replies_to

SECONDS = 5.0

# Always the same cases: the one that failed is still there when the answer has been mended.
SEED = 0


def check(exercise_id: str, *answers: Any) -> Report:
    """Try the answers to an exercise and report which kinds of case are right, with a hint for one that is not.

    The answers come in the order in which the exercise asks for them; `...` stands for one that is
    still missing. Whatever they are and do, the report says so and nothing is raised: only an unknown
    id (ValueError) and too few or too many answers (TypeError) are. Together they may take 5 seconds.
    An answer whose cell has stopped since is not judged, and the report says so.
    In a live notebook the card has buttons: they help in steps, try fresh cases, and draw an answer that is an arrow
    or a walk over the true one.
    Inside an answer it does nothing, as when a class is graded.

    >>> check("00.gradient_of_the_bowl", [-1, 3]).status
    'wrong'
    >>> check("00.gradient_of_the_bowl", ...).status
    'not answered'
    """
    if is_trying():
        return None  # type: ignore[return-value]  # nobody sees it
    exercise = _exercise(exercise_id)
    names = [answer.name for answer in exercise.answers]
    if len(answers) != len(names):
        raise TypeError(
            f'call check("{exercise.id}", {", ".join(names)}): it takes {len(names)}, got {len(answers)}.'
        )
    if (old := stale(exercise, answers)) and "NBGRADER_EXECUTION" not in os.environ:
        untried = [Verdict(answer, stratum, "not tried") for answer in exercise.answers for stratum in answer.strata]
        return Report(exercise, tuple(untried), SECONDS, stale=old)
    cases = _cases(exercise.id)
    replies = replies_to(exercise, cases, answers, SECONDS)
    report = Report(
        exercise, judge(exercise, cases, replies), SECONDS, _changed(cases, replies), live=_live(cases, answers)
    )
    if report.status != "not answered":
        record(exercise.id, report.points, report.out_of)
    return report


def _live(cases: Sequence[Case], answers: Sequence[Any]) -> Callable[[Report, dict[str, str]], Bundle] | None:
    """What makes a report's output where a kernel shows it to somebody; elsewhere nothing has to be loaded for it."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if getattr(shell, "kernel", None) is None or "NBGRADER_EXECUTION" in os.environ:
        return None

    def output(report: Report, still: dict[str, str]) -> Bundle:
        from gradcalc.cards.in_picture import in_picture  # both bring ipywidgets with them
        from gradcalc.cards.live_check import CheckCard

        if report.status == "not answered":
            return still, {}  # there is nothing yet to help with, or to try
        picture = in_picture(report.exercise, cases, report.verdicts, answers)
        return CheckCard(report, answers, picture).output(still)

    return output


def _changed(cases: Sequence[Case], replies: Sequence[Reply | None]) -> tuple[str, ...]:
    """The names of the arguments that were changed, as the task has them."""
    pairs = [(case, reply) for case, reply in zip(cases, replies, strict=True) if reply is not None]
    return tuple(dict.fromkeys(c.answer.arguments.split(", ")[n] for c, reply in pairs for n in reply.changed))


@functools.cache
def _cases(exercise_id: str) -> tuple[Case, ...]:
    return EXERCISES[exercise_id].cases(SEED)


def _exercise(exercise_id: str) -> Exercise:
    if type(exercise_id) is str and exercise_id in EXERCISES:
        return EXERCISES[exercise_id]
    if type(exercise_id) is not str:
        raise TypeError('the id of an exercise is a text such as "03.directional_derivative".')
    close = difflib.get_close_matches(exercise_id, EXERCISES, n=1, cutoff=0.3) or list(EXERCISES)[:1]
    raise ValueError(f'there is no exercise "{exercise_id}": did you mean "{close[0]}"?')
