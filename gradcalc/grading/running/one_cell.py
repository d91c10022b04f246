"""Running one cell, and where it stops as much of it as can be run: what it hands out is to exist all the same."""

from gradcalc.grading.running.cells import names_bound
from gradcalc.grading.running.plan import Step
from gradcalc.grading.running.session import Session
from gradcalc.grading.running.stops import Stop, Stops, in_words, parted

MOST_PASSED_OVER = 20  # statements of one cell


def run(session: Session, step: Step, stops: Stops, deadline: float) -> str:
    """Run a cell. Returns a sentence if it has stopped, for whoever answers in it. Raises Closed or OutOfTime.

    Where a cell that was changed stops, it is run as it was handed out. A statement that asks for what the grader
    lacks is passed over: where the student wrote it, those below it have run.
    """
    source, kept = step.source, frozenset[str]()
    ended = session.run(source, deadline)
    if not ended.error:
        return ""
    first, causes = ended, list[Stop]()
    if step.before and not session.run(step.before, deadline).error:
        kept = names_bound(step.before)
    for _ in range(MOST_PASSED_OVER):
        statement, rest = parted(source, ended)
        alone = statement if stops.is_passed_over(source, ended) else ""
        causes.append(stops.note(source, ended, kept, alone, quiet=bool(step.answer)))
        if not alone or not rest:
            break
        source, ended = rest, session.run(rest, deadline)
        if not ended.error:
            break
    missing = causes[0].module and first.error != "NameError"
    return causes[0].sentence if missing else f"The answer cell stopped with {in_words(first)}"
