"""One run over a class: what is left to grade, what comes of it, and where it goes. Each submission fails alone."""

import contextlib
import datetime
import errno
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gradcalc.grading.collecting.exchange import time_of
from gradcalc.grading.collecting.handed_in import HandedIn
from gradcalc.grading.keeping.kept import Kept, same_notebook
from gradcalc.grading.making.unusable import Unusable, in_words
from gradcalc.grading.many.jobs import Job, NotGraded, OtherVersion, failed, version_of
from gradcalc.grading.running.packages import is_there
from gradcalc.grading.running.plan import Unreadable, exercises_of
from gradcalc.grading.running.printable import printable
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.sandbox import NoSandbox

if TYPE_CHECKING:
    from gradcalc.grading.keeping.gradebook import Book

STAYS = "What was graded before stays."
TOO_LONG = " The student's name is too long for a folder: hand it in under a shorter one."

Results = Generator[tuple[Job, NotebookResult | NotGraded], None, None]
_Known = tuple[NotebookResult, str] | None  # a result that was kept before, with its digest


@dataclass(frozen=True)
class _Begun:
    """What is needed of a submission once it is graded."""

    one: HandedIn
    notes: dict[str, str]
    known: _Known


@dataclass(frozen=True)
class Order:
    """How a class is to be graded.

    forced grades what was graded before as well; exercises are the ids of those to grade again, of what was graded
    before, and all others stay. times are those of handing in that a platform says, by student.
    """

    seed: int
    unsafe: bool = False
    kernel: bool = False
    forced: bool = False
    exercises: frozenset[str] = frozenset()
    times: Mapping[str, datetime.datetime] = field(default_factory=dict)


class Batch:
    """One run over a class. graded and before count those who have a result, now and from before, failed all others.

    remarks has a sentence for each who failed, and for each notebook that was not as it should be. missing counts the
    notebooks by the packages that they ask for and the grader lacks.
    """

    def __init__(self, book: "Book", order: Order, one_more: Callable[[], object]):
        self._book, self._order, self._one_more = book, order, one_more
        self._kept = Kept(book.course.results)
        self.graded = self.before = self.failed = 0
        self.remarks: list[str] = []
        self.not_graded: list[tuple[str, str, str]] = []  # student, lesson and why
        self.missing: Counter[str] = Counter()

    def run(self, notebooks: Iterable[HandedIn], results_of: Callable[[Iterator[Job]], Results]) -> None:
        """Grade and enter them. results_of gives results for jobs.

        Whatever goes wrong with one of them fails that one alone. Raises Unusable where nothing more can be entered,
        and what results_of raises where nothing more can be graded.
        """
        begun: dict[tuple[str, str], _Begun] = {}
        # Closed even where it ends early, so that nobody waits for what still runs.
        with contextlib.closing(results_of(self._jobs(notebooks, begun))) as results:
            for job, result in results:
                of = begun.pop((job.student, job.lesson))
                with self._alone(of.one, len(job.content)):
                    if isinstance(result, NotGraded):
                        self._fail(of.one, result.why)
                    else:
                        self._enter(job, result, of)

    def _jobs(self, notebooks: Iterable[HandedIn], begun: dict[tuple[str, str], _Begun]) -> Iterator[Job]:
        """What is left to grade. What is needed once it is done is put into begun."""
        for one in notebooks:
            job = None
            with self._alone(one, 0):
                job = self._begin(one, begun)
            if job:
                yield job

    def _begin(self, one: HandedIn, begun: dict[tuple[str, str], _Begun]) -> Job | None:
        """The job, unless there is nothing to do: then the result is entered that is there already."""
        order, trouble = self._order, ""
        try:
            content = one.read()
        except Unreadable as problem:
            content, trouble = b"", str(problem)
        job = Job(one.student, one.lesson, content, order.seed, version_of(one.lesson), order.unsafe, order.kernel)
        of = _Begun(one, one.notes, self._kept.load(one.student, one.lesson))
        if trouble:
            if of.known and not same_notebook(of.known[1], job.digest):
                self._fail(one, f"{trouble} {STAYS}")
            else:
                self._enter(job, failed(job, trouble), of)
            return None
        known = of.known and of.known[1] == job.digest and not any(map(is_there, _packages(of.known[0])))
        if of.known and known and not order.forced and not order.exercises:
            result = of.known[0]
            if not self._book.has(one.student, one.lesson, of.notes):  # handed in again, or a gradebook begun anew
                self._book.write(one.student, one.lesson, content, result, changed=False, notes=of.notes)
            if (time := self._time(one)) and time != self._kept.handed_in(one.student, one.lesson):
                self._kept.save(one.student, one.lesson, result, of.known[1], time)
            self.before += 1
            self.missing.update(_packages(result))
            self._done(one, result.trouble)
            return None
        if of.known and order.exercises and same_notebook(of.known[1], job.digest) and _is_whole(of.known[0], job):
            job = replace(job, exercises=tuple(e for e in sorted(order.exercises) if e[:2] == one.lesson))
        begun[one.student, one.lesson] = of
        return job

    def _enter(self, job: Job, result: NotebookResult, of: _Begun) -> None:
        digest = job.digest
        if job.exercises is not None and of.known:
            result, digest = _joined(of.known[0], result), of.known[1]
        changed = of.known is None or not same_notebook(of.known[1], job.digest)
        self._book.write(job.student, job.lesson, job.content, result, changed=changed, notes=of.notes)
        self._kept.save(job.student, job.lesson, result, digest, self._time(of.one))
        self.graded += 1
        self.missing.update(_packages(result))
        self._done(of.one, result.trouble)

    def _time(self, one: HandedIn) -> datetime.datetime | None:
        """When it was handed in, by the platform or the exchange; the time of a file says nothing."""
        return self._order.times.get(one.student) or time_of(one.notes, self._book.course.late.zone)

    @contextlib.contextmanager
    def _alone(self, one: HandedIn, size: int) -> Iterator[None]:
        """What goes wrong in here fails this submission alone, unless all others would fail, too."""
        try:
            yield
        except (Unusable, NoSandbox, OtherVersion):
            raise
        except Exception as error:
            self._book.see_whether_it_works(one.lesson, size)
            how = TOO_LONG if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG else ""
            self._fail(one, f"It could not be graded and entered: {in_words(error)}.{how}")

    def _fail(self, one: HandedIn, why: str) -> None:
        self.failed += 1
        self.not_graded.append((one.student, one.lesson, why))
        self._done(one, why)

    def _done(self, one: HandedIn, trouble: str) -> None:
        if trouble:
            self.remarks.append(f"{printable(one.student)}, lesson {one.lesson}: {trouble}")
        self._one_more()


def _packages(result: NotebookResult) -> list[str]:
    return [name for name in result.missing.split(",") if name]


def _is_whole(result: NotebookResult, job: Job) -> bool:
    """Whether a result has the exercises that its lesson has now."""
    return {found.exercise for found in result.exercises} == {asked.id for asked in exercises_of(job.lesson)}


def _joined(old: NotebookResult, new: NotebookResult) -> NotebookResult:
    """The old result with those exercises in it that were graded again."""
    again = {found.exercise: found for found in new.exercises}
    exercises = tuple(again.get(found.exercise, found) for found in old.exercises)
    return replace(old, exercises=exercises, trouble=new.trouble or old.trouble, unsafe=old.unsafe or new.unsafe,
                   missing=new.missing)  # fmt: skip
