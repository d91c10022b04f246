"""`gradcalc grade`: everything that was handed in becomes points in the gradebook."""

import contextlib
import importlib.util
import os
import pathlib
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from gradcalc.grading.collecting.handed_in import Found, HandedIn, find
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.many.jobs import Job, OtherVersion, failed, version_of
from gradcalc.grading.many.pool import in_processes, started
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import one_line, printable
from gradcalc.grading.running.results import UNSAFE, NotebookResult
from gradcalc.grading.running.sandbox import NoSandbox
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

if TYPE_CHECKING:
    from gradcalc.grading.keeping.gradebook import Book

if not importlib.util.find_spec("nbgrader"):  # said now: it is loaded later
    raise ModuleNotFoundError(name="nbgrader")

_Known = tuple[NotebookResult, str] | None  # a result that was kept before, with its digest
_Begun = dict[tuple[str, str], tuple[dict[str, str], _Known]]  # notes and what was known, by student and lesson

LONGEST_SENTENCE = 2_000
STOPPED = 130  # the exit code of a program that Ctrl-C has ended


@click.command()
@click.argument("submitted", type=click.Path(exists=True, path_type=pathlib.Path))
@click.option("--course", "folder", type=click.Path(file_okay=False, path_type=pathlib.Path), default=".",
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--lesson", type=click.Choice(sorted(names())), help="Grade only this lesson.")
@click.option("--workers", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
@click.option("--seed-file", type=click.Path(exists=True, dir_okay=False, path_type=pathlib.Path),
              help="The class's secret seed.  [default: the file seed of the course, made at first use]")  # fmt: skip
@click.option("--student", "students", multiple=True, help="Grade this student again, even if nothing has changed.")
@click.option("--exercise", "exercises", multiple=True, help="Grade this exercise again, such as 03.best_share.")
@click.option("--unsafe", is_flag=True, help="Without a sandbox: what is handed in runs with all your rights.")
@click.option("--kernel", is_flag=True, help="Run each notebook in a Jupyter kernel of its own: slow.")
@click.option("--scheduler", help="Grade on the workers of this Dask scheduler, such as tcp://host:8786.")
@click.pass_context
def grade(
    context: click.Context, submitted: pathlib.Path, folder: pathlib.Path, lesson: str | None, workers: int | None,
    seed_file: pathlib.Path | None, students: tuple[str, ...], exercises: tuple[str, ...], unsafe: bool, kernel: bool,
    scheduler: str | None,
) -> None:  # fmt: skip
    """Grade SUBMITTED: nbgrader's folder, what Moodle gives as a folder or zip, or files in one folder.

    What was graded before and has not changed is not graded again: after Ctrl-C the same command goes on.
    Ctrl-C once waits for the notebooks in work, twice does not.
    """
    for exercise in exercises:
        if exercise not in EXERCISES or lesson not in (None, exercise[:2]):
            raise click.ClickException(f"there is no exercise {exercise!r} in what is to be graded.")
    try:
        found = find(submitted, lesson)
    except (Unreadable, ValueError, OSError) as error:
        raise click.ClickException(one_line(str(error), LONGEST_SENTENCE)) from None
    missing = sorted(set(students) - {one.student for one in found.notebooks})
    if missing:
        raise click.ClickException(f"nothing of {printable(missing[0])} is in {printable(str(submitted))}.")
    again = frozenset(exercises)
    found.notebooks = [
        one for one in found.notebooks
        if (not students or one.student in students) and (not again or one.lesson in {e[:2] for e in again})
    ]  # fmt: skip
    most = max(1, len(found.notebooks))
    results_of = _runner(scheduler, min(workers or os.cpu_count() or 1, most), unsafe)
    # nbgrader takes seconds to load. Meanwhile the processes of the runner start.
    from gradcalc.grading.keeping.gradebook import Book
    from gradcalc.grading.making.course import Course, class_seed

    course = Course(folder)
    course.root.mkdir(parents=True, exist_ok=True)
    try:
        seed = class_seed(course, seed_file)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
    with Book(course) as book, _ctrl_c() as stopping, tqdm(
        total=len(found.notebooks), unit="notebook", disable=None
    ) as bar:  # fmt: skip
        batch = _Batch(book, seed, unsafe, kernel, bool(students), again, bar)
        try:
            batch.run(found, lambda jobs: results_of(jobs, stopping))
        except (NoSandbox, OtherVersion, TimeoutError, OSError) as error:
            raise click.ClickException(one_line(str(error), LONGEST_SENTENCE) or type(error).__name__) from None
        stopped = stopping()
    for sentence in [*found.complaints, *batch.troubles]:
        click.echo(one_line(sentence, LONGEST_SENTENCE), err=True)
    click.echo(f"{batch.graded} graded, {batch.before} graded before, {len(batch.troubles)} with a remark, "
               f"{len(found.complaints)} files or folders not clear.")  # fmt: skip
    if unsafe:
        click.echo(UNSAFE, err=True)
    if stopped:
        click.echo("Stopped. The same command goes on from here.", err=True)
        context.exit(STOPPED)


def _runner(scheduler: str | None, workers: int, unsafe: bool) -> Callable:
    """A function that gives results for jobs, until another one says that it is to stop."""
    if not scheduler:
        pool = started(workers, unsafe)
        return lambda jobs, stopping: in_processes(jobs, pool, stopping)
    try:
        from gradcalc.grading.many.cluster import on_cluster
    except ModuleNotFoundError as missing:
        raise click.ClickException(
            f'--scheduler needs {missing.name}, which is not installed: pip install "gradcalc[cluster]"'
        ) from None
    return lambda jobs, stopping: on_cluster(jobs, scheduler, stopping)


class _Batch:
    """One run over a class: what was graded, what had been graded before, and remarks on notebooks."""

    def __init__(
        self, book: "Book", seed: int, unsafe: bool, kernel: bool, forced: bool, again: frozenset, bar: tqdm
    ):
        self.book, self.seed, self.unsafe, self.kernel, self.bar = book, seed, unsafe, kernel, bar
        self.forced, self.again = forced, again
        self.kept = Kept(book.course.results)
        self.graded = self.before = 0
        self.troubles: list[str] = []

    def run(self, found: Found, results_of: Callable) -> None:
        """Grade and enter everything that was found."""
        begun: _Begun = {}
        for job, result in results_of(self._jobs(found.notebooks, begun)):
            self._enter(job, result, *begun.pop((job.student, job.lesson)))

    def _jobs(self, notebooks: list[HandedIn], begun: _Begun) -> Iterator[Job]:
        """What is left to grade. What is needed once it is done is put into begun."""
        for one in notebooks:
            try:
                content, trouble = one.read(), ""
            except Unreadable as problem:
                content, trouble = b"", str(problem)
            job = Job(one.student, one.lesson, content, self.seed, version_of(one.lesson), self.unsafe, self.kernel)
            known = self.kept.load(one.student, one.lesson)
            if trouble:
                self._enter(job, failed(job, trouble), one.notes, known)
            elif known and known[1] == job.digest and not self.forced and not self.again:
                notes = one.notes
                if not self.book.has(one.student, one.lesson, notes):  # handed in again, or a gradebook begun anew
                    self.book.write(one.student, one.lesson, content, known[0], changed=False, notes=notes)
                self.before += 1
                self.bar.update()
            else:
                if known and self.again and _notebook(known[1]) == _notebook(job.digest):
                    job = replace(job, exercises=tuple(e for e in sorted(self.again) if e[:2] == one.lesson))
                begun[one.student, one.lesson] = one.notes, known
                yield job

    def _enter(self, job: Job, result: NotebookResult, notes: dict[str, str], known: _Known) -> None:
        digest = job.digest
        if job.exercises is not None and known:
            result, digest = _joined(known[0], result), known[1]
        changed = known is None or _notebook(known[1]) != _notebook(digest)
        self.book.write(job.student, job.lesson, job.content, result, changed=changed, notes=notes)
        self.kept.save(job.student, job.lesson, result, digest)
        self.graded += 1
        if result.trouble:
            self.troubles.append(f"{printable(job.student)}, lesson {job.lesson}: {result.trouble}")
        self.bar.update()


def _notebook(digest: str) -> str:
    """The part of a digest that stands for the notebook and its seed."""
    return digest.partition("-")[0]


def _joined(old: NotebookResult, new: NotebookResult) -> NotebookResult:
    """The old result with those exercises in it that were graded again."""
    again = {found.exercise: found for found in new.exercises}
    exercises = tuple(again.get(found.exercise, found) for found in old.exercises)
    return replace(old, exercises=exercises, trouble=new.trouble or old.trouble, unsafe=old.unsafe or new.unsafe)


@contextlib.contextmanager
def _ctrl_c() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl-C was pressed; pressed again, it interrupts as usual."""
    pressed = []

    def note(*_: object) -> None:
        pressed.append(True)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("\nStopping: the notebooks in work are finished first. Ctrl-C again does not wait.", err=True)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
