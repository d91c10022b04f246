"""`gradcalc build` on one lesson: nbgrader's source and release, and the assignment in the gradebook."""

import shutil

import nbformat
from nbgrader.api import Gradebook

from tests.grading.class_of_03 import POINTS, ROOT, STEM, gradcalc, grade, half, hand_in, new_course, scores
from tests.grading.handed_in import needs_bubblewrap


@needs_bubblewrap
def test_a_lesson_is_built_and_can_be_graded_before_and_after_it_is_built_again(tmp_path):
    course = new_course(tmp_path / "course")
    shutil.copytree(ROOT / "course" / "solutions", course / "solutions")
    printed = gradcalc("build", "03", "--course", course)
    release = course / "release" / STEM
    assert str(release / f"{STEM}.ipynb") in printed
    assert "and nobody what is in" in printed
    assert (release / "glossary.md").exists()
    assert not [path for path in (course / "release").iterdir() if path.name != STEM]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        cells = {cell.name: cell.max_score for cell in book.find_notebook(STEM, STEM).grade_cells}
    assert {name: cells[name] for name in POINTS} == POINTS

    handed_out = nbformat.read(release / f"{STEM}.ipynb", as_version=4)
    submitted = hand_in(tmp_path / "submitted", ada=handed_out, bob=half())
    grade(submitted, course)
    before = scores(course)
    assert set(before["ada"].values()) == {(0, None, False)}
    assert before["bob"]["03-directional_derivative-check"][0] > 0
    gradcalc("build", "03", "--course", course)
    assert scores(course) == before


def test_what_is_missing_is_named(tmp_path):
    assert "model answers are in course/" in gradcalc("build", "03", "--course", tmp_path, code=1)
    shutil.copytree(ROOT / "course" / "solutions", tmp_path / "solutions")
    assert "nbgrader_config.py is missing" in gradcalc("build", "03", "--course", tmp_path, code=1)
