"""Grading in several processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from gradcalc.grading.jobs import Job, OtherVersion, failed, grade
from gradcalc.grading.results import NotebookResult
from gradcalc.grading.sandbox import NoSandbox

ENDED = "The process that graded this notebook ended, twice. Regrade this student alone to see whether it does again."
# Enough that no process waits for the next notebook, and few enough that little is lost with one.
IN_FLIGHT = 2


def in_processes(
    jobs: Iterable[Job], workers: int, stopping: Callable[[], bool]
) -> Iterator[tuple[Job, NotebookResult]]:
    """The jobs with their results, as they get done. Jobs are taken one by one, as there is room for them.

    If a process dies, those in flight are tried once more, each alone; one that fails again gets a result that
    says so.
    Once stopping() is true no more is begun. Raises NoSandbox or OtherVersion, after which nothing can be graded.
    """
    waiting, running = iter(jobs), dict[Future, Job]()
    pool = _pool(workers)
    try:
        while True:
            while not stopping() and len(running) < IN_FLIGHT * workers and (job := next(waiting, None)):
                running[_submit(pool, job)] = job
            if stopping():
                for future in running:
                    future.cancel()
            if not running:
                return
            done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            if any(_is_lost(future) for future in done):
                done, _ = wait(running)  # all others of the pool are lost as well, unless they were done just before
                pool.shutdown()
                pool = _pool(workers)
            lost = []
            for future in done:
                job = running.pop(future)
                if _is_lost(future):
                    lost.append(job)
                elif not future.cancelled():
                    yield job, result_of(job, future.result)
            for job in lost:
                if not stopping():
                    yield job, _alone(job)
    finally:
        if running:  # an error or a second Ctrl-C, which nobody waits for
            for process in multiprocessing.active_children():
                process.kill()
        pool.shutdown(cancel_futures=True)


def result_of(job: Job, get: Callable[[], str]) -> NotebookResult:
    """The result that get() gives; an error of the grader itself concerns this notebook alone."""
    try:
        return NotebookResult.from_json(get())
    except (NoSandbox, OtherVersion, CancelledError):
        raise
    except Exception as error:
        return failed(job, f"The grader stopped with {type(error).__name__}: {str(error)[:200]}")


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future:
    try:
        return pool.submit(grade, job)
    except BrokenProcessPool as broken:  # it died with nothing to do
        lost: Future = Future()
        lost.set_exception(broken)
        return lost


def _is_lost(future: Future) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _alone(job: Job) -> NotebookResult:
    with _pool(1) as pool:
        future = _submit(pool, job)
        return failed(job, ENDED) if _is_lost(future) else result_of(job, future.result)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Fresh interpreters: a fork would inherit the gradebook's connection.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_start)


def _start() -> None:
    """Ctrl-C is for the parent; and without the parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
