"""Results on disk: what was saved is there, whole, whatever the student is called."""

import pytest

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult


def result(mark="right", lesson="03") -> NotebookResult:
    strata = (StratumResult("unit", "any", 2, mark, "unit([1, 2])", "3", "Divide."),)
    return NotebookResult(lesson, (ExerciseResult("03.unit", strata, "There twice."),), "A sentence.", True)


@pytest.mark.parametrize("student", ["ada", "Ada Lovelace", "../ada", "a/b", ".", "..", "ad%61", "Zoë", "ada.json"])
def test_what_was_saved_is_loaded_whatever_the_student_is_called(tmp_path, student):
    kept = Kept(tmp_path / "results")
    assert kept.load(student, "03") is None
    kept.save(student, "03", result(), "digest")
    assert kept.load(student, "03") == (result(), "digest")
    assert list(kept.all()) == [(student, "03", result())]
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "results" / "03"]


def test_a_new_result_takes_the_place_of_the_one_before(tmp_path):
    kept = Kept(tmp_path)
    kept.save("ada", "03", result("wrong"), "one")
    kept.save("ada", "03", result("right"), "two")
    assert kept.load("ada", "03") == (result("right"), "two")
    assert [path.name for path in (tmp_path / "03").iterdir()] == ["ada.json"]


def test_results_come_by_lesson_and_student(tmp_path):
    kept = Kept(tmp_path)
    for student, lesson in [("bob", "04"), ("bob", "03"), ("ada", "03")]:
        kept.save(student, lesson, result(lesson=lesson), "")
    assert [(student, lesson) for student, lesson, _ in kept.all()] == [("ada", "03"), ("bob", "03"), ("bob", "04")]
    assert [student for student, _, _ in kept.all("04")] == ["bob"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"student": "ada", "digest": "d", "result": {}}'])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path, text):
    kept = Kept(tmp_path)
    kept.save("ada", "03", result(), "")
    (tmp_path / "03" / "ada.json").write_text(text, encoding="utf-8")
    assert kept.load("ada", "03") is None
    assert list(kept.all()) == []
