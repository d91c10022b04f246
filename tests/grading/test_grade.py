"""`gradcalc grade` on three students of lesson 03: one is right, one half-way, one has a damaged file."""

import stat

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradcalc.grading.keeping.kept import Kept
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.class_of_03 import (
    POINTS,
    SEED,
    STEM,
    comments,
    damaged,
    gradcalc,
    grade,
    half,
    hand_in,
    honest,
    new_course,
    released,
    scores,
)
from tests.grading.handed_in import named_cell, needs_bubblewrap

pytestmark = needs_bubblewrap

REASON = "03-flat_both_ways-reason"


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    return hand_in(tmp_path_factory.mktemp("in") / "submitted", ada=honest(), bob=half(), cy=damaged())


@pytest.fixture(scope="module")
def graded(submitted, tmp_path_factory):
    """A course that was graded once, and what was printed."""
    course = new_course(tmp_path_factory.mktemp("course"))
    return course, grade(submitted, course)


def test_right_answers_earn_every_point_and_reasons_wait_for_a_person(graded):
    course, _ = graded
    ada = scores(course)["ada"]
    assert {name: ada[name] for name in POINTS} == {name: (points, None, False) for name, points in POINTS.items()}
    assert ada[REASON] == (None, None, True)


def test_a_well_known_mistake_earns_part_of_the_points(graded):
    course, _ = graded
    bob = scores(course)["bob"]
    points, _, look = bob.pop("03-directional_derivative-check")
    assert 0 < points < POINTS["03-directional_derivative-check"]
    assert not look
    assert set(bob.values()) == {(0, None, False)}
    assert comments(course)["bob"][REASON] == "No response."


def test_a_damaged_file_fails_alone_with_a_sentence(graded):
    course, printed = graded
    cy = scores(course)["cy"]
    assert cy.pop(REASON) == (None, None, True)  # there may be one in it
    assert set(cy.values()) == {(0, None, False)}
    assert "cy, lesson 03: The file is not a notebook, or it is cut off" in printed
    assert "3 graded, 0 graded before, 1 with a remark" in printed


def test_every_student_has_a_notebook_to_show(graded):
    course, _ = graded
    for student in ("ada", "bob", "cy"):
        notebook = nbformat.read(course / "autograded" / student / STEM / f"{STEM}.ipynb", as_version=4)
        nbformat.validate(notebook)
        names = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert sorted(names) == sorted(
            cell.metadata.nbgrader.grade_id for cell in released().cells if "nbgrader" in cell.metadata
        )


def test_what_has_not_changed_is_not_graded_again(graded, submitted):
    course, _ = graded
    files = {path: path.stat().st_mtime_ns for path in course.rglob("*.json")}
    assert "0 graded, 3 graded before" in grade(submitted, course)
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*.json")} == files


def test_the_same_submissions_get_the_same_scores_and_a_lost_gradebook_is_filled_again(graded, submitted, tmp_path):
    course, _ = graded
    other = new_course(tmp_path)
    grade(submitted, other)
    assert scores(other) == scores(course)
    assert list(Kept(other / "results").all()) == list(Kept(course / "results").all())

    (other / "gradebook.db").unlink()  # lost, but the results are not: nothing has to be graded again
    assert "0 graded, 3 graded before" in grade(submitted, other)
    assert scores(other) == scores(course)


def test_points_and_comments_of_a_person_stay_and_one_student_can_be_graded_again(submitted, tmp_path):
    course = new_course(tmp_path)
    grade(submitted, course, "--student", "ada")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        mark = book.find_grade(REASON, STEM, STEM, "ada")
        mark.manual_score, mark.needs_manual_grade = 1, False
        book.find_comment(REASON, STEM, STEM, "ada").manual_comment = "Well said."
        book.db.commit()
    assert "1 graded" in grade(submitted, course, "--student", "ada")
    assert scores(course)["ada"][REASON] == (None, 1, False)
    assert comments(course)["ada"][REASON] == "Well said."

    changed = honest()
    named_cell(changed.cells, REASON)["source"] = "So."
    hand_in(submitted.parent / "again", ada=changed)
    assert "1 graded" in grade(submitted.parent / "again", course, "--lesson", "03")
    assert scores(course)["ada"][REASON] == (None, 1, True)  # kept, and to be looked at again
    assert comments(course)["ada"][REASON] == "Well said."


def test_one_exercise_can_be_graded_again_and_a_seed_can_come_from_a_file(graded, submitted, tmp_path):
    course = tmp_path / "course"
    (tmp_path / "secret").write_text(SEED)
    again = ("--student", "bob", "--seed-file", tmp_path / "secret")
    grade(submitted, course, *again)
    assert not (course / "seed").exists()
    kept = Kept(course / "results")
    assert kept.load("bob", "03") == Kept(graded[0] / "results").load("bob", "03")
    before = kept.load("bob", "03")
    assert "1 graded" in grade(submitted, course, *again, "--exercise", "03.directional_derivative")
    assert kept.load("bob", "03") == before


def test_a_seed_is_made_once_and_only_for_its_owner(submitted, tmp_path):
    course = tmp_path / "new"
    grade(submitted, course, "--student", "cy")
    seed = (course / "seed").read_text()
    assert stat.S_IMODE((course / "seed").stat().st_mode) == 0o600
    assert int(seed) > 2**20
    grade(submitted, course, "--student", "cy")
    assert (course / "seed").read_text() == seed


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--student", "nobody"], "nothing of nobody is in"),
        (["--exercise", "03.nonsense"], "there is no exercise '03.nonsense'"),
        (["--lesson", "04", "--exercise", next(e for e in EXERCISES if e.startswith("03"))], "there is no exercise"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(submitted, tmp_path, options, sentence):
    assert sentence in grade(submitted, tmp_path, *options, code=1)


def test_a_seed_file_without_a_seed_is_refused(submitted, tmp_path):
    (tmp_path / "secret").write_text("no number")
    assert "holds no seed" in grade(submitted, tmp_path, "--seed-file", tmp_path / "secret", code=1)


def test_help_names_the_command():
    assert "grade" in gradcalc("--help")
