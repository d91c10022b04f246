"""A class of 500 on two Dask workers in folders of their own, one killed half-way; and wrong addresses."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import environment
from gradcalc.grading.many import cluster as cluster_of_dask
from tests.grading.class_of_03 import grade, grading, hand_in, new_course, scores
from tests.grading.handed_in import needs_bubblewrap
from tests.grading.test_stopped import KINDS, small_class
from tests.ports import free_port

pytestmark = needs_bubblewrap


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and three processes: the scheduler and its two workers."""
    port = str(free_port())
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m"]
    scheduler = [*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = [*dask, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started = []
    try:
        for number, command in enumerate([scheduler, worker, worker]):
            folder = tmp_path / f"machine-{number}"
            folder.mkdir()
            with open(folder / "log", "wb") as log:
                started.append(
                    subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=subprocess.STDOUT)
                )
        yield address, started
    finally:
        for process in started[::-1]:
            process.kill()
            process.wait()


def test_each_submission_is_graded_once_though_a_worker_is_killed(tmp_path, cluster):
    address, (_, *workers) = cluster
    students = small_class(500)
    submitted = hand_in(tmp_path / "submitted", **students)
    course = new_course(tmp_path / "course")
    run = subprocess.Popen(grading(submitted, course, "--scheduler", address), env=environment(),
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    while run.poll() is None and len(list(course.glob("results/03/*.json"))) < len(students) // 2:
        time.sleep(0.1)
    assert run.poll() is None, run.communicate()[0]
    os.kill(workers[0].pid, signal.SIGKILL)
    printed, _ = run.communicate()
    assert run.returncode == 0, printed
    assert workers[0].wait() == -signal.SIGKILL
    assert f"{len(students)} graded, 0 graded before" in printed

    # On one machine one notebook of each kind is enough: the others are the same.
    alone = new_course(tmp_path / "alone")
    first = dict(list(students.items())[:KINDS])
    grade(hand_in(tmp_path / "first", **first), alone)
    expected, results = scores(alone), {student: result for student, _, result in Kept(alone / "results").all()}
    like = {student: list(first)[number % KINDS] for number, student in enumerate(students)}
    assert scores(course) == {student: expected[other] for student, other in like.items()}
    assert {s: result for s, _, result in Kept(course / "results").all()} == {s: results[o] for s, o in like.items()}


def test_a_scheduler_that_goes_away_is_named_and_the_same_command_goes_on(tmp_path, cluster):
    address, (scheduler, *_) = cluster
    submitted = hand_in(tmp_path / "submitted", **small_class(100))
    course = new_course(tmp_path / "course")
    run = subprocess.Popen(grading(submitted, course, "--scheduler", address), env=environment(),
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    while run.poll() is None and not list(course.glob("results/03/*.json")):
        time.sleep(0.01)
    scheduler.kill()
    printed, _ = run.communicate()
    assert run.returncode == 1, printed
    assert f"Error: the scheduler at {address} does not answer any more." in printed
    assert "Traceback" not in printed
    done = len(list(course.glob("results/03/*.json")))
    assert f"{done} graded, 0 graded before" in printed
    assert f"{100 - done} graded, {done} graded before" in grade(submitted, course)


@pytest.fixture
def no_scheduler(monkeypatch):
    """Addresses of what never says a word, as the port of a dashboard, and of what hangs up."""
    monkeypatch.setattr(cluster_of_dask, "SILENT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_server(("127.0.0.1", 0)) as rude:
        threading.Thread(target=hang_up, args=[rude], daemon=True).start()
        yield [f"tcp://127.0.0.1:{server.getsockname()[1]}" for server in (silent, rude)]


def hang_up(server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            server.accept()[0].close()


def test_what_is_no_scheduler_is_not_waited_for(no_scheduler):
    for address in no_scheduler:
        with pytest.raises(OSError, match="no scheduler of Dask"):
            next(cluster_of_dask.on_cluster([], address, lambda: False))


@pytest.mark.parametrize("address", ["tcp://here:there", "[::1", "tcp://127.0.0.1:port", "tcp://a..b:8786"])
def test_what_is_no_address_is_named(address):
    with pytest.raises(OSError, match="--scheduler is an address such as tcp://"):
        next(cluster_of_dask.on_cluster([], address, lambda: False))
