"""The processes that grade: one that is killed takes nobody's points along."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace

import nbformat
import pytest

from gradcalc.grading.many.jobs import Job, NotGraded, OtherVersion, grade, version_of
from gradcalc.grading.many.pool import ENDED, in_processes, started
from gradcalc.grading.running.results import NotebookResult
from tests.grading.class_of_03 import half
from tests.grading.handed_in import needs_bubblewrap
from tests.grading.test_stopped import small_class

pytestmark = needs_bubblewrap

SEED = 7


def jobs(number: int) -> list[Job]:
    content = nbformat.writes(small_class(1)["student000"]).encode()
    return [Job(f"student{i}", "03", content, SEED, version_of("03")) for i in range(number)]


@pytest.fixture(scope="module")
def expected() -> NotebookResult:
    result = NotebookResult.from_json(grade(jobs(1)[0]))
    assert result.earned > 0
    return result


def kill_children() -> None:
    for child in multiprocessing.active_children():
        if child.pid:
            os.kill(child.pid, signal.SIGKILL)


def test_what_was_in_flight_with_a_process_that_dies_is_graded_all_the_same(expected):
    asked, found = jobs(6), []
    for job, result in in_processes(asked, started(2), lambda: False):
        found.append((job.student, result))
        if len(found) == 1:
            kill_children()
    assert sorted(found) == [(job.student, expected) for job in asked]


@contextlib.contextmanager
def no_process_lasting() -> Iterator[threading.Event]:
    """Kill every process soon after its start, until the event is set."""
    quiet = threading.Event()

    def kill() -> None:
        while not quiet.wait(0.05):
            kill_children()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield quiet
    finally:
        quiet.set()
        killer.join()


def test_one_that_ends_its_process_again_fails_alone(expected):
    graded = in_processes(jobs(8), started(1), lambda: False)
    found = [next(graded)]
    with no_process_lasting() as quiet:
        while not isinstance(found[-1][1], NotGraded):  # some may have been done before the first process was killed
            found.append(next(graded))
        quiet.set()
        found += graded
    assert sorted(job.student for job, _ in found) == [f"student{number}" for number in range(8)]
    assert [result for _, result in found if result != expected] == [NotGraded(ENDED)]


def test_where_no_process_starts_nobody_is_given_zero_for_it():
    with no_process_lasting(), pytest.raises(ChildProcessError, match="memory"):
        next(in_processes(jobs(3), started(2), lambda: False))


def test_once_stopping_no_more_is_begun():
    taken = []

    def endless():
        for number in range(1000):
            taken.append(number)
            yield Job("x", "03", nbformat.writes(half()).encode() if number else b"", SEED, version_of("03"))

    found = []
    for _, result in in_processes(endless(), started(1), lambda: bool(found)):
        found.append(result)
    assert len(found) <= 2
    assert len(taken) <= 3


def test_a_job_of_another_version_is_refused():
    with pytest.raises(OtherVersion, match="another version"):
        list(in_processes([Job("x", "03", b"", SEED, "other")], started(1), lambda: False))


def test_a_result_counts_for_its_notebook_and_seed_and_for_its_version_and_sandbox():
    job = Job("x", "03", b"a notebook", SEED, "this")
    others = ({"content": b"another"}, {"seed": SEED + 1}, {"version": "another"}, {"unsafe": True})
    digests = {job.digest, *(replace(job, **other).digest for other in others)}
    assert len(digests) == 1 + len(others)
    assert replace(job, student="y").digest == job.digest
