"""A grader that is killed or stopped: the next run goes on, and in the end all is as if nothing had happened."""

import multiprocessing
import os
import pathlib
import random
import signal
import subprocess
import time

import nbformat
import pytest

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import environment
from tests.grading.class_of_03 import comments, grade, grading, half, hand_in, honest, new_course, scores
from tests.grading.handed_in import needs_bubblewrap

pytestmark = needs_bubblewrap

MOMENTS = 20
KINDS = 4


def small_class(students: int) -> dict[str, nbformat.NotebookNode | str]:
    """Notebooks that are soon graded: right, half right, and not readable."""
    right, partly = honest(), half()
    for notebook in (right, partly):
        notebook.cells = [
            cell for cell in notebook.cells
            if "nbgrader" in cell.metadata or cell.source.startswith("import")
        ]  # fmt: skip
    kinds = [right, partly, "", "no notebook"]
    return {f"student{number:03}": kinds[number % KINDS] for number in range(students)}


def everything(course: pathlib.Path) -> tuple:
    """What grading leaves: gradebook, results, and the notebooks to show."""
    shown = {path.relative_to(course): path.read_bytes() for path in course.glob("autograded/**/*") if path.is_file()}
    return scores(course), comments(course), list(Kept(course / "results").all()), shown


def done(course: pathlib.Path) -> int:
    return len(list(course.glob("results/03/*.json")))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What was handed in, and everything that grading it at one go leaves."""
    folder = tmp_path_factory.mktemp("undisturbed")
    submitted = hand_in(folder / "submitted", **small_class(5 * MOMENTS))
    course = new_course(folder / "course")
    grade(submitted, course)
    return submitted, everything(course)


def test_a_grader_killed_at_random_moments_loses_nothing(undisturbed, tmp_path):
    submitted, expected = undisturbed
    course = new_course(tmp_path)
    chance = random.Random(6)
    moments = []
    for _ in range(MOMENTS):
        before = done(course)
        # A copy of this process, which has loaded what the command needs.
        run = multiprocessing.get_context("fork").Process(target=grade, args=(submitted, course))
        run.start()
        while run.is_alive() and done(course) == before:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        run.kill()
        run.join()
        if run.exitcode == -signal.SIGKILL:
            moments.append(done(course))
    assert len(moments) == MOMENTS
    assert moments[0] < len(expected[0])
    grade(submitted, course)
    assert everything(course) == expected
    assert not list(course.glob("results/**/*.new"))


def test_ctrl_c_at_the_start_is_for_the_command_alone(undisturbed, tmp_path):
    submitted, _ = undisturbed
    run = subprocess.Popen(grading(submitted, new_course(tmp_path)), env=environment(), stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True, start_new_session=True)  # fmt: skip
    children = pathlib.Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while not any(_is_loading(child) for child in children.read_text().split()):
        assert run.poll() is None
        time.sleep(0.001)
    os.killpg(run.pid, signal.SIGINT)
    printed, _ = run.communicate()
    assert run.returncode != 0
    assert "Traceback" not in printed


def _is_loading(process: str) -> bool:
    """Whether it has begun to load what it grades with."""
    try:
        command, libraries = (pathlib.Path(f"/proc/{process}/{name}").read_text() for name in ("cmdline", "maps"))
    except OSError:
        return False
    return "spawn_main" in command and "numpy" in libraries


def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(undisturbed, tmp_path):
    submitted, expected = undisturbed
    course = new_course(tmp_path)
    run = subprocess.Popen(grading(submitted, course), env=environment(), stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True)  # fmt: skip
    while run.poll() is None and not done(course):
        time.sleep(0.005)
    run.send_signal(signal.SIGINT)
    printed, _ = run.communicate()
    assert run.returncode == 130, printed
    assert "The same command goes on from here." in printed
    assert 0 < done(course) < len(expected[0])
    assert len(scores(course)) == done(course)
    grade(submitted, course)
    assert everything(course) == expected
