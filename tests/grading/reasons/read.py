"""A course in which answers in words wait, made without running any, and its page on a server in this process."""

import asyncio
import contextlib
import http.client
import json
import pathlib
import queue
import shutil
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import nbformat
from nbgrader.api import Gradebook

from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.reasons.server import serve
from gradcalc.grading.running.plan import plan
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from tests.grading.class_of_03 import ROOT, STEM, new_course, released
from tests.grading.handed_in import as_bytes, named_cell

QUESTION, CELL = "03.flat_both_ways", "03-flat_both_ways-reason"
RIGHT = (StratumResult("flat_choice", "the statement that holds", 1, "right"),)
WRONG = (StratumResult("flat_choice", "the statement that holds", 1, "wrong", "", "You gave the text 'a'.", "Look."),)


def course_with(folder: pathlib.Path, **words: str) -> pathlib.Path:
    """A course with these answers to the question, by student; an empty one is no answer."""
    course = new_course(folder)
    shutil.copytree(ROOT / "course" / "solutions", course / "solutions")
    for student, text in words.items():
        enter(course, student, text)
    return course


def enter(
    course: pathlib.Path, student: str, text: str, strata=RIGHT, picture: str = "", changed: bool = True
) -> None:
    """Enter a notebook with a reason as `gradcalc grade` would. picture is a PNG in base64 that stands at it."""
    notebook = released()
    cell = named_cell(notebook.cells, CELL)
    cell["source"] = text or "..."
    if picture:
        cell["attachments"] = {"a.png": {"image/png": picture}}
    content = as_bytes(notebook)
    found = plan(content, "03").reasons[QUESTION]
    result = NotebookResult("03", (ExerciseResult(QUESTION, strata, "", found.words, found.where),))
    with Book(Course(course)) as book:
        book.write(student, "03", content, result, changed=changed)
    Kept(course / "results").save(student, "03", result, f"{hash(content)}-1")


@contextlib.contextmanager
def formgrader(course: pathlib.Path, student: str) -> Iterator[tuple[Any, Any, Any]]:
    """The gradebook with the grade and the comment of a student as Formgrader has them, which sets and commits."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        yield book, book.find_grade(CELL, STEM, STEM, student), book.find_comment(CELL, STEM, STEM, student)


@contextlib.contextmanager
def served(course: pathlib.Path, question: str = QUESTION) -> Iterator[str]:
    """The address of the page of a question."""
    addresses: queue.Queue = queue.Queue()
    started: queue.Queue = queue.Queue()

    async def run() -> None:
        started.put((asyncio.get_running_loop(), asyncio.current_task()))
        with contextlib.suppress(asyncio.CancelledError):
            await serve(Course(course), question, 0, addresses.put)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    loop, task = started.get()
    try:
        yield addresses.get()
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def request(address: str, path: str, sent: Any = None, method: str = "", **headers: str) -> tuple[int, dict, bytes]:
    """What the server answers: status, headers and body. A request as the page makes it, but for the headers given.

    A header of None is left out; "_" in a name stands for "-".
    """
    place = urlsplit(address)
    own = {"Host": place.netloc}
    if sent is not None:
        own |= {"Origin": f"http://{place.netloc}", "Content-Type": "application/json"}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    connection.putrequest(method or ("GET" if sent is None else "POST"), place.path + path, skip_host=True)
    body = b"" if sent is None else json.dumps(sent).encode()
    for name, value in {**own, "Content-Length": str(len(body))}.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def sheet(address: str) -> dict:
    """All answers, as the page gets them."""
    return json.loads(request(address, "answers")[2])


def give(address: str, seen: dict, what: str, value: Any, *students: str, waits: bool | None = None) -> dict:
    """Enter a value for students as the page does that has got this sheet."""
    seals = {one["student"]: one["seal"] for group in seen["groups"] for one in group["members"]}
    of = [[student, seals[student], seen["entries"][student]] for student in students]
    sent = {"changes": [{"what": what, "value": value, "waits": waits, "of": of}]}
    status, _, body = request(address, "entries", sent)
    assert status == 200, body
    return json.loads(body)


def autograded(course: pathlib.Path, student: str) -> nbformat.NotebookNode:
    """The notebook that nbgrader shows."""
    return nbformat.read(course / "autograded" / student / STEM / f"{STEM}.ipynb", as_version=4)
