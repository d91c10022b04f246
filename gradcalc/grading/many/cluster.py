"""Grading on several machines: the same jobs, as tasks of Dask (the extra `cluster`)."""

import functools
import logging
import socket
import uuid
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError

from distributed import Client, Future, as_completed
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.scheduler import KilledWorker

from gradcalc.grading.many.jobs import Job, NotGraded, grade
from gradcalc.grading.many.pool import IN_FLIGHT, result_of
from gradcalc.grading.running.results import NotebookResult

KILLED = "The workers that graded this notebook ended, one after the other. Grade this student alone to see why."
GONE = "the scheduler at {} does not answer any more. The same command goes on from here, once there is one."
PATIENCE, PORT = 60, 8786
SILENT = 20.0
NO_ADDRESS = f"--scheduler is an address such as tcp://10.0.0.1:{PORT}"


def on_cluster(
    jobs: Iterable[Job], scheduler: str, stopping: Callable[[], bool]
) -> Generator[tuple[Job, NotebookResult | NotGraded], None, None]:
    """The jobs with their results, as they get done by the workers of a scheduler, such as "tcp://host:8786".

    The tasks of a worker that dies are done by another. Raises OSError if the scheduler is not there, or no longer,
    TimeoutError if it has no workers, and NoSandbox or OtherVersion if a worker cannot grade.
    """
    for name in logging.root.manager.loggerDict:
        if name.split(".")[0] == "distributed":  # it would write its tracebacks as well
            logging.getLogger(name).setLevel(logging.CRITICAL)
    _see_whether_it_speaks(scheduler)
    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=PATIENCE)
        try:
            yield from _as_they_come(jobs, client, stopping)
        except (CancelledError, OSError):
            raise OSError(GONE.format(scheduler)) from None


def _as_they_come(
    jobs: Iterable[Job], client: Client, stopping: Callable[[], bool]
) -> Generator[tuple[Job, NotebookResult | NotGraded], None, None]:
    waiting, running = iter(jobs), dict[Future, Job]()
    flow = as_completed(loop=client.loop)
    while True:
        room = IN_FLIGHT * max(1, sum(client.nthreads().values()))
        while not stopping() and len(running) < room and (job := next(waiting, None)):
            future = client.submit(grade, job, key=f"gradcalc-{uuid.uuid4().hex}", pure=False)
            running[future] = job
            flow.add(future)
        if not running:
            return
        future = next(flow)
        job = running.pop(future)
        if future.status == "error" and isinstance(future.exception(), KilledWorker):
            yield job, NotGraded(KILLED)
        else:
            yield job, result_of(functools.partial(_fetched, future))


def _fetched(future: Future) -> str:
    try:
        return future.result()
    except OSError:
        if future.status == "error":  # that of the notebook, and not of the way to it
            raise
        raise CancelledError from None


def _see_whether_it_speaks(scheduler: str) -> None:
    """Dask's client waits without end for a first word, and the port of a dashboard never says one."""
    try:
        protocol, place = parse_address(scheduler)
        where = parse_host_port(place, PORT)
    except ValueError as error:
        raise OSError(f"{NO_ADDRESS}: {error}.") from None
    if protocol != "tcp":
        return
    try:
        connection = socket.create_connection(where, timeout=SILENT)
    except UnicodeError as error:  # the name of a host that cannot be one
        raise OSError(f"{NO_ADDRESS}: {error}.") from None
    except OSError:
        return  # it may be about to start: the client tries again for a while, and says so in the end
    with connection:
        try:
            spoke = connection.recv(1)
        except OSError:
            spoke = b""
    if not spoke:
        raise OSError(f"what answers at {scheduler} is no scheduler of Dask. Is it the port of the dashboard?")
