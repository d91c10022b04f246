"""What is wrong with a course folder, its settings or its gradebook is said in a sentence, once, by every command."""

import contextlib
import errno
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import threading

import pytest
from nbgrader.api import Gradebook

from gradcalc.grading import autograde as autograde_module
from gradcalc.grading.autograde import GradeInSandbox
from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making import gradebook as opening
from gradcalc.grading.making.build import _without_traceback
from gradcalc.grading.making.course import Course, environment
from gradcalc.grading.making.gradebook import address
from gradcalc.grading.making.turns import NOTE, turn
from gradcalc.grading.making.unusable import Unusable
from gradcalc.grading.running.sandbox import NoSandbox
from gradcalc.grading.showing import report as report_module
from tests.grading.class_of_03 import ROOT, STEM, grading, half, hand_in, honest, new_course
from tests.grading.handed_in import needs_bubblewrap
from tests.grading.test_gradebook import result
from tests.grading.test_one_fails_alone import Faults, everything, graded_as_they_come, run
from tests.grading.test_stopped import small_class
from tests.ports import free_port

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a class is graded on Linux")


@pytest.fixture
def submitted(tmp_path) -> pathlib.Path:
    return hand_in(tmp_path / "submitted", ada=honest(), bob=half(), cy=honest())


@pytest.fixture
def course(tmp_path, submitted, monkeypatch) -> pathlib.Path:
    """A course in which ada was graded."""
    graded_as_they_come(monkeypatch)
    course = new_course(tmp_path / "course")
    shutil.copytree(ROOT / "course" / "solutions", course / "solutions")
    assert run("grade", submitted, "--course", course, "--student", "ada")[0] == 0
    return course


def by_every_command(course: pathlib.Path, submitted: pathlib.Path) -> dict[str, str]:
    """What each command says of a course that none of them can use."""
    said = {}
    for name in ("grade", "feedback", "report", "build"):
        first = [submitted] if name == "grade" else ["03"] if name == "build" else []
        code, said[name] = run(name, *first, "--course", course)
        assert code == 1, said[name]
        assert "fault" not in said[name]
    return said


ERRORS = {
    "a name that is not there": ("x = undefined_name", "NameError: name 'undefined_name' is not defined"),
    "no Python": ("c.x = = 2", "SyntaxError"),
    "an exit": ("raise SystemExit(3)", "SystemExit: 3"),
    "an own error": ("def f():\n    raise LookupError('no')\n\nf()", "LookupError: no"),
    "a setting of another kind": ("c.CourseDirectory.course_id = 7", "course_id"),
    "a structure without a student": ("c.CourseDirectory.directory_structure = '{nobody}'", "KeyError: 'nobody'"),
    "no address": ("c.CourseDirectory.db_url = 'a place : secret@'", "no address of a database"),
}


@pytest.mark.parametrize(("error", "sentence"), ERRORS.values(), ids=ERRORS)
def test_an_error_in_the_settings_is_named_with_its_line(error, sentence, course, submitted):
    settings = course / "nbgrader_config.py"
    settings.write_text(f"c = get_config()\n{error}\n", encoding="utf-8")
    for printed in by_every_command(course, submitted).values():
        assert sentence in printed
        assert "nbgrader_config.py" in printed
        assert "secret" not in printed
        if error.startswith(("x", "raise", "c.x", "def")):
            assert f"{settings}, line {3 if error.startswith('def') else 2}: " in printed


DAMAGED = {
    "text": lambda file: file.write_text("This is no database, but a text, and quite a long one.\n" * 40),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "overwritten": lambda file: file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096)),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_gradebook_is_named_with_what_to_do(damage, course, submitted):
    damage(course / "gradebook.db")
    for printed in by_every_command(course, submitted).values():
        assert f"{course / 'gradebook.db'} is damaged, or no gradebook: " in printed
        assert "move it away: gradcalc grade makes a new one" in printed
    (course / "gradebook.db").rename(course / "damaged")
    assert run("grade", submitted, "--course", course)[1].startswith("2 graded, 1 graded before")
    assert sorted(everything(course)) == ["ada", "bob", "cy"]


def test_an_empty_file_is_a_gradebook_begun_anew(course, submitted):
    (course / "gradebook.db").write_bytes(b"")
    assert run("grade", submitted, "--course", course)[1].startswith("2 graded, 1 graded before")
    assert sorted(everything(course)) == ["ada", "bob", "cy"]


def test_a_gradebook_of_an_older_nbgrader_is_named_and_left_as_it_is(course, submitted):
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.execute("alter table grade drop column extra_credit")
    before = (course / "gradebook.db").read_bytes()
    for printed in by_every_command(course, submitted).values():
        assert "no column grade.extra_credit" in printed
        assert "nbgrader db upgrade" in printed
    assert (course / "gradebook.db").read_bytes() == before


def test_a_lesson_of_other_cells_is_named_once(course, submitted):
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.execute("delete from base_cell where name = '03-best_share-check'")
        book.commit()
    code, printed = run("grade", submitted, "--course", course)
    assert code == 1
    assert printed.count("lesson 03 has other cells than when its grading began") == 1
    assert "0 graded, 0 graded before" in printed


HOLD = """
import sqlite3, sys
book = sqlite3.connect(sys.argv[1])
book.execute("begin exclusive")
print("locked", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def locked(file: pathlib.Path):
    """Another program has locked the gradebook."""
    command = [sys.executable, "-c", HOLD, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline()
        try:
            yield holder
        finally:
            holder.kill()


def test_whoever_has_locked_the_gradebook_is_named(course, submitted, monkeypatch):
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.2)
    with locked(course / "gradebook.db") as holder:
        for printed in by_every_command(course, submitted).values():
            assert "is locked by " in printed
            assert f"(process {holder.pid})" in printed
            assert pathlib.Path(sys.executable).name in printed
    assert run("grade", submitted, "--course", course)[0] == 0


def test_a_gradebook_that_gets_locked_stops_the_run_once_and_it_goes_on(course, submitted, monkeypatch):
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.2)
    held = contextlib.ExitStack()
    with held:

        def lock_after_the_first(job):
            if job.student == "cy":
                held.enter_context(locked(course / "gradebook.db"))
            return result().to_json()

        graded_as_they_come(monkeypatch, lock_after_the_first)
        code, printed = run("grade", submitted, "--course", course)
    assert code == 1
    assert printed.count("is locked by") == 1
    assert printed.startswith("1 graded, 1 graded before, 0 with a remark")
    assert "The same command goes on from here." in printed
    graded_as_they_come(monkeypatch)
    assert run("grade", submitted, "--course", course)[1].startswith("1 graded, 2 graded before")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_folder_in_which_nothing_can_be_written_stops_the_run_once(error, course, submitted, tmp_path, monkeypatch):
    """From some moment on, at each of the places where something is written."""
    before = everything(course)
    faults = Faults(monkeypatch, f"{course}/")
    faults.all_from, faults.functions, faults.error = 1, ("open", "mkdir", "fsync"), error
    for name in ("grade", "feedback", "report"):
        faults.count, faults.last = 0, ""
        code, printed = run(name, *([submitted] if name == "grade" else []), "--course", course)
        assert code == 1
        assert printed.count(os.strerror(error)) == 1, printed
    for first in range(2, 100):
        faults.count, faults.last, faults.all_from = 0, "", first
        code, printed = run("grade", submitted, "--course", course)
        faults.all_from = 0
        if not faults.last:
            break
        if code:
            assert printed.count(os.strerror(error)) == 1, printed
        assert everything(course)["ada"] == before["ada"]
    assert run("grade", submitted, "--course", course)[0] == 0
    assert sorted(everything(course)) == ["ada", "bob", "cy"]


def test_a_disk_that_is_full_is_said_once_and_the_same_command_goes_on(course, submitted, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.getuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk]).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        place = shutil.copytree(course, disk / "course")
        # Without a buffer, of which closing the file would write the rest.
        with open(disk / "full", "wb", buffering=0) as full, contextlib.suppress(OSError):
            while True:
                full.write(bytes(10_000))
        code, printed = run("grade", submitted, "--course", place)
        assert code == 1
        assert printed.count("No space left on device") + printed.count("disk is full") == 1
        (disk / "full").unlink()
        assert run("grade", submitted, "--course", place)[0] == 0
        assert sorted(everything(place)) == ["ada", "bob", "cy"]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_database_that_does_not_answer_is_named_without_the_password(course, submitted):
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        url = f"postgresql+psycopg2://lecturer:secret@127.0.0.1:{free_port()}/grades"
        settings.write(f"c.CourseDirectory.db_url = {url!r}\n")
    for printed in by_every_command(course, submitted).values():
        assert "the gradebook postgresql+psycopg2://lecturer:***@127.0.0.1" in printed
        assert "Connection refused" in printed
        assert "secret" not in printed


def refuse(server: socket.socket) -> None:
    """What a PostgreSQL says to a wrong password."""
    connection, _ = server.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(b"R" + struct.pack("!ii", 8, 3))
        connection.recv(1000)
        said = b'SFATAL\0C28P01\0Mpassword authentication failed for user "lecturer"\0\0'
        connection.sendall(b"E" + struct.pack("!i", 4 + len(said)) + said)


def test_a_wrong_password_is_named_and_not_shown(course, submitted):
    with socket.create_server(("127.0.0.1", 0)) as server, open(course / "nbgrader_config.py", "a") as settings:
        url = f"postgresql+psycopg2://lecturer:secret@127.0.0.1:{server.getsockname()[1]}/grades"
        settings.write(f"c.CourseDirectory.db_url = '{url}?sslmode=disable&gssencmode=disable'\n")
        settings.flush()
        answering = threading.Thread(target=refuse, args=(server,))
        answering.start()
        code, printed = run("report", "--course", course)
        answering.join()
    assert code == 1
    assert 'password authentication failed for user "lecturer"' in printed
    assert "secret" not in printed


def test_postgresql_says_what_is_wrong_and_is_not_waited_for_without_end(
    postgres,
    course,
    submitted,
    monkeypatch,
):
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.2)
    settings = course / "nbgrader_config.py"
    at_first = settings.read_text("utf-8")
    settings.write_text(f"{at_first}\nc.CourseDirectory.db_url = {postgres.replace('/grades', '/nothing')!r}\n")
    assert 'database "nothing" does not exist' in run("grade", submitted, "--course", course)[1]
    settings.write_text(f"{at_first}\nc.CourseDirectory.db_url = {postgres!r}\n")
    assert run("grade", submitted, "--course", course, "--student", "ada")[0] == 0
    with Gradebook(postgres, "gradcalc") as other:
        other.db.execute(opening.sqlalchemy.text("lock table submitted_assignment"))
        code, printed = run("grade", submitted, "--course", course)
        assert code == 1
        assert printed.count("is locked by another program") == 1
        other.db.rollback()
    assert run("grade", submitted, "--course", course)[0] == 0


def test_a_gradebook_in_another_place_keeps_what_its_address_says(tmp_path):
    settings = new_course(tmp_path) / "nbgrader_config.py"
    for url in ("sqlite:////tmp/x.db?timeout=7", "postgresql://me:s%40fe@there/grades?options=-c%20x%3Dy"):
        with open(settings, "a", encoding="utf-8") as file:
            file.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
        assert opening.sqlalchemy.make_url(address(Course(tmp_path))) == opening.sqlalchemy.make_url(url)


def test_what_nobody_has_foreseen_is_a_sentence_and_a_file(course, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(report_module, "points_csv", lambda *_, **__: {}["nothing"])
    code, printed = run("report", "--course", course)
    (file,) = tmp_path.glob("gradcalc-*.txt")
    assert code == 1
    assert printed == (
        f"Error: gradcalc has a fault: it stopped with KeyError. Please report it, with what is in {file}.\n"
    )
    assert "Traceback" in file.read_text("utf-8")


def test_what_nbgrader_logs_is_shown_without_its_traceback():
    log = """[GenerateAssignmentApp | WARNING] Removing failed assignment
[GenerateAssignmentApp | ERROR] There was an error processing assignment: /x
[GenerateAssignmentApp | ERROR] Traceback (most recent call last):
      File "/x/base.py", line 288, in convert_notebooks
        self.convert_single_notebook(notebook_filename)
    sqlalchemy.exc.DatabaseError: (sqlite3.DatabaseError) file is not a database
[GenerateAssignmentApp | ERROR] Please see the the above traceback for details
"""
    assert _without_traceback(log) == [
        "[GenerateAssignmentApp | ERROR] There was an error processing assignment: /x",
        "sqlalchemy.exc.DatabaseError: (sqlite3.DatabaseError) file is not a database",
    ]


AT_WORK = """
import pathlib, sys
from gradcalc.grading.making.turns import turn
with turn(pathlib.Path(sys.argv[1]), "gradcalc grade"):
    print("working", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def at_work(tmp_path):
    """Another command is at work in the course folder."""
    command = [sys.executable, "-c", AT_WORK, tmp_path / "course"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline()
        yield other
        other.kill()


def begun(*words: object) -> tuple[subprocess.Popen, str]:
    """A command that waits for its turn, and what it says to that."""
    command = [sys.executable, "-m", "gradcalc", *map(str, words)]
    waiting = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return waiting, waiting.stdout.readline()


def test_a_second_command_waits_and_says_for_whom(course, submitted, at_work):
    waiting, said = begun("build", "03", "--course", course)
    assert said.startswith(f"gradcalc grade (process {at_work.pid}) is at work in {course}.")
    at_work.kill()  # it cannot say that it has ended
    printed, _ = waiting.communicate()
    assert waiting.returncode == 0, printed
    assert not (course / NOTE).exists()


def test_the_button_of_nbgrader_does_not_wait_without_end(course, submitted, at_work, monkeypatch):
    monkeypatch.setattr(autograde_module, "LONGEST_WAIT", 0.1)
    with pytest.raises(SystemExit, match=rf"process {at_work.pid}\) is still at work"):
        autograded(course)


def test_ctrl_c_ends_the_waiting(course, submitted, at_work):
    waiting, said = begun("grade", submitted, "--course", course)
    assert "Ctrl-C ends the waiting" in said
    waiting.send_signal(signal.SIGINT)
    printed, _ = waiting.communicate()
    assert waiting.returncode == 1
    assert printed.strip() == "Aborted!"


@needs_bubblewrap
def test_two_first_gradings_at_once_are_one_after_the_other(tmp_path):
    submitted = hand_in(tmp_path / "submitted", **small_class(4))
    course = new_course(tmp_path / "course")
    (course / "seed").unlink()
    both = [
        subprocess.Popen(grading(submitted, course), env=environment(), stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]  # fmt: skip
    printed = [run.communicate()[0] for run in both]
    assert [run.returncode for run in both] == [0, 0], printed
    counted = sorted(re.search(r"\d graded, \d graded before", text)[0] for text in printed)
    assert counted == ["0 graded, 4 graded before", "4 graded, 0 graded before"]
    assert sum("is at work in" in text for text in printed) == 1


def test_a_turn_ends_with_an_error_and_leaves_no_note(tmp_path):
    for _ in range(2):
        with pytest.raises(LookupError), turn(tmp_path, "this"):
            raise LookupError
    assert not (tmp_path / NOTE).exists()


def autograded(course: pathlib.Path) -> None:
    """What `nbgrader autograde` does with the notebook of ada."""
    place = course / "autograded" / "ada" / STEM
    place.mkdir(parents=True, exist_ok=True)
    hand_in(course / "submitted", ada=honest())
    step = GradeInSandbox(course=str(course))
    step.preprocess(honest(), {"nbgrader": {"student": "ada", "assignment": STEM}})


def test_by_nbgrader_too_one_fails_alone_and_what_all_need_ends_it(course, monkeypatch):
    def raising(error):
        def grade(job):
            raise error

        monkeypatch.setattr(autograde_module, "grade", grade)

    kept = Kept(course / "results").load("ada", "03")
    raising(KeyError("x"))
    with pytest.raises(RuntimeError, match=r"The grader stopped with KeyError.*tries it again"):
        autograded(course)
    raising(NoSandbox("There is no sandbox."))
    with pytest.raises(SystemExit, match=r"There is no sandbox\. Nothing more is graded\."):
        autograded(course)
    assert not (course / "autograded" / "ada" / STEM).exists()  # it would count as graded
    assert Kept(course / "results").load("ada", "03") == kept


def test_a_seed_that_is_none_ends_nbgrader_with_a_sentence(course):
    (course / "seed").write_text("no number", encoding="ascii")
    with pytest.raises(SystemExit, match="holds no seed"):
        autograded(course)
    (course / "seed").unlink()
    (course / "seed").mkdir()
    with pytest.raises(SystemExit, match="there is no seed: Is a directory"):
        autograded(course)


def test_the_gradebook_is_tried_out_before_one_is_blamed(course):
    with Book(Course(course)) as book:
        book.see_whether_it_works("03", 1000)
        (course / "gradebook.db").rename(course / "elsewhere")
        with pytest.raises(Unusable, match=r"gradebook\.db cannot be used"):
            book.see_whether_it_works("03", 1000)
    assert not list(course.rglob(".trial*"))
