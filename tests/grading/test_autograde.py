"""`nbgrader autograde` with the course's settings: the same points as by `gradcalc grade`."""

import subprocess
import sys

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import environment
from tests.grading.class_of_03 import STEM, comments, grade, half, hand_in, honest, new_course, scores
from tests.grading.handed_in import needs_bubblewrap

pytestmark = needs_bubblewrap

# What stock nbgrader believes: the output of a check that is full marks, and of one that is worth more.
FORGED = 'print("unasked")'  # one word is no reason


def test_nbgraders_own_command_gives_the_points_of_gradcalc(tmp_path):
    forged = half()
    for cell in forged.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith("-check"):
            cell.source, cell.metadata.nbgrader.points = FORGED, 100
    students = {"ada": honest(), "bob": half(), "eve": forged}
    ours, theirs = new_course(tmp_path / "ours"), new_course(tmp_path / "theirs")
    grade(hand_in(ours / "submitted", **students), ours)

    hand_in(theirs / "submitted", **students)
    for words in (["gradcalc", "grade", "submitted", "--student", "bob", "--workers", "1"],  # makes the assignment
                  ["nbgrader", "autograde", STEM, "--force"]):  # fmt: skip
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=theirs, env=environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert scores(theirs) == scores(ours)
    assert comments(theirs) == comments(ours)
    assert scores(ours)["eve"] == scores(ours)["bob"]
    assert list(Kept(theirs / "results").all()) == list(Kept(ours / "results").all())
