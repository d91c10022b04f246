"""Results on disk: what was saved is there, whole, whatever the student is called."""

import copy
import datetime
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


LONG = ["Б" * 42, "ก" * 28, "ก" * 90, "a" * 246, "a" * 247, "é" * 300, "\udc80", "x\0y", "Б" * 41 + "Д", "ab" * 200]


def test_whatever_their_length_names_are_kept_apart(tmp_path):
    kept = Kept(tmp_path)
    for number, student in enumerate(LONG):
        kept.save(student, "03", result("right" if number % 2 else "wrong"), str(number))
    assert sorted(student for student, _, _ in kept.all()) == sorted(LONG)
    for number, student in enumerate(LONG):
        assert kept.load(student, "03") == (result("right" if number % 2 else "wrong"), str(number))


@given(st.text(), st.text())
def test_two_names_have_two_files(one, other):
    files = {Kept("results")._path(student, "03").name for student in (one, other)}
    assert len(files) == len({one, other})
    assert all(len(f"{name}.new".encode()) <= 255 and "/" not in name for name in files)


@given(st.text(max_size=80))
def test_what_was_kept_before_names_could_be_long_is_found(student):
    before = f"{quote(student, safe=' @+,')}.json"
    if len(f"{before}.new") <= 255:  # else it could not be kept
        assert Kept("results")._path(student, "03").name == before


def test_a_result_counts_for_nobody_but_the_one_who_stands_in_it(tmp_path):
    kept = Kept(tmp_path)
    kept.save("ada", "03", result(), "digest")
    (tmp_path / "03" / "ada.json").rename(tmp_path / "03" / "bob.json")  # as where ADA and ada are one file
    assert kept.load("bob", "03") is None
    assert [student for student, _, _ in kept.all()] == ["ada"]


def changes(data):
    """The JSON with each value in turn replaced by one of another kind, or taken away."""
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            for other in (None, {}, [], 1.5, "?", {"x": 1}, [[1]]):
                if type(other) is not type(data[key]):
                    copied = copy.deepcopy(data)
                    copied[key] = other
                    yield copied
            for inner in changes(data[key]):
                copied = copy.deepcopy(data)
                copied[key] = inner
                yield copied


def test_a_damaged_file_is_named_and_hides_no_other(tmp_path):
    kept = Kept(tmp_path)
    for student in ("ada", "bob"):
        kept.save(student, "03", result(), "digest")
    path = tmp_path / "03" / "ada.json"
    damaged = [json.dumps(changed) for changed in changes(json.loads(path.read_text("utf-8")))]
    assert len(damaged) > 100
    for text in [*damaged, "", "{", "[]", "null", "[" * 100_000, "\x00"]:
        path.write_text(text, encoding="utf-8")
        complaints: list[str] = []
        assert kept.load("ada", "03") is None, text
        assert list(kept.all(complaints=complaints)) == [("bob", "03", result())], text
        (complaint,) = complaints
        assert "03/ada.json cannot be read" in complaint


def test_the_time_of_handing_in_stays_with_its_notebook(tmp_path):
    kept, time = Kept(tmp_path), datetime.datetime(2026, 11, 27, 10, tzinfo=datetime.UTC)
    kept.save("ada", "03", result(), "one-1", time)
    kept.save("ada", "03", result("wrong"), "one-2")  # graded again
    assert kept.handed_in("ada", "03") == time
    assert kept.load("ada", "03") == (result("wrong"), "one-2")
    kept.save("ada", "03", result(), "two-2")
    assert kept.handed_in("ada", "03") is None
    for text in ("", "{}", '{"student": "ada", "handed_in": 1}', '{"student": "ada", "handed_in": "2026-11-27"}'):
        (tmp_path / "03" / "ada.json").write_text(text, encoding="utf-8")
        assert kept.handed_in("ada", "03") is None
