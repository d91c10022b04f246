"""`gradcalc grade`: everything that was handed in becomes points in the gradebook."""

import contextlib
import datetime
import functools
import importlib.util
import os
import pathlib
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from gradcalc.grading.collecting.asking import ids_of, lesson_of_all, somebody_answers
from gradcalc.grading.collecting.handed_in import Found, find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.keeping.batch import Batch, Order
from gradcalc.grading.keeping.times import times_in
from gradcalc.grading.keeping.upload import LEFT_OUT, Upload, people_of
from gradcalc.grading.making.turns import turn
from gradcalc.grading.many.jobs import OtherVersion
from gradcalc.grading.many.pool import in_processes, started
from gradcalc.grading.running import packages
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, one_line, printable
from gradcalc.grading.running.results import UNSAFE
from gradcalc.grading.running.sandbox import NoSandbox
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

if TYPE_CHECKING:
    from gradcalc.grading.making.course import Course

if not importlib.util.find_spec("nbgrader"):  # said now: it is loaded later
    raise ModuleNotFoundError(name="nbgrader")

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
@click.option("--take", "taken", multiple=True, help="Grade this file that waits, by its name as it was printed.")
@click.option("--times", "table", type=click.Path(exists=True, dir_okay=False, path_type=pathlib.Path),
              help="Moodle's grading worksheet of this lesson, which says when everybody handed in.")  # fmt: skip
@click.option("--exercise", "exercises", multiple=True, help="Grade this exercise again, such as 03.best_share.")
@click.option("--unsafe", is_flag=True, help="Without a sandbox: what is handed in runs with all your rights.")
@click.option("--kernel", is_flag=True, help="Run each notebook in a Jupyter kernel of its own: slow.")
@click.option("--scheduler", help="Grade on the workers of this Dask scheduler, such as tcp://host:8786.")
@click.pass_context
def grade(
    context: click.Context, submitted: pathlib.Path, folder: pathlib.Path, lesson: str | None, workers: int | None,
    seed_file: pathlib.Path | None, students: tuple[str, ...], taken: tuple[str, ...], table: pathlib.Path | None,
    exercises: tuple[str, ...],
    unsafe: bool, kernel: bool,
    scheduler: str | None,
) -> None:  # fmt: skip
    """Grade SUBMITTED: nbgrader's folder, what Moodle gives as a folder or zip, or files in one folder.

    What was graded before and has not changed is not graded again: after Ctrl-C the same command goes on.
    Ctrl-C once waits for the notebooks in work, twice does not. Whatever goes wrong with one notebook, the others
    are graded; the exit code is 1 then, and also while somebody waits for your word.
    """
    for exercise in exercises:
        if exercise not in EXERCISES or lesson not in (None, exercise[:2]):
            raise click.ClickException(f"there is no exercise {exercise!r} in what is to be graded.")
    people = people_of(folder)
    others = functools.cache(lambda: _other_assignments(folder))
    try:
        found = find(submitted, lesson, people, taken, None, others)
        if found.unsaid and not lesson and somebody_answers():
            found = find(submitted, None, people, taken, lesson_of_all(found), others)
    except (Unreadable, ValueError, OSError) as error:
        raise click.ClickException(one_line(str(error), LONGEST_SENTENCE)) from None
    chosen = ids_of(students, found, people.roster, printable(str(submitted)))
    found.notebooks = [
        one for one in found.notebooks
        if (not students or one.student in chosen) and (not exercises or one.lesson in {e[:2] for e in exercises})
    ]  # fmt: skip
    with turn(folder, "gradcalc grade"):
        most = max(1, len(found.notebooks))
        results_of = _runner(scheduler, min(workers or os.cpu_count() or 1, most), unsafe)
        # nbgrader takes seconds to load. Meanwhile the processes of the runner start.
        from gradcalc.grading.making.course import Course, class_seed

        course = Course(folder)
        times = _times(table, found, course, people) if table else {}
        order = Order(class_seed(course, seed_file), unsafe, kernel, bool(students), frozenset(exercises), times)
        code = _graded(found, course, order, results_of, Upload(submitted, lesson, people))
    if unsafe:
        click.echo(UNSAFE, err=True)
    context.exit(code)


def _other_assignments(folder: pathlib.Path) -> list[str]:
    """The lecturer's own assignments. Only where somebody may have handed in one, nbgrader is loaded for it."""
    from gradcalc.grading.making.course import Course

    return Course(folder).other_assignments


def _graded(found: Found, course: "Course", order: Order, results_of: Callable, upload: Upload) -> int:
    """Grade what was found, and say what came of it. Returns the exit code."""
    from gradcalc.grading.keeping.gradebook import Book

    ended, unread = None, 0
    with Book(course) as book, _ctrl_c() as stopping, tqdm(
        total=len(found.notebooks), unit="notebook", disable=None
    ) as bar:  # fmt: skip
        batch = Batch(book, order, bar.update)
        try:
            batch.run(found.notebooks, lambda jobs: results_of(jobs, stopping))
        except Exception as error:  # that of one notebook is not raised: this one ends all
            ended = error
        stopped = stopping()
        if not ended:
            book.name_people(upload.people.roster)
            unread = book.unread()
    for sentence in [*upload.named(found, course), *batch.remarks]:
        click.echo(one_line(sentence, LONGEST_SENTENCE), err=True)
    # Of a run that did not come to its end nothing is remembered: the same command goes on.
    waiting = 0 if ended or stopped else upload.remember(found, course, batch.not_graded)
    click.echo(f"{batch.graded} graded, {batch.before} graded before, {len(batch.remarks)} with a remark, "
               f"{_files_or_folders(len(found.complaints))} left out.")  # fmt: skip
    for name, number in sorted(found.others.items()):
        click.echo(f"{number} of {printable(name)} left to nbgrader, since it is no lesson: "
                   f"nbgrader autograde {printable(name)}", err=True)  # fmt: skip
    if waiting:
        wait = "waits for your word, and has" if waiting == 1 else "wait for your word, and have"
        click.echo(f"{waiting} {wait} no points yet: {LEFT_OUT} has them all.", err=True)
    for name, number in batch.missing.most_common():
        click.echo(packages.sentence(name, number), err=True)
    if batch.failed:
        click.echo(f"{batch.failed} could not be graded or entered. The same command tries them again.", err=True)
    if unread:
        wait = "reason in words waits" if unread == 1 else "reasons in words wait"
        click.echo(f"{unread} {wait} to be read: gradcalc reasons lists the questions.", err=True)
    if isinstance(ended, NoSandbox | OtherVersion | OSError):
        raise click.ClickException(one_line(str(ended), LONGEST_SENTENCE) or type(ended).__name__)
    if ended:
        raise ended
    if stopped:
        click.echo("Stopped. The same command goes on from here.", err=True)
        return STOPPED
    return 1 if batch.failed or waiting else 0


def _files_or_folders(number: int) -> str:
    return f"{number} {'file or folder' if number == 1 else 'files or folders'}"


def _times(table: pathlib.Path, found: Found, course: "Course", people: People) -> dict[str, datetime.datetime]:
    """When everybody handed in, by a platform's table. What cannot be used of it is said."""
    where, lessons = printable(str(table)), {one.lesson for one in found.notebooks}
    if len(lessons) > 1:
        raise click.ClickException(f"--times {where} is about one lesson: say with --lesson about which.")
    if not course.late.zone:
        raise click.ClickException(
            f"in which time zone are the times in {where}? Say it in nbgrader_config.py, as in "
            'c.Late.zone = "Europe/Berlin".'
        )
    try:
        times, said = times_in(table, "".join(lessons), people, course.late.zone)
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{where}: {one_line(str(error), LONGEST_SENTENCE)}") from None
    for sentence in said:
        click.echo(one_line(f"{where}: no time for {sentence}", LONGEST_SENTENCE), err=True)
    lacking = sorted({one.student for one in found.notebooks} - times.keys())
    if lacking:
        click.echo(f"{where} does not say when these handed in: {listed(lacking)}.", err=True)
    return times


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
