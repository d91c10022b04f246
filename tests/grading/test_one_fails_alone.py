"""Whatever goes wrong with one submission fails that one, with a sentence: the others get their points and pages.

The faults are put in one after the other, at every step and at every file operation, and everything has to be as
always once the same command has run again without them.
"""

import builtins
import contextlib
import decimal
import errno
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner

from gradcalc.app.cli import main
from gradcalc.grading import grade as grade_module
from gradcalc.grading.collecting.handed_in import HandedIn
from gradcalc.grading.keeping import batch, gradebook, kept
from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.many import jobs
from gradcalc.grading.many.pool import result_of
from gradcalc.grading.running import one
from gradcalc.grading.showing import feedback as feedback_module
from tests.grading.class_of_03 import STEM, half, hand_in, honest, new_course, scores
from tests.grading.handed_in import needs_bubblewrap
from tests.grading.test_gradebook import result

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a class is graded on Linux")

CLASS = ("ada", "bob", "cy")
TIME = "2026-11-27 10:00:00.000000 UTC"


def run(*words: object) -> tuple[int, str]:
    """The exit code of a command, and what it printed."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def to_read(number: int) -> str:
    """The line that says how many reasons wait, and what to do."""
    return f"{number} reasons in words wait to be read: gradcalc reasons lists the questions.\n"


def graded_as_they_come(monkeypatch: pytest.MonkeyPatch, grade: Callable = lambda job: result().to_json()) -> None:
    """Grade in this process, where faults can be put in."""
    monkeypatch.setattr(grade_module, "_runner", lambda *_: lambda jobs, stopping: in_order(jobs, grade))


def in_order(waiting: Iterator[jobs.Job], grade: Callable) -> Iterator[tuple]:
    for job in waiting:
        yield job, result_of(lambda job=job: grade(job))


@pytest.fixture
def submitted(tmp_path) -> pathlib.Path:
    folder = hand_in(tmp_path / "submitted", ada=honest(), bob=half(), cy=honest())
    for student in CLASS:
        (folder / student / STEM / "timestamp.txt").write_text(TIME, encoding="utf-8")
    return folder


@pytest.fixture
def course(tmp_path, submitted, monkeypatch) -> pathlib.Path:
    """A course whose gradebook knows the lesson, and in which nobody was graded."""
    graded_as_they_come(monkeypatch)
    course = new_course(tmp_path / "course")
    with Book(gradebook.Course(course)) as book:
        book._lesson("03")
    shutil.copy(course / "gradebook.db", course / "gradebook.db at first")
    return course


GRADES = """
    select student_id, base_cell.name, auto_score, manual_score, needs_manual_grade from grade
    join base_cell on base_cell.id = cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id order by 1, 2
"""


def everything(course: pathlib.Path) -> dict[str, tuple]:
    """All that grading leaves of each student."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        rows = book.execute(GRADES).fetchall()
    results = {student: found for student, _, found in Kept(course / "results").all()}
    found = {}
    for student in {row[0] for row in rows}:
        folder = course / "autograded" / student / STEM
        files = [path.read_bytes() for path in (folder / f"{STEM}.ipynb", folder / "timestamp.txt") if path.exists()]
        found[student] = [row for row in rows if row[0] == student], results.get(student), files
    return found


def undo(course: pathlib.Path) -> None:
    """As if nobody had been graded, with the gradebook that was there at first."""
    for name in ("results", "autograded", "feedback"):
        shutil.rmtree(course / name, ignore_errors=True)
    shutil.copy(course / "gradebook.db at first", course / "gradebook.db")


class Faults:
    """Counts what is done with files that have this in their path, and lets some of it fail.

    at is the number of the one that fails, all_from that of the first of all that fail; 0 stands for none.
    """

    FUNCTIONS = ("stat", "lstat", "scandir", "mkdir", "replace", "rename", "unlink", "link", "fsync", "open")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, error: int = errno.EIO):
        self.name, self.error, self.functions = name, error, self.FUNCTIONS
        self.at = self.all_from = self.count = 0
        self.last = ""
        for module, function in [(builtins, "open"), (io, "open"), *((os, name) for name in self.FUNCTIONS)]:
            monkeypatch.setattr(module, function, self.counting(getattr(module, function), function))

    def counting(self, function: Callable, called: str) -> Callable:
        def instead(path=".", *arguments, **options):
            at = os.readlink(f"/proc/self/fd/{path}") if type(path) is int else os.fspath(path)
            if called in self.functions and self.name in str(at):
                self.count += 1
                if self.count == self.at or 0 < self.all_from <= self.count:
                    self.last = f"{called} {at}"
                    raise OSError(self.error, os.strerror(self.error), str(at))
            return function(path, *arguments, **options)

        return instead

    def from_now_on(self, at: int) -> None:
        self.at, self.count, self.last = at, 0, ""


def one_after_the_other(faults: Faults, command: Callable[[], tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """What the command gives with each fault in turn; afterwards there are none."""
    number = 0
    while True:
        number += 1
        faults.from_now_on(number)
        done = command()
        if not faults.last:
            break
        print(faults.last, *done)
        faults.at = 0
        yield done
    assert number > 5


def test_a_fault_in_any_file_of_one_student_fails_that_one(course, submitted, monkeypatch):
    grade = ("grade", submitted, "--course", course)
    done = "3 graded, 0 graded before, 0 with a remark, 0 files or folders left out.\n"
    assert run(*grade) == (0, done + to_read(3))
    expected = everything(course)
    faults = Faults(monkeypatch, "bob")
    undo(course)
    for code, printed in one_after_the_other(faults, lambda: run(*grade)):
        found = everything(course)
        assert {name: found.get(name) for name in ("ada", "cy")} == {n: expected[n] for n in ("ada", "cy")}, printed
        if found.get("bob") != expected["bob"]:
            assert re.search(r"bob.*: ", printed)
            assert code == 1 or "1 file or folder left out" in printed or "1 with a remark" in printed
        assert run(*grade)[0] == 0
        assert everything(course) == expected
        undo(course)


def test_a_fault_does_not_take_away_what_was_graded_before(course, submitted, monkeypatch):
    grade = ("grade", submitted, "--course", course)
    run(*grade)
    expected = everything(course)
    faults = Faults(monkeypatch, "bob")
    for again in ((), ("--student", "bob", "--student", "ada")):
        for _code, printed in one_after_the_other(faults, lambda again=again: run(*grade, *again)):
            assert everything(course) == expected, printed
            assert run(*grade)[0] == 0
            assert everything(course) == expected


class Fault(Exception):
    """Something that nobody has foreseen."""


STEPS = {
    "the file is read": (HandedIn, "read"),
    "the version is found": (batch, "version_of"),
    "the result before is looked for": (Kept, "load"),
    "the job is begun": (batch.Batch, "_begin"),
    "the result is entered": (batch.Batch, "_enter"),
    "the gradebook is written": (Book, "write"),
    "the notebook to show is made": (gradebook, "shown"),
    "its cells are read": (gradebook, "sources"),
    "a file is written": (gradebook, "write"),
    "the submission is looked for": (Book, "_submission"),
    "the submission is made": (Book, "_new"),
    "the time is read": (gradebook, "_time"),
    "the result is kept": (Kept, "save"),
    "the result is written": (kept, "write"),
}
ERRORS = [
    Fault(),
    MemoryError(),
    RecursionError(),
    decimal.InvalidOperation(),
    UnicodeEncodeError("utf-8", "", 0, 1, ""),
]


def failing(function: Callable, at: int, error: Exception) -> Callable:
    calls = iter(range(1, 1_000_000))

    def instead(*arguments, **options):
        if next(calls) == at:
            raise error
        return function(*arguments, **options)

    return instead


@pytest.mark.parametrize(("place", "step"), STEPS.values(), ids=STEPS)
def test_an_error_at_any_step_fails_one_alone(place, step, course, submitted, monkeypatch):
    grade = ("grade", submitted, "--course", course)
    run(*grade)
    expected = everything(course)
    undo(course)
    number = list(STEPS.values()).index((place, step))
    error = ERRORS[number % len(ERRORS)]
    with monkeypatch.context() as faulty:
        faulty.setattr(place, step, failing(getattr(place, step), 1 + number % 3, error))
        code, printed = run(*grade)
    found = everything(course)
    (wrong,) = (student for student in CLASS if found.get(student) != expected[student])
    assert f"{wrong}, lesson 03: It could not be graded and entered: " in printed
    assert "2 graded, 0 graded before, 1 with a remark, 0 files" in printed
    assert "1 could not be graded or entered. The same command tries them again." in printed
    assert code == 1
    done = "1 graded, 2 graded before, 0 with a remark, 0 files or folders left out.\n"
    assert run(*grade) == (0, done + to_read(3))
    assert everything(course) == expected


@needs_bubblewrap
def test_an_error_of_the_judge_gives_nobody_zero(course, submitted, monkeypatch):
    graded_as_they_come(monkeypatch, jobs.grade)
    with monkeypatch.context() as faulty:
        faulty.setattr(one, "judge", failing(one.judge, 7, Fault("in the judge")))  # of the second notebook
        code, printed = run("grade", submitted, "--course", course)
    assert (code, sorted(everything(course))) == (1, ["ada", "cy"])
    assert "bob, lesson 03: The grader stopped with Fault: in the judge" in printed
    assert run("grade", submitted, "--course", course)[0] == 0
    assert sorted(everything(course)) == sorted(CLASS)


def test_a_file_that_cannot_be_read_takes_no_points_that_were_there(course, submitted):
    run("grade", submitted, "--course", course)
    before = everything(course)
    file = submitted / "bob" / STEM / f"{STEM}.ipynb"
    content = file.read_bytes()
    with open(file, "wb") as sparse:
        sparse.truncate(100_000_001)
    code, printed = run("grade", submitted, "--course", course)
    assert code == 1
    assert "bob, lesson 03: The file is larger than 100 MB. What was graded before stays." in printed
    assert everything(course) == before
    file.write_bytes(content)
    assert run("grade", submitted, "--course", course)[0] == 0


@pytest.mark.parametrize(
    "time", ["10h11111111111111111111111111111", "9" * 900, "\0", "now", "2026-13-45", "1e999999999"]
)
def test_a_time_that_is_none_stops_nobody(time, course, submitted):
    (submitted / "bob" / STEM / "timestamp.txt").write_text(time, encoding="utf-8")
    code, printed = run("grade", submitted, "--course", course)
    assert code == 0
    assert f"bob/{STEM}/timestamp.txt: it holds no time that can be" in printed
    assert "3 graded, 0 graded before, 0 with a remark, 1 file or folder left out." in printed
    assert sorted(everything(course)) == sorted(CLASS)


NAMES = ["Щ" * 42, "ก" * 28, "ก" * 80, "é" * 100, "Zoë O'Neill"]


def test_a_name_is_a_name_in_any_script_and_one_that_no_folder_can_have_fails_alone(course, tmp_path):
    submitted = hand_in(tmp_path / "names", **dict.fromkeys(NAMES, half()))
    assert run("grade", submitted, "--course", course)[0] == 0
    assert run("grade", submitted, "--course", course)[1].startswith(f"0 graded, {len(NAMES)} graded before")
    assert sorted(scores(course)) == sorted(NAMES)
    assert run("feedback", "--course", course)[0] == 0
    assert sorted(path.name for path in (course / "feedback").iterdir()) == sorted(NAMES)
    assert run("report", "--course", course)[0] == 0
    table = (course / "report" / "points.csv").read_text("utf-8-sig")
    assert all(name in table for name in NAMES)

    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as packed:  # where a name of 300 bytes has room
        for name in ("ก" * 90, "ada"):
            packed.writestr(f"{name}_12_assignsubmission_file_/{STEM}.ipynb", json.dumps(half()))
    code, printed = run("grade", tmp_path / "moodle.zip", "--course", course)
    assert code == 1
    assert "1 graded, 0 graded before, 0 with a remark, 1 file or folder left out." in printed
    assert f"{'ก' * 50}" in printed
    assert "hand it in under a shorter one" in printed
    assert "ada" in scores(course)


def test_remarks_are_made_again_of_what_was_graded_before(course, tmp_path, monkeypatch):
    submitted = hand_in(tmp_path / "remarked", ada=honest(), bob="no notebook")
    graded_as_they_come(monkeypatch, jobs.grade)
    monkeypatch.setattr(jobs, "grade_notebook", lambda content, lesson, seed, **_: jobs.failed(
        jobs.Job("", "03", b"", 1, ""), "A remark." if content.startswith(b"no") else ""))  # fmt: skip
    for done in ("2 graded, 0 graded before", "0 graded, 2 graded before"):
        code, printed = run("grade", submitted, "--course", course)
        assert code == 0
        said = f"bob, lesson 03: A remark.\n{done}, 1 with a remark, 0 files or folders left out.\n"
        assert printed.partition("reason")[0].rstrip(" 0123456789") == said


def pages(course: pathlib.Path) -> dict[str, bytes]:
    return {path.parts[-3]: path.read_bytes() for path in course.glob("feedback/*/*/*.html")}


def test_a_fault_in_any_file_of_one_student_costs_no_other_page(course, submitted, monkeypatch):
    run("grade", submitted, "--course", course)
    assert run("feedback", "--course", course)[0] == 0
    expected = pages(course)
    shutil.rmtree(course / "feedback")
    faults = Faults(monkeypatch, "bob")
    for code, printed in one_after_the_other(faults, lambda: run("feedback", "--course", course)):
        assert {name: pages(course)[name] for name in ("ada", "cy")} == {n: expected[n] for n in ("ada", "cy")}
        if pages(course) != expected:
            assert code == 1
            assert "bob" in printed
            assert "2 pages written" in printed
        assert run("feedback", "--course", course)[0] == 0
        assert pages(course) == expected
        shutil.rmtree(course / "feedback")


def test_a_fault_in_any_file_of_one_student_costs_no_other_row(course, submitted, monkeypatch):
    run("grade", submitted, "--course", course)
    faults = Faults(monkeypatch, "bob")
    faults.at = 1
    code, printed = run("report", "--course", course)
    assert code == 1
    assert "The result in 03/bob.json cannot be read: " in printed
    rows = (course / "report" / "points.csv").read_text("utf-8-sig").splitlines()
    assert [row.partition(",")[0] for row in rows] == ["student", "ada", "cy"]
    faults.at = 0
    assert run("report", "--course", course)[0] == 0


def test_an_error_in_one_page_costs_no_other(course, submitted, monkeypatch):
    run("grade", submitted, "--course", course)
    for number, error in enumerate(ERRORS):
        with monkeypatch.context() as faulty:
            faulty.setattr(feedback_module, "page", failing(feedback_module.page, 1 + number % 3, error))
            code, printed = run("feedback", "--course", course)
        assert code == 1
        assert f"{CLASS[number % 3]}, lesson 03: no page could be written: {type(error).__name__}" in printed
        assert "2 pages written" in printed


OTHERS = {
    "damaged": lambda kept: "{",
    "of other fields": lambda kept: json.dumps(kept | {"result": kept["result"] | {"colour": "red"}}),
    "of other exercises": lambda kept: json.dumps(kept).replace("03.best_share", "03.of_another_year"),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_a_result_that_is_damaged_or_of_another_version_hides_nobody_else(change, course, submitted):
    run("grade", submitted, "--course", course)
    expected = everything(course)
    path = course / "results" / "03" / "bob.json"
    path.write_text(change(json.loads(path.read_text("utf-8"))), encoding="utf-8")
    for command in ("feedback", "report"):
        code, printed = run(command, "--course", course)
        assert code == 1
        assert "bob" in printed
        assert "gradcalc grade" in printed
        assert "1 could not be shown" in printed
    assert sorted(pages(course)) == ["ada", "cy"]
    table = (course / "report" / "points.csv").read_text("utf-8-sig")
    assert [line.partition(",")[0] for line in table.splitlines()] == ["student", "ada", "cy"]
    assert run("grade", submitted, "--course", course, "--student", "bob")[0] == 0
    assert everything(course) == expected
    assert run("feedback", "--course", course)[0] == run("report", "--course", course)[0] == 0
