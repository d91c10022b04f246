"""Grading in several processes of this machine."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from gradcalc.grading.many.jobs import Job, NotGraded, OtherVersion, grade
from gradcalc.grading.running import server
from gradcalc.grading.running.patience import patiently
from gradcalc.grading.running.printable import one_line
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.sandbox import NoSandbox

ENDED = "The process that graded this notebook ended, twice. Is there enough memory? Grade this student alone to see."
NONE_STARTS = "The processes that grade end as soon as they are started. Is there enough memory?"
# Enough that no process waits for the next notebook, and few enough that little is lost with one.
IN_FLIGHT = 2


class Pool(NamedTuple):
    """Processes that grade, and what comes of them once they are ready to."""

    processes: ProcessPoolExecutor
    workers: int
    unsafe: bool
    ready: list[Future]

    def works(self) -> bool:
        """Whether one of them has been ready."""
        return any(future.done() and not future.cancelled() and not future.exception() for future in self.ready)


def started(workers: int, unsafe: bool = False) -> Pool:
    """Processes that get ready at once, while something else is done."""
    # Fresh interpreters: a fork would inherit the gradebook's connection.
    spawn = multiprocessing.get_context("spawn")
    processes = ProcessPoolExecutor(workers, spawn, initializer=_start)
    with _ctrl_c_later():
        return Pool(processes, workers, unsafe, [processes.submit(_get_ready, unsafe) for _ in range(workers)])


def in_processes(
    jobs: Iterable[Job], pool: Pool, stopping: Callable[[], bool]
) -> Generator[tuple[Job, NotebookResult | NotGraded], None, None]:
    """The jobs with their results, as they get done. Jobs are taken one by one, as there is room for them.

    If a process dies, those in flight are tried once more, each alone; one that fails again is not graded.
    Once stopping() is true no more is begun. The processes have ended at the end.

    Raises NoSandbox, OtherVersion or ChildProcessError, after which nothing can be graded.
    """
    waiting, running, works = iter(jobs), dict[Future, Job](), False
    try:
        while True:
            while not stopping() and len(running) < IN_FLIGHT * pool.workers and (job := next(waiting, None)):
                running[_submit(pool, job)] = job
            if stopping():
                for future in running:
                    future.cancel()
            if not running:
                return
            done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            broken = any(_is_lost(future) for future in done)
            if broken:
                done, _ = wait(running)  # all others of the pool are lost as well, unless they were done just before
                pool.processes.shutdown()
                works = works or pool.works()
            lost = []
            for future in done:
                job = running.pop(future)
                if _is_lost(future):
                    lost.append(job)
                elif not future.cancelled():
                    works = True
                    yield job, result_of(future.result)
            for job in lost:
                if not stopping():
                    yield job, _alone(job, works)
            if broken:  # only now: each of those was to be alone
                pool = started(pool.workers, pool.unsafe)
    finally:
        if running:  # an error or a second Ctrl-C, which nobody waits for
            for process in multiprocessing.active_children():
                process.kill()
        pool.processes.shutdown(cancel_futures=True)


def result_of(get: Callable[[], str]) -> NotebookResult | NotGraded:
    """The result that get() gives; an error of the grader itself concerns this notebook alone."""
    try:
        return NotebookResult.from_json(get())
    except (NoSandbox, OtherVersion, CancelledError):
        raise
    except Exception as error:
        return NotGraded(f"The grader stopped with {one_line(f'{type(error).__name__}: {error}', 200)}")


def _submit(pool: Pool, job: Job) -> Future:
    try:
        return pool.processes.submit(grade, job)
    except BrokenProcessPool as broken:  # it died with nothing to do
        lost: Future = Future()
        lost.set_exception(broken)
        return lost


def _is_lost(future: Future) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _alone(job: Job, works: bool) -> NotebookResult | NotGraded:
    pool = started(1, job.unsafe)
    with pool.processes:
        future = _submit(pool, job)
        if not _is_lost(future):
            return result_of(future.result)
    if not (works or pool.works()):  # then it is no fault of the notebook
        raise ChildProcessError(NONE_STARTS)
    return NotGraded(ENDED)


def _get_ready(unsafe: bool) -> None:
    """Start what the first notebook would otherwise wait for. If there is no sandbox, the first notebook says so."""
    with server.borrowed(unsafe) as borrowed:
        patiently(borrowed.submission, (False, unsafe))


@contextlib.contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Ctrl-C does not interrupt the processes that start here, until they say how they want it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> None:
    """Ctrl-C is for the parent; and without the parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
